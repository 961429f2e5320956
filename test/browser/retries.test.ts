import { documentKey } from '../../nodes/core/keys';
import { openBrowser, signIn, type Screen } from '../support/browser';
import { ask, publishQuietly } from '../support/expense-sync/asked';
import { SyncWorld } from '../support/expense-sync/world';
import { xero } from '../support/expense-sync/xero';
import { Form } from '../support/forms';
import { importTemplates, templatesWithCalled } from '../support/n8n';

const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne';
const FORMS = ['acctSyncRetryFrm', 'acctSyncExpAgain'];
const RETRY = 'accounting-sync-retry';
const AGAIN = 'accounting-sync-export-again';

let world: SyncWorld;
let screen: Screen;
let mapped: string;
let closed: string;
beforeAll(async () => {
	world = await SyncWorld.open(xero);
	await world.withSettings({}, { bare: true });
	await publishQuietly(world);
	const there = new Set(templatesWithCalled([xero.template]).map(({ id }) => id));
	await importTemplates(world.n8n.session, templatesWithCalled(FORMS).filter(({ id }) => !there.has(id)), world.credentials);
	const add = async (name: string, day: string, more: Record<string, unknown>) => await world.source.add(name, 'asa.lindqvist@keajoinery.example', day, [{ currency: 'GBP', category: 'General Expenses', tag: 'Office', merchant: MARKUP, ...more }]);
	mapped = await add('Mapped', '2026-06-10', { amount: 1001, category: MARKUP });
	closed = await add('Closed', '2026-03-15', { amount: 1002 });
	await world.system.closeBooks(world.sandbox, '2026-03-31');
	await ask(world, '');
	screen = await openBrowser({ width: 1180, height: 700 });
	await signIn(screen.page, world.n8n);
});
afterAll(async () => {
	await screen?.close();
	await world?.close();
});

const keyOf = (report: string) => documentKey('EXP', report, 'B');
const open = async (path: string) => await Form.open(screen.page, `${world.n8n.url}/form/${path}`);
const amounts = async () => (await world.posted()).map(({ cents }) => Number(cents)).sort();
/** Lines of the page at the end, by document. */
const lines = async () => {
	const all = await screen.page.locator('.sp tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
	return Object.fromEntries(all.map(([document = '', , result = '', reason = '']) => [document, [result, reason]]));
};

describe('OPS-RETRY: what failed, as people correct it and try it again', () => {
	it('lists failed and held documents with reason, remedy and links; markup is text', async () => {
		const form = await open(RETRY);
		const shown = await form.submit();
		for (const part of [mapped, keyOf(closed), 'mapping', 'closed period', MARKUP, 'waits for you', '1 try', '10.02 GBP']) expect(shown).toContain(part);
		expect((await form.offered('Documents')).map((option) => option.replace(/^\d+\. Expensify to Xero: /, '')).sort()).toEqual([`${keyOf(closed)} (closed period)`, `${mapped} (mapping)`].sort());
		expect(await screen.page.locator('table img').count()).toBe(0);
		expect(await screen.page.title()).not.toBe('run');
		const links = await screen.page.locator('table a').evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
		expect(links).toContainEqual(['Mapping tables', `${world.n8n.url}/home/datatables`]);
		expect(links).toContainEqual(['Settings and mappings', `${world.n8n.url}/form/expensify-to-xero`]);
		await screen.picture('retry');
		await screen.page.setViewportSize({ width: 390, height: 900 });
		expect(await screen.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
		await screen.page.setViewportSize({ width: 1180, height: 700 });
	});

	it('tries nothing where nothing was chosen', async () => {
		const form = await open(RETRY);
		await form.submit();
		expect(await form.submit()).toContain('Nothing was chosen');
		expect(await world.posted()).toEqual([]);
	});

	it('posts the one that was corrected and chosen, exactly once, and leaves the other alone', async () => {
		await world.n8n.upsertRow('Sync map: categories', { category: MARKUP, account: '429', taxRate: '' }, ['category']);
		const form = await open(RETRY);
		await form.submit();
		await form.fill({ Documents: (await form.offered('Documents')).filter((option) => option.includes(mapped)) });
		await form.submit();
		expect(await lines()).toEqual({ [keyOf(mapped)]: ['created', ''] });
		expect(await amounts()).toEqual([1001]);
		expect((await world.problems()).map(({ key }) => key)).toEqual([keyOf(closed)]);
	});

	it('tells what still fails, tries all, and has nothing left to list once it is put right', async () => {
		const all = async () => {
			const form = await open(RETRY);
			await form.submit();
			await form.fill({ What: 'All' });
			await form.submit();
			return await lines();
		};
		expect(await all()).toEqual({ [keyOf(closed)]: ['failed (closed period)', expect.stringMatching(/\w/)] });
		await world.system.closeBooks(world.sandbox, null);
		expect(await all()).toEqual({ [keyOf(closed)]: ['created', ''] });
		expect(await amounts()).toEqual([1001, 1002]);
		expect(await (await open(RETRY)).submit()).toContain('Nothing has failed');
		expect((await world.n8n.listRows('Sync retries')).map(({ startedBy }) => startedBy)).toEqual(['form', 'form', 'form']);
	});
});

describe('SYNC-EXP-XERO: a report is exported again by hand', () => {
	const again = async (ids: string, changed = 'Tell me, and change nothing') => {
		const form = await open(AGAIN);
		await form.fill({ Sync: 'Expensify to Xero', 'Report IDs': ids, 'Where a report has changed since': changed });
		return await form.submit();
	};

	it('finds what stands in the books and posts it not again; tells an ID that nobody knows', async () => {
		await again(`${mapped}, R0nobody`);
		expect(await lines()).toEqual({ [keyOf(mapped)]: ['stood in the books already', ''], R0nobody: ['not found', expect.stringMatching(/nothing of this/)] });
		expect(await amounts()).toEqual([1001, 1002]);
	});

	it('tells what has changed since, and brings it up to date where that is chosen', async () => {
		const { expenses: [first] } = await world.source.named('Mapped');
		await world.control('POST', '/expensify/expenses', { expenses: [{ transactionID: first?.id, amount: 1501 }] });
		await again(mapped);
		expect(await lines()).toEqual({ [keyOf(mapped)]: ['failed (duplicate)', expect.stringContaining('15.01')] });
		await again(mapped, 'Bring its documents in the books up to date');
		expect(await lines()).toEqual({ [keyOf(mapped)]: ['brought up to date', ''] });
		expect(await amounts()).toEqual([1002, 1501]);
	});

	it('takes no text that is no ID', async () => {
		expect(await again("%' <b>all</b>")).toContain('This is no ID of a report');
	});

	it('says so where the sync is not published', async () => {
		await world.n8n.unpublish(xero.template);
		await again(mapped);
		expect(await lines()).toEqual({ [mapped]: ['not started', expect.stringMatching(/\w/)] });
	});
});

describe('OPS-ACCESS: who may see and start it', () => {
	it.each([RETRY, AGAIN])('shows nothing of /form/%s to somebody who is not signed in, and starts nothing', async (path) => {
		const context = await screen.browser.newContext();
		const stranger = await context.newPage();
		await stranger.goto(`${world.n8n.url}/form/${path}`);
		await stranger.waitForURL(/signin/);
		await context.close();
		const before = (await world.log()).runs.length;
		const answer = await fetch(`${world.n8n.url}/form/${path}`, { method: 'POST', body: new FormData(), redirect: 'manual' });
		expect([answer.ok, (await answer.text()).includes('EXP-'), (await world.log()).runs.length]).toEqual([false, false, before]);
	});
});
