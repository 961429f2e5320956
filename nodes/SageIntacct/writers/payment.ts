import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted, PrepareOptions, Writer } from '../../core/ledger';
import type { Payment } from '../../core/model/documents';
import { compare, isZero } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import { textIn } from '../../core/xml-elements';
import type { Content } from '../api';
import type { Desk } from '../desk';
import { isTakenBack, OBJECTS, postedOf, totalIn, type DocumentObject } from '../documents';
import { fold, shapeOf, standingUnder } from '../find';
import { BATCH_SIZE } from '../parties';
import { any, isIn, pagesOf, PAGE_SIZE } from '../query';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { describe, toAmount } from '../shapes/lines';
import { toDate } from '../wire';
import { sendAll, type Ready } from './send';

/** What each direction pays, and by what. */
const SIDES = {
	out: { paid: 'APBILL', by: 'APPYMT', party: 'VENDORID', day: 'PAYMENTDATE', word: 'bill' },
	in: { paid: 'ARINVOICE', by: 'ARPYMT', party: 'CUSTOMERID', day: 'RECEIPTDATE', word: 'invoice' },
} as const;

/** Payments of bills and of invoices: the document paid is looked up first, with its supplier or customer. */
export function paymentWriter(desk: Desk): Writer<Payment, Ready> {
	const takenBack = new Map<string, string[]>();
	return {
		batchSize: BATCH_SIZE,
		total: ({ amount }) => ({ total: amount }),
		find: async (payments) => {
			const found = new Map<string, Posted>();
			const formats = await desk.lists.formats();
			for (const direction of ['out', 'in'] as const) {
				const some = payments.filter((payment) => payment.direction === direction);
				const { by } = SIDES[direction];
				const standing = await standingUnder(desk, [by], some.map(({ key }) => key));
				for (const [key, numbers] of standing.takenBack) takenBack.set(key, numbers);
				for (const { key } of some) {
					const hit = standing.live.get(fold(key));
					if (hit !== undefined) found.set(key, postedOf(OBJECTS[by], hit.row, formats, key));
				}
			}
			return found;
		},
		prepare: async (payments, options) => await prepare(desk, payments, options, takenBack),
		send: async (batch, attempt) => await sendAll(desk, batch, attempt),
	};
}

async function prepare(desk: Desk, payments: Payment[], options: PrepareOptions, takenBack: Map<string, string[]>): Promise<Array<Outcome<Ready>>> {
	const resolved = await resolveAll(desk, payments, options);
	const paid = await paidDocuments(desk, resolved.flatMap((outcome) => (outcome.ok ? [outcome.value.document] : [])));
	return resolved.map((outcome): Outcome<Ready> => {
		if (!outcome.ok) return outcome;
		const { document, warnings } = outcome.value;
		const target = paid.get(document) ?? missing(document);
		if (target instanceof BooksError) return failed(target);
		const spec: DocumentObject = OBJECTS[SIDES[document.direction].paid];
		const open = totalIn(target, spec.open ?? []);
		if (open !== undefined && compare(document.amount, open) > 0) {
			const what = isZero(open) ? 'The document is paid already.' : `Only ${open} of the document is due, not ${document.amount}.`;
			return failed(new BooksError({ category: isZero(open) ? 'duplicate' : 'validation', field: 'amount', message: what, hint: 'Pay no more than what is still due.' }));
		}
		try {
			const back = takenBack.get(fold(document.key));
			return ok({
				key: document.key, object: SIDES[document.direction].by, content: toPayment(outcome.value, target), total: document.amount, warnings,
				...(back === undefined ? {} : { inPlaceOf: back.join(' ') }),
				...(options.closedPeriod === 'firstOpenDay' ? { movable: { date: outcome.value.date, at: (date: string) => toPayment({ ...outcome.value, date }, target) } } : {}),
			});
		} catch (error) {
			return failed(asBooksError(error));
		}
	});
}

/** Pure: the payment of a document that stands in the books. */
export function toPayment({ document, date, bank, currency, setup }: Resolved<Payment>, paid: XmlElement): Content {
	const { by, party, day } = SIDES[document.direction];
	return {
		create: {
			[by]: {
				FINANCIALENTITY: bank?.id, PAYMENTMETHOD: bank?.isCard === true ? 'Credit Card' : 'EFT', [party]: textIn(paid, party), DOCNUMBER: document.key,
				DESCRIPTION: describe(document.memo), [day]: toDate(date), CURRENCY: setup.multiCurrency ? (textIn(paid, 'CURRENCY') ?? currency) : undefined,
				[`${by}DETAILS`]: { [`${by}DETAIL`]: { RECORDKEY: textIn(paid, 'RECORDNO'), TRX_PAYMENTAMOUNT: toAmount(document.amount) } },
			},
		},
	};
}

/** The documents paid, in bulk: by id, by number, or by our key. */
async function paidDocuments(desk: Desk, payments: Payment[]): Promise<Map<Payment, XmlElement | BooksError>> {
	const found = new Map<Payment, XmlElement | BooksError>();
	for (const direction of ['out', 'in'] as const) {
		const some = payments.filter((payment) => payment.direction === direction);
		if (some.length === 0) continue;
		const { paid } = SIDES[direction];
		const spec: DocumentObject = OBJECTS[paid];
		const { fields = [] } = (await shapeOf(desk, [paid])).get(paid) ?? {};
		const ids = some.flatMap(({ document: { id } }) => id ?? []);
		const texts = some.flatMap(({ document: { id, number, key } }) => (id === undefined ? [number, key].filter((one) => one !== undefined) : []));
		const conditions = [...isIn('RECORDNO', ids), ...isIn('RECORDID', texts), ...isIn('DOCNUMBER', texts)];
		const pages = await pagesOf(desk.intacct, conditions.map((filter) => ({ object: paid, fields, filter: any(filter), orderBy: ['RECORDNO'], pageSize: PAGE_SIZE })));
		const rows = new Map<string, XmlElement>();
		for (const page of pages) {
			if (page instanceof BooksError) throw page;
			for (const row of page) rows.set(textIn(row, 'RECORDNO') ?? '', row);
		}
		for (const payment of some) {
			const hits = [...rows.values()].filter((row) => isPaidBy(row, payment) && !isTakenBack(row, spec));
			found.set(payment, hits.length > 1 ? ambiguous(payment) : (hits[0] ?? missing(payment)));
		}
	}
	return found;
}

function isPaidBy(row: XmlElement, { document: { id, number, key } }: Payment): boolean {
	if (id !== undefined) return textIn(row, 'RECORDNO') === id;
	const names = ['RECORDID', 'DOCNUMBER'].map((field) => fold(textIn(row, field) ?? ''));
	return [number, key].some((text) => text !== undefined && names.includes(fold(text)));
}

const named = ({ document: { id, number, key } }: Payment): string => `"${number ?? key ?? id}"`;

function missing(payment: Payment): BooksError {
	return new BooksError({
		category: 'not found', field: 'document', message: `Sage Intacct holds no ${SIDES[payment.direction].word} ${named(payment)}.`, hint: 'Post the document first, or name it by its ID.',
	});
}

function ambiguous(payment: Payment): BooksError {
	return new BooksError({
		category: 'validation', field: 'document', message: `Sage Intacct holds more than one ${SIDES[payment.direction].word} ${named(payment)}.`, hint: 'Name the one meant by its ID.',
	});
}
