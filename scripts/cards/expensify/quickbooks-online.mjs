import { loadReports } from './load.mjs';
import { addCharts, readBooks, REALM } from './quickbooks-online-books.mjs';
import { mappingOf, settingsOf, toLineOf, workspaceOf } from './workspace.mjs';

/** @type {import('./workspace.mjs').BooksOf} */
const BOOKS = {
	taxRates: { VR: '20.0% S', VL: '5.0% R', VZ: '0.0% Z', VE: 'Exempt', VS: 'No VAT', VT: 'No VAT' },
	withoutTax: 'No VAT',
	// QuickBooks keeps one department for a whole bill, so that directorates stay out of it.
	dimensions: ['Class'],
	suspense: '9999',
};

/** Cards' months as reports in Expensify, posted to a British company of QuickBooks. @type {import('../syncs.mjs').Sync} */
export const expensifyToQuickBooks = {
	template: 'acctSyncExpQbo00',
	systems: { source: 'expensify', books: 'quickbooks-online' },
	tables: mappingOf(BOOKS),
	settings: settingsOf(BOOKS),
	async credential({ type, data, control }) {
		if (type === 'accountingExpensifyApi') return { ...data, callsPerMinute: 6000 };
		if (type !== 'accountingQuickBooksOnlineOAuth2Api') return data;
		// The sandbox's own credential belongs to the company in the United States.
		const { realmId, ...tokens } = await control('POST', '/quickbooks-online/tokens', { realm: REALM });
		return { ...data, oauthTokenData: { ...tokens, callbackQueryString: { realmId } } };
	},
	toLine: toLineOf(BOOKS),

	async open({ control, charts }) {
		await control('POST', '/expensify/policies', workspaceOf(charts));
		await control('POST', '/expensify/settings', { limits: false });
		await addCharts(control, charts, BOOKS.suspense);
		return {
			lines: async () => await readBooks(control),
			limit: async (on) => await control('POST', '/quickbooks-online/settings', { limits: on }),
			trialBalance: async () => (await control('GET', `/quickbooks-online/trialbalance?realm=${REALM}`)).total,
		};
	},

	load: loadReports,
};
