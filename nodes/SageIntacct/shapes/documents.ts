import type { Bill, EmployeeExpense, Expense, Invoice, Journal, SupplierCredit } from '../../core/model/documents';
import { sumOf } from '../../core/model/totals';
import { divide, isNegative, roundTo } from '../../core/money';
import type { Content } from '../api';
import type { Resolved } from '../resolved';
import { toDate, toDateParts } from '../wire';
import { asIs, billLine, cardLine, describe, expenseLine, journalLine, lineItem, turned, type Signed, type Wire } from './lines';
import { inOrder } from './order';

/** Pure: every reference is resolved. Amounts: decimal strings; dates: ISO days. The key stands where it can be searched. */

const RATE_DECIMALS = 10;
const TITLE = 80;

interface Told {
	memo?: string;
	url?: string;
	key: string;
}
const textOf = ({ memo, url }: Told): string | undefined => describe([memo?.trim(), url].filter((part) => part !== undefined && part !== '').join(', '));
const actionOf = ({ status }: { status: string }): string => (status === 'draft' ? 'Draft' : 'Submit');

/**
 * Currency and rate. Ours is foreign units for one of home, Intacct's home units for one foreign. Without a rate Intacct
 * takes its daily one, which an empty type means.
 */
function moneyOf({ document, date, currency, baseCurrency, setup }: Resolved<{ exchangeRate?: string }>) {
	if (!setup.multiCurrency) return undefined;
	const rate = document.exchangeRate === undefined ? undefined : roundTo(divide('1', document.exchangeRate), RATE_DECIMALS);
	return { currency: currency ?? baseCurrency, baseCurrency, date, rate };
}

function genericMoney(resolved: Resolved<{ exchangeRate?: string }>): Wire {
	const money = moneyOf(resolved);
	if (money === undefined) return {};
	return {
		CURRENCY: money.currency, BASECURR: money.baseCurrency, EXCH_RATE_DATE: toDate(money.date),
		...(money.rate === undefined ? { EXCH_RATE_TYPE_ID: '' } : { EXCHANGE_RATE: money.rate }),
	};
}

function legacyMoney(resolved: Resolved<{ exchangeRate?: string }>): Wire {
	const money = moneyOf(resolved);
	if (money === undefined) return {};
	return {
		basecurr: money.baseCurrency, currency: money.currency, exchratedate: toDateParts(money.date),
		...(money.rate === undefined ? { exchratetype: '' } : { exchrate: money.rate }),
	};
}

/** Refund lines are negative lines of the bill. A credit with lines of both signs, which no adjustment takes, is a bill below zero. */
export function toBill(resolved: Resolved<Bill | SupplierCredit>): Content {
	const { document: bill, date, party, lines, taxSolution } = resolved;
	const [dueDate, signed] = bill.kind === 'bill' ? [bill.dueDate, asIs] : [undefined, turned];
	return {
		create: {
			APBILL: {
				WHENCREATED: toDate(date), WHENPOSTED: toDate(date), WHENDUE: toDate(dueDate ?? date), VENDORID: party, RECORDID: bill.key, DOCNUMBER: bill.number,
				DESCRIPTION: textOf(bill), ...genericMoney(resolved),
				...(lines.some(({ tax }) => tax !== undefined) ? { INCLUSIVETAX: 'false', TAXSOLUTIONID: taxSolution } : {}),
				ACTION: actionOf(bill), APBILLITEMS: { APBILLITEM: lines.map((line) => billLine(line, signed)) },
			},
		},
	};
}

/** A negative adjustment takes off what is owed. A credit's lines are turned around; those of a negative bill are negative already. */
export function toApAdjustment(resolved: Resolved<Bill | SupplierCredit>): Content {
	const { document, date, party, lines } = resolved;
	const signed: Signed = document.kind === 'supplierCredit' ? turned : asIs;
	return {
		create_apadjustment: inOrder('create_apadjustment', {
			vendorid: party, datecreated: toDateParts(date), dateposted: toDateParts(date), adjustmentno: document.key, action: actionOf(document), billno: document.number,
			description: textOf(document), ...legacyMoney(resolved), apadjustmentitems: { lineitem: lines.map((line) => lineItem(line, signed)) },
		}),
	};
}

