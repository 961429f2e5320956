import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import type { Call as SharedCall } from '../core/operations/call';
import type { Calling, Reader, Reading } from '../core/session';
import type { ExpenseIn } from './api';
import { LIST_KINDS, type Kind, type ListKind } from './contract';
import { documentReader } from './documents';
import { plain } from './json';
import { listReader, Lists } from './lists';
import { namesFrom, type Names } from './names';
import { postingReader } from './postings';

/** One run against one account. */
export interface ExpenseInSession extends Reading, Calling {
	readonly api: ExpenseIn;
	readonly lists: Lists;
	readonly names: Names;
	readerFor(kind: Kind): Reader;
}

export function sessionFor(api: ExpenseIn): ExpenseInSession {
	const lists = new Lists(api);
	const names = namesFrom(lists);
	const readers: Record<string, Reader> = {
		...Object.fromEntries(LIST_KINDS.map((kind) => [kind, listReader(lists, kind)])),
		expense: documentReader(api, 'expense', names),
		supplierInvoice: documentReader(api, 'supplierInvoice', names),
		posting: postingReader(api),
	};
	return {
		api,
		lists,
		names,
		readerFor: (kind) => {
			const reader = readers[kind];
			if (reader !== undefined) return reader;
			throw new BooksError({ message: `ExpenseIn has no list of ${kind}`, category: 'validation' });
		},
		connection: api.connection,
		waits: api.waits,
		readers,
		raw: async (request) => plain(await api.raw(request)),
	};
}

/** An operation's items, with this system's session. */
export type Call = SharedCall<ExpenseInSession>;

/** What an item's resource, or its parameter "kind", stands for. Other systems say employee and bill. */
const KINDS: Readonly<Record<string, Kind>> = {
	...Object.fromEntries(LIST_KINDS.map((kind) => [kind.toLowerCase(), kind])),
	employee: 'user', expense: 'expense', supplierinvoice: 'supplierInvoice', invoice: 'supplierInvoice', posting: 'posting',
};

export function kindOf({ context, resource }: Pick<Call, 'context' | 'resource'>, index: number): Kind {
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
