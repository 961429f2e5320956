import { z } from 'zod';
import { BooksError } from './errors';
import { amount, dimensionChoice, ref } from './model/documents';
import { given } from './wire';

/** What a change may say of a line; what it leaves out stays. */
export const lineChange = z
	.object({
		/** The books' id of the line; without it the line is meant by its place, or is a new one. */
		id: z.string(),
		description: z.string(), amount, quantity: amount, unitAmount: amount, taxAmount: amount, account: ref, item: ref, taxRate: ref,
		customer: ref, billable: z.boolean(), dimensions: z.array(dimensionChoice),
	})
	.partial();
export const linesChange = {
	lines: z.array(lineChange).min(1, 'needs at least one line; leave "lines" out to keep them').optional(),
	/** Whether lines beyond the given ones go away; otherwise they stay. */
	onlyTheseLines: z.boolean().optional(),
	/** Whether the given lines stand, as new ones, in place of all that are there. */
	replaceLines: z.boolean().optional(),
};
export type LineChange = z.infer<typeof lineChange>;

/** A line as a reader gives it. */
export type CanonicalLine = Record<string, unknown> & { id?: string };

/** The document's lines after the change, in the order in which they stand, new ones last. New ones have no id. */
export function changedLines(held: CanonicalLine[], changes: LineChange[], only: boolean): CanonicalLine[] {
	const byPlace = changes.every(({ id }) => id === undefined);
	const lines = !only ? held : byPlace ? held.slice(0, changes.length) : held.filter(({ id }) => changes.some((change) => change.id === id));
	const result = [...lines];
	for (const [index, change] of changes.entries()) {
		const place = byPlace ? index : lines.findIndex(({ id }) => id === change.id);
		const old = lines[place];
		if (old === undefined && change.id !== undefined) {
			throw new BooksError({ category: 'not found', line: index + 1, message: `The document has no line with the ID ${change.id}.`, hint: 'Read the document for the IDs of its lines.' });
		}
		if (old === undefined) result.push(change);
		else result[place] = merged(old, change);
	}
	return result;
}

/** Quantity and price of before would no longer make up a new amount, nor a tax amount of before another rate. */
function merged(old: CanonicalLine, change: LineChange): CanonicalLine {
	const { quantity, unitAmount, taxAmount, ...rest } = old;
	const amounts = change.amount !== undefined;
	return given({
		...rest,
		...(amounts ? {} : { quantity, unitAmount }),
		...(amounts || change.taxRate !== undefined ? {} : { taxAmount }),
		...(change.item === undefined ? {} : { account: undefined }),
		...(change.account === undefined ? {} : { item: undefined }),
		...change,
	});
}
