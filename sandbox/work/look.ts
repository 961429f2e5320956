import { exact, toText } from '../frame/money';
import type { Company as Shown } from '../frame/types';
import { companies } from './books/company';
import { type Kind, KINDS } from './state/kinds';
import { bodyOf, type Kept } from './state/records';
import type { Store } from './state/store';

type Table = Shown['tables'][number];
/** Newest rows of the long tables; the page is for looking, not for exporting. */
const MOST_ROWS = 300;
const money = (amount: unknown) => toText(exact(Number(amount)));
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/** Each company with its clients, sites, items, invoices and payments. */
export function lookInside(store: Store): Shown[] {
	return companies(store).map(({ id, name, currency }) => ({
		id, name: `${name} (${currency})`,
		tables: [
			table(store, id, 'invoice', ['Number', 'Date', 'Status', 'Client', 'Site', 'Lines', 'Total', 'Paid', 'Balance', 'Version'], (one) => [
				one.number, one.issueDate, one.status, one.clientId, one.siteId, (one.lines as unknown[]).length, money(one.total), money(one.amountPaid),
				money(one.balance), one.version,
			]),
			table(store, id, 'payment', ['Id', 'Date', 'Invoice', 'Client', 'Method', 'Reference', 'Status', 'Amount'], (one) => [
				one.id, one.date, one.invoiceId, one.clientId, one.method, one.reference, one.status, money(one.amount),
			]),
			table(store, id, 'client', ['Id', 'Code', 'Name', 'Status', 'E-mail', 'City', 'State', 'Country', 'Elsewhere', 'Version'], (one) => {
				const { city, state, country } = one.address as Record<string, unknown>; // every client has one
				return [one.id, one.code, one.name, one.status, one.email, city, state, country, elsewhere(one), one.version];
			}),
			table(store, id, 'site', ['Id', 'Client', 'Name', 'Status', 'City', 'State', 'Country', 'Elsewhere'], (one) => {
				const { city, state, country } = one.address as Record<string, unknown>; // every site has one
				return [one.id, one.clientId, one.name, one.status, city, state, country, elsewhere(one)];
			}),
			table(store, id, 'item', ['Id', 'Code', 'Name', 'Type', 'Price', 'Active'], (one) => [one.id, one.code, one.name, one.type, money(one.unitPrice), one.active]),
			table(store, id, 'taxRate', ['Id', 'Name', 'Percent'], (one) => [one.id, one.name, one.rate]),
			table(store, id, 'job', ['Id', 'Number', 'Client', 'Description', 'Status'], (one) => [one.id, one.number, one.clientId, one.description, one.status]),
		],
	}));
}

function table(store: Store, company: string, kind: Kind, columns: string[], rowOf: (record: Kept) => unknown[]): Table {
	const count = Number(store.one('SELECT count(*) AS n FROM wrk_records WHERE company = ? AND kind = ? AND deleted = 0', company, kind)?.n ?? 0);
	const sql = 'SELECT * FROM wrk_records WHERE company = ? AND kind = ? AND deleted = 0 ORDER BY position DESC LIMIT ?';
	const rows = store.all(sql, company, kind, MOST_ROWS).map((row) => rowOf(bodyOf(store, row)).map(text));
	return { title: `${KINDS[kind].title}s (${count})`, columns, rows };
}

function elsewhere({ externalRefs }: Kept): string {
	return Object.entries(externalRefs ?? {}).map(([system, ref]) => `${system}:${ref.id}`).join(', ');
}
