import { loadReports } from './load.mjs';
import { addCharts, DIMENSION, ENTITY, OUTSIDE, readBooks, trialBalance } from './sage-intacct-books.mjs';
import { mappingOf, settingsOf, toLineOf, workspaceOf } from './workspace.mjs';

/** @type {import('./workspace.mjs').BooksOf} */
const BOOKS = {
	taxRates: { VR: 'UK Purchase Standard', VL: 'UK Purchase Reduced', VZ: 'UK Purchase Zero', VE: 'UK Purchase Exempt', VS: OUTSIDE, VT: OUTSIDE },
	withoutTax: OUTSIDE,
	dimensions: [DIMENSION.label, 'DEPARTMENT'],
	suspense: '6900',
};
const toLine = toLineOf(BOOKS);

/** Cards' months as reports in Expensify, posted to the British entity of Sage Intacct. @type {import('../syncs.mjs').Sync} */
export const expensifyToIntacct = {
	template: 'acctSyncExpIntac0',
	systems: { source: 'expensify', books: 'sage-intacct' },
	tables: mappingOf(BOOKS),
	settings: settingsOf(BOOKS),
	/** The entity stands in the nodes. */
	adapt(nodes) {
		for (const { type, parameters } of nodes) if (type.endsWith('.accountingSageIntacct')) parameters.entity.value = ENTITY;
	},
	credential: ({ type, data }) => (type === 'accountingExpensifyApi' ? { ...data, callsPerMinute: 6000 } : data),
	toLine,

	async open({ control, charts }) {
		await control('POST', '/expensify/policies', workspaceOf(charts));
		await control('POST', '/expensify/settings', { limits: false });
		await addCharts(control, charts);
		return {
			lines: async () => await readBooks(control),
			// Two calls at once, which no look of ours counts for.
			limit: async () => {},
			trialBalance: async () => await trialBalance(control),
		};
	},

	load: loadReports,
};

/** The same, paid by the holders themselves: each report becomes an expense report of the employee, by expense types. */
export const expensifyToIntacctReports = {
	...expensifyToIntacct,
	settings: (onePer) => ({ ...settingsOf(BOOKS)(onePer), reimbursable: 'expenseReport' }),
	load: async (world) => await loadReports({ ...world, reimbursable: true }),
	/** Sage Intacct takes no expense report below zero. */
	holds: ({ transactions }) => transactions.reduce((sum, { cents }) => sum + cents, 0n) < 0n,
};
