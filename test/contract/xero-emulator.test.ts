import {
	Account,
	AccountType,
	BankTransaction,
	Contact,
	CreditNote,
	CurrencyCode,
	Invoice,
	LineAmountTypes,
	ManualJournal,
	Payment,
	TrackingCategory,
	type Allocation,
} from 'xero-node';
import { KEA, rejection, XeroBench } from './support/xero';

/** The vendor's own client, unchanged, against the emulator: every resource read and written. */
let bench: XeroBench;
let api: XeroBench['xero']['accountingApi'];
beforeAll(async () => {
	bench = await XeroBench.start();
	api = bench.xero.accountingApi;
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

const line = (description: string, unitAmount: number, accountCode: string) => ({
	description,
	quantity: 1,
	unitAmount,
	accountCode,
});
async function approved(
	type: Invoice.TypeEnum,
	name: string,
	amount: number,
	extra: Partial<Invoice> = {},
): Promise<Invoice> {
	const { body } = await api.createInvoices(KEA, {
		invoices: [
			{
				type,
				status: Invoice.StatusEnum.AUTHORISED,
				contact: { name },
				date: '2026-11-03',
				dueDate: '2026-11-17',
				lineAmountTypes: LineAmountTypes.Inclusive,
				lineItems: [line('Work', amount, type === Invoice.TypeEnum.ACCPAY ? '449' : '200')],
				...extra,
			},
		],
	});
	return body.invoices?.[0] as Invoice;
}

describe('reference data', () => {
	it('NODE-REF: organisation, actions, users, themes', async () => {
		const { body, response } = await api.getOrganisations(KEA);
		expect(body.organisations?.[0]).toMatchObject({
			name: 'Kea Joinery Ltd',
			baseCurrency: 'GBP',
			countryCode: 'GB',
			version: 'UK',
			shortCode: '!kEa42',
		});
		expect(response.headers).toMatchObject({
			'x-minlimit-remaining': expect.any(String),
			'x-daylimit-remaining': expect.any(String),
			'xero-correlation-id': expect.any(String),
		});
		const actions = (await api.getOrganisationActions(KEA)).body.actions ?? [];
		expect(actions.find(({ name }) => name === 'UseMulticurrency')?.status).toBe('ALLOWED');
		const user = (await api.getUsers(KEA)).body.users?.[0];
		expect((await api.getUser(KEA, user?.userID ?? '')).body.users?.[0]?.emailAddress).toBe(user?.emailAddress);
		const theme = (await api.getBrandingThemes(KEA)).body.brandingThemes?.[0];
		expect((await api.getBrandingTheme(KEA, theme?.brandingThemeID ?? '')).body.brandingThemes?.[0]?.name).toBe(
			'Standard',
		);
	});

	it('NODE-REF: accounts are listed, made, changed, archived and deleted', async () => {
		const banks = (await api.getAccounts(KEA, undefined, 'Type=="BANK"', 'Name ASC')).body.accounts ?? [];
		expect(banks.map(({ code }) => code)).toEqual(['090', '091', '092']);
		const made = (
			await api.createAccount(KEA, { code: '478', name: 'Tool hire', type: AccountType.OVERHEADS, taxType: 'INPUT2' })
		).body.accounts?.[0];
		expect(made).toMatchObject({ _class: 'EXPENSE', status: 'ACTIVE' });
		const id = made?.accountID ?? '';
		await api.updateAccount(KEA, id, { accounts: [{ name: 'Hire of tools' }] });
		expect((await api.getAccount(KEA, id)).body.accounts?.[0]?.name).toBe('Hire of tools');
		const clash = await rejection(api.createAccount(KEA, { code: '478', name: 'Other', type: AccountType.OVERHEADS }));
		expect(clash).toMatchObject({
			statusCode: 400,
			body: { Elements: [{ ValidationErrors: [{ Message: 'Please enter a unique Code.' }] }] },
		});
		await api.updateAccount(KEA, id, { accounts: [{ status: Account.StatusEnum.ARCHIVED }] });
		expect((await api.deleteAccount(KEA, id)).body.accounts?.[0]?.status).toBe('DELETED');
	});

	it('NODE-REF: tax rates, currencies', async () => {
		const rates = (await api.getTaxRates(KEA)).body.taxRates ?? [];
		expect(rates.find(({ taxType }) => taxType === 'INPUT2')).toMatchObject({
			effectiveRate: 20,
			canApplyToExpenses: true,
			canApplyToRevenue: false,
		});
		const made = (
			await api.createTaxRates(KEA, { taxRates: [{ name: 'Half', taxComponents: [{ name: 'VAT', rate: 10 }] }] })
		).body.taxRates?.[0];
		expect(made).toMatchObject({ taxType: 'TAX001', effectiveRate: 10 });
		await api.updateTaxRate(KEA, { taxRates: [{ name: 'Half rate', taxType: 'TAX001' }] });
		expect((await api.getTaxRateByTaxType(KEA, 'TAX001')).body.taxRates?.[0]?.name).toBe('Half rate');
		expect((await api.getCurrencies(KEA)).body.currencies?.map(({ code }) => code)).toEqual([
			'GBP',
			'EUR',
			'USD',
			'SEK',
		]);
		await api.createCurrency(KEA, { code: CurrencyCode.NOK, description: 'Krone' });
		expect((await api.getCurrencies(KEA)).body.currencies).toHaveLength(5);
	});

	it('NODE-REF: tracking categories and options, at most two active', async () => {
		const third = await rejection(api.createTrackingCategory(KEA, { name: 'Third' }));
		expect(third.statusCode).toBe(400);
		const region = (await api.getTrackingCategories(KEA)).body.trackingCategories?.find(
			({ name }) => name === 'Region',
		);
		const id = region?.trackingCategoryID ?? '';
		const option =
			(await api.createTrackingOptions(KEA, id, { name: 'Borders' })).body.options?.[0]?.trackingOptionID ?? '';
		await api.updateTrackingOptions(KEA, id, option, { name: 'The Borders' });
		expect(
			(await api.getTrackingCategory(KEA, id)).body.trackingCategories?.[0]?.options?.map(({ name }) => name),
		).toContain('The Borders');
		expect((await api.deleteTrackingOptions(KEA, id, option)).body.options?.[0]?.status).toBe('DELETED');
		await api.updateTrackingCategory(KEA, id, { status: TrackingCategory.StatusEnum.ARCHIVED });
		expect((await api.getTrackingCategories(KEA)).body.trackingCategories).toHaveLength(1);
		expect((await api.getTrackingCategories(KEA, undefined, undefined, true)).body.trackingCategories).toHaveLength(2);
		const job =
			(await api.createTrackingCategory(KEA, { name: 'Job' })).body.trackingCategories?.[0]?.trackingCategoryID ?? '';
		expect((await api.deleteTrackingCategory(KEA, job)).body.trackingCategories?.[0]?.status).toBe('DELETED');
		await api.updateTrackingCategory(KEA, id, { status: TrackingCategory.StatusEnum.ACTIVE });
	});

	it('NODE-UPSERT: contacts are made, found by number, changed, archived', async () => {
		const { body } = await api.createContacts(KEA, {
			contacts: [
				{
					name: 'Quay Timber',
					contactNumber: 'SRC-9',
					emailAddress: 'ap@quay.example',
					phones: [{ phoneNumber: '5550100' }],
				},
			],
		});
		const made = body.contacts?.[0];
		expect(made).toMatchObject({ contactStatus: 'ACTIVE', isSupplier: false });
		expect(made?.phones).toHaveLength(4);
		await api.updateOrCreateContacts(KEA, { contacts: [{ contactNumber: 'SRC-9', name: 'Quay Timber & Sons' }] });
		expect((await api.getContactByContactNumber(KEA, 'SRC-9')).body.contacts?.[0]).toMatchObject({
			contactID: made?.contactID,
			name: 'Quay Timber & Sons',
		});
		const clash = await rejection(api.createContacts(KEA, { contacts: [{ name: 'quay timber & sons' }] }));
		expect(clash.body.Elements[0].ValidationErrors[0].Message).toContain(
			'is already assigned to another contact. The contact name must be unique across all active contacts.',
		);
		await api.updateContact(KEA, made?.contactID ?? '', {
			contacts: [{ contactStatus: Contact.ContactStatusEnum.ARCHIVED }],
		});
		const seen = async (archived?: boolean) =>
			(await api.getContacts(KEA, undefined, 'Name.Contains("quay")', undefined, undefined, 1, archived)).body.contacts;
		expect(await seen()).toHaveLength(0);
		expect(await seen(true)).toHaveLength(1);
		const page = (
			await api.getContacts(KEA, undefined, undefined, 'Name ASC', undefined, 2, false, undefined, undefined, 10)
		).body;
		expect(page.pagination).toMatchObject({ page: 2, pageSize: 10 });
		expect(
			(await api.getContacts(KEA, undefined, undefined, undefined, undefined, 1, undefined, undefined, 'hôtel')).body
				.contacts?.[0]?.name,
		).toBe('Hôtel Étoile');
	});

	it('NODE-UPSERT: items', async () => {
		const { body } = await api.createItems(
			KEA,
			{
				items: [
					{
						code: 'SAW',
						name: 'Saw hire',
						salesDetails: { unitPrice: 12.3456, accountCode: '200', taxType: 'OUTPUT2' },
					},
				],
			},
			undefined,
			4,
		);
		const id = body.items?.[0]?.itemID ?? '';
		expect((await api.getItem(KEA, id)).body.items?.[0]?.salesDetails?.unitPrice).toBe(12.35);
		expect((await api.getItem(KEA, id, 4)).body.items?.[0]?.salesDetails?.unitPrice).toBe(12.3456);
		await api.updateOrCreateItems(KEA, { items: [{ code: 'SAW', name: 'Saw, day' }] });
		await api.updateItem(KEA, id, { items: [{ code: 'SAW', description: 'Per day' }] });
		expect((await api.getItems(KEA, undefined, 'Code=="saw"')).body.items?.[0]).toMatchObject({
			name: 'Saw, day',
			description: 'Per day',
		});
		expect(
			(await rejection(api.createItems(KEA, { items: [{ code: 'SAW' }] }))).body.Elements[0].ValidationErrors[0]
				.Message,
		).toBe("Price List Item with Code 'SAW' already exists");
		expect((await api.deleteItem(KEA, id)).response.status).toBe(204);
	});
});

describe('documents', () => {
	it('NODE-BILL: a bill is made, read, changed by line id, voided', async () => {
		const bill = await approved(Invoice.TypeEnum.ACCPAY, 'Bay Hire Ltd', 48, {
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
		const invoice = await approved(Invoice.TypeEnum.ACCREC, 'Harbour View Developments', 120);
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
		const bill = await approved(Invoice.TypeEnum.ACCPAY, 'Jewson', 100);
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
		const applied = (await api.createCreditNoteAllocation(KEA, id, { allocations: [allocation] })).body
			.allocations?.[0];
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

	it('NODE-PAYMENT: a payment closes a bill, its deletion opens it; a batch pays several', async () => {
		const [one, two] = [
			await approved(Invoice.TypeEnum.ACCPAY, 'Staples', 60),
			await approved(Invoice.TypeEnum.ACCPAY, 'Staples', 36),
		];
		const pay = { account: { code: '090' }, date: '2026-11-16', reference: 'RUN 1' };
		const made = (
			await api.createPayments(KEA, { payments: [{ ...pay, invoice: { invoiceID: one.invoiceID }, amount: 60 }] })
		).body.payments?.[0];
		expect(made).toMatchObject({
			paymentType: 'ACCPAYPAYMENT',
			status: 'AUTHORISED',
			invoice: { status: 'PAID', amountDue: 0 },
		});
		const over = await rejection(
			api.createPayment(KEA, { ...pay, invoice: { invoiceID: two.invoiceID }, amount: 36.01 }),
		);
		expect(over.body.Elements[0].ValidationErrors[0].Message).toBe(
			'Payment amount exceeds the amount outstanding on this document',
		);
		const id = made?.paymentID ?? '';
		expect((await api.deletePayment(KEA, id, { status: 'DELETED' })).body.payments?.[0]?.status).toBe('DELETED');
		expect((await api.getInvoice(KEA, one.invoiceID ?? '')).body.invoices?.[0]).toMatchObject({
			status: 'AUTHORISED',
			amountDue: 60,
		});
		const bank = (await api.getAccounts(KEA, undefined, 'Code=="090"')).body.accounts?.[0];
		const batch = (
			await api.createBatchPayment(KEA, {
				batchPayments: [
					{
						account: { accountID: bank?.accountID },
						date: '2026-11-17',
						reference: 'RUN7',
						payments: [
							{ invoice: { invoiceID: one.invoiceID }, amount: 60 },
							{ invoice: { invoiceID: two.invoiceID }, amount: 36 },
						],
					},
				],
			})
		).body.batchPayments?.[0];
		expect(batch).toMatchObject({ type: 'PAYBATCH', totalAmount: 96, status: 'AUTHORISED' });
		const parts = (await api.getPayments(KEA, undefined, `Status=="AUTHORISED"`, undefined, 1)).body.payments ?? [];
		expect(parts.filter(({ batchPaymentID }) => batchPaymentID === batch?.batchPaymentID)).toHaveLength(2);
		expect((await rejection(api.deletePayment(KEA, parts[0]?.paymentID ?? '', { status: 'DELETED' }))).statusCode).toBe(
			400,
		);
		expect(
			(await api.getBatchPayment(KEA, batch?.batchPaymentID ?? '')).body.batchPayments?.[0]?.payments,
		).toHaveLength(2);
		await api.deleteBatchPayment(KEA, { batchPaymentID: batch?.batchPaymentID ?? '', status: 'DELETED' });
		expect((await api.getBatchPayments(KEA, undefined, 'Status=="DELETED"')).body.batchPayments).toHaveLength(1);
		expect((await api.getPayment(KEA, id)).body.payments?.[0]?.reference).toBe('RUN 1');
	});

	it('NODE-EXPENSE: spend and receive money, found by reference, deleted, frozen when reconciled', async () => {
		const spend = {
			type: BankTransaction.TypeEnum.SPEND,
			contact: { name: 'Shell UK' },
			bankAccount: { code: '091' },
			date: '2026-11-04',
			reference: 'CARD-8841',
			lineAmountTypes: LineAmountTypes.Inclusive,
			lineItems: [line('Fuel', 72.61, '449')],
		};
		const { body } = await api.createBankTransactions(KEA, {
			bankTransactions: [
				spend,
				{
					...spend,
					type: BankTransaction.TypeEnum.RECEIVE,
					reference: 'CARD-8842',
					lineItems: [{ ...line('Refund', 10, '449'), taxType: 'INPUT2' }],
				},
			],
		});
		const [one, two] = body.bankTransactions ?? [];
		expect(one).toMatchObject({ subTotal: 60.51, totalTax: 12.1, total: 72.61, isReconciled: false });
		const found = (
			await api.getBankTransactions(KEA, undefined, 'Reference=="card-8841" AND BankAccount.Code=="091"', undefined, 1)
		).body.bankTransactions;
		expect(found?.map(({ bankTransactionID }) => bankTransactionID)).toEqual([one?.bankTransactionID]);
		expect(
			(
				await api.getBankTransactions(KEA, undefined, undefined, undefined, 1, undefined, undefined, [
					'CARD-8841',
					'CARD-8842',
				])
			).body.bankTransactions,
		).toHaveLength(2);
		await api.updateBankTransaction(KEA, one?.bankTransactionID ?? '', {
			bankTransactions: [{ ...spend, reference: 'CARD-8841b' }],
		});
		await bench.control('reconcile', { ids: [two?.bankTransactionID] });
		const frozen = await rejection(
			api.updateBankTransaction(KEA, two?.bankTransactionID ?? '', {
				bankTransactions: [{ ...spend, status: BankTransaction.StatusEnum.DELETED }],
			}),
		);
		expect(frozen.body.Elements[0].ValidationErrors[0].Message).toContain('reconciled');
		const gone = await api.updateOrCreateBankTransactions(KEA, {
			bankTransactions: [
				{ ...spend, bankTransactionID: one?.bankTransactionID, status: BankTransaction.StatusEnum.DELETED },
			],
		});
		expect(gone.body.bankTransactions?.[0]?.status).toBe('DELETED');
	});

	it('transfers between own accounts make both halves', async () => {
		const accounts = (await api.getAccounts(KEA, undefined, 'Type=="BANK"')).body.accounts ?? [];
		const account = (code: string) => ({ accountID: accounts.find((one) => one.code === code)?.accountID });
		const { body } = await api.createBankTransfer(KEA, {
			bankTransfers: [
				{ fromBankAccount: account('090'), toBankAccount: account('091'), amount: 250, date: '2026-11-05' },
			],
		});
		const transfer = body.bankTransfers?.[0];
		expect(
			(await api.getBankTransaction(KEA, transfer?.toBankTransactionID ?? '')).body.bankTransactions?.[0]?.type,
		).toBe('RECEIVE-TRANSFER');
		expect((await api.getBankTransfer(KEA, transfer?.bankTransferID ?? '')).body.bankTransfers?.[0]?.amount).toBe(250);
		const back = await bench.api('POST', '/BankTransfers', {
			body: { BankTransfers: [{ BankTransferID: transfer?.bankTransferID, Status: 'DELETED' }] },
		});
		expect(back.json.BankTransfers[0].Status).toBe('DELETED');
		expect((await api.getBankTransfers(KEA)).body.bankTransfers).toHaveLength(0);
	});

	it('over- and prepayments are made by bank transactions, set against invoices, and paid back', async () => {
		const bill = await approved(Invoice.TypeEnum.ACCPAY, 'Toolstation', 300);
		const base = { contact: { name: 'Toolstation' }, bankAccount: { code: '090' }, date: '2026-11-06' };
		const { body } = await api.createBankTransactions(KEA, {
			bankTransactions: [
				{
					...base,
					type: BankTransaction.TypeEnum.SPENDOVERPAYMENT,
					lineItems: [{ description: 'Too much', unitAmount: 100, quantity: 1 }],
				},
				{
					...base,
					type: BankTransaction.TypeEnum.SPENDPREPAYMENT,
					lineAmountTypes: LineAmountTypes.Inclusive,
					lineItems: [line('Deposit', 120, '310')],
				},
			],
		});
		const [over, pre] = [
			body.bankTransactions?.[0]?.overpaymentID ?? '',
			body.bankTransactions?.[1]?.prepaymentID ?? '',
		];
		const part = { invoice: { invoiceID: bill.invoiceID }, date: '2026-11-07' };
		await api.createOverpaymentAllocations(KEA, over, { allocations: [{ ...part, amount: 60 }] });
		await api.createPrepaymentAllocations(KEA, pre, { allocations: [{ ...part, amount: 100 }] });
		expect((await api.getOverpayment(KEA, over)).body.overpayments?.[0]).toMatchObject({
			remainingCredit: 40,
			type: 'SPEND-OVERPAYMENT',
		});
		expect((await api.getPrepayments(KEA, undefined, undefined, undefined, 1)).body.prepayments?.[0]).toMatchObject({
			remainingCredit: 20,
		});
		expect((await api.getInvoice(KEA, bill.invoiceID ?? '')).body.invoices?.[0]).toMatchObject({
			amountDue: 140,
			overpayments: [{ overpaymentID: over }],
		});
		await api.createPayment(KEA, {
			overpayment: { overpaymentID: over },
			account: { code: '090' },
			date: '2026-11-08',
			amount: 40,
		});
		expect((await api.getOverpayments(KEA)).body.overpayments?.[0]?.status).toBe('PAID');
		const allocation = (await api.getPrepayment(KEA, pre)).body.prepayments?.[0]?.allocations?.[0]?.allocationID ?? '';
		await api.deletePrepaymentAllocations(KEA, pre, allocation);
		expect((await api.getPrepayment(KEA, pre)).body.prepayments?.[0]?.remainingCredit).toBe(120);
		await api.createPayment(KEA, {
			prepayment: { prepaymentID: pre },
			account: { code: '090' },
			date: '2026-11-08',
			amount: 120,
		});
	});

	it('a billable cost is linked to a customer', async () => {
		const bill = await approved(Invoice.TypeEnum.ACCPAY, 'Uber', 18);
		const customer = (await api.getContacts(KEA, undefined, 'Name=="Moss & Daughters"')).body.contacts?.[0]?.contactID;
		const link = {
			sourceTransactionID: bill.invoiceID,
			sourceLineItemID: bill.lineItems?.[0]?.lineItemID,
			contactID: customer,
		};
		const made = (await api.createLinkedTransaction(KEA, link)).body.linkedTransactions?.[0];
		expect(made).toMatchObject({ status: 'APPROVED', sourceTransactionTypeCode: 'ACCPAY' });
		expect((await api.getLinkedTransactions(KEA, 1, undefined, bill.invoiceID)).body.linkedTransactions).toHaveLength(
			1,
		);
		const id = made?.linkedTransactionID ?? '';
		const sale = await approved(Invoice.TypeEnum.ACCREC, 'Moss & Daughters', 18);
		const billed = await api.updateLinkedTransaction(KEA, id, {
			linkedTransactions: [{ targetTransactionID: sale.invoiceID, targetLineItemID: sale.lineItems?.[0]?.lineItemID }],
		});
		expect(billed.body.linkedTransactions?.[0]?.status).toBe('BILLED');
		expect((await api.deleteLinkedTransaction(KEA, id)).response.status).toBe(204);
	});

	it('NODE-ATTACH: files are kept byte for byte, replaced by name, at most ten; notes stand in the history', async () => {
		const bill = await approved(Invoice.TypeEnum.ACCPAY, 'Costa', 7.45);
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
});

describe('payments of credits', () => {
	it('a credit note can be paid back', async () => {
		const { body } = await api.createCreditNotes(KEA, {
			creditNotes: [
				{
					type: CreditNote.TypeEnum.ACCRECCREDIT,
					status: CreditNote.StatusEnum.AUTHORISED,
					contact: { name: 'City of Hull Council' },
					date: '2026-11-04',
					lineItems: [line('Overcharged', 50, '200')],
				},
			],
		});
		const note = body.creditNotes?.[0];
		const paid = (
			await api.createPayment(KEA, {
				creditNote: { creditNoteID: note?.creditNoteID },
				account: { code: '090' },
				date: '2026-11-09',
				amount: 60,
			})
		).body.payments?.[0];
		expect(paid?.paymentType).toBe(Payment.PaymentTypeEnum.ARCREDITPAYMENT);
		expect((await api.getCreditNote(KEA, note?.creditNoteID ?? '')).body.creditNotes?.[0]).toMatchObject({
			status: 'PAID',
			remainingCredit: 0,
		});
	});
});
