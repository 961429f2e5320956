import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { actions, bill, idOf, openCompany, postToQuickBooks, runQuickBooks, target } from '../support/quickbooks-online';
import { REALM, type Row, type Wire } from '../support/quickbooks-online-wire';

let wire: Wire;
beforeEach(async () => {
	wire = await openCompany();
});
afterEach(async () => await wire.close());

const at = (entity: string, name: string) => idOf(wire, entity, name);
const run = async (parameters: IDataObject, items?: Array<IDataObject | INodeExecutionData>) => await runQuickBooks(wire, parameters, items);
const post = async (documents: IDataObject[]) => await postToQuickBooks(wire, documents);

describe('QuickBooks Online: what stands in the books', () => {
	const only = (entity: string): Row => wire.rows(entity)[0] as Row;

	it('NODE-BILL: get and get many tell documents in our words', async () => {
		await post([bill('EXP-1-B', {}, { dimensions: [{ value: { id: `class/${at('Class', 'North')}` } }] }), bill('EXP-2-B', { date: '2026-10-01' })]);
		const got = await run({ resource: 'bill', operation: 'get', target: target('key', 'EXP-1-B') });
		expect(got.done[0]?.json).toMatchObject({
			kind: 'bill', key: 'EXP-1-B', memo: 'Lunch', total: '48.00', supplier: { id: at('Vendor', "Bob's Burger Joint") },
			lines: [{ id: '1', description: 'Taxi', amount: '48.00', account: { id: at('Account', 'Travel') }, dimensions: [{ dimension: { id: 'class' }, value: { id: `class/${at('Class', 'North')}` } }] }],
		});
		const many = await run({ resource: 'bill', operation: 'getMany', returnAll: true, filters: { from: '2026-11-01' } });
		expect(many.done.map(({ json }) => json.key)).toEqual(['EXP-1-B']);
		const missing = await run({ resource: 'bill', operation: 'get', target: target('number', 'EXP-9-B') });
		expect(missing.failed[0]?.json.details).toMatchObject({ category: 'not found' });
	});

	it('NODE-BILL: an update changes what is given and keeps the rest; a stale version is read anew', async () => {
		await post([bill('EXP-1-B', { lines: [{ description: 'Taxi', amount: '48.00', account: { code: '6100' } }, { description: 'Tip', amount: '2.00', account: { code: '6100' } }] })]);
		let left = 1;
		wire.refuse = (_entity, { sparse }) => {
			if (sparse !== true || left-- <= 0) return undefined;
			only('Bill').SyncToken = String(Number(only('Bill').SyncToken) + 1);
			return undefined;
		};
		const { done, failed } = await run({ resource: 'bill', operation: 'update', target: target('key', 'EXP-1-B'), changes: { lines: [{ id: '2', amount: '3.00' }], memo: 'Dinner' } });
		expect(failed).toEqual([]);
		expect(done[0]?.json).toMatchObject({ action: 'updated', total: '51.00', key: 'EXP-1-B' });
		expect(only('Bill')).toMatchObject({ PrivateNote: 'Dinner [EXP-1-B]', DocNumber: 'EXP-1-B', Line: [{ Id: '1', Amount: 48, Description: 'Taxi' }, { Id: '2', Amount: 3, Description: 'Tip' }] });
	});

	it('NODE-BILL: an update with only these lines leaves out the others, by their place or by their ID', async () => {
		const line = (description: string, amount: string) => ({ description, amount, account: { code: '6100' } });
		await post([bill('EXP-1-B', { lines: [line('Taxi', '48.00'), line('Tip', '2.00'), line('Toll', '5.00')] })]);
		const change = async (changes: object) => await run({ resource: 'bill', operation: 'update', target: target('key', 'EXP-1-B'), changes });
		await change({ lines: [line('Taxi', '48.00'), line('Tip', '3.00')], onlyTheseLines: true });
		expect(only('Bill').Line).toMatchObject([{ Id: '1', Amount: 48 }, { Id: '2', Amount: 3 }]);
		await change({ lines: [{ id: '2', amount: '4.00' }], onlyTheseLines: true });
		expect(only('Bill').Line).toMatchObject([{ Id: '2', Amount: 4, Description: 'Tip' }]);
	});

	it('NODE-INVOICE: delete voids what can be voided, erases where asked, deletes the rest; twice is no error', async () => {
		const invoice = { kind: 'invoice', key: 'I-1', date: '2026-11-03', customer: { name: 'Dock 4' }, lines: [{ amount: '30.00', item: { name: 'Call-out' } }] };
		await post([bill('EXP-1-B'), invoice]);
		const billId = only('Bill').Id;
		for (const _time of [1, 2]) {
			const { done } = await run({ resource: 'bill', operation: 'delete', target: target('id', billId) });
			expect(done[0]?.json).toMatchObject({ deleted: true, id: billId, status: 'Deleted' });
			const voided = await run({ resource: 'invoice', operation: 'delete', target: target('key', 'I-1') });
			expect(voided.done[0]?.json).toMatchObject({ deleted: true, status: 'Voided' });
		}
		expect([wire.rows('Bill').length, only('Invoice')]).toEqual([0, expect.objectContaining({ TotalAmt: 0 })]);
		expect(actions(await post([invoice]))).toEqual(['created']);
		const erased = await run({ resource: 'invoice', operation: 'erase', target: target('id', String(wire.rows('Invoice')[1]?.Id)) });
		expect(erased.done[0]?.json).toMatchObject({ deleted: true, status: 'Deleted' });
		expect(wire.rows('Invoice')).toHaveLength(1);
	});

	it('NODE-ATTACH: a file is stored once, beside another of its name under a number; a note once', async () => {
		await post([bill('EXP-1-B')]);
		const file = (text: string): INodeExecutionData => ({ json: {}, binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'image/jpeg', fileName: 'receipt.jpg' } } });
		const attach = { resource: 'bill', operation: 'attach', target: target('id', only('Bill').Id), binaryProperty: 'data', fileName: '', documentKind: 'bill' };
		const { done } = await run(attach, [file('one'), file('one'), file('another')]);
		expect(done.map(({ json }) => [(json.attachment as IDataObject).action, (json.attachment as IDataObject).fileName]))
			.toEqual([['attached', 'receipt.jpg'], ['found', 'receipt.jpg'], ['attached', 'receipt (2).jpg']]);
		for (const _time of [1, 2]) await run({ resource: 'bill', operation: 'note', target: target('key', 'EXP-1-B'), text: 'Approved by Ana', documentKind: 'bill' });
		expect(wire.rows('Attachable').map(({ FileName, Size, Note }) => [FileName, Size, Note])).toEqual([['receipt.jpg', 3, undefined], ['receipt (2).jpg', 7, undefined], [undefined, undefined, 'Approved by Ana']]);
		expect(wire.calls.find(({ path }) => path.endsWith('/upload'))?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	});
});

