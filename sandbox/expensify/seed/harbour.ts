import type { Member } from '../state/people';
import type { Category, TagList } from '../state/policies';
import type { SeedExpense } from './expenses';
import type { SeedReport } from './reports';

/** A workspace in dollars, for books that know no tax on purchases. Its codes are those of "Harbour Supplies Inc". */
export const HARBOUR = '4620816365AC0DE5';
export const HARBOUR_DOMAIN = 'harbour.example';

/** One has a supplier by e-mail in the books, one shares the name of an employee there, one is not known there at all. */
export const HARBOUR_PEOPLE: ReadonlyArray<readonly [email: string, firstName: string, lastName: string]> = [
	['sam.rivera@harbour.example', 'Sam', 'Rivera'],
	['jo.oneill@harbour.example', 'Jo', "O'Neill"],
	['lena.ortiz@harbour.example', 'Lena', 'Ortiz'],
];
export const HARBOUR_MEMBERS = (admin: string): ReadonlyArray<Partial<Member> & { email: string }> => [
	{ email: admin, role: 'admin', submitsTo: admin },
	...HARBOUR_PEOPLE.map(([email]) => ({ email, role: 'user', submitsTo: admin })),
];

/** Accounts of the books by their numbers; one that has none there, and one that the books do not know. */
export const HARBOUR_CATEGORIES: ReadonlyArray<Partial<Category> & { name: string }> = [
	{ name: 'Cost of Goods Sold', glCode: '5000' },
	{ name: 'Automobile:Fuel', glCode: '6010' },
	{ name: 'Job Expenses:Job Materials', glCode: '6210' },
	{ name: 'Meals & Entertainment', glCode: '6300', areCommentsRequired: true, commentHint: 'With whom?' },
	{ name: 'Office Expenses', glCode: '6400' },
	{ name: 'Travel', glCode: '6500' },
	{ name: 'Utilities', glCode: '6600' },
	{ name: 'Travel Meals', glCode: '' },
	{ name: 'Client gifts', glCode: '' },
];
const tags = (...names: string[]) => names.map((name) => ({ name, enabled: true, glCode: '' }));
export const HARBOUR_TAGS: readonly TagList[] = [
	{ name: 'Class', required: false, tags: tags('Service:East', 'Service:West', 'Install & Repair') },
	{ name: 'Customer', required: false, tags: tags('Harbour Estates', 'Harbour Estates:Dock 4', 'Harbour Estates:Dock 5', "Amy's Bird Sanctuary") },
];

const VISA = { bank: 'Harbour Visa', reimbursable: false } as const;
const MASTERCARD = { bank: 'Pacific Commercial Cards', reimbursable: false } as const;
const EAST_DOCK_4 = 'Service\\:East:Harbour Estates\\:Dock 4';

