import { cents } from '../support/books';
import { COMPANY, documents, sageIntacct, type IntacctDocument } from '../support/expense-sync/sage-intacct';
import { Reconciled } from '../support/expense-sync/reconciled';
import { SyncWorld } from '../support/expense-sync/world';
import { findingsOf, type Outcome } from '../support/reconciliation';

let world: SyncWorld;
let reconciled: Reconciled;
let before: Outcome;

beforeAll(async () => {
	world = await SyncWorld.open(sageIntacct);
	reconciled = await Reconciled.open(world, 'acctSyncReconInt');
	await reconciled.add({ gone: 2222 }, 'asa.lindqvist@harbourlight.example', { currency: 'USD', category: 'Office supplies', tag: 'Engineering' });
	await world.run();
});
afterAll(async () => await world?.close());

const bill = async (name: string): Promise<IntacctDocument> => reconciled.of(name, (await documents(world.sandbox)).APBILL, ({ RECORDID }) => RECORDID);

describe('OPS-RECON: Expensify and Sage Intacct, on a real n8n', () => {
	it('after a sync they agree: bills, credits and card transactions, with the company\'s own dimension', async () => {
		before = await reconciled.run();
		expect(before).toMatchObject({ explained: true, extra: [], different: [], probable: [], duplicates: [] });
		for (const { details } of before.missing) expect(details).toMatch(/category/i);
		expect(before.counts.matched).toBeGreaterThanOrEqual(6);
		expect(before.distribution.account?.every(({ label }) => label !== '')).toBe(true);
	});

	it('finds a bill that a person deleted, and nothing else', async () => {
		const { recordNo } = await bill('gone');
		await world.control('POST', '/sage-intacct/records/delete', { company: COMPANY, object: 'APBILL', recordNo });
		const outcome = await reconciled.run();
		expect(findingsOf(outcome, reconciled.added)).toMatchObject({ missing: [...findingsOf(before, reconciled.added).missing, 'gone'].sort(), extra: [], different: {}, probable: [], duplicates: [] });
		expect(outcome).toMatchObject({ explained: true, agrees: false });
		const missing = ({ currencies }: Outcome) => cents(Number(currencies.find(({ currency }) => currency === 'USD')?.reasons.missing));
		expect(missing(outcome) - missing(before)).toBe(2222n * (missing(outcome) < missing(before) ? -1n : 1n));
	});

	it('expense reports agree, too, line for line', async () => {
		await world.withSettings({ reimbursable: 'expenseReport' });
		const [{ name = '' } = {}] = (await world.n8n.listWorkflows()).filter(({ id }) => id === sageIntacct.template);
		await world.n8n.insertRows('Expensify sync settings', [{ sync: name, workspace: sageIntacct.workspace, reimbursable: 'expenseReport', frequency: 'manual', savedAt: '2026-11-01T00:00:00Z' }]);
		await world.run();
		const outcome = await reconciled.run();
		expect(outcome).toMatchObject({ explained: true, extra: [], different: [], probable: [], duplicates: [] });
		expect(outcome.counts.matched).toBeGreaterThanOrEqual(5);
		expect((await documents(world.sandbox)).EEXPENSES.length).toBeGreaterThanOrEqual(2);
	});
});