describe('QuickBooks Online: lists', () => {
	it('NODE-REF: accounts, classes and departments as dimensions, tax codes, company; active only or all', async () => {
		wire.preferences = { AccountingInfoPrefs: { DepartmentTerminology: 'Store', BookCloseDate: '2026-01-31' }, CurrencyPrefs: { HomeCurrency: { value: 'USD' } } };
		const list = async (resource: string, filters: IDataObject = {}) => (await run({ resource, operation: 'getMany', returnAll: true, filters })).done.map(({ json }) => json);
		expect((await list('account')).map(({ name }) => name)).toEqual(['Travel', 'Sales']);
		expect((await list('bankAccount')).map(({ type }) => type)).toEqual(['Bank', 'Credit Card']);
		expect((await list('supplier', { activeOnly: false })).map(({ name, active }) => [name, active])).toEqual([["Bob's Burger Joint", true], ['Old Co', false]]);
		expect((await list('supplier', { activeOnly: true })).map(({ name }) => name)).toEqual(["Bob's Burger Joint"]);
		expect((await list('dimension')).map(({ id, name }) => [id, name])).toEqual([['class', 'Class'], ['department', 'Store']]);
		expect((await list('dimensionValue')).map(({ name, dimension }) => [name, (dimension as IDataObject).name])).toEqual([['North', 'Class'], ['Leeds', 'Store']]);
		expect((await list('customer')).find(({ name }) => name === 'Dock 4')).toMatchObject({ path: 'Harbour Estates:Dock 4', parent: { id: at('Customer', 'Harbour Estates') } });
		expect(await list('company')).toEqual([expect.objectContaining({ id: REALM, name: 'Larch Craft', baseCurrency: 'USD', lockedUntil: '2026-01-31' })]);
	});

	it('NODE-UPSERT: created, updated with old and new values, unchanged; a sub-customer below its parent', async () => {
		const upsert = async (resource: string, record: IDataObject, matchBy = 'name') => (await run({ resource, operation: 'upsert', source: 'item', matchBy, record: '={{ $json }}' }, [record]));
		const record = { name: 'Quay 7', email: 'quay@example.test', phone: '0113 496 0000', parent: { name: 'Harbour Estates' }, address: { line1: '1 Quay', city: 'Leeds' } };
		expect(actions(await upsert('customer', record))).toEqual(['created']);
		expect(wire.rows('Customer').at(-1)).toMatchObject({ DisplayName: 'Quay 7', Job: true, ParentRef: { value: at('Customer', 'Harbour Estates') }, BillAddr: { Line1: '1 Quay', City: 'Leeds' } });
		expect(actions(await upsert('customer', record))).toEqual(['unchanged']);
		const changed = await upsert('customer', { ...record, email: 'new@example.test' });
		expect(changed.done[0]?.json).toMatchObject({ action: 'updated', email: 'new@example.test', changes: { 'PrimaryEmailAddr.Address': { from: 'quay@example.test', to: 'new@example.test' } } });
		expect(actions(await upsert('supplier', { name: 'S', code: 'A-1' }, 'code'))).toEqual(['created']);
		expect((await upsert('customer', { externalId: 'x' }, 'externalId')).failed[0]?.json.details).toMatchObject({ category: 'validation' });
		expect(actions(await upsert('item', { name: 'Labour', salesAccount: 'Sales', salesPrice: '95.00' }))).toEqual(['created']);
		expect(wire.rows('Item').at(-1)).toMatchObject({ Type: 'Service', UnitPrice: 95, IncomeAccountRef: { value: at('Account', 'Sales') } });
	});

	it('NODE-UPSERT: a record that somebody else changed meanwhile is read and changed once more', async () => {
		const vendor = wire.rows('Vendor')[0] as Row;
		let left = 1;
		wire.refuse = (_entity, { sparse }) => {
			if (sparse === true && left-- > 0) vendor.SyncToken = '5';
			return undefined;
		};
		const { done } = await run({ resource: 'supplier', operation: 'upsert', source: 'item', matchBy: 'id', record: '={{ $json }}' }, [{ id: vendor.Id, email: 'bob@example.test' }]);
		expect(actions({ done })).toEqual(['updated']);
		expect(vendor).toMatchObject({ SyncToken: '6', PrimaryEmailAddr: { Address: 'bob@example.test' } });
	});

	it('NODE-UPSERT: records of any kind are made and changed: accounts, classes, departments', async () => {
		const create = async (kind: string, record: IDataObject) => await run({ resource: 'record', operation: 'create', kind, record: '={{ $json }}' }, [record]);
		expect(actions(await create('class', { name: 'South', code: 'x', parent: { name: 'North' } }))).toEqual(['created']);
		expect(wire.rows('Class').at(-1)).toMatchObject({ Name: 'South', SubClass: true, ParentRef: { value: at('Class', 'North') } });
		expect(actions(await create('account', { name: 'Hotels', code: '6200', type: 'Expense' }))).toEqual(['created']);
		expect(actions(await create('department', { name: 'Leeds' }))).toEqual(['unchanged']);
		const update = await run({ resource: 'record', operation: 'update', kind: 'department', target: target('name', 'Leeds'), changes: { active: false }, whole: '{}' });
		expect(actions(update)).toEqual(['updated']);
		expect(wire.rows('Department')[0]).toMatchObject({ Active: false });
	});

	it('NODE-RAW: any endpoint below the company, none elsewhere', async () => {
		const call = async (path: string) => await run({ resource: 'api', operation: 'request', method: 'GET', path, query: '{}' });
		expect((await call('companyinfo/1')).done[0]?.json).toMatchObject({ CompanyInfo: { CompanyName: 'Larch Craft' } });
		expect((await call('https://elsewhere.test')).failed[0]?.json.details).toMatchObject({ category: 'validation' });
	});

	it('NODE-ERR: disconnecting gives the refresh token back', async () => {
		const { done } = await run({ resource: 'company', operation: 'disconnect' });
		expect(done[0]?.json).toEqual({ disconnected: true, company: REALM });
		expect(wire.revoked).toEqual(['{"token":"refresh"}']);
	});
});
