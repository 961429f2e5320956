import type { Ref } from './model/documents';

/** Names as people mean them: without case and accents, blanks collapsed. "Café  Nero" and "CAFE NERO" are one. */
export function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

interface Names<T> {
	id(record: T): string | undefined;
	code?(record: T): string | undefined;
	name(record: T): string | undefined;
	active(record: T): boolean;
}

/**
 * The record that a reference names: by id, else by code, else by name, whichever of these the reference has first.
 * @returns undefined when there is none; an archived one only when no active one fits
 */
export function pick<T>(records: T[], ref: Ref, names: Names<T>): T | undefined {
	const same = (a: string | undefined, b: string) => a !== undefined && folded(a) === folded(b);
	const fits = (record: T): boolean => {
		if (ref.id !== undefined) return same(names.id(record), ref.id);
		if (ref.code !== undefined) return same(names.code?.(record) ?? names.name(record), ref.code);
		return ref.name !== undefined && same(names.name(record), ref.name);
	};
	const found = records.filter(fits);
	return found.find((record) => names.active(record)) ?? found[0];
}

/** How a reference is called in messages: its name, code or id, whichever says most to a person. */
export function calledIn(ref: Ref): string {
	return `"${ref.name ?? ref.code ?? ref.email ?? ref.id}"`;
}
