import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted, PrepareOptions, Writer } from '../../core/ledger';
import type { Payment } from '../../core/model/documents';
import { compare, toJsonNumber } from '../../core/money';
import { BATCH_SIZE } from '../batch';
import type { Desk } from '../desk';
import { isCard } from '../mapping';
import { isIn } from '../query';
import { readAll } from '../read';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { noteOf, rateOf } from '../shapes/documents';
import { isVoided, keyOfNote, numberOfKey } from '../shapes/keys';
import type { QboTransaction } from '../types';
import { given, refTo, toAmount } from '../wire';
import { findByNumber, keepOurs, type Found } from './find';
import { sendAll, type Ready } from './send';

/** What each direction pays, and by what. */
const SIDES = {
	in: { paid: 'Invoice', by: 'Payment', word: 'invoice' },
	out: { paid: 'Bill', by: 'BillPayment', word: 'bill' },
} as const;

/** Payments of invoices and of bills: the document paid is looked up first, with its supplier or customer. */
export function paymentWriter(desk: Desk): Writer<Payment, Ready> {
	let asked: number | undefined;
	return {
		batchSize: BATCH_SIZE,
		total: ({ amount }) => ({ total: amount }),
		find: async (payments) => {
			const held = new Map<string, Posted>();
			for (const direction of ['in', 'out'] as const) {
				const some = payments.filter((payment) => payment.direction === direction);
				if (some.length === 0) continue;
				const found = direction === 'out' ? await findByNumber(desk.qbo, ['BillPayment'], some) : await findReceipts(desk, some);
				for (const [key, { entity: _entity, ...posted }] of found.held) held.set(key, posted);
			}
			asked = desk.qbo.clock.told;
			return held;
		},
		prepare: async (payments, options) => await prepare(desk, payments, options),
		send: async (ready, attempt) => await sendAll(desk.qbo, ready, attempt, asked),
	};
}

/**
 * Payments of customers have a reference number in place of a document number. Where a company's books do not let it be
 * asked for, the customers' payments are read.
 */
async function findReceipts(desk: Desk, payments: Payment[]): Promise<Found> {
	const byNumber = await findByNumber(desk.qbo, ['Payment'], payments, 'PaymentRefNum').catch(asBooksError);
	if (!(byNumber instanceof BooksError)) return byNumber;
	if (byNumber.facts.vendorCode !== '4001') throw byNumber;
	const paid = await paidDocuments(desk, payments);
	const customers = [...paid.values()].flatMap((document) => (document instanceof BooksError ? [] : (document.CustomerRef?.value ?? [])));
	const rows = await readAll<QboTransaction>(desk.qbo, isIn('CustomerRef', customers).map((condition) => ({ entity: 'Payment', where: [condition] })));
	const found: Found = { held: new Map(), voided: new Set() };
	keepOurs(found, desk.qbo, 'Payment', payments, rows);
	return found;
}

async function prepare(desk: Desk, payments: Payment[], options: PrepareOptions): Promise<Array<Outcome<Ready>>> {
	const resolved = await resolveAll(desk, payments, options);
	const paid = await paidDocuments(desk, resolved.flatMap((outcome) => (outcome.ok ? [outcome.value.document] : [])));
	return resolved.map((outcome): Outcome<Ready> => {
		if (!outcome.ok) return outcome;
		const { document, warnings } = outcome.value;
		const target = paid.get(document) ?? missing(document);
		if (target instanceof BooksError) return failed(target);
		const due = toAmount(target.Balance);
		if (due !== undefined && compare(document.amount, due) > 0) {
			return failed(new BooksError({ category: 'validation', field: 'amount', message: `Only ${due} of the document is due, not ${document.amount}.`, hint: 'Pay no more than what is still due.' }));
		}
		try {
			return ok({ key: document.key, entity: SIDES[document.direction].by, record: toPayment(outcome.value, target), warnings });
		} catch (error) {
			return failed(asBooksError(error));
		}
	});
}

/** Pure: the payment of a document that stands in the books. */
export function toPayment({ document, date, bank, rules }: Resolved<Payment>, paid: QboTransaction): QboTransaction {
	const { paid: entity } = SIDES[document.direction];
	const amount = toJsonNumber(document.amount);
	const shared = {
		TxnDate: date,
		TotalAmt: amount,
		PrivateNote: noteOf(document),
		CurrencyRef: rules.multiCurrency ? paid.CurrencyRef : undefined,
		ExchangeRate: rateOf(document.exchangeRate, rules.multiCurrency),
		Line: [{ Amount: amount, LinkedTxn: [{ TxnId: paid.Id ?? '', TxnType: entity }] }],
	};
	const account = refTo(bank?.Id ?? '');
	if (document.direction === 'in') {
		return given({ CustomerRef: paid.CustomerRef, PaymentRefNum: numberOfKey(document.key), DepositToAccountRef: account, ...shared });
	}
	const card = bank !== undefined && isCard(bank);
	return given({
		VendorRef: paid.VendorRef,
		DocNumber: numberOfKey(document.key),
		PayType: card ? ('CreditCard' as const) : ('Check' as const),
		...(card ? { CreditCardPayment: { CCAccountRef: account } } : { CheckPayment: { BankAccountRef: account, PrintStatus: 'NotSet' } }),
		...shared,
	});
}

/** The documents paid, in bulk: by id, by number, or by our key. */
async function paidDocuments(desk: Desk, payments: Payment[]): Promise<Map<Payment, QboTransaction | BooksError>> {
	const found = new Map<Payment, QboTransaction | BooksError>();
	for (const direction of ['in', 'out'] as const) {
		const some = payments.filter((payment) => payment.direction === direction);
		if (some.length === 0) continue;
		const ids = some.flatMap(({ document }) => document.id ?? []);
		const numbers = some.flatMap(({ document: { id, number, key } }) => (id === undefined ? [number, key === undefined ? undefined : numberOfKey(key)].filter((one) => one !== undefined) : []));
		const conditions = [...isIn('Id', ids), ...isIn('DocNumber', numbers)];
		const rows = await readAll<QboTransaction>(desk.qbo, conditions.map((condition) => ({ entity: SIDES[direction].paid, where: [condition] })));
		for (const payment of some) {
			const hits = rows.filter((row) => isPaidBy(row, payment) && !isVoided(row));
			found.set(payment, hits.length === 1 && hits[0] !== undefined ? hits[0] : hits.length > 1 ? ambiguous(payment) : missing(payment));
		}
	}
	return found;
}

function isPaidBy(row: QboTransaction, { document: { id, number, key } }: Payment): boolean {
	if (id !== undefined) return row.Id === id;
	const same = (wire: string | undefined, text: string | undefined) => text !== undefined && wire?.toLowerCase() === text.toLowerCase();
	return same(row.DocNumber, number) || same(keyOfNote(row.PrivateNote) ?? row.DocNumber, key);
}

const named = ({ document: { id, number, key } }: Payment): string => `"${number ?? key ?? id}"`;

function missing(payment: Payment): BooksError {
	return new BooksError({
		category: 'not found', field: 'document', message: `The books hold no ${SIDES[payment.direction].word} ${named(payment)}.`, hint: 'Post the document first, or name it by its ID.',
	});
}

function ambiguous(payment: Payment): BooksError {
	return new BooksError({
		category: 'validation', field: 'document', message: `The books hold more than one ${SIDES[payment.direction].word} ${named(payment)}.`, hint: 'Name the one meant by its ID.',
	});
}
