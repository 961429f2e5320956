import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { documentPostings } from '../books/posting';
import type { Account, BankTransaction, Contact, Credit, Line } from '../records';
import { documentContact, markRole } from '../rules/contact';
import { mustBeOpen } from '../rules/period';
import { exact, toText } from '../../frame/money';
import { refuse } from '../wire/errors';
import { flag, guid, object, text, word, type Read } from '../wire/read';
import { composeLined, LINED } from './lined';

export const BANK_TRANSACTION = object({
	...LINED,
	BankTransactionID: guid,
	BankAccount: object({ AccountID: guid, Code: text }),
	IsReconciled: flag,
	Status: word('AUTHORISED', 'DELETED', 'VOIDED'),
	Type: word(
		'SPEND',
		'RECEIVE',
		'SPEND-OVERPAYMENT',
		'RECEIVE-OVERPAYMENT',
		'SPEND-PREPAYMENT',
		'RECEIVE-PREPAYMENT',
		'SPEND-TRANSFER',
		'RECEIVE-TRANSFER',
	),
});
export type BankTransactionSent = Read<typeof BANK_TRANSACTION>;

export function upsertBankTransaction(books: Books, sent: BankTransactionSent, places: 2 | 4): BankTransaction {
	if (sent.BankTransactionID === undefined || sent.BankTransactionID === '')
		return createBankTransaction(books, sent, places);
	const found = books.get('BankTransactions', sent.BankTransactionID);
	if (found === undefined) refuse('The document with the supplied id was not found for this endpoint.');
	return updateBankTransaction(books, found, sent, places);
}

export function createBankTransaction(books: Books, sent: BankTransactionSent, places: 2 | 4): BankTransaction {
	if (sent.Type === undefined) refuse('Type must be specified');
	if (sent.Type.endsWith('-TRANSFER')) refuse('Bank transfers cannot be created through this endpoint');
	if (sent.Status !== undefined && sent.Status !== 'AUTHORISED')
		refuse('The status of a new bank transaction must be AUTHORISED');
	const contact = documentContact(books, sent.Contact);
	return keep(books, undefined, contact, sent, places, { BankTransactionID: randomUUID(), Type: sent.Type });
}

export function updateBankTransaction(
	books: Books,
	before: BankTransaction,
	sent: BankTransactionSent,
	places: 2 | 4,
): BankTransaction {
	if (before.Status !== 'AUTHORISED') refuse('This bank transaction cannot be edited as it has been deleted');
	if (before.IsReconciled) {
		refuse('This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.');
	}
	if (before.Type !== 'SPEND' && before.Type !== 'RECEIVE')
		refuse(`A bank transaction of type ${before.Type} cannot be edited`);
	mustBeOpen(books, before.Date);
	if (sent.Status === 'DELETED' || sent.Status === 'VOIDED') {
		books.post(`BankTransactions/${before.BankTransactionID}`, before.Date, []);
		books.note('BankTransactions', before.BankTransactionID, 'Deleted');
		return books.put('BankTransactions', { ...before, Status: 'DELETED' });
	}
	if (sent.Type !== undefined && sent.Type !== before.Type) refuse('The document type cannot be changed');
	const contact =
		sent.Contact === undefined ? books.get('Contacts', before.Contact.ContactID) : documentContact(books, sent.Contact);
	if (contact === undefined) refuse('A Contact must be specified for this type of transaction');
	return keep(books, before, contact, sent, places, before);
}

type Head = Pick<BankTransaction, 'BankTransactionID' | 'Type'>;

function keep(
	books: Books,
	before: BankTransaction | undefined,
	contact: Contact,
	sent: BankTransactionSent,
	places: 2 | 4,
	head: Head,
): BankTransaction {
	const bank = bankAccount(books, sent.BankAccount ?? before?.BankAccount);
	const spends = head.Type.startsWith('SPEND');
	const over = head.Type.endsWith('-OVERPAYMENT');
	const base = books.organisation.BaseCurrency;
	const lines = over
		? { ...sent, LineAmountTypes: 'NoTax' as const, LineItems: sent.LineItems?.map(withoutAccount) }
		: sent;
	const common = composeLined(books, lines, before, {
		side: spends ? 'purchase' : 'sale',
		places,
		posted: !over,
		currency: bank.CurrencyCode ?? base,
	});
	if (common.CurrencyCode !== (bank.CurrencyCode ?? base)) {
		refuse(`The currency code ${common.CurrencyCode} does not match the currency of the bank account`);
	}
	checkLines(common.LineItems, common.Total);
	mustBeOpen(books, common.Date);
	const control = books.system(spends ? 'CREDITORS' : 'DEBTORS').AccountID;
	const transaction: BankTransaction = {
		...before,
		...common,
		BankTransactionID: head.BankTransactionID,
		Type: head.Type,
		Status: 'AUTHORISED',
		LineItems: over ? common.LineItems.map((line) => ({ ...line, AccountID: control })) : common.LineItems,
		Contact: { ContactID: contact.ContactID },
		BankAccount: { AccountID: bank.AccountID },
		IsReconciled: sent.IsReconciled ?? before?.IsReconciled ?? false,
	};
	const kept = books.put('BankTransactions', { ...transaction, ...creditFrom(books, transaction) });
	markRole(books, contact.ContactID, head.Type);
	books.post(
		`BankTransactions/${kept.BankTransactionID}`,
		kept.Date,
		documentPostings(books, kept, bank.AccountID, spends ? 1n : -1n),
	);
	books.note('BankTransactions', kept.BankTransactionID, before === undefined ? 'Created' : 'Edited');
	return kept;
}

/** An over- or prepayment leaves a credit behind that is set against invoices later. */
function creditFrom(
	books: Books,
	transaction: BankTransaction,
): Pick<BankTransaction, 'OverpaymentID' | 'PrepaymentID'> {
	const { BankTransactionID, BankAccount: _, IsReconciled: __, ...rest } = transaction;
	const credit: Credit = { ...rest, RemainingCredit: rest.Total, Refunded: 0, BankTransactionID };
	if (transaction.Type.endsWith('-OVERPAYMENT')) {
		const OverpaymentID = randomUUID();
		books.put('Overpayments', { ...credit, OverpaymentID });
		return { OverpaymentID };
	}
	if (!transaction.Type.endsWith('-PREPAYMENT')) return {};
	const PrepaymentID = randomUUID();
	books.put('Prepayments', { ...credit, PrepaymentID });
	return { PrepaymentID };
}

export function bankAccount(books: Books, sent: { AccountID?: string; Code?: string } | undefined): Account {
	if (sent === undefined) refuse('BankAccount must be specified');
	const account = books.account(sent);
	if (account === undefined || account.Type !== 'BANK') refuse('Bank account could not be found');
	if (account.Status !== 'ACTIVE') refuse(`Bank account ${account.Name} has been archived`);
	return account;
}

function checkLines(lines: Line[], total: number): void {
	if (lines.length === 0) refuse('One or more line items must be specified');
	if (lines.some(({ Quantity = 0 }) => Quantity < 0)) refuse('The quantity of a line item must not be negative');
	if (exact(total) <= 0n)
		refuse(`The total of a bank transaction must be greater than zero, not ${toText(exact(total))}`);
}

const withoutAccount = <L extends object>(line: L): L => ({ ...line, AccountCode: undefined, AccountID: undefined });
