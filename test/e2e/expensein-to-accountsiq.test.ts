import { setTimeout as sleep } from 'node:timers/promises';
import { booksOf, type BooksTransaction } from '../support/accountsiq';
import { DataSync } from '../support/data-sync';
import { ask, askable } from '../support/expense-sync/asked';
import { readTemplates, type Workflow } from '../support/n8n';

const POSTING = 'acctSyncExiAiq00';
const RETRY = 'acctSyncExiAiq0R';

interface Document {
	id: string;
	number: string;
	status: string;
	gross: number;
	section?: string;
	billable?: boolean;
	billed?: boolean;
	exportReference: string | null;
	postingStatus: string | null;
	postingError: string | null;
	receipts?: unknown[];
}

let sync: DataSync;
beforeAll(async () => {
	sync = await DataSync.open({}, [POSTING]);
	await sync.n8n.unpublish(POSTING); // each run is asked for
});
afterAll(async () => await sync?.close());

const documents = async (kind: 'expenses' | 'invoices') => await sync.expenseIn<Document[]>('GET', `/${kind}`);
const numbered = async (number: string) => (await documents('expenses')).find((document) => document.number === number);
const run = async (id = POSTING) => {
	const execution = await sync.n8n.runManually(id, 'By hand', { timeout: 240_000 });
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
};
/** The ledger's entries of a document, whose lines may be bank payments of their own. */
const inBooks = async (number: string) => (await booksOf(sync.sandbox)).filter(({ reference }) => reference === number || reference.startsWith(`${number}-`));
const pence = (amount: string | number) => BigInt(Math.round(Number(amount) * 100));
const total = (entries: BooksTransaction[]) => entries.reduce((sum, { amount }) => sum + pence(amount), 0n);
const balances = async () => new Set(Object.values(await sync.accountsIq<Record<string, string>>('GET', '/trialbalance')));
const history = async () => new Map((await sync.n8n.listRows('Posting history')).map((row) => [String(row.number), row]));
const postingCalls = () => sync.calls('accountsiq').filter(({ route }) => /CreateBatch|Save/.test(route));
/** The template with other settings; it keeps its name for the tables. */
const changed = (id: string, change: (values: Array<{ name: string; value: unknown }>) => void): Workflow => {
	const template = readTemplates().find((one) => one.id === POSTING);
	const { plan: _plan, ...workflow } = structuredClone(template ?? { id: '', name: '', nodes: [], connections: {}, settings: {}, plan: {} }) as never as Workflow & { plan: unknown };
	const nodes = workflow.nodes as Array<{ name: string; parameters: { assignments: { assignments: Array<{ name: string; value: unknown }> } } }>;
	change(nodes.find(({ name }) => name === 'Settings')?.parameters.assignments.assignments ?? []);
	return { ...workflow, id, nodes: workflow.nodes } as Workflow;
};

