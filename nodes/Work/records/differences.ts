import { isWire, textOf, type Wire } from '../wire';

export type Changes = Record<string, { from: unknown; to: unknown }>;

/** The fields of `wanted` that `held` has otherwise, by their place ("address.state"). Empty text is none. */
export function differences(held: Wire, wanted: Wire, at = ''): Changes {
	const changes: Changes = {};
	for (const [name, to] of Object.entries(wanted)) {
		const from = held[name];
		if (isWire(to)) Object.assign(changes, differences(isWire(from) ? from : {}, to, `${at}${name}.`));
		else if (!isSame(from, to)) changes[`${at}${name}`] = { from, to };
	}
	return changes;
}

/**
 * What is sent: the members that differ, an address or contact as a whole, since whether a part of it clears the rest is
 * not known.
 */
export function patchOf(held: Wire, wanted: Wire): Wire {
	return Object.fromEntries(
		Object.entries(wanted).flatMap(([name, to]) => {
			if (Object.keys(differences(held, { [name]: to })).length === 0) return [];
			const from = held[name];
			return [[name, isWire(to) && isWire(from) ? { ...from, ...to } : to]];
		}),
	);
}

function isSame(from: unknown, to: unknown): boolean {
	if (typeof to === 'number' || typeof to === 'boolean') return from === to;
	return (textOf(from) ?? '') === (textOf(to) ?? '');
}
