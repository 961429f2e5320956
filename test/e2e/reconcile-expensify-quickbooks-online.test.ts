import type { Sandbox } from '../../sandbox/app';
import { HARBOUR, documents, quickBooksOnline, US, type QboDocument } from '../support/expense-sync/quickbooks-online';
import { Source } from '../support/expense-sync/source';
import { connectQuickly } from '../support/connect';
import { importTemplates, itemsOf, startN8n, templatesWithCalled, type N8n } from '../support/n8n';
import { findingsOf, type Outcome } from '../support/reconciliation';
import { control, startSandbox } from '../support/sandbox';

const RECONCILIATION = 'acctSyncReconQbo';
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const PERIOD: Record<string, string> = { from: day(45), to: day(2) };

let sandbox: Sandbox;
let n8n: N8n;
let source: Source;
const added: Record<string, string> = {};

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	const credentials = await connectQuickly(n8n, sandbox);
	const templates = templatesWithCalled([quickBooksOnline.template, RECONCILIATION]);
	for (const { id, plan, nodes } of templates) {
		if (id === quickBooksOnline.template) plan.publish = false; // its trigger would run by itself
		if (id !== RECONCILIATION) continue;
		const settings = nodes.find(({ name }: { name: string }) => name === 'Settings');
		for (const assignment of settings.parameters.assignments.assignments) assignment.value = PERIOD[assignment.name] ?? assignment.value;
	}
	await importTemplates(n8n.session, templates, credentials);
	source = new Source(sandbox, HARBOUR, quickBooksOnline.label);
	for (const [name, amount] of Object.entries({ gone: 2222, dearer: 3333, next: 4444, twice: 5555 })) {
		added[name] = await source.add(name, 'lena.ortiz@harbour.example', day(10), [{ merchant: name, amount, currency: 'USD', category: 'Office Expenses', tag: 'Install & Repair' }]);
	}
	const { status, error } = await n8n.runManually(quickBooksOnline.template, 'By hand', { timeout: 240_000 });
	expect([error, status]).toEqual([undefined, 'success']);
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

const run = async (): Promise<Outcome> => {
	const execution = await n8n.runManually(RECONCILIATION, 'By hand', { timeout: 240_000 });
	expect(execution.error).toBeUndefined();
	const [outcome] = itemsOf(execution, 'Reconcile') as Outcome[];
	return outcome as Outcome;
};
const write = async (entity: string, record: Record<string, unknown>, operation?: string) =>
	await control(sandbox, 'POST', '/quickbooks-online/records', { realm: US, entity, records: [record], operation });
const bill = async (name: string): Promise<QboDocument> => {
	const found = (await documents(sandbox)).bill.find(({ PrivateNote }) => PrivateNote?.includes(added[name] ?? '?'));
	if (found === undefined) throw new Error(`No bill of "${name}"`);
	return found;
};

let before: Outcome;

describe('OPS-RECON: Expensify and QuickBooks Online, on a real n8n', () => {
	it('after a sync they agree: accounts by their numbers, suppliers with a mark behind their names, credits, cards and classes', async () => {
		before = await run();
		expect(before).toMatchObject({ explained: true, extra: [], different: [], probable: [], duplicates: [] });
		for (const { details } of before.missing) expect(details).toMatch(/category/i);
		expect(before.counts.matched).toBeGreaterThanOrEqual(12);
		expect(before.distribution.account?.every(({ label }) => label !== '')).toBe(true);
	});

	it('finds what a person did in the books, and nothing else', async () => {
		await write('Bill', { Id: (await bill('gone')).Id }, 'delete');
		const dearer = await bill('dearer');
		await write('Bill', { Id: dearer.Id, Line: dearer.Line.map((line) => ({ ...line, Amount: 34.33 })) });
		await write('Bill', { Id: (await bill('next')).Id, TxnDate: day(1) });
		const { Id: _id, ...twice } = await bill('twice');
		await write('Bill', { VendorRef: twice.VendorRef, DocNumber: twice.DocNumber, PrivateNote: twice.PrivateNote, TxnDate: twice.TxnDate, Line: twice.Line.map((line) => ({ ...line, Id: undefined })) });
		const outcome = await run();
		const names = findingsOf(outcome, added);
		expect(names.missing).toEqual([...findingsOf(before, added).missing, 'gone'].sort());
		expect(names).toMatchObject({ extra: [], different: { dearer: expect.arrayContaining(['total']), next: ['period', 'date'] }, probable: [], duplicates: ['twice'] });
		expect(Object.keys(names.different).sort()).toEqual(['dearer', 'next']);
		expect(outcome).toMatchObject({ explained: true, agrees: false });
		expect(outcome.currencies[0]?.reasons).toMatchObject({ changed: '1.00', otherPeriod: '-44.44', duplicate: '55.55' });
	});
});
