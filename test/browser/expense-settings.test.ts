import { openBrowser, signIn, type Screen } from '../support/browser';
import { Form } from '../support/forms';
import { importTemplates, templatesWithCalled } from '../support/n8n';
import { quickBooksOnline } from '../support/expense-sync/quickbooks-online';
import { sageIntacct } from '../support/expense-sync/sage-intacct';
import { SyncWorld, type System } from '../support/expense-sync/world';
import { xero } from '../support/expense-sync/xero';

const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne';
const SETTINGS = 'Expensify sync settings';
const CATEGORIES = 'Sync map: categories';

interface Case {
	system: System;
	/** Id and address of the form. */
	form: string;
	path: string;
	employee: string;
	/** An expense as people enter it there, and the accounts that the form is to offer. */
	expense: Record<string, unknown>;
	category: string;
	account: string;
	offered: Record<string, string>;
	/** Names the vendor on the sandbox's wire. */
	wire: string;
	pictures: boolean;
	/** Whether the books' lists of documents have lines, so that they tell what was used before. */
	listsLines: boolean;
}
const CASES: Case[] = [
	{
		system: xero, form: 'acctSyncXeroConf', path: 'expensify-to-xero', employee: 'asa.lindqvist@keajoinery.example', wire: 'xero', pictures: true, listsLines: true,
		expense: { currency: 'GBP', tag: 'Office' }, category: 'General Expenses', account: '429',
		offered: { 'Contra account of journals': '801 Unpaid Expense Claims', 'Default account': '429 General Expenses', 'Default tax rate': 'INPUT2 20% (VAT on Expenses)' },
	},
	{
		system: quickBooksOnline, form: 'acctSyncQboConf0', path: 'expensify-to-quickbooks-online', employee: 'lena.ortiz@harbour.example', wire: 'quickbooks-online', pictures: false, listsLines: true,
		expense: { currency: 'USD', tag: 'Install & Repair' }, category: 'Office Expenses', account: '6400', offered: {},
	},
	{
		system: sageIntacct, form: 'acctSyncIntConf0', path: 'expensify-to-sage-intacct', employee: 'asa.lindqvist@harbourlight.example', wire: 'sage-intacct', pictures: false, listsLines: false,
		expense: { currency: 'USD', tag: 'Engineering' }, category: 'Office supplies', account: '6900', offered: { "Employees' own expenses become": 'Expense reports' },
	},
];

