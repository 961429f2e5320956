import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, signIn, type Screen } from '../support/browser';
import { Form } from '../support/forms';
import { UK, US, WORK_SYNC, WorkSync } from '../support/work-sync';

const TODAY = new Date().toISOString().slice(0, 10);

let sync: WorkSync;
let screen: Screen;
beforeAll(async () => {
	sync = await WorkSync.open();
	screen = await openBrowser({ width: 900, height: 1350 });
	await signIn(screen.page, sync.n8n);
});
afterAll(async () => {
	await screen?.close();
	await sync?.close();
});

/** The first page explains, the second one asks or shows. */
async function open(path: 'settings' | 'status'): Promise<Form> {
	const form = await Form.open(screen.page, `${sync.n8n.url}/form/work-to-quickbooks-online${path === 'status' ? '-status' : ''}`);
	await form.submit();
	return form;
}
const saved = async () => (await sync.rows('settings'))[0];
const runState = async () => (await sync.rows('cursors')).find(({ kind }) => kind === 'run');
/** The form starts the run and does not wait for it. */
async function runEnds(after: string): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		const run = await runState();
		if (run !== undefined && String(run.since) >= after && run.seen !== 'running') return;
		await sleep(300);
	}
	throw new Error('No run came to its end');
}
const ALL = { Invoices: ['On'], 'Income account': '4000 Services', 'Expense account': '6200 Job Expenses', Payments: ['On'], 'Deposit account': '1000 Checking' };

