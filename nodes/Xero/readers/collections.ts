import { BooksError } from '../../core/errors';
import { bankAccount } from '../mapping';
import { contactName, quoted } from '../query';
import type { XeroBankTransaction, XeroContact, XeroCreditNote, XeroInvoice, XeroManualJournal, XeroPayment } from '../types';
import { fromBankTransaction, fromCreditNote, fromInvoice, fromJournal, fromPayment } from './documents';
import type { Collection } from './paged';
import { toParty } from './references';

const LIVE = 'Status!="DELETED" AND Status!="VOIDED"';
const equals = (field: string, value: string | undefined): string[] => (value === undefined ? [] : [`${field}==${quoted(value)}`]);

export const invoicesOf = (type: 'ACCPAY' | 'ACCREC'): Collection<XeroInvoice> => ({
	path: 'Invoices',
	idOf: ({ InvoiceID }) => InvoiceID,
	where: `Type=="${type}"`,
	dead: LIVE,
	query: { unitdp: 4 },
	of: (id) => `Contact.ContactID==guid(${quoted(id)})`,
	search: (text) => ({ searchTerm: text }),
	named: ({ number, key, code, name }) => [
		...equals('InvoiceNumber', number ?? code ?? name),
		...equals(type === 'ACCPAY' ? 'InvoiceNumber' : 'Reference', key),
	],
	to: fromInvoice,
});

export const creditNotes: Collection<XeroCreditNote> = {
	path: 'CreditNotes',
	idOf: ({ CreditNoteID }) => CreditNoteID,
	where: 'Type=="ACCPAYCREDIT"',
	dead: LIVE,
	query: { unitdp: 4 },
	of: (id) => `Contact.ContactID==guid(${quoted(id)})`,
	named: ({ number, key, code, name }) => [
		...equals('CreditNoteNumber', number ?? key ?? code ?? name),
		...equals('Reference', key),
	],
	to: fromCreditNote,
};

export const journals: Collection<XeroManualJournal> = {
	path: 'ManualJournals',
	idOf: ({ ManualJournalID }) => ManualJournalID,
	dead: LIVE,
	named: ({ key, name }) => [
		...(key === undefined ? [] : [`Narration.Contains(${quoted(`[${key}]`)})`]),
		...equals('Narration', name),
	],
	to: fromJournal,
};

export const payments: Collection<XeroPayment> = {
	path: 'Payments',
	idOf: ({ PaymentID }) => PaymentID,
	dead: 'Status!="DELETED"',
	named: ({ number, key, code, name }) => equals('Reference', key ?? number ?? code ?? name),
	to: fromPayment,
};

/** An expense is money spent or received by us; a bank transaction is anything on a bank account, transfers too. */
export const transactions = (kind: 'expense' | 'bankTransaction'): Collection<XeroBankTransaction> => ({
	path: 'BankTransactions',
	idOf: ({ BankTransactionID }) => BankTransactionID,
	where: kind === 'expense' ? '(Type=="SPEND" OR Type=="RECEIVE")' : undefined,
	dead: 'Status!="DELETED"',
	query: { unitdp: 4 },
	of: (id) => `BankAccount.AccountID==guid(${quoted(id)})`,
	idOfParent: async ({ references }, parent) => {
		const account = bankAccount(await references.accounts(), parent);
		return account instanceof BooksError ? await Promise.reject(account) : account.AccountID;
	},
	named: ({ number, key, code, name }) => equals('Reference', key ?? number ?? code ?? name),
	to: (transaction, code) => fromBankTransaction(transaction, kind, code),
});

/**
 * Xero has contacts, and calls one a supplier once it has a bill. Whoever is only a customer is left out of the
 * suppliers; whoever is neither yet stands in both lists.
 */
export const contactsAs = (kind: 'supplier' | 'customer'): Collection<XeroContact> => ({
	path: 'Contacts',
	idOf: ({ ContactID }) => ContactID,
	dead: 'ContactStatus=="ACTIVE"',
	query: { includeArchived: true },
	dated: false,
	linked: false,
	search: (text) => ({ searchTerm: text }),
	named: ({ code, name, number, key }) => [
		...equals('ContactNumber', code ?? number ?? key),
		...equals('Name', name === undefined ? undefined : contactName(name)),
	],
	keep: ({ IsSupplier, IsCustomer }) => (kind === 'supplier' ? IsSupplier === true || IsCustomer !== true : IsCustomer === true || IsSupplier !== true),
	to: (contact) => ({ ...toParty(contact, kind) }),
});
