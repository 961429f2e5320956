import { documents, quickBooksOnline, US, type QboDocument } from '../support/expense-sync/quickbooks-online';
import { Reconciled } from '../support/expense-sync/reconciled';
import { SyncWorld } from '../support/expense-sync/world';
import { findingsOf, type Outcome } from '../support/reconciliation';

let world: SyncWorld;
let reconciled: Reconciled;
let before: Outcome;

beforeAll(async () => {
	world = await SyncWorld.open(quickBooksOnline);
	reconciled = await Reconciled.open(world, 'acctSyncReconQbo');
	await reconciled.add({ gone: 2222, dearer: 3333, next: 4444, twice: 5555 }, 'lena.ortiz@harbour.example', { currency: 'USD', category: 'Office Expenses', tag: 'Install & Repair' });
	await world.run();
});
afterAll(async () => await world?.close());

const write = async (record: Record<string, unknown>, operation?: string) =>
	await world.control('POST', '/quickbooks-online/records', { realm: US, entity: 'Bill', records: [record], operation });
const bill = async (name: string): Promise<QboDocument> => reconciled.of(name, (await documents(world.sandbox)).bill, ({ PrivateNote }) => PrivateNote);

describe('OPS-RECON: Expensify and QuickBooks Online, on a real n8n', () => {
	it('after a sync they agree: accounts by their numbers, suppliers with a mark behind their names, credits, cards and classes', async () => {
		before = await reconciled.run();
		expect(before).toMatchObject({ explained: true, extra: [], different: [], probable: [], duplicates: [] });
		for (const { details } of before.missing) expect(details).toMatch(/category/i);
		expect(before.counts.matched).toBeGreaterThanOrEqual(12);
		expect(before.distribution.account?.every(({ label }) => label !== '')).toBe(true);
	});

	it('finds what a person did in the books, and nothing else', async () => {
		await write({ Id: (await bill('gone')).Id }, 'delete');
		const dearer = await bill('dearer');
		await write({ Id: dearer.Id, Line: dearer.Line.map((line) => ({ ...line, Amount: 34.33 })) });
		await write({ Id: (await bill('next')).Id, TxnDate: reconciled.after });
		const { Id: _id, ...twice } = await bill('twice');
		await write({ VendorRef: twice.VendorRef, DocNumber: twice.DocNumber, PrivateNote: twice.PrivateNote, TxnDate: twice.TxnDate, Line: twice.Line.map((line) => ({ ...line, Id: undefined })) });
		const outcome = await reconciled.run();
		const names = findingsOf(outcome, reconciled.added);
		expect(names.missing).toEqual([...findingsOf(before, reconciled.added).missing, 'gone'].sort());
		expect(names).toMatchObject({ extra: [], different: { dearer: expect.arrayContaining(['total']), next: ['period', 'date'] }, probable: [], duplicates: ['twice'] });
		expect(Object.keys(names.different).sort()).toEqual(['dearer', 'next']);
		expect(outcome).toMatchObject({ explained: true, agrees: false });
		expect(outcome.currencies[0]?.reasons).toMatchObject({ changed: '1.00', otherPeriod: '-44.44', duplicate: '55.55' });
	});

	it('what the settings form saved for a workspace counts as it does for the sync', async () => {
		const [{ name = '' } = {}] = (await world.n8n.listWorkflows()).filter(({ id }) => id === quickBooksOnline.template);
		await world.n8n.insertRows('Expensify sync settings', [{ sync: name, workspace: quickBooksOnline.workspace, companyCard: 'bill', frequency: 'manual', savedAt: '2026-11-01T00:00:00Z' }]);
		const outcome = await reconciled.run();
		// Card expenses that stand as expenses should be bills by now.
		expect(outcome.different.filter(({ differences = [] }) => differences.some(({ field }) => field === 'kind')).length + outcome.missing.length).toBeGreaterThan(before.missing.length + 1);
	});
});
