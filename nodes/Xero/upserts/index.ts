import { differences } from '../../core/differences';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Ledger, Upserted, UpsertRequest } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import { BATCH_SIZE, writeAll } from '../api';
import { messagesIn, validationError } from '../errors';
import { folded } from '../query';
import type { XeroErrors } from '../types';
import { contactKind, itemKind, type UpsertKindOf } from './kinds';
import type { Desk } from '../writers/desk';

/** Suppliers, customers and items: made when absent, changed only where a given field differs. */
export function upsertsOf(desk: Desk): Ledger['upserts'] {
	const upserter = <T extends XeroErrors>(kind: UpsertKindOf<T>) => ({
		upsert: async (requests: UpsertRequest[], { dryRun }: { dryRun: boolean }) => {
			const plans = await planAll(desk, kind, requests);
			if (!dryRun) await carryOut(desk, kind, plans);
			return requests.map((_, index) => answerFor(kind, plans[index], dryRun));
		},
	});
	return { supplier: upserter(contactKind('supplier')), customer: upserter(contactKind('customer')), item: upserter(itemKind) };
}

/** How often a write is tried whose answer gets lost. */
const ROUNDS = 3;

interface Plan<T> {
	action: 'created' | 'updated' | 'unchanged';
	request: UpsertRequest;
	/** As the books hold it. */
	held?: T;
	/** What is sent. */
	wire: T;
	changes?: Upserted['changes'];
	/** What came of sending it. */
	answer?: T | BooksError;
	/** The same write was asked for earlier in the list. */
	like?: Plan<T>;
}

async function planAll<T extends XeroErrors>(desk: Desk, kind: UpsertKindOf<T>, requests: UpsertRequest[]): Promise<Array<Plan<T> | BooksError>> {
	const sound = requests.filter((request) => nameless(request) === undefined);
	const held = sound.length === 0 ? [] : await kind.find(desk, sound);
	const made = new Map<string, Plan<T>>();
	return requests.map((request) => {
		try {
			const plan = planOne(kind, request, held);
			const like = plan instanceof BooksError ? undefined : made.get(JSON.stringify(plan.wire));
			if (plan instanceof BooksError || plan.action === 'unchanged') return plan;
			if (like !== undefined) return { ...plan, like };
			made.set(JSON.stringify(plan.wire), plan);
			return plan;
		} catch (error) {
			return asBooksError(error);
		}
	});
}

function planOne<T extends XeroErrors>(kind: UpsertKindOf<T>, request: UpsertRequest, held: T[]): Plan<T> | BooksError {
	const unnamed = nameless(request);
	if (unnamed !== undefined) return unnamed;
	const [hit, other] = held.filter((record) => kind.isMeant(record, request));
	if (other !== undefined) return several(request);
	const wire = kind.shape(request.record);
	if (hit === undefined) {
		return request.matchBy === 'id' ? noSuch(request) : (kind.lacks(wire) ?? { action: 'created', request, wire });
	}
	const changes = differences(hit, wire);
	if (Object.keys(changes).length === 0) return { action: 'unchanged', request, held: hit, wire };
	return { action: 'updated', request, held: hit, wire: kind.identified(wire, hit), changes };
}

/** New ones by PUT, which never touches an existing record; changes by POST under their id. Fifty per call. */
async function carryOut<T extends XeroErrors>(desk: Desk, kind: UpsertKindOf<T>, all: Array<Plan<T> | BooksError>): Promise<void> {
	const plans = all.filter((plan): plan is Plan<T> => !(plan instanceof BooksError) && plan.like === undefined);
	for (const [action, method] of [['created', 'PUT'], ['updated', 'POST']] as const) {
		const wanted = plans.filter((plan) => plan.action === action);
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
		rest.forEach((plan, place) => (plan.answer = answer instanceof BooksError ? answer : answer[place]));
		if (!(answer instanceof BooksError) || answer.facts.outcomeUnknown !== true || round >= ROUNDS) return;
		if ((answer.facts.httpStatus ?? 0) < 500) continue;
		attempt += 1;
		if (method === 'POST') continue;
		const held = await kind.find(desk, rest.map(({ request }) => request));
		for (const plan of rest) plan.answer = held.find((record) => kind.isMeant(record, plan.request)) ?? plan.answer;
		rest = rest.filter(({ answer: found }) => found instanceof BooksError);
	}
}

function answerFor<T extends XeroErrors>(kind: UpsertKindOf<T>, plan: Plan<T> | BooksError | undefined, dryRun: boolean): Outcome<Upserted> {
	if (plan === undefined || plan instanceof BooksError) return failed(plan ?? lost());
	if (plan.action === 'unchanged') return ok({ action: 'unchanged', record: kind.to(plan.held as T) });
	if (dryRun) {
		const action = plan.action === 'created' ? 'would create' : 'would update';
		return ok({ action, record: kind.to({ ...plan.held, ...plan.wire }), changes: plan.changes });
	}
	const answer = (plan.like ?? plan).answer ?? lost();
	if (answer instanceof BooksError) return failed(answer);
	const messages = messagesIn(answer);
	if (messages.length > 0) return failed(validationError(messages));
	return ok({ action: plan.like === undefined ? plan.action : 'unchanged', record: kind.to(answer), changes: plan.changes });
}

function nameless({ record, matchBy }: UpsertRequest): BooksError | undefined {
	if (folded(String(record[matchBy] ?? '')) !== '') return undefined;
	return new BooksError({
		category: 'validation',
		field: matchBy,
		message: `The record has no ${matchBy}, by which it is to be found.`,
		hint: 'Fill the field in, or find the record by another one.',
	});
}

function several({ record, matchBy }: UpsertRequest): BooksError {
	return new BooksError({
		category: 'duplicate',
		field: matchBy,
		message: `Xero holds more than one record with the ${matchBy} "${String(record[matchBy])}".`,
		hint: 'Find it by its ID or code.',
	});
}

function noSuch({ record }: UpsertRequest): BooksError {
	return new BooksError({
		category: 'not found',
		field: 'id',
		message: `Xero has no record with the ID "${String(record.id)}".`,
		hint: 'Check the organisation, or find the record by its code or name.',
	});
}

function lost(): BooksError {
	return new BooksError({ category: 'outage', message: 'No answer for this record came back.', hint: 'Run again.' });
}
