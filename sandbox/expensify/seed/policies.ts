import type { Category, TagList, Tax } from '../state/policies';
import type { Member } from '../state/people';

export const KEA = '0123456789ABCDEF';
export const FERN = 'FEDCBA9876543210';
export const ADMIN = 'finance@keajoinery.example';
export const DOMAIN = 'keajoinery.example';

export const PEOPLE: ReadonlyArray<readonly [email: string, firstName: string, lastName: string]> = [
	[ADMIN, 'Priya', 'Raman'],
	['mark.oneill@keajoinery.example', 'Mark', "O'Neill"],
	['asa.lindqvist@keajoinery.example', 'Åsa', 'Lindqvist'],
	['tom.baker@keajoinery.example', 'Tom', 'Baker'],
	['zofia.wrobel@keajoinery.example', 'Zofia', 'Wróbel'],
	['j.smith-jones@keajoinery.example', 'Jo', 'Smith-Jones'],
	['dev.patel@keajoinery.example', 'Dev', 'Patel'],
	['grainne.byrne@keajoinery.example', 'Gráinne', 'Byrne'],
	['aroha.ngata@fernandsons.example', 'Aroha', 'Ngata'],
	['ben.fern@fernandsons.example', 'Ben', 'Fern'],
];

const MANAGER = 'mark.oneill@keajoinery.example';
export const KEA_MEMBERS: ReadonlyArray<Partial<Member> & { email: string }> = [
	{ email: ADMIN, role: 'admin', submitsTo: ADMIN, employeeID: 'K001', payrollID: 'P-1001' },
	{ email: MANAGER, role: 'admin', submitsTo: ADMIN, employeeID: 'K002', payrollID: 'P-1002' },
	...PEOPLE.slice(2, 8).map(([email], index) => ({
		email, role: 'user', submitsTo: MANAGER, employeeID: `K00${index + 3}`, payrollID: `P-10${String(index + 3).padStart(2, '0')}`,
		customField1: index % 2 === 0 ? 'Workshop' : 'Office',
	})),
];
export const FERN_MEMBERS: ReadonlyArray<Partial<Member> & { email: string }> = [
	{ email: ADMIN, role: 'admin', submitsTo: ADMIN },
	{ email: 'ben.fern@fernandsons.example', role: 'admin', submitsTo: ADMIN, employeeID: 'F1' },
	{ email: 'aroha.ngata@fernandsons.example', role: 'user', submitsTo: 'ben.fern@fernandsons.example', employeeID: 'F2' },
];

/** Names and codes of the ledger's expense accounts, and two that no ledger knows. */
export const KEA_CATEGORIES: ReadonlyArray<Partial<Category> & { name: string }> = [
	{ name: 'Cost of Goods Sold', glCode: '310' },
	{ name: 'Bank Fees', glCode: '404' },
	{ name: 'Entertainment', glCode: '420', areCommentsRequired: true, commentHint: 'Who was there?' },
	{ name: 'General Expenses', glCode: '429' },
	{ name: 'Motor Vehicle Expenses', glCode: '449' },
	{ name: 'Office Expenses', glCode: '453' },
	{ name: 'Printing & Stationery', glCode: '461' },
	{ name: 'IT Software and Consumables', glCode: '463', maxExpenseAmount: 150_000 },
	{ name: 'Subscriptions', glCode: '485' },
	{ name: 'Telephone & Internet', glCode: '489' },
	{ name: 'Travel - National', glCode: '493' },
	{ name: 'Travel - International', glCode: '494' },
	{ name: 'Team "away" days', glCode: '' },
	{ name: 'Old: Petty cash', glCode: '', enabled: false },
];
export const KEA_TAGS: readonly TagList[] = [{
	name: 'Cost Centre',
	required: false,
	tags: [
		{ name: 'Workshop', enabled: true, glCode: '10' },
		{ name: 'Site North', enabled: true, glCode: '20' },
		{ name: 'Site South', enabled: true, glCode: '30' },
		{ name: 'Design Studio', enabled: true, glCode: '40' },
		{ name: 'Office', enabled: true, glCode: '50' },
		{ name: 'Apprentices', enabled: true, glCode: '60' },
		{ name: 'Garden rooms (closed)', enabled: false, glCode: '70' },
	],
}];
export const KEA_TAX: Tax = {
	name: 'VAT',
	default: 'id_TAX_20',
	rates: [
		{ name: 'Standard', rate: 20, rateID: 'id_TAX_20' },
		{ name: 'Reduced', rate: 5, rateID: 'id_TAX_5' },
		{ name: 'Zero-rated', rate: 0, rateID: 'id_TAX_0' },
		{ name: 'Exempt', rate: 0, rateID: 'id_TAX_EXEMPT' },
	],
};
export const FERN_CATEGORIES: ReadonlyArray<Partial<Category> & { name: string }> = [
	{ name: 'Office Expenses', glCode: '453' },
	{ name: 'Motor Vehicle Expenses', glCode: '449' },
	{ name: 'Travel - National', glCode: '493' },
];
/** Two levels, which the readers and the exports show in another shape than one. */
export const FERN_TAGS: readonly TagList[] = [
	{ name: 'Branch', required: true, tags: [{ name: 'Nelson', enabled: true, glCode: 'N' }, { name: 'Tāhuna / Queenstown', enabled: true, glCode: 'Q' }] },
	{ name: 'Job', required: false, tags: [{ name: 'Kitchens', enabled: true, glCode: 'K' }, { name: 'Decks: outdoor', enabled: true, glCode: 'D' }] },
];
export const FERN_TAX: Tax = { name: 'GST', default: 'id_TAX_15', rates: [{ name: 'GST on Expenses', rate: 15, rateID: 'id_TAX_15' }, { name: 'Zero Rated', rate: 0, rateID: 'id_TAX_0' }] };
