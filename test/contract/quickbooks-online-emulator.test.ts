import { cost, type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: companies, lists, bills', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());
	beforeEach(async () => await qbo.enter(US));

	it('NODE-REF: a company reads itself by its realm; plan, country and preferences are told', async () => {
		const { json, headers } = await qbo.call('GET', `/companyinfo/${US}?minorversion=75`);
		expect(json.CompanyInfo).toMatchObject({ Id: '1', CompanyName: 'Harbour Supplies Inc', Country: 'USA', NameValue: expect.arrayContaining([{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }]) as unknown });
		expect(json.time).toMatch(/^2026-05-20T10:00:\d\d\.\d{3}-07:00$/);
		expect(headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
		const preferences = (await qbo.call('GET', '/preferences')).json.Preferences as Data;
		expect(preferences).toMatchObject({ AccountingInfoPrefs: { BookCloseDate: '2025-12-31', ClassTrackingPerTxnLine: true }, CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } } });
		await qbo.enter(UK);
		expect((await qbo.call('GET', '/exchangerate?sourcecurrencycode=EUR&asofdate=2026-05-01')).json.ExchangeRate).toMatchObject({ Rate: 0.8571, TargetCurrencyCode: 'GBP', AsOfDate: '2026-05-01' });
	});

	it('NODE-UPSERT: a list record is made, read, changed in part, changed whole, and made inactive', async () => {
		const made = await qbo.create('Vendor', { DisplayName: 'Acme  Parts ', PrimaryEmailAddr: { Address: 'a@acme.example' } });
		expect(made).toMatchObject({ DisplayName: 'Acme Parts', SyncToken: '0', Active: true, Vendor1099: false, Balance: 0, domain: 'QBO', sparse: false, CurrencyRef: { value: 'USD' } });
		const sparse = await qbo.create('Vendor', { Id: made.Id, SyncToken: '0', sparse: true, CompanyName: 'Acme' });
		expect(sparse).toMatchObject({ SyncToken: '1', CompanyName: 'Acme', PrimaryEmailAddr: { Address: 'a@acme.example' } });
		const full = await qbo.create('Vendor', { Id: made.Id, SyncToken: '1', DisplayName: 'Acme Parts' });
		expect(full.SyncToken).toBe('2');
		expect(full).not.toHaveProperty('CompanyName');
		expect(full).not.toHaveProperty('PrimaryEmailAddr');
		expect(await qbo.refusal('/vendor', { Id: made.Id, SyncToken: '1', sparse: true, Notes: 'x' })).toEqual(['5010', expect.stringContaining('You and A. User were working on this')]);
		expect((await qbo.create('Vendor', { Id: made.Id, SyncToken: '2', sparse: true, Active: false })).DisplayName).toBe('Acme Parts (deleted)');
		expect((await qbo.query("select * from Vendor where DisplayName like 'Acme Parts%'")).rows).toEqual([]);
		expect((await qbo.query("select * from Vendor where DisplayName like 'Acme Parts%' and Active in (true,false)")).rows).toHaveLength(1);
		expect((await qbo.create('Vendor', { Id: made.Id, SyncToken: '3', sparse: true, Active: true })).DisplayName).toBe('Acme Parts');
		expect((await qbo.call('POST', '/vendor?operation=delete', { Id: made.Id, SyncToken: '4' })).code).toBe('500');
	});

	it('NODE-UPSERT: a name is one across customers, suppliers and employees, in any case', async () => {
		expect(await qbo.refusal('/vendor', { DisplayName: "amy's BIRD sanctuary" })).toEqual(['6240', expect.stringMatching(/^The name supplied already exists\. : Another customer, vendor or employee.*Id=\d+$/)]);
		expect((await qbo.refusal('/vendor', { DisplayName: 'Sam Rivera' }))[0]).toBe('6240');
		expect((await qbo.refusal('/customer', { DisplayName: 'Northwind fuel' }))[0]).toBe('6240');
		expect((await qbo.refusal('/vendor', { CompanyName: 'Nobody' }))[0]).toBe('6080');
		expect((await qbo.refusal('/vendor', { DisplayName: 'A:B' }))[0]).toBe('2040');
		expect((await qbo.refusal('/vendor', { DisplayName: 'Mailless', PrimaryEmailAddr: { Address: 'nobody' } }))[0]).toBe('2210');
		expect(await qbo.refusal('/account', { Name: 'Travel', AccountType: 'Expense' })).toEqual(['6240', expect.any(String)]);
		// The same name below another parent is another account.
		expect((await qbo.query("select * from Account where Name = 'Insurance'")).rows.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(['Automobile:Insurance', 'Insurance']);
	});

	it('NODE-BILL: a bill gets numbers, account, due date and balance; it is changed in part and deleted', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'Northwind Fuel'), await qbo.id('Account', 'Fuel')];
		const owed = Number((await qbo.read('Vendor', vendor)).Balance);
		const made = await qbo.create('Bill', { VendorRef: { value: vendor }, TxnDate: '2026-05-01', DocNumber: 'B-1', Line: [cost(fuel, 100.5), cost(fuel, -0.5)] });
		expect(made).toMatchObject({
			SyncToken: '0', TotalAmt: 100, Balance: 100, DueDate: '2026-05-31', LinkedTxn: [], APAccountRef: { name: 'Accounts Payable (A/P)' }, CurrencyRef: { value: 'USD' },
			Line: [
				{ Id: '1', LineNum: 1, LinkedTxn: [], CustomExtensions: [], AccountBasedExpenseLineDetail: { AccountRef: { value: fuel, name: 'Automobile:Fuel' }, BillableStatus: 'NotBillable', TaxCodeRef: { value: 'NON' } } },
				{ Id: '2', LineNum: 2, Amount: -0.5 },
			],
		});
		expect((await qbo.read('Vendor', vendor)).Balance).toBe(owed + 100);
		expect((await qbo.call('POST', '/bill', { Id: made.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })).code).toBe('2020');
		const changed = await qbo.create('Bill', { Id: made.Id, SyncToken: '0', sparse: true, VendorRef: { value: vendor }, PrivateNote: 'paid by card' });
		expect(changed).toMatchObject({ SyncToken: '1', PrivateNote: 'paid by card', TotalAmt: 100, DocNumber: 'B-1' });
		const fewer = await qbo.create('Bill', { Id: made.Id, SyncToken: '1', sparse: true, VendorRef: { value: vendor }, Line: [cost(fuel, 7, {}, { Id: '2' })] });
		expect(fewer).toMatchObject({ TotalAmt: 7, Line: [{ Id: '2', LineNum: 1 }] });
		const gone = await qbo.call('POST', '/bill?operation=delete', { Id: made.Id, SyncToken: '2' });
		expect(gone.json.Bill).toEqual({ domain: 'QBO', status: 'Deleted', Id: made.Id });
		expect((await qbo.call('GET', `/bill/${String(made.Id)}`)).code).toBe('610');
		expect((await qbo.query(`select * from Bill where Id = '${String(made.Id)}'`)).json.QueryResponse).toEqual({});
		expect((await qbo.read('Vendor', vendor)).Balance).toBe(owed);
	});

	it('NODE-ERR: what is missing, unknown, too long or dangling is told by its code', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel')];
		const bill = async (more: Data) => await qbo.refusal('/bill', { VendorRef: { value: vendor }, Line: [cost(fuel, 1)], ...more });
		expect(await qbo.refusal('/bill', { VendorRef: { value: vendor } })).toEqual(['2020', 'Required parameter Line is missing in the request']);
		expect(await bill({ VendorRef: undefined })).toEqual(['2020', 'Required parameter VendorRef is missing in the request']);
		expect(await bill({ Strange: 1 })).toEqual(['2010', 'Property Name:failed to parse json object; a property specified is unsupported or invalid']);
		expect(await bill({ Line: [cost(fuel, 1, { DepartmentRef: { value: '1' } })] })).toEqual(['2010', expect.any(String)]);
		expect(await bill({ DocNumber: 'x'.repeat(33) })).toEqual(['2050', expect.stringContaining('Min:0 Max:21 supported. Supplied length:33')]);
		expect(await bill({ TxnDate: '2026-02-30' })).toEqual(['2060', expect.any(String)]);
		expect(await bill({ Line: [cost('99999', 1)] })).toEqual(['2500', 'Invalid Reference Id : Accounts element id 99999 not found']);
		expect(await bill({ Line: [cost(fuel, 1, { ClassRef: { value: '7' } })] })).toEqual(['2500', 'Invalid Reference Id : Klasses element id 7 not found']);
		expect(await bill({ Line: [cost(fuel, -1)] })).toEqual(['6000', expect.any(String)]);
		expect(await bill({ Line: [cost(fuel, 1, { TaxCodeRef: { value: 'TAX' }, BillableStatus: 'HAS' })] })).toEqual(['2170', 'Invalid Enumeration : HAS']);
		expect((await qbo.call('POST', '/bill', '{"VendorRef":')).code).toBe('2010');
		expect((await qbo.call('GET', '/bill/999999')).status).toBe(400);
	});

	it('NODE-ERR: a number that is taken and a day in closed books are refused, the first unless it is allowed', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'Northwind Fuel'), await qbo.id('Account', 'Fuel')];
		const body = { VendorRef: { value: vendor }, DocNumber: 'nw-20331', TxnDate: '2026-05-01', Line: [cost(fuel, 1)] };
		expect(await qbo.refusal('/bill', body)).toEqual(['6140', expect.stringMatching(/DocNumber=nw-20331 is assigned to TxnType=Bill with TxnId=\d+$/)]);
		expect(await qbo.create('Bill', body, '?include=allowduplicatedocnum')).toMatchObject({ DocNumber: 'nw-20331' });
		expect(await qbo.refusal('/bill', { ...body, DocNumber: 'old', TxnDate: '2025-12-31' })).toEqual(['6210', expect.stringContaining('The account period has closed')]);
	});

	it('NODE-BATCH: items stand or fall alone and do not see each other; more than thirty are refused', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel')];
		const { status, json } = await qbo.call('POST', '/batch?minorversion=75', {
			BatchItemRequest: [
				{ bId: 'b1', operation: 'create', Vendor: { DisplayName: 'Batch One' } },
				{ bId: 'b2', operation: 'create', Bill: { VendorRef: { value: vendor }, Line: [] } },
				{ bId: 'b3', operation: 'create', optionsData: 'allowduplicatedocnum', Bill: { VendorRef: { value: vendor }, DocNumber: 'NW-20331', Line: [cost(fuel, 2)] } },
				{ bId: 'q1', Query: 'select * from Term maxresults 2' },
			],
		});
		expect(status).toBe(200);
		expect(json.BatchItemResponse).toMatchObject([
			{ bId: 'b1', Vendor: { DisplayName: 'Batch One' } }, { bId: 'b2', Fault: { type: 'ValidationFault', Error: [{ code: '2020' }] } }, { bId: 'b3', Bill: { TotalAmt: 2 } },
			{ bId: 'q1', QueryResponse: { Term: [{}, {}], maxResults: 2 } },
		]);
		const next = Number((((json.BatchItemResponse as Data[])[2] as Data).Bill as Data).Id) + 1;
		const blind = await qbo.call('POST', '/batch', {
			BatchItemRequest: [
				{ bId: '1', operation: 'create', Vendor: { DisplayName: 'Batch Two' } }, { bId: '2', operation: 'create', Bill: { VendorRef: { value: String(next) }, Line: [cost(fuel, 2)] } },
			],
		});
		expect(blind.json.BatchItemResponse).toMatchObject([{ Vendor: { Id: String(next) } }, { Fault: { Error: [{ code: '2500' }] } }]);
		expect((await qbo.call('POST', '/batch', { BatchItemRequest: Array.from({ length: 31 }, () => ({ Query: 'select * from Term' })) })).code).toBe('1040');
	});

	it('NODE-ONCE: a request id repeats its answer, also of a batch, and makes nothing anew until it is forgotten', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel')];
		const body = { VendorRef: { value: vendor }, DocNumber: 'ONCE', Line: [cost(fuel, 3)] };
		const first = await qbo.create('Bill', body, '?requestid=r-1');
		expect((await qbo.create('Bill', { ...body, DocNumber: 'OTHER' }, '?requestid=r-1')).Id).toBe(first.Id);
		await qbo.fault({ kind: 'drop-after', path: 'batch' });
		const send = async () => await qbo.call('POST', '/batch?requestid=b-1', { BatchItemRequest: [{ bId: '1', operation: 'create', Bill: { ...body, DocNumber: 'LOST' } }] });
		await expect(send()).rejects.toThrow();
		expect((await send()).json.BatchItemResponse).toMatchObject([{ bId: '1', Bill: { DocNumber: 'LOST' } }]);
		expect((await qbo.query("select count(*) from Bill where DocNumber in ('LOST','ONCE','OTHER')")).response.totalCount).toBe(2);
		expect((await qbo.call('POST', `/bill?requestid=${'x'.repeat(51)}`, body)).code).toBe('2130');
		qbo.sandbox.frame.clock.advance(60 * 60 + 1);
		await qbo.enter(US);
		expect((await qbo.call('POST', '/bill?requestid=r-1', body)).code).toBe('6140');
	});

	it('NODE-EXPENSE: a card purchase, a cheque and a credit; the account must fit the way of paying', async () => {
		const [visa, checking, fuel, vendor] = [await qbo.id('Account', 'Visa'), await qbo.id('Account', 'Checking'), await qbo.id('Account', 'Fuel'), await qbo.id('Vendor', 'PG&E')];
		const made = await qbo.create('Purchase', { PaymentType: 'CreditCard', AccountRef: { value: visa }, EntityRef: { value: vendor, type: 'Vendor' }, TxnDate: '2026-05-02', Line: [cost(fuel, 20)] });
		expect(made).toMatchObject({ TotalAmt: 20, Credit: false, EntityRef: { type: 'Vendor', name: 'PG&E' }, PurchaseEx: { any: [{ value: { Name: 'TxnType', Value: '1' } }] } });
		expect((await qbo.refusal('/purchase', { ...made, sparse: true }))[0]).toBe('2010'); // an echoed read
		expect((await qbo.refusal('/purchase', { PaymentType: 'CreditCard', AccountRef: { value: checking }, Line: [cost(fuel, 20)] }))[0]).toBe('6430');
		expect((await qbo.refusal('/purchase', { AccountRef: { value: checking }, Line: [cost(fuel, 20)] }))).toEqual(['2020', expect.stringContaining('PaymentType')]);
		expect(await qbo.create('Purchase', { PaymentType: 'Check', AccountRef: { value: checking }, Credit: true, Line: [cost(fuel, 5)] })).toMatchObject({ Credit: false, PrintStatus: 'NotSet' });
		expect((await qbo.refusal('/purchase', { PaymentType: 'Check', AccountRef: { value: checking }, DocNumber: '75', Line: [cost(fuel, 5)] }))[1]).toContain('TxnType=Expense');
		expect(await qbo.create('VendorCredit', { VendorRef: { value: vendor }, Line: [cost(fuel, 5)] })).toMatchObject({ TotalAmt: 5, Balance: 5 });
	});

	it('NODE-TAX: outside the US each line has a code, tax is worked out, and tax lines override it', async () => {
		await qbo.enter(UK);
		const [vendor, tools] = [await qbo.id('Vendor', 'Screwfix'), await qbo.id('Account', 'Tools & Materials')];
		const [code] = (await qbo.query("select * from TaxCode where Name = '20.0% S'")).rows as Array<Data & { PurchaseTaxRateList: { TaxRateDetail: Data[] } }>;
		const rate = (code?.PurchaseTaxRateList.TaxRateDetail[0]?.TaxRateRef as Data).value;
		const taxed = { TaxCodeRef: { value: code?.Id } };
		const bill = (more: Data) => ({ VendorRef: { value: vendor }, CurrencyRef: { value: 'GBP' }, GlobalTaxCalculation: 'TaxExcluded', Line: [cost(tools, 145.03, taxed)], ...more });
		expect(await qbo.create('Bill', bill({}))).toMatchObject({
			TotalAmt: 174.04, ExchangeRate: 1, HomeTotalAmt: 174.04, TxnTaxDetail: { TotalTax: 29.01, TaxLine: [{ Amount: 29.01, TaxLineDetail: { TaxRateRef: { value: rate }, TaxPercent: 20, NetAmountTaxable: 145.03 } }] },
		});
		const line = (Amount: number, NetAmountTaxable: number, value = rate) => ({ TaxLine: [{ Amount, DetailType: 'TaxLineDetail', TaxLineDetail: { TaxRateRef: { value }, PercentBased: true, TaxPercent: 20, NetAmountTaxable } }] });
		expect(await qbo.create('Bill', bill({ TxnTaxDetail: line(29, 145.03) }))).toMatchObject({ TotalAmt: 174.03, TxnTaxDetail: { TotalTax: 29, TaxLine: [{ OverrideDeltaAmount: -0.01 }] } });
		expect((await qbo.refusal('/bill', bill({ TxnTaxDetail: line(29, 100) })))[0]).toBe('6000');
		expect(await qbo.refusal('/bill', bill({ Line: [cost(tools, 1)] }))).toEqual(['6000', 'Business Validation Error: Make sure all your transactions have a VAT rate before you save.']);
		expect((await qbo.refusal('/bill', bill({ GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: line(1, 1) })))[0]).toBe('6170');
		expect(await qbo.create('Bill', bill({ GlobalTaxCalculation: 'TaxInclusive', Line: [cost(tools, 50, { ...taxed, TaxInclusiveAmt: 60 })] }))).toMatchObject({ TotalAmt: 60, TxnTaxDetail: { TotalTax: 10 } });
	});

	it('NODE-FX: the party fixes the currency; the rate comes from the table unless it is sent', async () => {
		await qbo.enter(UK);
		const [euro, pound, travel, none] = [await qbo.id('Vendor', "O'Brien Plumbing"), await qbo.id('Vendor', 'Screwfix'), await qbo.id('Account', 'Travel'), await qbo.id('TaxCode', 'No VAT')];
		const bill = (vendor: string, more: Data) => ({ VendorRef: { value: vendor }, TxnDate: '2026-03-01', Line: [cost(travel, 100, { TaxCodeRef: { value: none } })], ...more });
		expect(await qbo.refusal('/bill', bill(euro, {}))).toEqual(['2020', expect.stringContaining('CurrencyRef')]);
		expect(await qbo.refusal('/bill', bill(pound, { CurrencyRef: { value: 'EUR' } }))).toEqual(['6000', expect.stringContaining('same currency as the A/R and A/P accounts')]);
		expect(await qbo.create('Bill', bill(euro, { CurrencyRef: { value: 'EUR' } }))).toMatchObject({ ExchangeRate: 0.8571, TotalAmt: 100, HomeTotalAmt: 85.71, APAccountRef: { name: 'Creditors - EUR' } });
		expect(await qbo.create('Bill', bill(euro, { CurrencyRef: { value: 'EUR' }, ExchangeRate: 0.9 }))).toMatchObject({ ExchangeRate: 0.9, HomeTotalAmt: 90, HomeBalance: 90 });
		expect(JSON.parse((await qbo.send('GET', '/_sandbox/companies', undefined, {})).text)).toMatchObject([{ companies: [{ trialBalance: '0.00' }, { trialBalance: '0.00' }] }]);
	});
});
