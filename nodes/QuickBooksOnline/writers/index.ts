import { asBooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Ledger, Posted, PrepareOptions, Writer } from '../../core/ledger';
import type { AnyDocument, Bill, Expense, Invoice, Journal, SupplierCredit } from '../../core/model/documents';
import { sumOf, totalOf } from '../../core/model/totals';
import { add, isNegative } from '../../core/money';
import { BATCH_SIZE } from '../batch';
import type { Desk } from '../desk';
import { isCard } from '../mapping';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { numberOfInvoice, toBill, toCreditMemo, toDeposit, toInvoice, toJournal, toPurchase, toVendorCredit } from '../shapes/documents';
import type { QboTransaction, TransactionEntity } from '../types';
import { findByNumber, turnedTotal, type Sought } from './find';
import { paymentWriter } from './payment';
import { sendAll, type Ready } from './send';

/** How each kind of document gets into QuickBooks exactly once. */
export function writersOf(desk: Desk): Ledger['writers'] {
	return {
		bill: writer<Bill>(desk, {
			entities: ['Bill', 'VendorCredit'],
			shape: (resolved) => (isNegative(sumOf(resolved.document)) ? ['VendorCredit', toVendorCredit(resolved)] : ['Bill', toBill(resolved)]),
			total: totalOf,
			isTurned: (bill, entity) => isNegative(sumOf(bill)) !== (entity === 'VendorCredit'),
		}),
		supplierCredit: writer<SupplierCredit>(desk, {
			entities: ['VendorCredit', 'Bill'],
			shape: (resolved) => ['VendorCredit', toVendorCredit(resolved)],
			total: totalOf,
			isTurned: (_credit, entity) => entity === 'Bill',
		}),
		invoice: writer<Invoice>(desk, {
			entities: ['Invoice', 'CreditMemo'],
			numbers: (invoice) => [numberOfInvoice(invoice)],
			shape: (resolved) => (isNegative(sumOf(resolved.document)) ? ['CreditMemo', toCreditMemo(resolved)] : ['Invoice', toInvoice(resolved)]),
			total: totalOf,
			isTurned: (invoice, entity) => isNegative(sumOf(invoice)) !== (entity === 'CreditMemo'),
		}),
		expense: writer<Expense>(desk, {
			entities: ['Purchase', 'Deposit'],
			shape: (resolved) => {
				const toBank = isNegative(sumOf(resolved.document)) && resolved.bank !== undefined && !isCard(resolved.bank);
				return toBank ? ['Deposit', toDeposit(resolved)] : ['Purchase', toPurchase(resolved)];
			},
			total: totalOf,
			isTurned: (expense, entity, { raw }) =>
				isNegative(sumOf(expense)) !== (entity === 'Deposit' || (raw as QboTransaction | undefined)?.Credit === true),
		}),
		journal: writer<Journal>(desk, {
			entities: ['JournalEntry'],
			shape: (resolved) => ['JournalEntry', toJournal(resolved)],
			total: ({ lines }) => ({ total: add('0', ...lines.map(({ amount }) => amount).filter((amount) => !isNegative(amount))) }),
			isTurned: () => false,
		}),
		payment: paymentWriter(desk),
	};
}

interface Kind<D extends AnyDocument> {
	/** Where a document of the kind may stand. */
	entities: readonly TransactionEntity[];
	/** Numbers under which it may stand beside its key. */
	numbers?(document: D): string[];
	shape(resolved: Resolved<D>): [TransactionEntity, QboTransaction];
	total: Writer<D, Ready>['total'];
	/** Whether what stands in the books goes the other way than the document does now. */
	isTurned(document: D, entity: TransactionEntity, posted: Posted): boolean;
}

function writer<D extends AnyDocument>(desk: Desk, { entities, numbers, shape, total, isTurned }: Kind<D>): Writer<D, Ready> {
	const voided = new Set<string>();
	let asked: number | undefined;
	return {
		batchSize: BATCH_SIZE,
		total,
		find: async (documents) => {
			const sought = documents.map((document): Sought => ({ key: document.key, numbers: numbers?.(document) }));
			const found = await findByNumber(desk.qbo, entities, sought);
			asked = desk.qbo.clock.told;
			for (const key of found.voided) voided.add(key);
			return new Map(documents.flatMap((document) => {
				const posted = found.held.get(document.key);
				return posted === undefined ? [] : [[document.key, told(turnedTotal(posted, isTurned(document, posted.entity, posted)))] as const];
			}));
		},
		prepare: async (documents, options) => await shapeAll(desk, documents, options, (resolved) => {
			const { key } = resolved.document;
			const [entity, record] = shape(resolved);
			return { key, entity, record, warnings: resolved.warnings, ...(voided.has(key) ? { numberIsFree: true } : {}) };
		}),
		send: async (ready, attempt) => await sendAll(desk.qbo, ready, attempt, asked),
	};
}

function told(posted: Posted & { entity?: TransactionEntity }): Posted {
	const { entity: _entity, ...rest } = posted;
	return rest;
}

/** Documents in QuickBooks' shape; what cannot be resolved or shaped fails alone. */
async function shapeAll<D extends AnyDocument>(
	desk: Desk,
	documents: D[],
	options: PrepareOptions,
	shape: (resolved: Resolved<D>) => Ready,
): Promise<Array<Outcome<Ready>>> {
	const resolved = await resolveAll(desk, documents, options);
	return resolved.map((outcome) => {
		if (!outcome.ok) return outcome;
		try {
			return ok(shape(outcome.value));
		} catch (error) {
			// An amount with more digits than a JSON number holds is refused, never rounded.
			return failed(asBooksError(error));
		}
	});
}
