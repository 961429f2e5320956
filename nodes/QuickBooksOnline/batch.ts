import { inParts } from '../core/chunks';
import { asBooksError, BooksError } from '../core/errors';
import { askTogether, unheard, unreadable, write, type Qbo } from './api';
import { faultError } from './errors';
import { faultIn } from './faults';
import type { QboRecord } from './types';

/** The most items that a batch takes. Source: Intuit, "Batch". */
export const BATCH_SIZE = 30;

export interface BatchItem {
	operation: 'create' | 'update' | 'delete';
	entity: string;
	record: object;
	/** Of a single call the parameter "include". */
	options?: string;
}

interface BatchAnswer {
	BatchItemResponse?: Array<{ bId?: string } & Record<string, unknown>>;
}

/** QuickBooks has more than one clock, and they may differ by so much. */
const CLOCKS_DIFFER_MS = 10_000;

/** Whether something is older than what QuickBooks said when it was last asked before. */
export const isOlder = (time: string | undefined, told: number | undefined): boolean => told !== undefined && Date.parse(time ?? '') < told - CLOCKS_DIFFER_MS;

/**
 * Up to thirty writes in one call; an answer for each, in order. What fails, fails alone. An item without an answer has
 * an unknown fate. Refused items are asked once more, as api.ts says for refused calls.
 */
export async function batch<T extends QboRecord>(qbo: Qbo, items: BatchItem[], attempt: number | string = 0): Promise<Array<T | BooksError>> {
	const answers = await sendBatch<T>(qbo, items, attempt);
	const refused = answers.flatMap((answer, place) => (isRefusal(answer) ? [place] : []));
	if (refused.length === 0) return answers;
	const again = await sendBatch<T>(qbo, refused.map((place) => items[place] as BatchItem), unheard()).catch(afterAll);
	refused.forEach((place, index) => (answers[place] = again[index] as T | BooksError));
	return answers;
}

/** What fails once a part of a batch stands in the books: they have to be asked which part. */
export async function afterAll(error: unknown): Promise<never> {
	return await Promise.reject(new BooksError({ ...asBooksError(error).facts, outcomeUnknown: true }));
}

/** A stale version is one whatever the request id. */
const isRefusal = (answer: unknown): boolean => answer instanceof BooksError && answer.facts.outcomeUnknown !== true && answer.facts.vendorCode !== '5010';

async function sendBatch<T extends QboRecord>(qbo: Qbo, items: BatchItem[], attempt: number | string): Promise<Array<T | BooksError>> {
	const requests = items.map(({ operation, entity, record, options }, index) => ({
		bId: String(index + 1), operation, ...(options === undefined ? {} : { optionsData: options }), [entity]: record,
	}));
	const byId = byItem(await write<BatchAnswer>(qbo, 'batch', { BatchItemRequest: requests }, {}, attempt), true);
	return items.map(({ entity }, index): T | BooksError => {
		const one = byId.get(String(index + 1));
		if (one === undefined) return unreadable(true);
		const fault = faultIn(one);
		if (fault !== undefined) return faultError(fault, { httpStatus: 400 });
		const record = one[entity];
		return typeof record === 'object' && record !== null ? (record as T) : unreadable(true);
	});
}

/**
 * Many statements in few calls, each with its rows. A batch of queries changes nothing, but goes by the same limit of
 * forty a minute.
 * @throws BooksError where any of them could not be answered
 */
export async function batchOfQueries<T>(qbo: Qbo, statements: Array<{ statement: string; entity: string }>): Promise<T[][]> {
	const rows: T[][] = [];
	for (const part of inParts(statements, BATCH_SIZE)) {
		const requests = part.map(({ statement }, index) => ({ bId: String(index + 1), Query: statement }));
		// Without a request id, under which QuickBooks would tell again what it knew the first time.
		const answers = byItem(await askTogether<BatchAnswer>(qbo, { BatchItemRequest: requests }), false);
		part.forEach(({ entity }, index) => {
			const answer = answers.get(String(index + 1));
			const fault = faultIn(answer);
			if (fault !== undefined) throw faultError(fault, { httpStatus: 400 });
			const { QueryResponse } = (answer ?? {}) as { QueryResponse?: Record<string, T[] | undefined> };
			// A part of an answer would make duplicates.
			if (QueryResponse === undefined) throw unreadable(false);
			rows.push(QueryResponse[entity] ?? []);
		});
	}
	return rows;
}

function byItem({ BatchItemResponse }: BatchAnswer, isWrite: boolean): Map<string, Record<string, unknown>> {
	if (!Array.isArray(BatchItemResponse)) throw unreadable(isWrite);
	return new Map(BatchItemResponse.map(({ bId = '', ...rest }) => [bId, rest]));
}
