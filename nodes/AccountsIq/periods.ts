import type { Day } from '../core/dates';
import { BooksError } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import type { XmlElement } from '../core/xml';
import { isTrue, textIn } from '../core/xml-elements';

/** The ledger whose closing counts for a kind of document. */
const LEDGERS: Readonly<Record<DocumentKind, string>> = {
	bill: 'PurchasesLedgerClosed', supplierCredit: 'PurchasesLedgerClosed', invoice: 'SalesLedgerClosed',
	expense: 'GeneralLedgerClosed', employeeExpense: 'PurchasesLedgerClosed', journal: 'GeneralLedgerClosed', payment: 'GeneralLedgerClosed',
};

/** The day of a document, or the first day of the next period that is open. A day outside of all periods is AccountsIQ's to judge. */
export function openDay(date: Day, kind: DocumentKind, periods: XmlElement[], rule: PrepareOptions['closedPeriod']): Day | BooksError {
	const isClosed = (period: XmlElement) => isTrue(period, LEDGERS[kind]) || isTrue(period, 'FinancialYearClosed');
	const day = (period: XmlElement, name: string) => textIn(period, name)?.slice(0, 10) ?? '';
	// A day may lie in two periods: a thirteenth one, for the year's end, has the days of the twelfth.
	const around = periods.filter((one) => day(one, 'StartDate') <= date && date <= day(one, 'EndDate'));
	const [period] = around;
	if (period === undefined || !around.every(isClosed)) return date;
	const next = periods.map((one) => ({ start: day(one, 'StartDate'), closed: isClosed(one) })).filter(({ start, closed }) => start > date && !closed);
	const [first] = next.map(({ start }) => start).sort();
	if (rule === 'firstOpenDay' && first !== undefined) return first;
	return new BooksError({
		category: 'closed period',
		field: 'date',
		message: `${date} lies in a closed period: ${textIn(period, 'PeriodName') ?? ''}`,
		hint: 'Open the period in AccountsIQ, or let the node use the first open day.',
	});
}
