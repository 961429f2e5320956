import { write, type Deed } from '../books/write';
import { entityNamed } from '../entities';
import { runQuery } from '../query/run';
import type { Body } from '../state/records';
import { type Call, includeOf } from '../wire/call';
import { ApiFault, fault, faultError, unsupported } from '../wire/faults';

const MOST_ITEMS = 30;
const LONGEST_ID = 10;

/** Items one after the other, each failing alone. Source: Intuit, "Batch". */
export function batch(call: Call, body: unknown): Body {
	const items = (body as { BatchItemRequest?: unknown } | null)?.BatchItemRequest;
	if (!Array.isArray(items)) throw unsupported('BatchItemRequest');
	if (items.length > MOST_ITEMS) throw fault(1040, `Batch item limit exceeded : At most ${MOST_ITEMS} items are supported. Supplied: ${items.length}`);
	const made = new Set<string>();
	return { BatchItemResponse: (items as Body[]).map((item) => answerTo(call, item, made)) };
}

/** @param made ids of what this batch has made so far; no item sees what another one made */
function answerTo(call: Call, item: Body, made: Set<string>): Body {
	const bId = typeof item.bId === 'string' ? { bId: item.bId } : {};
	try {
		if (call.query.requestid !== undefined && String(item.bId ?? '').length > LONGEST_ID) throw fault(2130, `Invalid Request Id Format : ${String(item.bId)}`);
		return { ...bId, ...carryOut(call, item, made) };
	} catch (error) {
		if (error instanceof ApiFault) return { ...bId, ...error.body };
		throw error;
	}
}

function carryOut({ books }: Call, item: Body, made: Set<string>): Body {
	if (typeof item.Query === 'string') return runQuery(books.records, item.Query);
	const name = Object.keys(item).find((key) => entityNamed(key) !== undefined);
	const entity = entityNamed(name ?? '');
	if (name === undefined || entity === undefined) throw unsupported();
	const deed = String(item.operation ?? 'create').toLowerCase();
	if (!['create', 'update', 'delete', 'void'].includes(deed)) throw new ApiFault([faultError(500, `Operation ${deed} is not supported.`)]);
	const unseen = refersTo(item[name], made);
	if (unseen !== undefined) throw fault(2500, `Invalid Reference Id : element id ${unseen} not found`);
	const record = write(books, entity, item[name], { deed: deed as Deed, include: includeOf(item.optionsData as string | undefined) }); // a text or nothing
	if (deed === 'create') made.add(String(record.Id));
	return { [entity.name]: record };
}

function refersTo(value: unknown, made: Set<string>, isRef = false): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { value: id } = value as Body;
	if (isRef && typeof id === 'string' && made.has(id)) return id;
	for (const [name, one] of Object.entries(value)) {
		const found = refersTo(one, made, name.endsWith('Ref'));
		if (found !== undefined) return found;
	}
	return undefined;
}
