import { Form } from '../support/forms';
import { openBrowser, signIn, type Screen } from '../support/browser';
import { connectQuickly } from '../support/connect';
import { importTemplates, readTemplates, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import type { Sandbox } from '../../sandbox/app';

const SYNC = 'acctSyncExiAiq00';
const cents = (amount: string | number) => Math.round(Number(amount) * 100);

interface Spent {
	id: string;
	number: string;
	status: string;
	section?: string;
	gross: number;
	tax: number;
	date: string;
	dueDate?: string;
	userReference?: string | null;
	supplierReference?: string | null;
	billable?: boolean;
	billed?: boolean;
	postingStatus: string | null;
	postingError: string | null;
	exportReference: string | null;
	receipts: Array<{ fileName: string }>;
	lines: Array<{ categoryReference: string | null; departmentReference: string | null; taxRateReference: string | null; net: number; tax: number }>;
}
interface Posted {
	id: number;
	type: string;
	account: string;
	reference: string;
	date: string;
	due: string | null;
	number: string;
	lines: Array<{ account: string; part: string; department: string; tax: string; amount: string }>;
	attachments: Array<{ filename: string }>;
}
interface History {
	key: string;
	status: string;
	reason: string;
	reference: string;
	category: string;
}

let n8n: N8n;
let sandbox: Sandbox;
let screen: Screen;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	await control(sandbox, 'POST', '/expensein/settings', { limits: false });
	// The hour's run of its own would come in between.
	await importTemplates(n8n.session, readTemplates().map((template) => ({ ...template, plan: { ...template.plan, publish: template.id !== SYNC && template.plan.publish } })), await connectQuickly(n8n, sandbox));
	screen = await openBrowser();
	await signIn(screen.page, n8n);
});

afterAll(async () => {
	await screen?.close();
	await n8n?.stop();
	await sandbox?.close();
});

const spent = async (path = 'expenses') => await control<Spent[]>(sandbox, 'GET', `/expensein/${path}`);
const spentOne = async (number: string) => await control<Spent>(sandbox, 'GET', `/expensein/expenses/${number}`);
const books = async (reference: string) =>
	await control<Posted[]>(sandbox, 'GET', `/accountsiq/transactions?reference=${encodeURIComponent(reference)}`);
const history = async () => new Map(((await n8n.listRows('Posting history')) as unknown as History[]).map((row) => [row.key, row]));
const run = async () => {
	const execution = await n8n.runManually(SYNC, 'By hand', { timeout: 240_000 });
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
};
const gross = ({ lines }: Posted) => lines.filter(({ part }) => part === 'Net' || part === 'Vat').reduce((sum, { amount }) => sum + Math.abs(cents(amount)), 0);
const balances = async () => Object.values(await control<Record<string, string>>(sandbox, 'GET', '/accountsiq/trialbalance'));
const operations = () => sandbox.recorder.list({ system: 'accountsiq', limit: 5000 }).map(({ route }) => route);

/** Numbers that cannot go: no reference, an inactive supplier, a supplier that the books lack. */
const CANNOT = ['EI10216', 'EI10217', 'EI10218'];
const WAITS = 'EI10214';

