import { BooksError } from '../core/errors';
import { compare } from '../core/money';
import type { Contract, ListKind } from './contract';
import { exactAmount, exactNumber, plain } from './json';
import { matchKey, type Listed } from './list-index';
import { WORDS } from './records';
import { keyOf, member, type Wire } from './wire';

/** Fields by our names (`code` is the reference), or by the vendor's own where the record has them. */
export type Wanted = Readonly<Record<string, unknown>>;
export type Changes = Record<string, { from: unknown; to: unknown }>;

/** They come along when a record that was read is handed back, and say nothing about a change. */
const PASSED_OVER = new Set(['id', 'kind', 'raw', 'changedAt']);
const AMOUNTS = new Set(['percent', 'fixedAmount']);

/** The vendor's record for a new one. `reference` and `name` are sent without blanks around them. */
export function newRecord(kind: ListKind, contract: Contract, wanted: Wanted): Wire {
	const record: Wire = {};
	for (const [field, value] of Object.entries(wanted)) {
		if (PASSED_OVER.has(field) || value === undefined || value === null || value === '' || isJoined(kind, contract, field)) continue;
		const [name, sent] = toVendor(kind, contract, field, value, {});
		record[name] = sent;
	}
	for (const field of kind === 'user' ? ['email'] : kind === 'taxRate' ? ['name', 'percent'] : ['name']) {
		const name = contract.fields[kind][field];
		if (name !== undefined && name !== '' && record[name] === undefined) throw refused(kind, wanted, field, 'is missing');
	}
	return record;
}

/**
 * A copy of the vendor's record with the wanted fields in it, and which of them differed. A tax rate's percent is fixed
 * once it exists: it is not sent, and that is told.
 */
export function changesTo(
	kind: ListKind,
	contract: Contract,
	{ record, wire }: Listed,
	wanted: Wanted,
): { wire: Wire; changes: Changes; warnings: string[] } {
	const next: Wire = { ...wire };
	const changes: Changes = {};
	const warnings: string[] = [];
	for (const [field, value] of Object.entries(wanted)) {
		if (PASSED_OVER.has(field) || value === undefined || field === 'changes' || isJoined(kind, contract, field)) continue;
		const [name, sent] = toVendor(kind, contract, field, value, wire);
		const key = keyOf(wire, name) ?? name;
		const before = member(wire, name);
		if (isSame(before, sent) || isSameAddress(kind, field, plain(before), sent)) continue;
		if (kind === 'taxRate' && field === 'percent') {
			warnings.push(`The percent of a tax rate cannot be changed: it stays ${String(record.percent ?? '')}`);
			continue;
		}
		next[key] = sent;
		changes[field] = { from: field === 'active' ? record.active : (plain(before) ?? null), to: field === 'active' ? value : plain(sent) };
	}
	return { wire: next, changes, warnings };
}

/** A person's name is told of first and last name, and comes along when a record that was read is handed back. */
function isJoined(kind: ListKind, { fields }: Contract, field: string): boolean {
	return kind === 'user' && field === 'name' && (fields.user.name ?? '') === '';
}

/** The vendor's name of the field and what to put there. */
function toVendor(kind: ListKind, contract: Contract, field: string, value: unknown, wire: Wire): [name: string, value: unknown] {
	const fields = contract.fields[kind];
	if (field === 'active') {
		const inverted = fields.active === undefined || fields.active === '' ? fields.inactive : undefined;
		const name = inverted ?? fields.active ?? '';
		if (name !== '') return [name, inverted === undefined ? value === true : value !== true];
	}
	const own = fields[field];
	const name = own !== undefined && own !== '' ? own : vendorName(Object.values(fields), field, wire);
	if (name === undefined) throw refused(kind, { code: '' }, field, `is no field of a ${WORDS[kind]}`);
	return [name, AMOUNTS.has(field) ? numberOf(kind, field, value) : textLimit(kind, contract, field, value)];
}

/** A name of the vendor's own: one of the contract, or one that the record at hand has. */
function vendorName(names: string[], field: string, wire: Wire): string | undefined {
	const known = names.find((name) => name.toLowerCase() === field.toLowerCase());
	return known !== undefined && known !== '' ? known : keyOf(wire, field);
}

function numberOf(kind: ListKind, field: string, value: unknown): unknown {
	if (value === null || value === '') return null;
	const amount = exactAmount(value);
	if (amount === undefined) throw refused(kind, {}, field, `is "${String(value)}", which is no number`);
	return exactNumber(amount);
}

function textLimit(kind: ListKind, { longest }: Contract, field: string, value: unknown): unknown {
	if ((field !== 'name' && field !== 'code') || (typeof value !== 'string' && typeof value !== 'number')) return value;
	const text = String(value).trim();
	const most = longest[field];
	if (field === 'name' && text === '') throw refused(kind, {}, field, 'is empty');
	if (text.length > most) throw refused(kind, {}, field, `has ${text.length} characters; ${most} are the most`);
	return text;
}

/** Numbers by their value, everything else by its JSON. An absent field and an empty one are the same. */
function isSame(before: unknown, sent: unknown): boolean {
	const [was, is] = [plain(before), plain(sent)];
	const [a, b] = [exactAmount(before), exactAmount(sent)];
	if (typeof is === 'number' && a !== undefined && b !== undefined) return compare(a, b) === 0;
	// A vendor may write a reference of digits as a number.
	return JSON.stringify(was ?? '') === JSON.stringify(is ?? '') || (typeof was === 'number' && String(was) === is);
}

/** An address in other letters is no change: two sources would write it to and fro. */
function isSameAddress(kind: ListKind, field: string, before: unknown, sent: unknown): boolean {
	if (typeof before !== 'string' || typeof sent !== 'string' || !before.includes('@')) return false;
	return matchKey(kind, field, before) === matchKey(kind, field, sent);
}

function refused(kind: ListKind, wanted: Wanted, field: string, what: string): BooksError {
	const name = wanted.code ?? wanted.name;
	return new BooksError({
		message: `The ${field === 'code' ? 'reference' : field} ${what}`,
		category: 'validation',
		document: typeof name === 'string' && name !== '' ? name : undefined,
		field,
		hint: `Correct the ${WORDS[kind]} and run again.`,
	});
}
