import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted } from '../../core/ledger';
import { BATCH_BYTES, writeAll, type Xero } from '../api';
import { lineIn, messagesIn, validationError } from '../errors';
import type { XeroErrors } from '../types';

/** A document in Xero's shape, ready to be sent. */
export interface Ready {
	collection: 'Invoices' | 'CreditNotes' | 'BankTransactions' | 'ManualJournals' | 'Payments';
	element: XeroErrors;
	warnings: string[];
	/** Ids of what stood under the key before and was voided: makes the idempotency key a new one. */
	before?: string[];
}

/**
 * Creates elements: one call, or one per collection where negative bills go along as credit notes, or more where the
 * bytes would be too many. With several calls, an answer that got lost makes the whole outcome unknown, so that the
 * books are asked; a plain refusal of one call fails only its own documents.
 */
export async function sendAll(
	xero: Xero,
	batch: Ready[],
	attempt: number,
	posted: (collection: Ready['collection'], element: XeroErrors) => Posted,
): Promise<Array<Outcome<Posted>>> {
	const outcomes = new Map<Ready, Outcome<Posted>>();
	const calls = callsFor(batch);
	for (const call of calls) {
		const collection = (call[0] as Ready).collection;
		const fresh = [attempt, ...call.flatMap(({ before = [] }) => before)].join(' ');
		const answer = await writeAll(xero, 'PUT', collection, call.map(({ element }) => element), fresh).catch((error: unknown) => {
			const alone = calls.length === 1 || !(error instanceof BooksError) || error.facts.outcomeUnknown === true;
			return alone ? Promise.reject(error) : (error as BooksError);
		});
		call.forEach((ready, index) => {
			if (answer instanceof BooksError) outcomes.set(ready, failed(answer));
			else outcomes.set(ready, outcomeOf(answer[index] as XeroErrors, ready, posted));
		});
	}
	return batch.map((ready) => outcomes.get(ready) as Outcome<Posted>);
}

function outcomeOf(
	element: XeroErrors,
	{ collection, warnings }: Ready,
	posted: (collection: Ready['collection'], element: XeroErrors) => Posted,
): Outcome<Posted> {
	const messages = messagesIn(element);
	if (messages.length > 0 || element.HasErrors === true || element.StatusAttributeString === 'ERROR') {
		return failed(validationError(messages, { line: lineIn(element) }));
	}
	const made = posted(collection, element);
	const all = [...warnings, ...(made.warnings ?? [])];
	return ok(all.length === 0 ? made : { ...made, warnings: all });
}

function callsFor(batch: Ready[]): Ready[][] {
	const calls: Ready[][] = [];
	const room = new Map<Ready[], number>();
	for (const ready of batch) {
		const bytes = Buffer.byteLength(JSON.stringify(ready.element)) + 1;
		let call = calls.find((one) => one[0]?.collection === ready.collection && (room.get(one) ?? 0) >= bytes);
		if (call === undefined) {
			call = [];
			calls.push(call);
			room.set(call, BATCH_BYTES);
		}
		call.push(ready);
		room.set(call, (room.get(call) ?? 0) - bytes);
	}
	return calls;
}
