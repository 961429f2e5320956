import { type Operation, oneByOne, writes } from '../wire/operation';
import { Refused } from '../wire/faults';
import { part, parts } from '../wire/shapes';
import type { Call } from '../state/call';
import { type BatchKind, postBatch } from './batch';

const PURCHASES = { ledger: 'Purchases', account: 'SupplierCode' } as const;
const SALES = { ledger: 'Sales', account: 'CustomerCode' } as const;

/** Name of the shape, name of its parameter, and what it is. */
export const BATCHES: ReadonlyArray<readonly [string, string, BatchKind]> = [
	['BatchPurchasesInvoice', 'inv', { ...PURCHASES, type: 'PI', date: 'InvoiceDate', subject: 'BATCH_INVOICE', sign: 1 }],
	['BatchPurchasesDebitNote', 'debitNote', { ...PURCHASES, type: 'PN', date: 'DebitNoteDate', subject: 'BATCH_DEBIT_NOTE', sign: -1 }],
	['BatchSalesInvoice', 'inv', { ...SALES, type: 'SI', date: 'InvoiceDate', subject: 'BATCH_INVOICE', sign: -1 }],
	['BatchSalesCreditNote', 'creditNote', { ...SALES, type: 'SN', date: 'CreditNoteDate', subject: 'BATCH_CREDIT_NOTE', sign: 1 }],
];

/** Each batch document has four operations: one or many, with and without the ids of the transactions. */
export const batchOperations: Operation[] = BATCHES.flatMap(([shapeName, parameter, kind]) => {
	const single = (call: Call) => {
		const sent = part(call.parameters, parameter);
		if (sent === null) throw new Refused('BATCH_PROCESSING_INVOICE_IS_NULL', 'The document is missing.');
		const id = postBatch(call, kind, sent);
		const row = call.store.one('SELECT number FROM aiq_transactions WHERE id = ?', id);
		return { Result: String(row?.number ?? ''), transactionID: id };
	};
	const bulkParameter = `${parameter === 'inv' ? 'invoice' : parameter}s`;
	const bulk = (call: Call) => {
		const { statuses, ids } = oneByOne(call, parts(call.parameters, bulkParameter), (sent) => postBatch(call, kind, sent));
		return { Result: statuses, transactionIDs: ids };
	};
	return [
		writes(`Create${shapeName}`, `${parameter}:${shapeName}`, 'string', '', single),
		writes(`Create${shapeName}GetBackTransactionID`, `${parameter}:${shapeName}`, 'string', 'transactionID:i', single),
		writes(`Create${shapeName}Bulk`, `${bulkParameter}:${shapeName}[]`, 'WSResultStatus[]', '', bulk),
		writes(`Create${shapeName}BulkGetBackTransactionIDs`, `${bulkParameter}:${shapeName}[]`, 'WSResultStatus[]', 'transactionIDs:int[]', bulk),
	];
});
