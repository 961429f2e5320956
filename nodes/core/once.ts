import { asBooksError, BooksError, failed, ok, type Outcome } from './errors';
import type { Posted, PrepareOptions, Writer } from './ledger';
import { compare } from './money';
import { lost, sendSurely, unsent, type Prepared } from './surely';

export { asBooksError } from './errors';

/** What became of a document. */
export interface Written {
	action: 'created' | 'found' | 'would create' | 'updated' | 'would update';
	posted?: Posted;
	/** For a dry run: what would be sent. */
	plan?: unknown;
}

interface Keyed {
	key: string;
	currency?: string;
}

export interface OnceOptions<D = unknown> extends PrepareOptions {
	/**
	 * Brings a document up to date that stands in the books with another total or currency. Left out, such a document is
	 * refused: the source has changed after posting, and a person has to decide.
	 */
	change?: (document: D, posted: Posted) => Promise<Posted>;
	/** Base of the pause before the books are asked after a lost answer, in milliseconds. */
	pauseMs?: number;
}

/**
 * Brings documents into the books exactly once, whatever happened before or happens meanwhile:
 * ask which keys the books hold, make the rest, and after a lost answer ask again before anything is sent again.
 * @returns an outcome per document, in the order given
 * @throws BooksError where the books can't be asked at first; nothing was written then
 */
export async function postOnce<D extends Keyed, W>(
	writer: Writer<D, W>,
	documents: D[],
	options: OnceOptions<NoInfer<D>>,
): Promise<Array<Outcome<Written>>> {
	const firstByKey = new Map<string, D>();
	for (const document of documents) if (!firstByKey.has(document.key)) firstByKey.set(document.key, document);
	const byKey = await postDistinct(writer, [...firstByKey.values()], options);
	return documents.map((document) => {
		const outcome = byKey.get(document.key) ?? failed(lost());
		const first = firstByKey.get(document.key);
		if (first === document || first === undefined || !outcome.ok) return outcome;
		const differs = difference(sidesOf(writer, document), sidesOf(writer, first));
		if (differs === undefined) return ok({ ...outcome.value, action: 'found' as const });
		return failed(taken(document, 'Another item of this run has this key too', differs));
	});
}

async function postDistinct<D extends Keyed, W>(
	writer: Writer<D, W>,
	documents: D[],
	options: OnceOptions<NoInfer<D>>,
): Promise<Map<string, Outcome<Written>>> {
	const results = new Map<string, Outcome<Written>>();
	const tell = (document: D, outcome: Outcome<Written>) =>
		results.set(document.key, outcome.ok ? outcome : failed(outcome.error.at({ document: document.key })));
	const sound = documents.filter((document) => {
		const refusal = writer.refuses?.(document);
		if (refusal !== undefined) tell(document, failed(refusal));
		return refusal === undefined;
	});
	const held = sound.length === 0 ? new Map<string, Posted>() : await writer.find(sound);
	const missing: D[] = [];
	for (const document of sound) {
		const posted = held.get(document.key);
		if (posted === undefined) missing.push(document);
		else tell(document, await asFound(writer, document, posted, options));
	}
	const prepared = missing.length === 0 ? [] : await writer.prepare(missing, options);
	const ready: Array<Prepared<D, W>> = [];
	missing.forEach((document, index) => {
		const outcome = prepared[index] ?? failed(lost());
		if (!outcome.ok) tell(document, outcome);
		else if (options.dryRun) tell(document, ok({ action: 'would create', plan: outcome.value }));
		else ready.push({ document, wire: outcome.value });
	});
	let stop: BooksError | undefined;
	for (let at = 0; at < ready.length; at += writer.batchSize) {
		const batch = ready.slice(at, at + writer.batchSize);
		const sent = stop === undefined ? await sendSurely(writer, batch, options.pauseMs ?? 1000) : unsent(batch.length, stop);
		stop = sent.stop;
		batch.forEach(({ document }, index) => {
			const outcome = sent.outcomes[index] ?? failed(lost());
			tell(document, outcome.ok ? ok({ action: 'created', posted: outcome.value }) : outcome);
		});
	}
	return results;
}

async function asFound<D extends Keyed, W>(writer: Writer<D, W>, document: D, posted: Posted, { change, dryRun }: OnceOptions<D>): Promise<Outcome<Written>> {
	const differs = difference(sidesOf(writer, document), posted);
	if (differs === undefined) return ok({ action: 'found', posted });
	const refusal = taken(document, 'The books hold this key already', differs);
	if (change === undefined) return failed(refusal);
	if (dryRun) return ok({ action: 'would update', posted });
	try {
		const after = await change(document, posted);
		const left = difference(sidesOf(writer, document), after);
		return left === undefined ? ok({ action: 'updated', posted: after }) : failed(taken(document, 'The books have taken the change and hold this key', left));
	} catch (error) {
		return failed(asBooksError(error));
	}
}

interface Sides {
	total?: string;
	subTotal?: string;
	currency?: string;
}

function sidesOf<D extends Keyed, W>(writer: Writer<D, W>, document: D): Sides {
	return { ...writer.total(document), currency: document.currency };
}

/** What differs, in words. What one side does not tell is not compared. */
function difference(mine: Sides, theirs: Sides): { mine: string; theirs: string } | undefined {
	if (mine.currency !== undefined && theirs.currency !== undefined && mine.currency !== theirs.currency) {
		return { mine: mine.currency, theirs: `the currency ${theirs.currency}` };
	}
	for (const field of ['total', 'subTotal'] as const) {
		const [a, b] = [mine[field], theirs[field]];
		if (a === undefined || b === undefined || compare(a, b) === 0) continue;
		return { mine: a, theirs: `a total of ${b}` };
	}
	return undefined;
}

function taken(document: Keyed, who: string, { mine, theirs }: { mine: string; theirs: string }): BooksError {
	return new BooksError({
		message: `${who} with ${theirs}, the document says ${mine}`,
		category: 'duplicate',
		retryable: false,
		hint: 'The source has changed after posting. Correct the document in the books, or void it there and run again.',
		document: document.key,
	});
}

/** Names the lock for making suppliers and customers, which some books keep in one list. */
export const partiesOf = (connection: string) => `${connection}|parties`;

const locks = new Map<string, Promise<unknown>>();

/**
 * One writer at a time per connection and kind in this process: two runs that carry the same document would otherwise
 * both find nothing and both write.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
	const before = locks.get(name) ?? Promise.resolve();
	const mine = before.then(work, work);
	const settled = mine.then(
		() => undefined,
		() => undefined,
	);
	locks.set(name, settled);
	try {
		return await mine;
	} finally {
		if (locks.get(name) === settled) locks.delete(name);
	}
}
