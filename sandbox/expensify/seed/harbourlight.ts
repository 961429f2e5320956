import type { Member } from '../state/people';
import type { Category, TagList } from '../state/policies';
import type { SeedExpense } from './expenses';
import type { SeedReport } from './reports';

/** A workspace in dollars for a company with employees, expense types and dimensions: "Harbourlight Group Inc". */
export const HARBOURLIGHT = '7714A2F0C3D95B18';
export const HARBOURLIGHT_DOMAIN = 'harbourlight.example';

/** All are employees in the books. Two are vendors there as well; the last one shares an address with another employee. */
export const HARBOURLIGHT_PEOPLE: ReadonlyArray<readonly [email: string, firstName: string, lastName: string]> = [
	['priya.raman@harbourlight.example', 'Priya', 'Raman'],
	['mark.oneill@harbourlight.example', 'Mark', "O'Neill"],
	['asa.lindqvist@harbourlight.example', 'Åsa', 'Lindqvist'],
	['zofia.wrobel@harbourlight.example', 'Zofia', 'Wróbel'],
];
export const HARBOURLIGHT_MEMBERS = (admin: string): ReadonlyArray<Partial<Member> & { email: string }> => [
	{ email: admin, role: 'admin', submitsTo: admin },
	...HARBOURLIGHT_PEOPLE.map(([email]) => ({ email, role: 'user', submitsTo: admin })),
];

/** Accounts of the books by their numbers. To all but postage and events one expense type books; two want a dimension; one category the books do not know. */
export const HARBOURLIGHT_CATEGORIES: ReadonlyArray<Partial<Category> & { name: string }> = [
	{ name: 'Airfare', glCode: '6100' },
	{ name: 'Lodging', glCode: '6110' },
	{ name: 'Ground transportation', glCode: '6120' },
	{ name: 'Mileage', glCode: '6130' },
	{ name: 'Meals & Entertainment', glCode: '6200', areCommentsRequired: true, commentHint: 'With whom?' },
	{ name: "Clients' entertainment", glCode: '6210' },
	{ name: 'Office supplies', glCode: '6300' },
	{ name: 'Postage', glCode: '6310' },
	{ name: 'Software & subscriptions', glCode: '6400' },
	{ name: 'Training', glCode: '6500' },
	{ name: 'Marketing events', glCode: '6600' },
	{ name: 'Team "away" day', glCode: '' },
];
const tags = (...names: string[]) => names.map((name) => ({ name, enabled: true, glCode: '' }));
/** The third level is a dimension of the company's own. */
export const HARBOURLIGHT_TAGS: readonly TagList[] = [
	{ name: 'Department', required: false, tags: tags('Engineering', 'Sales & Marketing', 'Field sales') },
	{ name: 'Customer', required: false, tags: tags('Dock Four LLC', 'Dock Four - Annex', 'Lantern & Co') },
	{ name: 'Campaign', required: false, tags: tags('Spring launch', 'Trade fair & expo') },
];

