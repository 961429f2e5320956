import { READER, UK } from '../../sandbox/sage-intacct/seed';
import { all, bill, date, Emulator, errors, inside, query } from './sage-intacct-emulator-client';

const line = (amount: string, more = '', account = '6220') => `<lineitem><glaccountno>${account}</glaccountno><amount>${amount}</amount><memo>x</memo><locationid>110</locationid>${more}</lineitem>`;
const legacyBill = (more = '', items = line('42.50')) => `<create_bill><vendorid>V-100</vendorid><datecreated>${date('2026-05-04')}</datecreated><datedue>${date('2026-06-03')}</datedue>${more}<billitems>${items}</billitems></create_bill>`;
const report = (lines: string, more = '') => `<create_expensereport><employeeid>E-02</employeeid><datecreated>${date('2026-05-04')}</datecreated><expensereportno>RPT-1</expensereportno><state>Submitted</state><description>April</description>${more}<expenses>${lines}</expenses></create_expensereport>`;
const expense = (type: string, amount: string, more = '') => `<expense><expensetype>${type}</expensetype><amount>${amount}</amount><expensedate>${date('2026-04-28')}</expensedate><memo>Hotel</memo><locationid>110</locationid>${more}</expense>`;
const card = (amount: string, more = '') => `<record_cctransaction><chargecardid>AMEX</chargecardid><paymentdate>${date('2026-05-04')}</paymentdate><referenceno>CC-1</referenceno><payee>Grand Hotel</payee><description>d</description>${more}<ccpayitems><ccpayitem><glaccountno>6110</glaccountno><description>x</description><paymentamount>${amount}</paymentamount><locationid>110</locationid></ccpayitem></ccpayitems></record_cctransaction>`;
const invoice = (number: string, amount: string) => `<create_invoice><customerid>C-100</customerid><datecreated>${date('2026-05-04')}</datecreated><datedue>${date('2026-06-03')}</datedue><invoiceno>${number}</invoiceno><invoiceitems>${line(amount, '', '4010')}</invoiceitems></create_invoice>`;
const payBill = (key: string, amount: string, more = '') => `<create><APPYMT><FINANCIALENTITY>BOA</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD><VENDORID>V-100</VENDORID><PAYMENTDATE>05/10/2026</PAYMENTDATE><APPYMTDETAILS><APPYMTDETAIL><RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT>${more}</APPYMTDETAIL></APPYMTDETAILS></APPYMT></create>`;
const receive = (key: string, amount: string) => `<create><ARPYMT><FINANCIALENTITY>BOA</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD><CUSTOMERID>C-100</CUSTOMERID><RECEIPTDATE>05/10/2026</RECEIPTDATE><ARPYMTDETAILS><ARPYMTDETAIL><RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`;

