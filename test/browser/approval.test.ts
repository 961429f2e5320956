import type { Page } from 'playwright-core';
import { openBrowser, signInQuickly, type Editor, type Screen } from '../support/browser';
import { publishQuietly } from '../support/expense-sync/asked';
import { SyncWorld } from '../support/expense-sync/world';
import { KEA, xero } from '../support/expense-sync/xero';
import { Form } from '../support/forms';
import { addMember } from '../support/member';
import { importTemplates, templatesWithCalled } from '../support/n8n';
import { settle } from '../support/settle';

const FORM = 'acctSyncApprFrm0';
const PATH = 'form/accounting-sync-approvals';
const ROWS = 'Sync approvals';
const RULES = 'Sync approval rules';
const BO = 'bo.hay@keajoinery.example';
const ASA = 'asa.lindqvist@keajoinery.example';
const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne $& {{ 7*7 }}';

type Row = Record<string, string>;

let world: SyncWorld;
let bo: Editor;
let screen: Screen;
/** Another browser, in which n8n's owner is signed in. */
let owner: Page;
const reports: Record<string, string> = {};
beforeAll(async () => {
	world = await SyncWorld.open(xero);
	await importTemplates(world.n8n.session, templatesWithCalled([FORM]), world.credentials);
	await publishQuietly(world);
	bo = await addMember(world.n8n, BO, ['Bo', 'Hay']);
	await world.n8n.insertRows(RULES, [{ workspace: KEA, department: '', above: '500', currency: '', approver: BO, from: '2026-09-01', note: '' }]);
	for (const [name, amount] of [['Roof beams', 61_250], ['Golf set', 90_000], [MARKUP, 70_000], ['Site huts', 128_000]] as const) {
		reports[name] = await world.source.add(name, ASA, '2026-09-10', [{ currency: 'GBP', category: 'General Expenses', tag: 'Office', merchant: name, amount }]);
	}
	await world.run();
	screen = await openBrowser({ width: 1000, height: 900 });
	await signInQuickly(screen.page, bo);
});
afterAll(async () => {
	await screen?.close();
	await world?.close();
});

/** The page with what waits, for who is signed in there. */
async function open(page = screen.page): Promise<{ form: Form; text: string }> {
	const form = await Form.open(page, `${world.n8n.url}/${PATH}`);
	return { form, text: await form.submit() };
}
const rowOf = async (name: string) => ((await world.n8n.listRows(ROWS)) as Row[]).find((row) => row.name === name) ?? {};
const stateOf = async (name: string) => (await rowOf(name)).state;
const label = async (form: Form, name: string) => (await form.offered('Reports')).filter((text) => text.includes(`. ${name}: GBP`));
/** @returns the page that the form ends with */
async function send(form: Form, answers: Record<string, string | string[]>, page = screen.page): Promise<string> {
	await form.fill(answers);
	await page.locator('#submit-btn').click();
	await page.locator('main.sp').waitFor({ timeout: 60_000 });
	return await page.locator('main.sp').innerText();
}

