import type { z } from 'zod';
import { BooksError, failed, ok, type Outcome } from '../errors';

/**
 * Checks what enters a node. All that is wrong is told at once, each with line and field, so that a person mends a
 * document in one go.
 * @param name what the document is called in the message, e.g. its key
 */
export function check<S extends z.ZodType>(schema: S, value: unknown, name?: string): Outcome<z.infer<S>> {
	const result = schema.safeParse(value);
	if (result.success) return ok(result.data);
	const [first, ...others] = result.error.issues;
	const line = first === undefined ? undefined : lineOf(first.path);
	const field = first === undefined ? undefined : fieldOf(first.path);
	// The error itself names the place of the first, so only the others are told with theirs.
	const told = first === undefined ? 'is not as expected' : wording(first, value);
	const rest = others.map((issue) => `${placeOf(issue.path) || 'the document'} ${wording(issue, value)}`);
	return failed(
		new BooksError({
			message: [line === undefined && field === undefined ? `The document ${told}` : told, ...rest].join('; '),
			category: 'validation',
			hint: 'Correct the named fields in the input and run again.',
			document: name,
			line,
			field,
		}),
	);
}

type Issue = z.core.$ZodIssue;

function wording(issue: Issue, value: unknown): string {
	if (issue.code === 'invalid_type' && issue.path.length > 0 && at(value, issue.path) === undefined) return 'is missing';
	if (!issue.message.startsWith('Invalid input')) return issue.message;
	return `is not as expected (${issue.message.replace('Invalid input: ', '')})`;
}

function at(value: unknown, path: PropertyKey[]): unknown {
	return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function placeOf(path: PropertyKey[]): string {
	const line = lineOf(path);
	const field = fieldOf(path);
	return [line === undefined ? undefined : `line ${line}`, field].filter((part) => part !== undefined).join(' ');
}

/** Lines, or the expenses of a report, are counted from 1, as people do. */
function lineOf(path: PropertyKey[]): number | undefined {
	const [head, index] = path;
	return (head === 'lines' || head === 'expenses') && typeof index === 'number' ? index + 1 : undefined;
}

function fieldOf(path: PropertyKey[]): string | undefined {
	const rest = lineOf(path) === undefined ? path : path.slice(2);
	return rest.length === 0 ? undefined : rest.map(String).join('.');
}
