import { CreditNote, Invoice, LineAmountTypes, ManualJournal, type Allocation } from 'xero-node';
import { KEA, rejection, XeroBench } from './support/xero';
import { approved, line } from './support/xero-shapes';

/** The vendor's own client, unchanged, against the emulator: bills, invoices, credits, journals, files and notes. */
let bench: XeroBench;
let api: XeroBench['xero']['accountingApi'];
beforeAll(async () => {
	bench = await XeroBench.start();
	api = bench.xero.accountingApi;
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

it('NODE-BILL: a bill is made, read, changed by line id, voided', async () => {
	const bill = await approved(api, Invoice.TypeEnum.ACCPAY, 'Bay Hire Ltd', 48, {
		invoiceNumber: 'EXP-1042',
		url: 'https://expenses.example.com/report/1042',
	});
	expect(bill).toMatchObject({ subTotal: 40, totalTax: 8, total: 48, amountDue: 48, status: 'AUTHORISED' });
	const id = bill.invoiceID ?? '';
	const [kept] = bill.lineItems ?? [];
	const changed = (
		await api.updateInvoice(KEA, id, {
			invoices: [{ lineItems: [{ ...kept, description: 'Taxi' }, line('Tip', 2, '429')] }],
		})
	).body.invoices?.[0];
	expect(changed?.lineItems?.map(({ lineItemID }) => lineItemID === kept?.lineItemID)).toEqual([true, false]);
	expect(changed?.total).toBe(50);
	const listed =
		(await api.getInvoices(KEA, undefined, 'Type=="ACCPAY" AND InvoiceNumber=="EXP-1042"')).body.invoices ?? [];
	expect(listed).toHaveLength(1);
	expect(listed[0]?.lineItems).toHaveLength(0);
	const paged = (
		await api.getInvoices(KEA, undefined, undefined, undefined, [id], undefined, undefined, ['AUTHORISED'], 1)
	).body;
	expect(paged.invoices?.[0]?.lineItems).toHaveLength(2);
	expect(
		(await api.updateInvoice(KEA, id, { invoices: [{ status: Invoice.StatusEnum.VOIDED }] })).body.invoices?.[0]
			?.status,
	).toBe('VOIDED');
});

it('NODE-INVOICE: a sales invoice has its own number, a page for the customer, and goes out by e-mail', async () => {
	await api.updateOrCreateContacts(KEA, {
		contacts: [{ name: 'Harbour View Developments', emailAddress: 'ap@harbour.example' }],
	});
	const invoice = await approved(api, Invoice.TypeEnum.ACCREC, 'Harbour View Developments', 120);
	const id = invoice.invoiceID ?? '';
	expect(invoice.invoiceNumber).toBe('INV-0001');
	expect((await api.emailInvoice(KEA, id, {})).response.status).toBe(204);
	expect((await api.getInvoice(KEA, id)).body.invoices?.[0]?.sentToContact).toBe(true);
	expect((await api.getOnlineInvoice(KEA, id)).body.onlineInvoices?.[0]?.onlineInvoiceUrl).toContain('/in/');
	const again = await rejection(
		api.createInvoices(KEA, {
			invoices: [{ type: Invoice.TypeEnum.ACCREC, contact: { name: 'X' }, invoiceNumber: 'INV-0001' }],
		}),
	);
	expect(again.body).toMatchObject({
		ErrorNumber: 10,
		Elements: [{ ValidationErrors: [{ Message: 'Invoice # must be unique.' }] }],
	});
	const posted = await api.updateOrCreateInvoices(KEA, {
		invoices: [{ type: Invoice.TypeEnum.ACCREC, invoiceNumber: 'INV-0001', reference: 'PO 7' }],
	});
	expect(posted.body.invoices?.[0]).toMatchObject({ invoiceID: id, reference: 'PO 7', total: 120 });
});

it('NODE-CREDIT: a credit note is set against a bill and taken off again', async () => {
	const bill = await approved(api, Invoice.TypeEnum.ACCPAY, 'Jewson', 100);
	const { body } = await api.createCreditNotes(KEA, {
		creditNotes: [
			{
				type: CreditNote.TypeEnum.ACCPAYCREDIT,
				status: CreditNote.StatusEnum.AUTHORISED,
				contact: { name: 'Jewson' },
				date: '2026-11-04',
				creditNoteNumber: 'EXP-9-C',
				lineAmountTypes: LineAmountTypes.Inclusive,
				lineItems: [line('Returned', 24, '449')],
			},
		],
	});
	const note = body.creditNotes?.[0];
	expect(note).toMatchObject({ total: 24, remainingCredit: 24, creditNoteNumber: 'EXP-9-C' });
	const id = note?.creditNoteID ?? '';
	const allocation: Allocation = { invoice: { invoiceID: bill.invoiceID }, amount: 24, date: '2026-11-05' };
	const applied = (await api.createCreditNoteAllocation(KEA, id, { allocations: [allocation] })).body.allocations?.[0];
	expect((await api.getCreditNote(KEA, id)).body.creditNotes?.[0]).toMatchObject({
		status: 'PAID',
		remainingCredit: 0,
	});
	expect((await api.getInvoice(KEA, bill.invoiceID ?? '')).body.invoices?.[0]).toMatchObject({
		amountDue: 76,
		amountCredited: 24,
	});
	expect((await api.deleteCreditNoteAllocations(KEA, id, applied?.allocationID ?? '')).body.isDeleted ?? true).toBe(
		true,
	);
	expect((await api.getInvoice(KEA, bill.invoiceID ?? '')).body.invoices?.[0]?.amountDue).toBe(100);
	const found = (
		await api.getCreditNotes(KEA, undefined, 'Type=="ACCPAYCREDIT" AND CreditNoteNumber=="EXP-9-C"', undefined, 1)
	).body.creditNotes;
	expect(found?.[0]?.lineItems).toHaveLength(1);
	await api.updateCreditNote(KEA, id, { creditNotes: [{ status: CreditNote.StatusEnum.VOIDED }] });
	const missing = await rejection(
		api.updateOrCreateCreditNotes(KEA, { creditNotes: [{ creditNoteID: '11111111-1111-4111-8111-111111111111' }] }),
	);
	expect(missing.body.Elements[0].ValidationErrors[0].Message).toBe(
		'An existing Credit Note with the specified CreditNoteID could not be found',
	);
});

it('NODE-JOURNAL: a manual journal balances, is posted and voided', async () => {
	const journalLines = [
		{ lineAmount: 320.5, accountCode: '449', description: 'Fuel', tracking: [{ name: 'Region', option: 'North' }] },
		{ lineAmount: -320.5, accountCode: '805' },
	];
	const { body } = await api.createManualJournals(KEA, {
		manualJournals: [
			{ narration: 'Accrual [EXP-7-J]', date: '2026-11-30', status: ManualJournal.StatusEnum.POSTED, journalLines },
		],
	});
	const id = body.manualJournals?.[0]?.manualJournalID ?? '';
	expect((await api.getManualJournal(KEA, id)).body.manualJournals?.[0]?.journalLines?.[0]).toMatchObject({
		lineAmount: 320.5,
		tracking: [{ name: 'Region' }],
	});
	expect(
		(await api.getManualJournals(KEA, undefined, 'Narration.Contains("EXP-7-J")', undefined, 1)).body.manualJournals,
	).toHaveLength(1);
	const uneven = await rejection(
		api.createManualJournals(KEA, {
			manualJournals: [
				{
					narration: 'Bad',
					journalLines: [
						{ lineAmount: 100, accountCode: '449' },
						{ lineAmount: -10, accountCode: '805' },
					],
				},
			],
		}),
	);
	expect(uneven.body.Elements[0].ValidationErrors[0].Message).toBe(
		'The total debits (100.00) must equal total credits (-10.00)',
	);
	expect(
		(
			await api.updateManualJournal(KEA, id, {
				manualJournals: [{ narration: 'Accrual', status: ManualJournal.StatusEnum.VOIDED }],
			})
		).body.manualJournals?.[0]?.status,
	).toBe('VOIDED');
});

it('a billable cost is linked to a customer', async () => {
	const bill = await approved(api, Invoice.TypeEnum.ACCPAY, 'Uber', 18);
	const customer = (await api.getContacts(KEA, undefined, 'Name=="Moss & Daughters"')).body.contacts?.[0]?.contactID;
	const link = {
		sourceTransactionID: bill.invoiceID,
		sourceLineItemID: bill.lineItems?.[0]?.lineItemID,
		contactID: customer,
	};
	const made = (await api.createLinkedTransaction(KEA, link)).body.linkedTransactions?.[0];
	expect(made).toMatchObject({ status: 'APPROVED', sourceTransactionTypeCode: 'ACCPAY' });
	expect((await api.getLinkedTransactions(KEA, 1, undefined, bill.invoiceID)).body.linkedTransactions).toHaveLength(1);
	const id = made?.linkedTransactionID ?? '';
	const sale = await approved(api, Invoice.TypeEnum.ACCREC, 'Moss & Daughters', 18);
	const billed = await api.updateLinkedTransaction(KEA, id, {
		linkedTransactions: [{ targetTransactionID: sale.invoiceID, targetLineItemID: sale.lineItems?.[0]?.lineItemID }],
	});
	expect(billed.body.linkedTransactions?.[0]?.status).toBe('BILLED');
	expect((await api.deleteLinkedTransaction(KEA, id)).response.status).toBe(204);
});

it('NODE-ATTACH: files are kept byte for byte, replaced by name, at most ten; notes stand in the history', async () => {
	const bill = await approved(api, Invoice.TypeEnum.ACCPAY, 'Costa', 7.45);
	const id = bill.invoiceID ?? '';
	const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 13, 10]);
	const name = 'receipt ü 1.pdf';
	const first = (await api.createInvoiceAttachmentByFileName(KEA, id, name, bytes)).body.attachments?.[0];
	expect(first).toMatchObject({ fileName: name, contentLength: 8 });
	const again = (await api.updateInvoiceAttachmentByFileName(KEA, id, name, Buffer.from('second'))).body
		.attachments?.[0];
	expect(again).toMatchObject({ attachmentID: first?.attachmentID, contentLength: 6 });
	expect((await api.getInvoiceAttachmentByFileName(KEA, id, name, 'application/pdf')).body.toString()).toBe('second');
	for (let n = 2; n <= 10; n += 1) await api.createInvoiceAttachmentByFileName(KEA, id, `r${n}.png`, bytes);
	expect((await rejection(api.createInvoiceAttachmentByFileName(KEA, id, 'r11.png', bytes))).statusCode).toBe(400);
	expect((await api.getInvoiceAttachments(KEA, id)).body.attachments).toHaveLength(10);
	expect((await api.getInvoice(KEA, id)).body.invoices?.[0]?.hasAttachments).toBe(true);
	expect(
		(await rejection(api.createInvoiceAttachmentByFileName(KEA, id, 'run.exe', bytes))).body.Elements[0]
			.ValidationErrors[0].Message,
	).toContain('not supported');

	await api.createInvoiceHistory(KEA, id, { historyRecords: [{ details: 'Created from expense report 1042' }] });
	const history = (await api.getInvoiceHistory(KEA, id)).body.historyRecords ?? [];
	expect(history[0]).toMatchObject({ details: 'Created from expense report 1042', user: 'System Generated' });
	expect(history.at(-1)).toMatchObject({ changes: 'Created' });
});
