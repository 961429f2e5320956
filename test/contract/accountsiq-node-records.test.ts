import type { IDataObject } from 'n8n-workflow';
import { by, Rig } from './accountsiq-node-rig';

const rig = new Rig();
const fault = (kind: string, operation: string, more: { times?: number } = {}) =>
	void rig.sandbox.frame.faults.add({ system: 'accountsiq', kind, path: `#${operation}`, times: 1, ...more });

const create = async (kind: string, record: IDataObject, options: IDataObject = {}) =>
	await rig.run('record', 'create', { kind: '={{ $json.kind }}', record: '={{ $json.record }}', options }, [{ kind, record }]);
const update = async (kind: string, target: ReturnType<typeof by>, changes: IDataObject, options: IDataObject = {}) =>
	await rig.run('record', 'update', { kind, target, changes: JSON.stringify(changes), whole: '{}', options });
const records = async (kind: string) => await rig.control<IDataObject[]>(`/records?kind=${kind}`);

describe('suppliers, customers and items as records of any kind', () => {
	it('NODE-UPSERT: made with the company\'s defaults, found the second time, changed in the given fields only', async () => {
		const record = { code: 'newco', name: 'Newco Ltd', email: 'ap@newco.example' };
		expect((await create('supplier', record)).done[0]?.json).toMatchObject({ action: 'created', kind: 'supplier', code: 'NEWCO', name: 'Newco Ltd', active: true });
		expect((await create('supplier', record)).done[0]?.json).toMatchObject({ action: 'unchanged', code: 'NEWCO' });
		const { done } = await update('supplier', by('code', 'NEWCO'), { phone: '0113 496 1111' });
		expect(done[0]?.json).toMatchObject({ action: 'updated', changes: { Phone: { from: null, to: '0113 496 1111' } } });
		const [held] = (await records('supplier')).filter(({ Code }) => Code === 'NEWCO');
		expect(held).toMatchObject({ Name: 'Newco Ltd', Email: 'ap@newco.example', Phone: '0113 496 1111', CreditTermID: '30', CurrencyCode: 'GBP' });
	});

	it('NODE-UPSERT: an update of a record that is not there makes none', async () => {
		const { failed } = await update('customer', by('code', 'NOBODY'), { name: 'Nobody plc' });
		expect(failed[0]?.json).toMatchObject({ error: expect.stringMatching(/no record with the code "NOBODY"/), details: { category: 'not found' } });
		expect(rig.writes).toEqual([]);
	});

	it('NODE-UPSERT: a new name by the code; by the old name it is refused, as one of the two would be lost', async () => {
		expect((await update('customer', by('code', 'ACME'), { name: 'Acme Gadgets Ltd' })).done[0]?.json).toMatchObject({ action: 'updated', name: 'Acme Gadgets Ltd' });
		const { failed } = await update('customer', by('name', 'Acme Gadgets Ltd'), { name: 'Acme plc' });
		expect(failed[0]?.json).toMatchObject({ error: expect.stringMatching(/cannot get another name/), details: { category: 'validation' } });
	});

	it('NODE-UPSERT: another record under the code is no find', async () => {
		const { failed } = await rig.run('supplier', 'upsert', { source: 'item', matchBy: 'name', record: JSON.stringify({ code: 'REGUS', name: 'Regus of Paris' }) });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'duplicate', vendorCode: 'SUPPLIER_CODE_ALREADY_EXISTS' } });
		expect((await records('supplier')).find(({ Code }) => Code === 'REGUS')).toMatchObject({ Name: 'Regus Management (UK) Ltd' });
	});

	it('NODE-UPSERT: somebody else saved meanwhile: read again, their change and ours both stand', async () => {
		fault('outdatedRecord', 'UpdateSupplier');
		await rig.control('/suppliers/touch', { codes: ['HMRC'] });
		const { done } = await update('supplier', by('code', 'HMRC'), { email: 'post@hmrc.example' });
		expect(done[0]?.json).toMatchObject({ action: 'updated', email: 'post@hmrc.example', phone: expect.stringMatching(/^0113/) });
		expect(rig.calls.filter((one) => one === 'UpdateSupplierGetBackSupplierCode')).toHaveLength(2);
	});

	it('NODE-UPSERT: a record that is changed under us every time is told as such, and not overwritten', async () => {
		fault('outdatedRecord', 'UpdateSupplier', { times: 9 });
		const { failed } = await update('supplier', by('code', 'HMRC'), { email: 'other@hmrc.example' });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'duplicate', vendorCode: 'OUTDATED_RECORD' } });
	});

	it.each(['drop-before', 'drop-after'] as const)('NODE-ONCE: %s of a create and of an update: the books are asked, and it stands once', async (kind) => {
		const code = kind === 'drop-after' ? 'LOSTA' : 'LOSTB';
		fault(kind, 'UpdateCustomerGetbackCustomerCode');
		expect((await create('customer', { code, name: `Lost ${code}` })).done[0]?.json).toMatchObject({ action: 'created', code });
		// What was dropped before AccountsIQ saw it was sent again, what came through was not.
		expect(rig.calls.filter((one) => one === 'UpdateCustomerGetbackCustomerCode')).toHaveLength(1);
		expect(rig.sandbox.frame.faults.list()).toEqual([]);
		fault(kind, 'UpdateCustomerGetbackCustomerCode');
		expect((await update('customer', by('code', code), { phone: '1' })).done[0]?.json).toMatchObject({ action: 'updated', phone: '1' });
		expect((await records('customer')).filter(({ Code }) => Code === code)).toHaveLength(1);
	}, 60_000);

	it('NODE-UPSERT: items; a price is compared by its value', async () => {
		const item = { code: 'WORKSHOP', name: 'Workshop, per day', salesPrice: '700.00', salesTaxRate: 'V20' };
		expect((await create('item', item)).done[0]?.json).toMatchObject({ action: 'created', code: 'WORKSHOP', salesPrice: '700' });
		expect((await create('item', { ...item, salesPrice: '700' })).done[0]?.json.action).toBe('unchanged');
		expect((await update('item', by('id', 'WORKSHOP'), { active: false })).done[0]?.json).toMatchObject({ action: 'updated', active: false, salesPrice: '700' });
		expect((await rig.run('record', 'get', { kind: 'item', target: by('code', 'WORKSHOP') })).done[0]?.json).toMatchObject({ name: 'Workshop, per day', active: false });
	});

	it('NODE-BATCH: three hundred suppliers: one list is read, one bad record fails alone', async () => {
		const items = Array.from({ length: 300 }, (_, index) => ({ kind: 'supplier', record: { code: `MANY${index}`, name: `Many ${index}` } as IDataObject }));
		items[7] = { kind: 'supplier', record: { code: 'MANY7', name: 'Many 7', currency: 'XXX' } };
		const { done, failed } = await rig.run('record', 'create', { kind: '={{ $json.kind }}', record: '={{ $json.record }}' }, items);
		expect([done.length, failed.length]).toEqual([299, 1]);
		expect(failed[0]?.json).toMatchObject({ record: { code: 'MANY7' }, details: { category: 'mapping' } });
		// Twice where the token of the books before had to be renewed.
		expect(rig.calls.filter((one) => one === 'GetSupplierList').length).toBeLessThanOrEqual(2);
	}, 120_000);
});

