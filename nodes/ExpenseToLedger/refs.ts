import type { Ref } from '../core/model/documents';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LABELLED = /^(id|code|name|email):\s*(.+)$/i;

/**
 * How a person names a record of the books in a table or setting: "493", "Bay Hire Ltd", "ana@kea.test", an id, or with
 * a label where that would be misread: "name: 1948 Ltd".
 * @param usual what plain text means
 */
export function refOf(value: unknown, usual: 'code' | 'name'): Ref | undefined {
	if (value !== null && typeof value === 'object') return fromObject(value as Record<string, unknown>);
	const text = textOf(value);
	if (text === undefined) return undefined;
	const [, label, rest] = LABELLED.exec(text) ?? [];
	if (label !== undefined && rest !== undefined) return { [label.toLowerCase()]: rest.trim() };
	if (GUID.test(text)) return { id: text };
	return usual === 'name' && /^\S+@\S+\.\S+$/.test(text) ? { email: text } : { [usual]: text };
}

/** What a cell holds, without blanks around it. Undefined when empty. */
export function textOf(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	return text === '' ? undefined : text;
}

/** The one of its names that tells two references apart, for keys and comparisons. */
export function refText(ref: Ref): string {
	return (ref.id ?? ref.code ?? ref.email ?? ref.name ?? '').toLowerCase();
}

function fromObject(value: Record<string, unknown>): Ref | undefined {
	const parts = (['id', 'code', 'name', 'email'] as const).map((field) => [field, textOf(value[field])] as const);
	const filled = parts.filter(([, text]) => text !== undefined);
	return filled.length === 0 ? undefined : (Object.fromEntries(filled) as Ref);
}
