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
	const issues = result.error.issues;
	const first = issues[0];
	const message = issues
		.map((issue) => {
			const place = placeOf(issue.path);
			return `${place === '' ? 'The document' : place} ${lower(issue.message)}`;
		})
		.join('; ');
	return failed(
		new BooksError({
			message,
			category: 'validation',
			hint: 'Correct the named fields in the input and run again.',
			document: name,
			line: first === undefined ? undefined : lineOf(first.path),
			field: first === undefined ? undefined : fieldOf(first.path),
		}),
	);
}

function placeOf(path: PropertyKey[]): string {
	const line = lineOf(path);
	const field = fieldOf(path);
	return [line === undefined ? undefined : `line ${line}`, field].filter((part) => part !== undefined).join(' ');
}

/** Lines are counted from 1, as people do. */
function lineOf(path: PropertyKey[]): number | undefined {
	const [head, index] = path;
	return head === 'lines' && typeof index === 'number' ? index + 1 : undefined;
}

function fieldOf(path: PropertyKey[]): string | undefined {
	const rest = lineOf(path) === undefined ? path : path.slice(2);
	return rest.length === 0 ? undefined : rest.map(String).join('.');
}

function lower(message: string): string {
	if (message.startsWith('Invalid input')) return `is not as expected (${message.replace('Invalid input: ', '')})`;
	return message;
}
