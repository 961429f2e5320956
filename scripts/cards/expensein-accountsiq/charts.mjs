import { decimal } from '../money.mjs';

export const ENTITY = 'HARBOUR-UK';
/** The analysis dimension of the books that holds the directorates, behind the four that are there. */
export const DIRECTORATE = 'DIRECTORATE';
const POSITION = 5;
/** For rows that name no account: the books still have to say where the money went. */
const SUSPENSE = '9998';

/** The file's VAT codes as tax codes of the books. Source of the codes: the publisher's key to its card files. */
const TAX = { VR: ['Standard', '0.2'], VL: ['Reduced', '0.05'], VZ: ['Zero', '0'], VE: ['Exempt', '0'], VS: ['Outside scope', '0'], VT: ['Outside scope, other', '0'] };
const taxOf = (vat) => (vat in TAX ? vat : 'VS');

/** A cost centre is written as its code and its name; AccountsIQ takes codes in capitals alone, the file has some of either. */
const codeOf = (costCentre) => costCentre.split(' ', 1)[0].toUpperCase();
const accountOf = (account) => (account === '' ? SUSPENSE : account.toUpperCase());
const slug = (name) => name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 20);
export const employeeOf = (card) => `CARD-${card}`;
/** Half of the cards are the company's, the others the employees' own. */
const isCompanyCard = (card) => Number(card.at(-1)) % 2 === 0;
/** Merchants as somebody would set them up: one for each name, whatever its case and blanks. */
const tidy = (merchant) => merchant.replaceAll(/\s+/g, ' ').trim();

/** Reference data of the books, by the emulated AccountsIQ's kinds. */
export function booksOf(transactions) {
	const centres = new Map(transactions.map((one) => [codeOf(one.costCentre), one]));
	centres.delete('');
	const directorates = new Map(transactions.map(({ directorate }) => [slug(directorate), directorate]));
	directorates.delete('');
	const merchants = new Map(transactions.map(({ merchant }) => [tidy(merchant).toLowerCase(), tidy(merchant)]));
	merchants.delete('');
	const cards = [...new Set(transactions.map(({ card }) => card))].sort();
	const accounts = new Map(transactions.filter(({ account }) => account !== '').map(({ account, accountName }) => [accountOf(account), accountName]));
	return {
		account: [...accounts].map(([Code, name]) => ({ Code, Description: `${name} (${Code})` })),
		tax: Object.entries(TAX).map(([Code, [name, Rate]]) => ({ Code, ID: `9${Code}`, Description: `${name} (${Code})`, Rate })),
		dimension: [{ Code: DIRECTORATE, Description: 'Directorate', DimensionCodes: [...directorates].map(([Code, Description]) => ({ Code, Description })) }],
		department: [...centres].map(([DepartmentID, { costCentre, directorate }]) => ({
			DepartmentID, Description: `${costCentre.slice(DepartmentID.length + 1)} (${DepartmentID})`.trim(), [`AnalysisCode${POSITION}`]: slug(directorate),
		})),
		supplier: [
			...cards.map((card) => ({ Code: employeeOf(card), Name: `Holder of card ${card}` })),
			...[...merchants.values()].sort().map((Name, at) => ({ Code: `M${String(at + 1).padStart(5, '0')}`, Name: Name.slice(0, 100) })),
		],
	};
}

/** An approved expense, as people claim it. */
export function toExpense({ date, merchant, card, cents, account, vat, costCentre, directorate, row, original, currency }) {
	const abroad = original.currency === currency ? '' : ` (${original.currency} ${decimal(original.cents)})`;
	return {
		status: 'Approved', user: employeeOf(card), section: isCompanyCard(card) ? 'Reconcilable' : 'Reimbursable', date, merchant, description: `Row ${row}${abroad}`,
		...(costCentre === '' ? {} : { department: codeOf(costCentre) }),
		lines: [{ category: accountOf(account), tax: taxOf(vat), gross: decimal(cents), ...(directorate === '' ? {} : { project: slug(directorate) }) }],
	};
}

/** What must stand in the books for a transaction. */
export const toLine = ({ cents, currency, account, vat, costCentre, date }) => ({
	cents, currency, account: accountOf(account), tax: taxOf(vat), costCentre: codeOf(costCentre), date,
});