const CARD: readonly SeedExpense[] = [
	{ ...VISA, day: 1, merchant: 'SQ *NORTHWIND FUEL 0423', amount: 6240, category: 'Automobile:Fuel', tag: 'Service\\:East', receiptFilename: 'IMG_7712.jpg', mcc: 5542 },
	{ ...VISA, day: 2, merchant: 'HICKS HARDWARE #0012', amount: 18_975, category: 'Job Expenses:Job Materials', tag: EAST_DOCK_4, billable: true, receiptFilename: 'hicks (copy).pdf', mcc: 5251 },
	{ ...VISA, day: 2, merchant: 'Hicks  Hardware', amount: -4599, category: 'Job Expenses:Job Materials', tag: EAST_DOCK_4, billable: true, comment: 'Refund: wrong valve', mcc: 5251 },
	{ ...VISA, day: 3, merchant: 'TST* CAFÉ DEL MAR 22', amount: 8412, category: 'Meals & Entertainment', tag: 'Service\\:West', comment: 'With Amy, 2 guests', receiptFilename: 'recibo ñ.png', mcc: 5812 },
	{ ...VISA, day: 4, merchant: 'WEISKOPF CONSULTING', amount: 25_000, category: 'Office Expenses', tag: 'Install & Repair', mcc: 7392 },
	{ ...MASTERCARD, day: 4, merchant: 'PAYPAL *CAFE DEL MAR', amount: 1150, category: 'Meals & Entertainment', tag: '', comment: 'Coffee', mcc: 5812 },
	{ ...MASTERCARD, day: 5, merchant: 'BAYLINE.EXAMPLE', amount: 4810, category: 'Travel', tag: 'Install & Repair', receiptFilename: 'e-ticket.pdf', mcc: 4112 },
	{ ...VISA, day: 6, merchant: 'CARD AUTH TEST 0009', amount: 0, category: 'Office Expenses', tag: '', mcc: 6012 },
];
const CASH: readonly SeedExpense[] = [
	{ day: 1, merchant: 'Pier Parking', amount: 1800, category: 'Travel', tag: EAST_DOCK_4, billable: true, receiptFilename: 'parking.png' },
	{ day: 2, merchant: "Bob's Burger Joint", amount: 4875, category: 'Meals & Entertainment', tag: 'Service\\:East', comment: 'Crew lunch', receiptFilename: 'lunch.jpg' },
	{ day: 2, merchant: 'Mileage', amount: 4690, category: 'Automobile:Fuel', tag: 'Service\\:West', units: { count: 70, rate: 67, unit: 'mi' }, comment: '70 miles @ $0.67 / mile' },
	{ day: 3, merchant: 'Returned pump seals', amount: -3150, category: 'Job Expenses:Job Materials', tag: 'Service\\:West' },
	{ day: 4, merchant: 'Fruit baskets & co', amount: 6000, category: 'Client gifts', tag: ":Amy's Bird Sanctuary" },
	{ day: 5, merchant: 'Parking meter', amount: 275, category: '', tag: '' },
	{ day: 6, merchant: 'Bay Bridge toll', amount: 800, category: 'Travel', tag: 'Service\\:East', receiptFilename: 'toll.png' },
];

const who = (index: number) => (HARBOUR_PEOPLE[index] as (typeof HARBOUR_PEOPLE)[number])[0];
const some = (list: readonly SeedExpense[], ...indexes: number[]) => indexes.map((index) => list[index] as SeedExpense);

export const HARBOUR_REPORTS: readonly SeedReport[] = [
	{ policyID: HARBOUR, employee: who(0), name: 'Dock 4, week 1', state: 'APPROVED', daysAgo: 21, expenses: some(CASH, 0, 1) },
	{ policyID: HARBOUR, employee: who(1), name: 'Truck and tolls', state: 'APPROVED', daysAgo: 20, expenses: some(CASH, 2, 6) },
	{ policyID: HARBOUR, employee: who(0), name: 'Cards (Visa)', state: 'APPROVED', daysAgo: 19, expenses: some(CARD, 0, 1, 2, 3, 4, 7) },
	{ policyID: HARBOUR, employee: who(2), name: 'Card & cash', state: 'APPROVED', daysAgo: 18, expenses: [...some(CARD, 5, 6), ...some(CASH, 6)] },
	{ policyID: HARBOUR, employee: who(2), name: 'Returned seals', state: 'APPROVED', daysAgo: 17, expenses: some(CASH, 3) },
	{ policyID: HARBOUR, employee: who(1), name: 'Gifts', state: 'APPROVED', daysAgo: 16, expenses: some(CASH, 1, 4) },
	{ policyID: HARBOUR, employee: who(2), name: 'Meter, no category', state: 'APPROVED', daysAgo: 15, expenses: some(CASH, 5) },
	{ policyID: HARBOUR, employee: who(1), name: 'Paid in spring', state: 'REIMBURSED', daysAgo: 60, expenses: some(CASH, 1, 2) },
	{ policyID: HARBOUR, employee: who(0), name: 'Two tolls', state: 'SUBMITTED', daysAgo: 6, expenses: some(CASH, 6, 6) },
	{ policyID: HARBOUR, employee: who(2), name: 'Fuel so far', state: 'OPEN', daysAgo: 3, expenses: some(CASH, 2) },
];
