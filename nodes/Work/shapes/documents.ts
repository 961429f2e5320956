import { documentKey } from '../../core/keys';
import type { Ref } from '../../core/model/documents';
import { add, compare, multiply, parseAmount, round, type Amount } from '../../core/money';
import type { CanonicalRecord } from '../../core/session';
import { amountOf, dayOf, instantOf, isWire, textOf, type Wire } from '../wire';
import { linksOf, type Links } from './parties';

/** What an invoice or payment refers to, as far as it was found. */
export interface Names {
	client?: Party;
	site?: Party;
	/** By id. */
	items: ReadonlyMap<string, Wire>;
	taxRates: ReadonlyMap<string, Wire>;
	/** The invoice that a payment pays. */
	invoice?: Wire;
}
export interface Party {
	id: string;
	code?: string;
	name: string;
	email?: string;
	links: Links;
}

export function partyOf(record: Wire): Party {
	return { id: String(record.id), code: textOf(record.code), name: textOf(record.name) ?? '', email: textOf(record.email), links: linksOf(record) };
}

/** The document key that an invoice or payment of Work has in any accounting system. */
export function keyOf(id: unknown): string {
	return documentKey('WORK', String(id));
}

/**
 * An invoice as a canonical document, which an accounting node's "Document of Any Kind: Create" takes as it is. Amounts
 * are in the invoice's currency, without tax unless `taxIncluded`.
 */
export function toInvoice(invoice: Wire, names: Names): CanonicalRecord {
	const taxIncluded = invoice.taxMode === 'inclusive';
	const lines = (Array.isArray(invoice.lines) ? invoice.lines : []).filter(isWire).map((line) => toLine(line, taxIncluded, names));
	const { client, site } = names;
	return {
		kind: 'invoice', id: String(invoice.id), key: keyOf(invoice.id), number: textOf(invoice.number), date: dayOf(invoice.issueDate),
		dueDate: dayOf(invoice.dueDate), currency: textOf(invoice.currency), customer: refOf(client, invoice.clientId), taxIncluded,
		status: invoice.status === 'draft' ? 'draft' : 'posted', memo: memoOf(invoice), lines, client, site, reference: textOf(invoice.reference),
		jobNumber: textOf(invoice.jobNumber), jobDescription: textOf(invoice.jobDescription),
		workStatus: textOf(invoice.status), subTotal: amountOf(invoice.subTotal), taxTotal: amountOf(invoice.taxTotal), total: amountOf(invoice.total),
		amountPaid: amountOf(invoice.amountPaid), balance: amountOf(invoice.balance), links: linksOf(invoice), version: invoice.version,
		origin: { system: 'work', id: String(invoice.id), version: invoice.version }, changedAt: instantOf(invoice.updatedAt), raw: invoice,
	};
}

function toLine(line: Wire, taxIncluded: boolean, { items, taxRates }: Names): Record<string, unknown> {
	const amount = amountOf(taxIncluded ? line.totalInclTax : line.totalExclTax) ?? '0.00';
	const quantity = parseAmount(line.quantity);
	const unitAmount = amountOf(line.unitPrice);
	const name = textOf(line.name);
	const said = textOf(line.description) ?? name;
	const taxRate = textOf(taxRates.get(String(line.taxRateId))?.name);
	// Books that work out quantity times price would miss the discount, so it goes into the words and the amount alone counts.
	const plain = quantity !== undefined && unitAmount !== undefined && isTimes(quantity, unitAmount, amount);
	const reckoned = plain || quantity === undefined ? undefined : `${quantity} × ${unitAmount ?? '?'}, less ${amountOf(line.discountAmount) ?? '0.00'}`;
	return {
		description: reckoned === undefined ? said : `${said ?? ''} (${reckoned})`.trim(), amount, ...(plain ? { quantity, unitAmount } : {}),
		...(name === undefined ? {} : { item: itemRef(items.get(String(line.billingItemId)), name) }),
		...(taxRate === undefined ? {} : { taxRate: { name: taxRate } }), ...(line.taxAmount === undefined ? {} : { taxAmount: amountOf(line.taxAmount) }),
		...(textOf(line.id) === undefined ? {} : { sourceId: textOf(line.id) }),
	};
}

/** Text matches are the vendor's own rule: code, then exact name. */
function itemRef(item: Wire | undefined, name: string): Ref {
	const code = textOf(item?.code);
	return code === undefined ? { name } : { code, name };
}

function isTimes(quantity: Amount, unitAmount: Amount, amount: Amount): boolean {
	const decimals = 'USD'; // Work's money has two decimals in every currency
	return compare(round(multiply(quantity, unitAmount), decimals), amount) === 0;
}

/** A payment of an invoice, to be applied to the invoice's document in the books. Its bank account is the sync's to choose. */
export function toPayment(payment: Wire, { client, invoice }: Names): CanonicalRecord {
	const number = textOf(invoice?.number);
	return {
		kind: 'payment', id: String(payment.id), key: keyOf(payment.id), date: dayOf(payment.date), currency: textOf(payment.currency), direction: 'in',
		amount: amountOf(payment.amount), document: { key: keyOf(payment.invoiceId), ...(number === undefined ? {} : { number }) },
		memo: textOf(payment.reference), client, customer: refOf(client, payment.clientId), method: textOf(payment.method), reference: textOf(payment.reference),
		workStatus: textOf(payment.status), invoice: { id: textOf(payment.invoiceId), number, links: invoice === undefined ? {} : linksOf(invoice) },
		links: linksOf(payment), version: payment.version, origin: { system: 'work', id: String(payment.id), version: payment.version },
		changedAt: instantOf(payment.updatedAt), raw: payment,
	};
}

function refOf(client: Party | undefined, id: unknown): Ref | undefined {
	if (client === undefined) return textOf(id) === undefined ? undefined : { name: `Work client ${String(id)}` };
	return { name: client.name, ...(client.email === undefined ? {} : { email: client.email }) };
}

function memoOf(invoice: Wire): string | undefined {
	return textOf(invoice.notes) ?? textOf(invoice.reference);
}

export function sumOf(lines: ReadonlyArray<{ amount: Amount }>): Amount {
	return add(...lines.map(({ amount }) => amount));
}
