import type { CanonicalRecord } from '../core/session';
import type { Contract, ListKind } from './contract';
import { exactAmount, flagOf, plain, textOf } from './json';
import { instantOf, reading, type Wire } from './wire';

/** Fields that hold amounts or percents, so that they come out as exact decimal text. */
const EXACT: readonly string[] = ['percent', 'fixedAmount'];
/** Told below in their own way. */
const SHARED: readonly string[] = ['id', 'code', 'name', 'active', 'inactive', 'changedAt'];

/** What people call a record of this kind. */
export const WORDS: Readonly<Record<ListKind, string>> = {
	user: 'user',
	category: 'category',
	project: 'project',
	department: 'department',
	taxRate: 'tax rate',
	supplier: 'supplier',
};

/** An administrator's record in the canonical shape: `code` is what ExpenseIn calls reference. */
export function toRecord(kind: ListKind, { fields }: Contract, wire: Wire): CanonicalRecord {
	const own = fields[kind];
	const read = reading(own, wire);
	const others = Object.keys(own)
		.filter((field) => !SHARED.includes(field))
		.map((field): [string, unknown] => [field, EXACT.includes(field) ? exactAmount(read(field)) : plain(read(field)) ?? undefined]);
	const changedAt = read('changedAt');
	return {
		kind,
		id: textOf(read('id')) ?? '',
		code: textOf(read('code')),
		name: nameOf(read),
		active: isActive(read),
		...Object.fromEntries(others.filter(([, value]) => value !== undefined)),
		changedAt: instantOf(changedAt),
		raw: plain(wire),
	};
}

/** People have a first and a last name. */
function nameOf(read: (field: string) => unknown): string {
	const joined = [read('firstName'), read('lastName')].map(textOf).filter((part) => part !== undefined).join(' ');
	return textOf(read('name')) ?? (joined === '' ? (textOf(read('email')) ?? '') : joined);
}

/** Some kinds are marked when they are active, others when they are not. */
function isActive(read: (field: string) => unknown): boolean {
	const inactive = flagOf(read('inactive'));
	return flagOf(read('active')) ?? (inactive === undefined ? true : !inactive);
}
