import { parseTemplate } from './parse';
import { render } from './render';
import type { Hash } from './values';

export { TemplateError } from './errors';
export type { Hash, Value } from './values';

/**
 * Runs a FreeMarker template over its data: the part of the language that export templates use. What lies outside of it
 * is refused by name and line; a `TemplateError` is the only error.
 */
export function runTemplate(template: string, data: Hash): string {
	return render(parseTemplate(template), data);
}
