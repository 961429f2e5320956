import { sleep } from 'n8n-workflow';
import { asBooksError, BooksError, failed, ok, stops, type Category, type Outcome } from './errors';
import type { Posted, Writer } from './ledger';

/** A document and the vendor's shape of it, ready to be sent. */
export interface Prepared<D, W> {
	document: D;
	wire: W;
}

export interface Sent {
	/** In the order of the batch. */
	outcomes: Array<Outcome<Posted>>;
	/** Why nothing else that follows can get through either: not signed in, no calls left, nobody answers. */
	stop?: BooksError;
}

type Answer = Array<Outcome<Posted>> | BooksError;

const ROUNDS = 5;
/** A refusal of the whole call for such a reason may be the fault of one document. */
const OF_A_DOCUMENT: readonly Category[] = [
	'mapping', 'validation', 'duplicate', 'closed period', 'feature not in subscription', 'not found',
];
/** Answers of something between us and the vendor, which may be at work all the same. */
const GATEWAY = [502, 504];

/** Sends a batch until each of its documents has a known fate, or the books themselves can't be asked. */
export async function sendSurely<D extends { key: string }, W>(
	writer: Writer<D, W>,
	batch: Array<Prepared<D, W>>,
	pauseMs: number,
): Promise<Sent> {
	const fates = new Map<string, Outcome<Posted>>();
	let stop: BooksError | undefined;
	let rest = batch;
	let attempt = 0;
	let open = false;
	for (let round = 1; rest.length > 0; round++) {
		const answer: Answer = stillOpen(await sendOnce(writer, rest, attempt), open);
		if (answer instanceof BooksError && answer.facts.outcomeUnknown !== true) {
			const told = await refused(writer, rest, answer, pauseMs);
			rest.forEach(({ document }, index) => fates.set(document.key, told.outcomes[index] ?? failed(answer)));
			stop = told.stop;
			break;
		}
		const unknown = sortOut(rest, answer, fates);
		const [first] = unknown;
		if (first === undefined) break;
		const reason = first.error;

		await sleep(pauseMs * 2 ** (round - 1));
		const held = await findSettled(writer, unknown.map(({ document }) => document), reason, pauseMs);
		if (held instanceof BooksError) {
			const both = new BooksError({ ...reason.facts, message: `${reason.message}; nor do the books: ${held.message}` });
			for (const { document } of unknown) fates.set(document.key, failed(both));
			stop = stops(held) ? held : undefined;
			break;
		}
		const missing = unknown.filter(({ document }) => {
			const posted = held.get(document.key);
			if (posted !== undefined) fates.set(document.key, ok(posted));
			return posted === undefined;
		});
		// What is no outage is a fault of ours, and would be the same again.
		if (round >= ROUNDS || reason.category !== 'outage') {
			for (const { document, error } of missing) fates.set(document.key, failed(error));
			if (missing.length === batch.length && stops(reason)) stop = reason;
			break;
		}
		// Under the same key the same bytes meet a request that the vendor is still at work on: the second waits for the
		// first. Its own failures, though, a vendor replays under their key, and other bytes need another key.
		open = missing.length === rest.length && !failedByItself(reason);
		if (!open) attempt += 1;
		rest = missing;
	}
	return { outcomes: batch.map(({ document }) => fates.get(document.key) ?? failed(lost())), stop };
}

/**
 * Not being let through says nothing about a request before it that got no answer. A refusal of the content does: it is
 * the answer to both.
 */
function stillOpen(answer: Answer, anotherIsOpen: boolean): Answer {
	if (!anotherIsOpen || !(answer instanceof BooksError) || OF_A_DOCUMENT.includes(answer.category)) return answer;
	return new BooksError({ ...answer.facts, outcomeUnknown: true });
}

function failedByItself({ facts: { httpStatus = 0 } }: BooksError): boolean {
	return httpStatus >= 500 && !GATEWAY.includes(httpStatus);
}

/** Nothing was written. Where one document may be at fault, halve until it stands alone. */
async function refused<D extends { key: string }, W>(
	writer: Writer<D, W>,
	rest: Array<Prepared<D, W>>,
	error: BooksError,
	pauseMs: number,
): Promise<Sent> {
	if (rest.length === 1 || !OF_A_DOCUMENT.includes(error.category)) {
		return { outcomes: rest.map(() => failed(error)), stop: stops(error) ? error : undefined };
	}
	const middle = Math.ceil(rest.length / 2);
	const first = await sendSurely(writer, rest.slice(0, middle), pauseMs);
	const second =
		first.stop === undefined ? await sendSurely(writer, rest.slice(middle), pauseMs) : unsent(rest.length - middle, first.stop);
	return { outcomes: [...first.outcomes, ...second.outcomes], stop: second.stop };
}

/** Documents that nobody tried, since others before them showed that nothing gets through. */
export function unsent(count: number, stop: BooksError): Sent {
	const reason = failed(new BooksError({ ...stop.facts, outcomeUnknown: false }));
	return { outcomes: Array.from({ length: count }, () => reason), stop };
}

/** Settles each document whose fate the answer tells; gives back the others. */
function sortOut<D extends { key: string }, W>(
	rest: Array<Prepared<D, W>>,
	answer: Answer,
	fates: Map<string, Outcome<Posted>>,
): Array<Prepared<D, W> & { error: BooksError }> {
	return rest.flatMap((one, index) => {
		const outcome = answer instanceof BooksError ? failed(answer) : (answer[index] ?? failed(lost()));
		if (outcome.ok || outcome.error.facts.outcomeUnknown !== true) {
			fates.set(one.document.key, outcome);
			return [];
		}
		return [{ ...one, error: outcome.error }];
	});
}

async function sendOnce<D, W>(writer: Writer<D, W>, rest: Array<Prepared<D, W>>, attempt: number): Promise<Answer> {
	try {
		const outcomes = await writer.send(rest.map(({ wire }) => wire), attempt);
		// An answer of another length says nothing about which document is which.
		return outcomes.length === rest.length ? outcomes : lost();
	} catch (error) {
		if (error instanceof BooksError) return error;
		// A slip of ours in reading the answer comes after the vendor has written: only the books know.
		return new BooksError({ ...asBooksError(error).facts, outcomeUnknown: true });
	}
}

/**
 * Asks the books. Where a request was cut off and a part of it stands there, the vendor may still be at work on the
 * others; then it is asked again until no more turn up.
 */
async function findSettled<D, W>(writer: Writer<D, W>, documents: D[], reason: BooksError, pauseMs: number) {
	try {
		let held = await writer.find(documents);
		const answered = reason.facts.httpStatus !== undefined;
		while (!answered && held.size > 0 && held.size < documents.length) {
			await sleep(pauseMs);
			const again = await writer.find(documents);
			const settled = again.size === held.size;
			held = again;
			if (settled) break;
		}
		return held;
	} catch (error) {
		return asBooksError(error);
	}
}

export function lost(): BooksError {
	return new BooksError({
		message: 'No answer for this document came back',
		category: 'outage',
		hint: 'The next run asks the books for it first.',
		outcomeUnknown: true,
	});
}
