import { readFileSync } from 'node:fs';
import { openBrowser, signIn, type Screen } from '../support/browser';
import { readCsv } from '../support/csv';
import { Form } from '../support/forms';
import { connectQuickly } from '../support/connect';
import { importTemplates, templatesWithCalled } from '../support/n8n';
import { daysAgo, lastMonth, Reconciliation } from '../support/reconciliation';

const MARKUP = '<img src=x onerror="document.title=\'run\'"> & Söhne';
const FORMULA = '=1+1 & Söhne';
const month = lastMonth();
let world: Reconciliation;
let screen: Screen;

beforeAll(async () => {
	world = await Reconciliation.open();
	const ids: string[] = [];
	const purchases: Array<[string, number, string]> = [
		['Office paper', 4250, 'General Expenses'], ['Fernlea Fuels', 5002, 'Motor Vehicle Expenses'], ['Harbour Cafe', 1880, 'Entertainment'],
		['Timber Yard', 31275, 'General Expenses'], ['Rail tickets', 9640, 'Travel - National'], ['Hand tools', 12999, 'General Expenses'],
	];
	for (const [at, [merchant, amount, category]] of purchases.entries()) ids.push(await world.report(merchant, { amount, category }, month.day(8 + at)));
	await world.report(MARKUP, { amount: 1234, category: 'Team "away" days' }, month.day(20)); // has no account, so it is held
	await world.sync();
	const bill = async (at: number) => await world.bill(ids[at] ?? '');
	const dearer = await bill(1);
	await world.change(dearer, { LineItems: [{ ...dearer.LineItems?.[0], LineAmount: undefined, TaxAmount: undefined, UnitAmount: 52 }] });
	await world.change(await bill(2), { Status: 'VOIDED' });
	await world.change(await bill(3), { Date: month.next(2) });
	await world.enter((await bill(4)).InvoiceNumber ?? '', 96.4, month.day(12));
	await world.enter('EXP-R77777-B', 75, month.day(9), { Contact: { Name: FORMULA } }); // Xero takes no markup in names
	screen = await openBrowser({ width: 1180, height: 900 });
	await signIn(screen.page, world.n8n);
});
afterAll(async () => {
	await screen?.close();
	await world?.close();
});

async function reconcile(answers: Record<string, string> = {}): Promise<string> {
	const form = await Form.open(screen.page, `${world.n8n.url}/form/reconcile-expensify`);
	await form.submit();
	await form.fill(answers);
	await screen.page.locator('#submit-btn').click();
	await screen.page.locator('main.rc, .container .header').first().waitFor({ timeout: 120_000 });
	await screen.page.waitForFunction("document.querySelector('main.rc') !== null || document.querySelector('#submit-btn') === null", undefined, { timeout: 120_000 });
	return (await screen.page.locator('body').innerText()).trim();
}

describe('OPS-RECON: the form and its page, as people use them', () => {
	it('offers the workspaces, and last month', async () => {
		const form = await Form.open(screen.page, `${world.n8n.url}/form/reconcile-expensify`);
		await form.submit();
		expect(await form.offered('Workspace')).toEqual(['All', expect.stringContaining('(0123456789ABCDEF)')]);
		expect(await screen.page.locator('input[name="from"], input[type="date"]').first().inputValue()).toBe(month.from);
	});

	it('ends with the page: totals, findings, markup as text, nothing from elsewhere, and the CSV file', async () => {
		const asked: string[] = [];
		screen.page.on('request', (request) => asked.push(request.url()));
		const text = await reconcile();
		const { page } = screen;
		expect(text).toContain('Source and books differ');
		for (const part of ['Missing in the books', 'Only in the books (1)', 'Different (2)', 'Twice (1)', 'EXP-R77777-B', 'Posted in another period', MARKUP]) expect(text).toContain(part);
		expect(await page.title()).not.toBe('run');
		expect(await page.locator('main.rc img, main.rc script').count()).toBe(0);
		// n8n's own frame of a form asks for its font and icon; the page itself for nothing.
		expect(asked.filter((url) => !url.startsWith(world.n8n.url) && !/fonts\.g|n8n\.io\/favicon|^data:/.test(url))).toEqual([]);
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Take the CSV file').click()]);
		expect(download.suggestedFilename()).toBe(`Expensify and Xero ${month.from} to ${month.to}.csv`);
		const lines = readCsv(readFileSync(await download.path(), 'utf8'));
		expect(lines.filter(({ Result }) => Result === 'missing').map(({ Key }) => Key)).toContain(MARKUP);
		expect(lines.filter(({ Result }) => Result === 'extra').map((line) => line['Supplier or customer'])).toEqual([`'${FORMULA}`]);
		expect(lines.filter(({ Result }) => Result !== 'missing').map(({ Result }) => Result)).toEqual(['extra', 'different', 'different', 'duplicate']);
		await page.setViewportSize({ width: 1180, height: 1500 });
		await screen.picture('reconcile-page');
	});

	it('is read on a phone and in the dark: no line is wider than the screen, and text stands out', async () => {
		const { page } = screen;
		await page.setViewportSize({ width: 390, height: 844 });
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
		const [background, color] = await page.evaluate<[string, string]>("[getComputedStyle(document.querySelector('.rc')).backgroundColor, getComputedStyle(document.querySelector('.rc')).color]");
		const light = (rgb: string) => (rgb.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, one) => sum + Number(one), 0);
		expect(light(color) - light(background)).toBeGreaterThan(400);
		await screen.picture('reconcile-phone');
		await page.emulateMedia({ colorScheme: 'light' });
		await page.setViewportSize({ width: 1180, height: 900 });
	});

	it('takes another period and one workspace', async () => {
		const form = await Form.open(screen.page, `${world.n8n.url}/form/reconcile-expensify`);
		await form.submit();
		const [, kea = ''] = await form.offered('Workspace');
		const text = await reconcile({ Workspace: kea, 'First day': month.next(2), 'Last day': month.next(2) });
		expect(text).toContain(`Expensify and Xero, ${kea.replace(/ \(.*/, '')}`);
		// What was moved into this month is in its books, while the source has it in the month before.
		for (const part of [`${month.next(2)} to ${month.next(2)}`, 'Different (1)', '312.75 posted in another period']) expect(text).toContain(part);
		expect(text).not.toContain('Missing in the books');
	});

	it('says so where nothing could be compared', async () => {
		world.sandbox.frame.faults.add({ system: 'xero', kind: 'status', path: '/CreditNotes', value: 403, times: 20 });
		const text = await reconcile();
		world.sandbox.frame.faults.clear();
		expect(text).toContain('Nothing was compared');
	});

	it.each([
		['reconcile-expensify-quickbooks-online', 'acctSyncReconQbo', 'Expensify and QuickBooks Online', 'Missing in the books'],
		['reconcile-expensify-sage-intacct', 'acctSyncReconInt', 'Expensify and Sage Intacct', 'Missing in the books'],
		['reconcile-work-quickbooks-online', 'acctSyncReconWrk', '', 'was never enabled'],
	])('%s: the same for the other syncs', async (path, id, title, finding) => {
		await importTemplates(world.n8n.session, templatesWithCalled([id]), await connectQuickly(world.n8n, world.sandbox));
		const form = await Form.open(screen.page, `${world.n8n.url}/form/${path}`);
		// Work's form has its fields on the first page.
		const period = { 'First day': daysAgo(45), 'Last day': daysAgo(0) };
		if (title === '') await form.fill(period);
		else {
			await form.submit();
			await form.fill(period);
		}
		const text = await form.submit();
		for (const part of [title, finding]) expect(text).toContain(part);
	});
});
