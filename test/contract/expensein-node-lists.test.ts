import type { IDataObject } from 'n8n-workflow';
import { AccountingExpenseIn } from '../../nodes/ExpenseIn/AccountingExpenseIn.node';
import { by, expenseInCredentials } from '../support/expensein';
import { runListSearch } from '../support/run-node';
import { LISTS_KEY } from './expensein-emulator-client';
import { Rig } from './expensein-node-rig';

const rig = new Rig();
const all = { returnAll: true };

describe('ExpenseIn lists', () => {
	it('NODE-REF: every list is read in the canonical shape with one call', async () => {
		const paths = { user: 'users', category: 'categories', project: 'projects', department: 'departments', taxRate: 'taxrates', supplier: 'suppliers' };
		for (const [kind, path] of Object.entries(paths)) {
			const given = (await rig.client.get(`/${path}`)).list;
			const records = await rig.done(kind, 'getMany', { ...all, simplify: false });
			expect(records.map(({ raw }) => raw)).toEqual(given);
			expect(records.map(({ kind: of, id, code }) => [of, id, code])).toEqual(
				given.map(({ id, reference }) => [kind, id, reference === null ? undefined : String(reference).trim()]),
			);
		}
		const rates = await rig.done('taxRate', 'getMany', all);
		expect(rates.find(({ code }) => code === 'V20')).toMatchObject({ percent: '20', active: true });
		expect((await rig.done('user', 'getMany', all))[0]).toMatchObject({ name: 'Aoife Byrne', code: 'EMP001', email: expect.stringContaining('@') });
	});

	it('NODE-REF: any kind, as each item says, in one item each; an empty list is one too', async () => {
		const items = [{ kind: 'taxRate', mark: 1 }, { kind: 'employee', mark: 2 }, { kind: 'Supplier', mark: 3 }];
		const parameters = { kind: '={{ $json.kind }}', combine: true, limit: 1, filters: { search: 'V' } };
		const [rates, users, suppliers] = await rig.done('record', 'getMany', parameters, items);
		expect(rates).toMatchObject({ kind: 'taxRate', mark: 1, count: 4, records: expect.arrayContaining([expect.objectContaining({ code: 'V20' })]) });
		expect(users).toMatchObject({ kind: 'user', mark: 2, count: 0, records: [] });
		expect(suppliers).toMatchObject({ kind: 'supplier', mark: 3, count: 1 });
		const { failed } = await rig.run('record', 'getMany', { ...parameters, kind: 'account' });
		expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining('none of user, category') });
	});

	it('NODE-REF: active only, changed since, and one by ID, reference or name', async () => {
		const [first] = (await rig.client.get('/suppliers')).list;
		await rig.client.control('PUT', `/suppliers/${String(first?.id)}`, { isInactive: true });
		const suppliers = await rig.done('supplier', 'getMany', all);
		const inactive = suppliers.filter(({ active }) => active === false);
		expect(inactive.length).toBeGreaterThanOrEqual(1);
		expect(await rig.done('supplier', 'getMany', { ...all, filters: { activeOnly: true } })).toHaveLength(suppliers.length - inactive.length);
		const changedSince = String(inactive.at(-1)?.changedAt ?? '');
		const changed = await rig.done('supplier', 'getMany', { ...all, filters: { changedSince } });
		expect(changed.length).toBeLessThan(suppliers.length);
		const [category] = await rig.done('category', 'getMany');
		for (const [mode, field] of [['id', 'id'], ['code', 'code'], ['name', 'name']] as const) {
			expect(await rig.done('category', 'get', { target: by(mode, String(category?.[field])) })).toEqual([category]);
		}
		const { failed } = await rig.run('category', 'get', { target: by('code', 'nope') });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'not found', document: 'nope' } });
	});

	it('NODE-ONCE: what is there under its reference is found; the list is read once for the run', async () => {
		const items = [{ code: 'P-1', name: 'Parking' }, { code: '7001', name: 'Whatever' }, { code: 'P-1', name: 'Parking' }];
		const parameters = { name: '={{ $json.name }}', code: '={{ $json.code }}', moreFields: { appliesTo: ['Purchase'] } };
		const made = await rig.done('category', 'create', parameters, items);
		expect(made.map(({ action }) => action)).toEqual(['created', 'found', 'found']);
		expect(rig.calls).toEqual(['GET /categories', 'POST /categories']);
		expect(await rig.client.byReference('/categories', 'P-1')).toMatchObject({ name: 'Parking', appliesTo: ['Purchase'], isActive: true });
		const again = await rig.done('category', 'create', parameters, items);
		expect(again.map(({ action }) => action)).toEqual(['found', 'found', 'found']);
		expect(rig.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});

	it.each(['before', 'after'] as const)('NODE-ONCE: an answer lost %s the record was made makes one record', async (when) => {
		rig.client.sandbox.frame.faults.add({ system: 'expensein', method: 'POST', kind: `drop-${when}` });
		const [made] = await rig.done('project', 'create', { name: 'Moon', code: 'MOON' });
		expect(made).toMatchObject({ action: when === 'after' ? 'found' : 'created', code: 'MOON', name: 'Moon' });
		expect((await rig.client.get('/projects')).list.filter(({ reference }) => reference === 'MOON')).toHaveLength(1);
	});

	it('NODE-ONCE: a name that stands under another reference is told, and nothing is changed', async () => {
		const [first = {}] = (await rig.client.get('/categories')).list;
		const { failed } = await rig.run('category', 'create', { name: String(first.name), code: 'NEW-9' });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'duplicate', retryable: false, document: 'NEW-9', vendorCode: 'DuplicateName' } });
	});

	it('SYNC-AIQ-6: an update sends every other field back as it is, also to a server that clears what is left out', async () => {
		await rig.client.control('POST', '/settings', { strictPut: true, limits: false });
		const [rate = {}] = (await rig.client.get('/taxrates')).list;
		const before = await rig.client.byReference('/categories', '7001');
		const edits = { description: 'Kept', fixedAmount: 1234567.89, defaultTaxRateId: rate.id, reportable: true };
		await rig.client.control('PUT', `/categories/${String(before?.id)}`, edits);
		const full = await rig.client.byReference('/categories', '7001');
		const [updated] = await rig.done('category', 'update', { target: by('code', '7001'), changes: { name: 'Rail & Bus' } });
		expect(updated).toMatchObject({ action: 'updated', code: '7001', changes: { name: { from: full?.name, to: 'Rail & Bus' } } });
		expect(await rig.client.byReference('/categories', '7001')).toEqual({ ...full, name: 'Rail & Bus', updatedAt: expect.any(String) });
		const [same] = await rig.done('category', 'update', { target: by('code', '7001'), changes: { name: 'Rail & Bus', code: '7001' } });
		expect([same?.action, same?.changes]).toEqual(['unchanged', undefined]);
	});

	it('NODE-BATCH: with the current record given nothing is read again', async () => {
		const records = await rig.done('department', 'getMany', { ...all, simplify: false });
		rig.client.sandbox.recorder.clear();
		const parameters = { target: by('id', '={{ $json.id }}'), whole: '={{ $json }}', changes: '={{ ({ name: $json.name + " 2" }) }}' };
		const updated = await rig.done('department', 'update', parameters, records);
		expect(updated.map(({ action }) => action)).toEqual(records.map(() => 'updated'));
		expect(rig.calls.every((call) => call.startsWith('PUT /departments/'))).toBe(true);
		// A simplified record is no whole one, and is read.
		await rig.client.control('POST', '/settings', { strictPut: true, limits: false });
		const [first = {}] = updated;
		await rig.client.control('PUT', `/departments/${String(first.id)}`, { description: 'Kept' });
		const [again] = await rig.done('department', 'update', { ...parameters, changes: '={{ ({ name: "Third" }) }}' }, [{ id: first.id, kind: 'department' } as IDataObject]);
		expect(again).toMatchObject({ action: 'updated', name: 'Third', description: 'Kept' });
	});

	it('SYNC-AIQ-4: the percent of a tax rate is told and never sent', async () => {
		const parameters = { name: 'Standard renamed', code: 'V20', percent: '17.5' };
		const [saved] = await rig.done('taxRate', 'upsert', parameters);
		expect(saved).toMatchObject({ action: 'updated', percent: '20', changes: { name: { to: 'Standard renamed' } }, warnings: [expect.stringContaining('stays 20')] });
		expect(Object.keys(saved?.changes as object)).toEqual(['name']);
		expect((await rig.done('taxRate', 'upsert', parameters))[0]?.action).toBe('unchanged');
		const [made] = await rig.done('taxRate', 'upsert', { name: 'Odd', code: 'V0125', percent: '12.5' });
		expect(made).toMatchObject({ action: 'created', percent: '12.5' });
		const { failed } = await rig.run('taxRate', 'create', { name: 'None', code: 'V-' });
		expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining('percent is missing'), details: { document: 'V-', field: 'percent' } });
	});

	it('NODE-UPSERT: suppliers come back to life, users are matched by email, and a dry run writes nothing', async () => {
		const [supplier = {}] = (await rig.client.get('/suppliers')).list;
		await rig.client.control('PUT', `/suppliers/${String(supplier.id)}`, { isInactive: true });
		const record = { name: supplier.name, code: supplier.reference, active: true };
		const [dry] = await rig.done('record', 'upsert', { kind: 'supplier', record: record as never, options: { dryRun: true } });
		expect(dry).toMatchObject({ action: 'would update', changes: { active: { from: false, to: true } } });
		const [saved] = await rig.done('record', 'upsert', { kind: 'supplier', record: record as never });
		expect(saved).toMatchObject({ action: 'updated', active: true });
		expect(await rig.client.byReference('/suppliers', String(supplier.reference))).toMatchObject({ isInactive: false, email: supplier.email });
		const [user = {}] = (await rig.client.get('/users')).list;
		const named = await rig.done('user', 'upsert', { email: String(user.email).toUpperCase(), code: 'EMP-NEW', matchBy: 'email' });
		expect(named[0]).toMatchObject({ action: 'updated', code: 'EMP-NEW' });
		expect((await rig.client.get(`/users/${String(user.id)}`)).json).toMatchObject({ reference: 'EMP-NEW', firstName: user.firstName, permissions: user.permissions });
	});

	it('NODE-ERR: a field that nobody knows, a reference too long and a key without the permission are told', async () => {
		const fail = async (changes: object) => (await rig.run('category', 'update', { target: by('code', '7001'), changes: changes as never })).failed[0]?.json;
		expect(await fail({ colour: 'red' })).toMatchObject({ details: { field: 'colour', category: 'validation' } });
		expect(await fail({ code: 'x'.repeat(51) })).toMatchObject({ error: expect.stringContaining('51 characters') });
		const { failed } = await rig.run('expense', 'getMany', {}, [{}], { apiKey: LISTS_KEY });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'permission', hint: expect.stringMatching(/permission.*IP addresses/) } });
		const wrong = await rig.run('user', 'getMany', {}, [{}], { apiKey: 'nope' });
		expect(wrong.failed[0]?.json).toMatchObject({ details: { category: 'auth', hint: expect.stringContaining('regenerated') } });
	});

	it('NODE-REF: the editor lists records of the chosen kind by reference and name', async () => {
		const { results } = await runListSearch(AccountingExpenseIn, 'searchRecords', { resource: 'category' }, {
			credentials: expenseInCredentials(rig.client.sandbox) as never, filter: '7001',
		});
		expect(results).toEqual([{ name: expect.stringMatching(/^7001 · /), value: (await rig.client.byReference('/categories', '7001'))?.id }]);
	});

	it('NODE-RAW: any endpoint with the same key and errors, and none elsewhere', async () => {
		const [answer] = await rig.done('api', 'request', { method: 'GET', path: 'taxrates', query: {} });
		expect(answer).toEqual({ data: (await rig.client.get('/taxrates')).list });
		const away = await rig.run('api', 'request', { method: 'GET', path: 'https://elsewhere.test/x', query: {} });
		expect(away.failed[0]?.json).toMatchObject({ details: { field: 'path' } });
	});
});
