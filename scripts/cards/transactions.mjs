import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from './csv.mjs';

/**
 * A card transaction. Amounts are whole hundredths: exact, whatever is added up.
 * @typedef {object} Transaction
 * @property {number} row line in the file, the header being 1
 * @property {string} date ISO day
 * @property {string} merchant
 * @property {string} card
 * @property {bigint} cents in the billing currency
 * @property {string} currency
 * @property {{ cents: bigint, currency: string }} original as paid at the till
 * @property {string} account general-ledger code; empty where the file has none
 * @property {string} accountName
 * @property {string} vat
 * @property {string} costCentre
 * @property {string} directorate
 */

const COLUMNS = ['transaction_date', 'billing_amount', 'merchant', 'card'];

/**
 * Reads a file of card transactions: CSV, also gzipped, with at least date, billing amount, merchant and card.
 * @param {string} file
 * @returns {Transaction[]}
 */
export function readTransactions(file) {
	const bytes = readFileSync(file);
	const rows = parseCsv((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
	const missing = COLUMNS.filter((name) => rows.length > 0 && !(name in rows[0]));
	if (missing.length > 0) throw new Error(`${file} lacks the columns ${missing.join(', ')}`);
	return rows
		.map((row, index) => ({ row, line: index + 2 }))
		.filter(({ row }) => row.transaction_date !== '')
		.map(({ row, line }) => toTransaction(row, line));
}

function toTransaction(row, line) {
	const currency = row.billing_currency || 'GBP';
	const name = [row.cost_centre_code, row.cost_centre_name].filter(Boolean).join(' ');
	return {
		row: line,
		date: row.transaction_date,
		merchant: row.merchant,
		card: row.card,
		// Older files tell the amount once, in the billing currency.
		cents: toCents(row.billing_amount || row.original_amount, line),
		currency,
		original: {
			cents: toCents(row.original_amount || row.billing_amount, line),
			currency: row.original_currency || currency,
		},
		account: row.account_code ?? '',
		accountName: row.account_name || row.account_code || '',
		vat: row.vat_code ?? '',
		// Colons and backslashes part the levels of a tag.
		costCentre: name.replaceAll(/[:\\]/g, ' ').trim(),
		directorate: (row.directorate ?? '').replaceAll(/[:\\]/g, ' ').trim(),
	};
}

function toCents(text, line) {
	const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
	if (match === null) throw new Error(`Row ${line}: "${text}" is no amount`);
	const [, sign, whole, fraction = ''] = match;
	const cents = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
	return sign === '-' ? -cents : cents;
}

/** One report for each card and month. @param {Transaction[]} transactions */
export function toReports(transactions) {
	const reports = new Map();
	for (const transaction of transactions) {
		const month = transaction.date.slice(0, 7);
		const title = `Card ${transaction.card}, ${month}`;
		if (!reports.has(title)) reports.set(title, { title, card: transaction.card, month, transactions: [] });
		reports.get(title).transactions.push(transaction);
	}
	return [...reports.values()];
}

/** The card stands for its holder. */
export const holderOf = (card) => `card-${card}@council.example`;
