import type { IDataObject } from 'n8n-workflow';
import { pollExpenseIn } from '../support/expensein';
import { Rig } from './expensein-node-rig';

const rig = new Rig();
const poll = async (event: string, saved: IDataObject = {}, more: IDataObject = {}, options: Parameters<typeof pollExpenseIn>[3] = {}) =>
	await pollExpenseIn(rig.client.sandbox, { event, ...more } as never, saved, options);
const numbers = (items: Awaited<ReturnType<typeof poll>>['items']) => items?.map(({ json }) => json.number);
const step = async (name: string, number: string) => await rig.client.control('POST', `/expenses/${name}`, { ids: [number] });

/** Cursors go by real time where the emulated one is ahead. */
beforeEach(() => rig.client.sandbox.frame.clock.set(new Date(Date.now() - 60_000).toISOString()));

describe('ExpenseIn Trigger', () => {
	it('TRIG-POLL: an approval is handed on once, and a later change of it is none', async () => {
		const first = await poll('expenseApproved');
		expect(first.items).toHaveLength(19);
		expect(first.items?.[0]?.json).toMatchObject({ kind: 'expenseReport', status: 'approved', expenses: [{ category: { name: expect.any(String) } }] });
		expect((await poll('expenseApproved', first.saved)).items).toBeNull();
		const submitted = (await rig.client.get('/expenses?status=Submitted')).list[0];
		await step('approve', String(submitted?.number));
		const second = await poll('expenseApproved', first.saved);
		expect(numbers(second.items)).toEqual([submitted?.number]);
		await rig.client.control('PUT', `/expenses/${String(submitted?.number)}`, { description: 'Edited afterwards' });
		expect((await poll('expenseApproved', second.saved)).items).toBeNull();
	});

	it('TRIG-POLL: a poll without news asks once and looks up no names', async () => {
		const first = await poll('expenseApproved');
		rig.client.sandbox.recorder.clear();
		await poll('expenseApproved', first.saved);
		expect(rig.calls.map((call) => call.split('?')[0])).toEqual(['GET /expenses']);
	});

	it('TRIG-EVENTS: each change of an expense comes once, from a server that does not filter as well', async () => {
		const first = await poll('expenseChanged');
		expect(first.items).toHaveLength(30);
		await rig.client.control('POST', '/settings', { updatedSince: false });
		await rig.client.control('PUT', '/expenses/EI10210', { merchant: 'SJ AB' });
		const second = await poll('expenseChanged', first.saved);
		expect(numbers(second.items)).toEqual(['EI10210']);
		expect((await poll('expenseChanged', second.saved)).items).toBeNull();
	});

	it('TRIG-POLL: by comparing all of it, where the account has no change mark', async () => {
		const more = { advanced: { contract: { changeDetection: 'full' } } };
		const first = await poll('expenseChanged', {}, more);
		expect(first.items).toHaveLength(30);
		expect((await poll('expenseChanged', first.saved, more)).items).toBeNull();
		await rig.client.control('PUT', '/expenses/EI10210', { merchant: 'SJ AB' });
		const second = await poll('expenseChanged', first.saved, more);
		expect(second.items?.map(({ json }) => [json.number, json.change])).toEqual([['EI10210', 'updated']]);
	});

	it('TRIG-POLL: the cursor goes last: what a failed look-up of names held up comes with the next poll', async () => {
		const { saved } = await poll('expenseApproved');
		const [submitted] = (await rig.client.get('/expenses?status=Submitted')).list;
		await step('approve', String(submitted?.number));
		for (const path of ['/users', '/categories', '/departments', '/projects']) {
			rig.client.sandbox.frame.faults.add({ system: 'expensein', path, kind: 'status', value: 500, times: 4 });
		}
		let memory: IDataObject = {};
		const keeps = { onMemory: (held: IDataObject) => void (memory = held) };
		await expect(poll('expenseApproved', saved, {}, keeps)).rejects.toThrow(/went wrong/);
		expect(memory).toEqual(saved);
		rig.client.sandbox.frame.faults.clear();
		expect(numbers((await poll('expenseApproved', memory)).items)).toEqual([submitted?.number]);
	});

	it('TRIG-EVENTS: a posting that failed, with its reason', async () => {
		const first = await poll('postingFailed', {}, { startFrom: 'now' });
		const { id } = await rig.expense('EI10204');
		await rig.client.call('POST', '/expenses/exportfailed', { ids: [id], reason: 'Period closed', failedAt: new Date().toISOString() });
		const second = await poll('postingFailed', first.saved, { startFrom: 'now' });
		expect(second.items?.map(({ json }) => json)).toMatchObject([{ recordKind: 'expense', recordId: id, number: 'EI10204', reason: 'Period closed' }]);
		expect((await poll('postingFailed', second.saved)).items).toBeNull();
	});

	it.each([['category', 'categories'], ['project', 'projects'], ['department', 'departments'], ['taxRate', 'taxrates'], ['supplier', 'suppliers'], ['user', 'users']])(
		'TRIG-EVENTS: a %s that is new or changed',
		async (event, path) => {
			const first = await poll(event, {}, { startFrom: 'now' });
			expect(first.items).toEqual([]);
			const [one] = (await rig.client.get(`/${path}`)).list;
			await rig.client.control('PUT', `/${path}/${String(one?.id)}`, path === 'users' ? { lastName: 'New-Name' } : { name: 'New name' });
			const second = await poll(event, first.saved);
			expect(second.items?.map(({ json }) => [json.kind, json.id, json.change])).toEqual([[event, one?.id, 'updated']]);
			expect((await poll(event, second.saved)).items).toBeNull();
		},
	);

	it('TRIG-EVENTS: supplier invoices, approved', async () => {
		const { items } = await poll('invoiceApproved');
		expect(items?.map(({ json }) => json.type)).toEqual(Array(4).fill('supplierInvoice'));
	});

	it('TRIG-TEST: the editor gets a few real records, and the cursor stays', async () => {
		for (const event of ['expenseApproved', 'invoiceChanged', 'category', 'user']) {
			const { items, saved } = await pollExpenseIn(rig.client.sandbox, { event }, {}, { mode: 'manual' });
			expect([event, (items?.length ?? 0) > 0 && (items?.length ?? 9) <= 5, saved]).toEqual([event, true, {}]);
		}
	});
});
