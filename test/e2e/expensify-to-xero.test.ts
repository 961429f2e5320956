import type { Sandbox } from '../../sandbox/app';
import { Books, cents, type Wire } from '../support/books';
import { connectQuickly } from '../support/connect';
import { importTemplates, itemsOf, readTemplates, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';

const SYNC = 'acctSyncExpXero0';
const KEA = '0123456789ABCDEF';
const LABEL = 'n8n-xero';

let n8n: N8n;
let sandbox: Sandbox;
let books: Books;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	await importTemplates(n8n.session, readTemplates(), await connectQuickly(n8n, sandbox));
	books = await Books.open(sandbox);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

interface SourceExpense {
	id: string;
	amount: number;
	converted_amount: number | null;
	modified_amount: number | null;
	/** 1 or 0. */
	reimbursable: number;
}
interface SourceReport {
	id: string;
	name: string;
	state: string;
	labels: string[];
	expenses: SourceExpense[];
}

/** The source as the emulator itself holds it, not as our node reads it. */
async function reports(state?: string): Promise<SourceReport[]> {
	const list = await control<SourceReport[]>(sandbox, 'GET', `/expensify/reports?policyID=${KEA}${state ? `&state=${state}` : ''}`);
	return await Promise.all(list.map(async ({ id }) => await control<SourceReport>(sandbox, 'GET', `/expensify/reports/${id}`)));
}

async function reportNamed(name: string): Promise<SourceReport> {
	const found = (await reports()).find((report) => report.name === name);
	if (found === undefined) throw new Error(`No report "${name}"`);
	return found;
}

const counted = (expense: SourceExpense) => BigInt(expense.converted_amount ?? expense.modified_amount ?? expense.amount);
const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);

/** Documents of this sync, by the keys that it wrote. */
async function posted() {
	const ours = (record: Wire) => /EXP-R/.test(`${record.InvoiceNumber}${record.CreditNoteNumber}${record.Reference}`);
	const [bills, credits, card] = await Promise.all([
		books.all('Invoices', 'Type=="ACCPAY"'),
		books.all('CreditNotes', 'Type=="ACCPAYCREDIT"'),
		books.all('BankTransactions'),
	]);
	return { bills: bills.filter(ours), credits: credits.filter(ours), card: card.filter(ours) };
}

const run = async () => {
	const execution = await n8n.runManually(SYNC, 'By hand', { timeout: 240_000 });
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
};
const trialBalance = async () => (await control<{ trialBalance: string }>(sandbox, 'GET', '/xero/trialbalance')).trialBalance;

