import { parseDay } from '../core/dates';
import { BooksError } from '../core/errors';
import { nameOfWrite } from '../core/idempotency';
import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { textIn } from '../core/xml-elements';
import { call } from './api';
import type { Desk } from './desk';
import { OBJECTS, postedOf, type DocumentObject } from './documents';
import { standing } from './standing';
import { surely } from './surely';
import { dayFrom, toDate } from './wire';

/** The head of a bill; lines would be replaced as a whole, and the other documents have functions of their own for changes. */
const FIELDS: Readonly<Record<string, string>> = { memo: 'DESCRIPTION', dueDate: 'WHENDUE', number: 'DOCNUMBER' };

/** Changes the given fields of a bill's head. Source: Sage Intacct, "Bills", update. */
export async function update(desk: Desk, kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted> {
	const strange = Object.keys(changes).filter((field) => FIELDS[field] === undefined);
	if (kind !== 'bill' || strange.length > 0 || Object.keys(changes).length === 0) {
		throw new BooksError({
			category: 'validation', field: strange[0], message: kind === 'bill' ? `${strange[0] ?? 'Nothing'} cannot be changed in a bill that stands in Sage Intacct.` : `The node changes no ${kind} in Sage Intacct.`,
			hint: kind === 'bill' ? `What can be changed: ${Object.keys(FIELDS).join(', ')}. For the rest delete the bill and post it anew.` : 'Delete it and post it anew.',
		});
	}
	const { name, row } = await standing(desk, kind, target);
	if (name !== 'APBILL') throw new BooksError({ category: 'validation', message: 'This stands as an adjustment, which the node does not change.', hint: 'Delete it and post it anew.' });
	const spec: DocumentObject = OBJECTS[name];
	const id = textIn(row, 'RECORDNO') ?? '';
	const wire = Object.fromEntries(Object.entries(changes).map(([field, value]) => [FIELDS[field], field === 'dueDate' ? dayOf(value) : String(value ?? '')]));
	const formats = await desk.lists.formats();
	const now = async () => (await standing(desk, kind, { id })).row;
	const shown = (field: string, text: string | undefined) => (field === 'WHENDUE' ? toDate(dayFrom(text, formats) ?? '') : (text ?? ''));
	await surely(
		async (round) => await call(desk.intacct, { update: { APBILL: { RECORDNO: id, ...wire } } }, { write: true, id: nameOfWrite('update', desk.intacct.entity, id, String(round), textIn(row, 'WHENMODIFIED') ?? '', JSON.stringify(wire)) }),
		async () => {
			const held = await now();
			return Object.entries(wire).every(([field, value]) => shown(field, textIn(held, field)) === value);
		},
	);
	return postedOf(spec, await now(), formats);
}

function dayOf(value: unknown): string {
	const day = parseDay(value);
	if (day !== undefined) return toDate(day);
	throw new BooksError({ category: 'validation', field: 'dueDate', message: `"${String(value)}" is no date.`, hint: 'Write it as 2026-11-03.' });
}
