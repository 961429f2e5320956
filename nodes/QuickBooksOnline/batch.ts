import { inParts } from '../core/chunks';
import { BooksError } from '../core/errors';
import { askTogether, unreadable, write, type Qbo } from './api';
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
	/** When QuickBooks carried it out, by its clock. */
	time?: string;
	BatchItemResponse?: Array<{ bId?: string } & Record<string, unknown>>;
}

/** QuickBooks has more than one clock, and they may differ by so much. */
const CLOCKS_DIFFER_MS = 10_000;

/** Whether something is older than what QuickBooks said when it was last asked before. */
export const isOlder = (time: string | undefined, told: number | undefined): boolean => told !== undefined && Date.parse(time ?? '') < told - CLOCKS_DIFFER_MS;

/**
 * Up to thirty writes in one call; an answer for each, in order. What fails, fails alone. An item without an answer has
 * an unknown fate. QuickBooks repeats its first answer to a request id, refusals as well: what was refused at an earlier
 * time, by another process say, is sent again, since its reason may be gone.
 */
export async function batch<T extends QboRecord>(qbo: Qbo, items: BatchItem[], attempt: number | string = 0): Promise<Array<T | BooksError>> {
	const { told } = qbo.clock;
	const { answers, time } = await sendBatch<T>(qbo, items, attempt);
	if (!isOlder(time, told)) return answers;
	const refused = answers.flatMap((answer, place) => (answer instanceof BooksError && answer.facts.outcomeUnknown !== true ? [place] : []));
	if (refused.length === 0) return answers;
	const again = await sendBatch<T>(qbo, refused.map((place) => items[place] as BatchItem), `${attempt} not as of ${time}`);
	refused.forEach((place, index) => (answers[place] = again.answers[index] as T | BooksError));
	return answers;
}

async function sendBatch<T extends QboRecord>(qbo: Qbo, items: BatchItem[], attempt: number | string): Promise<{ answers: Array<T | BooksError>; time: string }> {
	const requests = items.map(({ operation, entity, record, options }, index) => ({
		bId: String(index + 1), operation, ...(options === undefined ? {} : { optionsData: options }), [entity]: record,
	}));
	const answer = await write<BatchAnswer>(qbo, 'batch', { BatchItemRequest: requests }, {}, attempt);
	const byId = byItem(answer, true);
	const answers = items.map(({ entity }, index): T | BooksError => {
		const one = byId.get(String(index + 1));
		if (one === undefined) return unreadable(true);
		const fault = faultIn(one);
		if (fault !== undefined) return faultError(fault, { httpStatus: 400 });
		const record = one[entity];
		return typeof record === 'object' && record !== null ? (record as T) : unreadable(true);
	});
	return { answers, time: answer.time ?? '' };
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
