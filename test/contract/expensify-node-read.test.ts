import type { IDataObject } from 'n8n-workflow';
import { everything, KEA, Rig } from './expensify-node-rig';

const rig = new Rig();

describe('reports, read', () => {
	it('come out canonical, each with its expenses, and add up', async () => {
		const { done, failed } = await rig.run('report', 'getAll', everything);
		expect(failed).toEqual([]);
		expect(done.length).toBeGreaterThanOrEqual(20);
		for (const { json } of done) {
			const expenses = json.expenses as Array<{ amount: string }>;
			const cents = expenses.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
			expect([json.id, Math.round(Number(json.total) * 100)]).toEqual([json.id, cents]);
			expect(json).not.toHaveProperty('raw');
		}
		const kinds = new Set(done.map(({ json }) => json.status));
		expect([...kinds]).toEqual(expect.arrayContaining(['open', 'submitted', 'approved', 'reimbursed']));
		const lines = done.flatMap(({ json }) => json.expenses as IDataObject[]);
		expect(lines.some(({ original }) => original !== undefined)).toBe(true);
		expect(lines.some(({ card }) => card !== undefined)).toBe(true);
		expect(lines.some(({ receipt }) => receipt !== undefined)).toBe(true);
		expect(lines.some(({ amount }) => String(amount).startsWith('-'))).toBe(true);
	});

	it('read the same with numbers quoted', async () => {
		const plain = await rig.run('report', 'getAll', { ...everything, options: { numberStyle: 'plain' } });
		const quoted = await rig.run('report', 'getAll', { ...everything, options: { numberStyle: 'quoted' } });
		expect(quoted.done).toEqual(plain.done);
		expect(plain.done.length).toBeGreaterThan(0);
	});

	it('are chosen by state, workspace, limit and id', async () => {
		const approved = await rig.run('report', 'getAll', { ...everything, states: ['approved'], policies: [KEA] });
		expect(new Set(approved.done.map(({ json }) => json.status))).toEqual(new Set(['approved']));
		expect(new Set(approved.done.map(({ json }) => (json.workspace as IDataObject).id))).toEqual(new Set([KEA]));
		expect((await rig.run('report', 'getAll', { ...everything, returnAll: false, limit: 2 })).done).toHaveLength(2);
		const id = String(approved.done[0]?.json.id);
		const whole = await rig.run('report', 'get', { reportId: id, simplify: false });
		expect(whole.done[0]?.json).toMatchObject({ id, raw: { reportID: id } });
	});

	it('NODE-ERR: an unknown one fails alone, and a query without a start never leaves the node', async () => {
		const id = String((await rig.run('report', 'getAll', everything)).done[0]?.json.id);
		const { done, failed } = await rig.run('report', 'get', { reportId: '={{ $json.id }}' }, [
			{ id },
			{ id: 'R00nope' },
		]);
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(failed[0]).toMatchObject({
			pairedItem: { item: 1 },
			json: { id: 'R00nope', details: { category: 'not found' } },
		});
		const before = rig.calls;
		const none = await rig.run('report', 'getAll', { from: '', states: [] });
		expect(none.failed[0]?.json.details).toMatchObject({ category: 'validation', field: 'from' });
		expect(rig.calls).toBe(before);
	});
});

describe('marks', () => {
	const idsOf = async (state: string, count: number) => {
		const { done } = await rig.run('report', 'getAll', { ...everything, states: [state] });
		return done.slice(0, count).map(({ json }) => ({ id: json.id as string }));
	};

	it('NODE-BATCH: many items are one export, verified by the filter', async () => {
		const ids = await idsOf('approved', 3);
		const before = rig.calls;
		const { done, failed } = await rig.run('report', 'markExported', { label: 'n8n-test', verify: true }, [
			...ids,
			{ id: 'R00nope' },
		]);
		expect(rig.calls - before).toBe(4);
		expect(done.map(({ json }) => [json.reportId, json.verified])).toEqual(ids.map(({ id }) => [id, true]));
		expect(failed).toMatchObject([{ pairedItem: { item: 3 }, json: { details: { category: 'not found' } } }]);
		const left = await rig.run('report', 'getAll', {
			...everything,
			states: ['approved'],
			filters: { notMarkedAs: 'n8n-test' },
		});
		for (const { id } of ids) expect(left.done.map(({ json }) => json.id)).not.toContain(id);
	});

	it.each(['empty', 'notFound'])(
		'a file that comes late, and is %s until then, is waited for, and the mark with it',
		async (notReady) => {
			const [id] = await idsOf('approved', 1);
			await rig.control('POST', '/settings', { renderDelaySeconds: 1, notReady });
			const { done, failed } = await rig.run('report', 'markExported', { label: 'n8n-late', verify: true }, [
				id!,
			]);
			expect([failed, done[0]?.json]).toMatchObject([[], { action: 'marked', verified: true }]);
		},
	);

	it('NODE-DRY: a dry run marks nothing and calls nobody', async () => {
		const ids = await idsOf('approved', 1);
		const before = rig.calls;
		const { done } = await rig.run('report', 'markExported', { label: 'n8n-dry', options: { dryRun: true } }, ids);
		expect([done[0]?.json.action, rig.calls - before]).toEqual(['would mark', 0]);
	});

	it('NODE-BATCH: reimburses the approved and fails the open one alone; twice is unchanged', async () => {
		const [approved] = await idsOf('approved', 1);
		const [open] = await idsOf('open', 1);
		const items = [approved!, open!];
		const first = await rig.run('report', 'markReimbursed', { paymentSource: 'Business Bank Account' }, items);
		expect(first.done).toMatchObject([
			{ json: { action: 'reimbursed', reportId: approved?.id }, pairedItem: { item: 0 } },
		]);
		expect(first.failed).toMatchObject([
			{ pairedItem: { item: 1 }, json: { details: { category: 'validation' } } },
		]);
		expect(JSON.stringify(first.failed[0]?.json.error)).toContain("status 'Open'");
		expect((await rig.run('report', 'markReimbursed', {}, [approved!])).done[0]?.json.action).toBe('unchanged');
	});
});
