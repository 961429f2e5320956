import { addPosting } from '../state/postings';
import { createExpense, createInvoice } from '../state/expenses';
import { ADMINISTRATOR, FINANCE, saveKey } from '../state/keys';
import { createRecord } from '../state/records';
import { saveValue } from '../state/settings';
import { type Document, isExpense } from '../state/shapes';
import { instant, type Store } from '../state/store';
import { copyToTwin } from '../sync/twin';
import { ADMIN, USERS } from './admin';
import { EXPENSES } from './expenses';
import { INVOICES } from './invoices';

export const COMPANY = 'Harbourlight Software Ltd';
/** Keys of the demo account: for all, for lists alone, for expenses alone. */
export const KEYS = [
	{ name: 'Accounting sync', key: 'sandbox-expensein-key', permissions: [ADMINISTRATOR, FINANCE] },
	{ name: 'Lists only', key: 'sandbox-expensein-admin', permissions: [ADMINISTRATOR] },
	{ name: 'Expenses only', key: 'sandbox-expensein-finance', permissions: [FINANCE] },
] as const;
const DAY = 86_400_000;

/** The company with its lists; with expenses and invoices unless `bare`. */
export function seed(store: Store, bare: boolean): void {
	store.atomically(() => {
		for (const { name, key, permissions } of KEYS) saveKey(store, { name, key, permissions: [...permissions], allowedIps: [] });
		saveValue(store, 'company', COMPANY);
		let made = 0;
		// Lists were set up long ago, each record a minute after the one before; ids stand still, so that a look-up can be told by heart.
		const old = store.now() - 200 * DAY;
		const next = () => {
			made += 1;
			return { id: `7f6c0c1e-0000-4000-8000-${String(made).padStart(12, '0')}`, at: old + made * 60_000 };
		};
		for (const [kind, list] of ADMIN) for (const [name, reference, more = {}] of list) createRecord(store, kind, { name, reference, ...more }, next());
		for (const user of USERS) createRecord(store, 'user', user, next());
		copyToTwin(store);
		if (!bare) addDocuments(store);
	});
}

function addDocuments(store: Store): void {
	const daysAgo = (days: number) => store.now() - days * DAY;
	const day = (days: number) => instant(daysAgo(days)).slice(0, 10);
	for (const [index, { day: ago, ...expense }] of EXPENSES.entries()) {
		// No two at the same instant, as marks of change never are.
		const at = daysAgo(Math.max(0, ago - 2)) - (EXPENSES.length - index) * 61_000;
		noteExport(store, createExpense(store, { ...expense, date: day(ago), approvedAt: approvedAt(expense.status, at) }, at), at);
	}
	for (const [index, { day: ago, ...invoice }] of INVOICES.entries()) {
		const at = daysAgo(Math.max(0, ago - 2)) - (INVOICES.length - index) * 67_000;
		noteExport(store, createInvoice(store, { ...invoice, date: day(ago), dueDate: day(ago - 30), approvedAt: approvedAt(invoice.status, at) }, at), at);
	}
}

function approvedAt(status: string | undefined, at: number): string | undefined {
	return status === 'Approved' || status === 'Completed' ? `${instant(at).slice(0, 19)}Z` : undefined;
}

function noteExport(store: Store, record: Document, at: number): void {
	if (record.status !== 'Completed') return;
	addPosting(store, { kind: isExpense(record) ? 'expense' : 'invoice', record, status: 'Complete', reference: record.exportReference, reason: null, at });
}
