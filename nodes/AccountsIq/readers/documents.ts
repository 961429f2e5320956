import type { DocumentKind } from '../../core/model/documents';
import { isNegative, parseAmount } from '../../core/money';
import type { CanonicalRecord, Change, Reader, ReadQuery, Target } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import type { AccountsIq } from '../api';
import { rowsIn, textIn } from '../elements';
import { amountOf, posted, transactionPages, transactionsNamed, TYPES } from '../transactions';
import { missing } from './whole';

/** Documents are transactions of some types. They are never changed once posted, so their creation is their mark. */
export function documents(aiq: AccountsIq, kind: DocumentKind): Reader {
	const types = TYPES[kind];
	return {
		async *pages(query: ReadQuery) {
			const wanted = query.search?.trim().toLowerCase();
			const range = { types, from: query.from, to: query.to, createdSince: query.changedSince };
			for await (const page of transactionPages(aiq, range)) {
				yield page.map((one) => toRecord(kind, one)).filter((one) => wanted === undefined || says(one, wanted));
			}
		},
		one: async (target) => {
			const [found] = await named(aiq, types, target);
			if (found !== undefined) return toRecord(kind, found);
			throw missing(target);
		},
		async *changes(since) {
			for await (const page of transactionPages(aiq, { types, createdSince: since })) {
				yield page.map((one): Change => ({ id: textIn(one, 'TransactionID') ?? '', at: createdAt(one), record: toRecord(kind, one) }));
			}
		},
	};
}

/** By id, by our key, which is the external reference, or by AccountsIQ's own number. */
export async function named(aiq: AccountsIq, types: readonly string[], { id, key, number, code, name }: Target): Promise<XmlElement[]> {
	const reference = key ?? code ?? name;
	if (id === undefined && reference !== undefined) return await transactionsNamed(aiq, reference, types);
	const found: XmlElement[] = [];
	if (id !== undefined && !/^\d+$/.test(id)) return found;
	for await (const page of transactionPages(aiq, { types, ...(id === undefined ? {} : { ids: [id] }) })) {
		found.push(...page.filter((one) => (id === undefined ? textIn(one, 'InternalNumber') === number : textIn(one, 'TransactionID') === id)));
	}
	return found;
}

/** Without a zone it is UTC, as far as known. */
function createdAt(transaction: XmlElement): string {
	const text = textIn(transaction, 'CreationDate') ?? '';
	const at = new Date(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
	return Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString();
}

export function toRecord(kind: DocumentKind, transaction: XmlElement): CanonicalRecord {
	const { raw, status, ...told } = posted(transaction);
	const type = textIn(transaction, 'TransactionType') ?? '';
	const lines = rowsIn(transaction.LineDetails, 'WSTransactionDetail');
	return {
		...told,
		kind,
		type: status,
		party: { code: textIn(transaction, 'AccountCode'), name: textIn(transaction, 'AccountName') },
		outstanding: amountOf(transaction, 'OutstandingAmount'),
		dueDate: textIn(transaction, 'DueDate')?.slice(0, 10),
		createdAt: createdAt(transaction),
		isRefund: ['PN', 'SN', 'BR'].includes(type),
		lines: lines
			.filter((line) => kind === 'journal' || (textIn(line, 'IsControlLine') !== 'true' && textIn(line, 'IsTaxLine') !== 'true'))
			.map((line) => ({
				account: textIn(line, 'GLAccountCode'),
				amount: kind === 'journal' ? parseAmount(textIn(line, 'Amount')) : amountOf(line, 'Amount'),
				side: isNegative(parseAmount(textIn(line, 'Amount')) ?? '0') ? 'credit' : 'debit',
				description: textIn(line, 'Description'),
				biCode: textIn(line, 'DepartmentID'),
				taxId: textIn(line, 'TaxID'),
			})),
		raw,
	};
}

function says({ key, number, party }: CanonicalRecord, wanted: string): boolean {
	const { code, name } = (party ?? {}) as { code?: string; name?: string };
	return [key, number, code, name].some((text) => typeof text === 'string' && text.toLowerCase().includes(wanted));
}
