import { openBrowser, signIn, type Screen } from '../support/browser';
import { DataSync, PARTS } from '../support/data-sync';
import { Form } from '../support/forms';

const POSTING = 'acctSyncExiAiq00';
const RECONCILIATION = 'acctSyncReconAiq';

let sync: DataSync;
let screen: Screen;
beforeAll(async () => {
	sync = await DataSync.open({}, [POSTING, RECONCILIATION]);
	await sync.n8n.unpublish(POSTING); // it would ask ExpenseIn every minute
	screen = await openBrowser({ width: 900, height: 1100 });
	await signIn(screen.page, sync.n8n);
});
afterAll(async () => {
	await screen?.close();
	await sync?.close();
});

/** The first page explains, the second one asks. */
async function openSettings(): Promise<Form> {
	const form = await Form.open(screen.page, `${sync.n8n.url}/form/accountsiq-to-expensein`);
	await form.submit();
	return form;
}
const rows = async () => Object.fromEntries((await sync.n8n.listRows('AccountsIQ data sync')).map((row) => [row.part, row]));
const writes = () => sync.calls('expensein').filter(({ method }) => method !== 'GET');

describe("the data sync's settings, as people fill them in", () => {
	it('SYNC-AIQ-1, SYNC-AIQ-3: offers five parts, all off at first, and the dimensions that the books have', async () => {
		await sync.books('dimension', { Code: 'REGION', Description: 'Sales region', DimensionCodes: [{ Code: 'N', Description: 'North' }] });
		const form = await openSettings();
		expect(await form.offered('Parts that are synced')).toEqual([...PARTS]);
		expect(await form.chosen('Parts that are synced')).toEqual([]);
		const sources = await form.offered('Projects come from');
		for (const source of ['Sales region (REGION)', 'BI Code']) expect(sources).toContain(source);
		expect(await form.offered('Departments come from')).toEqual(sources);
		await screen.picture('data-sync-settings');
	});

	it('SYNC-AIQ-7: "Save" stores the settings, who saved them and when, and does nothing else', async () => {
		const form = await openSettings();
		sync.forget();
		await form.fill({
			'Parts that are synced': ['Categories', 'Projects'], 'Projects come from': 'Sales region (REGION)',
			'Categories only where': 'AccountType equals Posting\n\n BalanceSheetType equals ProfitAndLoss ', Then: 'Save',
		});
		expect(await form.submit()).toMatch(/Saved\s+The next sync is at 04:00 GMT\./);
		expect(await rows()).toMatchObject({
			Categories: { enabled: true, filters: 'AccountType equals Posting\nBalanceSheetType equals ProfitAndLoss', savedBy: sync.n8n.owner.email },
			Projects: { enabled: true, source: 'REGION' },
			Departments: { enabled: false, source: 'BI Code' },
			'Tax rates': { enabled: false }, Suppliers: { enabled: false },
		});
		expect(sync.calls('expensein')).toEqual([]);
	});

	it('shows what was saved, and a filter that makes no sense saves nothing and says what to write', async () => {
		const before = await rows();
		const form = await openSettings();
		expect(await form.chosen('Parts that are synced')).toEqual(['Categories', 'Projects']);
		expect(await form.chosen('Projects come from')).toEqual(['Sales region (REGION)']);
		expect(await form.chosen('Then')).toEqual(['Save']);
		await form.fill({ 'Parts that are synced': [...PARTS], 'Projects only where': 'AnalysisCode1 equals X', 'Tax rates only where': 'Code is V20', 'Suppliers only where': 'Name contains' });
		const text = await form.submit();
		expect(text).toContain('Nothing was saved');
		for (const part of ['Projects, "AnalysisCode1 equals X": a line begins with one of the fields Code, Description.', 'Tax rates, "Code is V20"', 'Suppliers, "Name contains": a value is missing']) expect(text).toContain(part);
		expect(await rows()).toEqual(before);
	});

	it('SYNC-AIQ-7: "Save & Sync" stores, syncs at once, and tells the counts', async () => {
		const form = await openSettings();
		sync.forget();
		await form.fill({ 'Parts that are synced': ['Categories', 'Projects', 'Tax rates'], 'Projects come from': 'Sales region (REGION)', Then: 'Save & Sync' });
		const text = await form.submit();
		expect(text).toContain('Saved and synced');
		expect(text).toMatch(/Categories: \d+ created, \d+ updated, \d+ unchanged, 1 failed\.\nProjects: 1 created, 0 updated, 0 unchanged, 0 failed\.\nTax rates: \d+ created/);
		expect(text).toContain('Sync problems');
		expect(writes().length).toBeGreaterThan(1);
		expect((await sync.list('projects')).get('N')).toMatchObject({ name: 'North' });
		const history = await sync.n8n.listRows('Data sync history');
		expect(history.map(({ part, started }) => [part, started])).toEqual([['Categories', 'Save & Sync'], ['Projects', 'Save & Sync'], ['Tax rates', 'Save & Sync']]);
	});

	it('SYNC-AIQ-1: with no part ticked "Save & Sync" syncs nothing', async () => {
		const form = await openSettings();
		sync.forget();
		await form.fill({ 'Parts that are synced': [], Then: 'Save & Sync' });
		expect(await form.submit()).toContain('No part is switched on, so nothing is synced.');
		expect(sync.calls('expensein')).toEqual([]);
	});

	it('says why when AccountsIQ does not answer, and changes nothing', async () => {
		const before = await rows();
		sync.sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', value: 403, path: '#GetAnalysisDimensionSetup', times: 20 });
		const form = await Form.open(screen.page, `${sync.n8n.url}/form/accountsiq-to-expensein`);
		expect(await form.submit()).toMatch(/AccountsIQ did not answer\s+Nothing was changed\. .+/);
		expect(await rows()).toEqual(before);
	});

	it('asks for the login of n8n', async () => {
		const stranger = await screen.browser.newContext();
		const page = await stranger.newPage();
		await page.goto(`${sync.n8n.url}/form/accountsiq-to-expensein`);
		expect(await page.locator('#submit-btn').count()).toBe(0);
		await stranger.close();
	});
});

