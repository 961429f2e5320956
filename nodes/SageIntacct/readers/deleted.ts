import { BooksError } from '../../core/errors';
import type { Change } from '../../core/session';
import { textIn } from '../../core/xml-elements';
import type { Lists } from '../lists';
import { all, atLeast, equals, page, PAGE_SIZE } from '../query';
import { instantFrom, toTimestamp, type Formats } from '../wire';

const FIELDS = ['ID', 'OBJECTTYPE', 'OBJECTKEY', 'ACCESSMODE', 'ACCESSTIME'];

/**
 * What was deleted since an instant, from the audit trail. Where the user may not see it, which comes without a number of
 * an error, deletions are not told. Source: Sage Intacct, "Audit history".
 * @param object in lower case: "apbill"
 */
export async function* deletions({ intacct }: Lists, object: string, kind: string, since: string, formats: Formats): AsyncGenerator<Change[]> {
	const filter = all(equals('OBJECTTYPE', object), equals('ACCESSMODE', 'D'), atLeast('ACCESSTIME', toTimestamp(since, formats)));
	for (let offset = 0; ; offset += PAGE_SIZE) {
		const rows = await page(intacct, { object: 'AUDITHISTORY', fields: FIELDS, filter, orderBy: ['ACCESSTIME', 'ID'], pageSize: PAGE_SIZE, offset }).catch(unseen);
		yield rows.map((row): Change => {
			// The key is a number, a number with a mark behind it, or the record's own id, depending on the object.
			const id = (textIn(row, 'OBJECTKEY') ?? '').replace(/--REC$/, '');
			return { id, at: instantFrom(textIn(row, 'ACCESSTIME'), formats) ?? since, record: { id, kind, deleted: true } };
		});
		if (rows.length < PAGE_SIZE) return;
	}
}

function unseen(error: unknown): [] {
	if (error instanceof BooksError && ['permission', 'feature not in subscription', 'validation', 'not found'].includes(error.category)) return [];
	throw error;
}
