import { BooksError } from '../core/errors';
import type { Posted, Target } from '../core/ledger';
import { amount, day, ref, type DocumentKind, type Line, type Ref } from '../core/model/documents';
import { check } from '../core/model/check';
import { z } from 'zod';
import { write } from './api';
import { kindOf, standing, type Standing } from './document-kinds';
import { messagesIn, validationError } from './errors';
import { lineAccount, lineItem, lineTaxRate, lineTracking } from './mapping';
import { toLine } from './shapes/lines';
import type { ResolvedLine } from './resolved';
import type { XeroAccount, XeroBankTransaction, XeroErrors, XeroLine, XeroTracking } from './types';
import { given, toNumber } from './wire';
import { postedOf } from './writers';
import { shortCode, type Desk } from './writers/desk';

const lineChange = z
	.object({
		/** Xero's id of the line; without it the line is a new one. */
		id: z.string(),
		description: z.string(),
		amount, quantity: amount, unitAmount: amount, taxAmount: amount,
		account: ref, item: ref, taxRate: ref,
		dimensions: z.array(z.object({ dimension: ref.optional(), value: ref })),
	})
	.partial();
const documentChange = z
	.object({
		date: day, dueDate: day, number: z.string(), reference: z.string(), url: z.string(), memo: z.string(),
		currency: z.string(), exchangeRate: amount, supplier: ref, customer: ref,
		status: z.enum(['draft', 'submitted', 'posted']),
		taxIncluded: z.boolean(),
		lines: z.array(lineChange).min(1, 'needs at least one line; leave "lines" out to keep them'),
		/** Whether the given lines stand in place of all that are there; otherwise the others stay. */
		replaceLines: z.boolean(),
	})
	.partial();
type DocumentChange = z.infer<typeof documentChange>;

const CHANGEABLE: readonly DocumentKind[] = ['bill', 'invoice', 'supplierCredit'];
const STATUS = { draft: 'DRAFT', submitted: 'SUBMITTED', posted: 'AUTHORISED' } as const;

/**
 * Changes what is given and nothing else. Xero deletes lines that an update leaves out, so lines always go as a whole:
 * the given ones change, by their id or else by their place, and the others are sent back as they stand.
 */
