import type { SQLInputValue } from 'node:sqlite';
import { nextTransactionId } from './ids';
import { convert } from './rates';
import type { Row, Store } from './store';

/** An expense as it comes in. Amounts: whole cents, refunds negative. */
export interface NewExpense {
	merchant: string;
	/** "2026-11-03". */
	created: string;
	amount: number;
	currency: string;
	category?: string;
	tag?: string;
	comment?: string;
	billable?: boolean;
	reimbursable?: boolean;
	externalID?: string;
	bank?: string;
	cardID?: number;
	mcc?: number;
	tax?: { rateID?: string; amount?: number };
	modifiedMerchant?: string;
	modifiedCreated?: string;
	modifiedAmount?: number;
	convertedAmount?: number;
	receiptFilename?: string;
	attendees?: Array<{ email: string }>;
	units?: { count: number; rate: number; unit: string };
}

/** What a report's expense counts in the report's currency. */
export const COUNTED = 'coalesce(converted_amount, modified_amount, amount)';

export function addExpense(store: Store, report: { id: string; currency: string; employee: string }, expense: NewExpense): Row {
	const id = nextTransactionId(store);
	const cents = expense.modifiedAmount ?? expense.amount;
	const conversion = expense.currency === report.currency ? undefined : convert(cents, expense.currency, report.currency);
	const row: Record<string, SQLInputValue> = {
		id,
		report_id: report.id,
		employee: report.employee,
		merchant: expense.merchant,
		modified_merchant: expense.modifiedMerchant ?? null,
		created: expense.created,
		modified_created: expense.modifiedCreated ?? null,
		amount: expense.amount,
		modified_amount: expense.modifiedAmount ?? null,
		converted_amount: expense.convertedAmount ?? conversion?.cents ?? null,
		currency: expense.currency,
		conversion_rate: conversion?.rate ?? null,
		category: expense.category ?? '',
		tag: expense.tag ?? '',
		comment: expense.comment ?? '',
		billable: Number(expense.billable ?? false),
		reimbursable: Number(expense.reimbursable ?? true),
		bank: expense.bank ?? '',
		card_id: expense.cardID ?? null,
		mcc: expense.mcc ?? 0,
		tax_code: expense.tax?.rateID ?? null,
		tax_amount: expense.tax?.amount ?? null,
		receipt_id: expense.receiptFilename === undefined ? null : `w_${BigInt(id).toString(36)}`,
		receipt_filename: expense.receiptFilename ?? null,
		external_id: expense.externalID ?? null,
		type: expense.units ? 'distance' : 'expense',
		units: expense.units ? JSON.stringify(expense.units) : null,
		attendees: JSON.stringify(expense.attendees ?? []),
		inserted: store.moment(),
		position: store.next('expense', 1),
	};
	store.insert('exp_expenses', row);
	return row;
}

/** What a person may change in Expensify, and the column that holds it. */
const EDITABLE: Readonly<Record<string, string>> = {
	merchant: 'modified_merchant', created: 'modified_created', amount: 'modified_amount', convertedAmount: 'converted_amount',
	category: 'category', tag: 'tag', comment: 'comment', billable: 'billable', reimbursable: 'reimbursable', taxCode: 'tax_code',
	taxAmount: 'tax_amount', receiptFilename: 'receipt_filename', bank: 'bank', cardID: 'card_id', currency: 'currency',
};

/** Edits as a person does: merchant, date and amount keep what the card said and get a modified value beside it. */
export function editExpense(store: Store, id: string, changes: Record<string, unknown>): void {
	if (!store.one('SELECT 1 FROM exp_expenses WHERE id = ?', id)) throw new RangeError(`There is no expense ${id}`);
	for (const [name, value] of Object.entries(changes)) {
		const column = Object.hasOwn(EDITABLE, name) ? EDITABLE[name] : undefined;
		if (column === undefined) throw new RangeError(`An expense has no "${name}" to change`);
		const kept = typeof value === 'boolean' ? Number(value) : value;
		if (kept !== null && typeof kept !== 'string' && typeof kept !== 'number') throw new RangeError(`"${name}" must be one value`);
		store.run(`UPDATE exp_expenses SET ${column} = ? WHERE id = ?`, kept, id);
		if (name === 'receiptFilename') {
			const receipt = value === null ? null : `w_${BigInt(id).toString(36)}`;
			store.run('UPDATE exp_expenses SET receipt_id = ? WHERE id = ?', receipt, id);
		}
	}
}

/** Expenses of many reports in one go, by report. */
export function expensesOf(store: Store, reportIDs: string[]): Map<string, Row[]> {
	const rows = store.all(
		'SELECT * FROM exp_expenses WHERE report_id IN (SELECT value FROM json_each(?)) ORDER BY report_id, position',
		JSON.stringify(reportIDs),
	);
	const byReport = new Map<string, Row[]>();
	for (const row of rows) {
		const id = String(row.report_id);
		const found = byReport.get(id);
		if (found) found.push(row);
		else byReport.set(id, [row]);
	}
	return byReport;
}
