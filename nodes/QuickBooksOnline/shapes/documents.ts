import type { Bill, Expense, Invoice, Journal, SupplierCredit } from '../../core/model/documents';
import { sumOf } from '../../core/model/totals';
import { divide, isNegative, roundTo, toJsonNumber } from '../../core/money';
import { isCard } from '../mapping';
import type { Resolved } from '../resolved';
import type { QboTransaction } from '../types';
import { cut, given, refTo } from '../wire';
import { numberOfKey } from './keys';
import { asIs, headerDimensions, toExpenseLine, toJournalLine, toSalesLine, turned } from './lines';
import { salesTax, taxDetail } from './tax-detail';

/** Pure: every reference is resolved. Amounts: decimal strings in, JSON numbers out; dates: ISO days. */

const NOTE = 4000;
/** Digits of an exchange rate that a JSON number is sure to hold. */
const RATE_DECIMALS = 10;

/** Bill, or with a negative total a supplier credit: QuickBooks takes no negative bill. */
export function toBill(resolved: Resolved<Bill>): QboTransaction {
	const { document: bill } = resolved;
	return given({ ...purchase(resolved, false), DueDate: bill.dueDate });
}

/** Supplier credit with positive amounts; the lines of a negative bill are turned around. */
export function toVendorCredit(resolved: Resolved<Bill | SupplierCredit>): QboTransaction {
	return purchase(resolved, isNegative(sumOf(resolved.document)));
}

function purchase(resolved: Resolved<Bill | SupplierCredit>, flip: boolean): QboTransaction {
	const signed = flip ? turned : asIs;
	return given({
		VendorRef: refTo(resolved.party?.Id ?? ''),
		...shared(resolved),
		...headerDimensions(resolved),
		...taxDetail(resolved, signed),
		Line: resolved.lines.map((line) => toExpenseLine(line, resolved, signed)),
	});
}

/** Money spent from a bank or card; money that came back to a card is a credit on it. */
export function toPurchase(resolved: Resolved<Expense>): QboTransaction {
	const { document: expense, bank, party, lines } = resolved;
	const card = bank !== undefined && isCard(bank);
	const back = isNegative(sumOf(expense));
	const signed = back ? turned : asIs;
	return given({
		PaymentType: card ? ('CreditCard' as const) : ('Cash' as const),
		Credit: card && back ? true : undefined,
		AccountRef: refTo(bank?.Id ?? ''),
		EntityRef: party === undefined ? undefined : { value: party.Id ?? '', type: 'Vendor' },
		...shared(resolved),
		...headerDimensions(resolved),
		...taxDetail(resolved, signed),
		Line: lines.map((line) => toExpenseLine(line, resolved, signed)),
	});
}

/** Money that came back to a bank account: a deposit, since QuickBooks has refunds on cards only. */
export function toDeposit(resolved: Resolved<Expense>): QboTransaction {
	const { bank, party, lines } = resolved;
	return given({
		DepositToAccountRef: refTo(bank?.Id ?? ''),
		...shared(resolved),
		...headerDimensions(resolved),
		...taxDetail(resolved, turned),
		Line: lines.map((one) => {
			const { Amount, Description, AccountBasedExpenseLineDetail: detail = {} } = toExpenseLine({ ...one, item: undefined, customerId: undefined }, resolved, turned);
			return given({
				Amount, Description, DetailType: 'DepositLineDetail',
				DepositLineDetail: { ...detail, ...(party === undefined ? {} : { Entity: { value: party.Id ?? '', type: 'VENDOR' } }) },
			});
		}),
	});
}

export function toInvoice(resolved: Resolved<Invoice>): QboTransaction {
	return given({ ...sale(resolved, false), DueDate: resolved.document.dueDate });
}

/** An invoice with a negative total is a credit to the customer. */
export function toCreditMemo(resolved: Resolved<Invoice>): QboTransaction {
	return sale(resolved, true);
}

function sale(resolved: Resolved<Invoice>, flip: boolean): QboTransaction {
	const { document: invoice, party, lines, rules } = resolved;
	const signed = flip ? turned : asIs;
	const custom = Object.entries(lines[0]?.custom ?? {});
	return given({
		CustomerRef: refTo(party?.Id ?? ''),
		...shared(resolved),
		// Our own number is what the customer sees; without one the key stands there.
		DocNumber: numberOfInvoice(invoice),
		CustomerMemo: invoice.memo === undefined ? undefined : { value: cut(invoice.memo, 1000) },
		...headerDimensions(resolved),
		...taxDetail(resolved, signed),
		...salesTax(resolved, signed),
		CustomField: custom.length === 0 ? undefined : custom.map(([id, value]) => ({
			DefinitionId: id, Name: rules.customFields.get(id), Type: 'StringType', StringValue: cut(value, 31),
		})),
		Line: lines.map((line) => toSalesLine(line, resolved, signed)),
	});
}

export const numberOfInvoice = ({ number, key }: Pick<Invoice, 'number' | 'key'>): string => numberOfKey(number?.trim() || key);

export function toJournal(resolved: Resolved<Journal>): QboTransaction {
	const { document: journal, lines } = resolved;
	const fallback = journal.memo?.trim() || journal.key;
	return given({
		...shared(resolved),
		...(lines.some(({ tax }) => tax !== undefined) ? { GlobalTaxCalculation: 'TaxInclusive' as const } : {}),
		Line: lines.map((line) => toJournalLine(line, fallback)),
	});
}

/** What all transactions have. The key ends the memo in brackets, and is the number as far as that holds it. */
function shared({ document, date, currency, rules }: Resolved<Bill | SupplierCredit | Expense | Invoice | Journal>): QboTransaction {
	return given({
		TxnDate: date,
		DocNumber: numberOfKey(document.key),
		PrivateNote: noteOf(document),
		CurrencyRef: rules.multiCurrency ? { value: currency ?? rules.homeCurrency ?? '' } : undefined,
		ExchangeRate: rateOf(document.exchangeRate, rules.multiCurrency),
	});
}

export function noteOf(document: { key: string; memo?: string; number?: string; url?: string; kind: string }): string {
	const number = document.kind === 'invoice' ? undefined : document.number?.trim();
	const words = [number, document.memo?.trim(), document.url].filter((text) => text !== undefined && text !== '').join(', ');
	const mark = `[${document.key}]`;
	return words === '' ? mark : `${cut(words, NOTE - mark.length - 1)} ${mark}`;
}

/** Ours is foreign units for one of home, QuickBooks' is home units for one foreign. */
export function rateOf(rate: string | undefined, multiCurrency: boolean): number | undefined {
	return rate === undefined || !multiCurrency ? undefined : toJsonNumber(roundTo(divide('1', rate), RATE_DECIMALS));
}