export async function update(desk: Desk, kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted> {
	if (!CHANGEABLE.includes(kind)) throw fixed(kind);
	const checked = check(documentChange, changes, target.key);
	if (!checked.ok) throw checked.error;
	const { id, record } = await standing(desk.xero, kind, target);
	const { collection, id: idMember } = kindOf(kind);
	const element = { [idMember]: id, Type: record.Type, ...(await toChange(desk, kind, checked.value, record)) };
	const answer = await write<Record<string, XeroErrors[] | undefined>>(
		desk.xero, 'POST', `${collection}/${id}`, { [collection]: [element] }, { unitdp: 4 },
	);
	return await told(desk, kind, answer[collection]?.[0]);
}

async function toChange(desk: Desk, kind: DocumentKind, change: DocumentChange, record: Standing) {
	const party = change.supplier ?? change.customer;
	return given({
		Contact: party === undefined ? undefined : await contactOf(desk, party),
		Date: change.date,
		DueDate: change.dueDate,
		InvoiceNumber: kind === 'invoice' ? change.number : undefined,
		Reference: kind === 'bill' ? (change.reference ?? change.number ?? change.memo) : undefined,
		Url: change.url,
		CurrencyCode: change.currency,
		CurrencyRate: toNumber(change.exchangeRate),
		Status: change.status === undefined ? undefined : STATUS[change.status],
		LineAmountTypes: change.taxIncluded === undefined ? undefined : change.taxIncluded ? 'Inclusive' : 'Exclusive',
		LineItems: change.lines === undefined ? undefined : await changedLines(desk, change.lines, change.replaceLines === true ? [] : ((record.LineItems as XeroLine[] | undefined) ?? [])),
	});
}

async function contactOf({ contacts }: Desk, party: Ref) {
	const [link] = await contacts.resolve([party], { create: false, dryRun: false });
	if (link?.ok === true) return link.value;
	throw link?.error ?? new BooksError({ category: 'mapping', message: 'The contact is not in Xero.' });
}

type LineChange = z.infer<typeof lineChange>;

/** The document's lines after the change, in the order in which they stand, new ones last. */
export async function changedLines(desk: Desk, changes: LineChange[], standingLines: XeroLine[]): Promise<XeroLine[]> {
	const byPlace = changes.every(({ id }) => id === undefined);
	const lines = standingLines.map(keptLine);
	const added: XeroLine[] = [];
	for (const [index, change] of changes.entries()) {
		const place = byPlace ? index : standingLines.findIndex(({ LineItemID }) => LineItemID === change.id);
		const old = lines[place];
		if (old === undefined && change.id !== undefined) {
			throw new BooksError({ category: 'not found', line: index + 1, message: `The document has no line with the ID ${change.id}.` });
		}
		const next = await changedLine(desk, change, index + 1, old);
		if (old === undefined) added.push(next);
		else lines[place] = next;
	}
	return [...lines, ...added];
}

async function changedLine({ references }: Desk, change: LineChange, number: number, old?: XeroLine): Promise<XeroLine> {
	const sure = <T>(found: T | BooksError): T => {
		if (found instanceof BooksError) throw found;
		return found;
	};
	const account: XeroAccount | undefined =
		change.account === undefined ? undefined : sure(lineAccount(await references.accounts(), change.account, number));
	const taxType =
		change.taxRate === undefined ? undefined : sure(lineTaxRate(await references.taxRates(), change.taxRate, number, account)).TaxType;
	const itemCode = change.item === undefined ? undefined : sure(lineItem(await references.items(), change.item, number)).Code;
	const tracking: XeroTracking[] =
		change.dimensions === undefined ? [] : sure(lineTracking(await references.tracking(), change.dimensions, number));
	const wire = toLine(asResolved(change, old, { account, taxType, itemCode, tracking }), false, old?.Description ?? 'Line');
	if (old === undefined) return wire;
	const amounts = change.amount === undefined && change.unitAmount === undefined && change.quantity === undefined;
	const { Quantity, UnitAmount, ...rest } = wire;
	const recoded = account === undefined ? old : { ...old, AccountCode: undefined, AccountID: undefined };
	return given({
		...recoded,
		...rest,
		Description: change.description === undefined ? old.Description : wire.Description,
		// A tax amount of before would not fit new amounts or another rate; Xero computes it anew.
		TaxAmount: wire.TaxAmount ?? (amounts && taxType === undefined ? old.TaxAmount : undefined),
		...(amounts ? {} : { Quantity, UnitAmount }),
		Tracking: change.dimensions === undefined ? old.Tracking : tracking,
	});
}

function asResolved(change: LineChange, old: XeroLine | undefined, found: Omit<ResolvedLine, 'line'>): ResolvedLine {
	const amountGiven = change.amount ?? String(old?.LineAmount ?? 0);
	const line: Line = { description: change.description, amount: amountGiven, quantity: change.quantity, unitAmount: change.unitAmount, taxAmount: change.taxAmount };
	return { line, ...found };
}

/** A line as it must go back to stay as it is: by its id, without what Xero computes from the rest. */
function keptLine({ LineItemID, Description, Quantity, UnitAmount, ItemCode, AccountCode, AccountID, TaxType, TaxAmount, Tracking }: XeroLine): XeroLine {
	const tracking = Tracking?.map(({ TrackingCategoryID, TrackingOptionID, Name, Option }) => given({ TrackingCategoryID, TrackingOptionID, Name, Option }));
	return given({ LineItemID, Description, Quantity, UnitAmount, ItemCode, AccountCode, AccountID: AccountCode === undefined ? AccountID : undefined, TaxType, TaxAmount, Tracking: tracking });
}

/**
 * Takes a document back the way its state allows: drafts are deleted, posted ones voided, payments and spend money
 * deleted. What is taken back already stays so, and that is no error.
 */
export async function remove(desk: Desk, kind: DocumentKind, target: Target): Promise<Posted> {
	const { collection, id: idMember, takenBack } = kindOf(kind);
	const { id, record } = await standing(desk.xero, kind, target);
	const status = record.Status ?? '';
	if (status === 'DELETED' || status === 'VOIDED') return await told(desk, kind, record as XeroErrors);
	const next = takenBack[status];
	if (next === undefined) {
		throw new BooksError({
			category: 'validation',
			message: `The ${kind} has the status ${status} and cannot be taken back.`,
			hint: 'Delete its payments and allocations first, then run again.',
			document: target.key,
		});
	}
	// Xero deletes payments by their status alone, outside of any list.
	const body = kind === 'payment' ? { Status: next } : { [collection]: [{ [idMember]: id, ...needed(kind, record), Status: next }] };
	const answer = await write<Record<string, XeroErrors[] | undefined>>(desk.xero, 'POST', `${collection}/${id}`, body);
	return await told(desk, kind, answer[collection]?.[0]);
}

/** What Xero's schema requires on every write of a kind, sent back as it stands; the other kinds take a status alone. */
function needed(kind: DocumentKind, record: Standing): Record<string, unknown> {
	if (kind === 'journal') return { Narration: record.Narration };
	if (kind !== 'expense') return {};
	const { Type, BankAccount, LineItems } = record as Partial<XeroBankTransaction>;
	return { Type, BankAccount: { AccountID: BankAccount?.AccountID }, LineItems: (LineItems ?? []).map(keptLine) };
}

async function told(desk: Desk, kind: DocumentKind, element: XeroErrors | undefined): Promise<Posted> {
	if (element === undefined) {
		throw new BooksError({ category: 'outage', message: 'Xero did not say what became of the document.', outcomeUnknown: true });
	}
	const messages = messagesIn(element);
	if (messages.length > 0) throw validationError(messages);
	return postedOf(kindOf(kind).collection, element, await shortCode(desk));
}

function fixed(kind: DocumentKind): BooksError {
	return new BooksError({
		category: 'validation',
		message: `A ${kind} is not changed in place in Xero.`,
		hint: 'Delete it and post a new one under a new document key.',
	});
}
