import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { UK } from './quickbooks-online-emulator-client';
import { actions, bill, details, target, World } from './quickbooks-online-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(async () => await world.fresh());
afterEach(async () => expect(await world.trialBalance()).toBe('0.00'));
afterAll(async () => await world.close());

const spend = (key: string, bank: string, amount: string, more: IDataObject = {}) => bill(key, { kind: 'expense', bankAccount: { name: bank }, ...more }, { amount });
const invoice = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'invoice', key, date: '2026-05-04', customer: { name: 'Harbour Estates:Dock 4' }, memo: 'Work order 7731', taxIncluded: false,
	lines: [{ description: 'Pump service', amount: '255.00', quantity: '3', unitAmount: '85.00', item: { name: 'Hours' }, ...line }], ...more,
});
const pay = (key: string, direction: string, document: IDataObject, amount: string, bank = 'Checking'): IDataObject => ({
	kind: 'payment', key, direction, date: '2026-05-10', amount, document, bankAccount: { name: bank },
});
const row = async (entity: string, where: string) => (await world.books.query(`select * from ${entity} where ${where}`)).rows[0] ?? {};
const take = async (resource: string, operation: string, mode: string, value: string) => await world.run({ resource, operation, target: target(mode, value) });
const told = ({ done }: { done: INodeExecutionData[] }) => done.map(({ json }) => [json.kind, json.total, json.status]);

describe('our node against the emulated QuickBooks Online: expenses and journals', () => {
	it('NODE-EXPENSE: by card, from a bank account, back to the card, back to the bank; found again, and told when turned', async () => {
		const documents = [spend('E-1', 'Visa', '19.99'), spend('E-2', 'Checking', '130.00'), spend('E-3', 'Visa', '-5.00'), spend('E-4', 'Checking', '-7.50')];
		const ran = await world.post(documents);
		expect(ran.failed).toEqual([]);
		expect(told(ran).map(([kind, total]) => [kind, total])).toEqual([['expense', '19.99'], ['expense', '130.00'], ['expense', '5.00'], ['expense', '7.50']]);
		expect(await row('Purchase', "DocNumber = 'E-1'")).toMatchObject({ PaymentType: 'CreditCard', AccountRef: { name: 'Visa' }, EntityRef: { name: "Bob's Burger Joint", type: 'Vendor' }, Credit: false });
		expect(await row('Purchase', "DocNumber = 'E-2'")).toMatchObject({ PaymentType: 'Cash' });
		expect(await row('Purchase', "DocNumber = 'E-3'")).toMatchObject({ Credit: true, TotalAmt: 5 });
		expect(await row('Deposit', "DocNumber = 'E-4'")).toMatchObject({ DepositToAccountRef: { name: 'Checking' }, TotalAmt: 7.5 });
		expect(actions(await world.post(documents))).toEqual(['found', 'found', 'found', 'found']);
		expect(details(await world.post([spend('E-3', 'Visa', '5.00'), spend('E-4', 'Checking', '7.50')]))).toMatchObject([{ category: 'duplicate' }, { category: 'duplicate' }]);
		const listed = await world.run({ resource: 'expense', operation: 'get', target: target('key', 'E-3') });
		expect(listed.done[0]?.json).toMatchObject({ amount: '-5.00', bankAccount: { name: 'Visa' }, supplier: { name: "Bob's Burger Joint" } });
		expect((await take('expense', 'delete', 'key', 'E-1')).done[0]?.json).toMatchObject({ deleted: true, status: 'Deleted' });
		expect(actions(await world.post([spend('E-1', 'Visa', '19.99')]))).toEqual(['created']);
	});

	it('NODE-JOURNAL: debit and credit with class, department and customer; got, changed, taken back; the books balance', async () => {
		const coded = { dimensions: [{ dimension: { name: 'Class' }, value: { name: 'West' } }, { dimension: { name: 'Location' }, value: { name: 'Reno' } }] };
		const document = { kind: 'journal', key: 'J-1', date: '2026-05-31', memo: 'Accrual', lines: [
			{ amount: '250.50', account: { name: 'Travel' }, ...coded }, { amount: '-250.50', account: { code: '1100' }, customer: { name: 'Harbour Estates' } },
		] };
		const ran = await world.post([document]);
		expect([ran.failed, told(ran)]).toEqual([[], [['journal', '250.50', 'Posted']]]);
		expect(await row('JournalEntry', "DocNumber = 'J-1'")).toMatchObject({ PrivateNote: 'Accrual [J-1]', Line: [
			{ Amount: 250.5, JournalEntryLineDetail: { PostingType: 'Debit', ClassRef: { value: await world.books.id('Class', 'West') }, DepartmentRef: { value: await world.books.id('Department', 'Reno') } } },
			{ JournalEntryLineDetail: { PostingType: 'Credit', Entity: { Type: 'Customer' } } },
		] });
		expect(actions(await world.post([document]))).toEqual(['found']);
		expect((await take('journal', 'get', 'key', 'J-1')).done[0]?.json).toMatchObject({ lines: [{ amount: '250.50' }, { amount: '-250.50' }] });
		const changed = await world.run({ resource: 'journal', operation: 'update', target: target('key', 'J-1'), changes: { memo: 'Accrual of May', date: '2026-05-30' } });
		expect([changed.failed, changed.done[0]?.json.date]).toEqual([[], '2026-05-30']);
		expect((await take('journal', 'delete', 'key', 'J-1')).done).toHaveLength(1);
		expect(await row('JournalEntry', "DocNumber = 'J-1'")).toEqual({});
	});
});