const AMEX = { bank: 'Harbourlight Amex', reimbursable: false } as const;
const CARD: readonly SeedExpense[] = [
	{ ...AMEX, day: 1, merchant: 'ACME SUPPLY CO 0044', amount: 15_920, category: 'Office supplies', tag: 'Engineering', receiptFilename: 'acme (copy).pdf', mcc: 5111 },
	{ ...AMEX, day: 2, merchant: 'Acme  Supply Co', amount: -2995, category: 'Office supplies', tag: 'Engineering', comment: 'Refund: wrong toner', mcc: 5111 },
	{ ...AMEX, day: 2, merchant: 'SQ *CAFÉ ZOË', amount: 6410, category: 'Meals & Entertainment', tag: 'Field sales:Lantern & Co', comment: 'With Ines, 3 guests', billable: true, receiptFilename: 'recibo ñ.png', mcc: 5812 },
	{ ...AMEX, day: 3, merchant: 'EXPO CENTRE <HALL 4>', amount: 88_000, category: 'Marketing events', tag: 'Sales & Marketing::Trade fair & expo', receiptFilename: 'stand.pdf', mcc: 7399 },
	{ ...AMEX, day: 4, merchant: 'PIXELFORGE* PRO PLAN', amount: 3999, category: 'Software & subscriptions', tag: 'Engineering', comment: 'Monthly.\nCancel before "renewal"?', mcc: 5734 },
	{ ...AMEX, day: 5, merchant: 'CARD AUTH TEST 0009', amount: 0, category: 'Office supplies', tag: '', mcc: 6012 },
];
const CASH: readonly SeedExpense[] = [
	{ day: 1, merchant: 'Northwind Travel', amount: 41_250, category: 'Airfare', tag: 'Engineering:Dock Four LLC', billable: true, receiptFilename: 'e-ticket.pdf' },
	{ day: 2, merchant: 'Pier Hotel & Spa', amount: 23_870, category: 'Lodging', tag: 'Engineering:Dock Four LLC', billable: true, receiptFilename: 'hotel.jpg' },
	{ day: 2, merchant: 'Yellow cab', amount: 3450, category: 'Ground transportation', tag: 'Engineering' },
	{ day: 3, merchant: 'Mileage', amount: 4690, category: 'Mileage', tag: 'Field sales', units: { count: 70, rate: 67, unit: 'mi' }, comment: '70 miles @ $0.67 / mile' },
	{ day: 3, merchant: 'Lantern dinner', amount: 12_600, category: "Clients' entertainment", tag: 'Field sales:Lantern & Co', comment: 'Dinner', receiptFilename: 'dinner.jpg' },
	{ day: 4, merchant: 'Returned monitor', amount: -18_900, category: 'Office supplies', tag: 'Engineering' },
	{ day: 4, merchant: 'Hotel, one night back', amount: -5200, category: 'Lodging', tag: 'Engineering:Dock Four LLC' },
	{ day: 5, merchant: 'Flyers & banners', amount: 7300, category: 'Marketing events', tag: 'Sales & Marketing::Spring launch', receiptFilename: 'flyers.png' },
	{ day: 5, merchant: 'Climbing wall', amount: 16_000, category: 'Team "away" day', tag: 'Engineering' },
	{ day: 6, merchant: 'Parking meter', amount: 275, category: '', tag: '' },
	{ day: 6, merchant: 'Course: "Welding 1"', amount: 9900, category: 'Training', tag: 'Engineering' },
];

const who = (index: number) => (HARBOURLIGHT_PEOPLE[index] as (typeof HARBOURLIGHT_PEOPLE)[number])[0];
const some = (list: readonly SeedExpense[], ...indexes: number[]) => indexes.map((index) => list[index] as SeedExpense);

export const HARBOURLIGHT_REPORTS: readonly SeedReport[] = [
	{ policyID: HARBOURLIGHT, employee: who(0), name: 'Dock Four, on site', state: 'APPROVED', daysAgo: 21, expenses: some(CASH, 0, 1, 6) },
	{ policyID: HARBOURLIGHT, employee: who(1), name: 'Cabs and miles', state: 'APPROVED', daysAgo: 20, expenses: some(CASH, 2, 3) },
	{ policyID: HARBOURLIGHT, employee: who(0), name: 'Cards (Amex)', state: 'APPROVED', daysAgo: 19, expenses: some(CARD, 0, 1, 2, 3, 4, 5) },
	{ policyID: HARBOURLIGHT, employee: who(2), name: 'Fair & launch', state: 'APPROVED', daysAgo: 18, expenses: some(CASH, 4, 7) },
	{ policyID: HARBOURLIGHT, employee: who(1), name: 'Monitor went back', state: 'APPROVED', daysAgo: 17, expenses: some(CASH, 5) },
	{ policyID: HARBOURLIGHT, employee: who(3), name: 'Away day', state: 'APPROVED', daysAgo: 16, expenses: some(CASH, 2, 8) },
	{ policyID: HARBOURLIGHT, employee: who(3), name: 'Meter, no category', state: 'APPROVED', daysAgo: 15, expenses: some(CASH, 9) },
	{ policyID: HARBOURLIGHT, employee: who(3), name: 'Course', state: 'REIMBURSED', daysAgo: 60, expenses: some(CASH, 10) },
	{ policyID: HARBOURLIGHT, employee: who(2), name: 'Two cabs', state: 'SUBMITTED', daysAgo: 6, expenses: some(CASH, 2, 2) },
	{ policyID: HARBOURLIGHT, employee: who(2), name: 'Miles so far', state: 'OPEN', daysAgo: 3, expenses: some(CASH, 3) },
];