describe('posting from ExpenseIn to AccountsIQ on a real n8n', () => {
	const FAILING = ['EI10216', 'EI10217', 'EI10218'];

	it('SYNC-AIQ-7: approved expenses and invoices stand in the books once, to the penny, with receipts', async () => {
		const before = [...(await documents('expenses')), ...(await documents('invoices'))].filter(({ status, billable, billed }) => status === 'Approved' && !(billable === true && billed !== true));
		await run();
		const wanted = before.filter(({ number }) => !FAILING.includes(number));
		expect(wanted.length).toBeGreaterThan(15);
		// OPS-LOG: each of them has a row with both totals, and those that failed have theirs.
		const rows = (await sync.n8n.listRows('Sync log')).filter((row) => row.sync === 'ExpenseIn to AccountsIQ') as Array<Record<string, string>>;
		const [okay, failing] = [rows.filter(({ result }) => result === 'ok'), rows.filter(({ result }) => result !== 'ok')];
		expect(okay.map(({ key }) => key?.replace(/-\d+$/, '')).sort()).toEqual(expect.arrayContaining(wanted.map(({ number }) => number)));
		for (const { key, amount, booksAmount } of okay) if (amount !== '' && booksAmount !== '') expect([key, amount]).toEqual([key, booksAmount]);
		expect(failing.map(({ key, number }) => number || key)).toHaveLength(FAILING.length);
		for (const { number, gross, section } of wanted) {
			const entries = await inBooks(number);
			const types = new Set(entries.map(({ type }) => type));
			expect([number, entries.length > 0]).toEqual([number, true]);
			const sum = total(entries);
			expect([number, sum < 0n ? -sum : sum]).toEqual([number, pence(Math.abs(gross))]);
			if (section === 'Reimbursable') expect([...types]).toEqual(['PI']);
			if (section === 'Reconcilable') expect([number, types.has('PI')]).toEqual([number, false]);
		}
		expect(await balances()).toEqual(new Set(['0.00']));
		const [hotel] = await inBooks('EI10206');
		expect(hotel).toMatchObject({ account: 'EMP001', attachments: [expect.objectContaining({ filename: 'hotel invoice 4411.pdf' }), expect.objectContaining({ filename: 'IMG_0001.jpg' })] });
		expect(hotel?.lines.filter(({ part }) => part === 'Net')).toEqual([
			expect.objectContaining({ account: '7010', department: 'LDN-SALES', tax: 'V20', amount: '110.00' }), expect.objectContaining({ account: '7020', amount: '12.50' }),
		]);
		// Two lines paid by card are two bank payments.
		expect((await inBooks('EI10220')).map(({ reference }) => reference).sort()).toEqual(['EI10220-1', 'EI10220-2']);
	});

	it('moves them on to Completed with their number in the books; what is not billed yet waits', async () => {
		const posted = await numbered('EI10206');
		const [entry] = await inBooks('EI10206');
		expect(posted).toMatchObject({ status: 'Completed', exportReference: String(entry?.id), postingStatus: 'Complete' });
		expect((await documents('invoices')).filter(({ status }) => status === 'Approved')).toEqual([]);
		expect((await numbered('EI10214'))?.status).toBe('Approved');
		expect(await inBooks('EI10214')).toEqual([]);
		expect((await history()).get('EI10206')).toMatchObject({ state: 'Complete', becomes: 'Batch purchase invoice', total: '147.00', reference: String(entry?.id) });
		expect((await history()).get('EI10220')).toMatchObject({ state: 'Complete', becomes: 'Bank payment', total: '82.50' });
	});

	it('what AccountsIQ does not take stays approved, with the reason in the posting history and the problems', async () => {
		const failed = (await documents('expenses')).filter(({ postingStatus }) => postingStatus === 'Failed');
		expect(failed.map(({ number, status }) => [number, status])).toEqual(FAILING.map((number) => [number, 'Approved']));
		expect(failed.map(({ postingError }) => postingError)).toEqual([
			expect.stringContaining('"Sam Doe (contractor)" does not exist'), expect.stringContaining('"EMP004" is inactive'), expect.stringContaining('"EMP006" does not exist'),
		]);
		const rows = await history();
		expect(FAILING.map((number) => [rows.get(number)?.state, rows.get(number)?.total])).toEqual([['Failed', '11.25'], ['Failed', '9.60'], ['Failed', expect.any(String)]]);
		const problems = await sync.n8n.listRows('Sync problems');
		expect(problems.map(({ key, category }) => [key, category])).toEqual(FAILING.map((number) => [number, 'mapping']));
	});

	it('NODE-ONCE: a second run posts nothing, and does not try what has failed', async () => {
		const books = await booksOf(sync.sandbox);
		sync.forget();
		await run();
		expect(await booksOf(sync.sandbox)).toEqual(books);
		expect(sync.calls('accountsiq')).toEqual([]);
		expect(sync.calls('expensein').filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('AccountsIQ out of reach: nothing is marked as failed, and the next run posts it', async () => {
		await sync.expenseIn('POST', '/expenses/billed', { ids: ['EI10214'] });
		sync.forget();
		sync.sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', value: 503, path: '#CreateBatchPurchasesInvoice', times: 100 });
		await run();
		expect(await numbered('EI10214')).toMatchObject({ status: 'Approved', postingStatus: null });
		expect(await sync.n8n.listRows('Sync problems')).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'EI10214', category: 'outage' })]));
		sync.forget();
		await run();
		expect(await numbered('EI10214')).toMatchObject({ status: 'Completed' });
		expect(await inBooks('EI10214')).toHaveLength(1);
		expect((await sync.n8n.listRows('Sync problems')).filter(({ key }) => key === 'EI10214')).toEqual([]);
	});

	it('a receipt that cannot be attached leaves the document unmarked; the next run attaches it and marks', async () => {
		const [{ number = '' } = {}] = await sync.expenseIn<Document[]>('POST', '/expenses', [
			{ status: 'Approved', user: 'EMP001', merchant: 'Late receipt', department: 'LDN-SALES', lines: [{ category: '7001', tax: 'V0', gross: '10.00' }], receipts: ['late.pdf'] },
		]);
		sync.forget();
		sync.sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', value: 500, path: '#AttachDocument', times: 100 });
		await run();
		expect((await numbered(number))?.status).toBe('Approved');
		sync.forget();
		await run();
		expect((await numbered(number))?.status).toBe('Completed');
		const entries = await inBooks(number);
		expect(entries.map(({ attachments }) => attachments.length)).toEqual([1]);
	});

	it('where ExpenseIn takes no marks, the own history tells what is posted', async () => {
		const unmarked = changed(RETRY, (values) => {
			for (const one of values) if (one.name === 'markInExpenseIn') one.value = false;
		});
		await sync.n8n.importWorkflow(unmarked, await credentialIds());
		const [{ number = '' } = {}] = await sync.expenseIn<Document[]>('POST', '/expenses', [
			{ status: 'Approved', user: 'EMP002', merchant: 'Unmarked', department: 'LDN-ENG', lines: [{ category: '7001', tax: 'V0', gross: '12.34' }] },
		]);
		await run(RETRY);
		expect(await inBooks(number)).toHaveLength(1);
		expect((await numbered(number))?.status).toBe('Approved');
		sync.forget();
		await run(RETRY);
		expect(postingCalls()).toEqual([]);
		expect(await inBooks(number)).toHaveLength(1);
		// Marks are taken again: the next run finds it in the books and marks it.
		await run();
		expect((await numbered(number))?.status).toBe('Completed');
		expect(await inBooks(number)).toHaveLength(1);
	});

	it('an expense that is approved is posted within a minute, by itself', async () => {
		await sync.n8n.publish(POSTING);
		const [{ number = '' } = {}] = (await documents('expenses')).filter(({ status, section }) => status === 'Submitted' && section === 'Reimbursable');
		await sync.expenseIn('POST', '/expenses/approve', { ids: [number] });
		for (let seconds = 0; seconds < 90 && (await numbered(number))?.status !== 'Completed'; seconds++) await sleep(1000);
		expect((await numbered(number))?.status).toBe('Completed');
		await sync.n8n.unpublish(POSTING);
	});

	it('OPS-RETRY: started by another workflow, it tries what has failed before where a person asks, and by itself does not', async () => {
		const state = async () => (await history()).get('EI10217')?.state;
		await sync.n8n.publish(POSTING);
		await askable(sync.n8n, POSTING);
		await sync.books('supplier', { Code: 'EMP004', IsActive: true });
		await ask(sync, '', 'retry');
		expect([await state(), await inBooks('EI10217')]).toEqual(['Failed', []]);
		await ask(sync, '', 'form');
		expect([await state(), await inBooks('EI10217')]).toEqual(['Complete', [expect.objectContaining({ account: 'EMP004' })]]);
		const runs = (await sync.n8n.listRows('Sync runs')).filter((row) => row.sync === 'ExpenseIn to AccountsIQ');
		expect(runs.filter(({ event }) => event === 'started').map(({ startedBy }) => startedBy)).toEqual(expect.arrayContaining(['retry', 'form']));
		await sync.n8n.unpublish(POSTING);
	});
});