describe('our node against the emulated QuickBooks Online: invoices and payments', () => {
	it('NODE-INVOICE: sub-customer, item, price, own number; a credit memo for a negative one; taxed on top', async () => {
		const documents = [
			invoice('W-1', { number: '90043', dueDate: '2026-06-03' }), invoice('W-2', {}, { item: undefined, account: { name: 'Services' } }), invoice('W-3', {}, { amount: '-85.00', quantity: '1', unitAmount: '-85.00' }),
			invoice('W-4', {}, { taxRate: { code: 'TAX' } }), invoice('W-5', { taxIncluded: true }, { taxRate: { code: 'TAX' } }),
		];
		const ran = await world.post(documents);
		expect(ran.failed.map(({ json }) => json.error)).toEqual([expect.stringContaining('on top of the amount')]);
		expect(told(ran).map(([kind, total]) => [kind, total])).toEqual([['invoice', '255.00'], ['invoice', '255.00'], ['invoice', '85.00'], ['invoice', '255.00']]);
		expect(await row('Invoice', "DocNumber = '90043'")).toMatchObject({
			PrivateNote: 'Work order 7731 [W-1]', CustomerMemo: { value: 'Work order 7731' }, DueDate: '2026-06-03', CustomerRef: { value: await world.books.id('Customer', 'Dock 4') }, Balance: 255,
			Line: [{ SalesItemLineDetail: { Qty: 3, UnitPrice: 85, TaxCodeRef: { value: 'NON' } } }, { DetailType: 'SubTotalLineDetail' }],
		});
		expect(await row('CreditMemo', "DocNumber = 'W-3'")).toMatchObject({ TotalAmt: 85 });
		expect(actions(await world.post(documents.slice(0, 4)))).toEqual(['found', 'found', 'found', 'found']);
		const one = await take('invoice', 'get', 'number', '90043');
		expect(one.done[0]?.json).toMatchObject({ key: 'W-1', customer: { name: expect.stringContaining('Dock 4') as string }, lines: [{ quantity: '3', unitAmount: '85.00' }], amountDue: '255.00' });
	});

	it('NODE-INVOICE: changed in place; voided and posted anew under its key; deleted for good', async () => {
		await world.post([invoice('W-1')]);
		const changed = await world.run({ resource: 'invoice', operation: 'update', target: target('key', 'W-1'), changes: { lines: [{ quantity: '4', amount: '340.00', unitAmount: '85.00' }], dueDate: '2026-07-01' } });
		expect([changed.failed, changed.done[0]?.json.total]).toEqual([[], '340.00']);
		for (const _time of [1, 2]) expect((await take('invoice', 'delete', 'key', 'W-1')).done[0]?.json).toMatchObject({ deleted: true, status: 'Voided' });
		expect(actions(await world.post([invoice('W-1')]))).toEqual(['created']);
		expect((await world.standing('Invoice', 'W-1')).map(({ TotalAmt }) => TotalAmt).sort()).toEqual([0, 255]);
		expect((await take('invoice', 'erase', 'key', 'W-1')).done[0]?.json).toMatchObject({ deleted: true, status: 'Deleted' });
		expect((await world.standing('Invoice', 'W-1')).map(({ TotalAmt }) => TotalAmt)).toEqual([0]);
	});

	it('NODE-PAYMENT: an invoice and a bill are paid once, by key, number and ID; too much and nothing to pay are told', async () => {
		await world.post([invoice('W-1', { number: '90043' }), bill('B-1'), bill('B-2')]);
		const id = String((await row('Bill', "DocNumber = 'B-2'")).Id);
		const payments = [pay('P-1', 'in', { key: 'W-1' }, '100.00'), pay('P-2', 'in', { number: '90043' }, '155.00', 'Undeposited Funds'), pay('P-3', 'out', { key: 'B-1' }, '48.00'), pay('P-4', 'out', { id }, '20.00', 'Visa')];
		const ran = await world.post(payments);
		expect([ran.failed, ran.done.map(({ json }) => [json.key, json.total])]).toEqual([[], [['P-1', '100.00'], ['P-2', '155.00'], ['P-3', '48.00'], ['P-4', '20.00']]]);
		expect(await row('Invoice', "DocNumber = '90043'")).toMatchObject({ Balance: 0 });
		expect(await row('Bill', "DocNumber = 'B-2'")).toMatchObject({ Balance: 28 });
		expect(await row('BillPayment', "DocNumber = 'P-4'")).toMatchObject({ PayType: 'CreditCard' });
		expect(actions(await world.post(payments))).toEqual(['found', 'found', 'found', 'found']);
		const refused = await world.post([pay('P-5', 'out', { key: 'B-2' }, '28.01'), pay('P-6', 'in', { key: 'W-9' }, '1.00'), pay('P-7', 'out', { key: 'B-2' }, '1.00', 'Travel')]);
		expect(details(refused).map(({ category }) => category)).toEqual(['validation', 'not found', 'mapping']);
		const listed = await world.run({ resource: 'payment', operation: 'getMany', returnAll: true });
		expect(listed.done.map(({ json }) => json.key)).toEqual(expect.arrayContaining(['P-1', 'P-2', 'P-3', 'P-4']));
	});

	it('NODE-PAYMENT: a payment is voided, which frees the invoice, and posted anew under its key; a paid bill stays', async () => {
		await world.post([invoice('W-1'), bill('B-1'), pay('P-1', 'in', { key: 'W-1' }, '100.00'), pay('P-2', 'out', { key: 'B-1' }, '48.00')]);
		expect((await take('payment', 'delete', 'key', 'P-1')).done[0]?.json).toMatchObject({ deleted: true, status: 'Voided' });
		expect(await row('Invoice', "DocNumber = 'W-1'")).toMatchObject({ Balance: 255 });
		expect(actions(await world.post([pay('P-1', 'in', { key: 'W-1' }, '100.00')]))).toEqual(['created']);
		expect(details(await take('bill', 'delete', 'key', 'B-1'))).toMatchObject([{ category: 'validation', message: expect.stringContaining('payments') as string }]);
		expect((await take('payment', 'erase', 'key', 'P-2')).failed).toEqual([]);
		expect((await take('bill', 'delete', 'key', 'B-1')).failed).toEqual([]);
	});

	it.each(['drop-before', 'drop-after'])('NODE-ONCE: a batch of each kind whose answer gets lost (%s) leaves each document once', async (kind) => {
		await world.post([invoice('W-0')]);
		const documents = [
			invoice('W-1'), invoice('W-2', { number: '90050' }), { kind: 'journal', key: 'J-1', date: '2026-05-31', lines: [{ amount: '9.00', account: { name: 'Travel' } }, { amount: '-9.00', account: { name: 'Utilities' } }] },
			spend('E-1', 'Visa', '5.00'), spend('E-2', 'Checking', '-5.00'), pay('P-1', 'in', { key: 'W-0' }, '1.00'),
		];
		const entities = { 'W-1': 'Invoice', 90050: 'Invoice', 'J-1': 'JournalEntry', 'E-1': 'Purchase', 'E-2': 'Deposit' };
		for (const document of documents) {
			world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', kind } as never);
			expect([document.key, actions(await world.post([document]))]).toEqual([document.key, ['created']]);
		}
		for (const [number, entity] of Object.entries(entities)) expect([number, (await world.standing(entity, number)).length]).toEqual([number, 1]);
		expect((await world.books.query("select * from Payment where PaymentRefNum = 'P-1'")).rows).toHaveLength(1);
	});

	it('NODE-INVOICE, NODE-JOURNAL, NODE-PAYMENT: outside of the United States with tax and currencies', async () => {
		await world.fresh(UK);
		const uk = (key: string, more: IDataObject = {}, line: IDataObject = {}) => invoice(key, { customer: { name: 'Leeds City Council' }, currency: 'GBP', taxIncluded: true, ...more }, { item: { name: 'Labour' }, amount: '120.00', quantity: undefined, unitAmount: undefined, taxRate: { name: '20.0% S' }, ...line });
		const ran = await world.post([
			uk('W-1'), uk('W-2', { taxIncluded: false }, { amount: '100.00' }), uk('W-3', { customer: { name: 'Rathaus Immobilien GmbH' }, currency: 'EUR' }, { amount: '50.00', taxRate: { name: 'No VAT' } }),
			{ kind: 'journal', key: 'J-1', date: '2026-05-31', currency: 'GBP', lines: [{ amount: '9.00', account: { name: 'Travel' } }, { amount: '-9.00', account: { name: 'Office costs' } }] },
			bill('B-1', { supplier: { name: 'Screwfix' }, currency: 'GBP' }, { account: { name: 'Travel' }, taxRate: { name: '20.0% S' } }),
		]);
		expect([ran.failed, ran.done.map(({ json }) => [json.key, json.total, json.currency])]).toEqual([[], [['W-1', '120.00', 'GBP'], ['W-2', '120.00', 'GBP'], ['W-3', '50.00', 'EUR'], ['J-1', '9.00', 'GBP'], ['B-1', '48.00', 'GBP']]]);
		const paid = await world.post([{ ...pay('P-1', 'in', { key: 'W-3' }, '50.00', 'Euro Account'), currency: 'EUR' }, { ...pay('P-2', 'out', { key: 'B-1' }, '48.00', 'Current Account'), currency: 'GBP' }]);
		expect([paid.failed, paid.done.map(({ json }) => [json.total, json.currency])]).toEqual([[], [['50.00', 'EUR'], ['48.00', 'GBP']]]);
	});
});

