import { z } from 'zod';
import { linesChange } from '../core/change-lines';
import { parseDay } from '../core/dates';
import { BooksError } from '../core/errors';
import { nameOfWrite } from '../core/idempotency';
import type { Posted } from '../core/ledger';
import { check } from '../core/model/check';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { call } from './api';
import { changedBillLines } from './change-lines';
import type { Desk } from './desk';
import { OBJECTS, postedOf, type DocumentObject } from './documents';
import type { Wire } from './shapes/lines';
import { standing } from './standing';
import { surely } from './surely';
import { dayFrom, toDate } from './wire';

/** The head of a bill; the other documents have functions of their own for changes. */
const FIELDS: Readonly<Record<string, string>> = { memo: 'DESCRIPTION', dueDate: 'WHENDUE', number: 'DOCNUMBER' };
const OF_LINES = z.object({ ...linesChange, taxIncluded: z.boolean('must be true or false').default(true) });

/** Changes the given fields of a bill's head, and lines of it. Source: Sage Intacct, "Bills", update. */
export async function update(desk: Desk, kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted> {
	const strange = Object.keys(changes).filter((field) => FIELDS[field] === undefined && !(field in OF_LINES.shape));
	if (kind !== 'bill' || strange.length > 0 || Object.keys(changes).length === 0) throw unknown(kind, strange[0]);
	const ofLines = check(OF_LINES, changes, target.key);
	if (!ofLines.ok) throw ofLines.error;
	const { lines, onlyTheseLines: only = false, replaceLines: replace = false, taxIncluded } = ofLines.value;
	const { name, row } = await standing(desk, kind, target);
	if (name !== 'APBILL') throw new BooksError({ category: 'validation', message: 'This stands as an adjustment, which the node does not change.', hint: 'Delete it and post it anew.' });
	const spec: DocumentObject = OBJECTS[name];
	if (lines !== undefined) refuseSettled(row, spec);
	const id = textIn(row, 'RECORDNO') ?? '';
	const head = Object.fromEntries(Object.entries(changes).flatMap(([field, value]) => (FIELDS[field] === undefined ? [] : [[FIELDS[field], field === 'dueDate' ? dayOf(value) : String(value ?? '')]])));
	const formats = await desk.lists.formats();
	const changed = lines === undefined ? undefined : await changedBillLines(desk, row, lines, { only, replace, taxIncluded });
	const due = dayFrom(textIn(row, 'WHENDUE'), formats);
	const wire: Wire = { ...(changed === undefined || due === undefined ? {} : { WHENDUE: toDate(due) }), ...head, ...keepingDraft(row, spec), ...changed?.wire };
	const now = async () => (await standing(desk, kind, { id })).row;
	const shown = (field: string, text: string | undefined) => (field === 'WHENDUE' ? toDate(dayFrom(text, formats) ?? '') : (text ?? ''));
	await surely(
		async (round) => await call(desk.intacct, { update: { APBILL: { RECORDNO: id, ...wire } } }, { write: true, id: nameOfWrite('update', desk.intacct.entity, id, String(round), textIn(row, 'WHENMODIFIED') ?? '', JSON.stringify(wire)) }),
		async () => {
			const held = await now();
			return Object.entries(head).every(([field, value]) => shown(field, textIn(held, field)) === value) && (await changed?.isDone()) !== false;
		},
	);
	return postedOf(spec, await now(), formats);
}

/** An update submits unless it says otherwise: a draft is to stay one. Source: Sage Intacct, "Bills", ACTION of an update. */
export function keepingDraft(row: XmlElement, { state }: DocumentObject): { ACTION?: string } {
	return /^(draft|D)$/i.test(textIn(row, state) ?? '') ? { ACTION: 'Draft' } : {};
}

function refuseSettled(row: XmlElement, { state }: DocumentObject): void {
	const is = textIn(row, state) ?? '';
	if (!/paid|selected|revers/i.test(is)) return;
	throw new BooksError({ category: 'validation', field: 'lines', message: `The bill is ${is.toLowerCase()}, and its lines are fixed.`, hint: 'Take the payment back first, or post a supplier credit.' });
}

function unknown(kind: DocumentKind, field: string | undefined): BooksError {
	return new BooksError({
		category: 'validation', field, message: kind === 'bill' ? `${field ?? 'Nothing'} cannot be changed in a bill that stands in Sage Intacct.` : `The node changes no ${kind} in Sage Intacct.`,
		hint: kind === 'bill' ? `What can be changed: ${Object.keys(FIELDS).join(', ')}, lines. For the rest delete the bill and post it anew.` : 'Delete it and post it anew.',
	});
}

function dayOf(value: unknown): string {
	const day = parseDay(value);
	if (day !== undefined) return toDate(day);
	throw new BooksError({ category: 'validation', field: 'dueDate', message: `"${String(value)}" is no date.`, hint: 'Write it as 2026-11-03.' });
}
