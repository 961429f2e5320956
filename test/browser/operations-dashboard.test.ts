import { readFileSync } from 'node:fs';
import { LOG_COLUMNS, logRow, RUN_COLUMNS } from '../../nodes/SyncLog/columns';
import { openBrowser, signIn, type Screen } from '../support/browser';
import { readCsv } from '../support/csv';
import { Form } from '../support/forms';
import { importTemplates, startN8n, templatesWithCalled, type N8n, type Workflow } from '../support/n8n';
import { EXPENSIFY, LISTS, MARKUP, NEVER, QUICKBOOKS, weeks } from '../support/operations-week';

const PAGE = 'acctSyncDashSub0';
const SIGNED_IN = 'acctSyncDashFrm0';
const SECRET = 'acctSyncDashHook';
const EXPORT = 'acctSyncLogCsv00';
const ADDRESS = 'accounting-sync-dashboard';

let n8n: N8n;
let screen: Screen;
beforeAll(async () => {
	n8n = await startN8n();
	const templates = templatesWithCalled([SIGNED_IN, SECRET, EXPORT]);
	const settings = templates.find(({ id }) => id === PAGE)?.nodes.find(({ name }: { name: string }) => name === 'Settings');
	for (const assignment of settings.parameters.assignments.assignments) if (assignment.name === 'expected') assignment.value = `${NEVER}\n${LISTS}`;
	await importTemplates(n8n.session, templates, {});
	const { runs, log } = weeks(new Date());
	await n8n.insertRows('Sync runs', runs);
	await n8n.insertRows('Sync log', log);
	screen = await openBrowser({ width: 1180, height: 900 });
	await signIn(screen.page, n8n);
});
afterAll(async () => {
	await screen?.close();
	await n8n?.stop();
});

/** Opens the form's page and what it ends with, as a person does. @returns the time from the click to the page, in ms */
async function open(): Promise<number> {
	await Form.open(screen.page, `${n8n.url}/form/${ADDRESS}`);
	const clicked = Date.now();
	await screen.page.locator('#submit-btn').click();
	await screen.page.locator('main.rc').waitFor({ timeout: 60_000 });
	return Date.now() - clicked;
}
const text = async () => await screen.page.locator('main.rc').innerText();

describe('OPS-DASH: the dashboard, as people see it', () => {
	it('shows health, runs, days, failures, totals and links; markup is text, nothing comes from elsewhere', async () => {
		const asked: string[] = [];
		screen.page.on('request', (request) => asked.push(request.url()));
		await open();
		const { page } = screen;
		const shown = await text();
		for (const part of ['3 syncs need somebody', 'Open problems (4)', 'EXP-R1007-B', '19 hours', 'closed period', 'Team away days', 'GBP', MARKUP, '-0.01', 'The next run is overdue.', 'It has never run.']) expect(shown).toContain(part);
		const cards = await page.locator('.syncs li').evaluateAll((all) => all.map((card) => [card.querySelector('h3')?.textContent, card.className]));
		expect(cards).toEqual([[QUICKBOOKS, 'warn'], [EXPENSIFY, 'bad'], [NEVER, 'none'], [LISTS, 'good']]);
		expect(await page.locator('#problems tbody tr').first().innerText()).toContain('EXP-R1007-B');
		expect(await page.locator('#problems a').first().getAttribute('href')).toBe('https://go.xero.com/y');
		expect(await page.title()).not.toBe('run');
		expect(await page.locator('main.rc img, main.rc script').count()).toBe(0);
		// n8n's own frame of a form asks for its font and icon; the page itself for nothing.
		expect(asked.filter((url) => !url.startsWith(n8n.url) && !/fonts\.g|n8n\.io\/favicon|^data:/.test(url))).toEqual([]);
		await page.setViewportSize({ width: 1180, height: 1900 });
		await screen.picture('dashboard');
	});

	it('is read on a phone and in the dark: no line is wider than the screen, and text stands out', async () => {
		const { page } = screen;
		await page.setViewportSize({ width: 390, height: 1500 });
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
		const [background, color] = await page.evaluate<[string, string]>("[getComputedStyle(document.querySelector('.rc')).backgroundColor, getComputedStyle(document.querySelector('.rc')).color]");
		const light = (rgb: string) => (rgb.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, one) => sum + Number(one), 0);
		expect(light(color) - light(background)).toBeGreaterThan(400);
		await screen.picture('dashboard-phone');
		await page.emulateMedia({ colorScheme: 'light' });
		await page.setViewportSize({ width: 1180, height: 900 });
	});
});

