import type { Company } from '../frame/types';
import { type Call } from './state/call';
import type { Desk } from './state/desk';
import { entities, type Entity } from './state/entities';
import type { Kind } from './state/records';
import { balancesOf, trialBalance } from './books/balances';
import { type Data, text } from './wire/shapes';
import { money } from './ledger/show';

type Table = Company['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 500;

/** What the sandbox's page shows of each entity. */
export function lookAt(desk: Desk): Company[] {
	return entities(desk.store).map((entity) => ({
		id: entity.id, name: text(entity.company, 'CompanyName'), trialBalance: trialBalance(desk, entity), tables: tablesOf(desk, entity),
	}));
}

function tablesOf(desk: Pick<Call, 'store' | 'records'>, entity: Entity): Table[] {
	const balances = balancesOf(desk, entity);
	const list = (kind: Kind) => desk.records.list(entity.id, kind).map(({ body }) => body);
	const yes = (body: Data, name: string) => (body[name] === false ? '' : 'yes');
	const columns = ['Id', 'Type', 'Number', 'Account', 'Reference', 'Date', 'Currency', 'Amount', 'Outstanding', 'Base', 'By'];
	const documents = desk.store.all('SELECT * FROM aiq_transactions WHERE entity = ? ORDER BY id DESC LIMIT ?', entity.id, MOST_ROWS);
	const count = Number(desk.store.one('SELECT count(*) AS count FROM aiq_transactions WHERE entity = ?', entity.id)?.count ?? 0);
	return [
		table('Chart of accounts', ['Code', 'Name', 'Type', 'Tax', 'Active', 'BI code', 'Debit', 'Credit'], list('account').map((account) => {
			const balance = balances.get(text(account, 'Code')) ?? 0;
			return [
				text(account, 'Code'), text(account, 'Description'), text(account, 'AccountType'), text(account, 'DefaultTaxID'), yes(account, 'IsActive'),
				account.IsDepartmental === true ? 'needed' : '', balance > 0 ? money(balance) : '', balance < 0 ? money(-balance) : '',
			];
		})),
		{ title: `Transactions (${count})`, columns, rows: documents.map((row) => [
			String(row.id), String(row.type), String(row.number), String(row.account), String(row.reference), String(row.date), String(row.currency),
			money(row.amount), money(row.outstanding), money(row.base), String(row.author),
		]) },
		table('Suppliers', ['Code', 'Name', 'E-mail', 'Currency', 'Group', 'Active'], list('supplier').map((one) => accountRow(one))),
		table('Customers', ['Code', 'Name', 'E-mail', 'Currency', 'Group', 'Active'], list('customer').map((one) => accountRow(one))),
		table('BI codes', ['Code', 'Name', '1', '2', '3', '4', '5', '6', 'Active'], list('department').map((one) => [
			text(one, 'DepartmentID'), text(one, 'Description'), ...[1, 2, 3, 4, 5, 6].map((place) => text(one, `AnalysisCode${place}`)), yes(one, 'IsActive'),
		])),
		table('Tax codes', ['Code', 'Name', 'Rate'], list('tax').map((one) => [text(one, 'Code'), text(one, 'Description'), text(one, 'Rate')])),
	];
}

function accountRow(one: Data): string[] {
	return [text(one, 'Code'), text(one, 'Name'), text(one, 'Email'), text(one, 'CurrencyCode'), text(one, 'GroupID'), one.IsActive === false ? '' : 'yes'];
}

function table(title: string, columns: string[], rows: string[][]): Table {
	return { title: `${title} (${rows.length})`, columns, rows: rows.slice(0, MOST_ROWS) };
}
