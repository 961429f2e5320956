import type { Posted } from '../core/ledger';
import type { DocumentKind } from '../core/model/documents';
import { absolute, parseAmount } from '../core/money';
import type { XmlElement } from '../core/xml';
import { call, noAnswer, type AccountsIq, type Content } from './api';
import { elementOf, isTrue, rowsIn, textIn } from '../core/xml-elements';

/** The most that one answer holds. Source: AccountsIQ API wiki, "GetTransactionsBy". */
export const PAGE_SIZE = 10_000;

/** AccountsIQ's two letters by kind of document: what counts up first, then what comes back. */
export const TYPES: Readonly<Record<DocumentKind, readonly string[]>> = {
	bill: ['PI'], supplierCredit: ['PN'], invoice: ['SI', 'SN'], expense: ['BP', 'BR'], employeeExpense: [], journal: ['GC', 'GD', 'GA', 'GP'], payment: ['PP', 'SR'],
};

/** The types among which both a document of one of these types and the one that takes it back are found. */
export function familyOf([type = '']: readonly string[]): readonly string[] {
	const families = [['PI', 'PN'], ['SI', 'SN'], ['BP', 'BR'], TYPES.journal];
	return families.find((family) => family.includes(type)) ?? [type];
}

const KINDS: Readonly<Record<string, DocumentKind>> = {
	PI: 'bill', PN: 'supplierCredit', SI: 'invoice', SN: 'invoice', BP: 'expense', BR: 'expense', PP: 'payment', SR: 'payment',
};

/** The bounds must be there; these are wider than any books. */
const EVER = { FromDate: '1990-01-01T00:00:00', ToDate: '2099-12-31T00:00:00' };

export interface Wanted {
	types: readonly string[];
	from?: string;
	to?: string;
	createdSince?: string;
	accountIds?: string[];
	ids?: string[];
}

function query({ types, from, to, createdSince, accountIds, ids }: Wanted, skip: number): Content {
	const ints = (list: string[] | undefined) => (list === undefined || list.length === 0 ? undefined : { int: list });
	return {
		query: {
			FromDate: from === undefined ? undefined : `${from}T00:00:00`,
			ToDate: to === undefined ? undefined : `${to}T23:59:59`,
			FromCreationDate: createdSince,
			Skip: String(skip),
			TypesFilter: types.length === 0 ? undefined : { string: [...types] },
			AccountIDsFilter: ints(accountIds),
			TransactionIDsFilter: ints(ids),
			ExcludeReconciliationInformation: true,
		},
	};
}

/** Page by page, oldest first as AccountsIQ gives them. What is posted meanwhile comes behind, so nothing is skipped. */
export async function* transactionPages(aiq: AccountsIq, wanted: Wanted): AsyncGenerator<XmlElement[]> {
	for (let skip = 0; ; skip += PAGE_SIZE) {
		const { result } = await call(aiq, 'GetTransactionsBy', query(wanted, skip));
		const rows = rowsIn(result, 'WSTransactionSummary');
		yield rows;
		if (rows.length < PAGE_SIZE) return;
	}
}

export async function countTransactions(aiq: AccountsIq, wanted: Wanted): Promise<number> {
	const { result } = await call(aiq, 'GetCountTransactionsBy', query(wanted, 0));
	const count = Number(textIn(elementOf(result), 'TransactionsCount'));
	if (!Number.isInteger(count)) throw noAnswer('GetCountTransactionsBy');
	return count;
}

/** Oldest first. */
export async function transactionsNamed(aiq: AccountsIq, reference: string, types: readonly string[]): Promise<XmlElement[]> {
	const content = { query: { ExternalReference: reference, ...EVER, TypesFilter: { string: [...types] } } };
	const { result } = await call(aiq, 'GetTransactionsByExternalReference', content);
	return rowsIn(result, 'WSTransactionSummary').sort((one, other) => Number(idOf(one)) - Number(idOf(other)));
}

const LONGEST_REFERENCE = 50;

/** The reference of the document that takes back the one of this reference. */
export const reversalOf = (reference: string): string => `${reference}-R`.slice(-LONGEST_REFERENCE);

export const referenceOf = (transaction: XmlElement): string => textIn(transaction, 'ExternalReference') ?? '';
export const idOf = (transaction: XmlElement): string => textIn(transaction, 'TransactionID') ?? '';

/** Without sign: the kind of document says which way the money goes. */
export function amountOf(transaction: XmlElement, name = 'ControlAmount'): string | undefined {
	const amount = parseAmount(textIn(transaction, name));
	return amount === undefined ? undefined : absolute(amount);
}

/** GL code of the bank of a payment or receipt. */
export const bankIn = (transaction: XmlElement): string | undefined => textIn(transaction, 'TransactionBankGLAccountNumber');

export const detailsOf = (transaction: XmlElement): XmlElement[] => rowsIn(transaction.LineDetails, 'WSTransactionDetail');

/** The lines that people enter: without those on control accounts, of tax, and of the bank, which AccountsIQ adds. */
export function netLinesOf(transaction: XmlElement): XmlElement[] {
	const bank = bankIn(transaction);
	const isAdded = (line: XmlElement) => isTrue(line, 'IsControlLine') || isTrue(line, 'IsTaxLine') || (bank !== undefined && textIn(line, 'GLAccountCode') === bank);
	return detailsOf(transaction).filter((line) => !isAdded(line));
}

/** What stands in the books, in the package's words. */
export function posted(transaction: XmlElement): Posted {
	const kind = KINDS[textIn(transaction, 'TransactionType') ?? ''] ?? 'journal';
	return {
		id: idOf(transaction),
		kind,
		key: referenceOf(transaction),
		number: textIn(transaction, 'InternalNumber'),
		status: textIn(transaction, 'TransactionType'),
		total: kind === 'journal' ? undefined : amountOf(transaction),
		currency: textIn(transaction, 'CurrencyCode'),
		date: textIn(transaction, 'TransactionDate')?.slice(0, 10),
		raw: transaction,
	};
}
