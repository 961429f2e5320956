import { BooksError } from '../core/errors';
import type { Target } from '../core/ledger';
import type { CommonKind, DocumentKind } from '../core/model/documents';
import { get, PAGE_SIZE, type Xero } from './api';
import { quoted } from './query';
import type { Ready } from './writers/send';

type Collection = Ready['collection'];

interface KindOfDocument {
	collection: Collection;
	/** The member that holds the record's id. */
	id: string;
	/** Filters that find a record by key or number, the surest first. */
	filters(target: Target): string[];
	/** What a live record becomes when it is taken back, by its status. */
	takenBack: Readonly<Record<string, 'DELETED' | 'VOIDED'>>;
}

const INVOICE_STATES = { DRAFT: 'DELETED', SUBMITTED: 'DELETED', AUTHORISED: 'VOIDED' } as const;
const equals = (field: string, value: string | undefined): string[] => (value === undefined ? [] : [`${field}==${quoted(value)}`]);

/** How each kind of document stands in Xero. Source: Xero, "Invoices", "Credit notes", "Manual journals", status codes. */
const KINDS: Readonly<Record<CommonKind, KindOfDocument>> = {
	bill: {
		collection: 'Invoices',
		id: 'InvoiceID',
		filters: ({ key, number }) => equals('InvoiceNumber', key ?? number).map((one) => `Type=="ACCPAY" AND ${one}`),
		takenBack: INVOICE_STATES,
	},
	invoice: {
		collection: 'Invoices',
		id: 'InvoiceID',
		filters: ({ key, number }) =>
			[...equals('Reference', key), ...equals('InvoiceNumber', number)].map((one) => `Type=="ACCREC" AND ${one}`),
		takenBack: INVOICE_STATES,
	},
	supplierCredit: {
		collection: 'CreditNotes',
		id: 'CreditNoteID',
		filters: ({ key, number }) =>
			[...equals('CreditNoteNumber', key ?? number), ...equals('Reference', key)].map((one) => `Type=="ACCPAYCREDIT" AND ${one}`),
		takenBack: INVOICE_STATES,
	},
	expense: {
		collection: 'BankTransactions',
		id: 'BankTransactionID',
		filters: ({ key, number }) => equals('Reference', key ?? number),
		takenBack: { AUTHORISED: 'DELETED' },
	},
	journal: {
		collection: 'ManualJournals',
		id: 'ManualJournalID',
		filters: ({ key }) => (key === undefined ? [] : [`Narration.Contains(${quoted(`[${key}]`)})`]),
		takenBack: { DRAFT: 'DELETED', POSTED: 'VOIDED' },
	},
	payment: {
		collection: 'Payments',
		id: 'PaymentID',
		filters: ({ key, number }) => equals('Reference', key ?? number),
		takenBack: { AUTHORISED: 'DELETED' },
	},
};

export interface Standing {
	Status?: string;
	[member: string]: unknown;
}

export function kindOf(kind: DocumentKind): KindOfDocument {
	if (Object.hasOwn(KINDS, kind)) return KINDS[kind as CommonKind]; // a member, as was just asked
	throw new BooksError({ category: 'validation', field: 'kind', message: `Xero has no ${kind}`, hint: 'Choose another kind of document.' });
}

/**
 * The vendor's whole record of a document. Deleted and voided ones are told only where no live one has the name, so
 * that taking a document back twice is told from naming one that never was.
 */
export async function standing(xero: Xero, kind: DocumentKind, target: Target): Promise<{ id: string; record: Standing }> {
	const { collection, id, filters } = kindOf(kind);
	const found: Standing[] = [];
	if (target.id !== undefined) {
		const answer = await get<Record<string, Standing[] | undefined>>(xero, `${collection}/${encodeURIComponent(target.id)}`);
		found.push(...(answer[collection] ?? []));
	} else {
		const [where] = filters({ ...target, number: target.number ?? target.code ?? target.name });
		if (where === undefined) throw new BooksError({ category: 'validation', message: 'The document has no ID, key or number.' });
		const answer = await get<Record<string, Standing[] | undefined>>(xero, collection, { page: 1, pageSize: PAGE_SIZE, where });
		found.push(...(answer[collection] ?? []));
	}
	const live = found.filter(({ Status }) => Status !== 'DELETED' && Status !== 'VOIDED');
	if (live.length > 1) {
		throw new BooksError({
			category: 'validation',
			message: `Xero holds ${live.length} documents with this name.`,
			hint: 'Name the one meant by its ID.',
		});
	}
	const record = live[0] ?? found[0];
	if (record !== undefined) return { id: String(record[id]), record };
	throw new BooksError({
		category: 'not found',
		message: `Xero holds no such ${kind}.`,
		hint: 'Check the organisation, and the ID, number or key.',
		document: target.key,
	});
}
