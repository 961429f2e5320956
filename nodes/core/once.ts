import { sleep } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from './errors';
import type { Posted, PrepareOptions, Writer } from './ledger';
import { compare } from './money';

/** What became of a document. */
export interface Written {
	action: 'created' | 'found' | 'would create';
	posted?: Posted;
	/** For a dry run: what would be sent. */
	plan?: unknown;
}

interface Keyed {
	key: string;
}

/** Vendors keep an idempotency key for minutes only; this stays clear of the shortest (six). */
const SAME_KEY_MS = 5 * 60 * 1000;
const ROUNDS = 5;

export interface OnceOptions extends PrepareOptions {
	/** Base of the pause before the books are asked after a lost answer, in milliseconds. */
	pauseMs?: number;
}

/**
 * Brings documents into the books exactly once, whatever happened before or happens meanwhile:
 * ask which keys the books hold, make the rest, and after a lost answer ask again before anything is sent again.
 * @returns an outcome per document, in the order given
 */
export async function postOnce<D extends Keyed, W>(
	writer: Writer<D, W>,
	documents: D[],
	options: OnceOptions,
): Promise<Array<Outcome<Written>>> {
	const firstByKey = new Map<string, D>();
	for (const document of documents) if (!firstByKey.has(document.key)) firstByKey.set(document.key, document);
	const byKey = await postDistinct(writer, [...firstByKey.values()], options);
	return documents.map((document) => {
		const outcome = byKey.get(document.key) ?? failed(lost(document));
		const first = firstByKey.get(document.key);
		if (first === document || first === undefined || !outcome.ok) return outcome;
		const differs = difference(writer.total(document), writer.total(first));
		return differs === undefined ? ok({ ...outcome.value, action: 'found' as const }) : failed(taken(document, differs));
	});
}

async function postDistinct<D extends Keyed, W>(
	writer: Writer<D, W>,
	documents: D[],
	options: OnceOptions,
): Promise<Map<string, Outcome<Written>>> {
	const results = new Map<string, Outcome<Written>>();
	const held = await writer.find(documents);
	const missing: D[] = [];
	for (const document of documents) {
		const posted = held.get(document.key);
		if (posted === undefined) missing.push(document);
		else results.set(document.key, asFound(writer, document, posted));
	}
	const prepared = missing.length === 0 ? [] : await writer.prepare(missing, options);
	const ready: Array<Prepared<D, W>> = [];
	missing.forEach((document, index) => {
		const outcome = prepared[index] ?? failed(lost(document));
		if (!outcome.ok) results.set(document.key, failed(outcome.error.at({ document: document.key })));
		else if (options.dryRun) results.set(document.key, ok({ action: 'would create', plan: outcome.value }));
		else ready.push({ document, wire: outcome.value });
	});
	for (let at = 0; at < ready.length; at += writer.batchSize) {
		const batch = ready.slice(at, at + writer.batchSize);
		const outcomes = await sendSurely(writer, batch, options.pauseMs ?? 1000);
		batch.forEach(({ document }, index) => results.set(document.key, outcomes[index] ?? failed(lost(document))));
	}
	return results;
}

interface Prepared<D, W> {
	document: D;
	wire: W;
}