describe('SYNC-EXP-XERO on a real n8n', () => {
	it('posts approved reports once each: accounts, tax, tracking, receipts; then marks them', async () => {
		await run();
		const approved = [...(await reports('APPROVED')), ...(await reports('REIMBURSED'))];
		const held = approved.filter(({ labels }) => !labels.includes(LABEL));
		const exported = approved.filter(({ labels }) => labels.includes(LABEL));
		expect(held.map(({ name }) => name).sort()).toEqual(['Away day', 'To be sorted: no category']);
		expect(exported).toHaveLength(13);

		const { bills, credits, card } = await posted();
		const wanted = exported.flatMap(({ expenses }) => expenses).filter((expense) => counted(expense) !== 0n);
		const own = wanted.filter(({ reimbursable }) => reimbursable === 1);
		const onCard = wanted.filter(({ reimbursable }) => reimbursable === 0);
		const signed = (sign: bigint) => (records: Wire[]) => records.map(({ Total }) => sign * cents(Total));
		expect(sum([...signed(1n)(bills), ...signed(-1n)(credits)])).toBe(sum(own.map(counted)));
		const ofCard = (record: Wire) => (record.Type === 'RECEIVE' ? -1n : 1n) * cents(record.Total);
		expect(sum(card.map(ofCard))).toBe(sum(onCard.map(counted)));
		expect(card).toHaveLength(onCard.length);
		expect([...bills, ...credits].flatMap(({ LineItems }) => LineItems ?? [])).toHaveLength(own.length);
		expect(credits.map(({ Total }) => Total)).toEqual([30]); // the returned drill

		const lines = [...bills, ...credits, ...card].flatMap(({ LineItems }) => LineItems ?? []);
		const fuel = lines.find(({ Description }) => Description?.includes('FERNLEA FUELS'));
		expect(fuel).toMatchObject({ AccountCode: '449', TaxType: 'INPUT2', LineAmount: 50.02 });
		expect(fuel?.Tracking).toEqual([expect.objectContaining({ Name: 'Cost Centre', Option: 'Site North' })]);
		const hotel = lines.find(({ Description }) => Description?.includes('HAUS&HERD'));
		expect(hotel?.Description).toContain('EUR 214.50');

		const withReceipts = [...bills, ...card].filter(({ HasAttachments }) => HasAttachments);
		expect(withReceipts.length).toBeGreaterThanOrEqual(12);
		expect(await trialBalance()).toBe('0.00');
	});

	it('NODE-ONCE: a second run posts nothing', async () => {
		const before = await posted();
		await run();
		expect(await posted()).toEqual(before);
	});

	it('names what holds a report, all at once, and lets it go once a person has mapped it', async () => {
		const problems = await n8n.listRows('Sync problems');
		const messages = Object.fromEntries(problems.map(({ report, message }) => [report, message]));
		expect(messages['Away day']).toContain('Team "away" days');
		expect(messages['To be sorted: no category']).toMatch(/no category.*Uncategorized/);

		await n8n.upsertRow('Sync map: categories', { category: 'Team "away" days', account: '420', taxRate: '' }, ['category']);
		await run();
		expect((await reportNamed('Away day')).labels).toContain(LABEL);
		const left = await n8n.listRows('Sync problems');
		expect(left.map(({ report }) => report)).toEqual(['To be sorted: no category']);
	});

	it('NODE-ERR: a closed period stops a document by its own branch, and the next run posts it once the books are open', async () => {
		const [reportID] = await approvedReport('Locked', [{ merchant: 'Ironmonger', amount: 1250, category: 'General Expenses' }], '2026-03-15');
		await control(sandbox, 'POST', '/xero/lockdate', { period: '2026-03-31' });
		const first = await run();
		expect(itemsOf(first, 'Not posted: say why')).toEqual([
			expect.objectContaining({ category: 'closed period', report: reportID, hint: expect.stringMatching(/\w/) }),
		]);
		expect((await reportNamed('Locked')).labels).toEqual([]);

		await control(sandbox, 'POST', '/xero/lockdate', { period: null });
		await run();
		expect((await reportNamed('Locked')).labels).toEqual([LABEL]);
		expect((await posted()).bills.filter(({ Total }) => Total === 12.5)).toHaveLength(1);
	});

	it('matches card expenses with what the bank feed brought: one match posts nothing, several are proposed', async () => {
		const feed = (payee: string, amount: number, day: string) => ({
			Type: 'SPEND', Status: 'AUTHORISED', Contact: { Name: payee }, BankAccount: { Code: '091' }, Date: day,
			LineAmountTypes: 'Inclusive',
			LineItems: [{ Description: payee, Quantity: 1, UnitAmount: amount, AccountCode: '449', TaxType: 'NONE' }],
		});
		await control(sandbox, 'POST', '/xero/banktransactions', {
			BankTransactions: [
				feed('Harbour Fuels', 77.77, '2026-06-11'),
				feed('Twin Cafe', 8.8, '2026-06-12'), feed('Twin Cafe', 8.8, '2026-06-12'),
			],
		});
		const card = { reimbursable: false, bank: 'Albion Commercial Cards' };
		await approvedReport('Feed', [
			{ ...card, merchant: 'HARBOUR FUELS 0871', amount: 7777, category: 'Motor Vehicle Expenses' },
		], '2026-06-10');
		await approvedReport('Twins', [{ ...card, merchant: 'TWIN CAFE', amount: 880, category: 'Entertainment' }], '2026-06-12');
		const before = (await posted()).card.length;
		const first = await run();
		expect((await posted()).card).toHaveLength(before);
		expect(itemsOf(first, 'Found in the bank account')).toHaveLength(1);
		expect((await reportNamed('Feed')).labels).toEqual([LABEL]);
		expect(itemsOf(first, 'Match unclear: say why')).toEqual([expect.objectContaining({ message: expect.stringContaining('Twin Cafe') })]);
		expect((await reportNamed('Twins')).labels).toEqual([]);
		// The match is noted where a person sees it, and is not made twice.
		const { id } = itemsOf(first, 'Found in the bank account')[0] as { id: string };
		const { HistoryRecords } = await books.get<{ HistoryRecords: Array<{ Details: string }> }>(`BankTransactions/${id}/History`);
		expect(HistoryRecords.filter(({ Details }) => Details.startsWith('Matched with EXP-'))).toHaveLength(1);
	});

	it('TRIG-POLL: an approval in Expensify starts the sync by itself', async () => {
		const [newest] = await n8n.listExecutions({ workflowId: SYNC, limit: 1 });
		const { id } = await reportNamed('Two cabs');
		await control(sandbox, 'POST', '/expensify/approve', { reportIDs: [id] });
		const execution = await n8n.nextExecution(SYNC, { after: newest?.id, timeout: 150_000 });
		expect(execution.mode).toBe('trigger');
		expect(execution.status).toBe('success');
		expect((await reportNamed('Two cabs')).labels).toEqual([LABEL]);
		expect((await posted()).bills.some(({ InvoiceNumber }) => InvoiceNumber?.includes(id))).toBe(true);
	});
});

async function approvedReport(name: string, expenses: Array<Record<string, unknown>>, date: string): Promise<string[]> {
	const { reportIDs } = await control<{ reportIDs: string[] }>(sandbox, 'POST', '/expensify/reports', {
		reports: [
			{
				policyID: KEA, employee: 'asa.lindqvist@keajoinery.example', name, state: 'APPROVED', date, created: date,
				expenses: expenses.map((expense) => ({ created: date, currency: 'GBP', tag: 'Office', ...expense })),
			},
		],
	});
	return reportIDs;
}
