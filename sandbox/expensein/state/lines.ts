import { exact, type Exact, toNumber } from '../../frame/money';
import type { Kind } from './kinds';
import { findRecord } from './records';
import { converted, taxInside } from './rates';
import type { Line } from './shapes';
import type { Store } from './store';
import type { Body } from './validate';

/** A line as people enter it: records by reference, name or id; amounts of what was paid. */
export interface NewLine {
	category?: string;
	project?: string;
	department?: string;
	/** The percentage is the tax rate's. */
	tax?: string;
	gross: string | number;
	/** Where the tax differs from what the percentage gives, as on a real receipt. */
	taxAmount?: string | number;
	description?: string;
}

/** The line in the account's currency. An unknown record is refused, so that a misspelt test does not pass. */
export function makeLine(store: Store, { gross, taxAmount, description, ...names }: NewLine, rate: string): Line {
	const category = named(store, 'category', names.category);
	const project = named(store, 'project', names.project);
	const department = named(store, 'department', names.department);
	const taxRate = named(store, 'taxrate', names.tax);
	const percent = Number(taxRate?.percent ?? 0);
	const total = converted(exact(gross), rate);
	const tax = taxAmount === undefined ? taxInside(total, percent) : converted(exact(taxAmount), rate);
	return {
		...linked('category', category), ...linked('project', project), ...linked('department', department), ...linked('taxRate', taxRate),
		taxPercent: percent, net: toNumber(total - tax), tax: toNumber(tax), gross: toNumber(total), description: description ?? null,
	} as Line; // the four pairs have names made of the line's own
}

/** Sums of the lines, which are what the document shows. */
export function totalsOf(lines: readonly Line[]): { gross: number; net: number; tax: number } {
	const sum = (field: 'gross' | 'net' | 'tax') => toNumber(lines.reduce((total: Exact, line) => total + exact(line[field]), 0n));
	return { gross: sum('gross'), net: sum('net'), tax: sum('tax') };
}

/** A record by what people call it; undefined where nothing is named. */
export function named(store: Store, kind: Kind, key: string | null | undefined): Body | undefined {
	if (key === undefined || key === null) return undefined;
	const record = findRecord(store, kind, key);
	if (record === undefined) throw new RangeError(`There is no ${kind} "${key}"`);
	return record;
}

function linked(name: string, record: Body | undefined): Record<string, unknown> {
	return { [`${name}Id`]: record?.id ?? null, [`${name}Reference`]: record?.reference ?? null };
}
