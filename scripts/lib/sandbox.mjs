import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.mjs';
import { group } from './processes.mjs';
import { Trouble } from './say.mjs';

/**
 * Starts the built sandbox in its own process and waits until it answers.
 * @param {object} options
 * @param {string} options.node
 * @param {string} options.folder for its books (`sandbox.sqlite`) and its log
 * @param {number} options.port
 * @param {(pid: number) => void} [options.onSpawn]
 */
export async function startSandbox({ node, folder, port, onSpawn }) {
	mkdirSync(folder, { recursive: true });
	const logFile = join(folder, 'sandbox.log');
	const log = openSync(logFile, 'a');
	const args = [join(root, 'build/sandbox.cjs'), '--port', String(port), '--data', join(folder, 'sandbox.sqlite')];
	const child = spawn(node, args, { cwd: folder, stdio: ['ignore', log, log], detached: true });
	closeSync(log);
	child.unref();
	if (child.pid === undefined) throw new Trouble('The sandbox could not be started.');
	onSpawn?.(child.pid);
	const sandbox = { ...group(child.pid), origin: `http://localhost:${port}` };
	for (let tries = 0; tries < 150; tries++) {
		if (!sandbox.isRunning()) break;
		const answer = await fetch(`${sandbox.origin}/_sandbox/companies`).catch(() => undefined);
		if (answer?.ok) return sandbox;
		await sleep(100);
	}
	await sandbox.kill();
	throw new Trouble(`The sandbox did not start.\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/**
 * Credentials for the sandbox as a user would enter them in n8n, by the names that the templates use. The user
 * connection comes connected: its tokens are those that the sandbox's consent page would have led to.
 * @param {string} origin
 * @returns {Promise<Array<{ name: string, type: string, data: Record<string, unknown> }>>}
 */
export async function sandboxCredentials(origin) {
	// One organisation, as most logins have, so that the nodes need not be told which.
	const answer = await fetch(`${origin}/_sandbox/xero/tokens`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ tenants: ['7e000000-0000-4000-8000-000000000001'] }),
	});
	if (!answer.ok) throw new Trouble(`The sandbox gave no tokens: ${answer.status} ${await answer.text()}`);
	const { tenants, ...oauthTokenData } = await answer.json();
	const consent = await fetch(`${origin}/_sandbox/quickbooks-online/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
	if (!consent.ok) throw new Trouble(`The sandbox gave no tokens: ${consent.status} ${await consent.text()}`);
	const { realmId, ...quickBooksTokens } = await consent.json();
	const xero = `${origin}/xero`;
	const shared = { apiUrl: xero, identityUrl: xero, webhookSecret: 'sandbox-xero-webhook-key' };
	return [
		{
			name: 'Xero (sandbox)',
			type: 'accountingXeroOAuth2Api',
			data: {
				...shared, loginUrl: xero, clientId: 'sandbox-xero-web', clientSecret: 'sandbox-xero-web-secret', oauthTokenData,
			},
		},
		{
			name: 'Xero custom connection (sandbox)',
			type: 'accountingXeroCustomConnectionApi',
			data: { ...shared, clientId: 'sandbox-xero-custom', clientSecret: 'sandbox-xero-custom-secret' },
		},
		{
			name: 'Expensify (sandbox)',
			type: 'accountingExpensifyApi',
			data: {
				baseUrl: `${origin}/expensify`, partnerUserID: 'aa_sandbox_demo', partnerUserSecret: 'sandbox-expensify-secret',
			},
		},
		{
			name: 'ExpenseIn (sandbox)',
			type: 'accountingExpenseInApi',
			data: { baseUrl: `${origin}/expensein/1.0`, apiKey: 'sandbox-expensein-key' },
		},
		{
			name: 'Work (sandbox)',
			type: 'accountingWorkApi',
			data: { baseUrl: `${origin}/work/v1`, apiKey: 'sandbox-work-key', companyId: 'co_1', webhookSecret: 'sandbox-work-webhook-secret' },
		},
		{
			name: 'QuickBooks Online (sandbox)',
			type: 'accountingQuickBooksOnlineOAuth2Api',
			data: {
				environment: 'custom', baseUrl: `${origin}/quickbooks-online`, clientId: 'sandbox-qbo-app', clientSecret: 'sandbox-qbo-secret',
				webhookSecret: 'sandbox-qbo-verifier', oauthTokenData: { ...quickBooksTokens, callbackQueryString: { realmId } },
			},
		},
		{
			name: 'Sage Intacct (sandbox)',
			type: 'accountingSageIntacctApi',
			data: {
				endpointUrl: `${origin}/sage-intacct/ia/xml/xmlgw.phtml`, senderId: 'sandbox-intacct-sender', senderPassword: 'sandbox-intacct-sender-password',
				companyId: 'harbour-group', userId: 'ws_sync', userPassword: 'sandbox-intacct-password', entity: '', callsAtOnce: 2, webhookSecret: 'sandbox-intacct-hook',
			},
		},
		{
			name: 'AccountsIQ (sandbox)',
			type: 'accountingAccountsIqApi',
			data: {
				version: '2.0', region: 'custom', baseUrl: `${origin}/accountsiq`, clientId: 'sandbox-aiq-app',
				clientSecret: 'sandbox-aiq-secret', entity: 'HARBOUR-UK',
			},
		},
	];
}

/**
 * Puts the sandbox's credentials into n8n.
 * @param {(name: string, type: string, data: Record<string, unknown>) => Promise<string>} createCredential
 * @param {string} origin
 * @returns {Promise<Record<string, string>>} id by name
 */
export async function connectSandbox(createCredential, origin) {
	const ids = {};
	for (const { name, type, data } of await sandboxCredentials(origin)) {
		ids[name] = await createCredential(name, type, data);
	}
	return ids;
}
