import { parseDay, type Day, type Instant } from '../core/dates';
import { BooksError } from '../core/errors';
import { parseAmount, type Amount } from '../core/money';
import type { Contract, WireKind } from './contract';

/** A record of Work's, its fields by the names of the assumed contract. */
export type Wire = Record<string, unknown>;

export function isWire(value: unknown): value is Wire {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What lies at "address.state". */
export function at(record: unknown, path: string): unknown {
	if (path === '') return record;
	return path.split('.').reduce<unknown>((part, name) => (isWire(part) ? part[name] : undefined), record);
}

/** Text without the blanks around it; undefined where nothing is left. */
export function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null || typeof value === 'object') return undefined;
	const text = String(value).trim();
	return text === '' ? undefined : text;
}

/** How names, codes and e-mail addresses are compared. */
export function folded(value: unknown): string {
	return (textOf(value) ?? '').toLowerCase();
}

/** A JSON number of more digits than it can hold exactly. */
const MOST_DIGITS = 15;

/**
 * An amount with at least two decimals, digit by digit as Work wrote it.
 * @throws BooksError for a number so long that JSON has already rounded it
 */
export function amountOf(value: unknown): Amount | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const amount = parseAmount(value);
	const digits = typeof value === 'number' ? String(value).replace(/^-?0*\.?0*|\D/g, '').length : 0;
	if (amount === undefined || digits > MOST_DIGITS) {
		throw new BooksError({ message: `Work gave the amount ${String(value)}, which cannot be read exactly`, category: 'validation' });
	}
	const [whole = '0', decimals = ''] = amount.split('.');
	return `${whole}.${decimals.padEnd(2, '0')}`;
}

const MS_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/** ISO text, or "/Date(1714600000000)/" of the old data service. */
export function instantOf(value: unknown): Instant | undefined {
	const text = textOf(value);
	const ms = MS_DATE.exec(text ?? '')?.[1];
	const moment = new Date(ms === undefined ? (text ?? '') : Number(ms));
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

export function dayOf(value: unknown): Day | undefined {
	return parseDay(MS_DATE.test(textOf(value) ?? '') ? instantOf(value) : value);
}

/**
 * The mark of a change. Work's instants have whole seconds, so two changes of a record within one would look like one:
 * the version, as milliseconds, makes them differ.
 */
export function changeMark({ updatedAt, version, deleted }: Wire): Instant | undefined {
	const instant = instantOf(updatedAt);
	if (instant === undefined || !instant.endsWith('.000Z')) return instant;
	const parts = deleted === true ? 999 : Number(version ?? 0) % 999;
	return `${instant.slice(0, 20)}${String(Number.isFinite(parts) ? parts : 0).padStart(3, '0')}Z`;
}

/** The record with the contract's names for what Work calls otherwise. */
export function fromVendor({ fields }: Contract, kind: WireKind | 'company' | 'line', record: Wire): Wire {
	const result = structuredClone(record);
	for (const [ours, theirs] of aliasesOf(fields, kind)) {
		const value = at(record, theirs);
		if (value !== undefined) put(result, ours, value);
	}
	if (kind === 'invoice' && Array.isArray(result.lines)) {
		const lines = result.lines.filter(isWire);
		result.lines = lines.map((line) => fromVendor({ fields } as Contract, 'line', line)); // it reads no other member
	}
	return result;
}

/** The other way round, for what is sent. */
export function toVendor({ fields }: Contract, kind: WireKind | 'line', record: Wire): Wire {
	const result = structuredClone(record);
	if (kind === 'invoice' && Array.isArray(result.lines)) {
		result.lines = result.lines.map((line: Wire) => toVendor({ fields } as Contract, 'line', line)); // as above
	}
	for (const [ours, theirs] of aliasesOf(fields, kind)) {
		const value = at(result, ours);
		if (value === undefined) continue;
		take(result, ours);
		put(result, theirs, value);
	}
	return result;
}

function aliasesOf(fields: Contract['fields'], kind: string): Array<[ours: string, theirs: string]> {
	return Object.entries(fields).flatMap(([name, theirs]) => (name.startsWith(`${kind}.`) ? [[name.slice(kind.length + 1), theirs]] : []));
}

function put(record: Wire, path: string, value: unknown): void {
	const [head = '', ...rest] = path.split('.');
	if (rest.length === 0) {
		record[head] = value;
		return;
	}
	const inner = isWire(record[head]) ? record[head] : {};
	record[head] = inner;
	put(inner, rest.join('.'), value);
}

function take(record: Wire, path: string): void {
	const names = path.split('.');
	const last = names.pop() ?? '';
	const owner = at(record, names.join('.'));
	if (isWire(owner)) delete owner[last];
}
