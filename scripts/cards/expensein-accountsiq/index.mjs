import { CARD_ACCOUNT, DIRECTORATE, recordsOf, SUSPENSE, toExpense, toLine, usersOf } from './charts.mjs';

const DATA_SYNC = 'acctSyncAiqData0';
const SYNC = 'AccountsIQ to ExpenseIn';
const AT_ONCE = 1000;
/** Signs of the documents: what was spent counts up, what came back counts down. */
const TYPES = { PI: 1n, PN: -1n, BP: 1n, BR: -1n };

const chunks = (list) => Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, at) => list.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
const cents = (amount) => BigInt(amount.replace('.', ''));
const sizeOf = (amount) => (cents(amount) < 0n ? -cents(amount) : cents(amount));

const settings = {
	parts: 'categories,projects,departments,taxRates,suppliers', projectsFrom: 'BI Code', departmentsFrom: DIRECTORATE, accounts: 'posting',
};

/**
 * Accounts, cost centres, directorates, VAT codes and merchants as AccountsIQ's lists, taken over into ExpenseIn by the
 * data sync; the transactions as expenses of ExpenseIn, posted back. @type {import('../syncs.mjs').Sync}
 */
export const expenseInToAccountsIq = {
	template: 'acctSyncExiAiq00',
	systems: { source: 'expensein', books: 'accountsiq' },
	tables: { 'Sync settings': Object.entries(settings).map(([setting, value]) => ({ sync: SYNC, setting, value })) },
	settings: () => ({
		reconcilable: 'expense', cardAccount: CARD_ACCOUNT, departmentDimension: DIRECTORATE, projectDimension: 'BI Code', date: 'expense',
		unmappedCategory: 'defaultAccount', defaultAccount: SUSPENSE,
	}),
	credential: ({ type, data }) => (type === 'accountingExpenseInApi' ? { ...data, callsPerMinute: 60_000 } : data),
	toLine,

	async open({ control, transactions }) {
		await startAfter(control, transactions);
		await control('POST', '/expensein/settings', { limits: false });
		for (const [kind, records] of Object.entries(recordsOf(transactions))) {
			for (const some of chunks(records)) await control('POST', '/accountsiq/records', { kind, records: some });
		}
		for (const some of chunks(usersOf(transactions))) await control('POST', '/expensein/users', some);
		return {
			lines: async () => await linesOf(control),
			limit: async () => undefined, // AccountsIQ states none
			trialBalance: async () => Object.values(await control('GET', '/accountsiq/trialbalance'))[0],
		};
	},

	/** The lists come by the data sync; only then can anybody choose them in an expense. */
	async load({ n8n, control, transactions }) {
		const run = await n8n.runManually(DATA_SYNC, 'By hand', { timeout: 20 * 60_000 });
		if (run.status !== 'success') throw new Error(`The data sync failed: ${run.error?.message ?? run.status}`);
		for (const some of chunks(transactions)) await control('POST', '/expensein/expenses', some.map(toExpense));
	},
};

/** The books' periods lie around their own now, which is a month after the last transaction; all its months are open. */
async function startAfter(control, transactions) {
	const days = transactions.map(({ date }) => date).sort();
	await control('POST', '/clock', { now: new Date(Date.parse(days.at(-1)) + 20 * 86_400_000).toISOString() });
	for (const system of ['accountsiq', 'expensein']) await control('POST', '/reset', { system, bare: true });
	for (const period of new Set(days.map((day) => day.slice(0, 7)))) await control('POST', '/accountsiq/periods', { period, purchases: false, general: false });
}

async function linesOf(control) {
	const found = [];
	for (const type of Object.keys(TYPES)) found.push(...(await control('GET', `/accountsiq/transactions?type=${type}`)));
	const ours = found.filter(({ reference }) => reference.startsWith('EI'));
	return {
		bills: ours.filter(({ type }) => type === 'PI' || type === 'BP').length,
		credits: ours.filter(({ type }) => type === 'PN' || type === 'BR').length,
		lines: ours.map(({ type, currency, lines }) => {
			const net = lines.find(({ part }) => part === 'Net');
			const counted = lines.filter(({ part }) => part === 'Net' || part === 'Vat').reduce((sum, { amount }) => sum + sizeOf(amount), 0n);
			return { cents: TYPES[type] * counted, currency, account: net.account, tax: net.tax, costCentre: net.department };
		}),
	};
}
