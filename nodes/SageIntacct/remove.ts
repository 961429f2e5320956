import { BooksError } from '../core/errors';
import { nameOfWrite } from '../core/idempotency';
import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import { textIn } from '../core/xml-elements';
import { call, type Content } from './api';
import type { Desk } from './desk';
import { OBJECTS, postedOf, type DocumentObject } from './documents';
import { standing, type Standing } from './standing';
import { surely } from './surely';
import { dayFrom, toDateParts, type Formats } from './wire';

/** Payments that wait for approval or confirmation are voided, later ones reversed. */
const WAITING = /draft|submitted|selected|pending|partially approved/i;

/**
 * Takes a document back in the way its state allows: a draft is deleted, what is posted is reversed. Journals and
 * adjustments know no reversal by the API and are deleted. A second time finds it done.
 */
export async function remove(desk: Desk, kind: DocumentKind, target: Target): Promise<Posted> {
	const formats = await desk.lists.formats();
	const before = await standing(desk, kind, target);
	const spec: DocumentObject = OBJECTS[before.name];
	const told = postedOf(spec, before.row, formats, target.key);
	if (before.isTakenBack) return told;
	const content = takingBack(before, spec, formats);
	const reverses = !('delete' in content) && !Object.keys(content)[0]?.startsWith('delete_');
	const now = async () => await standing(desk, kind, { id: told.id }).catch((error: unknown) => {
		if (error instanceof BooksError && error.category === 'not found') return undefined;
		throw error;
	});
	await surely(
		async (round) => await call(desk.intacct, content, { write: true, id: nameOfWrite('remove', desk.intacct.entity, String(round), textIn(before.row, 'WHENMODIFIED') ?? '', JSON.stringify(content)) }),
		async () => (await now())?.isTakenBack ?? true,
	);
	const after = reverses ? await now() : undefined;
	return after === undefined ? { ...told, status: reverses ? 'Reversed' : 'Deleted' } : postedOf(spec, after.row, formats, target.key);
}

function takingBack({ name, row }: Standing, spec: DocumentObject, formats: Formats): Content {
	const key = textIn(row, 'RECORDNO') ?? '';
	const state = textIn(row, spec.state) ?? '';
	if (name === 'APADJUSTMENT') return { delete_apadjustment: { '@key': key } };
	if (name === 'APPYMT' && WAITING.test(state)) return { void_appaymentrequest: { appaymentkeys: { appaymentkey: key } } };
	if (spec.reverse === undefined || /^draft$|declined/i.test(state)) return { delete: { object: spec.object, keys: key } };
	const { name: reverse, reason } = spec.reverse;
	const today = new Date().toISOString().slice(0, 10);
	const own = dayFrom(textIn(row, spec.date), formats) ?? today;
	// Not before its own day. Later its own period may be closed, while today's is not.
	const datereversed = toDateParts(own > today ? own : today);
	return { [reverse]: { '@key': key, datereversed, ...(reason === undefined ? {} : { [reason]: 'Taken back' }) } };
}
