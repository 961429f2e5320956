import { cost, type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: rules of lists and lines', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());
	beforeEach(async () => await qbo.enter(US));

	const to = async (entity: string, name: string) => ({ value: await qbo.id(entity, name) });

	it('NODE-UPSERT: customers stand below customers, five levels deep, and carry their path', async () => {
		const site = await qbo.create('Customer', { DisplayName: 'Dock 9', Job: true, ParentRef: await to('Customer', 'Harbour Estates') });
		expect(site).toMatchObject({ FullyQualifiedName: 'Harbour Estates:Dock 9', Level: 1, Job: true, IsProject: false, BillWithParent: false });
		let parent = site.Id;
		for (const level of [2, 3, 4]) parent = (await qbo.create('Customer', { DisplayName: `Level ${level}`, Job: true, ParentRef: { value: parent } })).Id;
		expect(await qbo.read('Customer', parent)).toMatchObject({ FullyQualifiedName: 'Harbour Estates:Dock 9:Level 2:Level 3:Level 4', Level: 4 });
		expect((await qbo.refusal('/customer', { DisplayName: 'Level 5', Job: true, ParentRef: { value: parent } }))[0]).toBe('6180');
		expect((await qbo.refusal('/customer', { DisplayName: 'Orphan', Job: true }))[0]).toBe('6150');
		expect((await qbo.refusal('/customer', { Id: site.Id, SyncToken: site.SyncToken, sparse: true, ParentRef: { value: parent } }))[0]).toBe('6000');
		await qbo.create('Customer', { Id: site.Id, SyncToken: '0', sparse: true, DisplayName: 'Dock 10' });
		expect(await qbo.read('Customer', parent)).toMatchObject({ FullyQualifiedName: 'Harbour Estates:Dock 10:Level 2:Level 3:Level 4', SyncToken: '0' });
		await qbo.create('Customer', { Id: site.Id, SyncToken: '1', sparse: true, DisplayName: 'Dock 9' });
		// The same site name below another customer is refused, unless the account is set otherwise.
		const other = { DisplayName: 'Dock 9', Job: true, ParentRef: await to('Customer', 'Weiskopf Consulting') };
		expect((await qbo.refusal('/customer', other))[0]).toBe('6240');
		await qbo.control('POST', '/settings', { namePerParent: true });
		expect(await qbo.create('Customer', other)).toMatchObject({ FullyQualifiedName: 'Weiskopf Consulting:Dock 9' });
	});

	it('NODE-UPSERT: classes, locations, accounts and items keep to their rules', async () => {
		const klass = await qbo.create('Class', { Name: 'North', SubClass: true, ParentRef: await to('Class', 'Service') });
		expect(klass).toMatchObject({ FullyQualifiedName: 'Service:North', Id: expect.stringMatching(/^5\d{18}$/) as unknown });
		expect((await qbo.refusal('/class', { Name: 'East', SubClass: true, ParentRef: await to('Class', 'Service') }))[0]).toBe('6240');
		expect(await qbo.create('Department', { Name: 'East' })).toMatchObject({ SubDepartment: false });
		expect(await qbo.create('Account', { Name: 'Parking', AccountSubType: 'Travel', ParentRef: await to('Account', 'Travel'), SubAccount: true })).toMatchObject({ AccountType: 'Expense', Classification: 'Expense', FullyQualifiedName: 'Travel:Parking', CurrentBalance: 0 });
		expect((await qbo.refusal('/account', { Name: 'Parking 2', AccountType: 'Bank', ParentRef: await to('Account', 'Travel') }))[0]).toBe('6430');
		expect(await qbo.refusal('/account', { Name: 'Kind' })).toEqual(['2020', expect.stringContaining('AccountType')]);
		expect((await qbo.refusal('/account', { Name: 'The "x"', AccountType: 'Expense' }))[0]).toBe('2040');
		expect((await qbo.refusal('/account', { Name: 'Odd', AccountType: 'Oddity' }))[0]).toBe('2170');
		const income = { IncomeAccountRef: await to('Account', 'Services') };
		expect(await qbo.create('Item', { Name: 'Visit', Type: 'Service', ...income })).toMatchObject({ UnitPrice: 0, Active: true });
		expect((await qbo.refusal('/item', { Name: 'Bolt', Type: 'Inventory', TrackQtyOnHand: true, ...income }))[1]).toContain('An inventory assetaccount is required');
		expect((await qbo.refusal('/item', { Name: 'Nut', Type: 'NonInventory' }))[0]).toBe('2020');
		expect(await qbo.create('Term', { Name: 'Net 7', DueDays: 7 })).toMatchObject({ Type: 'STANDARD' });
		expect((await qbo.call('POST', '/taxcode', { Name: 'X' })).code).toBe('500');
	});

	it('NODE-UPSERT: an old name is free again, unless the account is set otherwise; a number is masked; people need a name', async () => {
		const first = await qbo.create('Vendor', { DisplayName: 'Reborn', TaxIdentifier: '98-7654321' });
		expect(first.TaxIdentifier).toBe('XXXXX4321');
		await qbo.create('Vendor', { Id: first.Id, SyncToken: '0', sparse: true, Active: false });
		await qbo.control('POST', '/settings', { inactiveHoldsName: true });
		expect((await qbo.refusal('/vendor', { DisplayName: 'Reborn' }))[0]).toBe('6240');
		await qbo.control('POST', '/settings', { inactiveHoldsName: false });
		expect(await qbo.create('Vendor', { DisplayName: 'Reborn' })).toMatchObject({ SyncToken: '0' });
		expect((await qbo.refusal('/vendor', { Id: first.Id, SyncToken: '1', sparse: true, Active: true }))[0]).toBe('6240');
		expect(await qbo.create('Employee', { GivenName: 'Ada', FamilyName: 'Quay' })).toMatchObject({ DisplayName: 'Ada Quay' });
		expect((await qbo.refusal('/employee', { DisplayName: 'Nobody' }))[0]).toBe('6080');
	});

	it('NODE-BILL: lines with customers become billable where nobody says otherwise; inactive and foreign targets are refused', async () => {
		const [vendor, account, customer] = [await to('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel'), await to('Customer', 'Dock 4')];
		const bill = async (more: Data, line: Data = {}) => (await qbo.call('POST', '/bill', { VendorRef: vendor, Line: [cost(account, 1, more, line)] }));
		const status = async (more: Data) => ((((await bill(more)).json.Bill as Data).Line as Array<{ AccountBasedExpenseLineDetail: Data }>)[0]?.AccountBasedExpenseLineDetail.BillableStatus);
		expect([await status({}), await status({ CustomerRef: customer }), await status({ CustomerRef: customer, BillableStatus: 'NotBillable' })]).toEqual(['NotBillable', 'Billable', 'NotBillable']);
		expect((await bill({ BillableStatus: 'Billable' })).code).toBe('6000');
		expect((await bill({ TaxCodeRef: await to('TaxCode', 'California') })).code).toBe('6100');
		const [old] = (await qbo.query("select * from Account where Active = false")).rows;
		expect((await bill({ AccountRef: { value: old?.Id } })).detail).toContain('made inactive');
		expect((await bill({ AccountRef: undefined })).code).toBe('6440');
		expect((await qbo.refusal('/bill', { VendorRef: { value: (customer).value }, Line: [cost(account, 1)] }))[1]).toMatch(/Names element id \d+ not found/);
		expect((await qbo.refusal('/bill', { VendorRef: vendor, ClassRef: await to('Class', 'Service'), Line: [cost(account, 1)] }))[0]).toBe('5030');
		const item = { Amount: 10, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: await to('Item', 'Filters 3/4"'), Qty: 3, UnitPrice: 15 } };
		expect((await qbo.refusal('/bill', { VendorRef: vendor, Line: [item] }))[0]).toBe('6070');
	});

	it('NODE-REF: a reference shows the name of today, as a version of nothing but the renamed record', async () => {
		const vendor = await qbo.create('Vendor', { DisplayName: 'Before' });
		const bill = await qbo.create('Bill', { VendorRef: { value: vendor.Id }, Line: [cost(await qbo.id('Account', 'Fuel'), 1)] });
		await qbo.create('Vendor', { Id: vendor.Id, SyncToken: '0', sparse: true, DisplayName: 'After' });
		expect(await qbo.read('Bill', bill.Id)).toMatchObject({ SyncToken: '0', VendorRef: { value: vendor.Id, name: 'After' } });
		const statement = await qbo.call('GET', '/companyinfo/1?format=json');
		expect(statement.status).toBe(200);
		const routes = qbo.sandbox.recorder.count('quickbooks-online').byRoute;
		expect(routes).toMatchObject({ 'GET /quickbooks-online/v3/company/{id}/companyinfo/{id}': 1 });
	});

	it('NODE-FX: rates and currencies are the company’s own; a currency is fixed with the record', async () => {
		await qbo.enter(UK);
		await qbo.call('POST', '/exchangerate', { SourceCurrencyCode: 'EUR', Rate: 0.9, AsOfDate: '2026-05-19' });
		const rate = async (day: string) => ((await qbo.call('GET', `/exchangerate?sourcecurrencycode=EUR&asofdate=${day}`)).json.ExchangeRate as Data).Rate;
		expect([await rate('2026-05-18'), await rate('2026-05-20')]).toEqual([0.8571, 0.9]);
		expect(await qbo.create('CompanyCurrency', { Code: 'CAD', Name: 'Canadian Dollar' })).toMatchObject({ Active: true });
		const made = await qbo.create('Vendor', { DisplayName: 'Maple', CurrencyRef: { value: 'CAD' } });
		expect(made.CurrencyRef).toEqual({ value: 'CAD', name: 'Canadian Dollar' });
		expect((await qbo.refusal('/vendor', { Id: made.Id, SyncToken: '0', sparse: true, CurrencyRef: { value: 'GBP' } }))[0]).toBe('6000');
		expect((await qbo.refusal('/vendor', { DisplayName: 'Yen', CurrencyRef: { value: 'JPY' } }))[0]).toBe('2500');
		await qbo.enter(US);
		expect((await qbo.refusal('/vendor', { DisplayName: 'Euro', CurrencyRef: { value: 'EUR' } }))[0]).toBe('6000');
		expect((await qbo.refusal('/companycurrency', { Code: 'EUR' }))[0]).toBe('5030');
	});
});
