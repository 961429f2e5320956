import { z } from 'zod';
import { changedLines, linesChange, type CanonicalLine } from '../core/change-lines';
import { BooksError } from '../core/errors';
import type { Posted } from '../core/ledger';
import { check } from '../core/model/check';
import { amount, day, DOCUMENT_SCHEMAS, ref, type AnyDocument, type DocumentKind } from '../core/model/documents';
import type { CanonicalRecord, Target } from '../core/session';
import { write } from './api';
import type { Desk } from './desk';
import { postedOf } from './posted';
import { fromTransaction, memoOf } from './readers/documents';
import { resolveAll } from './resolve';
import type { Resolved } from './resolved';
import { noteOf, toBill, toInvoice, toJournal, toPurchase, toVendorCredit } from './shapes/documents';
import { keyOfNote } from './shapes/keys';
import { again, standing, type Standing } from './standing';
import { changeSurely } from './surely';
import type { QboLine, QboTransaction, TransactionEntity } from './types';
import { given } from './wire';

const documentChange = z
	.object({
		date: day, dueDate: day, number: z.string(), memo: z.string(), exchangeRate: amount, supplier: ref, customer: ref, taxIncluded: z.boolean(),
		...linesChange,
	})
	.partial();
type DocumentChange = z.infer<typeof documentChange>;

type Shape = (resolved: Resolved<never>) => QboTransaction;
/** What can be changed in place. Amounts of credits stand positive in QuickBooks and so they do here. */
const SHAPES: Partial<Record<TransactionEntity, Shape>> = {
	Bill: toBill as Shape, VendorCredit: toVendorCredit as Shape, Purchase: toPurchase as Shape, Invoice: toInvoice as Shape, CreditMemo: toInvoice as Shape,
	JournalEntry: toJournal as Shape,
};
const KIND_OF: Partial<Record<TransactionEntity, DocumentKind>> = { VendorCredit: 'supplierCredit' };

/**
 * Changes what is given and nothing else: a sparse update, which must name the version that it changes. Lines that an
 * update leaves out are deleted by QuickBooks, so they go as a whole, the others as they stand.
 */
export async function update(desk: Desk, kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted> {
	const checked = check(documentChange, changes, target.key);
	if (!checked.ok) throw checked.error;
	const first = await standing(desk.qbo, kind, target);
	const { entity } = first;
	if (SHAPES[entity] === undefined) throw fixed(entity);
	const record = await changeSurely<Standing, QboTransaction>(
		first,
		async (one) => {
			const wire = { ...(await toChange(desk, kind, one, checked.value)), Id: one.record.Id, SyncToken: one.record.SyncToken, sparse: true };
			const answer = await write<Record<string, QboTransaction | undefined>>(desk.qbo, entity.toLowerCase(), wire);
			if (answer[entity] !== undefined) return answer[entity];
			throw new BooksError({ category: 'outage', message: 'QuickBooks did not say what became of the document.', outcomeUnknown: true });
		},
		async () => await again(desk.qbo, first),
		() => undefined,
	);
	return postedOf(entity, record, desk.qbo.appUrl);
}

async function toChange(desk: Desk, kind: DocumentKind, { entity, record }: Standing, change: DocumentChange): Promise<QboTransaction> {
	const held = fromTransaction(entity, record);
	const lines = change.lines === undefined ? undefined : changedLines(change.replaceLines === true ? [] : linesOf(held), change.lines, change.onlyTheseLines === true);
	const document = asDocument(KIND_OF[entity] ?? kind, held, change, lines ?? linesOf(held));
	const [resolved] = await resolveAll(desk, [document], { createParties: false, dryRun: false, closedPeriod: 'refuse' });
	if (resolved?.ok !== true) throw resolved?.error ?? fixed(entity);
	const whole = (SHAPES[entity] as Shape)(resolved.value as Resolved<never>);
	return given({
		// What QuickBooks wants on every update of a kind.
		VendorRef: whole.VendorRef,
		PaymentType: whole.PaymentType,
		CustomerRef: change.customer === undefined ? undefined : whole.CustomerRef,
		EntityRef: change.supplier === undefined ? undefined : whole.EntityRef,
		TxnDate: change.date,
		DueDate: change.dueDate,
		ExchangeRate: change.exchangeRate === undefined ? undefined : whole.ExchangeRate,
		...named(kind, record, change),
		...(lines === undefined ? {} : {
			Line: whole.Line?.map((line, index): QboLine => given({ Id: lines[index]?.id, ...line })),
			GlobalTaxCalculation: whole.GlobalTaxCalculation,
			TxnTaxDetail: whole.TxnTaxDetail,
			DepartmentRef: whole.DepartmentRef,
		}),
	});
}

/** Number and memo. The key stays where it is: in the number, and at the end of the memo. */
function named(kind: DocumentKind, { PrivateNote }: QboTransaction, { number, memo }: DocumentChange): Pick<QboTransaction, 'DocNumber' | 'PrivateNote'> {
	const key = keyOfNote(PrivateNote);
	const ours = key !== undefined && kind !== 'invoice';
	const words = memo ?? memoOf(PrivateNote);
	if (key === undefined) return given({ DocNumber: number, PrivateNote: memo });
	return given({
		DocNumber: ours ? undefined : number,
		PrivateNote: memo === undefined && !(ours && number !== undefined) ? undefined : noteOf({ kind, key, memo: words, number: ours ? number : undefined }),
	});
}

const linesOf = ({ lines }: CanonicalRecord): CanonicalLine[] => (Array.isArray(lines) ? (lines as CanonicalLine[]) : []);

function asDocument(kind: DocumentKind, held: CanonicalRecord, change: DocumentChange, lines: CanonicalLine[]): AnyDocument {
	const ids = (value: unknown) => (value === undefined ? undefined : { id: (value as { id: string }).id });
	const document = given({
		kind,
		key: String(held.key ?? held.id),
		date: change.date ?? held.date,
		dueDate: change.dueDate ?? held.dueDate,
		currency: held.currency,
		exchangeRate: change.exchangeRate,
		taxIncluded: kind === 'journal' ? undefined : (change.taxIncluded ?? held.taxIncluded ?? false),
		supplier: change.supplier ?? ids(held.supplier),
		customer: change.customer ?? ids(held.customer),
		bankAccount: ids(held.bankAccount),
		lines: lines.map(({ id: _id, ...line }) => ({ ...line, taxRate: line.taxRate === undefined ? undefined : line.taxRate })),
	});
	const checked = check<(typeof DOCUMENT_SCHEMAS)[DocumentKind]>(DOCUMENT_SCHEMAS[kind], document, String(held.key ?? held.id));
	if (!checked.ok) throw checked.error;
	return checked.value;
}

function fixed(entity: TransactionEntity): BooksError {
	return new BooksError({ category: 'validation', message: `A ${entity} is not changed in place.`, hint: 'Take it back and post a new one under a new document key.' });
}

