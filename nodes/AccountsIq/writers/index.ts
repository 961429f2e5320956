import { failed, type Outcome } from '../../core/errors';
import type { Ledger, Posted, Writer } from '../../core/ledger';
import { asBooksError } from '../../core/once';
import type { Bill, Expense, Invoice, Journal, Payment, SupplierCredit } from '../../core/model/documents';
import { absolute, add, isNegative } from '../../core/money';
import type { Desk } from '../desk';
import type { Resolved } from '../resolve';
import { sumOf, toDebitNote, totalOf, toPurchaseInvoice, toSalesCreditNote, toSalesInvoice, type Wire } from '../shapes/documents';
import { sendBulk, type BulkOperation, type ToSend } from './bulk';
import { expenseWriter } from './expense';
import { held } from './find';
import { journalWriter } from './journal';
import { paymentWriter } from './payment';
import { shapeAll } from './shape';

/** AccountsIQ states no most; this keeps a call short and its bytes few. */
export const BATCH_SIZE = 100;

const INVOICES: BulkOperation = { operation: 'CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', list: 'invoices', row: 'BatchPurchasesInvoice' };
const DEBIT_NOTES: BulkOperation = { operation: 'CreateBatchPurchasesDebitNoteBulkGetBackTransactionIDs', list: 'debitNotes', row: 'BatchPurchasesDebitNote' };
const SALES: BulkOperation = { operation: 'CreateBatchSalesInvoiceBulkGetBackTransactionIDs', list: 'invoices', row: 'BatchSalesInvoice' };
const CREDIT_NOTES: BulkOperation = { operation: 'CreateBatchSalesCreditNoteBulkGetBackTransactionIDs', list: 'creditNotes', row: 'BatchSalesCreditNote' };

/** How each kind of document gets into AccountsIQ exactly once. */
export function writersOf(desk: Desk): Ledger['writers'] {
	return {
		bill: batchWriter<Bill>(desk, ['PI', 'PN'], (resolved) =>
			isNegative(sumOf(resolved.document)) ? [DEBIT_NOTES, toDebitNote(resolved)] : [INVOICES, toPurchaseInvoice(resolved)]),
		supplierCredit: batchWriter<SupplierCredit>(desk, ['PN', 'PI'], (resolved) => [DEBIT_NOTES, toDebitNote(resolved)]),
		invoice: batchWriter<Invoice>(desk, ['SI', 'SN'], (resolved) =>
			isNegative(sumOf(resolved.document)) ? [CREDIT_NOTES, toSalesCreditNote(resolved)] : [SALES, toSalesInvoice(resolved)]),
		expense: expenseWriter(desk) as Writer<Expense, unknown>,
		journal: journalWriter(desk) as Writer<Journal, unknown>,
		payment: paymentWriter(desk) as Writer<Payment, unknown>,
	};
}

interface Ready extends ToSend {
	bulk: BulkOperation;
}

type Shape<D extends Batch> = (resolved: Resolved<D>) => [BulkOperation, Wire];
type Batch = Bill | SupplierCredit | Invoice;

function batchWriter<D extends Batch>(desk: Desk, types: readonly [string, string], shape: Shape<D>): Writer<D, unknown> {
	const writer: Writer<D, Ready> = {
		batchSize: BATCH_SIZE,
		total: totalOf,
		find: async (documents) => await held(desk.aiq, documents, types, (document, type) => isNegative(sumOf(document)) === (type === types[0])),
		prepare: async (documents, options) => await shapeAll(desk, documents, options, (resolved) => {
			const [bulk, wire] = shape(resolved);
			return { bulk, wire, ...toTell(resolved, bulk) };
		}),
		send: async (batch) => await sendByOperation(desk, batch),
	};
	return writer as Writer<D, unknown>; // what was prepared here comes back here
}

function toTell<D extends Batch>({ document, date, lines, warnings }: Resolved<D>, bulk: BulkOperation): Omit<ToSend, 'wire'> {
	const kind = bulk === DEBIT_NOTES ? 'supplierCredit' : document.kind;
	const total = absolute(add(...lines.flatMap(({ net, tax }) => [net, tax])));
	return { kind, warnings, posted: { kind, key: document.key, total, currency: document.currency, date } };
}

/** Negative bills go along as debit notes in a call of their own. A refusal of one call fails only its own documents. */
async function sendByOperation(desk: Desk, batch: Ready[]): Promise<Array<Outcome<Posted>>> {
	const outcomes = new Map<Ready, Outcome<Posted>>();
	const operations = [...new Set(batch.map(({ bulk }) => bulk))];
	for (const bulk of operations) {
		const part = batch.filter((one) => one.bulk === bulk);
		try {
			const answers = await sendBulk(desk.aiq, bulk, part);
			part.forEach((one, index) => outcomes.set(one, answers[index] as Outcome<Posted>));
		} catch (error) {
			const reason = asBooksError(error);
			if (operations.length === 1) throw reason;
			for (const one of part) outcomes.set(one, failed(reason));
		}
	}
	return batch.map((one) => outcomes.get(one) as Outcome<Posted>);
}
