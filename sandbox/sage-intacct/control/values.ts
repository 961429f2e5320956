import type { ObjectType } from '../objects/catalogue';
import type { Call } from '../state/desk';
import type { Stored } from '../state/records';

/** A record for tests and people: its fields beside its key, its lines, its postings with debits positive. */
export function nestedValue({ desk, company }: Call, type: ObjectType, record: Stored, postings: unknown[]): Record<string, unknown> {
	const lines = type.lines === undefined ? [] : desk.records.lines(company.id, type.lines.item, record.recordNo).map(({ body }) => body);
	const { recordNo, id, entity, author, body } = record;
	return { recordNo, id, entity, author, ...body, lines, postings };
}
