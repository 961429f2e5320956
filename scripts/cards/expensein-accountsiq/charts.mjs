import { decimal } from '../money.mjs';

/** @typedef {import('../transactions.mjs').Transaction} Transaction */

/** For rows that name no account: the books still have to say where the money went. */
export const SUSPENSE = '9998';
/** GL code of the bank account that company cards are paid from. */
export const CARD_ACCOUNT = '1020';
/** The dimension that departments come from. */
export const DIRECTORATE = 'DIRECT';
const NO_COST_CENTRE = 'NONE';

/** The file's VAT codes as tax codes. Source of the codes: the publisher's key to its card files. */
const TAX = {
	VR: ['Standard rated', '0.2'], VL: ['Reduced rate', '0.05'], VZ: ['Zero rated', '0'], VE: ['Exempt', '0'],
	VS: ['Outside the scope', '0'], VT: ['Outside the scope, other', '0'], VN: ['No VAT code', '0'],
};
const taxOf = (vat) => (vat in TAX ? vat : 'VN');

/** A cost centre's name begins with its code, which people type in either case; AccountsIQ's codes are upper case. */
const costCentreOf = ({ costCentre }) => (costCentre.split(' ')[0] || NO_COST_CENTRE).toUpperCase();
const directorateOf = ({ directorate }) => (directorate.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-') || 'NONE').slice(0, 50);
const accountOf = ({ account }) => account.toUpperCase() || SUSPENSE;
export const supplierOf = ({ card }) => `CARD${card.toUpperCase()}`;

const byCode = (transactions, code, name) => [...new Map(transactions.map((one) => [code(one), name(one)]))];

/** The lists of the files as AccountsIQ's records, by the kind that the sandbox calls them. @param {Transaction[]} transactions */
export function recordsOf(transactions) {
	const centres = new Map(transactions.map((one) => [costCentreOf(one), one]));
	return {
		account: byCode(transactions, accountOf, ({ accountName, account }) => accountName || account || 'Suspense')
			.map(([Code, Description]) => ({ Code, Description, DefaultTaxID: 'VN' })),
		tax: Object.entries(TAX).map(([Code, [Description, Rate]]) => ({ ID: Code, Code, Description, Rate })),
		dimension: [{
			Code: DIRECTORATE,
			Description: 'Directorate',
			DimensionCodes: byCode(transactions, directorateOf, ({ directorate }) => directorate || 'No directorate')
				.map(([Code, Description]) => ({ Code, Description })),
		}],
		department: [...centres].map(([DepartmentID, one]) => ({
			DepartmentID, Description: one.costCentre.split(' ').slice(1).join(' ') || DepartmentID, AnalysisCode5: directorateOf(one), IsActive: true,
		})),
		supplier: [
			...byCode(transactions, supplierOf, ({ card }) => `Card holder ${card}`).map(([Code, Name]) => ({ Code, Name })),
			// The same merchant under many names is many suppliers, as it is in books that grew.
			...[...new Set(transactions.map(({ merchant }) => merchant.trim()).filter(Boolean))].sort()
				.map((merchant, at) => ({ Code: `M${String(at + 1).padStart(5, '0')}`, Name: merchant.slice(0, 50) })),
		],
	};
}

/** Holders of the cards, whose reference is their supplier code in the books. */
export const usersOf = (transactions) =>
	byCode(transactions, supplierOf, ({ card }) => card).map(([reference, card]) => ({
		firstName: 'Card', lastName: card, email: `card-${card}@council.example`, reference, permissions: ['User'],
	}));

/** Half of the cards are the holders' own, so that both of the documented ways into the books are gone. */
const isOwn = ({ card }) => Number.parseInt(card.at(-1), 36) % 2 === 0;

/** An expense as people enter it in the sandbox's ExpenseIn. */
export const toExpense = (one) => ({
	status: 'Approved', type: 'Purchase', section: isOwn(one) ? 'Reimbursable' : 'Reconcilable', date: one.date, merchant: one.merchant,
	description: `Row ${one.row}`, purchaseMethod: isOwn(one) ? 'Personal' : 'Company card', user: supplierOf(one),
	lines: [{
		gross: decimal(one.cents), tax: taxOf(one.vat), category: accountOf(one), project: costCentreOf(one), department: directorateOf(one),
	}],
});

/** What must stand in the books for a transaction. */
export const toLine = (one) => ({
	cents: one.cents, currency: one.currency, account: accountOf(one), tax: taxOf(one.vat), costCentre: costCentreOf(one), date: one.date,
});
