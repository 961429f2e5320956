import { compare, parseAmount } from './money';
import type { Recorded } from './records';

type Changes = NonNullable<Recorded['changes']>;

/** Old and new value of each given field that differs. Text is compared exactly, amounts by value. */
export function differences(held: object, wire: object, prefix = ''): Changes {
	const changes: Changes = {};
	for (const [field, to] of Object.entries(wire) as Array<[string, unknown]>) {
		const from = (held as Record<string, unknown>)[field];
		const name = `${prefix}${field}`;
		if (Array.isArray(to)) Object.assign(changes, listDifferences(Array.isArray(from) ? from : [], to, name));
		else if (typeof to === 'object' && to !== null) Object.assign(changes, differences((from ?? {}) as object, to, `${name}.`));
		else if (!isEqual(from, to)) changes[name] = { from: from ?? null, to };
	}
	return changes;
}

/** Addresses and phones come and go as lists with one entry per type. */
function listDifferences(held: unknown[], wire: object[], field: string): Changes {
	const pairs = wire.map((entry) => ({ entry, old: held.find((one) => typeOf(one) === typeOf(entry)) ?? {} }));
	return Object.assign({}, ...pairs.map(({ entry, old }) => differences(old as object, entry, `${field}.`))) as Changes;
}

function typeOf(entry: unknown): string | undefined {
	const { AddressType, PhoneType } = (entry ?? {}) as { AddressType?: string; PhoneType?: string };
	return AddressType ?? PhoneType;
}

/** Vendors leave empty text out of their answers. */
function isEqual(from: unknown, to: unknown): boolean {
	if (typeof to !== 'number') return (from ?? '') === to;
	const [a, b] = [parseAmount(from), parseAmount(to)];
	return a !== undefined && b !== undefined && compare(a, b) === 0;
}
