import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AccountingExpensifyTrigger } from '../../nodes/Expensify/AccountingExpensifyTrigger.node';
import { runPoll, type PollRun } from '../support/run-trigger';
import { everything, KEA, Rig } from './expensify-node-rig';

const rig = new Rig();

async function poll(
	staticData: IDataObject,
	parameters: INodeParameters = {},
	mode: 'trigger' | 'manual' = 'trigger',
): Promise<PollRun> {
	return await runPoll(
		AccountingExpensifyTrigger,
		{ events: ['approved'], ...parameters },
		{ credentials: rig.credentials, staticData, mode },
	);
}
async function idsOf(state: string): Promise<string[]> {
	const { done } = await rig.run('report', 'getAll', { ...everything, states: [state] });
	return done.map(({ json }) => String(json.id));
}
const delivered = ({ items }: PollRun) => (items ?? []).map(({ json }) => [json.event, json.id]);

describe('Expensify Trigger', () => {
	it('TRIG-POLL: starts now, delivers each approval once, and costs two calls when nothing happens', async () => {
		const start = await poll({});
		expect([delivered(start), Object.keys(start.saved)]).toEqual([[], ['watch']]);
		const [first, second] = await idsOf('submitted');
		await rig.control('POST', '/approve', { reportIDs: [first] });
		const one = await poll(start.saved);
		expect(delivered(one)).toEqual([['approved', first]]);
		expect(one.items?.[0]?.json).toMatchObject({
			system: 'expensify',
			status: 'approved',
			expenses: expect.any(Array),
		});
		const calls = rig.calls;
		const idle = await poll(one.saved);
		expect([idle.items, rig.calls - calls]).toEqual([null, 2]);
		await rig.control('POST', '/approve', { reportIDs: [second] });
		expect(delivered(await poll(idle.memory))).toEqual([['approved', second]]);
	});

	it('TRIG-POLL: two polls at once, as n8n starts them when one takes longer than a minute, deliver a report once', async () => {
		const start = await poll({});
		const [id] = await idsOf('submitted');
		await rig.control('POST', '/approve', { reportIDs: [id] });
		const both = await Promise.all([poll(start.saved), poll(start.saved)]);
		expect(both.flatMap(delivered)).toEqual([['approved', id]]);
		expect(both.map(({ items }) => items?.length ?? null)).toEqual([1, null]);
	});

	it('TRIG-POLL: what happened while n8n was down is delivered by the state that was saved last', async () => {
		const start = await poll({});
		const ids = await idsOf('submitted');
		await rig.control('POST', '/approve', { reportIDs: ids });
		await rig.control('POST', '/reimburse', { reportIDs: ids.slice(0, 1) });
		const polled = await poll(start.saved);
		expect(
			delivered(polled)
				.map(([, id]) => id)
				.sort(),
		).toEqual([...ids].sort());
		// The process died after the delivery and before n8n saved it: read again, and never skipped.
		expect(delivered(await poll(start.saved))).toHaveLength(ids.length);
	});

	it('TRIG-EVENTS: tells submitted, approved and reimbursed apart, and a report long approved is met when it is paid', async () => {
		const events = ['submitted', 'approved', 'reimbursed'];
		const start = await poll({}, { events });
		const [open] = await idsOf('open');
		const [approved] = await idsOf('approved');
		await rig.control('POST', '/submit', { reportIDs: [open] });
		await rig.control('POST', '/reimburse', { reportIDs: [approved] });
		expect(delivered(await poll(start.saved, { events })).sort()).toEqual([
			['reimbursed', approved],
			['submitted', open],
		]);
	});

	it('TRIG-POLL: a second approval after taking it back is delivered, since it is another one', async () => {
		const start = await poll({});
		const [id] = await idsOf('submitted');
		await rig.control('POST', '/approve', { reportIDs: [id], date: '2026-11-20T09:00:00Z' });
		const one = await poll(start.saved);
		expect(delivered(one)).toEqual([['approved', id]]);
		await rig.control('POST', '/reopen', { reportIDs: [id] });
		await rig.control('POST', '/approve', { reportIDs: [id], date: '2026-11-20T11:00:00Z' });
		expect(delivered(await poll(one.saved))).toEqual([['approved', id]]);
	});

	it('TRIG-POLL: delivers what is there when told so, and only of the chosen workspaces', async () => {
		const all = await poll({}, { startFrom: 'beginning', since: '2020-01-01' });
		const approved = [...(await idsOf('approved')), ...(await idsOf('reimbursed'))];
		expect(delivered(all).map(([, id]) => id)).toEqual(expect.arrayContaining(approved));
		expect(new Set(delivered(all).map(String)).size).toBe(delivered(all).length);
		expect((await poll(all.saved, { startFrom: 'beginning', since: '2020-01-01' })).items).toBeNull();
		const kea = await poll({}, { startFrom: 'beginning', since: '2020-01-01', policies: [KEA] });
		expect(new Set((kea.items ?? []).map(({ json }) => (json.workspace as IDataObject).id))).toEqual(
			new Set([KEA]),
		);
		expect(delivered(kea).length).toBeLessThan(delivered(all).length);
	});

	it('TRIG-TEST: shows real reports and remembers nothing', async () => {
		const shown = await poll({}, {}, 'manual');
		expect(shown.items?.length).toBeGreaterThan(0);
		expect(shown.items?.[0]?.json).toMatchObject({ event: 'approved', status: 'approved' });
		expect([shown.saved, shown.memory]).toEqual([{}, {}]);
	});

	it('an outage stops the poll and leaves the state as it was', async () => {
		const start = await poll({});
		const [id] = await idsOf('submitted');
		await rig.control('POST', '/approve', { reportIDs: [id] });
		// The look passes, the reports behind it do not.
		rig.sandbox.frame.faults.add({ system: 'expensify', kind: 'status', value: 500, skip: 2, times: 20 });
		await expect(poll(start.saved)).rejects.toThrow();
		rig.sandbox.frame.faults.clear();
		expect(delivered(await poll(start.saved))).toEqual([['approved', id]]);
	});
});