describe.each(CASES)('settings and mappings of "$path", as people use them', ({ system, form: formId, path, employee, expense, category, account, offered, wire, pictures, listsLines }) => {
	let world: SyncWorld;
	let screen: Screen;
	beforeAll(async () => {
		world = await SyncWorld.open(system);
		const there = new Set(templatesWithCalled([system.template]).map(({ id }) => id));
		await importTemplates(world.n8n.session, templatesWithCalled([formId]).filter(({ id }) => !there.has(id)), world.credentials);
		await world.source.add('Markup', employee, '2026-05-10', [
			{ ...expense, merchant: MARKUP, amount: 1234, category: MARKUP },
			{ ...expense, merchant: MARKUP, amount: 999, category, reimbursable: false, bank: 'Albion Commercial Cards' },
		]);
		screen = await openBrowser({ width: 1000, height: 1100 });
		await signIn(screen.page, world.n8n);
	});
	afterAll(async () => {
		await screen?.close();
		await world?.close();
	});

	const address = () => `${world.n8n.url}/form/${path}`;
	const picture = async (name: string) => (pictures ? await screen.picture(name) : undefined);
	async function choose(what: string): Promise<Form> {
		const form = await Form.open(screen.page, address());
		await form.submit();
		const [workspace = ''] = (await form.offered('Workspace')).filter((text) => text.includes(system.workspace));
		await form.fill({ Workspace: workspace, What: what });
		return form;
	}
	async function settings(): Promise<Form> {
		const form = await choose('Settings');
		await form.submit();
		return form;
	}
	/** Sends the page, and waits for the one at the form's end. */
	async function finish(): Promise<string> {
		await screen.page.locator('#submit-btn').click();
		await screen.page.locator('main.sp').waitFor({ timeout: 120_000 });
		return (await screen.page.locator('main.sp').innerText()).trim();
	}
	/** What may have changed the books; reading asks by POST as well in some of them. */
	const writes = () => world.sandbox.recorder.list({ system: wire, limit: 5000 }).filter(({ method, url, route }) => method !== 'GET' && !/token|\/query/.test(url) && !/^(get|lookup|query|read)/.test(route)).map(({ route }) => route);
	const rows = async (table: string) => (await world.n8n.listRows(table)) as Array<Record<string, string>>;
	const ours = async () => (await rows(CATEGORIES)).filter((row) => row.workspace === system.workspace);

	it('OPS-ACCESS: a stranger gets nothing', async () => {
		const context = await screen.browser.newContext();
		const stranger = await context.newPage();
		await stranger.goto(address());
		await stranger.waitForURL(/signin/);
		await context.close();
		const answer = await fetch(address(), { method: 'POST', body: new FormData(), redirect: 'manual' });
		expect(answer.ok).toBe(false);
	});

	it('OPS-MAP, OPS-ACCESS: tells what is unmapped, how many reports wait and for how much, as text, and writes nothing', async () => {
		await choose('Tell what is unmapped');
		const asked: string[] = [];
		screen.page.on('request', (request) => asked.push(request.url()));
		const text = await finish();
		await picture('expense-unmapped');
		expect(text).toMatch(/\d+ reports wait for a mapping: [A-Z]{3} \d+\.\d\d/);
		expect(text).toContain(`category\t${MARKUP}\t1\t${String(expense.currency)} 22.33`);
		expect([await screen.page.title() === 'run', await screen.page.locator('main.sp img').count()]).toEqual([false, 0]);
		// n8n's own form pages ask for a font; ours ask for nothing.
		expect(asked.filter((url) => !url.startsWith(world.n8n.url) && !url.startsWith('https://fonts.googleapis.com/'))).toEqual([]);
		expect(writes()).toEqual([]);
	});

	it('OPS-MAP: suggests mappings into the tables, and touches no row that is there', async () => {
		const mine = { workspace: system.workspace, category: 'Mine alone', account: '1', note: 'mine' };
		await world.n8n.insertRows(CATEGORIES, [mine]);
		await choose('Suggest mappings');
		const text = await finish();
		await picture('expense-suggestions');
		const before = await ours();
		expect(text).toMatch(/Count at once \(\d+\)/);
		expect(before.filter(({ state }) => state === 'matched').length).toBeGreaterThan(3);
		expect(before).toEqual(expect.arrayContaining([expect.objectContaining(mine)]));
		await choose('Suggest mappings');
		await finish();
		expect(await ours()).toEqual(before);
		expect(writes()).toEqual([]);
	});

	it('SYNC-SETTINGS: offers what the books have, and saves nothing that makes no sense', async () => {
		const form = await settings();
		for (const [label, option] of Object.entries(offered)) expect([label, await form.offered(label)]).toEqual([label, expect.arrayContaining([option])]);
		expect((await form.offered('Card or bank account')).length).toBeGreaterThan(0);
		await picture('expense-settings');
		await form.fill({ "Employees' own expenses become": 'Nothing', 'Company-card expenses become': 'Nothing', 'One document per': 'Employee and month', Export: 'Real time' });
		const text = await form.submit();
		for (const why of ['Nothing was saved', 'nothing would be exported', 'choose Daily or Manual']) expect(text).toContain(why);
		expect(await rows(SETTINGS)).toEqual([]);
	});

	it('SYNC-SETTINGS, NODE-DRY: saves a row for the workspace, then shows what would be written and writes nothing', async () => {
		const form = await settings();
		await form.fill({ 'Company-card expenses become': 'Journals', Export: 'Manual', Then: 'Save and test' });
		const text = await finish();
		await picture('expense-test');
		expect(text).toMatch(/Would be written \(\d\)[^]*would create[^]*Held \(\d\)[^]*<img src=x/);
		expect(await rows(SETTINGS)).toEqual([expect.objectContaining({ workspace: system.workspace, reimbursable: 'bill', companyCard: 'journal', frequency: 'manual', savedBy: world.n8n.owner.email })]);
		expect([writes(), await screen.page.locator('main.sp img').count()]).toEqual([[], 0]);
		const again = await settings();
		expect([await again.chosen('Company-card expenses become'), await again.chosen('Export')]).toEqual([['Journals'], ['Manual']]);
	});

	it('SYNC-SETTINGS: the sync goes by the row; OPS-MAP: a suggestion waits until it is confirmed, and the report goes out by itself', async () => {
		const row = { workspace: system.workspace, category: MARKUP, account, taxRate: '', note: 'to be looked at', state: 'suggested', suggestion: account };
		await world.n8n.insertRows(CATEGORIES, [row]);
		await world.run();
		const kinds = new Set((await world.posted()).map(({ kind }) => kind));
		expect([kinds.has('journal'), kinds.has('card'), kinds.has('bill')]).toEqual([true, false, true]);
		expect(world.source.isMarked(await world.source.named('Markup'))).toBe(false);
		await choose('Tell what is unmapped');
		expect(await finish()).toContain(`22.33\t${account}\t`);
		await world.n8n.upsertRow(CATEGORIES, { ...row, state: 'confirmed' }, ['note']);
		await world.run();
		expect(world.source.isMarked(await world.source.named('Markup'))).toBe(true);
		expect((await world.posted()).filter(({ cents }) => cents === 1234n)).toHaveLength(1);
	});

	it('OPS-MAP: what was used before is suggested: by the documents in the books, else by rows of other workspaces', async () => {
		await world.n8n.upsertRow(CATEGORIES, { workspace: system.workspace, category: 'No such category', note: 'to be looked at' }, ['note']);
		if (!listsLines) await world.n8n.insertRows(CATEGORIES, [{ workspace: 'ANOTHER', category: MARKUP, account, note: 'of another workspace' }]);
		await choose('Suggest mappings');
		const text = await finish();
		expect(text).toContain(`categories\t${MARKUP}\t${account}\tused 1 of 1 times before`);
		expect(await screen.page.locator('main.sp img').count()).toBe(0);
	});

	if (system.requirement !== 'SYNC-EXP-INTACCT') return;
	it('OPS-MAP, SYNC-EXP-INTACCT: where expenses become expense reports, employees and expense types are suggested, too', async () => {
		const people = async () => (await rows('Sync map: employees')).filter((row) => row.workspace === system.workspace && (row.employee ?? '') !== '' && (row.state ?? '') !== '');
		expect(await people()).toEqual([]);
		await world.source.add('Waits', employee, '2026-05-10', [{ ...expense, merchant: 'Pier Hotel', amount: 4200, category }]);
		const form = await settings();
		await form.fill({ "Employees' own expenses become": 'Expense reports', Then: 'Save and test' });
		expect(await finish()).toMatch(/Expense report\t/);
		const kept = (await ours()).filter(({ category: name }) => name !== 'Lodging');
		await world.n8n.upsertRow(CATEGORIES, { workspace: 'GONE', category: 'Lodging' }, ['category']);
		await choose('Suggest mappings');
		expect(await finish()).toMatch(/employees\t\S+@\S+\tE-\d\d\temployee: the same e-mail address/);
		expect((await people()).map(({ email, employee: is, supplier: as, state }) => [email, is, as, state])).toContainEqual([employee, 'E-03', '', 'matched']);
		expect((await ours()).find(({ category: name }) => name === 'Lodging')).toMatchObject({ account: '6110', expenseType: 'Lodging', state: 'matched' });
		expect(await ours()).toEqual(expect.arrayContaining(kept));
		expect(writes().filter((route) => /expensereport/.test(route))).toEqual([]);
	});
});
