import { BooksError } from '../../core/errors';
import type { Ledger, UpsertRequest } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import { outcomeOf, planAll, plansOf, type Plan } from '../../core/plans';
import { BATCH_SIZE, writeAll } from '../api';
import { messagesIn, validationError } from '../errors';
import type { XeroErrors } from '../types';
import { contactKind, itemKind, type UpsertKindOf } from './kinds';
import type { Desk } from '../writers/desk';

/** Suppliers, customers and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Ledger['upserts'] {
	const upserter = <T extends XeroErrors>(kind: UpsertKindOf<T>) => ({
		upsert: async (requests: UpsertRequest[], { dryRun }: { dryRun: boolean }) => {
			const plans = await planAll(kind, requests, async (some) => await kind.find(desk, some), 'Xero');
			if (!dryRun) await carryOut(desk, kind, plans);
			return requests.map((_, index) => outcomeOf(kind, plans[index], dryRun));
		},
	});
	return { supplier: upserter(contactKind('supplier')), customer: upserter(contactKind('customer')), item: upserter(itemKind) };
}

/** How often a write is tried whose answer gets lost. */
const ROUNDS = 3;

/** New ones by PUT, which never touches an existing record; changes by POST under their id. Fifty per call. */
async function carryOut<T extends XeroErrors>(desk: Desk, kind: UpsertKindOf<T>, all: Array<Plan<T> | BooksError>): Promise<void> {
	for (const [action, method] of [['created', 'PUT'], ['updated', 'POST']] as const) {
		const wanted = plansOf(all, action);
		for (let at = 0; at < wanted.length; at += BATCH_SIZE) await writeSurely(desk, method, kind, wanted.slice(at, at + BATCH_SIZE));
	}
}

/**
 * After a lost answer the same bytes go out again under the same key, which Xero answers with what it did the first
 * time. After an answer of failure it would replay the failure: the books are asked what was made, and the rest goes
 * out under a fresh key. An update may always be sent again, it gives the same record.
 */
async function writeSurely<T extends XeroErrors>(desk: Desk, method: 'PUT' | 'POST', kind: UpsertKindOf<T>, batch: Array<Plan<T>>): Promise<void> {
	let rest = batch;
	let attempt = 0;
	for (let round = 1; rest.length > 0; round++) {
		const answer = await writeAll(desk.xero, method, kind.collection, rest.map(({ wire }) => wire), attempt).catch(asBooksError);
		rest.forEach((plan, place) => (plan.answer = answer instanceof BooksError ? answer : taken(answer[place])));
		if (!(answer instanceof BooksError) || answer.facts.outcomeUnknown !== true || round >= ROUNDS) return;
		if ((answer.facts.httpStatus ?? 0) < 500) continue;
		attempt += 1;
		if (method === 'POST') continue;
		const held = await kind.find(desk, rest.map(({ request }) => request));
		for (const plan of rest) plan.answer = held.find((record) => kind.isMeant(record, plan.request)) ?? plan.answer;
		rest = rest.filter(({ answer: found }) => found instanceof BooksError);
	}
}

/** The record as Xero has it now, or what Xero has against it. */
function taken<T extends XeroErrors>(element: T | undefined): T | BooksError | undefined {
	const messages = messagesIn(element);
	return messages.length > 0 ? validationError(messages) : element;
}