describe('OPS-ACCESS: who sees it', () => {
	const hook = async (headers: Record<string, string> = {}) => await fetch(`${n8n.url}/webhook/${ADDRESS}-page`, { headers });
	const basic = (user: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });

	it('shows nothing to somebody who is not signed in', async () => {
		const context = await screen.browser.newContext();
		const stranger = await context.newPage();
		await stranger.goto(`${n8n.url}/form/${ADDRESS}`);
		await stranger.waitForURL(/signin/);
		await context.close();
		const answer = await fetch(`${n8n.url}/form/${ADDRESS}`, { method: 'POST', body: new FormData(), redirect: 'manual' });
		expect([answer.ok, (await answer.text()).includes('EXP-')]).toEqual([false, false]);
	});

	it('has no address with a secret until somebody switches it on, and refuses all without a credential', async () => {
		expect((await hook()).status).toBe(404);
		await n8n.publish(SECRET).catch(() => undefined); // n8n may refuse already here
		for (const answer of [await hook(), await hook(basic('', '')), await hook(basic('books', 'guess'))]) {
			expect([answer.ok, (await answer.text()).includes('EXP-')]).toEqual([false, false]);
		}
	});

	it('shows the page to whoever knows the secret, as text that nobody keeps and nothing else may run in', async () => {
		const password = 'a long secret for the test';
		const id = await n8n.createCredential('Dashboard', 'httpBasicAuth', { user: 'books', password });
		const [template] = templatesWithCalled([SECRET]).filter((one) => one.id === SECRET);
		const { plan: _plan, ...workflow } = structuredClone(template) as Workflow & { plan: unknown };
		workflow.nodes.find(({ name }) => name === 'Open the dashboard').credentials = { httpBasicAuth: { id, name: 'Dashboard' } };
		await n8n.unpublish(SECRET).catch(() => undefined);
		await n8n.importWorkflow(workflow, { Dashboard: id });
		await n8n.publish(SECRET);
		expect((await hook()).status).toBe(401);
		expect((await hook(basic('books', 'wrong'))).status).toBe(401);
		const answer = await hook(basic('books', password));
		expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
		const page = await answer.text();
		expect(page).toContain('EXP-R1007-B');
		expect(page).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'); // n8n replaces the header by one of its own
	});
});

describe('OPS-LOG: the log as a CSV file', () => {
	const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
	async function take(what: string, from: string, to: string): Promise<{ name: string; lines: Array<Record<string, string>> }> {
		const { page } = screen;
		const form = await Form.open(page, `${n8n.url}/form/accounting-sync-log`);
		await form.fill({ What: what, 'First day': from, 'Last day': to });
		const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#submit-btn').click()]);
		return { name: file.suggestedFilename(), lines: readCsv(readFileSync(await file.path(), 'utf8')) };
	}

	it('gives the rows of a period, and what a spreadsheet would run as text', async () => {
		await n8n.insertRows('Sync log', [logRow({ at: `${day(2)}T12:00:00.000Z`, sync: EXPENSIFY, key: 'EXP-FORMULA', result: 'failed', reason: '=HYPERLINK("http://x")' })]);
		const all = (await n8n.listRows('Sync log')) as Array<Record<string, string>>;
		const { name, lines } = await take('Documents', day(3), day(1));
		const wanted = all.filter(({ at = '' }) => at.slice(0, 10) >= day(3) && at.slice(0, 10) <= day(1));
		expect(lines.map(({ key }) => key).sort()).toEqual(wanted.map(({ key }) => key).sort());
		expect(name).toBe(`Sync log ${lines[0]?.at?.slice(0, 10)} to ${lines[lines.length - 1]?.at?.slice(0, 10)}.csv`);
		expect(Object.keys(lines[0] ?? {})).toEqual([...LOG_COLUMNS]);
		expect(lines.find(({ key }) => key === 'EXP-FORMULA')?.reason).toBe("'=HYPERLINK(\"http://x\")");
	});

	it('gives the runs, too, and an empty file for a period in which there were none', async () => {
		const { lines } = await take('Runs', day(2), day(0));
		expect(lines.length).toBeGreaterThan(3);
		expect(Object.keys(lines[0] ?? {})).toEqual([...RUN_COLUMNS]);
		expect((await take('Runs', '2020-01-01', '2020-01-31')).lines).toEqual([]);
	});

	it('is shown to nobody who is not signed in', async () => {
		const context = await screen.browser.newContext();
		const stranger = await context.newPage();
		await stranger.goto(`${n8n.url}/form/accounting-sync-log`);
		await stranger.waitForURL(/signin/);
		await context.close();
	});
});

describe('OPS-DASH: a long log', () => {
	it('opens fast with 10,000 rows', async () => {
		const { log } = weeks(new Date());
		const many = Array.from({ length: 10_000 - log.length }, (_, n) => ({ ...(log[n % log.length] ?? {}), key: `EXP-M${n}-B` }));
		await n8n.insertRows('Sync log', many);
		await open();
		const times = [await open(), await open()];
		process.stdout.write(`The dashboard of 10,000 rows opened in ${times.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(' and ')}\n`);
		expect(Math.min(...times)).toBeLessThan(5000);
	});
});
