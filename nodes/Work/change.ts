import { asBooksError, BooksError } from '../core/errors';
import type { Posted } from '../core/ledger';
import { check } from '../core/model/check';
import { invoice as invoiceSchema, type DocumentKind } from '../core/model/documents';
import type { Reading, Target } from '../core/session';
import type { Work } from './api';
import type { Directory } from './directory';
import { isWire, type Wire } from './wire';
import { postedInvoice, toWireLine } from './writers/invoice';
import { postedPayment } from './writers/payment';

const ROUNDS = 3;
/** What Work computes, or moves by payments alone. */
const COMPUTED = ['id', 'version', 'createdAt', 'updatedAt', 'externalRefs', 'subTotal', 'taxTotal', 'total', 'amountPaid', 'balance', 'status'];
const WORDS: Readonly<Record<string, string>> = { date: 'issueDate', dueDate: 'dueDate', number: 'number', memo: 'notes', reference: 'reference' };

/** Voids an invoice or a payment; Work deletes neither. One that is void already stays so. */
export async function remove(work: Work, readers: Reading['readers'], kind: DocumentKind, target: Target): Promise<Posted> {
	if (kind !== 'invoice' && kind !== 'payment') throw new BooksError({ message: `Work has no ${kind}`, category: 'validation' });
	const { id } = await found(readers, kind, target);
	const record = await work.void(kind, id);
	return kind === 'invoice' ? postedInvoice(record) : postedPayment(record);
}

/** Changes the named fields of an invoice, under the version that was read; Work takes a whole invoice only. */
export async function update(
	work: Work,
	directory: Directory,
	readers: Reading['readers'],
	kind: DocumentKind,
	target: Target,
	changes: Record<string, unknown>,
): Promise<Posted> {
	if (kind !== 'invoice') throw new BooksError({ message: `Work changes no ${kind}`, category: 'validation', hint: 'Void it and make a new one.' });
	const patch = await patchOf(directory, changes);
	const { id } = await found(readers, kind, target);
	for (let round = 1; ; round++) {
		const held = await work.one('invoice', id);
		const whole = Object.fromEntries(Object.entries(held).filter(([name]) => !COMPUTED.includes(name)));
		try {
			return postedInvoice(await work.change('PUT', 'invoice', id, { ...whole, ...patch }, held.version));
		} catch (error) {
			const reason = asBooksError(error);
			if (reason.facts.httpStatus !== 412 || round >= ROUNDS) throw reason;
		}
	}
}

async function patchOf(directory: Directory, { lines, customer, status, taxIncluded, ...others }: Record<string, unknown>): Promise<Wire> {
	const patch: Wire = {};
	for (const [name, value] of Object.entries(others)) {
		const field = WORDS[name];
		if (field === undefined) throw new BooksError({ message: `An invoice of Work has no field "${name}" to change`, category: 'validation', field: name });
		patch[field] = value;
	}
	if (status !== undefined) patch.status = status === 'posted' ? 'sent' : status;
	if (taxIncluded !== undefined) patch.taxMode = taxIncluded === true ? 'inclusive' : 'exclusive';
	if (customer !== undefined) patch.clientId = (await directory.pick('client', 'client', isWire(customer) ? customer : { name: String(customer) })).id;
	if (lines === undefined) return patch;
	// The schema of a whole invoice checks the lines; the rest of it is not looked at.
	const checked = check(invoiceSchema, { key: 'x', date: '2000-01-01', customer: { name: 'x' }, lines });
	if (!checked.ok) throw checked.error;
	patch.lines = await Promise.all(checked.value.lines.map(async (line) => await toWireLine(directory, line)));
	return patch;
}

async function found(readers: Reading['readers'], kind: 'invoice' | 'payment', target: Target): Promise<{ id: string }> {
	const reader = readers[kind];
	if (target.id !== undefined || reader === undefined) return { id: String(target.id) };
	return await reader.one(target);
}
