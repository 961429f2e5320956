import type { DocumentKind } from '../../core/model/documents';
import { add, isNegative, parseAmount } from '../../core/money';
import type { CanonicalRecord, Change, Reader, ReadQuery } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import type { AccountsIq } from '../api';
import { textIn } from '../../core/xml-elements';
import { amountOf, bankIn, detailsOf, netLinesOf, posted, transactionPages, TYPES } from '../transactions';
import { partsOf } from './named';
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
			const [first, ...others] = (await partsOf(aiq, types, target)).map((part) => toRecord(kind, part));
			if (first !== undefined) return others.reduce(joined, first);
			throw missing(target);
		},
		async *changes(since) {
			for await (const page of transactionPages(aiq, { types, createdSince: since })) {
				yield page.map((one): Change => ({ id: textIn(one, 'TransactionID') ?? '', at: createdAt(one), record: toRecord(kind, one) }));
			}
		},
	};
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
	const lines = kind === 'journal' ? detailsOf(transaction) : netLinesOf(transaction);
	const bank = bankIn(transaction);
	return {
		...told,
		kind,
		type: status,
		party: { code: textIn(transaction, 'AccountCode'), name: textIn(transaction, 'AccountName') },
		outstanding: amountOf(transaction, 'OutstandingAmount'),
		dueDate: textIn(transaction, 'DueDate')?.slice(0, 10),
		createdAt: createdAt(transaction),
		isRefund: ['PN', 'SN', 'BR'].includes(type),
		bankAccount: bank === undefined ? undefined : { code: bank },
		lines: lines.map((line) => ({
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

/** An expense with several lines is as many transactions, whose references end with the line's number. */
function joined(one: CanonicalRecord, other: CanonicalRecord): CanonicalRecord {
	const sum = (name: string) => add(parseAmount(one[name]) ?? '0', parseAmount(other[name]) ?? '0');
	const lines = [one, other].flatMap((record) => record.lines as unknown[]);
	return { ...one, key: String(one.key).replace(/-1$/, ''), total: sum('total'), outstanding: sum('outstanding'), lines, raw: [one.raw, other.raw].flat() };
}

function says({ key, number, party }: CanonicalRecord, wanted: string): boolean {
	const { code, name } = (party ?? {}) as { code?: string; name?: string };
	return [key, number, code, name].some((text) => typeof text === 'string' && text.toLowerCase().includes(wanted));
}
