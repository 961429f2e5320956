import { BooksError } from '../../core/errors';
import type { Posted, Writer } from '../../core/ledger';
import type { Invoice, Line } from '../../core/model/documents';
import { compare, divide, multiply, round, toJsonNumber, type Amount } from '../../core/money';
import type { Work } from '../api';
import type { Directory } from '../directory';
import { sumOf } from '../shapes/documents';
import { amountOf, dayOf, folded, textOf, type Wire } from '../wire';
import { shapedAll, sendOne } from './send';

/** The longest invoice number and line name that Work takes. */
const NUMBER_LENGTH = 21;
const NAME_LENGTH = 100;
/** Decimals of quantities and prices on the wire. */
const PLACES = 4;
const STATUS: Readonly<Record<Invoice['status'], string>> = { draft: 'draft', submitted: 'approved', posted: 'sent' };

/**
 * Invoices into Work. The document key stands in `reference`; the number, by which Work can be asked, is the document's
 * own or else the key. A void invoice does not count as held.
 */
export function invoiceWriter(work: Work, directory: Directory): Writer<Invoice, Wire> {
	return {
		batchSize: 1,
		total: ({ lines, taxIncluded }) => (taxIncluded ? { total: sumOf(lines) } : { subTotal: sumOf(lines) }),
		find: async (documents) => {
			const held = new Map<string, Posted>();
			for (const document of documents) {
				const found = await heldInvoice(work, document);
				if (found !== undefined) held.set(document.key, { ...postedInvoice(found), key: document.key });
			}
			return held;
		},
		prepare: async (documents) => await shapedAll(documents, async (document) => await toWireInvoice(directory, document)),
		send: async (batch, attempt) => await sendOne(work, 'invoice', batch, attempt, postedInvoice),
	};
}

async function heldInvoice(work: Work, { key, number }: Pick<Invoice, 'key' | 'number'>): Promise<Wire | undefined> {
	const wanted = number ?? key;
	const found = await work.all('invoice', { number: wanted });
	const same = found.filter((invoice) => textOf(invoice.number) === wanted && invoice.status !== 'void');
	return same.find((invoice) => number === undefined || folded(invoice.reference) === folded(key));
}

async function toWireInvoice(directory: Directory, document: Invoice): Promise<Wire> {
	const { key, number = key, date, dueDate, currency, memo, status, taxIncluded } = document;
	if (number.length > NUMBER_LENGTH) {
		throw new BooksError({
			message: `The number "${number}" has more than ${NUMBER_LENGTH} characters`, category: 'validation', field: 'number', document: key,
			hint: 'Give the document a shorter number.',
		});
	}
	const client = await directory.pick('client', 'client', document.customer);
	const lines: Wire[] = [];
	for (const [index, line] of document.lines.entries()) {
		lines.push(await toWireLine(directory, line).catch((error: unknown) => {
			throw error instanceof BooksError ? error.at({ document: key, line: index + 1 }) : error;
		}));
	}
	return {
		clientId: client.id, number, reference: key, issueDate: date, dueDate: dueDate ?? date, taxMode: taxIncluded ? 'inclusive' : 'exclusive',
		status: STATUS[status], notes: memo ?? '', lines, ...(currency === undefined ? {} : { currency }),
	};
}

export async function toWireLine(directory: Directory, line: Line): Promise<Wire> {
	const { item, taxRate, taxAmount, description } = line;
	const billingItem = item === undefined ? undefined : await directory.pick('billingItem', 'billing item', item);
	const rate = taxRate === undefined ? undefined : await directory.pick('taxRate', 'tax rate', taxRate.code === undefined ? taxRate : { name: taxRate.code, ...taxRate });
	const name = textOf(billingItem?.name) ?? textOf(item?.name) ?? textOf(description) ?? 'Item';
	return {
		...(billingItem === undefined ? {} : { billingItemId: billingItem.id }), name: name.slice(0, NAME_LENGTH), description: description ?? '',
		...pricedOf(line), taxRateId: rate?.id ?? null, ...(taxAmount === undefined ? {} : { taxAmount: toJsonNumber(taxAmount) }),
	};
}

/** Work reckons quantity times price; where that is not the line's amount, the amount itself is the price of one. */
function pricedOf({ amount, quantity, unitAmount }: Line): Wire {
	const one = { quantity: 1, unitPrice: toJsonNumber(amount) };
	if (quantity === undefined || compare(quantity, '0') === 0) return one;
	const price = unitAmount ?? divide(amount, quantity);
	const isShort = (value: Amount) => (value.split('.')[1] ?? '').length <= PLACES;
	const fits = isShort(quantity) && isShort(price) && compare(round(multiply(quantity, price), 'USD'), amount) === 0; // two decimals, as Work has
	return fits ? { quantity: toJsonNumber(quantity), unitPrice: toJsonNumber(price) } : one;
}

export function postedInvoice(invoice: Wire): Posted {
	return {
		id: String(invoice.id), kind: 'invoice', key: textOf(invoice.reference), number: textOf(invoice.number), status: textOf(invoice.status),
		total: amountOf(invoice.total), subTotal: amountOf(invoice.subTotal), currency: textOf(invoice.currency), date: dayOf(invoice.issueDate), raw: invoice,
	};
}