describe('SYNC-AIQ-7: posting from ExpenseIn to AccountsIQ on a real n8n', () => {
	it('posts what is approved, once each: supplier, account, tax, BI code, amounts, receipts; then tells ExpenseIn', async () => {
		const wanted = (await spent()).filter(({ status, number }) => status === 'Approved' && number !== WAITS && !CANNOT.includes(number));
		expect(wanted.length).toBeGreaterThan(10);
		await run();
		for (const before of wanted) {
			const [document, ...others] = await books(before.number);
			expect([before.number, document === undefined, others]).toEqual([before.number, false, []]);
			if (document === undefined) continue;
			const own = before.section === 'Reimbursable';
			const type = own ? (before.gross < 0 ? 'PN' : 'PI') : before.gross < 0 ? 'BR' : 'BP';
			expect([before.number, document.type, gross(document)]).toEqual([before.number, type, Math.abs(cents(before.gross))]);
			if (own) expect(document.account).toBe(before.userReference);
			const net = document.lines.filter(({ part }) => part === 'Net');
			expect(net.map(({ account }) => account).sort()).toEqual(before.lines.map(({ categoryReference }) => categoryReference?.trim()).sort());
			expect(new Set(net.map(({ department }) => department))).toEqual(new Set(before.lines.map(({ departmentReference }) => departmentReference)));
			const vat = document.lines.filter(({ part }) => part === 'Vat').reduce((sum, { amount }) => sum + Math.abs(cents(amount)), 0);
			expect([before.number, vat]).toEqual([before.number, Math.abs(cents(before.tax))]);
			expect(document.attachments).toHaveLength(before.receipts.length);
			const after = await spentOne(before.number);
			expect(after).toMatchObject({ status: 'Completed', postingStatus: 'Complete', postingError: null });
			expect(after.exportReference).toBeTruthy();
		}
		expect(await balances()).toEqual(expect.arrayContaining(['0.00']));
		expect(new Set(await balances())).toEqual(new Set(['0.00']));
	});

	it('posts supplier invoices to their supplier, with their own dates', async () => {
		const done = (await spent('invoices')).filter(({ postingStatus }) => postingStatus === 'Complete');
		expect(done.length).toBeGreaterThan(0);
		for (const invoice of done) {
			const [document, ...others] = await books(invoice.number);
			expect(others).toEqual([]);
			expect(document).toMatchObject({ account: invoice.supplierReference, date: invoice.date });
			expect(document && gross(document)).toBe(Math.abs(cents(invoice.gross)));
		}
	});

	it('says in history and in ExpenseIn why the others are not in the books; they stay approved', async () => {
		const rows = await history();
		for (const number of CANNOT) {
			expect([number, await books(number)]).toEqual([number, []]);
			expect(await spentOne(number)).toMatchObject({ status: 'Approved', postingStatus: 'Failed', postingError: expect.stringMatching(/\S/) });
			expect(rows.get(number)).toMatchObject({ status: 'Failed', reason: expect.stringMatching(/supplier/i) });
		}
		expect(rows.get('EI10204')).toMatchObject({ status: 'Complete' });
	});

	it('leaves what waits to be billed alone until it is billed', async () => {
		expect(await books(WAITS)).toEqual([]);
		expect(await spentOne(WAITS)).toMatchObject({ status: 'Approved', postingStatus: null });
		await control(sandbox, 'POST', '/expensein/expenses/billed', { ids: [WAITS] });
		await run();
		expect(await books(WAITS)).toHaveLength(1);
	});

	it('leaves failed ones alone in later runs', async () => {
		sandbox.recorder.clear();
		await run();
		expect(operations().filter((route) => /Create|Save|GetTransactions/.test(route))).toEqual([]);
		for (const number of CANNOT) expect(await spentOne(number)).toMatchObject({ postingStatus: 'Failed' });
	});

	it('"Retry failed" posts what was typed in, and only that', async () => {
		await control(sandbox, 'POST', '/accountsiq/records', {
			kind: 'supplier',
			records: [{ Code: 'EMP006', Name: 'Łukasz Żak-Smith' }, { Code: 'EMP004', IsActive: true }],
		});
		await n8n.publish(SYNC);
		const form = await Form.open(screen.page, `${n8n.url}/form/retry-expensein-to-accountsiq`);
		await form.fill({ Numbers: 'EI10218' });
		expect(await form.submit()).toContain('The failed ones are being posted');
		await n8n.nextExecution(SYNC, { timeout: 60_000 });
		expect(await books('EI10218')).toHaveLength(1);
		expect(await spentOne('EI10218')).toMatchObject({ status: 'Completed', postingStatus: 'Complete', postingError: null });
		expect((await history()).get('EI10218')).toMatchObject({ status: 'Complete', reason: '' });
		expect(await books('EI10217')).toEqual([]);
		await n8n.unpublish(SYNC);
	});

	it('NODE-ONCE: a batch whose answer is lost, and a run whose marks are lost, make each document once', async () => {
		const { first } = await control<{ first: string }>(sandbox, 'POST', '/expensein/expenses/bulk', { count: 40, section: 'Reimbursable' });
		const start = Number(first.slice(2));
		const numbers = Array.from({ length: 40 }, (_, n) => `EI${start + n}`);
		sandbox.frame.faults.add({ system: 'accountsiq', kind: 'drop-after', path: '#CreateBatchPurchasesInvoiceBulk', times: 1 });
		sandbox.frame.faults.add({ system: 'expensein', kind: 'status', method: 'POST', path: 'export', value: 503, times: 6 });
		await run();
		sandbox.frame.faults.clear();
		await run();
		const users = new Map((await spent()).map((one) => [one.number, one]));
		for (const number of numbers) {
			const found = await books(number);
			// Two of the sandbox's people have no active supplier in the books.
			expect([number, found.length]).toEqual([number, users.get(number)?.postingStatus === 'Failed' ? 0 : 1]);
		}
		expect(numbers.filter((number) => users.get(number)?.status === 'Completed').length).toBeGreaterThan(25);
		expect(new Set(await balances())).toEqual(new Set(['0.00']));
	});
});
