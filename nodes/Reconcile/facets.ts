import { isEmpty, type SyncRecord } from '../core/values';
import { fold, foldParty } from './words';

/**
 * What is known of an account, supplier or dimension value. Two systems seldom know the same of it: one tells a code,
 * the other an id and a name. Two of them differ only where both tell the same thing differently.
 */
export interface Facets {
	id?: string;
	code?: string;
	name?: string;
	email?: string;
}

const NAMES = ['id', 'code', 'name', 'email'] as const;
type Facet = (typeof NAMES)[number];

/** A reference as documents hold it; plain text is a code. */
export function refOf(value: unknown): Facets | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value !== 'object') return { code: String(value).trim() };
	const ref = value as SyncRecord;
	const facets: Facets = {};
	for (const name of NAMES) if (!isEmpty(ref[name])) facets[name] = String(ref[name]).trim();
	return Object.keys(facets).length === 0 ? undefined : facets;
}

/** Supplier, customer, employee, merchant: whoever the document is with. */
export function partyRefOf(record: SyncRecord): Facets {
	for (const field of ['supplier', 'customer', 'party', 'employee']) {
		const ref = typeof record[field] === 'string' ? { name: record[field].trim() } : refOf(record[field]);
		if (ref !== undefined && ref.name !== '') return ref;
	}
	return isEmpty(record.merchant) ? {} : { name: String(record.merchant).trim() };
}

export function isKnown(facets: Facets | undefined): boolean {
	return facets !== undefined && NAMES.some((name) => facets[name] !== undefined);
}

/** Which id, code and name belong together, by the lists of the books that are handed in. */
export class Directory {
	private readonly known = new Map<string, Facets | null>();

	constructor(lists: readonly SyncRecord[]) {
		for (const record of lists.flatMap((one) => (Array.isArray(one.records) ? (one.records as SyncRecord[]) : [one]))) {
			const facets = refOf(record);
			if (facets === undefined) continue;
			for (const name of NAMES) {
				const label = labelIn(facets, name);
				if (label === undefined) continue;
				// Of several records with one name none can be meant: better to compare less than the wrong things.
				this.known.set(label, this.known.has(label) ? null : facets);
			}
		}
	}

	whole(facets: Facets): Facets {
		if (this.known.size === 0) return facets;
		for (const name of NAMES) {
			const label = labelIn(facets, name);
			const found = label === undefined ? undefined : this.known.get(label);
			// One name may belong to another id: then it is not the one of the list.
			if (found !== undefined && found !== null && isSameRefSurely(found, facets, name)) return { ...found, ...facets };
		}
		return facets;
	}
}

/** Whether nothing that tells more than `name` contradicts. */
function isSameRefSurely(a: Facets, b: Facets, name: Facet): boolean {
	const surer = NAMES.slice(0, NAMES.indexOf(name));
	return surer.every((one) => a[one] === undefined || b[one] === undefined || fold(a[one]) === fold(b[one]));
}

function labelIn(facets: Facets, name: Facet): string | undefined {
	const value = facets[name];
	return value === undefined ? undefined : `${name}\n${fold(value)}`;
}

/** True or false where both tell something of the same sort; undefined where they cannot be compared. */
export function isSameRef(a: Facets, b: Facets): boolean | undefined {
	const shared = NAMES.filter((name) => a[name] !== undefined && b[name] !== undefined);
	if (shared.length === 0) return undefined;
	return shared.some((name) => fold(a[name] ?? '') === fold(b[name] ?? ''));
}

/** As `isSameRef`, for suppliers and customers. */
export function isSameParty(a: Facets, b: Facets): boolean | undefined {
	if (a.name !== undefined && b.name !== undefined && foldParty(a.name) === foldParty(b.name)) return true;
	return isSameRef(a, b);
}

/** By which of their names all of these can be told apart on both sides. */
export function commonFacet(all: readonly Facets[]): Facet | undefined {
	return (['code', 'id', 'name', 'email'] as const).find((name) => all.every((facets) => facets[name] !== undefined));
}

/** For people, and for distributions: "449 Motor Vehicle Expenses" where both are known. */
export function shownAs({ id, code, name, email }: Facets): string {
	const both = code !== undefined && name !== undefined && fold(code) !== fold(name) ? `${code} ${name}` : undefined;
	return both ?? code ?? name ?? email ?? id ?? '';
}
