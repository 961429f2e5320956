import { loadReports } from './load.mjs';
import { LEVELS, mappingOf, settingsOf, toLineOf, workspaceOf } from './workspace.mjs';
import { XeroBooks } from './xero-books.mjs';

const WITHOUT_LIMITS = { perMinute: 100_000, perDay: 1_000_000, appPerMinute: 100_000 };
/** @type {import('./workspace.mjs').BooksOf} */
const BOOKS = {
	taxRates: { VR: 'INPUT2', VL: 'RRINPUT', VZ: 'ZERORATEDINPUT', VE: 'EXEMPTINPUT', VS: 'NONE', VT: 'NONE' },
	withoutTax: 'NONE',
	dimensions: LEVELS,
	suspense: '429',
};

/** Cards' months as reports in Expensify, posted to Xero by the template. @type {import('../syncs.mjs').Sync} */
export const expensifyToXero = {
	template: 'acctSyncExpXero0',
	systems: { source: 'expensify', books: 'xero' },
	tables: mappingOf(BOOKS),
	settings: settingsOf(BOOKS),
	credential: ({ type, data }) => (type === 'accountingExpensifyApi' ? { ...data, callsPerMinute: 6000 } : data),
	toLine: toLineOf(BOOKS),

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
