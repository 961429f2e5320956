import { asBooksError } from '../core/errors';
import type { ListKind } from './contract';
import type { Lists } from './lists';

/** What a document's ids and references are called, looked up in lists that are read once and only when asked for. */
export interface Names {
	/** By id or else by reference; undefined where nothing is found. */
	of(kind: ListKind, id: string | undefined, code: string | undefined): Promise<Named | undefined>;
	/** Lists that the key may not read, with the reason: their names are left out. */
	readonly missing: ReadonlyMap<ListKind, string>;
}

export interface Named {
	name?: string;
	email?: string;
}

export function namesFrom(lists: Lists): Names {
	const missing = new Map<ListKind, string>();
	const tables = new Map<ListKind, Promise<Map<string, Named>>>();
	const table = async (kind: ListKind) => {
		const known = tables.get(kind) ?? read(lists, kind, missing);
		tables.set(kind, known);
		return await known;
	};
	return {
		missing,
		of: async (kind, id, code) => {
			if (id === undefined && code === undefined) return undefined;
			const names = await table(kind);
			return names.get(`id ${id ?? ''}`) ?? names.get(`code ${code ?? ''}`);
		},
	};
}

/**
 * Expenses need a key with Finance, lists one with Account administrator. Without the latter an expense still has all
 * its references, and the books go by those.
 */
async function read(lists: Lists, kind: ListKind, missing: Map<ListKind, string>): Promise<Map<string, Named>> {
	const names = new Map<string, Named>();
	try {
		for (const { record } of await lists.all(kind)) {
			const named: Named = { name: record.name === '' ? undefined : String(record.name), email: record.email as string | undefined };
			names.set(`id ${record.id}`, named);
			if (typeof record.code === 'string' && !names.has(`code ${record.code}`)) names.set(`code ${record.code}`, named);
		}
	} catch (error) {
		const reason = asBooksError(error);
		if (!['permission', 'not found', 'feature not in subscription'].includes(reason.category)) return await Promise.reject(reason);
		missing.set(kind, reason.message);
	}
	return names;
}
