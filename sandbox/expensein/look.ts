import { toText, exact } from '../frame/money';
import type { Company } from '../frame/types';
import { KIND_NAMES, KINDS } from './state/kinds';
import { postings } from './state/postings';
import { readValue } from './state/settings';
import type { Document, DocumentKind, Expense, Invoice, Line } from './state/shapes';
import type { Store } from './state/store';
import type { Body } from './state/validate';

type Table = Company['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 300;
const money = (amount: number) => toText(exact(amount));

/** The one company of the emulator with its expenses, invoices, posting history and lists. */
export function lookInside(store: Store): Company[] {
	return [{
		id: 'expensein', name: readValue(store, 'company', 'ExpenseIn'),
		tables: [expenseTable(store), invoiceTable(store), postingTable(store), ...KIND_NAMES.map((kind) => listTable(store, kind))],
	}];
}

function expenseTable(store: Store): Table {
	const rows = latest<Expense>(store, 'expense').map((one) => [
		one.number, one.status, one.date, one.userName, one.userReference ?? '', one.merchant || one.description, money(one.gross), money(one.tax),
		one.originalCurrency === one.currency ? '' : `${money(one.originalGross)} ${one.originalCurrency}`, ...codes(one.lines), one.section, one.type,
		one.billable ? (one.billed ? 'billed' : 'to be billed') : '', String(one.receipts.length || ''), ...marks(one),
	]);
	const columns = [
		'Number', 'Status', 'Date', 'User', 'Reference', 'Merchant', 'Gross', 'Tax', 'Paid', ...CODES, 'Section', 'Type', 'Billable', 'Receipts', ...MARKS,
	];
	return { title: `Expenses (${documentCount(store, 'expense')})`, columns, rows };
}

function invoiceTable(store: Store): Table {
	const rows = latest<Invoice>(store, 'invoice').map((one) => [
		one.number, one.status, one.date, one.supplierName, one.supplierReference ?? '', one.invoiceNumber, money(one.gross), money(one.tax), one.currency,
		...codes(one.lines), String(one.receipts.length || ''), ...marks(one),
	]);
	const columns = [
		'Number', 'Status', 'Date', 'Supplier', 'Reference', "Supplier's number", 'Gross', 'Tax', 'Currency', ...CODES, 'Receipts', ...MARKS,
	];
	return { title: `Invoices (${documentCount(store, 'invoice')})`, columns, rows };
}

function postingTable(store: Store): Table {
	const { rows, total } = postings(store, {}, { from: 0, size: MOST_ROWS });
	return {
		title: `Posting history (${total})`, columns: ['At', 'Kind', 'Number', 'Status', 'Reference', 'Reason'],
		rows: rows.map(({ at, recordType, number, status, reference, reason }) => [
			at.slice(0, 19).replace('T', ' '), recordType, number, status, reference ?? '', reason ?? '',
		]),
	};
}

function listTable(store: Store, kind: (typeof KIND_NAMES)[number]): Table {
	const { title, fields } = KINDS[kind];
	const names = Object.keys(fields).filter((name) => !name.endsWith('Id'));
	const sql = 'SELECT body FROM ein_records WHERE kind = ? ORDER BY position LIMIT ?';
	const rows = store.all(sql, kind, MOST_ROWS).map((row) => {
		const record = JSON.parse(String(row.body)) as Body;
		return names.map((name) => shown(record[name]));
	});
	const count = Number(store.one('SELECT count(*) AS n FROM ein_records WHERE kind = ?', kind)?.n ?? 0);
	return { title: `${title} (${count})`, columns: names.map(heading), rows };
}

/** A blank at an end cannot be seen, and matters: it is shown as "·". */
function shown(value: unknown): string {
	if (value === true) return 'yes';
	if (value === null || value === undefined || value === false) return '';
	if (Array.isArray(value)) return value.join(', ');
	return String(value as string | number).replace(/^ | $/g, '·'); // fields are texts, numbers, flags and lists
}

/** "clientName" becomes "Client name", "isActive" becomes "Active". */
function heading(name: string): string {
	const words = name.replace(/^is(?=[A-Z])/, '').replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return words.charAt(0).toUpperCase() + words.slice(1);
}

const CODES = ['Category', 'Project', 'Department', 'Tax code'];
/** One column for each kind of code, one row in it for each line of the document. */
function codes(lines: readonly Line[]): string[] {
	const column = (read: (line: Line) => string | null) => lines.map((line) => shown(read(line)) || '-').join('\n');
	return [
		column((line) => line.categoryReference), column((line) => line.projectReference), column((line) => line.departmentReference),
		column((line) => line.taxRateReference),
	];
}

const MARKS = ['Exported as', 'Posting', 'Posting error'];
function marks({ exportReference, postingStatus, postingError }: Document): string[] {
	return [exportReference ?? '', postingStatus ?? '', postingError ?? ''];
}

/** Newest first. */
function latest<T extends Document>(store: Store, kind: DocumentKind): T[] {
	const rows = store.all('SELECT body FROM ein_documents WHERE kind = ? ORDER BY position DESC LIMIT ?', kind, MOST_ROWS);
	return rows.map((row) => JSON.parse(String(row.body)) as T); // the kind says which
}

function documentCount(store: Store, kind: DocumentKind): number {
	return Number(store.one('SELECT count(*) AS n FROM ein_documents WHERE kind = ?', kind)?.n ?? 0);
}