describe('NODE-ONCE: n8n killed in the middle of many expenses', () => {
	// Everybody is a supplier by now.
	beforeAll(async () => await sync.books('supplier', { Code: 'EMP004', IsActive: true }, { Code: 'EMP006', Name: 'Łukasz Żak' }));
	/** Waits until the fault has hit, which holds the answer back. */
	const heldUp = async () => {
		while (sync.sandbox.frame.faults.list().length > 0) await sleep(50);
	};

	it.each([
		['with a batch on its way', 300, { system: 'accountsiq', kind: 'latency', value: 4000, path: '#CreateBatchPurchasesInvoiceBulk', skip: 1 }],
		['between two marks', 120, { system: 'expensein', kind: 'latency', value: 4000, method: 'POST', path: '/export', skip: 40 }],
	])('%s: the next run makes it %i, once each', async (_when, count, fault) => {
		const { first, last } = await sync.expenseIn<{ first: string; last: string }>('POST', '/expenses/bulk', { count, status: 'Approved', section: 'Reimbursable' });
		sync.forget();
		sync.sandbox.frame.faults.add(fault);
		await sync.n8n.startManually(POSTING, 'By hand');
		await heldUp();
		await sync.killN8n();
		await sleep(4500); // what was on its way arrives
		sync.forget();
		await run();
		const made = (await documents('expenses')).filter(({ number }) => number >= first && number <= last);
		expect(made).toHaveLength(count);
		expect(made.filter(({ status }) => status !== 'Completed').map(({ number }) => number)).toEqual([]);
		const books = await booksOf(sync.sandbox, undefined, 'PI');
		const numbers = new Set(made.map(({ number }) => number));
		expect(books.filter(({ reference }) => numbers.has(reference))).toHaveLength(count);
		expect(await balances()).toEqual(new Set(['0.00']));
	});
});

async function credentialIds(): Promise<Record<string, string>> {
	const list = await sync.n8n.listCredentials();
	return Object.fromEntries(list.map(({ name, id }: { name: string; id: string }) => [name, id]));
}
