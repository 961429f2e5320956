import { BooksError } from '../core/errors';
import { add, isZero } from '../core/money';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import type { ResolvedLine } from './resolved';

/** The entity that a location belongs to: itself, or the first of its parents that is one. */
export function entityOf(location: string, locations: XmlElement[], entities: XmlElement[]): string | undefined {
	const isEntity = (id: string) => entities.some((row) => textIn(row, 'LOCATIONID') === id);
	const seen = new Set<string>();
	for (let at: string | undefined = location; at !== undefined && !seen.has(at); ) {
		if (isEntity(at)) return at;
		seen.add(at);
		const row = locations.find((one) => textIn(one, 'LOCATIONID') === at);
		at = row === undefined ? undefined : textIn(row, 'PARENTID');
	}
	return undefined;
}

/**
 * Debits and credits must be equal inside each entity, or Intacct has nowhere to book the difference. Source: Sage Intacct,
 * "Journal entries". That they are equal as a whole, in their one currency, has been seen to before.
 */
export function balanceProblem(lines: ResolvedLine[], locations: XmlElement[], entities: XmlElement[]): BooksError | undefined {
	const sums = new Map<string, string>();
	for (const { line, dimensions } of lines) {
		const entity = entityOf(dimensions.get('LOCATION') ?? '', locations, entities) ?? '';
		sums.set(entity, add(sums.get(entity) ?? '0', line.amount));
	}
	const open = [...sums].filter(([, sum]) => !isZero(sum));
	if (open.length === 0) return undefined;
	return new BooksError({
		category: 'validation', field: 'lines', message: `Debits and credits differ in ${open.map(([entity, sum]) => `${entity === '' ? 'the top level' : `entity ${entity}`} by ${sum}`).join(' and ')}.`,
		hint: 'Make a journal for each entity, or add lines between the entities.',
	});
}
