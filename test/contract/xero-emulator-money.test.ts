import { BankTransaction, CreditNote, Invoice, LineAmountTypes, Payment } from 'xero-node';
import { KEA, rejection, XeroBench } from './support/xero';
import { approved, line } from './support/xero-shapes';

/** The vendor's own client, unchanged, against the emulator: payments, bank transactions, transfers, over- and prepayments. */
let bench: XeroBench;
let api: XeroBench['xero']['accountingApi'];
beforeAll(async () => {
	bench = await XeroBench.start();
	api = bench.xero.accountingApi;
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

it('NODE-PAYMENT: a payment closes a bill, its deletion opens it; a batch pays several', async () => {
	const [one, two] = [
		await approved(api, Invoice.TypeEnum.ACCPAY, 'Staples', 60),
		await approved(api, Invoice.TypeEnum.ACCPAY, 'Staples', 36),
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
	expect((await api.getBatchPayment(KEA, batch?.batchPaymentID ?? '')).body.batchPayments?.[0]?.payments).toHaveLength(
		2,
	);
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
	const bill = await approved(api, Invoice.TypeEnum.ACCPAY, 'Toolstation', 300);
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
	const [over, pre] = [body.bankTransactions?.[0]?.overpaymentID ?? '', body.bankTransactions?.[1]?.prepaymentID ?? ''];
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
