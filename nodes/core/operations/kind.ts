import { BooksError } from '../errors';
import type { Call } from './call';

/** The kind of record that an item is about: the resource, or with "Record of Any Kind" what its parameter says. */
export function kindOf({ context, resource }: Call, index: number): string {
	if (resource !== 'record') return resource;
	const kind = String(context.getNodeParameter('kind', index) ?? '').trim();
	if (kind !== '') return kind;
	throw new BooksError({
		message: 'Nothing says which kind of record is meant',
		category: 'validation',
		field: 'kind',
		hint: 'Choose the kind, or give it by an expression such as {{ $json.kind }}.',
	});
}
