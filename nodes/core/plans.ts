import { differences } from './differences';
import { asBooksError, BooksError, failed, ok, type Outcome } from './errors';
import { folded } from './pick';
import type { Upserted, UpsertRequest } from './records';
import type { CanonicalRecord } from './session';

/** How one kind of reference record is found, shaped and told; the rest of an upsert is the same for all. */
export interface Upsertable<T extends object> {
	isMeant(record: T, request: UpsertRequest): boolean;
	/** The vendor's shape of the given fields, and of no others. */
	shape(record: Record<string, unknown>): T;
	/** The shape with what tells the vendor which record it changes. */
	identified(wire: T, held: T): T;
	/** What a new record cannot do without. */
	lacks(wire: T): BooksError | undefined;
	to(record: T): CanonicalRecord;
	/** What differs, where comparing field by field does not tell: a vendor may hide a part of a value. */
	differences?(held: T, wire: T): NonNullable<Upserted['changes']>;
}

/** What is to be done for one request, and what came of it. */
export interface Plan<T> {
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

/**
 * Compares the requests with what the books hold: makes what is absent, changes only where a given field differs.
 * @param find all records that may be meant by these requests
 * @param system for people: "Xero"
 */
export async function planAll<T extends object>(
	kind: Upsertable<T>,
	requests: UpsertRequest[],
	find: (requests: UpsertRequest[]) => Promise<T[]>,
	system: string,
): Promise<Array<Plan<T> | BooksError>> {
	const sound = requests.filter((request) => nameless(request) === undefined);
	const held = sound.length === 0 ? [] : await find(sound);
	const made = new Map<string, Plan<T>>();
	return requests.map((request) => {
		try {
			const plan = planOne(kind, request, held, system);
			if (plan instanceof BooksError || plan.action === 'unchanged') return plan;
			const like = made.get(JSON.stringify(plan.wire));
			if (like !== undefined) return { ...plan, like };
			made.set(JSON.stringify(plan.wire), plan);
			return plan;
		} catch (error) {
			return asBooksError(error);
		}
	});
}

function planOne<T extends object>(kind: Upsertable<T>, request: UpsertRequest, held: T[], system: string): Plan<T> | BooksError {
	const unnamed = nameless(request);
	if (unnamed !== undefined) return unnamed;
	const [hit, other] = held.filter((record) => kind.isMeant(record, request));
	if (other !== undefined) return several(request, system);
	const wire = kind.shape(request.record);
	if (hit === undefined) {
		return request.matchBy === 'id' || request.changeOnly === true ? noSuch(request, system) : (kind.lacks(wire) ?? { action: 'created', request, wire });
	}
	const changes = kind.differences?.(hit, wire) ?? differences(hit, wire);
	if (Object.keys(changes).length === 0) return { action: 'unchanged', request, held: hit, wire };
	return { action: 'updated', request, held: hit, wire: kind.identified(wire, hit), changes };
}

/** Plans that need a write of this action; those that are like an earlier one need none. */
export function plansOf<T>(plans: Array<Plan<T> | BooksError>, action: Plan<T>['action']): Array<Plan<T>> {
	return plans.filter((plan): plan is Plan<T> => !(plan instanceof BooksError) && plan.like === undefined && plan.action === action);
}

/** What the user is told of a plan that was carried out, or of one that would be. */
export function outcomeOf<T extends object>(kind: Upsertable<T>, plan: Plan<T> | BooksError | undefined, dryRun: boolean): Outcome<Upserted> {
	if (plan === undefined || plan instanceof BooksError) return failed(plan ?? lost());
	if (plan.action === 'unchanged') return ok({ action: 'unchanged', record: kind.to(plan.held ?? plan.wire) });
	if (dryRun) {
		const action = plan.action === 'created' ? 'would create' : 'would update';
		return ok({ action, record: kind.to({ ...plan.held, ...plan.wire }), changes: plan.changes });
	}
	const answer = (plan.like ?? plan).answer ?? lost();
	if (answer instanceof BooksError) return failed(answer);
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

function several({ record, matchBy }: UpsertRequest, system: string): BooksError {
	return new BooksError({
		category: 'duplicate',
		field: matchBy,
		message: `${system} holds more than one record with the ${matchBy} "${String(record[matchBy])}".`,
		hint: 'Find it by its ID or code.',
	});
}

function noSuch({ record, matchBy }: UpsertRequest, system: string): BooksError {
	return new BooksError({
		category: 'not found',
		field: matchBy,
		message: `${system} has no record with the ${matchBy === 'id' ? 'ID' : matchBy} "${String(record[matchBy])}".`,
		hint: matchBy === 'id' ? 'Check the company, or find the record by its code or name.' : 'Check the company, or create the record first.',
	});
}

function lost(): BooksError {
	return new BooksError({ category: 'outage', message: 'No answer for this record came back.', hint: 'Run again.' });
}
