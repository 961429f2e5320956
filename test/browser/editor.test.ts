import type { Sandbox } from '../../sandbox/app';
import { Books } from '../support/books';
import { canvasNode, fill, openBrowser, openNode, openWorkflow, pick, signIn, type Screen } from '../support/browser';
import { connectQuickly } from '../support/connect';
import { importTemplates, readTemplates, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';

const SYNC = 'acctSyncExpXero0';
const BILL = 'browserXeroBill0';

let n8n: N8n;
let sandbox: Sandbox;
let screen: Screen;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	const ids = await connectQuickly(n8n, sandbox);
	await importTemplates(n8n.session, readTemplates(), ids);
	await n8n.importWorkflow(oneBill, ids);
	screen = await openBrowser({ width: 1680, height: 950 });
	await signIn(screen.page, n8n);
});

afterAll(async () => {
	await screen?.close();
	await n8n?.stop();
	await sandbox?.close();
});

const oneBill = {
	id: BILL,
	name: 'One bill by hand',
	nodes: [
		{ id: 'a1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: 'a2', name: 'Post a bill', type: 'n8n-nodes-accounting-sync.accountingXero', typeVersion: 1, position: [260, 0],
			parameters: { lines: { line: [{}] } }, credentials: { accountingXeroOAuth2Api: { name: 'Xero (sandbox)' } },
		},
	],
	connections: { Start: { main: [[{ node: 'Post a bill', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};

describe('the editor as its user sees it', () => {
	it.each([
		['SYNC-EXP-XERO', SYNC, 'template'],
		['SYNC-EXP-QBO', 'acctSyncExpQbo00', 'template-quickbooks-online'],
	])('%s: the template on the canvas, every node named and drawn', async (_requirement, id, name) => {
		const { page, picture } = screen;
		await openWorkflow(page, n8n, id);
		const template = readTemplates().find((one) => one.id === id);
		const nodes = (template?.nodes ?? []) as Array<{ name: string; type: string }>;
		for (const { name, type } of nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote')) {
			const node = canvasNode(page, name);
			expect([name, await node.isVisible()]).toEqual([name, true]);
			expect(await node.innerText()).toContain(name);
			if (!type.startsWith('n8n-nodes-accounting-sync.')) continue;
			const icon = node.locator('img').first();
			expect(await icon.getAttribute('src')).toContain('/icons/n8n-nodes-accounting-sync/');
			expect(await icon.evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBeGreaterThan(0);
		}
		expect(await page.getByText('unrecognized node', { exact: false }).count()).toBe(0);
		await picture(name);
	});

	it('runs the template from the canvas, and the books hold the documents', async () => {
		const { page, picture } = screen;
		await openWorkflow(page, n8n, SYNC);
		await canvasNode(page, 'By hand').hover();
		await page.getByTestId('execute-workflow-button-By hand').click();
		await page.getByText('Workflow executed successfully').waitFor({ timeout: 60_000 });
		await canvasNode(page, 'Mark as exported').getByTestId('canvas-node-status-success').waitFor();
		await page.getByText('Workflow executed successfully').waitFor({ state: 'hidden' });
		await picture('run');
		const books = await Books.open(sandbox);
		const bills = await books.all('Invoices', 'Type=="ACCPAY"');
		expect(bills.filter(({ InvoiceNumber }) => InvoiceNumber?.startsWith('EXP-R')).length).toBeGreaterThan(5);
	});

	it('NODE-REF, NODE-BILL: a bill by hand, chosen from live lists, posted and seen', async () => {
		const { page, picture } = screen;
		await openWorkflow(page, n8n, BILL);
		await openNode(page, 'Post a bill');
		await fill(page, 'key', 'HAND-1');
		await pick(page, 'supplier', 'Bay');
		await fill(page, 'date', '2026-11-03 00:00:00');
		await fill(page, 'description', 'Fuel for the van');
		await fill(page, 'amount', '48.00');
		await pick(page, 'account', 'Motor', async () => await picture('xero-node'));
		await pick(page, 'taxRate', '20% (VAT on Exp');
		await pick(page, 'dimensionValue', 'Site North');
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('output-panel').getByText('HAND-1').first().waitFor();
		await picture('xero-output');
		const [bill, ...others] = await (await Books.open(sandbox)).all('Invoices', 'InvoiceNumber=="HAND-1"');
		expect(others).toEqual([]);
		expect(bill).toMatchObject({ Type: 'ACCPAY', Status: 'AUTHORISED', Total: 48 });
		expect(bill?.LineItems?.[0]).toMatchObject({ AccountCode: '449', Tracking: [expect.objectContaining({ Option: 'Site North' })] });
	});

	it('connects a Xero login with n8n\'s own button, through the consent page, and lists its organisations', async () => {
		const { page, picture } = screen;
		await page.goto(`${n8n.url}/home/credentials`);
		await page.getByTestId('add-resource-credential').click();
		await page.getByTestId('new-credential-type-select').locator('input').first().fill('Xero Accounting OAuth2');
		await page.getByTestId('new-credential-type-select-option').filter({ visible: true }).first().click();
		await page.getByTestId('new-credential-type-button').click();
		const xero = `${sandbox.origin}/xero`;
		const fields = {
			clientId: 'sandbox-xero-web', clientSecret: 'sandbox-xero-web-secret', apiUrl: xero, loginUrl: xero, identityUrl: xero,
		};
		for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
		const opened = page.waitForEvent('popup');
		await page.getByTestId('quick-connect-button').click();
		const consent = await opened;
		await consent.waitForURL(/connect\/authorize/);
		await consent.getByText('Kea Joinery Ltd').waitFor();
		await screen.picture('consent', consent.locator('body'));
		await consent.getByRole('button', { name: /allow access/i }).click();
		await page.getByTestId('oauth-connect-success-banner').filter({ visible: true }).waitFor();
		await picture('connected');

		const [made] = (await n8n.listCredentials()).filter(({ name }: { name: string }) => !name.includes('(sandbox)')) as Array<{ id: string; name: string }>;
		if (made === undefined) throw new Error('The credential was not saved');
		const organisations = await n8n.listSearch({
			type: 'n8n-nodes-accounting-sync.accountingXero', method: 'searchCompanies', path: 'parameters.organisation',
			parameters: { authentication: 'oAuth2' }, credentials: { accountingXeroOAuth2Api: made },
		});
		expect(JSON.stringify(organisations)).toContain('Kea Joinery Ltd');
	});

	it('OPS-MAP: the problems and mappings in n8n\'s own table view', async () => {
		const { page, picture } = screen;
		await page.goto(`${n8n.url}/home/datatables`);
		await page.getByText('Sync problems').first().click();
		await page.getByText('Away day').first().waitFor();
		await picture('tables');
	});
});

describe('the sandbox\'s page', () => {
	it('shows the books, their trial balance and the requests', async () => {
		const { page, picture } = screen;
		await page.goto(sandbox.origin);
		await page.getByText('Kea Joinery Ltd').first().waitFor();
		expect(await page.locator('body').innerText()).toMatch(/trial balance/i);
		await picture('sandbox');
		const { trialBalance } = await control<{ trialBalance: string }>(sandbox, 'GET', '/xero/trialbalance');
		expect(trialBalance).toBe('0.00');
	});
});
