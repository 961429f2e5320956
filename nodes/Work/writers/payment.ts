import { BooksError } from '../../core/errors';
import type { Posted, Writer } from '../../core/ledger';
import type { Payment } from '../../core/model/documents';
import { toJsonNumber } from '../../core/money';
import type { Work } from '../api';
import { severalRecords, unknownRecord } from '../errors';
import { keyOf } from '../shapes/documents';
import { amountOf, dayOf, folded, textOf, type Wire } from '../wire';
import { shapedAll, sendOne } from './send';

/** Payments into Work. The document key stands in `reference`, and is looked up among the payments of the invoice. */
export function paymentWriter(work: Work): Writer<Payment, Wire> {
	const invoices = new Map<string, Promise<Wire>>();
	const paid = async (document: Payment): Promise<Wire> => {
		const name = JSON.stringify(document.document);
		const asking = invoices.get(name) ?? invoiceOf(work, document);
		invoices.set(name, asking);
		return await asking;
	};
	return {
		batchSize: 1,
		total: ({ amount }) => ({ total: amount }),
		find: async (documents) => {
			const held = new Map<string, Posted>();
			for (const document of documents) {
				const invoice = await paid(document).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error as Error)));
				if (invoice === undefined) continue;
				const payments = await work.all('payment', { invoiceId: String(invoice.id) });
				const same = payments.find(({ reference, status, invoiceId }) => status !== 'voided' && invoiceId === invoice.id && folded(reference) === folded(document.key));
				if (same !== undefined) held.set(document.key, { ...postedPayment(same), key: document.key });
			}
			return held;
		},
		prepare: async (documents) =>
			await shapedAll(documents, async (document) => {
				if (document.direction !== 'in') {
					throw new BooksError({ message: 'Work has payments of customers only', category: 'validation', field: 'direction', hint: 'Post it in the books.' });
				}
				const { key, date, amount } = document;
				return { invoiceId: (await paid(document)).id, date, amount: toJsonNumber(amount), method: 'other', reference: key };
			}),
		send: async (batch, attempt) => await sendOne(work, 'payment', batch, attempt, postedPayment),
	};
}

/** The invoice paid: by its id, its number, or the key that it was posted under or has in the books. */
async function invoiceOf(work: Work, { document: { id, number, key } }: Payment): Promise<Wire> {
	if (id !== undefined) return await work.one('invoice', id);
	const named = number ?? key ?? '';
	const found = (await work.all('invoice', { number: named })).filter((invoice) => textOf(invoice.number) === named && invoice.status !== 'void');
	const all = found.length > 0 || key === undefined ? found : (await work.all('invoice')).filter((invoice) => invoice.status !== 'void' && isOfKey(invoice, key));
	const [invoice, other] = all;
	if (invoice === undefined) throw unknownRecord('invoice', named);
	if (other !== undefined) throw severalRecords('invoice', named);
	return invoice;
}

function isOfKey({ id, reference }: Wire, key: string): boolean {
	return keyOf(id) === key || folded(reference) === folded(key);
}

function isMissing(error: unknown): boolean {
	return error instanceof BooksError && error.category === 'not found';
}

export function postedPayment(payment: Wire): Posted {
	return {
		id: String(payment.id), kind: 'payment', key: textOf(payment.reference), status: textOf(payment.status), total: amountOf(payment.amount),
		currency: textOf(payment.currency), date: dayOf(payment.date), raw: payment,
	};
}