describe("the settings of Work's sync, as people fill them in", () => {
	it('SYNC-WORK-6: offers the options in order, with their defaults, and the accounts that the books have', async () => {
		await sync.keep('Account', { Name: 'Emergency work', AccountType: 'Income', AcctNum: '4010' });
		const form = await open('settings');
		const text = await form.text();
		const order = ['Clients', 'Use default State', 'Sites', 'Use default client information', 'Invoices', 'Income account', 'Expense account', 'Payments', 'Deposit account'];
		const places = order.map((label) => text.indexOf(`\n${label}`));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places.every((place) => place > 0)).toBe(true);
		expect(text).toContain('always on');
		expect(await form.chosen('Use default State')).toEqual(['On']);
		for (const label of ['Sites', 'Use default client information', 'Invoices', 'Payments']) expect([label, await form.chosen(label)]).toEqual([label, []]);
		expect(await form.offered('Income account')).toEqual(expect.arrayContaining(['4000 Services', '4010 Emergency work']));
		expect(await form.offered('Expense account')).toEqual(expect.arrayContaining(['6200 Job Expenses', '6010 Automobile:Fuel']));
		expect(await form.offered('Deposit account')).toEqual(expect.arrayContaining(['1000 Checking', '1200 Undeposited Funds']));
		expect(await form.offered('Deposit account')).not.toContain('4000 Services');
		await screen.picture('work-quickbooks-settings');
	});

	it('SYNC-WORK-4, SYNC-WORK-5: payments without invoices, and either without its accounts, are refused with all reasons', async () => {
		const payments = await open('settings');
		await payments.fill({ Payments: ['On'], Then: 'Enable integration' });
		const text = await payments.submit();
		for (const part of ['Nothing was saved', 'Payments go over only together with their invoices', 'Payments need a Deposit account.']) expect(text).toContain(part);
		const invoices = await open('settings');
		await invoices.fill({ Invoices: ['On'] });
		expect(await invoices.submit()).toMatch(/Invoices need an Income account\.\s+Invoices need an Expense account\./);
		expect(await sync.rows('settings')).toEqual([]);
	});

	it('SYNC-WORK-6: "Save" stores the options, who saved them and when, and does nothing else', async () => {
		const form = await open('settings');
		sync.forget();
		await form.fill({ ...ALL, 'Use default State': [], Then: 'Save' });
		expect(await form.submit()).toContain('Nothing is synced until you choose "Enable integration".');
		expect(await saved()).toMatchObject({ defaultState: false, invoices: true, payments: true, incomeAccountName: '4000 Services', incomeAccount: await sync.accountId('Services'), enabled: false, connectedAt: '', savedBy: sync.n8n.owner.email });
		expect(sync.count).toBe(0);
		const again = await open('settings');
		expect(await again.chosen('Use default State')).toEqual([]);
		expect(await again.chosen('Deposit account')).toEqual(['1000 Checking']);
	});

	it('SYNC-WORK-6: the status shows green ticks and red crosses, and nothing runs yet', async () => {
		const text = await (await open('status')).text();
		expect(text).toMatch(/QuickBooks company\s+✔\s+Harbour Supplies Inc/);
		for (const line of [/Integration\s+✘\s+not enabled yet/, /Use default State\s+✘/, /Sites\s+✘/, /Invoices\s+✔\s+income 4000 Services, expense 6200 Job Expenses/, /Payments\s+✔\s+into 1000 Checking/]) expect(text).toMatch(line);
	});

	it('SYNC-WORK-6: "Enable integration" notes the day and starts the initial sync at once', async () => {
		await sync.n8n.publish(WORK_SYNC);
		await sync.work('POST', '/clients', { name: '<b>Bold</b>: "Bros"', address: { state: 'NY', country: 'US' } });
		const form = await open('settings');
		const before = new Date().toISOString();
		await form.fill({ 'Use default State': ['On'], Then: 'Enable integration' });
		expect(await form.submit()).toContain('The first run has begun');
		await runEnds(before);
		const row = await saved();
		expect(row).toMatchObject({ enabled: true, company: US, companyName: 'Harbour Supplies Inc' });
		expect(String(row?.connectedAt) >= before && String(row?.onboardedAt) > before).toBe(true);
		expect(await sync.books('Customer', '&name=Acme Hire')).toHaveLength(1);
	});

	it('SYNC-WORK-6: the status tells counts and problems as text, whatever a name holds; "Sync now" syncs at once', async () => {
		const { number } = await sync.work('POST', '/invoices', { clientId: 'cl_1001', issueDate: TODAY, status: 'sent', lines: [{ name: 'Labour', quantity: 1, unitPrice: 80 }] });
		const form = await open('status');
		const text = await form.text();
		expect(text).toContain('The name of the client "<b>Bold</b>: "Bros"" holds ":"');
		expect(text).toMatch(/Clients\s+[1-9]\d*\s+\d+\s+0\s+2\n/); // created, updated, held, failed: the long name and the colon
		await screen.picture('work-quickbooks-status');
		await form.fill({ Then: 'Sync now' });
		expect(await form.submit()).toMatch(/Synced\s+Invoices: 1 created, 0 updated, 0 held, 0 failed\./);
		expect(await sync.books('Invoice', `&number=${String(number)}`)).toHaveLength(1);
	});

	it('SYNC-WORK-6: "Disconnect" gives the access back and stops the sync; records and links stay', async () => {
		const links = await sync.rows('links');
		const customers = await sync.books('Customer');
		const form = await open('status');
		await form.fill({ Then: 'Disconnect' });
		expect(await form.submit()).toContain('The access to QuickBooks was given back');
		expect((await saved())?.enabled).toBe(false);
		sync.forget();
		await sync.run();
		expect(sync.count).toBe(0);
		const [credential] = (await sync.n8n.listCredentials()).filter(({ name }) => name === 'QuickBooks Online (sandbox)');
		expect((await sync.n8n.testCredential(credential?.id ?? '')).status).not.toBe('OK');
		expect([await sync.rows('links'), await sync.books('Customer')]).toEqual([links, customers]);
		expect(await (await open('status')).text()).toMatch(/QuickBooks company\s+✘[^\n]*\n?[^]*Integration\s+✘\s+disconnected/);
	});

	it('SYNC-WORK-6: connected again to the same company it goes on; for another company the links have to be cleared', async () => {
		const links = (await sync.rows('links')).length;
		const { connectedAt } = (await saved()) ?? {};
		await sync.connect(US);
		const back = await open('settings');
		const before = new Date().toISOString();
		await back.fill({ Then: 'Enable integration' });
		await back.submit();
		await runEnds(before);
		expect(await saved()).toMatchObject({ enabled: true, connectedAt });
		expect(await sync.rows('links')).toHaveLength(links);
		expect(await sync.books('Customer', '&name=Acme Hire')).toHaveLength(1);

		await sync.connect(UK);
		sync.forget();
		await sync.run();
		expect([...sync.calls('work'), ...sync.calls('quickbooks-online').filter(({ method }) => method !== 'GET')]).toEqual([]);
		expect(await sync.problems()).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'run', message: expect.stringContaining('Harbour Facilities Ltd') as string })]));
		const other = await open('settings');
		await other.fill({ Invoices: [], Payments: [], Then: 'Enable integration' });
		expect(await other.submit()).toContain('the links are those of "Harbour Supplies Inc"');
		expect(await sync.rows('links')).toHaveLength(links);
		await sync.n8n.unpublish(WORK_SYNC);
		const cleared = await open('settings');
		await cleared.fill({ Invoices: [], Payments: [], Then: 'Clear the links and enable integration' });
		await cleared.submit();
		expect(await sync.rows('links')).toEqual([]);
		expect(await saved()).toMatchObject({ company: UK, onboardedAt: '' });
		expect(String((await saved())?.connectedAt) > String(connectedAt)).toBe(true);
	});
});
