const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An answer in the API's older language: elements named as the members of the JSON. */
export function toXml(body: Record<string, unknown>, time: string): string {
	return (
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="${time}" xmlns="http://schema.intuit.com/finance/v3">` +
		`${Object.entries(body).map(([name, value]) => element(name, value)).join('')}</IntuitResponse>`
	);
}

function element(name: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
	if (typeof value !== 'object') return `<${name}>${escape(String(value))}</${name}>`;
	const { type, code, value: own, name: label, ...rest } = value as Record<string, unknown>;
	// References and faults carry these as attributes.
	const attributes = [['type', type], ['code', code], ['name', label]].map(([key, text]) => (typeof text === 'string' ? ` ${String(key)}="${escape(text)}"` : '')).join('');
	const inside = own === undefined ? Object.entries(rest).map(([key, one]) => element(key, one)).join('') : escape(String(own));
	return `<${name}${attributes}>${inside}</${name}>`;
}
