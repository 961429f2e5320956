import { say } from '../../lib/say.mjs';
import { readBooks } from './books.mjs';
import { booksOf, DIRECTORATE, employeeOf, ENTITY, toExpense, toLine } from './charts.mjs';

const DATA_SYNC = 'acctSyncAiqData0';
const AT_ONCE = 500;
/** The file's lists go into ExpenseIn by the data sync itself. */
const PARTS = [
	{ part: 'Categories', source: '', filters: 'AccountType equals Posting' },
	{ part: 'Projects', source: DIRECTORATE, filters: '' },
	{ part: 'Departments', source: 'BI Code', filters: '' },
	{ part: 'Tax rates', source: '', filters: '' },
	{ part: 'Suppliers', source: '', filters: '' },
];

/** Card transactions as expenses in ExpenseIn, whose lists come from AccountsIQ, posted back to it. @type {import('../syncs.mjs').Sync} */
export const expenseInToAccountsIq = {
	template: 'acctSyncExiAiq00',
	alsoRuns: [DATA_SYNC],
	systems: { source: 'expensein', books: 'accountsiq' },
	tables: {},
	// Some were claimed long after they were spent, when the books of that month were closed.
	settings: () => ({ date: 'expense', closedPeriod: 'firstOpenDay' }),
	credential: ({ type, data }) => (type === 'accountingExpenseInApi' ? { ...data, callsPerMinute: 60_000 } : data),
	toLine,

	async open({ control, transactions }) {
		const last = transactions.map(({ date }) => date).sort().at(-1);
		// Books of that time: their periods are open, and nobody has posted into them since.
		await control('POST', '/clock', { now: new Date(Date.parse(last) + 3 * 86_400_000).toISOString() });
		await control('POST', '/reset', { bare: true });
		await control('POST', '/expensein/settings', { limits: false });
		// The demo's old name for another account's category would be in the way.
		await control('PUT', '/expensein/categories/SUBS', { name: 'Subsistence (old)' });
		for (const [kind, records] of Object.entries(booksOf(transactions))) await control('POST', '/accountsiq/records', { entity: ENTITY, kind, records });
		return {
			lines: async () => await readBooks(control),
			// AccountsIQ states no limit.
			limit: async () => {},
			trialBalance: async () => [...new Set(Object.values(await control('GET', '/accountsiq/trialbalance')))].join(', '),
		};
	},

	async load({ n8n, control, transactions }) {
		await n8n.runManually(DATA_SYNC, 'By hand'); // makes the tables
		for (const row of PARTS) await n8n.upsertRow('AccountsIQ data sync', { ...row, enabled: true, savedAt: '', savedBy: '' }, ['part']);
		const run = await n8n.runManually(DATA_SYNC, 'By hand', { timeout: 20 * 60_000 });
		if (run.status !== 'success') throw new Error(`The data sync failed: ${run.error?.message ?? run.status}`);
		for (const { part, created, updated, unchanged, failed } of await n8n.listRows('Data sync history')) {
			say(`Data sync          ${part}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`);
		}
		const cards = [...new Set(transactions.map(({ card }) => card))];
		await control('POST', '/expensein/users', cards.map((card) => ({
			reference: employeeOf(card), email: `card-${card}@council.example`, firstName: 'Holder of card', lastName: card,
		})));
		for (let first = 0; first < transactions.length; first += AT_ONCE) {
			await control('POST', '/expensein/expenses', transactions.slice(first, first + AT_ONCE).map(toExpense));
		}
	},
};
