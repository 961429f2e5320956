import type { IDataObject } from 'n8n-workflow';
import { at, bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

it('NODE-BILL, NODE-PAYMENT: where approvals are on a posted bill waits, is found, approved, paid; a waiting one is taken back', async () => {
	await world.books.company({ approvals: ['AP'] });
	const [waiting, other] = await world.posted([bill('W-1'), bill('W-2', { status: 'submitted' })]);
	expect([waiting?.status, other?.status]).toEqual(['Submitted', 'Submitted']);
	expect(await world.posted([bill('W-1')])).toMatchObject([{ action: 'found', status: 'Submitted' }]);
	await world.books.control('/approve', { object: 'APBILL', recordNo: Number(waiting?.id) });
	expect(await world.posted([bill('W-1')])).toMatchObject([{ action: 'found', status: 'Posted' }]);
	const pay: IDataObject = { kind: 'payment', key: 'PAY-1', direction: 'out', date: '2026-05-20', amount: '42.50', document: { key: 'W-1' }, bankAccount: { id: 'BOA' } };
	expect(await world.posted([pay])).toMatchObject([{ action: 'created', kind: 'payment' }]);
	const [gone] = await world.done({ resource: 'payment', operation: 'delete', target: by('key', 'PAY-1') });
	expect(gone).toMatchObject({ deleted: true });
	expect(await world.posted([pay])).toMatchObject([{ action: 'created' }]);
	expect(await world.done({ resource: 'bill', operation: 'delete', target: by('key', 'W-2') })).toMatchObject([{ deleted: true }]);
	expect(await world.posted([bill('W-2')])).toMatchObject([{ action: 'created' }]);
});

it('NODE-EXPENSE, NODE-INVOICE: taken back, and posted anew under the same key', async () => {
	const report = { kind: 'employeeExpense', key: 'E-1', date: '2026-05-04', employee: { name: 'Raman, Priya' }, lines: [{ amount: '30.00', account: { code: '6100' }, dimensions: [at('110')] }] };
	const invoice = { kind: 'invoice', key: 'I-1', date: '2026-05-04', customer: { id: 'C-200' }, lines: [{ amount: '85.00', account: { code: '4000' }, dimensions: [at('110')] }] };
	const card = { ...bill('C-1'), kind: 'expense', bankAccount: { id: 'AMEX' } };
	const inside = { entity: by('id', '100') };
	for (const round of ['created', 'created']) {
		expect((await world.posted([report, invoice])).map(({ action }) => action)).toEqual([round, round]);
		expect((await world.posted([card], inside)).map(({ action }) => action)).toEqual([round]);
		expect(await world.done({ resource: 'employeeExpense', operation: 'delete', target: by('key', 'E-1') })).toMatchObject([{ deleted: true }]);
		expect(await world.done({ resource: 'invoice', operation: 'delete', target: by('key', 'I-1') })).toMatchObject([{ deleted: true }]);
		expect(await world.done({ resource: 'expense', operation: 'delete', target: by('key', 'C-1'), ...inside })).toMatchObject([{ deleted: true }]);
	}
});

it('NODE-BILL: a bill in a foreign currency at a rate of its own, and at Intacct\'s', async () => {
	const [own, daily] = await world.posted([bill('FX-1', { currency: 'EUR', exchangeRate: '0.8' }), bill('FX-2', { currency: 'EUR' })]);
	expect([own, daily]).toMatchObject([{ action: 'created', total: '42.50', currency: 'EUR' }, { action: 'created', currency: 'EUR' }]);
	const base = await world.standing('APBILL', 'FX-1');
	expect(Number(base[0]?.TOTALENTERED)).toBeCloseTo(53.13, 1);
	const changed = await world.post([bill('FX-1', { currency: 'GBP' })]);
	expect(changed.failed[0]?.json).toMatchObject({ details: { category: 'duplicate' } });
});

it('NODE-JOURNAL, NODE-CREDIT: deleted, and the key is free', async () => {
	const line = (amount: string) => ({ amount, account: { code: Number(amount) < 0 ? '6300' : '6220' }, dimensions: [at('110')] });
	const documents = [{ kind: 'journal', key: 'J-1', date: '2026-05-31', lines: [line('9.00'), line('-9.00')] }, bill('S-1', { kind: 'supplierCredit' })];
	await world.posted(documents);
	await world.done({ resource: 'journal', operation: 'delete', target: by('key', 'J-1') });
	await world.done({ resource: 'supplierCredit', operation: 'delete', target: by('key', 'S-1') });
	expect((await world.posted(documents)).map(({ action }) => action)).toEqual(['created', 'created']);
	const entities = (await world.books.control<IDataObject>('/trialbalance')).entities;
	expect(entities).toEqual({ 100: '0.00', 200: '0.00' });
});
