import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { runListSearch } from '../support/run-node';
import { KEA, policy, Rig } from './expensify-node-rig';

const rig = new Rig();

describe('lists of a workspace', () => {
	it('NODE-REF: are read in the canonical shape', async () => {
		for (const resource of ['category', 'tag', 'taxRate', 'employee', 'reportField']) {
			const { done, failed } = await rig.run(resource, 'getAll', { policy, returnAll: true });
			expect([resource, failed]).toEqual([resource, []]);
			if (resource !== 'reportField') expect(done.length).toBeGreaterThan(1);
			for (const { json } of done)
				expect(json).toMatchObject({ id: expect.any(String), name: expect.any(String), policyID: KEA });
		}
		const rates = await rig.run('taxRate', 'getAll', { policy, returnAll: true });
		expect(rates.done.find(({ json }) => json.id === 'id_TAX_20')?.json).toMatchObject({
			code: 'id_TAX_20',
			percent: '20',
		});
	});

	it('SYNC-IMPORT: no tag and no category is lost', async () => {
		const names = async (resource: string) =>
			(await rig.run(resource, 'getAll', { policy, returnAll: true })).done.map(({ json }) => json.name);
		const upsert = { policy, name: '={{ $json.name }}', glCode: '={{ $json.code }}' };
		for (const resource of ['category', 'tag']) {
			const before = await names(resource);
			const level = resource === 'tag' ? { level: 'Cost Centre' } : {};
			const items = [
				{ name: 'Brand New', code: 'X1' },
				{ name: before[0] as string, code: '' },
			];
			const { done, failed } = await rig.run(resource, 'upsert', { ...upsert, ...level }, items);
			expect(failed).toEqual([]);
			expect(done.map(({ json }) => json.action)).toEqual(['created', 'unchanged']);
			expect((await names(resource)).sort()).toEqual([...before, 'Brand New'].sort());
			const calls = rig.calls;
			const again = await rig.run(resource, 'upsert', { ...upsert, ...level }, items);
			expect(again.done.map(({ json }) => json.action)).toEqual(['unchanged', 'unchanged']);
			expect(rig.calls - calls).toBe(1);
		}
	});

	it('SYNC-IMPORT: a rename follows its code, and a dry run changes nothing', async () => {
		const all = async () =>
			(await rig.run('category', 'getAll', { policy, returnAll: true })).done.map(({ json }) => json);
		const [first] = (await all()).filter(({ code }) => code !== undefined && code !== '');
		const parameters = {
			policy,
			name: 'Renamed',
			glCode: String(first?.code),
			options: { matchBy: 'glCode', dryRun: true },
		};
		expect((await rig.run('category', 'upsert', parameters)).done[0]?.json.action).toBe('would be renamed');
		expect((await all()).some(({ name }) => name === 'Renamed')).toBe(false);
		const renamed = await rig.run('category', 'upsert', { ...parameters, options: { matchBy: 'glCode' } });
		expect(renamed.failed).toEqual([]);
		const after = await all();
		expect(after.find(({ name }) => name === 'Renamed')).toMatchObject({ code: first?.code, active: true });
		expect(after.find(({ name }) => name === first?.name)).toMatchObject({ active: false });
	});

	it('report fields take values without losing others', async () => {
		const parameters = { policy, name: 'Client', fieldType: 'dropdown', value: '={{ $json.value }}' };
		await rig.run('reportField', 'upsert', parameters, [{ value: 'A' }, { value: 'B' }]);
		const { done } = await rig.run('reportField', 'upsert', parameters, [{ value: 'B' }, { value: 'C' }]);
		expect(done).toHaveLength(2);
		const fields = await rig.run('reportField', 'getAll', { policy, returnAll: true });
		expect(fields.done.find(({ json }) => json.name === 'Client')?.json.values).toEqual(['A', 'B', 'C']);
	});

	it('workspaces are read, searched and made', async () => {
		const { done } = await rig.run('policy', 'getAll', { returnAll: true });
		expect(done.find(({ json }) => json.id === KEA)?.json).toMatchObject({
			name: 'Kea Joinery',
			baseCurrency: 'GBP',
		});
		const { results } = await runListSearch(
			AccountingExpensify,
			'searchPolicies',
			{},
			{ credentials: rig.credentials, filter: 'kea' },
		);
		expect(results).toMatchObject([{ value: KEA }]);
		const whole = await rig.run('policy', 'get', { policy });
		expect(Object.keys(whole.done[0]?.json ?? {})).toEqual(
			expect.arrayContaining(['categories', 'tags', 'tax', 'employees']),
		);
		const made = await rig.run('policy', 'create', { policyName: 'Moa Ltd' });
		expect(
			(await rig.run('policy', 'create', { policyName: 'Moa Ltd', options: { skipExisting: true } })).done[0]
				?.json,
		).toEqual({
			action: 'found',
			policyID: made.done[0]?.json.policyID,
			policyName: 'Moa Ltd',
		});
	});

	it('employees go out in one feed', async () => {
		const before = rig.calls;
		const { done, failed } = await rig.run(
			'employee',
			'update',
			{
				policy,
				employeeEmail: '={{ $json.email }}',
				managerEmail: 'mira@kea.test',
				employeeID: '={{ $json.id }}',
			},
			[
				{ email: 'new.one@kea.test', id: '901' },
				{ email: 'new.two@kea.test', id: '902' },
			],
		);
		expect([failed, rig.calls - before]).toEqual([[], 1]);
		expect(done.map(({ json }) => json.action)).toEqual(['updated', 'updated']);
	});
});
