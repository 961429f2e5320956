import type { DocumentStatus } from '../records';
import { refuse } from '../wire/errors';

/** DRAFT and SUBMITTED to AUTHORISED; PAID is Xero's own; DELETED, VOIDED are final. Source: Xero, "Invoices", status codes. */
const NEXT: Readonly<Record<DocumentStatus, readonly DocumentStatus[]>> = {
	DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
	SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
	AUTHORISED: ['AUTHORISED', 'VOIDED'],
	PAID: ['PAID'],
	VOIDED: [],
	DELETED: [],
};

export function mayCreate(sent: DocumentStatus | undefined): DocumentStatus {
	const status = sent ?? 'DRAFT';
	if (status !== 'DRAFT' && status !== 'SUBMITTED' && status !== 'AUTHORISED')
		refuse('Invoice not of valid status for creation');
	return status;
}

/** @param settled whether payments or credits sit on the document */
export function mayChange(
	what: string,
	from: DocumentStatus,
	sent: DocumentStatus | undefined,
	settled: boolean,
): DocumentStatus {
	// A client that sends back what it read names AUTHORISED or PAID for the same thing.
	const to = from === 'PAID' && (sent === undefined || sent === 'AUTHORISED') ? 'PAID' : (sent ?? from);
	if (to === 'VOIDED' && settled) {
		refuse(
			`The status VOIDED cannot be applied to the ${what} because it has payments or credit notes allocated to it.`,
		);
	}
	if (!NEXT[from].includes(to))
		refuse(`${what === 'invoice' ? 'Invoice' : 'Credit note'} not of valid status for modification`);
	return to;
}