describe('SYNC-AIQ-7: "Retry failed", as people ask for it', () => {
	it('posts what had failed once its reason is put right, and only that', async () => {
		sync.forget();
		await sync.n8n.runManually(POSTING, 'By hand', { timeout: 120_000 });
		const states = async () => Object.fromEntries((await sync.n8n.listRows('Posting history')).map(({ number, state }) => [number, state]));
		expect(await states()).toMatchObject({ EI10216: 'Failed', EI10217: 'Failed', EI10218: 'Failed' });
		await sync.books('supplier', { Code: 'EMP004', IsActive: true }, { Code: 'EMP006', Name: 'Łukasz Żak' });
		await sync.n8n.publish(POSTING);
		sync.forget();
		const form = await Form.open(screen.page, `${sync.n8n.url}/form/expensein-to-accountsiq-retry`);
		expect(await form.text()).toContain('Retry failed postings');
		expect(await form.submit()).toContain('They are being posted.');
		for (let tries = 0; tries < 60 && (await states()).EI10218 !== 'Complete'; tries++) await screen.page.waitForTimeout(500);
		expect(await states()).toMatchObject({ EI10216: 'Failed', EI10217: 'Complete', EI10218: 'Complete' });
		expect(sync.calls('accountsiq').filter(({ route }) => route.startsWith('CreateBatchPurchasesInvoice'))).toHaveLength(1);
		const problems = async () => (await sync.n8n.listRows('Sync problems')).flatMap(({ sync: name, key }) => (name === 'ExpenseIn to AccountsIQ' ? [key] : []));
		for (let tries = 0; tries < 60 && (await problems()).length > 1; tries++) await screen.page.waitForTimeout(500); // the run goes on
		expect(await problems()).toEqual(['EI10216']);
		await screen.page.setViewportSize({ width: 1500, height: 800 });
		await screen.page.goto(`${sync.n8n.url}/home/datatables`);
		await screen.page.getByText('Posting history').first().click();
		await screen.page.getByText('Batch purchase invoice').first().waitFor();
		await screen.picture('posting-history');
	});
});

describe('OPS-RECON: ExpenseIn against AccountsIQ, as people ask for it', () => {
	it('asks for a period and shows what AccountsIQ lacks, with the reason', async () => {
		const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
		const form = await Form.open(screen.page, `${sync.n8n.url}/form/reconcile-expensein-accountsiq`);
		await form.fill({ 'First day': day(28), 'Last day': day(0) });
		const text = await form.submit();
		for (const part of ['Source and books differ', 'Missing in the books (1)', 'EI10216']) expect(text).toContain(part);
		expect(text).not.toContain('EI10217');
		await screen.picture('reconcile-accountsiq');
	});
});
