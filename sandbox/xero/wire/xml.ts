/** Xero answers in XML unless JSON is asked for; this is enough of it to see what one forgot to ask for. */
export function toXml(json: Record<string, unknown>): string {
	return `<?xml version="1.0" encoding="utf-8"?>\n<Response>${inner(json, 'Response')}</Response>`;
}

function inner(value: unknown, name: string): string {
	if (Array.isArray(value)) return value.map((one) => element(one, singular(name))).join('');
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value)
			.map(([key, part]) => element(part, key))
			.join('');
	}
	return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function element(value: unknown, name: string): string {
	return value === undefined || value === null ? '' : `<${name}>${inner(value, name)}</${name}>`;
}

const singular = (name: string) => name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
