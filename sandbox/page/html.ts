/** Text that is HTML already and is not escaped again. */
export class Html {
	constructor(readonly text: string) {}
}
type Part = Html | string | number | undefined | false | Part[];

/** HTML with everything that is put in escaped, so that a merchant named "<b>" stays a merchant. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(texts.map((text, index) => (index === 0 ? text : show(parts[index - 1]) + text)).join(''));
}

function show(part: Part): string {
	if (part === undefined || part === false) return '';
	if (Array.isArray(part)) return part.map(show).join('');
	return part instanceof Html ? part.text : escaped(String(part));
}

export function escaped(text: string): string {
	const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
	return text.replace(/[&<>"']/g, (char) => named[char] ?? char);
}
