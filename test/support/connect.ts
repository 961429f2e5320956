import { sandboxCredentials } from '../../scripts/lib/sandbox.mjs';
import type { Sandbox } from '../../sandbox/app';
import type { N8n } from './n8n';
import { control } from './sandbox';

const QUICK = 6000;
const QUICKBOOKS = 'accountingQuickBooksOnlineOAuth2Api';

/**
 * The sandbox's credentials in n8n, by the names that templates use, without the vendors' waits: for tests of what is
 * done rather than how fast. Limits have tests of their own.
 * @param options.realm QuickBooks company in place of the sandbox's first
 */
export async function connectQuickly(n8n: Pick<N8n, 'createCredential'>, sandbox: Sandbox, { realm }: { realm?: string } = {}): Promise<Record<string, string>> {
	await control(sandbox, 'POST', '/xero/limits', { perMinute: QUICK, perDay: 1_000_000, appPerMinute: QUICK });
	await control(sandbox, 'POST', '/expensify/settings', { limits: false });
	await control(sandbox, 'POST', '/expensein/settings', { limits: false });
	await control(sandbox, 'POST', '/quickbooks-online/settings', { limits: false });
	await control(sandbox, 'POST', '/work/settings', { limits: false });
	const ids: Record<string, string> = {};
	for (const { name, type, data } of await sandboxCredentials(sandbox.origin)) {
		// AccountsIQ states no limit and Sage Intacct none by the minute, so their credentials have none.
		const quick = type === 'accountingAccountsIqApi' || type === 'accountingSageIntacctApi' ? {} : { callsPerMinute: QUICK, ...(type === QUICKBOOKS ? { batchesPerMinute: QUICK } : {}) };
		const company = realm !== undefined && type === QUICKBOOKS ? await consentOf(sandbox, realm) : {};
		ids[name] = await n8n.createCredential(name, type, { ...data, ...quick, ...company });
	}
	return ids;
}

/** What the consent page of QuickBooks would have led to for that company. */
async function consentOf(sandbox: Sandbox, realm: string): Promise<Record<string, unknown>> {
	const { realmId, ...tokens } = await control<Record<string, unknown>>(sandbox, 'POST', '/quickbooks-online/tokens', { realm });
	return { oauthTokenData: { ...tokens, callbackQueryString: { realmId } } };
}
