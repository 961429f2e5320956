import { type Client, createClientAsync } from 'soap';
import { APP, GROUP, IRELAND, UK, USER_KEYS } from '../../sandbox/accountsiq/seed';
import { Emulator, published, type Read, SPACE } from './accountsiq-emulator-client';

const LINE = { GLAccountCode: '7010', TaxCode: 'V20', Description: 'Hotel & "breakfast" <Leeds>', DepartmentID: 'LDN-SALES', NetAmount: '100.00', TaxRate: '0.2', TaxAmount: '20.00' };
const bill = (fields: object = {}, line: object = {}) => ({
	SupplierCode: 'EMP001', InvoiceDate: '2026-11-10T00:00:00', ExternalReference: 'EI-1', Description: 'Travel', Lines: { BatchPurchasesInvoiceLine: [{ ...LINE, ...line }] },
	ExchangeRate: '1', ...fields,
});
/** node-soap reads a date into an object that it cannot write again. */
const CREATED = { CreationDate: '2026-11-10T00:00:00' };
const EVER = { FromDate: '2000-01-01T00:00:00', ToDate: '2100-01-01T00:00:00' };

describe.each([
	['the published description', published('accountsiq-integration-2-0.reconstructed.wsdl')],
	['its own description', undefined],
])('emulated AccountsIQ, driven by node-soap from %s', (title, wsdl) => {
	const usable = title.startsWith('its own') || wsdl !== undefined;
	const run = usable ? it : it.skip;
	let emulator: Emulator;
	let client: Client;
	const call = async (operation: string, parameters: object = {}): Promise<Read> => {
		const [answer] = (await client[`${operation}Async`](parameters)) as [Read];
		return answer;
	};
	const result = async (operation: string, parameters: object = {}): Promise<Read> => {
		const answer = (await call(operation, parameters))[`${operation}Result`] as Read;
		expect(answer).toMatchObject({ Status: 'Success', ErrorCode: 'SUCCESS', HasExpired: false });
		return answer.Result as Read;
	};
	const as = (entity: string, access: string) => {
		client.clearSoapHeaders();
		client.addSoapHeader({ AiqSoapHeader: { Entity: entity, AccessToken: access } }, '', 'tns', SPACE);
	};
	let access = '';

	beforeAll(async () => {
		emulator = await Emulator.start();
		client = await emulator.soap(wsdl ?? `${emulator.url()}?wsdl`);
		access = (await result('TokenGet', APP)).AccessToken as string;
		as(UK, access);
	});
	afterAll(async () => await emulator.close());

	run('lists the entities that the token reaches', async () => {
		const { WSEntity } = await result('GetEntitiesByToken');
		expect(WSEntity).toEqual([
			{ EntityID: UK, EntityName: 'Harbourlight Software Ltd', BaseCurrency: 'GBP' },
			{ EntityID: IRELAND, EntityName: 'Harbourlight Ireland DAC', BaseCurrency: 'EUR' },
			{ EntityID: GROUP, EntityName: 'Harbourlight Group (consolidation)', BaseCurrency: 'GBP' },
		]);
	});

	run('reads the reference data', async () => {
		expect(await result('GetCompanyInformation')).toMatchObject({ BaseCurrencyCode: 'GBP', IsConsolidationCompany: false, Address: { City: 'Leeds' } });
		const chart = (await result('GetChartOfAccounts')).WSChartOfAccountLine as Read[];
		expect(new Set(chart.map(({ AccountType }) => AccountType as string))).toEqual(new Set(['Posting', 'Control', 'Bank', 'VAT']));
		expect(chart.find(({ Code }) => Code === '7005')).toMatchObject({ IsActive: false });
		expect(chart.find(({ Code }) => Code === '4010')).toMatchObject({ IsDepartmental: true });
		const pairs = (await result('GetGLAccountList')).ArrayOfString as Read[];
		expect(pairs[0]?.string).toEqual(['0010', 'Office equipment - cost']);
		const dimensions = (await result('GetAnalysisDimensionSetup')).WSAnalysisDimension as Read[];
		expect(dimensions.map(({ Code }) => Code as string)).toEqual(['OFFICE', 'TEAM', 'PRODUCT', 'CLIENT']);
		expect((await result('GetDepartmentsByAnalysisCode', { query: { a1Filter: { string: ['DUB'] }, a2Filter: { string: ['ENG'] } } })).Department).toHaveLength(1);
		const taxes = (await result('GetTaxCodeList')).Tax as Read[];
		expect(Number(taxes.find(({ Code }) => Code === 'V20')?.Rate)).toBe(0.2);
		expect((await result('GetBankList')).Bank).toHaveLength(3);
		expect((await result('GetCurrencyList')).string).toEqual(['EUR', 'GBP', 'SEK', 'USD']);
		const periods = (await result('GetPeriodList')).WSFinancialPeriodDTO as Read[];
		expect(periods).toHaveLength(36);
		expect(periods.find(({ PeriodName }) => PeriodName === 'May 2026')).toMatchObject({ PurchasesLedgerClosed: true, _PurchasesLedgerClosed: true });
		expect(periods.find(({ PeriodName }) => PeriodName === 'November 2026')).toMatchObject({ PurchasesLedgerClosed: false });
		expect((await result('GetCreditTermList')).CreditTerm).toHaveLength(3);
		expect((await result('GetStockItemList')).StockItem).toHaveLength(4);
		expect((await result('GetActiveStockItemList')).StockItem).toHaveLength(3);
		expect((await result('GetCustomer', { customerCode: 'ACME' })).Name).toBe('Acme Widgets Ltd');
		const suppliers = (await result('GetSupplierList')).Supplier as Read[];
		const active = (await result('GetActiveSupplierList')).Supplier as Read[];
		expect(suppliers.length - active.length).toBe(2);
		expect(active.find(({ Code }) => Code === 'SMITHCO')?.Name).toBe('Smith & Co <Solicitors> LLP');
		const others = (await result('GetSuppliersBy', { query: { ExcludeExpenseSuppliers: true } })).Supplier as Read[];
		expect(others.some(({ Code }) => String(Code).startsWith('EMP'))).toBe(false);
	});

	run('posts a bill and a debit note, finds both, sets one off against the other', async () => {
		const posted = await call('CreateBatchPurchasesInvoiceGetBackTransactionID', { inv: bill() });
		expect(posted.CreateBatchPurchasesInvoiceGetBackTransactionIDResult).toMatchObject({ Status: 'Success', Result: expect.stringMatching(/^PI\d{6}$/) });
		const note = await call('CreateBatchPurchasesDebitNoteGetBackTransactionID', {
			debitNote: {
				SupplierCode: 'EMP001', DebitNoteDate: '2026-11-11T00:00:00', ExternalReference: 'EI-1-C', Description: 'Back', ExchangeRate: '1',
				Lines: { BatchPurchasesDebitNoteLine: [{ ...LINE, NetAmount: '25.00', TaxAmount: '5.00' }] },
			},
		});
		const found = async (reference: string) =>
			((await result('GetTransactionsByExternalReference', { query: { ExternalReference: reference, ...EVER } })).WSTransactionSummary as Read[])[0] ?? {};
		expect(await found('ei-1')).toMatchObject({ TransactionID: posted.transactionID, TransactionType: 'PI', AccountCode: 'EMP001', IsBatchInvoiceOrNote: true });
		expect((await found('EI-1')).LineDetails.WSTransactionDetail).toHaveLength(3);
		expect(Number((await found('EI-1')).OutstandingAmount)).toBe(-120);
		await result('AllocateTransactions', {
			transactionID_1: posted.transactionID, transactionID_2: note.transactionID, allocationReference: 'EI-1', allocationAmount: '30.00', allocationDate: '2026-11-12T00:00:00',
		});
		expect(Number((await found('EI-1')).OutstandingAmount)).toBe(-90);
		expect(Number((await found('EI-1-C')).OutstandingAmount)).toBe(0);
		const allocated = await result('GetAllocationsByTransactionId', { transactionId: String(posted.transactionID) });
		expect(allocated.WSAllocationTransactionDTO[0].AllocationEntries.WSAllocationEntryDTO[0]).toMatchObject({ AllocatedToTransactionID: note.transactionID, AllocationAmount: expect.anything() });
		const { Lines, TransactionType } = await result('GetTransaction', { transactionID: posted.transactionID });
		expect(TransactionType).toBe('PurchasesInvoice');
		expect(Lines.TransactionLine.map(({ BroadType }: Read) => BroadType as string)).toEqual(['Net', 'Vat', 'Control']);
	});

	run('posts a journal, a payment, a receipt and sundries', async () => {
		const line = (GLAccountCode: string, Amount: string) => ({ GLAccountCode, Description: 'Reclass', DepartmentID: undefined, Debit: 0, Credit: 0, Amount, VatReturnID: 0, TaxRpt: false, Reconc: false, Reversed: false });
		const journal = await call('CreateGeneralJournalGetBackTransactionID', {
			journal: { InternalReference: 'J1', ExternalReference: 'J-EXT-1', TransactionDate: '2026-11-10T00:00:00', Lines: { GeneralJournalLine: [line('7010', '-50.00'), line('7020', '50.00')] } },
		});
		expect(journal.transactionID).toBeGreaterThan(58_000);
		const payment = await call('SavePurchasePaymentGetBackTransactionID', {
			purchasePayment: { SupplierCode: 'EMP002', CheckReference: 'PAY-1', PaymentAmount: '50.00', BankAccountCode: '1000', PaymentDate: '2026-11-12T00:00:00', ExchangeRate: '1', BankExchangeRate: '1', Description: 'Pay', BankLineDescription: 'Pay' },
		});
		expect(payment.transactionID).toBeGreaterThan(journal.transactionID);
		const receipt = await call('SaveSalesReceiptGetBackTransactionID', {
			salesReceipt: { CustomerCode: 'ACME', CheckReference: 'REC-1', PaymentAmount: '10.00', BankAccountCode: '1000', LodgmentNumber: 'L1', PaymentDate: '2026-11-12T00:00:00', ExchangeRate: '1', BankExchangeRate: '1', Description: 'Rec' },
		});
		expect(receipt.transactionID).toBeGreaterThan(payment.transactionID);
		const entry = (Value: string, GLAccountCode: string) => ({ ExternalReference: 'CARD-1', TransactionDate: '2026-11-12T00:00:00', Description: 'Taxi', Value, GLAccountCode, BankAccountCode: '1020', TaxID: '1', TaxRate: '0.2', ExchangeRate: '1', TaxAmount: '2.00' });
		const sundry = await call('SaveSundryReceiptPaymentsGetBackTransactionIDs', { entries: { WSSundryReceiptPayment: [entry('-10.00', '7002'), entry('-10.00', '1200'), entry('4.00', '4900')] } });
		const statuses = sundry.SaveSundryReceiptPaymentsGetBackTransactionIDsResult.WSResultStatus as Read[];
		expect(statuses.map(({ ErrorCode }) => ErrorCode as string)).toEqual(['SUCCESS', 'GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', 'SUCCESS']);
		expect(sundry.transactionIDs.int[1]).toBe(0);
		expect(await emulator.control('/trialbalance')).toMatchObject({ [UK]: '0.00' });
	});

	run('creates a supplier from defaults, changes it, and refuses an old copy', async () => {
		const shell = await result('GetNewSupplierFromDefaults');
		const supplier = { ...shell, ...CREATED, Code: 'NEW-1', Name: 'New & Co', Email: 'new@example.com' };
		expect(await result('UpdateSupplierGetBackSupplierCode', { supplier, create: true })).toBe('NEW-1');
		const read = await result('GetSupplier', { supplierCode: 'NEW-1' });
		expect(read).toMatchObject({ Name: 'New & Co', IsActive: true, BankAccountCode: '1000' });
		expect(await result('UpdateSupplier', { supplier: { ...read, ...CREATED, City: 'York' }, create: false })).toBe(true);
		const late = await call('UpdateSupplier', { supplier: { ...read, ...CREATED, City: 'Hull' }, create: false });
		expect(late.UpdateSupplierResult).toMatchObject({ Status: 'Failure', ErrorCode: 'OUTDATED_RECORD', Result: false });
		const { Supplier } = await result('GetSuppliersBy', { query: { Emails: { string: ['NEW@example.com'] }, ExcludeExpenseSuppliers: false } });
		expect(Supplier).toMatchObject([{ Code: 'NEW-1', City: 'York' }]);
	});

	run('attaches a file to a transaction and gives the same bytes back', async () => {
		const { transactionID } = await call('CreateBatchPurchasesInvoiceGetBackTransactionID', { inv: bill({ ExternalReference: 'EI-FILE' }) });
		const bytes = Buffer.from([0, 255, 37, 80, 68, 70]);
		const MasterID = String(transactionID);
		await result('AttachDocument', { document: { Header: { MasterType: 'Transaction', MasterID, Filename: 'receipt.pdf', DocumentID: 0 }, Content: { Content: bytes.toString('base64'), Comments: 'seen' } } });
		const { WSDocumentHeader } = await result('GetAttachedDocumentList', { masterType: 'Transaction', masterID: MasterID });
		expect(WSDocumentHeader).toMatchObject([{ Filename: 'receipt.pdf', MasterID }]);
		const { Content } = await result('GetDocument', { masterType: 'Transaction', masterID: MasterID, documentID: WSDocumentHeader[0].DocumentID });
		expect(Buffer.from(String(Content.Content), 'base64').equals(bytes)).toBe(true);
	});

	run('saves, posts and finds an invoice of items', async () => {
		const shell = await result('GetNewSalesInvoice', { customerCode: 'ACME' });
		const line = { InvoiceItemID: 0, InvoiceID: 0, StockItemID: 'CONSULT-DAY', InvoicedQuantity: '2', DeliveredQuantity: '0', StockItemCost: '0', StockItemPrice: '850', DiscountRate: '10', ActualPrice: '0', TaxCode: 'V20', TaxRate: '0.2', NetAmount: '0', TaxAmount: '0', GrossAmount: '0', CreationDate: '2026-11-10T00:00:00', AdditionalCost: false };
		const invoice = { ...shell, InvoiceDate: '2026-11-10T00:00:00', DeliveryDate: '2026-11-10T00:00:00', CreationDate: '2026-11-10T00:00:00', ExternalReference: 'SALE-1', Lines: { InvoiceLine: [line] }, LastModifiedUTC: undefined };
		const { invoiceID } = await call('SaveInvoiceGetBackInvoiceID', { invoice, create: true });
		const saved = ((await result('GetInvoicesByExternalReference', { externalReference: 'SALE-1' })).Invoice as Read[])[0];
		expect(saved).toMatchObject({ InvoiceID: invoiceID, Status: 'Processed' });
		expect([saved?.NetAmount, saved?.TaxAmount, saved?.GrossAmount].map(Number)).toEqual([1530, 306, 1836]);
		const { transactionID } = await call('PostInvoiceGetBackTransactionID', { invoiceID });
		expect((await result('GetTransactionByInvoiceID', { invoiceID })).Lines.TransactionLine[0]).toMatchObject({ TransactionID: transactionID, InvoiceID: invoiceID });
		const again = await call('PostInvoice', { invoiceID });
		expect(again.PostInvoiceResult).toMatchObject({ ErrorCode: 'INVOICE_IS_ALREADY_POSTED' });
	});

	run('keeps entities apart', async () => {
		as(IRELAND, access);
		expect((await result('GetCompanyInformation')).BaseCurrencyCode).toBe('EUR');
		as('NOWHERE', access);
		expect((await call('GetCompanyInformation')).GetCompanyInformationResult).toMatchObject({ Status: 'Failure', ErrorCode: 'API_LAYER_ENTITY_ID_NOT_FOUND' });
		as(UK, access);
	});
});

