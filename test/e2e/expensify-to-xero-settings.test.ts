import type { Sandbox } from '../../sandbox/app';
import { Books, cents, type Wire } from '../support/books';
import { connectQuickly } from '../support/connect';
import { importTemplates, itemsOf, readTemplates, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';

const SYNC = 'acctSyncExpXero0';
const KEA = '0123456789ABCDEF';

let n8n: N8n;
let sandbox: Sandbox;
let ids: Record<string, string>;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	ids = await connectQuickly(n8n, sandbox);
	await importTemplates(n8n.session, readTemplates().filter(({ id }) => id !== SYNC), ids);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

/** The template with other values in its node "Settings", as a user types them there; demo data afresh. */
async function withSettings(changes: Record<string, unknown>): Promise<void> {
	sandbox.reset();
	await control(sandbox, 'POST', '/xero/limits', { perMinute: 6000, perDay: 1_000_000, appPerMinute: 6000 });
	await control(sandbox, 'POST', '/expensify/settings', { limits: false });
	const template = structuredClone(readTemplates().find(({ id }) => id === SYNC));
	if (template === undefined) throw new Error('The template is missing');
	const settings = template.nodes.find(({ name }) => name === 'Settings');
	for (const assignment of settings.parameters.assignments.assignments) {
		if (assignment.name in changes) assignment.value = changes[assignment.name];
	}
	const { plan: _plan, ...workflow } = template;
	await n8n.importWorkflow(workflow, ids);
}

async function run() {
	const execution = await n8n.runManually(SYNC, 'By hand', { timeout: 240_000 });
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	expect(itemsOf(execution, 'Not posted: say why')).toEqual([]);
	return execution;
}

async function documents() {
	const books = await Books.open(sandbox);
	const ours = (record: Wire) => /EXP-/.test(`${record.InvoiceNumber}${record.CreditNoteNumber}${record.Reference}${record.Narration}`);
	const [bills, credits, card, journals] = await Promise.all([
		books.all('Invoices', 'Type=="ACCPAY"'), books.all('CreditNotes', 'Type=="ACCPAYCREDIT"'), books.all('BankTransactions'), books.all('ManualJournals'),
	]);
	return { bills: bills.filter(ours), credits: credits.filter(ours), card: card.filter(ours), journals: journals.filter(ours) };
}

interface Report {
	labels: string[];
	state: string;
	approved: string | null;
	employee: string;
}
const reports = async () => await control<Report[]>(sandbox, 'GET', `/expensify/reports?policyID=${KEA}`);
const marked = async () => (await reports()).filter(({ labels }) => labels.includes('n8n-xero'));

/** Runs, and once more: the second run must find all and write nothing. */
async function runTwice() {
	const first = await run();
	const stand = await documents();
	await run();
	expect(await documents()).toEqual(stand);
	expect((await control<{ trialBalance: string }>(sandbox, 'GET', '/xero/trialbalance')).trialBalance).toBe('0.00');
	return { first, ...stand };
}

describe('SYNC-EXP-XERO with other settings', () => {
	it('journals: debits per expense against the contra account, balanced', async () => {
		await withSettings({ reimbursable: 'journal', companyCard: 'journal', contraAccount: '801' });
		const { bills, credits, card, journals } = await runTwice();
		expect([bills.length, credits.length, card.length]).toEqual([0, 0, 0]);
		expect(journals.length).toBeGreaterThanOrEqual(13);
		expect(await marked()).toHaveLength(13);
	});

	it('one document per expense, cards as bills of their merchants, drafts; each refund a credit', async () => {
		await withSettings({ companyCard: 'bill', onePer: 'expense', status: 'draft' });
		const { bills, credits } = await runTwice();
		expect(new Set([...bills, ...credits].map(({ Status }) => Status))).toEqual(new Set(['DRAFT']));
		expect([...bills, ...credits].every(({ LineItems }) => LineItems?.length === 1)).toBe(true);
		expect(credits.map(({ Total }) => cents(Total)).sort()).toEqual([12864n, 3000n]);
		expect(bills.some(({ Contact }) => /timber/i.test(`${Contact?.Name}`))).toBe(true);
		expect(await marked()).toHaveLength(13);
	});

	it('marks reports of which nothing is to be posted, so that they do not come again', async () => {
		await withSettings({ reimbursable: 'skip', companyCard: 'skip' });
		const { bills, credits, card } = await runTwice();
		expect([bills, credits, card]).toEqual([[], [], []]);
		expect((await marked()).length).toBeGreaterThanOrEqual(13);
	});

	it('employee and month: one bill for the months that are over, the current month waits', async () => {
		await withSettings({ companyCard: 'bill', onePer: 'employeeMonth', unmappedCategory: 'defaultAccount', date: 'lastExpense' });
		const { first, bills, credits } = await runTwice();
		const month = new Date(sandbox.frame.clock.now()).toISOString().slice(0, 7);
		const approved = (await reports()).filter(({ state }) => state === 'APPROVED' || state === 'REIMBURSED');
		const over = approved.filter((report) => `${report.approved}`.slice(0, 7) < month);
		expect(over.length).toBeGreaterThan(0);
		expect(await marked()).toHaveLength(over.length);
		const waiting = itemsOf(first, 'Reports to documents', 1) as Array<{ held: Array<{ category: string }> }>;
		expect(waiting).toHaveLength(approved.length - over.length);
		expect(new Set(waiting.flatMap(({ held }) => held.map(({ category }) => category)))).toEqual(new Set(['waiting']));
		expect(bills.length + credits.length).toBeGreaterThan(0);
	});
});
