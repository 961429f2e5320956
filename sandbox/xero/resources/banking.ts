import { fold } from '../books/keys';
import {
	BANK_TRANSACTION,
	createBankTransaction,
	updateBankTransaction,
	upsertBankTransaction,
} from '../documents/banktransactions';
import { BANK_TRANSFER, createBankTransfer, deleteBankTransfer } from '../documents/banktransfers';
import type { BankTransaction } from '../records';
import { showBankTransaction } from '../show/documents';
import { showBankTransfer } from '../show/settlements';
import { writeBatch, writeOne, type Wire } from '../wire/batch';
import { isTrue, places, type Call, type Route } from '../wire/call';
import { answerList, commaList } from '../wire/list';
import { BANKING, named } from './common';

const TRANSACTIONS = { collection: 'BankTransactions', id: 'BankTransactionID' };
const TRANSFERS = { collection: 'BankTransfers', id: 'BankTransferID' };

const full = (call: Call, transaction: BankTransaction): Wire =>
	showBankTransaction(call.books, transaction, { full: true, places: places(call) });

const transactionRoutes: Route[] = [
	{
		method: 'GET',
		path: '/BankTransactions',
		scopes: BANKING,
		handle: (call) =>
			answerList(call, {
				kind: 'BankTransactions',
				collection: 'BankTransactions',
				paged: true,
				delta: true,
				// A parameter of the newest clients, a comma list like InvoiceNumbers.
				narrow: call.query('References') === undefined ? {} : { name: commaList(call.query('References'))?.map(fold) },
				view: (one) => ({
					...one,
					Contact: call.books.get('Contacts', one.Contact.ContactID),
					BankAccount: call.books.get('Accounts', one.BankAccount.AccountID),
				}),
				show: (one, page) => showBankTransaction(call.books, one, { full: page, places: places(call) }),
			}),
	},
	{
		method: 'GET',
		path: '/BankTransactions/:id',
		scopes: BANKING,
		handle: (call) => ({ json: { BankTransactions: [full(call, named(call, 'BankTransactions'))] } }),
	},
	{
		method: 'PUT',
		path: '/BankTransactions',
		scopes: BANKING,
		handle: (call) =>
			writeBatch(call, TRANSACTIONS, (element) =>
				full(call, createBankTransaction(call.books, BANK_TRANSACTION(element), places(call))),
			),
	},
	{
		method: 'POST',
		path: '/BankTransactions',
		scopes: BANKING,
		handle: (call) =>
			writeBatch(call, TRANSACTIONS, (element) =>
				full(call, upsertBankTransaction(call.books, BANK_TRANSACTION(element), places(call))),
			),
	},
	{
		method: 'POST',
		path: '/BankTransactions/:id',
		scopes: BANKING,
		handle: (call) => {
			const before = named(call, 'BankTransactions');
			return writeOne(call, TRANSACTIONS, (element) =>
				full(call, updateBankTransaction(call.books, before, BANK_TRANSACTION(element), places(call))),
			);
		},
	},
];

const transferRoutes: Route[] = [
	{
		method: 'GET',
		path: '/BankTransfers',
		scopes: BANKING,
		handle: (call) => {
			const deleted = isTrue(call.query('includeDeleted'));
			return answerList(call, {
				kind: 'BankTransfers',
				collection: 'BankTransfers',
				paged: false,
				delta: true,
				keep: ({ Status }) => deleted || Status !== 'DELETED',
				view: (one) => ({
					...one,
					FromBankAccount: call.books.get('Accounts', one.FromBankAccount.AccountID),
					ToBankAccount: call.books.get('Accounts', one.ToBankAccount.AccountID),
				}),
				show: (one) => showBankTransfer(call.books, one),
			});
		},
	},
	{
		method: 'GET',
		path: '/BankTransfers/:id',
		scopes: BANKING,
		handle: (call) => ({ json: { BankTransfers: [showBankTransfer(call.books, named(call, 'BankTransfers'))] } }),
	},
	{
		method: 'PUT',
		path: '/BankTransfers',
		scopes: BANKING,
		handle: (call) =>
			writeBatch(call, TRANSFERS, (element) =>
				showBankTransfer(call.books, createBankTransfer(call.books, BANK_TRANSFER(element))),
			),
	},
	{
		method: 'POST',
		path: '/BankTransfers',
		scopes: BANKING,
		handle: (call) =>
			writeBatch(call, TRANSFERS, (element) => {
				const { BankTransferID, Status } = BANK_TRANSFER(element);
				return showBankTransfer(call.books, deleteBankTransfer(call.books, BankTransferID, Status));
			}),
	},
	{
		method: 'POST',
		path: '/BankTransfers/:id',
		scopes: BANKING,
		handle: (call) => {
			const { BankTransferID } = named(call, 'BankTransfers');
			return writeOne(call, TRANSFERS, (element) =>
				showBankTransfer(call.books, deleteBankTransfer(call.books, BankTransferID, BANK_TRANSFER(element).Status)),
			);
		},
	},
];

export const bankingRoutes: Route[] = [...transactionRoutes, ...transferRoutes];
