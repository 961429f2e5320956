import { KEA, FERN, PEOPLE } from './policies';
import { CARD_EXPENSES, CASH_EXPENSES, FERN_EXPENSES, type SeedExpense } from './expenses';

export type SeedState = 'OPEN' | 'SUBMITTED' | 'APPROVED' | 'REIMBURSED' | 'ARCHIVED';
export interface SeedReport {
	policyID: string;
	employee: string;
	name: string;
	state: SeedState;
	/** Days before today on which it was opened. */
	daysAgo: number;
	expenses: readonly SeedExpense[];
	fields?: Record<string, string>;
}

const who = (index: number) => (PEOPLE[index] as (typeof PEOPLE)[number])[0];
const some = (list: readonly SeedExpense[], ...indexes: number[]) => indexes.map((index) => list[index] as SeedExpense);

/** Reports of all states. Several are approved and wait to be exported. */
export const REPORTS: readonly SeedReport[] = [
	{ policyID: KEA, employee: who(2), name: 'Site visits & timber', state: 'APPROVED', daysAgo: 24, expenses: some(CASH_EXPENSES, 0, 1, 2, 3), fields: { 'Cost Centre Head': 'Tom' } },
	{ policyID: KEA, employee: who(3), name: 'Company card, last month', state: 'APPROVED', daysAgo: 23, expenses: some(CARD_EXPENSES, 0, 2, 3, 4, 8) },
	{ policyID: KEA, employee: who(4), name: 'Berlin fair "Holz & Form"', state: 'APPROVED', daysAgo: 22, expenses: some(CARD_EXPENSES, 5, 6, 9) },
	{ policyID: KEA, employee: who(5), name: 'Expenses (1)', state: 'APPROVED', daysAgo: 21, expenses: some(CASH_EXPENSES, 4, 5, 6) },
	{ policyID: KEA, employee: who(6), name: 'Client lunches', state: 'APPROVED', daysAgo: 20, expenses: [...some(CASH_EXPENSES, 1), ...some(CARD_EXPENSES, 9, 10)] },
	{ policyID: KEA, employee: who(7), name: 'Returned tools', state: 'APPROVED', daysAgo: 19, expenses: some(CASH_EXPENSES, 7) },
	{ policyID: KEA, employee: who(2), name: 'Copenhagen samples', state: 'APPROVED', daysAgo: 18, expenses: some(CASH_EXPENSES, 8) },
	{ policyID: KEA, employee: who(3), name: 'Split at DIY Barn', state: 'APPROVED', daysAgo: 17, expenses: some(CASH_EXPENSES, 10, 11) },
	{ policyID: KEA, employee: who(4), name: 'To be sorted: no category', state: 'APPROVED', daysAgo: 16, expenses: [...some(CARD_EXPENSES, 12), ...some(CASH_EXPENSES, 9)] },
	{ policyID: KEA, employee: who(5), name: 'Away day', state: 'APPROVED', daysAgo: 15, expenses: some(CARD_EXPENSES, 13, 7) },
	{ policyID: KEA, employee: who(6), name: 'Corrected till receipt', state: 'APPROVED', daysAgo: 14, expenses: some(CARD_EXPENSES, 14, 15) },
	{ policyID: KEA, employee: who(7), name: 'Phone and power', state: 'APPROVED', daysAgo: 13, expenses: some(CARD_EXPENSES, 11, 15) },
	{ policyID: KEA, employee: who(2), name: 'Paid already', state: 'REIMBURSED', daysAgo: 52, expenses: some(CASH_EXPENSES, 0, 5) },
	{ policyID: KEA, employee: who(3), name: 'Mileage', state: 'REIMBURSED', daysAgo: 50, expenses: some(CASH_EXPENSES, 2, 3) },
	{ policyID: KEA, employee: who(4), name: 'Wien', state: 'REIMBURSED', daysAgo: 45, expenses: some(CASH_EXPENSES, 4) },
	{ policyID: KEA, employee: who(5), name: 'Card, to be checked', state: 'SUBMITTED', daysAgo: 9, expenses: some(CARD_EXPENSES, 1, 8, 11) },
	{ policyID: KEA, employee: who(6), name: 'Workshop bits', state: 'SUBMITTED', daysAgo: 8, expenses: [...some(CASH_EXPENSES, 10), ...some(CARD_EXPENSES, 4)] },
	{ policyID: KEA, employee: who(7), name: 'Two cabs', state: 'SUBMITTED', daysAgo: 6, expenses: some(CASH_EXPENSES, 5, 6) },
	{ policyID: KEA, employee: who(2), name: 'This month (so far)', state: 'OPEN', daysAgo: 4, expenses: some(CASH_EXPENSES, 3, 9) },
	{ policyID: KEA, employee: who(3), name: 'New report', state: 'OPEN', daysAgo: 2, expenses: [] },
	{ policyID: KEA, employee: who(6), name: 'Last year, closed', state: 'ARCHIVED', daysAgo: 70, expenses: some(CARD_EXPENSES, 0, 7) },
	{ policyID: FERN, employee: who(8), name: 'Nelson run', state: 'APPROVED', daysAgo: 12, expenses: some(FERN_EXPENSES, 0, 1) },
	{ policyID: FERN, employee: who(8), name: 'Sydney suppliers', state: 'APPROVED', daysAgo: 11, expenses: some(FERN_EXPENSES, 2) },
	{ policyID: FERN, employee: who(9), name: 'Fuel', state: 'SUBMITTED', daysAgo: 5, expenses: some(FERN_EXPENSES, 0) },
	{ policyID: FERN, employee: who(8), name: 'Deck fittings', state: 'OPEN', daysAgo: 3, expenses: some(FERN_EXPENSES, 1) },
];

export const UNREPORTED: readonly SeedExpense[] = some(CARD_EXPENSES, 15, 7);
