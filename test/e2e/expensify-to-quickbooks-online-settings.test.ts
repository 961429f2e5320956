import { setTimeout as sleep } from 'node:timers/promises';
import { Gate } from '../faults/gate';
import { HARBOUR, UK, documents, detailOf, quickBooksOnline, records } from '../support/expense-sync/quickbooks-online';
import { Source } from '../support/expense-sync/source';
import { walkSettings } from '../support/expense-sync/walk-settings';
import { SyncWorld } from '../support/expense-sync/world';

const SYSTEM = 'quickbooks-online';
const LEEDS = '4620816365AC0BE5';

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(quickBooksOnline);
});
afterAll(async () => {
	await world?.close();
});

/** Reports of one expense each, with merchants and amounts of their own. */
async function approve(count: number, expense: (index: number) => Record<string, unknown>): Promise<void> {
	const reports = Array.from({ length: count }, (_, index) => ({
		policyID: HARBOUR, employee: 'sam.rivera@harbour.example', name: `No. ${index}`, state: 'APPROVED',
		expenses: [{ created: '2026-11-03', currency: 'USD', category: 'Office Expenses', tag: 'Install & Repair', amount: 1000 + index, ...expense(index) }],
	}));
	await world.control('POST', '/expensify/reports', { reports });
}
const calls = () => world.sandbox.recorder.list({ system: SYSTEM, limit: 5000 });
/** 0 is "Babaco", 999 "Zuzuco": names without digits, which are no part of a merchant's name. */
const nameOf = (index: number) => `${[...String(index).padStart(3, '0')].map((digit) => ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'zu'][Number(digit)]).join('').replace(/^./, (letter) => letter.toUpperCase())} Stores`;

