import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import { nameOfWrite } from '../../core/idempotency';
import type { Posted } from '../../core/ledger';
import { compare } from '../../core/money';
import { elementsWith, textIn } from '../../core/xml-elements';
import { execute, type Answer, type Content, type Fn } from '../api';
import type { Desk } from '../desk';
import { OBJECTS, postedOf, type ObjectName } from '../documents';
import { isRepetition } from '../errors';
import { fold, keep, queryFor, shapeOf, type Standing } from '../find';
import { queryFn, rowsOf } from '../query';
import { moved, daysAfter } from './closed';

/** A document in Intacct's shape, ready to be sent. */
export interface Ready {
	key: string;
	object: ObjectName;
	content: Content;
	/** What the books will show, to know ours from another one under its key. */
	total?: string;
	warnings: string[];
	/** Documents under this key that were taken back: another wish than theirs, so another id. */
	inPlaceOf?: string;
	/** Where a closed period moves the document: its day now. */
	movable?: { date: string; at: (date: string) => Content };
}

/** So often a function is sent under a new id, when Intacct has carried out the old one and holds nothing of it. */
const ROUNDS = 5;

/**
 * Creates documents: one request with a function for each, and behind them the question what stands under their keys now.
 * A refused function leaves the others alone. Intacct refuses a control id that it has carried out, and does not say what
 * came of it: the books tell.
 */
export async function sendAll(desk: Desk, ready: Ready[], attempt: number): Promise<Array<Outcome<Posted>>> {
	const results = new Map<Ready, Outcome<Posted>>();
	let rest = ready;
	for (let round = 0; rest.length > 0; round++) {
		const { answers, standing } = await sendOnce(desk, rest, `${attempt} ${round}`);
		const again: Ready[] = [];
		for (const [at, one] of rest.entries()) {
			const outcome = await outcomeOf(desk, one, answers[at], standing);
			const error = outcome.ok ? undefined : outcome.error;
			if (error !== undefined && isRepetition(error) && round < ROUNDS) again.push(one);
			else results.set(one, outcome);
		}
		rest = again;
	}
	await moveOn(desk, ready, results, attempt);
	return ready.map((one) => results.get(one) ?? failed(new BooksError({ category: 'outage', message: 'No answer', outcomeUnknown: true })));
}

async function sendOnce(desk: Desk, ready: Ready[], attempt: string): Promise<{ answers: Array<Answer | BooksError>; standing: Standing }> {
	const { intacct } = desk;
	const writes = ready.map((one): Fn => ({ content: one.content, id: nameOfWrite(intacct.entity, attempt, one.inPlaceOf ?? '', JSON.stringify(one.content)) }));
	const names = [...new Set(ready.map(({ object }) => object))];
	const shapes = await shapeOf(desk, names);
	const asked = names.flatMap((name) => {
		const { fields, keys } = shapes.get(name) ?? { fields: [], keys: [] };
		return queryFor(name, fields, keys, ready.filter(({ object }) => object === name).map(({ key }) => key)).map((query) => ({ name, query }));
	});
	const answers = await execute(intacct, [...writes, ...asked.map(({ query }) => ({ content: queryFn(query, intacct.entity) }))], { write: true });
	const standing: Standing = { live: new Map(), takenBack: new Map() };
	asked.forEach(({ name, query }, at) => {
		const answer = answers[ready.length + at];
		// Without this answer the documents stand all the same; then no more is told of them than their number.
		if (answer !== undefined && !(answer instanceof BooksError)) keep(standing, name, rowsOf(answer, query.object), ready.map(({ key }) => key));
	});
	return { answers: answers.slice(0, ready.length), standing };
}

async function outcomeOf({ lists }: Desk, one: Ready, answer: Answer | BooksError | undefined, { live }: Standing): Promise<Outcome<Posted>> {
	const { object, key, total, warnings } = one;
	const spec = OBJECTS[object];
	const hit = live.get(fold(key));
	const told = warnings.length === 0 ? {} : { warnings };
	const held = hit === undefined ? undefined : postedOf(spec, hit.row, await lists.formats(), key);
	if (answer instanceof BooksError || answer === undefined) {
		const refusal = answer ?? new BooksError({ category: 'outage', message: 'No answer', outcomeUnknown: true });
		// Refused, and yet it stands: an earlier request has made it, or another process was quicker.
		const isOurs = held !== undefined && (held.total === undefined || total === undefined || compare(held.total, total) === 0);
		return isOurs ? ok({ ...held, ...told }) : failed(refusal);
	}
	const id = numberIn(answer);
	if (held !== undefined && (id === undefined || held.id === id)) return ok({ ...held, ...told });
	if (id !== undefined) return ok({ id, kind: spec.kind, key, total, ...told });
	return failed(new BooksError({ category: 'outage', message: 'Sage Intacct did not say what it made', outcomeUnknown: true }));
}

export function numberIn({ data, key }: Answer): string | undefined {
	const [made] = elementsWith(data, 'RECORDNO');
	return key ?? (made === undefined ? undefined : textIn(made, 'RECORDNO'));
}

/** Documents in closed periods go to the first day that Intacct takes, where the user wants that. */
async function moveOn(desk: Desk, ready: Ready[], results: Map<Ready, Outcome<Posted>>, attempt: number): Promise<void> {
	let open = closedIn(ready.map((one) => ({ one, origin: one })), results);
	for (let step = 0; open.length > 0; step++) {
		const next = open.flatMap(({ one, origin }) => {
			const result = results.get(origin);
			const date = daysAfter(one.movable?.date ?? '', result?.ok === false ? result.error.message : '', step);
			return date === undefined ? [] : [{ origin, one: moved(one, date) }];
		});
		if (next.length === 0) return;
		const { answers, standing } = await sendOnce(desk, next.map(({ one }) => one), String(attempt));
		for (const [at, { one, origin }] of next.entries()) results.set(origin, await outcomeOf(desk, one, answers[at], standing));
		open = closedIn(next, results);
	}
}

function closedIn(pairs: Array<{ one: Ready; origin: Ready }>, results: Map<Ready, Outcome<Posted>>) {
	return pairs.filter(({ one, origin }) => {
		const result = results.get(origin);
		return one.movable !== undefined && result?.ok === false && result.error.category === 'closed period';
	});
}
