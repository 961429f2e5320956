import { logRow, runRow, type LogRow } from '../../nodes/SyncLog/columns';
import { HttpCatcher, MailCatcher } from '../support/catcher';
import { importTemplates, startN8n, templatesWithCalled, type N8n } from '../support/n8n';
import { settle } from '../support/settle';

const ALERTS = 'acctSyncAlerts00';
const SYNC = 'Expensify to Xero';
const MAIL = { to: 'ops@kea.example', from: 'n8n@kea.example' };
const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne';

let n8n: N8n;
let credentials: Record<string, string>;
const mail = new MailCatcher();
const http = new HttpCatcher();
let address: string;

beforeAll(async () => {
	const port = await mail.open();
	address = await http.open();
	n8n = await startN8n();
	await importTemplates(n8n.session, templatesWithCalled([ALERTS]), {});
	credentials = {
		smtp: await n8n.createCredential('Mail', 'smtp', { host: '127.0.0.1', port, user: '', password: '', secure: false, disableStartTls: true }),
		slackApi: await n8n.createCredential('Slack', 'slackApi', { accessToken: 'xoxb-a-token-of-the-test' }),
	};
});
afterAll(async () => {
	await n8n?.stop();
	mail.close();
	http.close();
});

const failed = (key: string, reason: string, more: Partial<LogRow> = {}) =>
	logRow({ at: now(), sync: SYNC, execution: '7', key, kind: 'bill', action: 'failed', result: 'failed', category: 'mapping', reason, hint: 'Add it to Sync map: suppliers.', retryable: 'no', amount: '12.50', currency: 'GBP', ...more });
const now = (hoursAgo = 0) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
const told = async () => (await n8n.listRows('Sync alerts')) as Array<Record<string, string>>;

const CHANNELS = { email: 'acctSyncTellMail', slack: 'acctSyncTellSlk0', webhook: 'acctSyncTellHook' };

/** The schedule is left to sleep: each test starts its runs itself. */
async function choose(channel: keyof typeof CHANNELS, own: Record<string, unknown>, alerts: Record<string, unknown> = {}): Promise<void> {
	await settle(n8n, CHANNELS[channel], own, { 'Send an e-mail': { smtp: { id: credentials.smtp, name: 'Mail' } }, 'Post to Slack': { slackApi: { id: credentials.slackApi, name: 'Slack' } } });
	await settle(n8n, ALERTS, { channel, ...alerts });
	await n8n.unpublish(ALERTS);
}
const run = async () => (await n8n.runManually(ALERTS, 'By hand', { timeout: 60_000 })).status;

describe('OPS-ALERT on a real n8n', () => {
	it('as it is imported nobody is told, and nothing is written', async () => {
		expect([await run(), mail.mails, http.requests]).toEqual(['success', [], []]);
		await expect(told()).rejects.toThrow();
	});

	it('one mail for 200 documents of one trouble, with count and sample; what could not be sent is sent by the next run', async () => {
		await choose('email', MAIL);
		expect(await run()).toBe('success'); // makes the tables
		await n8n.insertRows('Sync log', Array.from({ length: 200 }, (_, one) => failed(`EXP-R${one}-B`, `No supplier "${MARKUP} ${one}".`)));
		mail.refuses = true;
		expect([await run(), mail.mails, await told()]).toEqual(['error', [], []]);
		mail.refuses = false;
		expect(await run()).toBe('success');
		expect(mail.mails.map(({ to }) => to)).toEqual([['ops@kea.example']]);
		const raw = mail.mails[0]?.raw ?? '';
		expect(raw).toMatch(/^Subject: Expensify to Xero: 200 documents wait \(mapping\)$/m);
		expect(raw).toMatch(/^Content-Type: text\/plain/m);
		expect(raw).toContain('and 197 more');
		expect((await told()).map(({ state, sync, count }) => [state, sync, count])).toEqual([['open', SYNC, '200']]);
	});

	it('nothing while it lasts, a reminder when its time has come, one all-clear when it is over', async () => {
		expect([await run(), mail.mails.length]).toEqual(['success', 1]);
		await choose('email', MAIL, { reminderHours: 1 / 3_600_000 });
		await run();
		expect(mail.mails[1]?.raw).toMatch(/^Subject: Expensify to Xero: still 200 documents wait \(mapping\)$/m);
		await n8n.insertRows('Sync runs', [runRow({ at: now(), event: 'ended', sync: SYNC, execution: '8', startedAt: now(), whole: 'yes' })]);
		await run();
		await run();
		expect(mail.mails.slice(2).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1])).toEqual(['Expensify to Xero: over: 200 documents wait (mapping)']);
		expect((await told()).map(({ state }) => state)).toEqual(['over']);
	});

	it('a webhook gets it as fields; a run that stopped is a problem too', async () => {
		await n8n.insertRows('Sync runs', [runRow({ at: now(), event: 'failed', sync: SYNC, execution: '9', startedAt: now(), category: 'auth', reason: 'Xero refused the login.', hint: 'Connect again.' })]);
		await choose('webhook', { address: `${address}/alerts` });
		await run();
		await run();
		expect(http.requests.map(({ path, body }) => [path, body.occasion, body.sync, body.category, body.reason, body.hint, body.count])).toEqual([['/alerts', 'new', SYNC, 'auth', 'Xero refused the login.', 'Connect again.', 1]]);
		expect(http.requests[0]?.body).not.toHaveProperty('row');
	});

	it('Slack gets it with its own characters escaped; where Slack says no, it counts as not told', async () => {
		http.requests.length = 0;
		await n8n.insertRows('Sync log', [failed('EXP-S-B', `No supplier "${MARKUP}".`, { category: 'validation', execution: '10' })]);
		await choose('slack', { channelName: '#books', address: `${address}/api/chat.postMessage` });
		http.answer = { status: 200, body: { ok: false, error: 'channel_not_found' } };
		expect(await run()).toBe('error');
		http.answer = { status: 200, body: { ok: true } };
		expect([await run(), await run(), http.requests.length]).toEqual(['success', 'success', 2]);
		const [, taken] = http.requests;
		expect([taken?.headers.authorization, taken?.body.channel]).toEqual(['Bearer xoxb-a-token-of-the-test', '#books']);
		expect(taken?.body.text).toContain('&lt;img src=x');
	});
});
