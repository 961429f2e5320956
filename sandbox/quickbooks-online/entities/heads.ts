import { exact, type Exact, toNumber } from '../../frame/money';
import { type Books, currencyOf } from '../books/books';
import { toHome } from '../books/convert';
import { type Body, type Kept, valueOf } from '../state/records';
import { addDays, today } from '../state/times';
import { ApiFault, business, fault, faultError, required } from '../wire/faults';
import { currencyRef } from './parties';
import type { Draft } from './types';

/** Date, currency and rate of a transaction. A party's currency is the transaction's. */
export function head({ books, fields }: Draft, party?: Kept): Body {
	const { home: own, multiCurrency } = books.company;
	const TxnDate = (fields.TxnDate as string | undefined) ?? today(books.store.now()); // a day, checked when it came in
	const asked = valueOf(fields.CurrencyRef);
	if (multiCurrency && asked === undefined) throw required('CurrencyRef');
	const currency = asked ?? own;
	if (currency !== own && !multiCurrency) throw business('Multicurrency is not turned on for this company.');
	if (party !== undefined && currencyOf(party, own) !== currency) throw business('The transaction needs to be in the same currency as the A/R and A/P accounts you use');
	const rate = currency === own ? exact(1) : fields.ExchangeRate === undefined ? books.rate(currency, TxnDate) : exact(fields.ExchangeRate as number); // a number, checked
	if (books.company.classes !== 'txn' && fields.ClassRef !== undefined) throw new ApiFault([faultError(5030, 'Feature Not Supported Error : Classes per transaction are not turned on.')]);
	return { TxnDate, CurrencyRef: currencyRef(books, currency), ...(multiCurrency ? { ExchangeRate: toNumber(rate) } : { ExchangeRate: undefined }) };
}

/** An amount in the company's currency, where the company knows several. */
export function home(books: Books, record: Body, amount: Exact, name: string): Body {
	if (!books.company.multiCurrency) return {};
	return { [name]: toNumber(toHome(amount, exact((record.ExchangeRate as number | undefined) ?? 1))) }; // set by the head
}

export function needParty(books: Books, entity: 'Vendor' | 'Customer', ref: unknown): Kept {
	const found = books.records.get(entity, valueOf(ref));
	if (found === undefined) throw required(`${entity}Ref`);
	return found;
}

/** The date given, or from the terms of the document or the party, or the document's own. */
export function dueDate({ books, fields }: Draft, built: Body): string {
	const day = String(built.TxnDate);
	if (typeof fields.DueDate === 'string') return fields.DueDate;
	const party = books.records.get('Vendor', valueOf(fields.VendorRef)) ?? books.records.get('Customer', valueOf(fields.CustomerRef));
	const term = books.records.get('Term', valueOf(fields.SalesTermRef) ?? valueOf(party?.TermRef) ?? valueOf(party?.SalesTermRef));
	if (term?.DayOfMonthDue === undefined) return addDays(day, Number(term?.DueDays ?? 0));
	// A day of the month: of the next one where that day is too near or over.
	const onThisMonth = dayOfMonth(day, Number(term.DayOfMonthDue), 0);
	return addDays(day, Number(term.DueNextMonthDays ?? 0)) < onThisMonth ? onThisMonth : dayOfMonth(day, Number(term.DayOfMonthDue), 1);
}

function dayOfMonth(day: string, wanted: number, later: number): string {
	const [year = 0, month = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + later, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + later, Math.min(wanted, last))).toISOString().slice(0, 10);
}

/** An account in another currency takes only transactions in that currency. */
export function needCurrency({ company }: Books, account: Kept | undefined, currency: unknown): void {
	if (account === undefined) return;
	const own = currencyOf(account, company.home);
	if (own !== company.home && own !== currency) throw business('Transactions can have only one foreign currency at a time.');
}

/** How the vendor calls a transaction in its refusals. */
const TYPES: Readonly<Record<string, string>> = { VendorCredit: 'Vendor Credit', JournalEntry: 'Journal Entry', CreditMemo: 'Credit Memo', BillPayment: 'Bill Payment', Purchase: 'Expense' };

/** The document's number; a taken one is refused where the company wants to be warned. Source: Intuit, entity reference, DocNumber. */
export function uniqueNumber({ books, include, fields, before }: Draft, entity: string, built: Body): string | undefined {
	const number = fields.DocNumber as string | undefined; // text, checked when it came in
	if (number === undefined) return before === undefined ? ownNumber(books, entity, include) : undefined;
	if (!isWatched(books, entity, built) || include.has('allowduplicatedocnum')) return number;
	// Cheques and payments of bills are numbered together.
	const spaces = entity === 'BillPayment' || (entity === 'Purchase' && built.PaymentType === 'Check') ? ['BillPayment', 'Purchase'] : [entity];
	for (const space of spaces) {
		const [held] = books.records.all(space, 'number = ? AND id <> ?', number.toLowerCase(), entity === space ? (before?.Id ?? '') : '');
		if (held === undefined) continue;
		throw fault(
			6140,
			`Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${TYPES[space] ?? space} with TxnId=${held.Id}`,
			'',
		);
	}
	return number;
}

function isWatched({ company }: Books, entity: string, { PaymentType }: Body): boolean {
	switch (entity) {
		case 'Bill':
		case 'VendorCredit':
		case 'BillPayment':
			return company.warnDuplicateBill;
		case 'Purchase':
			return PaymentType !== 'Check' || company.warnDuplicateCheck;
		case 'JournalEntry':
			return company.warnDuplicateJournal;
		default:
			return company.customSalesNumbers && company.warnDuplicateSales;
	}
}

const FIRST_NUMBER = 1001;

function ownNumber(books: Books, entity: string, include: ReadonlySet<string>): string | undefined {
	const { customSalesNumbers, customExpenseNumbers, realm } = books.company;
	const space = entity === 'Invoice' || entity === 'CreditMemo' || entity === 'SalesReceipt' || entity === 'RefundReceipt' ? 'sales' : entity;
	const isAutomatic =
		space === 'sales' ? !customSalesNumbers : entity === 'Purchase' ? !customExpenseNumbers : entity === 'JournalEntry' && include.has('allowautodocnum');
	return isAutomatic ? String(books.store.next(`number:${realm}:${space}`, FIRST_NUMBER)) : undefined;
}
