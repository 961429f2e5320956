import { decimal } from '../money.mjs';
import { holderOf } from '../transactions.mjs';

export const POLICY = 'CA2D500000000001';
export const WORKSPACE = 'Purchase cards';
/** Tag levels in the workspace, tracking categories in the books. */
export const LEVELS = ['Cost Centre', 'Directorate'];
/** For rows that name no account: the books still have to say where the money went. */
export const SUSPENSE = '429';

/** The file's VAT codes as the books have them. Source of the codes: the publisher's key to its card files. */
const TAX = {
	VR: { taxRate: 'INPUT2', name: 'Standard', rate: 20 },
	VL: { taxRate: 'RRINPUT', name: 'Reduced', rate: 5 },
	VZ: { taxRate: 'ZERORATEDINPUT', name: 'Zero', rate: 0 },
	VE: { taxRate: 'EXEMPTINPUT', name: 'Exempt', rate: 0 },
	VS: { taxRate: 'NONE', name: 'Outside scope', rate: 0 },
	VT: { taxRate: 'NONE', name: 'Outside scope, other', rate: 0 },
};
export const taxRateOf = (vat) => TAX[vat]?.taxRate ?? 'NONE';
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

/** Rows of the mapping tables. Categories need none: they carry the account's code. */
export function mappingOf() {
	return {
		'Sync map: taxes': Object.entries(TAX).map(([vat, { taxRate }]) => ({ workspace: POLICY, tax: rateId(vat), taxRate })),
		'Sync map: dimensions': LEVELS.map((dimension, at) => ({
			workspace: POLICY, level: String(at + 1), dimension, value: '{name}',
		})),
	};
}

/** A report of a card's month, as the node "Expensify" takes it. */
export function toReportItem({ title, card, transactions }, charts) {
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
			reimbursable: false,
			...(transaction.account === '' ? {} : { category: category.get(transaction.account) }),
			tags: [transaction.costCentre, transaction.directorate],
			...(transaction.vat === '' ? {} : { tax: { rateID: rateId(transaction.vat) } }),
		})),
	};
}

/** What must stand in the books for a transaction. */
export function toLine(transaction) {
	return {
		cents: transaction.cents,
		currency: transaction.currency,
		account: transaction.account === '' ? SUSPENSE : transaction.account,
		tax: taxRateOf(transaction.vat),
		costCentre: transaction.costCentre,
		date: transaction.date,
	};
}
