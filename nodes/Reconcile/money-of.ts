import { toUnits, type Units } from '../core/units';
import { isTrue, valueAt, type SyncRecord } from '../core/values';

interface Money {
	total: Units;
	isNet: boolean;
	sign: 1 | -1;
}

/**
 * What a document costs, with its sign. Books tell totals without sign, and the kind which way the money goes; where
 * they tell a signed `amount` beside it, that one counts. A document that is yet to be posted has lines alone.
 */
export function moneyOf(record: SyncRecord, kind: string): Money | undefined {
	const total = toUnits(record.total);
	const amount = toUnits(record.amount);
	if (kind !== 'journal' && amount !== undefined) {
		const turned = total !== undefined && total !== 0n && total === -amount;
		if (kind === 'supplierCredit') return { total: -amount, isNet: false, sign: -1 };
		return { total: amount, isNet: false, sign: turned ? -1 : 1 };
	}
	const sign = kind === 'supplierCredit' || (kind === 'expense' && isTrue(record.isRefund)) ? -1 : 1;
	if (total !== undefined) return { total: total * BigInt(sign), isNet: false, sign };
	const sums = sumsOf(record, kind);
	if (sums !== undefined) return { total: sums.total * BigInt(sign), isNet: sums.isNet, sign };
	const net = toUnits(record.subTotal);
	return net === undefined ? undefined : { total: net * BigInt(sign), isNet: true, sign };
}

/** A journal is as large as its debits; anything else as its lines, with tax where every line tells it. */
function sumsOf(record: SyncRecord, kind: string): { total: Units; isNet: boolean } | undefined {
	const lines = valueAt(record, 'lines') ?? valueAt(record, 'expenses');
	if (!Array.isArray(lines) || lines.length === 0) return undefined;
	const isNet = record.taxIncluded === false && kind !== 'journal';
	let [sum, tax, untaxed] = [0n, 0n, false];
	for (const line of lines as SyncRecord[]) {
		const amount = toUnits(line?.amount);
		if (amount === undefined) return undefined;
		if (kind !== 'journal' || amount > 0n) sum += amount;
		const own = isNet ? toUnits(line.taxAmount) : 0n;
		if (own === undefined) untaxed = true;
		else tax += own;
	}
	return isNet && untaxed ? { total: sum, isNet: true } : { total: sum + tax, isNet: false };
}
