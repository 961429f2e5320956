import type { Company as Shown } from '../frame/types';
import { exact, sum, toText, absolute } from '../frame/money';
import { trialBalance } from './books/post';
import type { Company } from './state/companies';
import type { Desk } from './state/desk';

type Table = Shown['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 500;

const TABLES: ReadonlyArray<readonly [title: string, object: string, fields: string]> = [
	['Bills', 'APBILL', 'VENDORID RECORDID WHENCREATED WHENPOSTED CURRENCY TRX_TOTALENTERED TRX_TOTALDUE STATE DESCRIPTION SUPDOCID'], ['AP adjustments', 'APADJUSTMENT', 'VENDORID RECORDID WHENCREATED CURRENCY TRX_TOTALENTERED TRX_TOTALDUE STATE'],
	['Expense reports', 'EEXPENSES', 'EMPLOYEEID RECORDID WHENCREATED CURRENCY TRX_TOTALENTERED TRX_TOTALDUE STATE DESCRIPTION'], ['Charge card transactions', 'CCTRANSACTION', 'FINANCIALENTITY RECORDID WHENCREATED PAYEE CURRENCY TRX_TOTALENTERED STATE'],
	['Journal entries', 'GLBATCH', 'JOURNAL BATCHNO BATCH_DATE BATCH_TITLE REFERENCENO STATE'], ['Invoices', 'ARINVOICE', 'CUSTOMERID RECORDID WHENCREATED CURRENCY TRX_TOTALENTERED TRX_TOTALDUE STATE'],
	['Payments', 'APPYMT', 'VENDORID FINANCIALENTITY PAYMENTDATE PAYMENTAMOUNT STATE'], ['Receipts', 'ARPYMT', 'CUSTOMERID RECEIPTDATE PAYMENTAMOUNT STATE'],
	['Vendors', 'VENDOR', 'VENDORID NAME CURRENCY STATUS'], ['Customers', 'CUSTOMER', 'CUSTOMERID NAME STATUS'], ['Employees', 'EMPLOYEE', 'EMPLOYEEID PERSONALINFO.CONTACTNAME PERSONALINFO.EMAIL1 LOCATIONID STATUS'],
	['Locations', 'LOCATION', 'LOCATIONID NAME PARENTID CURRENCY STATUS'], ['Departments', 'DEPARTMENT', 'DEPARTMENTID TITLE PARENTID STATUS'], ['Projects', 'PROJECT', 'PROJECTID NAME CUSTOMERID STATUS'], ['Expense types', 'EEACCOUNTLABEL', 'ACCOUNTLABEL DESCRIPTION GLACCOUNTNO STATUS'],
];

/** What the sandbox's page shows of each company. */
export function lookAt(desk: Desk): Shown[] {
	return desk.companies.all().map((company) => {
		const { entities } = trialBalance({ desk, company });
		const off = sum(Object.values(entities).map((total) => absolute(exact(total))));
		return { id: company.id, name: company.title, trialBalance: toText(off), tables: [accounts(desk, company), ...TABLES.map(([title, object, fields]) => table(desk, company, title, object, fields.split(' ')))] };
	});
}

function accounts(desk: Desk, company: Company): Table {
	const balances = trialBalance({ desk, company }).accounts;
	const rows = desk.records.list(company.id, 'GLACCOUNT').sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, body }) => {
		const balance = exact(balances[id]);
		return [id, body.TITLE ?? '', body.ACCOUNTTYPE ?? '', body.STATUS ?? '', balance > 0n ? toText(balance) : '', balance < 0n ? toText(-balance) : ''];
	});
	return { title: `Chart of accounts (${rows.length})`, columns: ['Number', 'Title', 'Type', 'Status', 'Debit', 'Credit'], rows };
}

function table(desk: Desk, company: Company, title: string, object: string, fields: string[]): Table {
	const count = desk.records.count(company.id, object);
	const rows = desk.sql.all('SELECT recordno, entity, body FROM sin_records WHERE company = ? AND object = ? ORDER BY recordno DESC LIMIT ?', company.id, object, MOST_ROWS).map((row) => {
		const body = JSON.parse(String(row.body)) as Record<string, string>;
		return [String(row.recordno), String(row.entity), ...fields.map((field) => body[field] ?? '')];
	});
	return { title: `${title} (${count})`, columns: ['Key', 'Entity', ...fields], rows };
}
