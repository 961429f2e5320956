/**
 * What the emulator keeps, in Xero's own field names. Amounts are JSON numbers as they go over the wire (arithmetic is
 * money.ts's alone), days "2026-11-03", instants milliseconds; what can be derived (a contact's name on a bill, the
 * payments of an invoice) is joined when it is shown.
 */
export interface Kept {
	/** Set by the store on every change; strictly rising. */
	UpdatedDateUTC?: number;
	HasAttachments?: boolean;
}