describe('SYNC-EXP-QBO with other settings', () => {
	walkSettings(() => world, { exported: 6, refunds: [-4599n, -3150n] });

	it('SYNC-EXP-QBO: tax rates become tax codes where the books keep tax; accounts without numbers are named', async () => {
		await world.withSettings({ workspaces: `["${LEEDS}"]`, cardAccount: 'name:Company Card', tagLevels: 'Class' }, { bare: true, realm: UK });
		await world.control('POST', '/expensify/policies', {
			id: LEEDS, name: 'Harbour Facilities', currency: 'GBP', categories: [{ name: 'Fuel', glCode: '' }, { name: 'Meals', glCode: '' }], tags: [{ name: 'Class', tags: [{ name: 'Reactive' }] }],
			tax: { name: 'VAT', default: 'id_S', rates: [{ name: 'Standard', rate: 20, rateID: 'id_S' }, { name: 'Zero', rate: 0, rateID: 'id_Z' }] }, members: [{ email: 'priya@harbour.example' }],
		});
		const row = { workspace: LEEDS, note: 'test' };
		await world.n8n.insertRows('Sync map: categories', [{ ...row, category: 'Fuel', account: 'name:Motor Expenses', taxRate: '' }, { ...row, category: 'Meals', account: 'name:Travel:Subsistence', taxRate: '0.0% Z' }]);
		await world.n8n.insertRows('Sync map: taxes', [{ ...row, tax: 'id_S', taxRate: '20.0% S' }, { ...row, tax: 'id_Z', taxRate: '0.0% Z' }]);
		await world.n8n.insertRows('Sync map: dimensions', [{ ...row, level: '1', tag: '', dimension: 'Class', value: '{name}' }]);
		const source = new Source(world.sandbox, LEEDS, quickBooksOnline.label);
		const pounds = { currency: 'GBP', tag: 'Reactive' };
		await source.add('Van', 'priya@harbour.example', '2026-11-09', [
			{ ...pounds, merchant: 'Moto', amount: 6001, category: 'Fuel', tax: { rateID: 'id_S', amount: 1000 } }, { ...pounds, merchant: 'Tea Hut', amount: 450, category: 'Meals' },
			{ ...pounds, merchant: 'SCREWFIX 0042', amount: 1200, category: 'Fuel', tax: { rateID: 'id_S', amount: 200 }, reimbursable: false, bank: 'Leeds Cards' },
		]);
		await world.run();
		expect(await world.problems()).toEqual([]);
		const { bill: [bill], card: [card] } = await documents(world.sandbox, UK);
		expect(bill).toMatchObject({ TotalAmt: 64.51, GlobalTaxCalculation: 'TaxInclusive', TxnTaxDetail: { TotalTax: 10 } });
		const codes = new Map((await records<{ Id: string; Name: string }>(world.sandbox, 'TaxCode', UK)).map(({ Id, Name }) => [Id, Name]));
		const told = (bill?.Line ?? []).map(detailOf).map(({ AccountRef, TaxCodeRef, ClassRef }) => [AccountRef?.name, codes.get(TaxCodeRef?.value ?? ''), ClassRef?.name]);
		expect(told).toEqual([['Motor Expenses', '20.0% S', 'Reactive'], ['Travel:Subsistence', '0.0% Z', 'Reactive']]);
		expect(card).toMatchObject({ TotalAmt: 12, TxnTaxDetail: { TotalTax: 2 }, EntityRef: { name: 'Screwfix' }, AccountRef: { name: 'Company Card' } });
		expect((await source.marked()).map(({ name }) => name)).toEqual(['Van']);
	});

	it('NODE-ONCE: answers of the first four batches are lost after QuickBooks has carried them out: nothing is missing, nothing twice', async () => {
		await world.withSettings({});
		await world.run();
		const wanted = await world.posted();
		await world.withSettings({});
		world.sandbox.frame.faults.add({ system: SYSTEM, kind: 'drop-after', method: 'POST', path: '/batch', times: 4 } as never);
		await world.run();
		expect(world.sandbox.frame.faults.list()).toEqual([]);
		await world.run();
		const unkeyed = ({ key: _key, ...one }: (typeof wanted)[number]) => JSON.stringify(one, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
		expect((await world.posted()).map(unkeyed).sort()).toEqual(wanted.map(unkeyed).sort());
		expect(await world.source.marked()).toHaveLength(6);
		expect(await quickBooksOnline.trialBalance(world.sandbox)).toBe('0.00');
	});

	it('NODE-BATCH: 1,000 new bills for 1,000 known vendors take at most eighty calls to QuickBooks, look-ups included', async () => {
		await world.withSettings({ companyCard: 'bill' }, { bare: true });
		await world.control('POST', `/${SYSTEM}/records`, { entity: 'Vendor', records: Array.from({ length: 1000 }, (_, index) => ({ DisplayName: nameOf(index) })) });
		await approve(1000, (index) => ({ merchant: nameOf(index).toUpperCase(), reimbursable: false, bank: 'Harbour Visa' }));
		world.sandbox.recorder.clear();
		await world.run();
		const first = calls().length;
		expect(await world.posted()).toHaveLength(1000);
		expect(new Set((await documents(world.sandbox)).bill.map(({ VendorRef }) => VendorRef?.value)).size).toBe(1000);
		expect(first).toBeLessThanOrEqual(80);
		expect(await world.source.marked()).toHaveLength(1000);
	});

	it('NODE-ONCE: n8n killed in the middle of 300 bills; the next run makes it 300', async () => {
		await world.withSettings({}, { bare: true });
		await approve(300, () => ({ merchant: 'Pier Parking' }));
		const gate = new Gate(world.sandbox);
		const held = gate.hold('POST', /\/batch/, 7);
		await world.n8n.startManually(quickBooksOnline.template, 'By hand');
		await held.reached;
		const dies = world.cutPower();
		await sleep(200);
		gate.openAll();
		await dies;
		const before = (await world.posted()).length;
		expect([before > 0, before < 300, (await world.source.marked()).length]).toEqual([true, true, 0]);
		await world.run();
		const after = await world.posted();
		expect([after.length, new Set(after.map(({ key }) => key)).size]).toEqual([300, 300]);
		expect(await world.source.marked()).toHaveLength(300);
	});
});
