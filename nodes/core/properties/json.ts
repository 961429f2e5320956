import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../errors';

/** Reads a JSON parameter, which n8n hands over as text or, from an expression, as an object. */
export function jsonParameter(context: IExecuteFunctions, name: string, index: number): Outcome<IDataObject> {
	const value = context.getNodeParameter(name, index);
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return ok(parsed as IDataObject);
	return failed(
		new BooksError({
			message: `The field "${name}" holds no JSON object`,
			category: 'validation',
			field: name,
			hint: 'Check the braces and quotes, or use an expression such as {{ $json }}.',
		}),
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.trim() === '' ? '{}' : text);
	} catch {
		return undefined;
	}
}
