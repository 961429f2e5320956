import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted, PrepareOptions, Writer } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import type { Payment } from '../../core/model/documents';
import { compare } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import { allocate } from '../allocate';
import { call, noAnswer } from '../api';
import { textIn } from '../../core/xml-elements';
import type { Desk } from '../desk';
import { openDay } from '../periods';
import { bankOf, otherCurrency, rateFor } from '../resolve';
import { named } from '../readers/named';
import { midnight, type Wire } from '../shapes/documents';
import { amountOf, idOf, posted } from '../transactions';
import { fold, standing } from './find';

interface Ready {
	operation: string;
	content: { readonly [name: string]: Wire };
	/** The document that is paid. */
	target: string;
	payment: Payment;
	date: string;
}

const PAID = { out: ['PI'], in: ['SI'] } as const;
const TYPES = { out: 'PP', in: 'SR' } as const;
const OPERATIONS = { out: 'SavePurchasePaymentGetBackTransactionID', in: 'SaveSalesReceiptGetBackTransactionID' } as const;

/**
 * Payments of bills and of sales invoices: posted, then settled against the document. One that stands and is not settled
 * yet, since a run died in between, does not count as held; only the settling is made good then.
 */
export function paymentWriter(desk: Desk): Writer<Payment, Ready> {
	const unsettled = new Map<string, XmlElement>();
	return {
		batchSize: 20,
		total: ({ amount }) => ({ total: amount }),
		find: async (payments) => {
			const found = await standing(desk.aiq, payments.map(({ key }) => key), ['PP', 'SR']);
			const result = new Map<string, Posted>();
			for (const { key, amount } of payments) {
				const [row] = found.get(fold(key)) ?? [];
				unsettled.delete(key);
				if (row === undefined) continue;
				const open = amountOf(row, 'OutstandingAmount') ?? '0';
				if (compare(open, amount) >= 0 && compare(amountOf(row) ?? '0', amount) === 0) unsettled.set(key, row);
				else result.set(key, { ...posted(row), key });
			}
			return result;
		},
		prepare: async (payments, options) => {
			const outcomes: Array<Outcome<Ready>> = [];
			for (const payment of payments) outcomes.push(await prepareOne(desk, payment, options).then(ok, (error: unknown) => failed(asBooksError(error))));
			return outcomes;
		},
		send: async (batch) => {
			const outcomes: Array<Outcome<Posted>> = [];
			for (const ready of batch) outcomes.push(await sendOne(desk, ready, unsettled).then(ok, (error: unknown) => failed(asBooksError(error))));
			return outcomes;
		},
	};
}

async function prepareOne(desk: Desk, payment: Payment, { closedPeriod }: PrepareOptions): Promise<Ready> {
	const { aiq, lists } = desk;
	const { direction, document, bankAccount, amount, key, memo } = payment;
	const target = await named(aiq, PAID[direction], document);
	if (target === undefined) {
		const what = `AccountsIQ holds no ${direction === 'out' ? 'bill' : 'sales invoice'} ${document.key ?? document.number ?? document.id}`;
		throw new BooksError({ category: 'not found', field: 'document', message: what, hint: 'Post the document first.' });
	}
	const open = amountOf(target, 'OutstandingAmount') ?? '0';
	if (compare(amount, open) > 0) {
		throw new BooksError({ category: 'validation', field: 'amount', message: `Only ${open} of the document is outstanding, not ${amount}`, hint: 'Pay no more than what is still due.' });
	}
	const currency = textIn(target, 'CurrencyCode');
	if (payment.currency !== undefined && payment.currency !== currency) throw otherCurrency(payment.currency, currency, textIn(target, 'AccountCode'));
	const bank = bankOf(bankAccount, await lists.banks());
	if (bank instanceof BooksError) throw bank;
	const date = openDay(payment.date, 'payment', await lists.periods(), closedPeriod);
	if (date instanceof BooksError) throw date;
	const base = await lists.baseCurrency();
	const rate = async (of: string | undefined) => (of === undefined || of === base ? '1' : await rateFor(desk, of));
	const party = textIn(target, 'AccountCode') ?? '';
	const exchange = currency === base ? '1' : (payment.exchangeRate ?? (await rate(currency)));
	// A bank in the currency of the document pays at the rate of the payment.
	const own = textIn(bank, 'CurrencyCode');
	const rates = { ExchangeRate: exchange, BankExchangeRate: own === currency ? exchange : await rate(own) };
	const text = (memo ?? key).slice(0, 500);
	const bankCode = textIn(bank, 'Code') ?? '';
	const content: { readonly [name: string]: Wire } = direction === 'out'
		? { purchasePayment: { SupplierCode: party, CheckReference: key, PaymentAmount: amount, BankAccountCode: bankCode, PaymentDate: midnight(date), ...rates, Description: text, BankLineDescription: text } }
		: { salesReceipt: { CustomerCode: party, CheckReference: key, PaymentAmount: amount, BankAccountCode: bankCode, LodgmentNumber: '', PaymentDate: midnight(date), ...rates, Description: text } };
	return { operation: OPERATIONS[direction], content, target: idOf(target), payment, date };
}

async function sendOne({ aiq }: Desk, { operation, content, target, payment, date }: Ready, unsettled: ReadonlyMap<string, XmlElement>): Promise<Posted> {
	const standingOne = unsettled.get(payment.key);
	let id = standingOne === undefined ? undefined : idOf(standingOne);
	if (id === undefined) {
		const { beside } = await call(aiq, operation, content, { write: true });
		id = textIn(beside, 'transactionID');
		if (id === undefined) throw noAnswer(operation, true);
	}
	const settled = await allocate(aiq, [target, id], payment.key, date, payment.amount).catch(asBooksError);
	if (settled instanceof BooksError) {
		// The payment stands; the next run finds it unsettled and makes good the settling alone.
		throw new BooksError({ ...settled.facts, message: `The payment stands as ${id}, but was not settled against the document: ${settled.message}` });
	}
	return { id, kind: 'payment', key: payment.key, status: TYPES[payment.direction], total: payment.amount, date };
}
