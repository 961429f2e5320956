import { exact, toText } from '../frame/money';
import type { Company as Shown } from '../frame/types';
import type { Books } from './books/books';
import type { Desk } from './desk';
import { type Body, type Kept, type Ref } from './state/records';

type Table = Shown['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 300;
const money = (amount: unknown) => toText(exact(Number(amount ?? 0)));
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
const named = (ref: unknown) => text((ref as Ref | undefined)?.name ?? (ref as Ref | undefined)?.value);

/** Each company with its accounts, documents and lists. */
export function lookInside(desk: Desk): Shown[] {
	return desk.allBooks().map((books) => {
		const { realm, name, home, bookCloseDate } = books.company;
		const closed = bookCloseDate === undefined ? '' : `, closed to ${bookCloseDate}`;
		return { id: realm, name: `${name} (${home}${closed})`, tables: tablesOf(books), trialBalance: books.trialBalance().total };
	});
}

function tablesOf(books: Books): Table[] {
	const accounts: Table = {
		title: 'Chart of accounts', columns: ['Number', 'Name', 'Type', 'Status', 'Debit', 'Credit'],
		rows: books.records.all('Account').map((one) => {
			const balance = books.balance(one.Id);
			return [text(one.AcctNum), text(one.FullyQualifiedName), text(one.AccountType), status(one), balance > 0n ? toText(balance) : '', balance < 0n ? toText(-balance) : ''];
		}),
	};
	const documents = (title: string, entity: string, party: (one: Kept) => string, more: ReadonlyArray<readonly [string, (one: Kept) => unknown]> = []): Table =>
		table(books, title, entity, ['Id', 'Number', 'Date', 'Party', 'Currency', 'Total', ...more.map(([column]) => column), 'Note'], (one) => [
			one.Id, one.DocNumber, one.TxnDate, party(one), named(one.CurrencyRef), money(one.TotalAmt), ...more.map(([, value]) => value(one)), one.PrivateNote,
		]);
	const supplier = (one: Kept) => named(one.VendorRef);
	const buyer = (one: Kept) => named(one.CustomerRef);
	const balance = ['Balance', (one: Kept) => money(one.Balance)] as const;
	const person = (title: string, entity: string): Table =>
		table(books, title, entity, ['Id', 'Name', 'E-mail', 'Currency', 'Balance', 'Status', 'Version'], (one) => [
			one.Id, one.FullyQualifiedName ?? one.DisplayName, (one.PrimaryEmailAddr as Body | undefined)?.Address, named(one.CurrencyRef), money(one.Balance), status(one), one.SyncToken,
		]);
	return [
		accounts, documents('Bills', 'Bill', supplier, [['Due', (one) => one.DueDate], balance]), documents('Vendor credits', 'VendorCredit', supplier, [balance]),
		documents('Purchases', 'Purchase', (one) => named(one.EntityRef), [['Type', (one) => one.PaymentType], ['Account', (one) => named(one.AccountRef)]]),
		documents('Bill payments', 'BillPayment', supplier, [['By', (one) => one.PayType]]),
		documents('Journal entries', 'JournalEntry', () => ''),
		documents('Invoices', 'Invoice', buyer, [['Due', (one) => one.DueDate], balance]), documents('Credit memos', 'CreditMemo', buyer, [balance]),
		documents('Payments', 'Payment', buyer, [['Reference', (one) => one.PaymentRefNum], ['Unapplied', (one) => money(one.UnappliedAmt)]]),
		documents('Deposits', 'Deposit', () => ''),
		person('Vendors', 'Vendor'), person('Customers', 'Customer'), person('Employees', 'Employee'),
		table(books, 'Items', 'Item', ['Id', 'Name', 'Type', 'Sku', 'Price', 'Status'], (one) => [one.Id, one.FullyQualifiedName, one.Type, one.Sku, money(one.UnitPrice), status(one)]),
		table(books, 'Classes', 'Class', ['Id', 'Name', 'Status'], (one) => [one.Id, one.FullyQualifiedName, status(one)]),
		table(books, 'Locations', 'Department', ['Id', 'Name', 'Status'], (one) => [one.Id, one.FullyQualifiedName, status(one)]),
	];
}

const status = (one: Kept) => (one.Active === false ? 'Inactive' : 'Active');

/** Newest first; the title tells how many there are in all. */
function table(books: Books, title: string, entity: string, columns: string[], rowOf: (one: Kept) => unknown[]): Table {
	const { newest, count } = books.records.newest(entity, MOST_ROWS);
	return { title: `${title} (${count})`, columns, rows: newest.map((one) => rowOf(one).map(text)) };
}