describe('dimension options and BI codes as records', () => {
	const office = { id: 'OFFICE' };

	it('NODE-UPSERT: an option is made, found, renamed; it cannot be made inactive', async () => {
		const option = { code: 'bri', name: 'Bristol', dimension: office };
		expect((await create('dimensionValue', option)).done[0]?.json).toMatchObject({ action: 'created', id: 'OFFICE/BRI', code: 'BRI', dimension: { id: 'OFFICE' } });
		expect((await create('dimensionValue', option)).done[0]?.json).toMatchObject({ action: 'found', id: 'OFFICE/BRI' });
		const { done } = await update('dimensionValue', by('id', 'OFFICE/BRI'), { name: 'Bristol & Bath' });
		expect(done[0]?.json).toMatchObject({ action: 'updated', changes: { Description: { from: 'Bristol', to: 'Bristol & Bath' } } });
		const { failed } = await update('dimensionValue', by('id', 'OFFICE/BRI'), { active: false });
		expect(failed[0]?.json.error).toMatch(/option of AccountsIQ cannot be made inactive/);
		const [dimension] = (await records('dimension')).filter(({ Code }) => Code === 'OFFICE');
		expect(dimension?.DimensionCodes).toContainEqual({ Code: 'BRI', Description: 'Bristol & Bath' });
	});

	it('NODE-UPSERT: a BI code with its options, by place or by name; renamed, moved and made inactive', async () => {
		const made = await create('dimensionValue', { code: 'LDS-FIN', name: 'Leeds finance', dimension: { name: 'BI Code' }, options: { Office: 'Leeds', TEAM: 'FIN' } });
		expect(made.done[0]?.json).toMatchObject({ action: 'created', id: 'BI Code/LDS-FIN', active: true });
		const { done } = await update('dimensionValue', by('code', 'LDS-FIN'), { name: 'Leeds money', active: false, options: ['LDS', 'FIN', 'CORE'] });
		expect(Object.keys(done[0]?.json.changes as object).sort()).toEqual(['AnalysisCode3', 'Description', 'IsActive']);
		expect((await records('department')).find(({ DepartmentID }) => DepartmentID === 'LDS-FIN')).toMatchObject({
			Description: 'Leeds money', IsActive: false, AnalysisCode1: 'LDS', AnalysisCode2: 'FIN', AnalysisCode3: 'CORE',
		});
		const { failed } = await create('dimensionValue', { code: 'X', name: 'X', dimension: { name: 'BI Code' }, options: { Office: 'Mars' } });
		expect(failed[0]?.json.error).toMatch(/"OFFICE" has no option "Mars"/);
	});

	it('NODE-UPSERT: an inactive BI code is made, whose answers get lost on the way', async () => {
		fault('drop-after', 'CreateDepartment');
		fault('drop-after', 'UpdateDepartment');
		const { done } = await create('dimensionValue', { code: 'OLD-1', name: 'Old one', active: false, dimension: { id: 'BI Code' } });
		expect(done[0]?.json).toMatchObject({ action: 'created', active: false });
		expect(rig.calls.filter((one) => one === 'CreateDepartment')).toHaveLength(1);
		expect((await records('department')).find(({ DepartmentID }) => DepartmentID === 'OLD-1')).toMatchObject({ IsActive: false });
	}, 60_000);

	it('NODE-DRY: nothing is written', async () => {
		expect((await create('dimensionValue', { name: 'Cardiff', dimension: office }, { dryRun: true })).done[0]?.json).toMatchObject({ action: 'would create', name: 'Cardiff' });
		expect((await update('dimensionValue', by('id', 'TEAM/OPS'), { name: 'Ops' }, { dryRun: true })).done[0]?.json).toMatchObject({ action: 'would update' });
		expect(rig.writes).toEqual([]);
	});

	it('NODE-ERR: a missing dimension, a code to be changed, and a code that stands in several dimensions', async () => {
		const missing = await create('dimensionValue', { code: 'A', name: 'A', dimension: { id: 'PLANET' } });
		expect(missing.failed[0]?.json).toMatchObject({ error: expect.stringMatching(/no dimension "PLANET"/), details: { category: 'not found', hint: expect.stringMatching(/OFFICE, TEAM/) } });
		expect((await create('dimensionValue', { code: 'A' })).failed[0]?.json.error).toMatch(/which dimension/);
		expect((await update('dimensionValue', by('id', 'TEAM/OPS'), { code: 'OPX' })).failed[0]?.json.error).toMatch(/cannot change the code/);
		await create('dimensionValue', { code: 'OPS', name: 'Ops', dimension: office });
		expect((await update('dimensionValue', by('code', 'OPS'), { name: 'x' })).failed[0]?.json.error).toMatch(/OFFICE\/OPS, TEAM\/OPS/);
	});

	it.each([['account', 'GL accounts'], ['taxRate', 'tax codes'], ['bankAccount', 'bank accounts'], ['dimension', 'dimensions']])(
		'NODE-ERR: %s is read only in AccountsIQ\'s API, and it says so before any call',
		async (kind, words) => {
			const { failed } = await create(kind, { code: '7777', name: 'New' });
			expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining(`only reads ${words}`), details: { category: 'validation', hint: expect.stringMatching(/in AccountsIQ itself/) } });
			expect((await update(kind, by('code', '7010'), { name: 'New' })).failed).toHaveLength(1);
			expect(rig.calls).toEqual([]);
		},
	);
});
