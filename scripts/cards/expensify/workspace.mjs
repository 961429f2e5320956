import { decimal } from '../money.mjs';
import { holderOf } from '../transactions.mjs';

export const POLICY = 'CA2D500000000001';
export const WORKSPACE = 'Purchase cards';
/** Tag levels in the workspace. */
export const LEVELS = ['Cost Centre', 'Directorate'];

/** The file's VAT codes. Source: the publisher's key to its card files. */
const TAX = {
	VR: { name: 'Standard', rate: 20 },
	VL: { name: 'Reduced', rate: 5 },
	VZ: { name: 'Zero', rate: 0 },
	VE: { name: 'Exempt', rate: 0 },
	VS: { name: 'Outside scope', rate: 0 },
	VT: { name: 'Outside scope, other', rate: 0 },
};
const rateId = (vat) => `id_${vat}`;

/** The workspace of the emulated Expensify: categories carry account codes, tags two levels. */
export function workspaceOf(charts) {
	const tags = (names) => names.map((name) => ({ name, enabled: true, glCode: '' }));
	return {
		id: POLICY,
		name: WORKSPACE,
		currency: 'GBP',
		categories: charts.accounts.map(({ code, name }) => ({ name, enabled: true, glCode: code })),
		tags: [
			{ name: LEVELS[0], required: false, tags: tags(charts.costCentres) },
			{ name: LEVELS[1], required: false, tags: tags(charts.directorates) },
		],
		tax: {
			name: 'VAT',
			default: rateId('VR'),
			rates: Object.entries(TAX).map(([vat, { name, rate }]) => ({ name, rate, rateID: rateId(vat) })),
		},
		members: charts.holders.map((email) => ({ email, role: 'user' })),
	};
}

/**
 * How books name what the files name.
 * @typedef {object} BooksOf
 * @property {Record<string, string>} taxRates by the file's VAT code
 * @property {string} withoutTax the tax rate of rows that name none
 * @property {string[]} dimensions that the levels of tags go to, in the order of the levels
 * @property {string} suspense account of rows that name none: the books still have to say where the money went
 */

/** Rows of the mapping tables. Categories need none: they carry the account's code. @param {BooksOf} books */
export function mappingOf({ taxRates, dimensions }) {
	return {
		'Sync map: taxes': Object.keys(TAX).map((vat) => ({ workspace: POLICY, tax: rateId(vat), taxRate: taxRates[vat] })),
		'Sync map: dimensions': dimensions.map((dimension, at) => ({
			workspace: POLICY, level: String(at + 1), dimension, value: '{name}',
		})),
	};
}

/** What a user would set in the template. @param {BooksOf} books */
export const settingsOf = ({ suspense, withoutTax }) => (onePer) => ({
	workspaces: JSON.stringify([POLICY]), companyCard: 'bill', onePer, date: 'lastExpense',
	unmappedCategory: 'defaultAccount', defaultAccount: suspense, defaultTaxRate: withoutTax, tagLevels: LEVELS.join(', '),
});

/** A report of a card's month, as the node "Expensify" takes it. */
export function toReportItem({ title, card, transactions }, charts, reimbursable) {
	const category = new Map(charts.accounts.map(({ code, name }) => [code, name]));
	return {
		policyID: POLICY,
		employeeEmail: holderOf(card),
		title,
		expenses: transactions.map((transaction) => ({
			externalID: `row-${transaction.row}`,
			merchant: transaction.merchant,
			date: transaction.date,
			amount: decimal(transaction.original.cents),
			currency: transaction.original.currency,
			reimbursable,
			...(transaction.account === '' ? {} : { category: category.get(transaction.account) }),
			tags: [transaction.costCentre, transaction.directorate],
			...(transaction.vat === '' ? {} : { tax: { rateID: rateId(transaction.vat) } }),
		})),
	};
}

/** What must stand in the books for a transaction. @param {BooksOf} books */
export const toLineOf = ({ taxRates, withoutTax, suspense, dimensions }) => (transaction) => ({
	cents: transaction.cents,
	currency: transaction.currency,
	account: transaction.account === '' ? suspense : transaction.account,
	tax: taxRates[transaction.vat] ?? withoutTax,
	costCentre: transaction.costCentre,
	...(dimensions.length < 2 ? {} : { directorate: transaction.directorate }),
	date: transaction.date,
});

/** Books take names that differ by case alone for the same. */
export const oncePerName = (names) => [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
