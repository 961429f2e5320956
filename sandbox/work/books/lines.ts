import { absolute, exact, type Exact, round, share, sum, times, toNumber } from '../../frame/money';
import { findRecord, type Kept } from '../state/records';
import type { Body, Store } from '../state/store';
import { amountProblem } from '../state/validate';
import type { FieldError } from '../wire/errors';

/** A line as on the wire. Amounts are JSON numbers in the invoice's currency. */
export interface Line extends Body {
	id: string;
	totalExclTax: number;
	taxAmount: number;
	totalInclTax: number;
}
export type TaxMode = 'exclusive' | 'inclusive';

const MOST = 500;
const CENT = exact('0.01');

/** The invoice's lines with their totals; what is wrong is put on `errors`. */
export function readLines(store: Store, company: string, given: unknown, taxMode: TaxMode, errors: FieldError[]): Line[] {
	if (!Array.isArray(given) || given.length === 0) {
		errors.push({ path: 'lines', code: 'required', message: 'At least one line is required.' });
		return [];
	}
	if (given.length > MOST) errors.push({ path: 'lines', code: 'too_long', message: `At most ${MOST} lines.` });
	return given.map((line, index) => readLine(store, company, line as Body, taxMode, errors, index));
}

function readLine(store: Store, company: string, line: Body, taxMode: TaxMode, errors: FieldError[], index: number): Line {
	const wrong = (name: string, code: string, message: string) => errors.push({ path: `lines[${index}].${name}`, code, message });
	const amount = (name: string, places: number, required: boolean): Exact => {
		const value = line[name];
		if (value === undefined || value === null) {
			if (required) wrong(name, 'required', 'A value is required.');
			return 0n;
		}
		const problem = amountProblem(value, places);
		if (problem === undefined) return exact(value as number); // just checked
		wrong(name, problem[0], problem[1]);
		return 0n;
	};
	const link = (name: string, kind: 'item' | 'taxRate'): Kept | undefined => {
		const id = line[name];
		if (id === undefined || id === null || id === '') return undefined;
		const found = findRecord(store, { company, kind }, String(id));
		if (found === undefined) wrong(name, 'unknown_reference', `There is no ${kind} ${String(id)}.`);
		return found;
	};
	const name = typeof line.name === 'string' ? line.name : '';
	if (name.trim() === '') wrong('name', 'required', 'A value is required.');
	if (name.length > 100) wrong('name', 'too_long', 'Must be at most 100 characters.');
	const quantity = amount('quantity', 4, true);
	if (line.quantity === 0) wrong('quantity', 'invalid', 'Must not be 0.');
	const unitPrice = amount('unitPrice', 4, true);
	const discount = amount('discountAmount', 2, false);
	const item = link('billingItemId', 'item');
	// A line that says nothing of tax is taxed as its item; null means untaxed.
	const taxRateId = line.taxRateId === undefined ? (item?.taxRateId ?? null) : line.taxRateId;
	const rate = line.taxRateId === undefined && typeof taxRateId === 'string' ? findRecord(store, { company, kind: 'taxRate' }, taxRateId) : link('taxRateId', 'taxRate');
	const percent = exact(Number(rate?.rate ?? 0));
	const value = round(times(quantity, unitPrice) - discount);
	const tax = taxMode === 'inclusive' ? share(value, percent, exact(100) + percent) : share(value, percent, exact(100));
	const excl = taxMode === 'inclusive' ? value - tax : value;
	const computed = { totalExclTax: excl, taxAmount: tax, totalInclTax: excl + tax };
	for (const [field, right] of Object.entries(computed)) {
		if (line[field] === undefined || line[field] === null) continue;
		if (absolute(amount(field, 2, false) - right) > CENT) wrong(field, 'invalid', `Must be ${toNumber(right)}.`);
	}
	return {
		id: `l${index + 1}`, billingItemId: item?.id ?? null, name, description: String(line.description ?? ''), quantity: toNumber(quantity),
		unitPrice: toNumber(unitPrice), discountAmount: toNumber(discount), taxRateId: rate?.id ?? null, taxAmount: toNumber(tax),
		totalExclTax: toNumber(excl), totalInclTax: toNumber(excl + tax),
	};
}

export function totalsOf(lines: readonly Line[]): { subTotal: number; taxTotal: number; total: number } {
	const subTotal = sum(lines.map((line) => exact(line.totalExclTax)));
	const taxTotal = sum(lines.map((line) => exact(line.taxAmount)));
	return { subTotal: toNumber(subTotal), taxTotal: toNumber(taxTotal), total: toNumber(subTotal + taxTotal) };
}