/** Sends a batch until each of its documents has a known fate. */
async function sendSurely<D extends Keyed, W>(
	writer: Writer<D, W>,
	batch: Array<Prepared<D, W>>,
	pauseMs: number,
): Promise<Array<Outcome<Written>>> {
	const fates = new Map<string, Outcome<Written>>();
	const settle = (document: D, outcome: Outcome<Posted>, action: 'created' | 'found' = 'created') =>
		fates.set(document.key, outcome.ok ? ok({ action, posted: outcome.value }) : failed(outcome.error.at({ document: document.key })));
	let rest = batch;
	let attempt = 0;
	let firstSentAt = Date.now();
	for (let round = 1; rest.length > 0; round++) {
		const sent = await sendOnce(writer, rest, attempt);
		if (!(sent instanceof BooksError)) {
			rest.forEach(({ document }, index) => settle(document, sent[index] ?? failed(lost(document))));
			break;
		}
		if (!sent.facts.outcomeUnknown) {
			if (rest.length > 1 && sent.category === 'validation') {
				// The vendor refused the call as a whole for one bad document: halve until that one stands alone.
				const middle = Math.ceil(rest.length / 2);
				const halves = [rest.slice(0, middle), rest.slice(middle)];
				for (const half of halves) {
					const outcomes = await sendSurely(writer, half, pauseMs);
					half.forEach(({ document }, index) => fates.set(document.key, outcomes[index] ?? failed(lost(document))));
				}
			} else {
				for (const { document } of rest) settle(document, failed(sent));
			}
			break;
		}
		await sleep(pauseMs * 2 ** (round - 1));
		const held = await findAgain(writer, rest.map(({ document }) => document));
		if (held instanceof BooksError || round >= ROUNDS) {
			for (const { document } of rest) settle(document, failed(held instanceof BooksError ? held : sent));
			break;
		}
		const before = rest.length;
		rest = rest.filter(({ document }) => {
			const posted = held.get(document.key);
			if (posted !== undefined) settle(document, ok(posted));
			return posted === undefined;
		});
		// A vendor replays its own failure under the same key, and forgets keys after minutes. A request that is still
		// being worked on, though, is met by the same bytes under the same key: the vendor lets the second wait for it.
		const answeredWithFailure = (sent.facts.httpStatus ?? 0) >= 500;
		if (answeredWithFailure || rest.length !== before || Date.now() - firstSentAt > SAME_KEY_MS) {
			attempt += 1;
			firstSentAt = Date.now();
		}
	}
	return batch.map(({ document }) => fates.get(document.key) ?? failed(lost(document)));
}

async function sendOnce<D, W>(writer: Writer<D, W>, rest: Array<Prepared<D, W>>, attempt: number) {
	try {
		return await writer.send(rest.map(({ wire }) => wire), attempt);
	} catch (error) {
		return asBooksError(error);
	}
}

async function findAgain<D, W>(writer: Writer<D, W>, documents: D[]) {
	try {
		return await writer.find(documents);
	} catch (error) {
		return asBooksError(error);
	}
}

function asFound<D extends Keyed, W>(writer: Writer<D, W>, document: D, posted: Posted): Outcome<Written> {
	const differs = difference(writer.total(document), posted);
	return differs === undefined ? ok({ action: 'found', posted }) : failed(taken(document, differs));
}

interface Totals {
	total?: string;
	subTotal?: string;
}

/** The totals in words where they differ. What one side does not tell is not compared. */
function difference(mine: Totals, theirs: Totals): { mine: string; theirs: string } | undefined {
	for (const field of ['total', 'subTotal'] as const) {
		const [a, b] = [mine[field], theirs[field]];
		if (a !== undefined && b !== undefined && compare(a, b) !== 0) return { mine: a, theirs: b };
	}
	return undefined;
}

function taken(document: Keyed, { mine, theirs }: { mine: string; theirs: string }): BooksError {
	return new BooksError({
		message: `The books hold this key already with a total of ${theirs}, the document says ${mine}`,
		category: 'duplicate',
		retryable: false,
		hint: 'The source has changed after posting. Correct the document in the books, or void it there and run again.',
		document: document.key,
	});
}

function lost(document: Keyed): BooksError {
	return new BooksError({
		message: 'No answer for this document came back',
		category: 'outage',
		document: document.key,
		hint: 'The next run asks the books for it first.',
	});
}

/** Anything else that was thrown is a fault of ours; it is told as it is. */
export function asBooksError(error: unknown): BooksError {
	if (error instanceof BooksError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new BooksError({ message, category: 'validation', retryable: false });
}

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
