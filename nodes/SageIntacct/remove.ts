import { BooksError } from '../core/errors';
import { nameOfWrite } from '../core/idempotency';
import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { textIn } from '../core/xml-elements';
import { execute, type Content, type Fn } from './api';
import type { Desk } from './desk';
import { OBJECTS, postedOf, type DocumentObject } from './documents';
import { standing, type Standing } from './standing';
import { surely } from './surely';
import { dayFrom, toDateParts, type Formats } from './wire';

/** Payments that wait for approval or confirmation are voided, later ones reversed. */
const WAITING = /draft|submitted|selected|pending|partially approved/i;

/**
 * Takes a document back in the way its state allows: a draft is deleted, what waits is recalled and deleted, what is posted is
 * reversed. Journals and
 * adjustments know no reversal by the API and are deleted. A second time finds it done.
 */
export async function remove(desk: Desk, kind: DocumentKind, target: Target): Promise<Posted> {
	const formats = await desk.lists.formats();
	const before = await standing(desk, kind, target);
	const spec: DocumentObject = OBJECTS[before.name];
	const told = postedOf(spec, before.row, formats, target.key);
	if (before.isTakenBack) return told;
	const contents = takingBack(before, spec, formats);
	const reverses = !contents.some((content) => /^delete/.test(Object.keys(content)[0] ?? ''));
	const now = async () => await standing(desk, kind, { id: told.id }).catch((error: unknown) => {
		if (error instanceof BooksError && error.category === 'not found') return undefined;
		throw error;
	});
	await surely(
		async (round) => {
			const functions = contents.map((content): Fn => ({ content, id: nameOfWrite('remove', desk.intacct.entity, String(round), textIn(before.row, 'WHENMODIFIED') ?? '', JSON.stringify(content)) }));
			const answers = await execute(desk.intacct, functions, { write: true, transaction: functions.length > 1 });
			// Of several the one at fault is told, and not those that were taken back with it.
			const refusals = answers.filter((answer): answer is BooksError => answer instanceof BooksError);
			const cause = refusals.find(({ facts }) => facts.vendorCode !== 'XL03000009') ?? refusals[0];
			if (cause !== undefined) throw cause;
		},
		async () => (await now())?.isTakenBack ?? true,
	);
	const after = reverses ? await now() : undefined;
	return after === undefined ? { ...told, status: reverses ? 'Reversed' : 'Deleted' } : postedOf(spec, after.row, formats, target.key);
}

function takingBack({ name, row }: Standing, spec: DocumentObject, formats: Formats): Content[] {
	const key = textIn(row, 'RECORDNO') ?? '';
	const state = textIn(row, spec.state) ?? '';
	if (name === 'APADJUSTMENT') return [{ delete_apadjustment: { '@key': key } }];
	if (name === 'APPYMT' && WAITING.test(state)) return [{ void_appaymentrequest: { appaymentkeys: { appaymentkey: key } } }];
	const deleting = { delete: { object: spec.object, keys: key } };
	if (name === 'APBILL' && /submitted|partially approved/i.test(state)) return [{ recallApBill: { recordno: key } }, deleting];
	if (spec.reverse === undefined || WAITING.test(state) || /declined/i.test(state)) return [deleting];
	const { name: reverse, reason } = spec.reverse;
	const today = new Date().toISOString().slice(0, 10);
	const own = dayFrom(textIn(row, spec.date), formats) ?? today;
	// Not before its own day. Later its own period may be closed, while today's is not.
	const datereversed = toDateParts(own > today ? own : today);
	return [{ [reverse]: { '@key': key, datereversed, ...(reason === undefined ? {} : { [reason]: 'Taken back' }) } }];
}
