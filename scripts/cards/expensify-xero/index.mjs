import { mappingOf, POLICY, SUSPENSE, toLine, workspaceOf } from './charts.mjs';
import { loadReports } from './load.mjs';
import { XeroBooks } from './xero.mjs';

const WITHOUT_LIMITS = { perMinute: 100_000, perDay: 1_000_000, appPerMinute: 100_000 };

/** Cards' months as reports in Expensify, posted to Xero by the template. @type {import('../syncs.mjs').Sync} */
export const expensifyToXero = {
	template: 'acctSyncExpXero0',
	systems: { source: 'expensify', books: 'xero' },
	tables: mappingOf(),
	settings: (onePer) => ({
		workspaces: JSON.stringify([POLICY]), companyCard: 'bill', onePer, date: 'lastExpense',
		unmappedCategory: 'defaultAccount', defaultAccount: SUSPENSE, defaultTaxRate: 'NONE', tagLevels: 'Cost Centre, Directorate',
	}),
	credential: ({ type, data }) => (type === 'accountingExpensifyApi' ? { ...data, callsPerMinute: 6000 } : data),
	toLine,

	async open({ control, origin, charts }) {
		const { thinkMs: _thinkMs, ...limits } = await control('POST', '/xero/limits', {});
		await control('POST', '/xero/limits', WITHOUT_LIMITS);
		await control('POST', '/expensify/policies', workspaceOf(charts));
		await control('POST', '/expensify/settings', { limits: false });
		const books = await XeroBooks.open(origin);
		await books.addCharts(charts);
		return {
			lines: async () => await books.lines(),
			/** The sync runs inside the vendor's limits; looking and preparing do not use them up. */
			limit: async (on) => await control('POST', '/xero/limits', on ? limits : WITHOUT_LIMITS),
			trialBalance: async () => (await control('GET', '/xero/trialbalance')).trialBalance,
		};
	},

	load: loadReports,
};
