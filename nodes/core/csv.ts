/**
 * CSV as RFC 4180 has it: commas, CRLF, quotes doubled. It opens with a byte order mark, without which spreadsheets take
 * UTF-8 for something else.
 */
export function toCsv(head: readonly string[], rows: Iterable<readonly string[]>): string {
	const lines = [head.map(cell).join(',')];
	for (const row of rows) lines.push(row.map(cell).join(','));
	return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A number is what it says, also below zero. */
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Spreadsheets run text that begins so as a formula; some skip blanks before it, or read the wide forms of the signs. */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** An apostrophe before a formula makes it text, and stays visible where the file is read by a program. */
function cell(text: string): string {
	const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
