/** Takes secrets out of what the recorder keeps, whether they sit in JSON, in a form or in an address. */

const SECRETS = [
	'partnerUserSecret', 'client_secret', 'clientSecret', 'access_token', 'refresh_token', 'id_token', 'code_verifier',
	'client_assertion', 'secret', 'password', 'feedPassword', 'token', 'assertion', 'code',
].join('|');
// An error's "code" is no secret, so JSON members of that name stay; in a form or an address it is OAuth's.
const IN_JSON = new RegExp(`("(?:${SECRETS.replace(/\|code$/, '')})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*(")`, 'gi');
const IN_FORM = new RegExp(`(^|[?&\\n])((?:${SECRETS})=)[^&\\n]*`, 'gi');
// In SOAP a secret is the text of an element, whatever its prefix: tokens, the client's secret, the keys of a login.
const IN_XML = /(<(?:[\w.-]+:)?(?:AccessToken|RefreshToken|LoginResult|partnerKey|userKey|clientSecret|password|sessionid|token)(?:\s[^>]*)?>)(?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])+/gi;
const HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'x-api-key']);
const HIDDEN = '***';

export function redactText(text: string): string {
	const plain = text.includes('<') ? text.replace(IN_XML, `$1${HIDDEN}`) : text;
	return plain.replace(IN_JSON, `$1${HIDDEN}$2`).replace(IN_FORM, `$1$2${HIDDEN}`);
}

/** A path with query. The query is decoded where that shows a secret, since JSON may hide inside it. */
export function redactUrl(url: string): string {
	const [path = '', query] = splitOnce(url, '?');
	if (query === undefined) return path;
	const parts = query.split('&').map((part) => {
		const plain = decoded(part);
		const clean = redactText(plain);
		return clean === plain ? part : encodeURI(clean).replaceAll('&', '%26').replaceAll('#', '%23');
	});
	return `${path}?${parts.join('&')}`;
}

/** A form, one decoded field per line, so that JSON inside a field can be read. */
export function readableForm(body: string): string {
	return [...new URLSearchParams(body)].map(([name, value]) => redactText(`${name}=${value}`)).join('\n');
}

export function redactHeaders(headers: Record<string, unknown>): Record<string, string> {
	const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries.map(([name, value]) => [name, HEADERS.has(name) ? HIDDEN : String(value)]));
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part.replaceAll('+', ' '));
	} catch {
		return part;
	}
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
	const at = text.indexOf(mark);
	return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
