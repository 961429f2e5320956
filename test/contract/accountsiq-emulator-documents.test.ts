import { elements, Emulator, type Fields, inside } from './accountsiq-emulator-client';

interface Transaction {
	type: string;
	amount: string;
	lines: Array<{ account: string; part: string; amount: string }>;
}
const LINE: Fields = { GLAccountCode: '4000', TaxCode: 'V20', Description: 'x', NetAmount: '10.00', TaxRate: '0.2', TaxAmount: null };
const ITEM: Fields = { InvoiceItemID: 0, StockItemID: 'SEAT', InvoicedQuantity: 3, StockItemPrice: '24.99', TaxCode: 'V20', TaxRate: '0.2' };

describe('emulated AccountsIQ: its other documents', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	afterAll(async () => await emulator.close());
	const found = async (reference: string) => await emulator.control<Transaction[]>(`/transactions?reference=${reference}`);
	const codes = (text: string) => [...text.matchAll(/<ErrorCode>(\w+)</g)].map(([, code]) => code);
	const numbers = (text: string) => [...text.matchAll(/<int>(\d+)</g)].map(([, id]) => Number(id));

	it.each([
		['BatchPurchasesDebitNote', 'debitNotes', 'SupplierCode', 'EMP001', 'DebitNoteDate', 'PN', '12.00', '2120'],
		['BatchSalesInvoice', 'invoices', 'CustomerCode', 'ACME', 'InvoiceDate', 'SI', '12.00', '1200'],
		['BatchSalesCreditNote', 'creditNotes', 'CustomerCode', 'ACME', 'CreditNoteDate', 'SN', '-12.00', '1200'],
	])('posts %s in bulk on the right sides, and keeps the place of the refused one', async (name, list, account, code, date, type, amount, control) => {
		const one = (reference: string, line: Fields) =>
			elements({ [name]: { [account]: code, [date]: '2026-11-10T00:00:00', ExternalReference: reference, Description: 'x', ExchangeRate: '1', Lines: { [`${name}Line`]: { ...LINE, ...line } } } });
		const sent = one(`${type}-1`, {}) + one(`${type}-2`, { NetAmount: '-1' }) + one(`${type}-3`, {});
		const { text } = await emulator.send(`Create${name}BulkGetBackTransactionIDs`, `<${list}>${sent}</${list}>`);
		expect(codes(text)).toEqual(['SUCCESS', 'SUCCESS', expect.stringMatching(/_TOTAL_GROSS_AMT_NEGATIVE$/), 'SUCCESS']);
		expect(numbers(text)).toEqual([expect.any(Number), 0, expect.any(Number)]);
		const [posted] = await found(`${type}-1`);
		expect(posted).toMatchObject({ type, amount });
		expect(posted?.lines.at(-1)).toMatchObject({ account: control, part: 'Control', amount });
		expect(posted?.lines.find(({ part }) => part === 'Vat')?.account).toBe(type === 'PN' ? '2201' : '2200');
		expect(await found(`${type}-2`)).toEqual([]);
	});

	it('gives shells with the defaults of the supplier, and of the company for new items', async () => {
		const { text } = await emulator.send('GetNewBatchPurchasesInvoice', '<supplierCode>AWS001</supplierCode>');
		expect([inside(text, 'GLAccountCode'), inside(text, 'TaxCode'), inside(text, 'ExchangeRate'), inside(text, 'InvoiceDate')]).toEqual(['5000', 'RC20', '1.27', '2026-11-20T00:00:00']);
		expect((await emulator.send('GetNewBatchPurchasesInvoice', '<supplierCode>EMP004</supplierCode>')).code).toBe('SUPPLIER_IS_NOT_ACTIVE');
		const shell = (await emulator.send('GetNewStockItemFromDefaults', '<stockItemID>DAY-RATE</stockItemID>')).text.match(/<Result>(.*)<\/Result>/)?.[1] ?? '';
		const save = async (create: boolean) => (await emulator.send('SaveStockItem', `<stockItem>${shell.replace('<Description />', '<Description>Day</Description>')}</stockItem><create>${create}</create>`)).code;
		expect([await save(true), await save(true), await save(false)]).toEqual(['SUCCESS', 'STOCKITEM_ITEM_EXISTS', 'OUTDATED_RECORD']);
	});

	const invoice = (fields: Fields, line: Fields = {}): Fields => ({
		InvoiceDate: '2026-11-10T00:00:00', ExchangeRate: '1', Type: 'Invoice', Lines: { InvoiceLine: { ...ITEM, ...line } }, ...fields,
	});

	it('puts a purchases invoice into the inbox, where it is in no ledger, and posts it from there', async () => {
		const save = await emulator.send('SaveAPInboxInvoiceGetBackInvoiceID', elements({ invoice: invoice({ ExternalReference: 'INBOX', Ledger: 'Purchases', AccountCode: 'REGUS' }), create: true }));
		const id = inside(save.text, 'invoiceID');
		expect(Number(id)).toBeGreaterThan(90_000);
		expect(await found('INBOX')).toEqual([]);
		const bulk = await emulator.send('PostInvoicesGetBackTransactionIDs', `<invoiceIDs><int>${id}</int><int>1</int></invoiceIDs>`);
		expect([codes(bulk.text), numbers(bulk.text)[1]]).toEqual([['SUCCESS', 'NOT_FOUND'], 0]);
		expect((await found('INBOX'))[0]).toMatchObject({ type: 'PI', amount: '-89.96', lines: [{ account: '5000', amount: '74.97' }, { account: '2201', amount: '14.99' }, { account: '2100' }] });
		const sales = await emulator.send('SaveAPInboxInvoice', elements({ invoice: invoice({ Ledger: 'Sales', AccountCode: 'ACME' }), create: true }));
		expect(sales.code).toBe('INVOICE_IS_NOT_A_PURCHASES_INVOICE');
	});

	it('saves and posts a credit note of items on the other side', async () => {
		const AccountID = inside((await emulator.send('GetNewSalesCreditNote', '<customerCode>ACME</customerCode>')).text, 'AccountID');
		const save = await emulator.send('SaveCreditNoteGetBackCreditNoteID', elements({ creditNote: invoice({ ExternalReference: 'CREDIT', Type: 'Note', Ledger: 'Sales', AccountID }), create: true }));
		const { text } = await emulator.send('PostCreditNoteGetBackTransactionID', `<creditNoteID>${inside(save.text, 'creditNoteID')}</creditNoteID>`);
		expect(Number(inside(text, 'transactionID'))).toBeGreaterThan(58_000);
		expect((await found('CREDIT'))[0]).toMatchObject({ type: 'SN', amount: '-89.96' });
		expect((await emulator.send('GetCreditNotesByExternalReference', '<externalReference>credit</externalReference>')).text).toContain('<Status>Posted</Status>');
	});

	it('saves only what comes out at the totals that the caller expects', async () => {
		const save = async (net: string) =>
			(await emulator.send('SaveInvoiceWithPostingAmountCheckGetBackInvoiceID', elements({ invoice: invoice({ ExternalReference: `CHECK-${net}`, Ledger: 'Sales', AccountCode: 'ACME' }), create: true, foreignCurrencyNetTotal: net, foreignCurrencyTaxTotal: '14.99' }))).text;
		const [right, wrong] = [await save('74.97'), await save('74.96')];
		expect([inside(right, 'Success'), inside(wrong, 'Success'), inside(wrong, 'ActualNetTotal')]).toEqual(['true', 'false', '74.97']);
		expect((await emulator.send('GetInvoicesByExternalReference', '<externalReference>CHECK-74.96</externalReference>')).text).not.toContain('<Invoice>');
		const page = async (skip: number) => {
			const query = elements({ FromDate: '2000-01-01T00:00:00', ToDate: '2100-01-01T00:00:00', FromCreationDate: '2000-01-01T00:00:00', ToCreationDate: '2100-01-01T00:00:00', Skip: skip, Limit: 1, FromLastModifiedDateInUTC: null });
			return inside((await emulator.send('GetInvoicesBy', `<query>${query}</query>`)).text, 'ExternalReference');
		};
		expect([await page(0), await page(1), await page(2)]).toEqual(['INBOX', 'CHECK-74.97', '']);
	});

	it('keeps notes and projects', async () => {
		const note = { note: { MasterType: 'Supplier', MasterID: 'REGUS', Notes: 'Call on Monday' } };
		expect((await emulator.send('AddNotes', elements(note))).code).toBe('SUCCESS');
		const list = await emulator.send('GetNotesList', elements({ masterType: 'Supplier', masterID: 'REGUS' }));
		expect(list.text).toContain('<Notes>Call on Monday</Notes>');
		const project = (fields: Fields) => ({ project: { ProjectCode: 'P-1', Name: 'Relaunch', AIQBICodeID: 'LDN-SALES', ...fields } });
		expect((await emulator.send('CreateProject', elements(project({})))).code).toBe('SUCCESS');
		expect((await emulator.send('CreateProject', elements(project({})))).code).toBe('PROJECT_CODE_ALREADY_EXISTS');
		expect((await emulator.send('UpdateProject', elements({ existingProjectCode: 'P-1', ...project({ ProjectCode: 'P-2', Name: 'Relaunch 2' }) }))).code).toBe('SUCCESS');
		expect(await emulator.control('/records?kind=project')).toMatchObject([{ ProjectCode: 'P-2', Name: 'Relaunch 2' }]);
	});

	it('says in a bare list of statuses too that the token is old', async () => {
		emulator.sandbox.frame.clock.advance(3601);
		const { text } = await emulator.send('SaveSundryReceiptPaymentsGetBackTransactionIDs', '<entries/>');
		expect(text).toMatch(/<SaveSundryReceiptPaymentsGetBackTransactionIDsResult><WSResultStatus>.*<HasExpired>true<\/HasExpired><\/WSResultStatus>/);
		await emulator.signIn();
	});
});