describe('our node against the emulated QuickBooks Online: files and notes', () => {
	it('NODE-ATTACH: a file is stored once, also after a lost answer; another of its name under a number; a kind of file that is not taken is told', async () => {
		await world.post([bill('B-1')]);
		const id = String((await row('Bill', "DocNumber = 'B-1'")).Id);
		const file = (text: string, fileName = 'receipt.jpg'): INodeExecutionData => ({ json: {}, binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'image/jpeg', fileName } } });
		const attach = async (...files: INodeExecutionData[]) => await world.run({ resource: 'bill', operation: 'attach', target: target('id', id), binaryProperty: 'data', fileName: '', documentKind: 'bill' }, files);
		world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/upload', kind: 'drop-after' } as never);
		const ran = await attach(file('one'), file('one'), file('another'), file('page', 'receipt.html'));
		expect(ran.done.map(({ json }) => [(json.attachment as IDataObject).action, (json.attachment as IDataObject).fileName])).toEqual([['attached', 'receipt.jpg'], ['found', 'receipt.jpg'], ['attached', 'receipt (2).jpg']]);
		expect(details(ran)).toMatchObject([{ category: 'validation', vendorCode: '6041' }]);
		for (const _time of [1, 2]) expect((await world.run({ resource: 'bill', operation: 'note', target: target('key', 'B-1'), text: 'Approved by Ana', documentKind: 'bill' })).failed).toEqual([]);
		const { rows } = await world.books.query(`select * from Attachable where AttachableRef.EntityRef.Type = 'bill' and AttachableRef.EntityRef.value = '${id}'`);
		expect(rows.map(({ FileName, Note }) => FileName ?? Note)).toEqual(['receipt.jpg', 'receipt (2).jpg', 'Approved by Ana']);
	});
});
