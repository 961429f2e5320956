import { BooksError } from '../../nodes/core/errors';
import { openDay } from '../../nodes/AccountsIq/periods';

const period = (month: string, last: number, closed: Partial<Record<'Sales' | 'Purchases' | 'General', boolean>> = {}, year = false) => ({
	PeriodName: month, StartDate: `${month}-01T00:00:00`, EndDate: `${month}-${last}T00:00:00`, FinancialYearClosed: String(year),
	SalesLedgerClosed: String(closed.Sales === true), PurchasesLedgerClosed: String(closed.Purchases === true), GeneralLedgerClosed: String(closed.General === true),
});
const ALL = { Sales: true, Purchases: true, General: true };
const periods = [
	period('2026-04', 30, { Purchases: true }), period('2026-01', 31, ALL, true), period('2026-02', 28, ALL), period('2026-03', 31, { Purchases: true, General: true }), period('2026-05', 31),
];
const shown = (day: string | BooksError) => (day instanceof BooksError ? `${day.category}: ${day.message}` : day);

describe('NODE-ERR: closed periods of AccountsIQ', () => {
	it.each([
		['a day that is open', '2026-05-04', 'bill', '2026-05-04'],
		['each ledger closes by itself: sales are still open', '2026-03-31', 'invoice', '2026-03-31'],
		['purchases are closed until May', '2026-03-31', 'bill', '2026-05-01'],
		['the general ledger opens in April', '2026-02-01', 'journal', '2026-04-01'],
		['bank payments follow the general ledger', '2026-03-01', 'expense', '2026-04-01'],
		['a closed year', '2026-01-15', 'payment', '2026-04-01'],
		['a day outside of all periods is AccountsIQ\'s to judge', '2031-01-15', 'bill', '2031-01-15'],
	] as const)('%s', (_name, day, kind, expected) => {
		expect(shown(openDay(day, kind, periods, 'firstOpenDay'))).toBe(expected);
		const refused = openDay(day, kind, periods, 'refuse');
		expect(shown(refused)).toBe(day === expected ? day : `closed period: ${day} lies in a closed period: ${day.slice(0, 7)}`);
	});

	it('nothing is open afterwards: refused whatever the rule', () => {
		expect(shown(openDay('2026-02-01', 'bill', periods.slice(0, 4), 'firstOpenDay'))).toMatch(/^closed period/);
	});

	it('a thirteenth period over the days of the twelfth: one of the two that is open is enough', () => {
		const twice = [period('2026-12', 31, ALL), period('2026-12', 31)];
		expect(shown(openDay('2026-12-31', 'journal', twice, 'refuse'))).toBe('2026-12-31');
	});
});
