import { UK } from '../../sandbox/accountsiq/seed';
import { elements, Emulator, type Fields, inside } from './accountsiq-emulator-client';

const LINE: Fields = { GLAccountCode: '7010', TaxCode: 'V20', Description: 'Hotel', NetAmount: '100.00', TaxRate: '0.2', TaxAmount: null };
const DOCUMENT: Fields = { SupplierCode: 'EMP001', InvoiceDate: '2026-11-10T00:00:00', ExternalReference: 'R-1', Description: 'Claim' };
const long = (length: number) => 'X'.repeat(length);

describe('emulated AccountsIQ: what its books refuse', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	afterAll(async () => await emulator.close());
	const bill = async (fields: Fields = {}, ...lines: Fields[]) => {
		const written = (lines.length === 0 ? [{}] : lines).map((line) => `<BatchPurchasesInvoiceLine>${elements({ ...LINE, ...line })}</BatchPurchasesInvoiceLine>`).join('');
		return await emulator.send('CreateBatchPurchasesInvoiceGetBackTransactionID', `<inv>${elements({ ...DOCUMENT, ...fields })}<Lines>${written}</Lines>${elements({ ExchangeRate: '1', ...fields })}</inv>`);
	};
	const count = async () => (await emulator.control<unknown[]>('/transactions')).length;

	it.each<[string, Fields, Fields]>([
		['SUPPLIER_CODE_IS_NULL', { SupplierCode: undefined }, {}],
		['SUPPLIER_CODE_IS_EMPTY', { SupplierCode: '' }, {}],
		['SUPPLIER_CODE_IS_TOO_LONG', { SupplierCode: long(51) }, {}],
		['SUPPLIER_CODE_IS_NOT_UPPERCASE', { SupplierCode: 'emp001' }, {}],
		['SUPPLIER_CODE_DOES_NOT_EXIST', { SupplierCode: 'NOBODY' }, {}],
		['SUPPLIER_IS_NOT_ACTIVE', { SupplierCode: 'EMP004' }, {}],
		['INVOICE_EXTERNAL_REFERENCE_IS_NULL', { ExternalReference: undefined }, {}],
		['INVOICE_EXTERNAL_REFERENCE_IS_TOO_LONG', { ExternalReference: long(51) }, {}],
		['BATCH_INVOICE_DESCRIPTION_IS_NULL', { Description: undefined }, {}],
		['BATCH_INVOICE_DESCRIPTION_IS_TOO_LONG', { Description: long(501) }, {}],
		['EXCHANGE_RATE_MUST_BE_GREATER_THAN_ZERO', { ExchangeRate: '0' }, {}],
		['EXCHANGE_RATE_MUST_BE_ONE_FOR_BASE_CURRENCY', { ExchangeRate: '1.2' }, {}],
		['DATE_IS_OUT_OF_RANGE', { InvoiceDate: '2019-01-01T00:00:00' }, {}],
		['DATE_IS_OUT_OF_RANGE', { InvoiceDate: undefined }, {}],
		['PURCHASES_LEDGER_ALREADY_CLOSED', { InvoiceDate: '2026-05-31T00:00:00' }, {}],
		['BATCH_INVOICE_LINE_MISSING_GL_ACCOUNT', {}, { GLAccountCode: undefined }],
		['GLACCOUNT_CODE_IS_TOO_LONG', {}, { GLAccountCode: long(51) }],
		['GLACCOUNT_CODE_IS_NOT_UPPERCASE', {}, { GLAccountCode: '70x0' }],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', {}, { GLAccountCode: '123456' }],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', {}, { GLAccountCode: '2100' }],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', {}, { GLAccountCode: '1000' }],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', {}, { GLAccountCode: '7005' }],
		['GLACCOUNT_NO_DEPARTMENT_IS_DEPARTMENTAL', {}, { GLAccountCode: '5020' }],
		['DEPARTMENT_ID_IS_NOT_ACTIVE', {}, { GLAccountCode: '5020', DepartmentID: 'BRISTOL' }],
		['DEPARTMENT_ID_IS_EMPTY', {}, { DepartmentID: '' }],
		['DEPARTMENT_ID_DOES_NOT_EXIST', {}, { DepartmentID: 'MARS' }],
		['TAX_CODE_IS_NULL', {}, { TaxCode: undefined }],
		['TAX_CODE_IS_NOT_UPPERCASE', {}, { TaxCode: 'v20' }],
		['TAX_CODE_DOES_NOT_EXIST', {}, { TaxCode: 'V99' }],
		['TAX_RATE_IS_OUT_OF_RANGE', {}, { TaxRate: '20' }],
		['BATCH_INVOICE_LINE_MISSING_DESCRIPTION', {}, { Description: undefined }],
		['BATCH_INVOICE_LINE_DESCRIPTION_IS_TOO_LONG', {}, { Description: long(501) }],
		['BATCH_INVOICE_TOTAL_GROSS_AMT_NEGATIVE', {}, { NetAmount: '-100.00' }],
	])('%s, and nothing is posted', async (code, document, line) => {
		const before = await count();
		const { status, text } = await bill(document, line);
		expect([status, inside(text, 'Status'), inside(text, 'ErrorCode'), inside(text, 'transactionID')]).toEqual([200, 'Failure', code, '0']);
		expect(await count()).toBe(before);
	});

	it('refuses a negative line beside a larger positive one, and a document without lines', async () => {
		expect((await bill({}, {}, { NetAmount: '-10.00' })).code).toBe('BATCH_INVOICE_LINE_NET_AMT_NEGATIVE');
		const bare = `${elements(DOCUMENT)}<ExchangeRate>1</ExchangeRate>`;
		expect((await emulator.send('CreateBatchPurchasesInvoice', `<inv>${bare}</inv>`)).code).toBe('BATCH_INVOICE_WITH_NO_INVOICE_LINES');
		const note = bare.replaceAll('InvoiceDate', 'DebitNoteDate');
		expect((await emulator.send('CreateBatchPurchasesDebitNote', `<debitNote>${note}</debitNote>`)).code).toBe('BATCH_DEBIT_NOTE_WITH_NO_LINES');
		expect((await emulator.send('CreateBatchPurchasesInvoice')).code).toBe('BATCH_PROCESSING_INVOICE_IS_NULL');
	});

	it('keeps the tax that is given, and works out the tax that is nil from the rate of the line', async () => {
		await bill({ ExternalReference: 'TAX-1' }, { TaxAmount: '19.99' }, { NetAmount: '10.03', TaxRate: '0.05', TaxAmount: null });
		const [posted] = await emulator.control<Array<{ amount: string; lines: Array<{ part: string; amount: string }> }>>('/transactions?reference=TAX-1');
		expect(posted?.lines.filter(({ part }) => part === 'Vat').map(({ amount }) => amount)).toEqual(['19.99', '0.50']);
		expect(posted?.amount).toBe('-130.52');
	});

	it('takes the same reference twice, unless the company refuses that', async () => {
		const posted = async () => inside((await bill({ ExternalReference: 'TWICE' })).text, 'ErrorCode');
		expect([await posted(), await posted()]).toEqual(['SUCCESS', 'SUCCESS']);
		await emulator.control('/settings', { rejectDuplicateReference: true });
		expect(await posted()).toBe('INVOICE_EXTERNAL_REFERENCE_ALREADY_EXISTS');
		await emulator.control('/settings', { rejectDuplicateReference: false });
	});

	it('closes a period for purchases alone, and moves into the next one where that is set', async () => {
		await emulator.control('/periods', { period: '2026-09', purchases: true });
		expect((await bill({ InvoiceDate: '2026-09-15T00:00:00' })).code).toBe('PURCHASES_LEDGER_ALREADY_CLOSED');
		await emulator.control('/settings', { refuseClosedPeriods: false });
		await bill({ InvoiceDate: '2026-09-15T00:00:00', ExternalReference: 'MOVED' });
		const [moved] = await emulator.control<Array<Fields>>('/transactions?reference=MOVED');
		expect(moved).toMatchObject({ date: '2026-09-15', periodDate: '2026-10-01' });
		await emulator.control('/periods', { period: '2026-09', purchases: false });
		await emulator.control('/settings', { refuseClosedPeriods: true });
	});

	it('posts what it can of a bulk call, with a status and an id per document in their order', async () => {
		const one = (reference: string, line: Fields = {}) =>
			`<BatchPurchasesInvoice>${elements({ ...DOCUMENT, ExternalReference: reference })}<Lines><BatchPurchasesInvoiceLine>${elements({ ...LINE, ...line })}</BatchPurchasesInvoiceLine></Lines><ExchangeRate>1</ExchangeRate></BatchPurchasesInvoice>`;
		const documents = [one('B-1'), one('B-2', { TaxCode: 'NOPE' }), one('B-3')].join('');
		const { text } = await emulator.send('CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', `<invoices>${documents}</invoices>`);
		expect([...text.matchAll(/<ErrorCode>(\w+)</g)].map(([, code]) => code)).toEqual(['SUCCESS', 'SUCCESS', 'TAX_CODE_DOES_NOT_EXIST', 'SUCCESS']);
		const ids = [...text.matchAll(/<int>(\d+)</g)].map(([, id]) => Number(id));
		expect([ids.length, ids[1], (ids[2] ?? 0) - (ids[0] ?? 0)]).toEqual([3, 0, 1]);
		expect(await emulator.control('/transactions?reference=B-2')).toEqual([]);
	});

	it.each<[string, string, Fields[]]>([
		['JOURNAL_ENTRY_LINES_ARE_NOT_BALANCED', 'J-1', [{ Amount: '10.00' }, { Amount: '-9.99' }]],
		['JOURNAL_ENTRY_MUST_HAVE_MORE_THEN_ONE_ROW', 'J-1', [{ Amount: '0' }]],
		['JOURNAL_ENTRY_MUST_HAVE_A_REFERENCE', '', [{ Amount: '1' }, { Amount: '-1' }]],
		['JOURNAL_ENTRY_REFERENCE_IS_TOO_LONG', long(51), [{ Amount: '1' }, { Amount: '-1' }]],
		['JOURNAL_ENTRY_LINE_DESCRIPTION_IS_EMPTY', 'J-1', [{ Amount: '1', Description: '' }, { Amount: '-1' }]],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', 'J-1', [{ Amount: '1', GLAccountCode: '1000' }, { Amount: '-1' }]],
	])('journals: %s', async (code, reference, lines) => {
		const written = lines.map((line) => `<GeneralJournalLine>${elements({ GLAccountCode: '7010', Description: 'x', ...line })}</GeneralJournalLine>`).join('');
		const journal = `${elements({ InternalReference: 'INT', ExternalReference: reference, TransactionDate: '2026-11-10T00:00:00' })}<Lines>${written}</Lines>`;
		expect((await emulator.send('CreateGeneralJournalGetBackTransactionID', `<journal>${journal}</journal>`)).code).toBe(code);
	});

	it('refuses allocations that do not fit', async () => {
		const post = async (reference: string, fields: Fields = {}) => inside((await bill({ ExternalReference: reference, ...fields })).text, 'transactionID');
		const [one, other] = [await post('A-1'), await post('A-2')];
		const pay = await emulator.send('SavePurchasePaymentGetBackTransactionID', `<purchasePayment>${elements({ SupplierCode: 'EMP001', CheckReference: 'P-1', PaymentAmount: '50', BankAccountCode: '1000', PaymentDate: '2026-11-12T00:00:00', ExchangeRate: '1', BankExchangeRate: '1' })}</purchasePayment>`);
		const payment = inside(pay.text, 'transactionID');
		const allocate = async (first: string, second: string, amount: string, reference: string | undefined = 'X') =>
			(await emulator.send('AllocateTransactions', elements({ transactionID_1: first, transactionID_2: second, allocationReference: reference, allocationAmount: amount, allocationDate: '2026-11-12T00:00:00' }))).code;
		expect(await allocate(one, other, '10')).toBe('TRANSACTION_CANNOT_BE_ALLOCATED_INCOMPATIBLE_TYPES');
		expect(await allocate(one, payment, '50.01')).toBe('TRANSACTION_CANNOT_ALLOCATE_MORE_THAN_OUTSTANSING_AMOUNT');
		expect(await allocate(one, payment, '0')).toBe('TRANSACTION_ALLOCATION_AMOUNT_CANNOT_BE_NEGATIVE_OR_ZERO');
		expect((await emulator.send('AllocateTransactions', elements({ transactionID_1: one, transactionID_2: payment, allocationAmount: '1', allocationDate: '2026-11-12T00:00:00' }))).code).toBe('TRANSACTION_ALLOCATION_REFERENCE_IS_NULL');
		expect(await allocate(one, payment, '50')).toBe('SUCCESS');
		expect(await allocate(one, payment, '1')).toBe('TRANSACTION_CANNOT_ALLOCATE_FULLY_ALLOCATED_TRANSACTION');
		expect((await emulator.send('UnallocateTransactions', `<transactionIDs><int>${payment}</int></transactionIDs>`)).text).not.toContain('Failure');
		const [freed] = await emulator.control<Fields[]>('/transactions?reference=A-1');
		expect(freed?.outstanding).toBe('-120.00');
	});

	it('says which code exists already, and which is wrong, when reference data is written', async () => {
		const department = async (id: string, option = 'LDN') => (await emulator.send('CreateDepartment', elements({ id, description: 'New', analysisCode1: option }))).code;
		expect([await department('NEW-BI'), await department('NEW-BI'), await department('new'), await department('OTHER', 'MOON')]).toEqual([
			'SUCCESS', 'DEPARTMENT_ID_ALREADY_EXISTS', 'DEPARTMENT_ID_IS_NOT_UPPERCASE', 'ANALYSIS_CODE_DOES_NOT_EXIST',
		]);
		const option = async (create: boolean) => (await emulator.send('AddAnalysisCode', `<groupID>TEAM</groupID><analysisCode><Code>HR</Code><Description>People</Description></analysisCode><create>${create}</create>`)).code;
		expect([await option(true), await option(true), await option(false)]).toEqual(['SUCCESS', 'ANALYSIS_GROUP_NEW_CODE_ALREADY_EXISTS', 'SUCCESS']);
		expect((await emulator.send('UpdateDepartment', elements({ departmentID: 'NEW-BI', newDescription: 'Old', active: 'false' }))).code).toBe('SUCCESS');
		expect((await emulator.send('GetDepartmentById', '<departmentId>NEW-BI</departmentId>')).text).toMatch(/<Description>Old<.*<IsActive>false</);
		expect((await emulator.send('DeleteSupplierByCode', '<supplierCode>REGUS</supplierCode>')).code).toBe('ACCOUNT_HAS_TRANSACTIONS');
		expect((await emulator.send('DeleteSupplierByCode', '<supplierCode>HMRC</supplierCode>')).code).toBe('SUCCESS');
		expect((await emulator.send('GetSupplier', '<supplierCode>HMRC</supplierCode>')).code).toBe('SUPPLIER_CODE_DOES_NOT_EXIST');
	});

	it.each<[string, Fields, string]>([
		['DOCUMENT_NAME_IS_INVALID', { Filename: 'a/b.pdf' }, 'AAAA'],
		['DOCUMENT_NAME_IS_TOO_LONG', { Filename: long(256) }, 'AAAA'],
		['DOCUMENT_MASTERTYPE_IS_INVALID', { MasterType: 'Bill' }, 'AAAA'],
		['DOCUMENT_CONTENT_IS_NULL_OR_EMPTY', {}, ''],
		['DOCUMENT_MASTER_ID_MUST_BE_POSITIVE', { MasterID: '0' }, 'AAAA'],
	])('attachments: %s', async (code, header, content) => {
		const Header = { MasterType: 'Transaction', MasterID: '58001', Filename: 'a.pdf', DocumentID: '0', ...header };
		expect((await emulator.send('AttachDocument', `<document>${elements({ Header, Content: { Content: content } })}</document>`)).code).toBe(code);
	});

	it('answers what it cannot read, and what it does not know, with a fault', async () => {
		const faults = [
			await emulator.raw('<not xml'), await emulator.raw('<a/>'), await emulator.raw('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
			await emulator.send('GetCustomerFromDefaults'), await emulator.send('GetTransaction', '<transactionID>abc</transactionID>'),
			await emulator.send('GetInvoicesBy', '<query><FromDate>yesterday</FromDate></query>'),
		];
		expect(faults.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500, 500]);
		for (const { text, type } of faults) expect([type, text.includes('<faultstring>')]).toEqual(['text/xml; charset=utf-8', true]);
		expect(faults[3]?.text).toContain('GetCustomerFromDefaults');
	});

	it('takes elements in any order, with any prefix, and passes over unknown ones', async () => {
		const inner = '<x:ExchangeRate>1</x:ExchangeRate><x:Colour>red</x:Colour><x:Lines><x:BatchPurchasesInvoiceLine><x:TaxRate>2E-1</x:TaxRate><x:NetAmount>10</x:NetAmount><x:Description><![CDATA[A & B]]></x:Description><x:TaxCode>V20</x:TaxCode><x:GLAccountCode>7010</x:GLAccountCode><x:TaxAmount i:nil="1"/></x:BatchPurchasesInvoiceLine></x:Lines><x:Description>Caf&#233;</x:Description><x:ExternalReference>PREFIX</x:ExternalReference><x:InvoiceDate>2026-11-10</x:InvoiceDate><x:SupplierCode>EMP001</x:SupplierCode>';
		const space = 'http://www.visorsoftware.com/visor/accountsiq/dashboard/Integration/';
		const { access } = await emulator.signIn();
		const { text } = await emulator.raw(
			`<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:x="${space}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><e:Header><x:AiqSoapHeader><x:AccessToken>${access}</x:AccessToken><x:Entity>${UK}</x:Entity></x:AiqSoapHeader></e:Header><e:Body><x:CreateBatchPurchasesInvoice><x:inv>${inner}</x:inv></x:CreateBatchPurchasesInvoice></e:Body></e:Envelope>`,
		);
		expect(inside(text, 'ErrorCode')).toBe('SUCCESS');
		expect(text).toContain('http://www.w3.org/2003/05/soap-envelope');
		const [posted] = await emulator.control<Array<{ description: string; amount: string; lines: Fields[] }>>('/transactions?reference=PREFIX');
		expect([posted?.description, posted?.amount, posted?.lines[0]?.description]).toEqual(['Café', '-12.00', 'A & B']);
	});
});
