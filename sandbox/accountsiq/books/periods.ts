import type { Call } from '../state/call';
import type { Stored } from '../state/records';
import { Refused } from '../wire/faults';
import { text } from '../wire/shapes';
import type { Ledger } from './lookup';

const CLOSED: Readonly<Record<Ledger, string>> = {
	Sales: 'SalesLedgerClosed', Purchases: 'PurchasesLedgerClosed', General: 'GeneralLedgerClosed',
};

export interface Place {
	period: Stored;
	/** The day under which the books keep it: the document's own, or the first of the period it was moved to. */
	day: string;
}

const known = new WeakMap<Call, Stored[]>();

/** No call changes a period, so each call reads them once, however many documents it brings. */
export function periods(call: Call): Stored[] {
	const read = known.get(call) ?? call.records.inOrder(call.entity.id, 'period');
	known.set(call, read);
	return read;
}

export function periodOn(call: Call, day: string): Stored | undefined {
	return periods(call).find(({ body }) => text(body, 'StartDate').slice(0, 10) <= day && day <= text(body, 'EndDate').slice(0, 10));
}

export function isClosed(period: Stored, ledger: Ledger): boolean {
	return period.body[CLOSED[ledger]] === true || period.body.FinancialYearClosed === true;
}

/** The period that a document of this day goes to; a closed one refuses or hands on to the next open one, as is set. */
export function placeOf(call: Call, day: string, ledger: Ledger): Place {
	const period = periodOn(call, day);
	if (period === undefined) throw new Refused('DATE_IS_OUT_OF_RANGE', `${day} lies in no period.`);
	if (!isClosed(period, ledger)) return { period, day };
	const refuse = ledger === 'General' ? call.settings.refuseClosedJournals : call.settings.refuseClosedPeriods;
	const open = refuse ? undefined : periods(call).find((next) => next.id > period.id && !isClosed(next, ledger));
	if (open !== undefined) return { period: open, day: text(open.body, 'StartDate').slice(0, 10) };
	const subject = ledger === 'General' ? 'GENERAL_LEDGER' : `${ledger.toUpperCase()}_LEDGER`;
	throw new Refused(`${subject}_ALREADY_CLOSED`, `Period ${text(period.body, 'PeriodName')} is closed for the ${ledger.toLowerCase()} ledger.`);
}