describe('emulated Sage Intacct: documents', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start(true);
	});
	beforeEach(() => {
		emulator.sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		emulator.sandbox.reset({ bare: true });
	});
	afterEach(async () => {
		const { entities } = await emulator.control<{ entities: Record<string, string> }>('/trialbalance');
		expect(Object.values(entities).every((total) => total === '0.00')).toBe(true);
	});
	afterAll(async () => await emulator?.close());
	const postings = async (object: string, key: string) =>
		((await emulator.kept(object, key)).postings as Array<Record<string, string>>).map(({ entity, account, amount, base }) => `${entity} ${account} ${amount}${amount === base ? '' : ` (${base})`}`);
	const state = async (object: string, key: string) => {
		const { STATE, TRX_TOTALDUE } = await emulator.kept(object, key);
		return [STATE, TRX_TOTALDUE];
	};

	it('posts a bill of the generic create, whatever the case and order of its fields', async () => {
		const { text } = await emulator.send(bill());
		expect(text).toContain('<data listtype="objects" count="1"><apbill><RECORDNO>1</RECORDNO></apbill></data>');
		expect(await postings('APBILL', '1')).toEqual(['100 6220 42.50', '100 2000 -42.50']);
		const key = await emulator.make('<create><apbill><apbillitems><apbillitem><trx_amount>10.005</trx_amount><accountno>6300</accountno><locationid>120</locationid><memo/></apbillitem></apbillitems><vendorid>V-120</vendorid><whendue>6/3/2026</whendue><whencreated>5/4/2026</whencreated><currency/></apbill></create>');
		expect(await postings('APBILL', key)).toEqual(['100 6300 10.01', '100 2000 -10.01']);
		expect(await state('APBILL', key)).toEqual(['Posted', '10.01']);
	});

	it.each([
		['no due date', bill().replace(/<WHENDUE>.*?<\/WHENDUE>/, ''), 'BL03000018 Required field Date Due is missing'],
		['an unknown vendor', bill({ vendor: 'V-9' }), "BL01001973 Invalid Vendor 'V-9' specified."], ['an inactive vendor', bill({ vendor: 'V-110' }), 'BL01001973 Activate the vendor V-110, then try again.'],
		['an unknown account', bill({ account: '9' }), "BL01001973 Invalid Account '9' specified."], ['an inactive account', bill({ account: '6111' }), 'BL01001973 Activate the account 6111, then try again.'],
		['no location', bill({ line: '' }), 'BL03000018 This transaction is missing the Location dimension'], ['an unknown location', bill({ line: '<LOCATIONID>9</LOCATIONID>' }), "BL01001973 Invalid Location '9' specified."],
		['a closed location', bill({ line: '<LOCATIONID>190</LOCATIONID>' }), 'BL01001973 Activate the location 190, then try again.'],
		['a dimension that the account asks for', bill({ account: '6500' }), 'BL03000018 This transaction is missing the Department dimension for the Account 6500'],
		['a dimension of its own', bill({ account: '6600' }), 'BL03000018 This transaction is missing the Campaign dimension for the Account 6600'],
		['an unknown value of a dimension of its own', bill({ line: '<LOCATIONID>110</LOCATIONID><GLDIMPLACE>99</GLDIMPLACE>' }), "BL01001973 Invalid Place '99' specified."],
		['an unknown project', bill({ line: '<LOCATIONID>110</LOCATIONID><PROJECTID>P9</PROJECTID>' }), "BL01001973 Invalid Project 'P9' specified."],
		['a task of another project', bill({ line: '<LOCATIONID>110</LOCATIONID><PROJECTID>P-200</PROJECTID><TASKID>T-1</TASKID>' }), "BL01001973 Task 'T-1' does not belong to the project 'P-200'."],
		['a relationship', bill({ line: '<LOCATIONID>120</LOCATIONID><DEPARTMENTID>300</DEPARTMENTID>' }), 'BL01001973 Location must be 110. This value is auto-filled'],
		['no date', bill().replace('05/04/2026', '2026-13-01'), "BL03000018 Illegal format for WHENCREATED: '2026-13-01'"], ['no amount', bill({ amount: 'ten' }), "BL03000018 Illegal format for TRX_AMOUNT: 'ten'"],
		['a closed period', bill().replace('05/04/2026', '12/31/2025'), "BL01001973 Periods are closed. Your transaction date (12/31/2025) is within a period that's been closed for AP. Date must be on or after 01/01/2026."],
		['a field that is none', bill({ header: '<COLOUR>red</COLOUR>' }), 'XL03000010 Field COLOUR is not defined for the object APBILL'],
		['an attachment that is not there', bill({ header: '<SUPDOCID>A9</SUPDOCID>' }), "BL01001973 Invalid Attachment 'A9' specified."],
		['a rate twice', bill({ header: '<CURRENCY>GBP</CURRENCY><EXCH_RATE_TYPE_ID>Intacct Daily Rate</EXCH_RATE_TYPE_ID><EXCHANGE_RATE>1.2</EXCHANGE_RATE>' }), 'BL01001973 Provide either an exchange rate type or an exchange rate, not both.'],
		['a currency without a rate', bill({ header: '<CURRENCY>JPY</CURRENCY>' }), 'BL01001973 There is no exchange rate from JPY to USD for the date of the transaction.'],
	])('refuses %s, and says what that kept it from', async (_what, sent, error) => {
		expect(errors(await emulator.send(sent))).toEqual([error, 'BL01001973 Could not create APBILL record!']);
	});

	it('refuses a number twice for one vendor, where the company wants it so', async () => {
		await emulator.make(bill());
		expect(errors(await emulator.send(bill()))[0]).toBe("BL01001973 A transaction with the number 'B-1' already exists");
		await emulator.make(bill({ vendor: 'V-120' }));
		await emulator.company({ uniqueBillNumbers: false });
		await emulator.make(bill());
	});

	it('keeps drafts out of the books, and lets approvers decide', async () => {
		const draft = await emulator.make(bill({ header: '<ACTION>Draft</ACTION>' }).replace(/<WHENDUE>.*?<\/WHENDUE>/, ''));
		expect([await state('APBILL', draft), await postings('APBILL', draft)]).toEqual([['Draft', '42.50'], []]);
		await emulator.company({ approvals: ['AP'] });
		const key = await emulator.make(bill({ number: 'B-2' }));
		expect([await state('APBILL', key), await postings('APBILL', key)]).toEqual([['Submitted', '42.50'], []]);
		await emulator.send(`<recallApBill><recordno>${key}</recordno></recallApBill>`);
		expect(await state('APBILL', key)).toEqual(['Draft', '42.50']);
		const third = await emulator.make(bill({ number: 'B-3' }));
		await emulator.control('/approve', { object: 'APBILL', recordNo: Number(third) });
		expect([await state('APBILL', third), (await postings('APBILL', third)).length]).toEqual([['Posted', '42.50'], 2]);
	});

	it('wants a summary where summaries are user-specified', async () => {
		await emulator.company({ ownSummaries: true });
		expect(errors(await emulator.send(bill()))[0]).toBe('BL01001973 Please provide a payment batch key');
		await emulator.make(bill({ header: '<PRBATCH>May</PRBATCH>' }));
	});

	it('replaces all lines on update, keeps them where none are sent, and deletes with a trace', async () => {
		const key = await emulator.make(bill());
		await emulator.send(`<update><APBILL><RECORDNO>${key}</RECORDNO><DESCRIPTION>new</DESCRIPTION></APBILL></update>`);
		expect(await postings('APBILL', key)).toEqual(['100 6220 42.50', '100 2000 -42.50']);
		const changed = await emulator.send(`<update><APBILL><RECORDNO>${key}</RECORDNO><APBILLITEMS><APBILLITEM><ACCOUNTNO>6300</ACCOUNTNO><TRX_AMOUNT>7</TRX_AMOUNT><LOCATIONID>110</LOCATIONID></APBILLITEM></APBILLITEMS></APBILL></update>`);
		expect([errors(changed), await postings('APBILL', key), (await emulator.kept('APBILL', key)).DESCRIPTION]).toEqual([[], ['100 6300 7.00', '100 2000 -7.00'], 'new']);
		expect(errors(await emulator.send('<update><APBILL><RECORDNO>99</RECORDNO><DESCRIPTION>x</DESCRIPTION></APBILL></update>'))[0]).toContain('Cannot update non-existing APBILL with RECORDNO=99.');
		expect(errors(await emulator.send(`<delete><object>APBILL</object><keys>${key}</keys></delete>`))).toEqual([]);
		expect(errors(await emulator.send(`<delete><object>APBILL</object><keys>${key}</keys></delete>`))).toEqual([`BL01001973 Cannot find apbill with key '${key}' to delete.`]);
		const { text } = await emulator.send(query('AUDITHISTORY', ['OBJECTTYPE', 'OBJECTKEY', 'ACCESSMODE', 'USERID']));
		expect([inside(text, 'OBJECTTYPE'), inside(text, 'OBJECTKEY'), inside(text, 'ACCESSMODE')]).toEqual(['apbill', key, 'D']);
	});

	it('takes the legacy bill in its order alone', async () => {
		expect((await emulator.send(legacyBill('<billno>L-1</billno><externalid>X1</externalid>'))).text).toContain('<key>1</key>');
		expect(errors(await emulator.send(legacyBill('<description>d</description><billno>L-2</billno>')))[0]).toMatch(/^XL03000003 XML Parse schema error: Element 'billno': This element is not expected\./);
		expect(errors(await emulator.send(legacyBill('<colour>red</colour>')))[0]).toContain("Element 'colour': This element is not expected.");
		expect(errors(await emulator.send('<create_bill><vendorid>V-100</vendorid><billitems/></create_bill>'))[0]).toContain("Element 'billitems': This element is not expected. Expected is ( datecreated ).");
		expect(errors(await emulator.send('<create_bill><vendorid>V-100</vendorid></create_bill>'))[0]).toContain('Missing child element(s). Expected is ( datecreated ).');
		await emulator.control('/settings', { strictOrder: false });
		expect(errors(await emulator.send(legacyBill('<description>d</description><billno>L-2</billno>')))).toEqual([]);
		expect(errors(await emulator.send(`<update_bill key="X1" externalkey="true"><description>new</description><updatebillitems><updatelineitem line_num="1"><amount>50</amount></updatelineitem>${line('5')}</updatebillitems></update_bill>`))).toEqual([]);
		expect(await postings('APBILL', '1')).toEqual(['100 6220 50.00', '100 6220 5.00', '100 2000 -55.00']);
	});

	it('reverses a posted bill, and nothing of it stays due', async () => {
		const key = await emulator.make(legacyBill());
		const reverse = (day: string) => `<reverse_bill key="${key}"><datereversed>${date(day)}</datereversed><description>wrong</description></reverse_bill>`;
		expect(errors(await emulator.send(reverse('2025-12-01')))[0]).toContain('BL01001973');
		expect(errors(await emulator.send(reverse('2026-05-05')))).toEqual([]);
		expect([await state('APBILL', key), (await postings('APBILL', key)).length]).toEqual([['Reversed', '0.00'], 4]);
		expect(errors(await emulator.send(reverse('2026-05-06')))[0]).toContain('Only posted transactions can be reversed.');
		expect(errors(await emulator.send(payBill(key, '1')))[0]).toBe('BL01001973 The payment amount exceeds total amount due (0). One or more bills are already paid.');
	});

	it('takes adjustments of one sign, and pays a bill with them', async () => {
		const adjustment = (items: string) => `<create_apadjustment><vendorid>V-100</vendorid><datecreated>${date('2026-05-04')}</datecreated><adjustmentno>ADJ-1</adjustmentno><billno>B-1</billno><apadjustmentitems>${items}</apadjustmentitems></create_apadjustment>`;
		expect(errors(await emulator.send(adjustment(line('5') + line('-2'))))[0]).toBe('BL01001973 The line items of an adjustment must all be positive or all be negative.');
		const credit = await emulator.make(adjustment(line('-30')));
		expect(await postings('APADJUSTMENT', credit)).toEqual(['100 6220 -30.00', '100 2000 30.00']);
		const key = await emulator.make(bill());
		await emulator.make(payBill(key, '12.50', `<ADJUSTMENTKEY>${credit}</ADJUSTMENTKEY><TRX_ADJUSTMENTAMOUNT>30</TRX_ADJUSTMENTAMOUNT>`));
		expect([await state('APBILL', key), await state('APADJUSTMENT', credit)]).toEqual([['Paid', '0.00'], ['Paid', '0.00']]);
	});

	it('pays bills in parts, no more than is due, and takes a payment back', async () => {
		const key = await emulator.make(bill());
		expect(errors(await emulator.send(payBill(key, '50')))[0]).toBe('BL01001973 The payment amount 50.00 exceeds total amount due (42.50).');
		const payment = await emulator.make(payBill(key, '40'));
		expect([await state('APBILL', key), await postings('APPYMT', payment)]).toEqual([['Partially Paid', '2.50'], ['100 2000 40.00', '100 1000 -40.00']]);
		expect(errors(await emulator.send(`<delete><object>APBILL</object><keys>${key}</keys></delete>`))[0]).toContain('because its state is Partially Paid');
		expect(errors(await emulator.send(`<void_appaymentrequest><appaymentkeys><appaymentkey>${payment}</appaymentkey></appaymentkeys></void_appaymentrequest>`))).toEqual([]);
		expect(await state('APBILL', key)).toEqual(['Posted', '42.50']);
		expect(errors(await emulator.send(payBill('99', '1')))[0]).toContain("Oops, we can't find this transaction; enter a valid");
		const again = await emulator.make(payBill(key, '42.50'));
		await emulator.send(`<reverse_appayment key="${again}"><datereversed>${date('2026-06-01')}</datereversed></reverse_appayment>`);
		expect(await state('APBILL', key)).toEqual(['Posted', '42.50']);
	});

	it('pays a bill with a negative one, in part or whole', async () => {
		const negative = await emulator.make(bill({ number: 'N-1', amount: '-30' }));
		expect(await postings('APBILL', negative)).toEqual(['100 6220 -30.00', '100 2000 30.00']);
		const key = await emulator.make(bill());
		await emulator.make(payBill(key, '2.50', `<INLINEKEY>${negative}</INLINEKEY><TRX_INLINEAMOUNT>10</TRX_INLINEAMOUNT>`));
		expect([await state('APBILL', key), await state('APBILL', negative)]).toEqual([['Partially Paid', '30.00'], ['Partially Paid', '-20.00']]);
		expect(errors(await emulator.send(payBill(key, '0', `<INLINEKEY>${negative}</INLINEKEY><TRX_INLINEAMOUNT>25</TRX_INLINEAMOUNT>`)))[0]).toBe('BL01001973 The payment amount 25.00 exceeds total amount due (20.00).');
		const last = await emulator.make(payBill(key, '10', `<INLINEKEY>${negative}</INLINEKEY><TRX_INLINEAMOUNT>20</TRX_INLINEAMOUNT>`));
		expect([await state('APBILL', key), await state('APBILL', negative)]).toEqual([['Paid', '0.00'], ['Paid', '0.00']]);
		await emulator.send(`<reverse_appayment key="${last}"><datereversed>${date('2026-06-01')}</datereversed></reverse_appayment>`);
		expect([await state('APBILL', key), await state('APBILL', negative)]).toEqual([['Partially Paid', '30.00'], ['Partially Paid', '-20.00']]);
	});

	it('takes bank lines, which wait for people to match them', async () => {
		const feed = '<create><BANKACCTTXNFEED><FINANCIALENTITY>BOA</FINANCIALENTITY><FEEDDATE>05/04/2026</FEEDDATE><FEEDTYPE>xml</FEEDTYPE><BANKACCTTXNRECORDS><BANKACCTTXNRECORD><TRANSACTIONID>T1</TRANSACTIONID><POSTINGDATE>05/03/2026</POSTINGDATE><TRANSACTIONTYPE>withdrawal</TRANSACTIONTYPE><AMOUNT>-12.30</AMOUNT><DESCRIPTION>x</DESCRIPTION></BANKACCTTXNRECORD></BANKACCTTXNRECORDS></BANKACCTTXNFEED></create>';
		const key = await emulator.make(feed);
		expect((await emulator.kept('BANKACCTTXNFEED', key)).lines).toMatchObject([{ TRANSACTIONID: 'T1', AMOUNT: '-12.30', POSTINGDATE: '2026-05-03' }]);
	});

	it('pays what approvers let through, and holds it until then', async () => {
		const key = await emulator.make(bill());
		await emulator.company({ approvals: ['AP'] });
		const step = async (verb: string, payment: string) => errors(await emulator.send(`<${verb}_appaymentrequest><appaymentkeys><appaymentkey>${payment}</appaymentkey></appaymentkeys></${verb}_appaymentrequest>`));
		const first = await emulator.make(payBill(key, '40'));
		expect([await state('APBILL', key), await postings('APPYMT', first)]).toEqual([['Selected', '42.50'], []]);
		expect(errors(await emulator.send(payBill(key, '40')))[0]).toBe('BL01001973 The payment amount 40.00 exceeds total amount due (2.50).');
		expect(await step('decline', first)).toEqual([]);
		expect(await state('APBILL', key)).toEqual(['Posted', '42.50']);
		const second = await emulator.make(payBill(key, '42.50'));
		expect([await step('approve', second), await state('APBILL', key), await step('confirm', second)]).toEqual([[], ['Selected', '42.50'], []]);
		expect([await state('APBILL', key), await postings('APPYMT', second)]).toEqual([['Paid', '0.00'], ['100 2000 42.50', '100 1000 -42.50']]);
		expect((await step('approve', second))[0]).toBe(`BL01001973 The payment ${second} is Confirmed.`);
	});

	it('changes lines of legacy documents by their numbers, from one', async () => {
		const key = await emulator.make(report(expense('Meals', '5') + expense('Lodging', '50')));
		const changed = (place: number) => `<update_expensereport key="${key}"><description>May</description><updateexpenses><updateexpense line_num="${place}"><amount>60</amount></updateexpense></updateexpenses></update_expensereport>`;
		expect(errors(await emulator.send(changed(3)))[0]).toBe('BL01001973 There is no line 3.');
		expect(errors(await emulator.send(changed(2)))).toEqual([]);
		expect(await postings('EEXPENSES', key)).toEqual(['100 6200 5.00', '100 6110 60.00', '100 2020 -65.00']);
		const sold = await emulator.make(invoice('S-9', '100'));
		await emulator.make(`<update_invoice key="${sold}"><updateinvoiceitems><updatelineitem line_num="1"><amount>90</amount></updatelineitem></updateinvoiceitems></update_invoice>`);
		expect(await postings('ARINVOICE', sold)).toEqual(['100 4010 -90.00', '100 1200 90.00']);
		await emulator.send(`<delete_invoice key="${sold}"/>`);
		await expect(emulator.kept('ARINVOICE', sold)).rejects.toThrow('no ARINVOICE');
	});

	it('posts an expense report by its expense types, with dimensions of its own, and pays it back', async () => {
		const custom = '<customfields><customfield><customfieldname>GLDIMPLACE</customfieldname><customfieldvalue>2</customfieldvalue></customfield></customfields>';
		const key = await emulator.make(report(expense('Lodging', '50.00', `${custom}<projectid>P-100</projectid><customerid>C-100</customerid><billable>true</billable>`) + expense('Meals', '-5')));
		expect(await postings('EEXPENSES', key)).toEqual(['100 6110 50.00', '100 6200 -5.00', '100 2020 -45.00']);
		expect((await emulator.kept('EEXPENSES', key)).lines).toMatchObject([{ GLDIMPLACE: '2', EXPENSETYPE: 'Lodging', BILLABLE: 'true', ENTRY_DATE: '2026-04-28' }, {}]);
		const repay = (amount: string) => `<create_reimbursementrequest><bankaccountid>BOA</bankaccountid><employeeid>E-02</employeeid><paymentmethod>EFT</paymentmethod><paymentdate>${date('2026-05-20')}</paymentdate><eppaymentrequestitems><eppaymentrequestitem><key>${key}</key><paymentamount>${amount}</paymentamount></eppaymentrequestitem></eppaymentrequestitems></create_reimbursementrequest>`;
		await emulator.make(repay('45'));
		expect(await state('EEXPENSES', key)).toEqual(['Paid', '0.00']);
		expect(errors(await emulator.send(repay('45')))[0]).toContain('There is no due on the bill');
	});

	it.each([
		['an unknown type', report(expense('Yacht', '5')), "BL01001973 Invalid Expense type 'Yacht' specified."], ['an inactive type', report(expense('Hotel (old)', '5')), 'BL01001973 Activate the expense type Hotel (old), then try again.'],
		['a total below zero', report(expense('Meals', '-5')), 'BL01001973 The total of an expense report cannot be negative.'], ['an unknown employee', report(expense('Meals', '5')).replace('E-02', 'E-99'), "BL01001973 The employee 'E-99' is invalid."],
		['a customer that the account asks for', report(expense('Client entertainment', '5')), 'BL03000018 This transaction is missing the Customer dimension for the Account 6210'],
	])('refuses an expense report with %s', async (_what, sent, error) => {
		expect(errors(await emulator.send(sent))[0]).toBe(error);
	});

	it('may want the reason of an expense, and takes its attachment before or after the lines', async () => {
		await emulator.make('<create_supdocfolder><supdocfoldername>Receipts</supdocfoldername></create_supdocfolder>');
		await emulator.make('<create_supdoc><supdocid>A1</supdocid><supdocname>A1</supdocname><supdocfoldername>Receipts</supdocfoldername></create_supdoc>');
		await emulator.make(report(expense('Meals', '5'), '<supdocid>A1</supdocid>'));
		await emulator.make(report(expense('Meals', '5')).replace('RPT-1', 'RPT-2').replace('</expenses>', '</expenses><supdocid>A1</supdocid>'));
		await emulator.company({ reasonRequired: true });
		expect(errors(await emulator.send(report(expense('Meals', '5')).replace('<description>April</description>', '')))[0]).toBe('BL03000018 Required field Reason for expense is missing');
	});

	it('records card transactions in an entity alone, and reverses them', async () => {
		expect(errors(await emulator.send(card('80')))[0]).toBe('BL01001973 This transaction can be created at the entity level only. Sign in to an entity, then try again.');
		const key = await emulator.make(card('80'), { entity: '100' });
		expect(await postings('CCTRANSACTION', key)).toEqual(['100 6110 80.00', '100 2100 -80.00']);
		const reverse = `<reverse_cctransaction key="${key}"><datereversed>${date('2026-05-05')}</datereversed></reverse_cctransaction>`;
		expect(errors(await emulator.send(reverse))[0]).toContain("belongs to the entity '100'");
		expect(errors(await emulator.send(reverse, { entity: '100' }))).toEqual([]);
	});

	it('invoices, receives money, and refuses what is paid', async () => {
		const key = await emulator.make(invoice('S-1', '100'));
		expect(await postings('ARINVOICE', key)).toEqual(['100 4010 -100.00', '100 1200 100.00']);
		expect(errors(await emulator.send(invoice('S-1', '100')))[0]).toBe("BL01001973 A transaction with the number 'S-1' already exists");
		const receipt = await emulator.make(receive(key, '100'));
		expect([await state('ARINVOICE', key), await postings('ARPYMT', receipt)]).toEqual([['Paid', '0.00'], ['100 1200 -100.00', '100 1000 100.00']]);
		expect(errors(await emulator.send(receive(key, '1')))[0]).toMatch(/^BL03000130 /);
		expect(errors(await emulator.send(receive(key, '1').replace('<FINANCIALENTITY>BOA</FINANCIALENTITY>', '<UNDEPOSITEDACCOUNTNO>1250</UNDEPOSITEDACCOUNTNO><CURRENCY>EUR</CURRENCY>')))[0]).toMatch(/^BL02000051 /);
		await emulator.send(`<reverse_arpayment key="${receipt}"><datereversed>${date('2026-05-11')}</datereversed></reverse_arpayment>`);
		expect(await state('ARINVOICE', key)).toEqual(['Posted', '100.00']);
		expect(errors(await emulator.send('<create><ARINVOICE/></create>'))[0]).toBe('PL04000005 You do not have permission for API operation CREATE on objects of type ARINVOICE');
	});

	it('takes the tax of a gross amount out to the cent, of the solution of the entity alone', async () => {
		const taxed = (amount: string, detail = 'UK Purchase Standard') => bill({ vendor: 'V-UK1', header: '<INCLUSIVETAX>true</INCLUSIVETAX>', line: `<TOTALTRXAMOUNT>${amount}</TOTALTRXAMOUNT><TAXENTRIES><TAXENTRY><DETAILID>${detail}</DETAILID></TAXENTRY></TAXENTRIES>` }).replace('<TRX_AMOUNT>42.50</TRX_AMOUNT>', '');
		const key = await emulator.make(taxed('99.99'), { entity: UK });
		expect(await postings('APBILL', key)).toEqual(['200 6220 83.33', '200 2210 16.66', '200 2000 -99.99']);
		expect((await emulator.send(`<read><object>APBILL</object><keys>${key}</keys><fields>*</fields></read>`, { entity: UK })).text).toContain('<TAXENTRY><DETAILID>UK Purchase Standard</DETAILID><TAXRATE>20</TAXRATE><TRX_TAX>16.66</TRX_TAX></TAXENTRY>');
		const us = taxed('99.99').replace('V-UK1', 'V-100');
		expect(errors(await emulator.send(us, { entity: '100' }))[0]).toBe('BL01001973 Tax detail UK Purchase Standard cannot be used in this transaction because it does not belong to tax solution .');
		expect(errors(await emulator.send(taxed('5', 'UK Sale Standard').replace('B-1', 'B-2'), { entity: UK }))[0]).toBe('BL01001973 Tax detail UK Sale Standard is not a purchase tax.');
	});

	it('keeps foreign amounts in both currencies, and the entities apart', async () => {
		const key = await emulator.make(bill({ amount: '10.01', header: '<CURRENCY>EUR</CURRENCY><EXCHANGE_RATE>1.08125</EXCHANGE_RATE>' }));
		expect(await postings('APBILL', key)).toEqual(['100 6220 10.01 (10.82)', '100 2000 -10.01 (-10.82)']);
		const both = bill({ number: 'B-2' }).replace('</APBILLITEMS>', '<APBILLITEM><ACCOUNTNO>6220</ACCOUNTNO><TRX_AMOUNT>1</TRX_AMOUNT><LOCATIONID>210</LOCATIONID></APBILLITEM></APBILLITEMS>');
		expect(errors(await emulator.send(both))[0]).toBe("BL01001973 The base currency of the location '210' is GBP, and the base currency of the transaction is USD.");
		expect(errors(await emulator.send(bill({ number: 'B-3' }), { entity: UK }))[0]).toBe("BL01001973 Location '110' does not belong to the entity '200'.");
		const inUk = await emulator.make(bill({ number: 'B-4', line: '' }), { entity: UK });
		expect(errors(await emulator.send(`<update><APBILL><RECORDNO>${inUk}</RECORDNO><DESCRIPTION>x</DESCRIPTION></APBILL></update>`))[0]).toContain("belongs to the entity '200'");
		expect(all((await emulator.send(query('APBILL', ['RECORDID']))).text, 'RECORDID')).toEqual(['B-1']);
		expect(all((await emulator.send(query('APBILL', ['RECORDID'], '<options><showprivate>true</showprivate></options>'))).text, 'RECORDID').sort()).toEqual(['B-1', 'B-4']);
		expect(errors(await emulator.send(bill(), { user: READER }))[0]).toContain('PL04000005');
	});
});
