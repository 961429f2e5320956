/** What no XML 1.0 document may hold, not even as a reference: control characters, and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- these are the characters that are meant
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export function withoutForbidden(text: string): string {
	return text.replace(FORBIDDEN, '');
}
