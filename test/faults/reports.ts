/** An expense report of the emulated Expensify, as its bulk route takes it. */
export interface NewReport {
	policyID: string;
	employee: string;
	name: string;
	state: 'APPROVED';
	expenses: object[];
}

const WORKSPACE = '0123456789ABCDEF';
const EMPLOYEES = ['asa.lindqvist', 'tom.baker', 'zofia.wrobel', 'j.smith-jones', 'dev.patel', 'grainne.byrne'];
const CATEGORIES = ['Travel - National', 'Office Expenses', 'Motor Vehicle Expenses', 'Subscriptions'];
const TAGS = ['Workshop', 'Site North', 'Site South', 'Design Studio', 'Office'];

const today = () => new Date().toISOString().slice(0, 10);
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/**
 * Approved reports with one expense each, every one with another amount. The first `receipts` have a receipt, the last
 * `cards` were paid by company card and so become spend money; all others become a bill each.
 */
export function approvedReports(count: number, { receipts = 0, cards = 0 } = {}): NewReport[] {
	return Array.from({ length: count }, (_, index) => {
		const amount = 1_000 + index;
		const card = index >= count - cards;
		return {
			policyID: WORKSPACE,
			employee: `${pick(EMPLOYEES, index)}@keajoinery.example`,
			name: `Expenses no. ${index + 1}`,
			state: 'APPROVED',
			expenses: [
				{
					merchant: card ? 'City Cabs' : `Shop ${index % 7}`, created: today(), amount, currency: 'GBP',
					category: pick(CATEGORIES, index), tag: pick(TAGS, index),
					tax: { rateID: 'id_TAX_20', amount: Math.round(amount / 6) },
					...(index < receipts ? { receiptFilename: `receipt-${index}.png` } : {}),
					...(card ? { reimbursable: false, bank: 'Albion Commercial Cards', cardID: 5_180_044 + (index % 6) } : {}),
				},
			],
		};
	});
}

/** What the reports cost in all, in hundredths. */
export const costOf = (reports: NewReport[]): bigint =>
	reports.reduce((sum, { expenses }) => sum + BigInt((expenses[0] as { amount: number }).amount), 0n);
