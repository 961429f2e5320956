import type { CanonicalRecord } from '../core/session';
import type { ListKind } from './contract';
import type { Wire } from './wire';

export interface Listed {
	record: CanonicalRecord;
	/** As the vendor gave it, for sending it back. */
	wire: Wire;
}

/** What a record can be found by. */
export type FindBy = 'id' | 'code' | 'email' | 'name';
const FIELDS: readonly FindBy[] = ['id', 'code', 'email', 'name'];

/**
 * What two values must share to be the same. References are compared exactly but for blanks around them. E-mail
 * addresses are the same in upper and lower case, also where one stands as a user's reference.
 */
export function matchKey(kind: ListKind, field: string, value: unknown): string {
	const text = String(value ?? '').trim();
	const isAddress = field === 'email' || (field === 'code' && kind === 'user' && text.includes('@'));
	return isAddress ? text.toLowerCase() : text;
}

/** One list in the vendor's order, found in without going through it: suppliers come by the ten thousand. */
export class ListIndex {
	readonly records: Listed[] = [];
	private readonly places = new Map<string, Set<number>>();

	constructor(private readonly kind: ListKind) {}

	/** A record takes the place of the one with its id. */
	put(listed: Listed): void {
		const [known] = this.placesOf('id', listed.record.id);
		const place = known ?? this.records.length;
		const before = this.records[place];
		if (before !== undefined) for (const key of this.keysOf(before)) this.places.get(key)?.delete(place);
		this.records[place] = listed;
		for (const key of this.keysOf(listed)) {
			const places = this.places.get(key);
			if (places === undefined) this.places.set(key, new Set([place]));
			else places.add(place);
		}
	}

	/** All that go by it, in the vendor's order. */
	find(field: FindBy, value: string): Listed[] {
		const places = [...this.placesOf(field, value)].sort((a, b) => a - b);
		return places.map((place) => this.records[place]).filter((listed) => listed !== undefined);
	}

	private placesOf(field: FindBy, value: string): ReadonlySet<number> {
		return this.places.get(this.keyOf(field, value)) ?? new Set();
	}

	private keysOf({ record }: Listed): string[] {
		return FIELDS.filter((field) => typeof record[field] === 'string' && record[field] !== '').map((field) => this.keyOf(field, record[field]));
	}

	private keyOf(field: FindBy, value: unknown): string {
		return `${field} ${matchKey(this.kind, field, value)}`;
	}
}
