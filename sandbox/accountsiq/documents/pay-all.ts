import { BATCHES } from './batch-operations';
import { postBatch } from './batch';
import { postPayment } from './payments';
import { allocate } from '../ledger/allocate';
import { cents } from '../books/checks';
import { accountOf } from '../books/lookup';
import type { Call } from '../state/call';
import { Refused } from '../wire/faults';
import { failed, type Operation, SUCCESS, writes } from '../wire/operation';
import { type Data, part, parts, text, textOrNull } from '../wire/shapes';

/** Invoice, receipt and allocation in one: all three or none. */
function payOne(call: Call, query: Data): Data {
	const kind = BATCHES.find(([name]) => name === 'BatchSalesInvoice')?.[2];
	const invoice = part(query, 'BatchInvoice');
	const receipt = part(query, 'Receipt');
	if (kind === undefined || invoice === null) throw new Refused('BATCH_PROCESSING_INVOICE_IS_NULL', 'The invoice is missing.');
	if (query.PerformExternalReferenceDuplicateCheckOnInvoice === true) refuseDuplicate(call, 'SI', text(invoice, 'ExternalReference'));
	if (receipt !== null && query.PerformExternalReferenceDuplicateCheckOnReceipt === true) refuseDuplicate(call, 'SR', text(receipt, 'CheckReference'));
	if (query.EnforceCreditLimit === true) checkLimit(call, invoice);
	return call.store.atomically(() => {
		const InvoiceTransactionID = postBatch(call, kind, invoice);
		const ReceiptTransactionID = receipt === null ? 0 : postPayment(call, 'Sales', receipt);
		if (query.PerformAllocation === true && receipt !== null) {
			allocate(call, {
				one: InvoiceTransactionID, other: ReceiptTransactionID, reference: textOrNull(query, 'AllocationReference'),
				amount: text(query, 'AllocationAmount'), date: text(query, 'AllocationDate'),
			});
		}
		return { InvoiceTransactionID, ReceiptTransactionID, ClientUniqueReference: text(query, 'ClientUniqueReference') };
	});
}

function refuseDuplicate({ store, entity }: Call, type: string, reference: string): void {
	const other = store.one('SELECT id FROM aiq_transactions WHERE entity = ? AND type = ? AND reference = ? COLLATE NOCASE', entity.id, type, reference);
	if (other !== undefined) throw new Refused('INVOICE_EXTERNAL_REFERENCE_ALREADY_EXISTS', `Reference ${reference} stands on transaction ${String(other.id)}.`);
}

function checkLimit(call: Call, invoice: Data): void {
	const customer = accountOf(call, 'Sales', textOrNull(invoice, 'CustomerCode'));
	const limit = cents(text(customer.body, 'CreditLimit') || '0');
	if (limit === 0) return;
	const owed = call.store.one("SELECT coalesce(sum(outstanding), 0) AS total FROM aiq_transactions WHERE entity = ? AND ledger = 'Sales' AND account = ?", call.entity.id, customer.code);
	const asked = parts(invoice, 'Lines').reduce((sum, line) => sum + cents(text(line, 'NetAmount')), 0);
	if (Number(owed?.total ?? 0) + asked > limit) throw new Refused('CUSTOMER_CREDIT_LIMIT_EXCEEDED', `${customer.code} would be over its credit limit.`);
}

export const payAllOperations: Operation[] = [
	writes('PostPayAndAllocateSalesInvoice', 'query:WSPostPayAndAllocateSalesInvoiceQuery', 'WSPostPayAndAllocateSalesInvoiceResult', '', (call) => ({
		Result: payOne(call, part(call.parameters, 'query') ?? {}),
	})),
	writes(
		'PostPayAndAllocateSalesInvoices', 'queries:WSPostPayAndAllocateSalesInvoiceQuery[]', 'WSResult2OfWSPostPayAndAllocateSalesInvoiceResult[]', '',
		(call) => ({
			Result: parts(call.parameters, 'queries').map((query): Data => {
				try {
					return { ...SUCCESS, Result: payOne(call, query) };
				} catch (error) {
					if (!(error instanceof Refused)) throw error;
					return { ...failed(error), Result: { ClientUniqueReference: text(query, 'ClientUniqueReference') } };
				}
			}),
		}),
	),
];