describe('SYNC-APPROVE: the form, as approvers use it', () => {
	it('SYNC-APPROVE: shows what waits for the approver, names as text, and fits a phone', async () => {
		const { form, text } = await open();
		const offered = await Promise.all(Object.keys(reports).map(async (name) => await label(form, name)));
		expect(offered.flat()).toHaveLength(4);
		for (const part of ['Roof beams', 'GBP 612.50', 'Kea Joinery', MARKUP, '1280.00']) expect(text).toContain(part);
		expect([await screen.page.title() === 'run', await screen.page.locator('form img').count()]).toEqual([false, 0]);
		await form.fill({ Reports: await label(form, 'Roof beams'), Answer: 'Approve' });
		await screen.picture('approval');
		await screen.page.setViewportSize({ width: 390, height: 900 });
		expect(await screen.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
		await screen.page.setViewportSize({ width: 1000, height: 900 });
	});

	it('SYNC-APPROVE: a rejection without a reason is not taken; with one it is written, logged with who decided, and told under problems', async () => {
		const first = await open();
		const choice = await label(first.form, 'Golf set');
		expect(await send(first.form, { Reports: choice, Answer: 'Reject' })).toContain('A rejection needs a reason.');
		expect(await stateOf('Golf set')).toBe('asked');
		const { form } = await open();
		const text = await send(form, { Reports: choice, Answer: 'Reject', 'Reason, needed to reject': 'Not for <b>work</b>' });
		expect(text).toContain('Not for <b>work</b>');
		expect(await rowOf('Golf set')).toMatchObject({ state: 'rejected', decidedBy: BO, reason: 'Not for <b>work</b>', decidedAt: expect.stringMatching(/Z$/) as string });
		const { log } = await world.log();
		const audit = log.find(({ action }) => action === 'rejected');
		expect(audit).toMatchObject({ key: reports['Golf set'], result: 'ok', reason: 'Not for <b>work</b>', amount: '900.00', currency: 'GBP' });
		expect(JSON.parse(audit?.changes ?? '{}')).toMatchObject({ decidedBy: { after: expect.stringMatching(/^Bo Hay \(n8n user [\w-]+\)$/) as string } });
		// The sync was started for it, and tells the reason where problems are told.
		await until(async () => (await world.problems()).some(({ key, message }) => key === reports['Golf set'] && message === `Rejected by ${BO}: Not for <b>work</b>`));
	});

	it('SYNC-APPROVE: several are approved at once; the sync is started and exports each once', async () => {
		const { form } = await open();
		const text = await send(form, { Reports: [...await label(form, 'Roof beams'), ...await label(form, MARKUP)], Answer: 'Approve' });
		expect(text).toContain('Answered (2)');
		await until(async () => (await world.source.marked()).filter(({ name }) => name === 'Roof beams' || name === MARKUP).length === 2);
		const { log } = await world.log();
		expect(log.filter(({ action }) => action === 'approved').map(({ key }) => key).sort()).toEqual([reports['Roof beams'], reports[MARKUP]].sort());
		await world.run();
		const posted = await world.posted();
		for (const name of ['Roof beams', MARKUP, 'Golf set', 'Site huts']) expect([name, posted.filter(({ key }) => key.includes(reports[name] ?? '')).length]).toEqual([name, name === 'Golf set' || name === 'Site huts' ? 0 : 1]);
	});

	it('SYNC-APPROVE: a page that is out of date writes nothing over: what was answered or has changed meanwhile is told', async () => {
		const { form } = await open();
		const choice = await label(form, 'Site huts');
		const row = await rowOf('Site huts');
		await world.n8n.upsertRow(ROWS, { key: row.key, state: 'rejected', decidedBy: 'somebody', reason: 'Too dear' }, ['key']);
		expect(await send(form, { Reports: choice, Answer: 'Approve' })).toContain('It was rejected meanwhile.');
		expect(await rowOf('Site huts')).toMatchObject({ state: 'rejected', decidedBy: 'somebody', reason: 'Too dear' });
	});

	it('OPS-ACCESS: another user sees nothing of it, the owner of n8n neither, unless a setting says so; a stranger is sent to the login', async () => {
		const row = await rowOf('Site huts');
		await world.n8n.upsertRow(ROWS, { key: row.key, state: 'asked' }, ['key']);
		const context = await screen.browser.newContext();
		const stranger = await context.newPage();
		await stranger.goto(`${world.n8n.url}/${PATH}`);
		await stranger.waitForURL(/signin/);
		await context.close();
		const answer = await fetch(`${world.n8n.url}/${PATH}`, { method: 'POST', body: new FormData(), redirect: 'manual' });
		expect([answer.ok, (await answer.text()).includes('Site huts')]).toEqual([false, false]);
		owner = await (await screen.browser.newContext()).newPage();
		await signInQuickly(owner, world.n8n);
		const { text } = await open(owner);
		expect([text.includes('Nothing waits for you'), text.includes('Site huts')]).toEqual([true, false]);
	});

	it('OPS-ACCESS: whoever comes by the address of the approver\'s own page answers as themselves, and that is not taken', async () => {
		await open();
		const form = await Form.open(owner, screen.page.url());
		expect(await send(form, { Reports: await label(form, 'Site huts'), Answer: 'Approve' }, owner)).toContain('It waits for somebody else.');
		expect(await stateOf('Site huts')).toBe('asked');
	});

	it('SYNC-APPROVE: who may decide for others by the settings does so under their own name', async () => {
		await settle(world.n8n, FORM, { decideForOthers: world.n8n.owner.email, startSync: false });
		const { form } = await open(owner);
		expect(await send(form, { Reports: await label(form, 'Site huts'), Answer: 'Approve' }, owner)).toContain('Answered (1)');
		expect(await rowOf('Site huts')).toMatchObject({ state: 'approved', approver: BO, decidedBy: world.n8n.owner.email });
	});
});

/** Waits for what a sync that was started in the background does. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; !(await isDone()); tries++) {
		if (tries > 60) throw new Error('It did not happen within a minute');
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
}
