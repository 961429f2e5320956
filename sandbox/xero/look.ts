import type { Company } from '../frame/types';
import { Books, type Shelf } from './books/books';
import { exact, toText } from '../frame/money';
import type { Lined } from './records';

type Table = Company['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 500;

const money = (amount: number) => toText(exact(amount));

/** What the sandbox's page shows of each organisation. */
export function lookAt(shelf: Shelf): Company[] {
	return shelf.store.tenants().map((organisation) => {
		const books = new Books(shelf, organisation.OrganisationID, { app: null, user: 'sandbox' });
		const locks = [organisation.PeriodLockDate, organisation.EndOfYearLockDate].filter((day) => day !== undefined);
		const name =
			locks.length === 0 ? organisation.Name : `${organisation.Name} (locked to ${locks.sort().reverse()[0] ?? ''})`;
		return { id: organisation.OrganisationID, name, trialBalance: books.trialBalance(), tables: tablesOf(books) };
	});
}

function tablesOf(books: Books): Table[] {
	const nameOf = (id: string) => books.get('Contacts', id)?.Name ?? '';
	const amounts = ({ CurrencyCode, SubTotal, TotalTax, Total }: Lined) => [
		CurrencyCode,
		money(SubTotal),
		money(TotalTax),
		money(Total),
	];
	const invoices = (title: string, type: string): Table =>
		table(
			title,
			['Number', 'Contact', 'Date', 'Due', 'Status', 'Currency', 'Net', 'Tax', 'Total', 'Amount due'],
			books
				.list('Invoices', { type: [type] })
				.map((one) => [
					one.InvoiceNumber ?? '',
					nameOf(one.Contact.ContactID),
					one.Date,
					one.DueDate ?? '',
					one.Status,
					...amounts(one),
					money(one.AmountDue),
				]),
		);
	const balances = books.balances();
	return [
		{
			title: 'Chart of accounts',
			columns: ['Code', 'Name', 'Type', 'Tax', 'Status', 'Debit', 'Credit'],
			rows: books.list('Accounts').map(({ AccountID, Code = '', Name, Type, TaxType, Status }) => {
				const balance = balances.get(AccountID) ?? 0n;
				return [
					Code,
					Name,
					Type,
					TaxType,
					Status,
					balance > 0n ? toText(balance) : '',
					balance < 0n ? toText(-balance) : '',
				];
			}),
		},
		invoices('Bills', 'ACCPAY'),
		table(
			'Credit notes',
			['Number', 'Type', 'Contact', 'Date', 'Status', 'Currency', 'Net', 'Tax', 'Total', 'Remaining'],
			books
				.list('CreditNotes')
				.map((one) => [
					one.CreditNoteNumber ?? '',
					one.Type,
					nameOf(one.Contact.ContactID),
					one.Date,
					one.Status,
					...amounts(one),
					money(one.RemainingCredit),
				]),
		),
		table(
			'Bank transactions',
			['Type', 'Account', 'Contact', 'Date', 'Reference', 'Status', 'Reconciled', 'Currency', 'Net', 'Tax', 'Total'],
			books
				.list('BankTransactions')
				.map((one) => [
					one.Type,
					books.get('Accounts', one.BankAccount.AccountID)?.Name ?? '',
					nameOf(one.Contact.ContactID),
					one.Date,
					one.Reference ?? '',
					one.Status,
					one.IsReconciled ? 'yes' : '',
					...amounts(one),
				]),
		),
		table(
			'Manual journals',
			['Narration', 'Date', 'Status', 'Lines', 'Debits'],
			books
				.list('ManualJournals')
				.map((one) => [
					one.Narration,
					one.Date,
					one.Status,
					String(one.JournalLines.length),
					toText(
						one.JournalLines.reduce(
							(total, { LineAmount }) => (LineAmount > 0 ? total + exact(LineAmount) : total),
							0n,
						),
					),
				]),
		),
		table(
			'Payments',
			['Type', 'Date', 'Account', 'Reference', 'Status', 'Amount'],
			books
				.list('Payments')
				.map((one) => [
					one.PaymentType,
					one.Date,
					books.get('Accounts', one.Account.AccountID)?.Name ?? '',
					one.Reference ?? '',
					one.Status,
					money(one.Amount),
				]),
		),
		invoices('Sales invoices', 'ACCREC'),
		table(
			'Contacts',
			['Name', 'Number', 'Email', 'Status', 'Supplier', 'Customer'],
			books
				.list('Contacts')
				.map((one) => [
					one.Name,
					one.ContactNumber ?? '',
					one.EmailAddress ?? '',
					one.ContactStatus,
					one.IsSupplier ? 'yes' : '',
					one.IsCustomer ? 'yes' : '',
				]),
		),
	];
}

/** Newest first; the title tells how many there are in all. */
function table(title: string, columns: string[], rows: string[][]): Table {
	return { title: `${title} (${rows.length})`, columns, rows: [...rows].reverse().slice(0, MOST_ROWS) };
}
