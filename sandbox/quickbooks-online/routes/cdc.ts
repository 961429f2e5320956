import { entityNamed } from '../entities';
import type { Entity } from '../entities/types';
import type { Body, Kept } from '../state/records';
import { readInstant, stampText } from '../state/times';
import { type Answer, type Call, ok } from '../wire/call';
import { ApiFault, fault, faultError, required } from '../wire/faults';

const LOOK_BACK_MS = 30 * 86_400_000;
const MOST_OBJECTS = 1000;
const WITHOUT_FEED: ReadonlySet<string> = new Set(['TaxAgency', 'TimeActivity', 'TaxCode', 'TaxRate', 'CompanyInfo', 'Preferences']);

/** What changed since an instant, with what was deleted. Silently cut at a thousand. Source: Intuit, "Change data capture". */
export function changes({ books, query }: Call): Answer {
	const names = (query.entities ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
	if (names.length === 0) throw required('entities');
	if (query.changedsince === undefined) throw required('changedSince');
	const since = readInstant(query.changedsince);
	if (since === undefined) throw fault(2060, `Invalid Date : ${query.changedsince}`, 'changedSince');
	if (since < books.store.now() - LOOK_BACK_MS) throw fault(4001, 'ChangeDataCapture : changedSince must lie within the last 30 days');
	let room = MOST_OBJECTS;
	const QueryResponse = names.map((name): Body => {
		const entity = entityNamed(name);
		if (entity === undefined || WITHOUT_FEED.has(entity.name)) throw new ApiFault([faultError(500, `Operation cdc is not supported for ${name}.`)]);
		const sql = 'SELECT * FROM qbo_records WHERE realm = ? AND entity = ? AND updated >= ? ORDER BY updated, position LIMIT ?';
		const rows = books.store.all(sql, books.company.realm, entity.name, since, room);
		room -= rows.length;
		if (rows.length === 0) return {};
		const objects = rows.map((row) => (row.deleted === 1 ? tombstone(row) : shown(entity, JSON.parse(String(row.body)) as Kept, books.records)));
		return { [entity.name]: objects, startPosition: 1, maxResults: rows.length, totalCount: rows.length };
	});
	return ok({ CDCResponse: [{ QueryResponse }] });
}

function shown(entity: Entity, record: Kept, records: Call['books']['records']): Body {
	return entity.show?.(record, records) ?? record;
}

function tombstone(row: Record<string, unknown>): Body {
	return { domain: 'QBO', status: 'Deleted', Id: String(row.id), MetaData: { LastUpdatedTime: stampText(Number(row.updated)) } };
}