/** Our own number is what the customer sees; without one the key stands there. */
export function toInvoice(resolved: Resolved<Invoice>): Content {
	const { document, date, party, lines, taxSolution } = resolved;
	const number = document.number?.trim() || document.key;
	return {
		create_invoice: inOrder('create_invoice', {
			customerid: party, datecreated: toDateParts(date), dateposted: toDateParts(date), datedue: toDateParts(document.dueDate ?? date), action: actionOf(document),
			invoiceno: number, ponumber: number === document.key ? undefined : document.key, description: textOf(document), ...legacyMoney(resolved),
			taxsolutionid: lines.some(({ tax }) => tax !== undefined) ? taxSolution : undefined, invoiceitems: { lineitem: lines.map((line) => lineItem(line, asIs)) },
		}),
	};
}

/** An invoice with a negative total: a credit memo, which is a negative adjustment. */
export function toArAdjustment(resolved: Resolved<Invoice>): Content {
	const { document, date, party, lines } = resolved;
	return {
		create_aradjustment: inOrder('create_aradjustment', {
			customerid: party, datecreated: toDateParts(date), dateposted: toDateParts(date), adjustmentno: document.key, action: actionOf(document), invoiceno: document.number,
			description: textOf(document), ...legacyMoney(resolved), aradjustmentitems: { lineitem: lines.map((line) => lineItem(line, asIs)) },
		}),
	};
}

/** A negative line is a refund inside the report. */
export function toExpenseReport(resolved: Resolved<EmployeeExpense>): Content {
	const { document: report, date, party, lines, taxSolution, setup, currency, baseCurrency } = resolved;
	const taxed = lines.some(({ tax }) => tax !== undefined);
	const money = setup.multiCurrency ? { basecurr: baseCurrency, currency: currency ?? baseCurrency } : {};
	return {
		create_expensereport: inOrder('create_expensereport', {
			employeeid: party, datecreated: toDateParts(date), dateposted: toDateParts(date), expensereportno: report.key, state: report.status === 'draft' ? 'Draft' : 'Submitted',
			description: textOf(report) ?? report.number ?? report.key, memo: describe(report.number), ...money,
			...(taxed ? { inclusivetax: 'true', taxsolutionid: taxSolution } : {}),
			expenses: { expense: lines.map((line) => expenseLine(line, { date }, setup.multiCurrency ? (currency ?? baseCurrency) : undefined)) },
		}),
	};
}

/** The payee is a name and no record. */
export function toCardTransaction(resolved: Resolved<Expense>): Content {
	const { document: expense, date, bank, lines, taxSolution } = resolved;
	const { supplier } = expense;
	const { basecurr: _base, exchratedate, ...rest } = legacyMoney(resolved);
	// Here a day goes with a type of rate only.
	const money = rest.exchrate === undefined ? { ...rest, exchratedate } : rest;
	return {
		record_cctransaction: inOrder('record_cctransaction', {
			chargecardid: bank?.id, paymentdate: toDateParts(date), referenceno: expense.key, payee: describe(supplier.name ?? supplier.code ?? supplier.email ?? supplier.id),
			description: describe([expense.number, textOf(expense)].filter((part) => part !== undefined).join(', ')), ...money,
			...(lines.some(({ tax }) => tax !== undefined) ? { inclusivetax: 'true', taxsolutionid: taxSolution } : {}),
			ccpayitems: { ccpayitem: lines.map(cardLine) },
		}),
	};
}

/** @param symbol of the journal: "GJ" */
export function toJournal(resolved: Resolved<Journal>, symbol: string): Content {
	const { document: journal, date, lines, taxSolution } = resolved;
	const { BASECURR: _base, ...money } = genericMoney(resolved);
	const taxed = lines.some(({ tax }) => tax !== undefined);
	return {
		create: {
			GLBATCH: {
				JOURNAL: symbol, BATCH_DATE: toDate(date), BATCH_TITLE: describe(journal.memo ?? journal.key)?.slice(0, TITLE), REFERENCENO: journal.key,
				HISTORY_COMMENT: describe(journal.url), STATE: journal.status === 'draft' ? 'Draft' : 'Posted',
				...(taxed ? { TAXIMPLICATIONS: 'Inbound', TAXSOLUTIONID: taxSolution } : {}),
				ENTRIES: { GLENTRY: lines.map((line) => journalLine(line, money)) },
			},
		},
	};
}

/** Whether lines are all of one sign, as an adjustment wants them; a line of zero is of either. */
export function isOfOneSign(document: { lines: Array<{ amount: string }> }): boolean {
	const negative = isNegative(sumOf(document));
	return document.lines.every(({ amount }) => isNegative(amount) === negative || /^-?0*\.?0*$/.test(amount));
}
