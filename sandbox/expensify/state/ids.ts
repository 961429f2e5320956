import { randomBytes } from 'node:crypto';
import type { Store } from './store';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FIRST_REPORT = 61_480_217;
/** Nineteen digits: more than a JavaScript number holds. */
const FIRST_TRANSACTION = 4_056_300_000_000_000_000n;
/** Steps that do not look like a count, and do not repeat. */
const TRANSACTION_STEP = 7_919_000_113n;

/** A report has a number, and a name made of it: "R00" and the number in base 62. */
export function nextReportId(store: Store): { id: string; oldId: number } {
	// Reports of one account are far apart, since the count is Expensify's and not ours.
	const oldId = FIRST_REPORT + store.next('report', 1) * 37;
	return { id: `R00${toBase62(oldId)}`, oldId };
}

export function nextTransactionId(store: Store): string {
	return String(FIRST_TRANSACTION + BigInt(store.next('transaction', 1)) * TRANSACTION_STEP);
}

export function newPolicyId(): string {
	return randomBytes(8).toString('hex').toUpperCase();
}

export function toBase62(number: number): string {
	let text = '';
	for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = (BASE62[rest % 62] ?? '') + text;
	return text || '0';
}
