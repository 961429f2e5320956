import { BooksError, failed } from '../../core/errors';
import type { RecordWriter } from '../../core/records';
import type { Desk } from '../desk';
import { valueWriter } from './values';

/** What AccountsIQ's API has no operation to write, in its users' words. Source: AccountsIQ API wiki, "A-Z". */
const READ_ONLY: Readonly<Record<string, string>> = {
	account: 'GL accounts', bankAccount: 'bank accounts', taxRate: 'tax codes', dimension: 'dimensions', currency: 'currencies', period: 'periods', company: 'entities',
};

/** Records beside suppliers, customers and items, which have upserts: dimension options and BI codes. The rest is refused in words. */
export function recordsOf(desk: Desk): Record<string, RecordWriter> {
	const refusing = Object.entries(READ_ONLY).map(([kind, words]) => [kind, refuse(words)] as const);
	return { ...Object.fromEntries(refusing), dimensionValue: valueWriter(desk) };
}

function refuse(words: string): RecordWriter {
	const answer = async (records: unknown[]) =>
		records.map(() => failed(new BooksError({
			category: 'validation', field: 'kind', message: `AccountsIQ's API only reads ${words}; it makes and changes none`, hint: 'Set them up in AccountsIQ itself.',
		})));
	return { create: answer, update: answer };
}
