import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import type { Ledger, Reader } from '../core/ledger';
import type { Call } from '../core/operations/call';
import type { ExpenseIn } from './api';
import { LIST_KINDS, type DocumentKind, type ListKind } from './contract';
import { documentReader } from './documents';
import { plain } from './json';
import { listReader, Lists } from './lists';
import { namesFrom, type Names } from './names';
import { postingReader } from './postings';

/** One run against one account. To the shared loop a ledger that keeps no books: it has readers and nothing to post. */
export interface ExpenseInSession extends Ledger {
	readonly api: ExpenseIn;
	readonly lists: Lists;
	readonly names: Names;
}

export function sessionFor(api: ExpenseIn): ExpenseInSession {
	const lists = new Lists(api);
	const names = namesFrom(lists);
	const documents = ['expense', 'supplierInvoice'] as const;
	return {
		api,
		lists,
		names,
		connection: api.connection,
		waits: api.waits,
		readers: {
			...Object.fromEntries(LIST_KINDS.map((kind): [string, Reader] => [kind, listReader(lists, kind)])),
			...Object.fromEntries(documents.map((kind): [string, Reader] => [kind, documentReader(api, kind, names)])),
			posting: postingReader(api),
		} as Ledger['readers'],
		writers: {},
		upserts: {},
		raw: async (request) => plain(await api.raw(request)),
	};
}

export function sessionOf({ ledger }: Call): ExpenseInSession {
	// The run opens this system's own session and no other.
	return ledger as ExpenseInSession;
}

/** What an item's resource, or its parameter "kind", stands for. Other systems say employee and bill. */
const KINDS: Readonly<Record<string, ListKind | DocumentKind | 'posting'>> = {
	...Object.fromEntries(LIST_KINDS.map((kind) => [kind.toLowerCase(), kind])),
	employee: 'user', expense: 'expense', supplierinvoice: 'supplierInvoice', invoice: 'supplierInvoice', posting: 'posting',
};

export function kindOf({ context, resource }: Pick<Call, 'context' | 'resource'>, index: number): ListKind | DocumentKind | 'posting' {
	const given = resource === 'record' ? String(context.getNodeParameter('kind', index)) : resource;
	const kind = KINDS[given.trim().toLowerCase()];
	if (kind !== undefined) return kind;
	throw new BooksError({
		message: `The kind "${given}" is none of ${Object.values(KINDS).filter((one, at, all) => all.indexOf(one) === at).join(', ')}`,
		category: 'validation',
		field: 'kind',
		hint: 'Set "Kind" to one of these.',
	});
}

export function listKindOf(call: Pick<Call, 'context' | 'resource'>, index: number): ListKind {
	const kind = kindOf(call, index);
	if ((LIST_KINDS as readonly string[]).includes(kind)) return kind as ListKind; // one of them, as just seen
	throw new BooksError({ message: `ExpenseIn takes no ${kind} from outside`, category: 'validation', field: 'kind', hint: `Choose one of ${LIST_KINDS.join(', ')}.` });
}

/** Plain data for an item: no undefined members. */
export function json(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

/** Lists whose names were left out, as a hint under the node: nothing is dropped without a word. */
export function tellMissing(context: IExecuteFunctions, { missing }: Names): void {
	for (const [kind, reason] of missing) {
		context.addExecutionHints({
			message: `Names of the kind ${kind} are left out, references are there: ${reason}`,
			location: 'outputPane',
			type: 'warning',
		});
	}
}

/** The node's own contract overrides, as JSON text. */
export function overridesOf(context: IExecuteFunctions, index: number): string {
	const { contract } = context.getNodeParameter('advanced', index, {}) as { contract?: unknown };
	return contract === undefined || typeof contract === 'string' ? (contract ?? '') : JSON.stringify(contract);
}
