import { cost, type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: journals, sales, payments', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	beforeEach(async () => await qbo.enter(US));
	afterEach(async () => {
		const companies = JSON.parse((await qbo.send('GET', '/_sandbox/companies', undefined, {})).text) as Array<{ companies: Data[] }>;
		expect(companies[0]?.companies.map(({ trialBalance }) => trialBalance)).toEqual(['0.00', '0.00']);
	});
	afterAll(async () => await qbo.close());

	const account = async (name: string) => await qbo.id('Account', name);
	const balance = async (name: string) => (await qbo.query(`select * from Account where Name = '${name}'`)).rows[0]?.CurrentBalance as number;
	const entry = (PostingType: string, id: string, Amount: number, more: Data = {}) => ({ Amount, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: { value: id }, ...more } });
	const sold = (item: string, Amount: number, more: Data = {}) => ({ Amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item }, ...more } });
	const paying = (TxnType: string, TxnId: unknown, Amount: number) => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] });

	it('NODE-JOURNAL: an entry balances, its total is 0 and its lines start at 0; parties stand behind A/R and A/P', async () => {
		const [travel, checking, payable, vendor] = [await account('Travel'), await account('Checking'), await account('Accounts Payable (A/P)'), await qbo.id('Vendor', 'PG&E')];
		const before = await balance('Checking');
		const made = await qbo.create('JournalEntry', { TxnDate: '2026-05-01', DocNumber: 'JE-001', Line: [entry('Debit', travel, 12.3), entry('Credit', checking, 12.3)] });
		expect(made).toMatchObject({ TotalAmt: 0, TxnTaxDetail: {}, Adjustment: false, DocNumber: 'JE-001', Line: [{ Id: '0' }, { Id: '1' }] });
		expect(await balance('Checking')).toBeCloseTo(before - 12.3);
		const refused = async (...Line: Data[]) => (await qbo.refusal('/journalentry', { Line }))[0];
		expect(await refused(entry('Debit', travel, 12), entry('Credit', checking, 12.3))).toBe('2300');
		expect(await refused(entry('Debit', travel, 12))).toBe('2020');
		expect(await refused({ ...entry('Debit', travel, 1), Description: 'x', Strange: 1 }, entry('Credit', checking, 1))).toBe('2010');
		expect(await refused({ Amount: 1, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { AccountRef: { value: travel } } }, entry('Credit', checking, 1))).toBe('2260');
		expect(await refused(entry('Debit', travel, 12), entry('Credit', payable, 12))).toBe('6000');
		const entity = { Entity: { Type: 'Vendor', EntityRef: { value: vendor } } };
		expect(await qbo.create('JournalEntry', { Line: [entry('Debit', travel, 12), entry('Credit', payable, 12, entity)] })).not.toHaveProperty('DocNumber');
		expect((await qbo.call('POST', '/journalentry?operation=void', { Id: made.Id, SyncToken: '0' })).code).toBe('500');
		expect((await qbo.call('POST', '/journalentry?operation=delete', { Id: made.Id, SyncToken: '0' })).json.JournalEntry).toMatchObject({ status: 'Deleted' });
		expect(await balance('Checking')).toBeCloseTo(before);
		await qbo.enter(UK); // where the preference warns
		const [motor, bank] = [await account('Motor Expenses'), await account('Current Account')];
		const home = { CurrencyRef: { value: 'GBP' } };
		expect((await qbo.refusal('/journalentry', { ...home, DocNumber: 'OPEN', Line: [entry('Debit', motor, 1), entry('Credit', bank, 1)] }))[1]).toContain('TxnType=Journal Entry with TxnId=');
		const code = await qbo.id('TaxCode', '20.0% S');
		const tax = { TaxCodeRef: { value: code }, TaxApplicableOn: 'Purchase', TaxAmount: 20 };
		expect((await qbo.refusal('/journalentry', { ...home, Line: [entry('Debit', motor, 100, { TaxCodeRef: { value: code } }), entry('Credit', bank, 120)] }))[0]).toBe('2270');
		expect(await qbo.create('JournalEntry', { ...home, GlobalTaxCalculation: 'TaxExcluded', Line: [entry('Debit', motor, 100, tax), entry('Credit', bank, 120)] })).toMatchObject({ TxnTaxDetail: { TotalTax: 20 } });
	});

	it('NODE-INVOICE: an invoice gets a number, a subtotal, a due date and the customer’s addresses; the amount must fit', async () => {
		const [dock, hours, pump] = [await qbo.id('Customer', 'Dock 4'), await qbo.id('Item', 'Hours'), await qbo.id('Item', 'Pump')];
		const made = await qbo.create('Invoice', { CustomerRef: { value: dock }, TxnDate: '2026-05-01', TxnTaxDetail: { TotalTax: 22 }, Line: [sold(hours, 255, { Qty: 3, UnitPrice: 85 }), sold(pump, 275, { TaxCodeRef: { value: 'TAX' } })] });
		expect(made).toMatchObject({
			DocNumber: '1004', TotalAmt: 552, Balance: 552, TxnTaxDetail: { TotalTax: 22 }, EmailStatus: 'NotSet', CustomerRef: { name: 'Harbour Estates:Dock 4' },
			Line: [{ Id: '1', Amount: 255 }, { Id: '2' }, { DetailType: 'SubTotalLineDetail', Amount: 530 }],
		});
		const echoed = await qbo.create('Invoice', { Id: made.Id, SyncToken: '0', sparse: true, Line: made.Line });
		expect((echoed.Line as Data[]).filter(({ DetailType }) => DetailType === 'SubTotalLineDetail')).toHaveLength(1);
		expect((await qbo.refusal('/invoice', { CustomerRef: { value: dock }, Line: [sold(hours, 250, { Qty: 3, UnitPrice: 85 })] }))[0]).toBe('6070');
		expect((await qbo.refusal('/invoice', { CustomerRef: { value: dock }, Line: [sold(await qbo.id('Item', 'Design'), 1)] }))[0]).toBe('6000');
		expect((await qbo.refusal('/invoice', { CustomerRef: { value: dock }, Line: [sold(hours, 1, { TaxCodeRef: { value: '99' } })] }))[0]).toBe('2500');
		const voided = (await qbo.call('POST', '/invoice?operation=void', { Id: made.Id, SyncToken: '1' })).json.Invoice;
		expect(voided).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided', DocNumber: '1004', SyncToken: '2' });
		const percent = { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } };
		expect(await qbo.create('Invoice', { CustomerRef: { value: dock }, Line: [sold(hours, 100), percent] })).toMatchObject({ TotalAmt: 90 });
	});

	it('NODE-PAYMENT: a payment pays invoices, raises their version, and gives them back when it is voided or deleted', async () => {
		const [customer, hours] = [await qbo.id('Customer', 'Weiskopf Consulting'), await qbo.id('Item', 'Hours')];
		const invoice = await qbo.create('Invoice', { CustomerRef: { value: customer }, Line: [sold(hours, 300)] });
		const body = { CustomerRef: { value: customer }, TotalAmt: 320, PaymentRefNum: 'CHK-1', Line: [paying('Invoice', invoice.Id, 300)] };
		const made = await qbo.create('Payment', body);
		expect(made).toMatchObject({ UnappliedAmt: 20, ProcessPayment: false, DepositToAccountRef: { name: 'Undeposited Funds' } });
		expect(await qbo.read('Invoice', invoice.Id)).toMatchObject({ Balance: 0, SyncToken: '1', LinkedTxn: [{ TxnId: made.Id, TxnType: 'Payment' }] });
		expect((await qbo.refusal('/payment', body))[0]).toBe('6000');
		expect((await qbo.refusal('/payment', { ...body, CustomerRef: { value: await qbo.id('Customer', 'Dock 5') } }))[0]).toBe('620');
		expect((await qbo.call('POST', '/invoice?operation=delete', { Id: invoice.Id, SyncToken: '1' })).code).toBe('6000');
		expect((await qbo.query("select * from Payment where PaymentRefNum = 'chk-1'")).rows).toHaveLength(1);
		const voided = (await qbo.call('POST', '/payment?operation=update&include=void', { Id: made.Id, SyncToken: '0', sparse: true })).json.Payment;
		expect(voided).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
		expect(await qbo.read('Invoice', invoice.Id)).toMatchObject({ Balance: 300, SyncToken: '2', LinkedTxn: [] });
		const again = await qbo.create('Payment', body);
		const deposit = await qbo.create('Deposit', { DepositToAccountRef: { value: await account('Checking') }, Line: [{ Amount: 320, LinkedTxn: [{ TxnId: again.Id, TxnType: 'Payment', TxnLineId: '0' }] }] });
		expect((await qbo.call('POST', '/payment?operation=delete', { Id: again.Id, SyncToken: '0' })).code).toBe('6540');
		await qbo.call('POST', '/deposit?operation=delete', { Id: deposit.Id, SyncToken: '0' });
		expect((await qbo.call('POST', '/payment?operation=delete', { Id: again.Id, SyncToken: '0' })).json.Payment).toMatchObject({ status: 'Deleted' });
		// A voided invoice leaves its money with the customer.
		const third = await qbo.create('Payment', { ...body, TotalAmt: 300 });
		await qbo.call('POST', '/invoice?operation=void', { Id: invoice.Id, SyncToken: (await qbo.read('Invoice', invoice.Id)).SyncToken });
		expect(await qbo.read('Payment', third.Id)).toMatchObject({ UnappliedAmt: 300, Line: [], SyncToken: '1' });
	});

	it('NODE-PAYMENT: bills are paid by cheque, card, and by a credit without money; a paid bill stays', async () => {
		const [vendor, fuel, checking, visa] = [await qbo.id('Vendor', 'PG&E'), await account('Fuel'), await account('Checking'), await account('Visa')];
		const bill = await qbo.create('Bill', { VendorRef: { value: vendor }, Line: [cost(fuel, 150)] });
		const credit = await qbo.create('VendorCredit', { VendorRef: { value: vendor }, Line: [cost(fuel, 50)] });
		const pay = { VendorRef: { value: vendor }, PayType: 'Check', CheckPayment: { BankAccountRef: { value: checking } }, TotalAmt: 60, Line: [paying('Bill', bill.Id, 60)] };
		expect(await qbo.refusal('/billpayment', { ...pay, Line: [] })).toEqual(['2020', 'Required parameter Line is missing in the request']);
		expect(await qbo.refusal('/billpayment', { ...pay, Line: [{ Amount: 60 }] })).toEqual(['2020', 'Required parameter LinkedTxn is missing in the request']);
		expect((await qbo.refusal('/billpayment', { ...pay, CheckPayment: { BankAccountRef: { value: visa } } }))[0]).toBe('6430');
		expect((await qbo.refusal('/billpayment', { ...pay, TotalAmt: 500, Line: [paying('Bill', bill.Id, 500)] }))[0]).toBe('6000');
		const made = await qbo.create('BillPayment', pay);
		expect(await qbo.read('Bill', bill.Id)).toMatchObject({ Balance: 90, SyncToken: '1', LinkedTxn: [{ TxnId: made.Id, TxnType: 'BillPaymentCheck' }] });
		await qbo.create('BillPayment', { VendorRef: { value: vendor }, PayType: 'Check', TotalAmt: 0, CheckPayment: { PrintStatus: 'NotSet' }, Line: [paying('Bill', bill.Id, 50), paying('VendorCredit', credit.Id, 50)] });
		await qbo.create('BillPayment', { VendorRef: { value: vendor }, PayType: 'CreditCard', CreditCardPayment: { CCAccountRef: { value: visa } }, TotalAmt: 40, Line: [paying('Bill', bill.Id, 40)] });
		expect(await qbo.read('VendorCredit', credit.Id)).toMatchObject({ Balance: 0 });
		const paid = await qbo.read('Bill', bill.Id);
		expect(paid).toMatchObject({ Balance: 0, LinkedTxn: [{}, {}, { TxnType: 'BillPaymentCreditCard' }] });
		expect((await qbo.call('POST', '/bill?operation=delete', { Id: bill.Id, SyncToken: paid.SyncToken })).code).toBe('6000');
		await qbo.call('POST', '/billpayment?operation=delete', { Id: made.Id, SyncToken: '0' });
		expect(await qbo.read('Bill', bill.Id)).toMatchObject({ Balance: 60 });
	});

	it('NODE-INVOICE: own fields of sales forms come back by name, those that the company has not are dropped; cash sales and offers', async () => {
		const [dock, hours] = [await qbo.id('Customer', 'Dock 4'), await qbo.id('Item', 'Hours')];
		const form = { CustomerRef: { value: dock }, Line: [sold(hours, 10)], CustomField: [{ DefinitionId: '1', StringValue: 'A-7', Type: 'StringType' }, { DefinitionId: '2', StringValue: 'x', Type: 'StringType' }] };
		expect((await qbo.create('Invoice', form)).CustomField).toEqual([{ DefinitionId: '1', Name: 'Crew #', Type: 'StringType', StringValue: 'A-7' }, { DefinitionId: '3', Name: 'Work order', Type: 'StringType' }]);
		const { SalesFormsPrefs } = (await qbo.call('GET', '/preferences')).json.Preferences as { SalesFormsPrefs: { CustomField: Data[] } };
		expect(SalesFormsPrefs.CustomField[1]).toEqual({ CustomField: [{ Name: 'SalesFormsPrefs.SalesCustomName1', Type: 'StringType', StringValue: 'Crew #' }, { Name: 'SalesFormsPrefs.SalesCustomName3', Type: 'StringType', StringValue: 'Work order' }] });
		const undeposited = await balance('Undeposited Funds');
		expect(await qbo.create('SalesReceipt', { Line: [sold(hours, 10)] })).toMatchObject({ TotalAmt: 10, Balance: 0, DepositToAccountRef: { name: 'Undeposited Funds' } });
		expect(await balance('Undeposited Funds')).toBe(undeposited + 10);
		await qbo.create('RefundReceipt', { CustomerRef: { value: dock }, Line: [sold(hours, 4)] });
		expect(await balance('Undeposited Funds')).toBe(undeposited + 6);
		expect(await qbo.create('Estimate', form)).toMatchObject({ TxnStatus: 'Pending', TotalAmt: 10 });
		const fuel = await account('Fuel');
		expect(await qbo.create('PurchaseOrder', { VendorRef: { value: await qbo.id('Vendor', 'PG&E') }, Line: [cost(fuel, 3)] })).toMatchObject({ POStatus: 'Open', TotalAmt: 3 });
		expect(await qbo.create('TimeActivity', { NameOf: 'Employee', EmployeeRef: { value: await qbo.id('Employee', 'Sam Rivera') }, Hours: 3, Minutes: 30 })).toMatchObject({ Hours: 3, BillableStatus: 'NotBillable' });
	});

	it('NODE-BILL: terms with a day of the month reach the next month where that day is near', async () => {
		const term = await qbo.create('Term', { Name: '25th', DayOfMonthDue: 25, DueNextMonthDays: 5 });
		const due = async (TxnDate: string) => (await qbo.create('Bill', { VendorRef: { value: await qbo.id('Vendor', 'PG&E') }, SalesTermRef: { value: term.Id }, TxnDate, Line: [cost(await account('Fuel'), 1)] })).DueDate;
		expect([await due('2026-05-10'), await due('2026-05-21'), await due('2026-12-30')]).toEqual(['2026-05-25', '2026-06-25', '2027-01-25']);
	});

	it('NODE-FX: a payment at another rate leaves a gain or a loss', async () => {
		await qbo.enter(UK);
		const [vendor, travel, bank, none] = [await qbo.id('Vendor', "O'Brien Plumbing"), await account('Travel'), await account('Euro Account'), await qbo.id('TaxCode', 'No VAT')];
		const euro = { CurrencyRef: { value: 'EUR' }, VendorRef: { value: vendor } };
		const bill = await qbo.create('Bill', { ...euro, ExchangeRate: 0.8, Line: [cost(travel, 100, { TaxCodeRef: { value: none } })] });
		await qbo.create('BillPayment', { ...euro, ExchangeRate: 0.9, PayType: 'Check', CheckPayment: { BankAccountRef: { value: bank } }, TotalAmt: 100, Line: [paying('Bill', bill.Id, 100)] });
		// An account in euros takes nothing else.
		expect((await qbo.refusal('/purchase', { PaymentType: 'Cash', AccountRef: { value: bank }, CurrencyRef: { value: 'USD' }, Line: [cost(travel, 1, { TaxCodeRef: { value: none } })] }))[1]).toContain('only one foreign currency');
		const { accounts } = await qbo.control<{ accounts: Data[] }>('GET', `/trialbalance?realm=${UK}`);
		expect(accounts.find(({ name }) => name === 'Exchange Gain or Loss')).toMatchObject({ balance: '10.00' });
	});
});
