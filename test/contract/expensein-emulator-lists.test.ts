import { type Data, ExpenseIn } from './expensein-emulator-client';

describe('emulated ExpenseIn: users, categories, projects, departments, tax rates, suppliers', () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const NEW: Readonly<Record<string, Data>> = {
		users: { firstName: 'Zoë', lastName: 'Ng', email: 'zoe@x.example' },
		categories: { name: 'Parking' },
		projects: { name: 'Moon' },
		departments: { name: 'Cork' },
		taxrates: { name: 'Half', percent: 10 },
		suppliers: { name: 'Acme' },
	};
	const FIELDS: Readonly<Record<string, string[]>> = {
		users: ['id', 'firstName', 'lastName', 'email', 'reference', 'departmentId', 'permissions', 'isActive', 'updatedAt'],
		categories: ['id', 'name', 'reference', 'description', 'defaultTaxRateId', 'fixedAmount', 'reportable', 'appliesTo', 'isActive', 'updatedAt'],
		projects: ['id', 'name', 'reference', 'description', 'billable', 'clientName', 'appliesTo', 'isActive', 'updatedAt'],
		departments: ['id', 'name', 'reference', 'description', 'isActive', 'updatedAt'],
		taxrates: ['id', 'name', 'reference', 'percent', 'isActive', 'updatedAt'],
		suppliers: ['id', 'name', 'reference', 'email', 'currency', 'isInactive', 'updatedAt'],
	};
	const SEEDED: Readonly<Record<string, number>> = { users: 7, categories: 12, projects: 5, departments: 4, taxrates: 4, suppliers: 5 };

	it.each(Object.keys(NEW))('NODE-REF: %s are listed, read, made with 201 and changed with 200', async (path) => {
		const all = await client.get(`/${path}`);
		expect([all.status, all.list.length]).toEqual([200, SEEDED[path]]);
		expect(Object.keys(all.list[0] ?? {})).toEqual(FIELDS[path]);
		expect((await client.get(`/${path}/${String(all.list[1]?.id)}`)).json).toEqual(all.list[1]);

		const made = await client.call('POST', `/${path}`, NEW[path]);
		expect([made.status, made.json]).toEqual([201, expect.objectContaining({ ...NEW[path], reference: null })]);
		expect(made.json.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		const changed = await client.call('PUT', `/${path}/${String(made.json.id)}`, { ...made.json, reference: 'NEW-1' });
		expect([changed.status, changed.json]).toEqual([200, { ...made.json, reference: 'NEW-1', updatedAt: expect.any(String) as unknown }]);
		expect(String(changed.json.updatedAt) > String(made.json.updatedAt)).toBe(true);
		expect((await client.get(`/${path}`)).list.at(-1)).toEqual(changed.json);
		expect((await client.get(`/${path}/7f6c0c1e-0000-4000-8000-999999999999`)).json.code).toBe('NotFound');
		expect((await client.call('PUT', `/${path}/nope`, NEW[path])).status).toBe(404);
		expect((await client.call('DELETE', `/${path}/${String(made.json.id)}`)).status).toBe(404);
	});

	it('NODE-ERR: what is wrong is told field by field, with 400', async () => {
		const refused = async (path: string, body: unknown) => {
			const { status, json } = await client.call('POST', path, body);
			return [status, json.code, ...(json.errors ?? []).map(({ field, message }) => `${field}: ${message}`)];
		};
		expect(await refused('/categories', {})).toEqual([400, 'ValidationFailed', 'name: Required']);
		expect(await refused('/categories', { name: '  ' })).toEqual([400, 'ValidationFailed', 'name: Required']);
		expect(await refused('/categories', { name: 'x'.repeat(101), reference: 'y'.repeat(51) })).toEqual([
			400, 'ValidationFailed', 'name: Must be at most 100 characters', 'reference: Must be at most 50 characters',
		]);
		expect(await refused('/taxrates', { name: 'No percent' })).toEqual([400, 'ValidationFailed', 'percent: Required']);
		expect(await refused('/taxrates', { name: 'Text', percent: '20' })).toEqual([400, 'ValidationFailed', 'percent: Must be a number']);
		expect(await refused('/categories', { name: 'A', appliesTo: ['Lunch'], isActive: 'yes', defaultTaxRateId: 'nope' })).toEqual([
			400, 'ValidationFailed', 'defaultTaxRateId: No such record', 'appliesTo: Unknown value Lunch', 'isActive: Must be true or false',
		]);
		expect(await refused('/users', {})).toEqual([400, 'ValidationFailed', 'firstName: Required', 'lastName: Required', 'email: Required']);
		expect(await refused('/suppliers', [{ name: 'A' }])).toEqual([400, 'ValidationFailed', 'body: Must be a JSON object']);
		expect((await client.call('POST', '/suppliers', '{"name": ')).json).toMatchObject({ code: 'ValidationFailed' });
		expect((await client.call('POST', '/categories', { name: 'x'.repeat(100), reference: 'y'.repeat(50) })).status).toBe(201);
	});

	it('NODE-ERR: a second record of a name or reference is refused with 409; case and blanks make a difference', async () => {
		const code = async (method: string, path: string, body: Data) => {
			const { status, json } = await client.call(method, path, body);
			return [status, json.code];
		};
		expect(await code('POST', '/categories', { name: 'Other', reference: '7001' })).toEqual([409, 'DuplicateReference']);
		expect(await code('POST', '/categories', { name: 'Hotels', reference: '9' })).toEqual([409, 'DuplicateName']);
		expect(await code('POST', '/departments', { name: 'Hotels', reference: '7001' })).toEqual([201, undefined]);
		expect(await code('POST', '/categories', { name: 'hotels', reference: '7001 ' })).toEqual([201, undefined]);
		expect(await code('POST', '/users', { firstName: 'A', lastName: 'B', email: 'ben.okafor@harbourlight.example' })).toEqual([409, 'DuplicateName']);
		const hotels = (await client.byReference('/categories', '7010')) ?? {};
		expect(await code('PUT', `/categories/${String(hotels.id)}`, { ...hotels, name: 'Flights' })).toEqual([409, 'DuplicateName']);
		expect(await code('PUT', `/categories/${String(hotels.id)}`, { ...hotels, reference: '7000' })).toEqual([409, 'DuplicateReference']);
		expect(await code('PUT', `/categories/${String(hotels.id)}`, hotels)).toEqual([200, undefined]);
		expect((await client.get(`/categories/${String(hotels.id)}`)).json).toMatchObject({ name: 'Hotels', reference: '7010' });
	});

	it('SYNC-AIQ-4: the percent of a tax rate is fixed once it is made; name and reference are not', async () => {
		const rate = (await client.byReference('/taxrates', 'V20')) ?? {};
		const path = `/taxrates/${String(rate.id)}`;
		const other = await client.call('PUT', path, { ...rate, percent: 21 });
		expect([other.status, other.json.errors]).toEqual([400, [{ field: 'percent', message: 'Cannot be changed after creation' }]]);
		expect((await client.call('PUT', path, { name: 'VAT, standard', reference: 'V-20' })).json).toMatchObject({ name: 'VAT, standard', reference: 'V-20', percent: 20 });
		await expect(client.control('PUT', '/taxrates/V-20', { percent: 19 })).rejects.toThrow('Cannot be changed');
	});

	it('NODE-UPSERT: a PUT keeps what it leaves out, and clears it where the account is strict', async () => {
		const hotels = (await client.byReference('/categories', '7010')) ?? {};
		const path = `/categories/${String(hotels.id)}`;
		const taxRate = (await client.byReference('/taxrates', 'V20')) ?? {};
		const full = (await client.call('PUT', path, { ...hotels, description: 'Up to 180', defaultTaxRateId: taxRate.id, reportable: true })).json;
		expect((await client.call('PUT', path, { name: 'Hotel' })).json).toEqual({ ...full, name: 'Hotel', updatedAt: expect.any(String) as unknown });
		expect((await client.call('PUT', path, { reference: '7010' })).json.errors).toEqual([{ field: 'name', message: 'Required' }]);
		expect((await client.call('PUT', path, { name: 'Hotel', id: 'other' })).json.errors).toEqual([expect.objectContaining({ field: 'id' })]);
		await client.control('POST', '/settings', { strictPut: true });
		expect((await client.call('PUT', path, full)).json).toEqual({ ...full, updatedAt: expect.any(String) as unknown });
		expect((await client.call('PUT', path, { name: 'Hotel' })).json).toEqual({
			id: hotels.id, name: 'Hotel', reference: null, description: null, defaultTaxRateId: null, fixedAmount: null, reportable: false, appliesTo: [],
			isActive: false, updatedAt: expect.any(String) as unknown,
		});
		expect((await client.call('PUT', `/taxrates/${String(taxRate.id)}`, { name: 'Standard' })).json).toMatchObject({ percent: 20, reference: null });
	});

	it('NODE-UPSERT: fields that no record has are ignored, and refused where the account is strict', async () => {
		expect((await client.call('POST', '/projects', { name: 'A', colour: 'red' })).json).not.toHaveProperty('colour');
		await client.control('POST', '/settings', { strictFields: true });
		const refused = await client.call('POST', '/projects', { name: 'B', colour: 'red' });
		expect([refused.status, refused.json.errors]).toEqual([400, [{ field: 'colour', message: 'Unknown field' }]]);
	});

	it('SYNC-AIQ-3: new projects apply to all expense types and invoicing, new categories to all expense types, unless told', async () => {
		expect((await client.call('POST', '/projects', { name: 'A' })).json.appliesTo).toEqual(['Purchase', 'Mileage', 'Time', 'Invoice']);
		expect((await client.call('POST', '/categories', { name: 'A' })).json.appliesTo).toEqual(['Purchase', 'Mileage', 'Time']);
		expect((await client.call('POST', '/categories', { name: 'B', appliesTo: ['Purchase'] })).json.appliesTo).toEqual(['Purchase']);
	});

	it('NODE-REF: people edit, deactivate, delete and add; no two changes share an instant', async () => {
		await client.control('PUT', '/categories/7001', { name: 'Rail', description: 'by hand' });
		await client.control('PUT', '/categories/7002', { isActive: false });
		await client.control('DELETE', '/categories/7030');
		await client.control('POST', '/categories', [{ name: 'One', reference: 'R1' }, { name: 'Two', reference: 'R2' }]);
		await expect(client.control('POST', '/categories', [{ name: 'Three' }, { name: 'Two' }])).rejects.toThrow('409');
		const { list } = await client.get('/categories');
		expect(list.map(({ name }) => name)).not.toContain('Three');
		expect(list.filter(({ reference }) => ['7001', '7002', '7030', 'R1'].includes(String(reference)))).toEqual([
			expect.objectContaining({ name: 'Rail', description: 'by hand' }), expect.objectContaining({ name: 'Taxi & parking', isActive: false }),
			expect.objectContaining({ name: 'One' }),
		]);
		expect(new Set(list.map(({ updatedAt }) => updatedAt)).size).toBe(list.length);
		expect(await client.control('GET', '/categories')).toEqual(list);
		const now = new Date(client.sandbox.frame.clock.now()).toISOString();
		expect(String(list.at(-1)?.updatedAt) <= now).toBe(true);
	});

	it('TRIG-POLL: changes within one millisecond have marks of their own, in their order', async () => {
		client.sandbox.frame.clock.setScale(0.000_001);
		const marks: string[] = [];
		for (let change = 0; change < 5; change++) marks.push(String((await client.control('PUT', '/categories/7001', { description: String(change) })).updatedAt));
		expect([new Set(marks).size, [...marks].sort()]).toEqual([5, marks]);
		await client.control('PUT', '/expenses/EI10204', { merchant: 'X' });
		expect(String((await client.control('GET', '/expenses/EI10204')).updatedAt) > String(marks.at(-1))).toBe(true);
	});

	it('NODE-REF: twenty thousand suppliers are listed in under two seconds', async () => {
		expect(await client.control('POST', '/suppliers/bulk', { count: 20_000 })).toEqual({ created: 20_000 });
		const start = performance.now();
		const { list } = await client.get('/suppliers');
		expect(performance.now() - start).toBeLessThan(2000);
		expect(list).toHaveLength(20_005);
		expect(list.at(-1)).toMatchObject({ reference: 'SUP20000', isInactive: false });
		// Each at an instant of its own, and none of them in the future.
		expect(new Set(list.map(({ updatedAt }) => updatedAt)).size).toBe(20_005);
		const now = new Date(client.sandbox.frame.clock.now()).toISOString();
		expect(list.filter(({ updatedAt }) => String(updatedAt) > now)).toEqual([]);
	});
});