describe('emulated AccountsIQ 1.1', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	afterAll(async () => await emulator.close());

	it('opens one company by its user key, takes the token in the body, and refuses without a word', async () => {
		const wsdl = published('accountsiq-integration-1-1.reconstructed.wsdl') ?? `${emulator.url('integration_1_1.asmx')}?wsdl`;
		const client = await createClientAsync(wsdl, { endpoint: emulator.url('integration_1_1.asmx') });
		const login = async (userKey: string) => ((await client.LoginAsync({ companyID: UK, partnerKey: 'SANDBOX-PARTNER-KEY', userKey })) as [Read])[0];
		expect((await login('WRONG'))?.LoginResult ?? '').toBe('');
		expect((await login(USER_KEYS[IRELAND] ?? ''))?.LoginResult ?? '').toBe('');
		const token = String((await login(USER_KEYS[UK] ?? '')).LoginResult);
		const read = async () => ((await client.GetUserInformationAsync({ token })) as [Read])[0].GetUserInformationResult as Read;
		expect(await read()).toMatchObject({ Status: 'Success', Result: { FullName: 'grace.hall' } });
		emulator.sandbox.frame.clock.advance(21 * 60);
		expect(await read()).toMatchObject({ Status: 'Failure', HasExpired: true });
	});
});
