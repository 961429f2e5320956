/** Parts of a path that name one record: GUIDs, numbers, long hexadecimal and vendors' own ids such as "R00Ab12". */
const ID = [
	/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i,
	/^\d+$/,
	/^[0-9a-f]{16,}$/i,
	/^R00[0-9A-Za-z]+$/,
];

/** "GET /xero/api.xro/2.0/Invoices/7e00…" becomes "GET /xero/api.xro/2.0/Invoices/{id}"; the query is left out. */
export function routeOf(method: string, url: string): string {
	const [path = ''] = url.split('?');
	const parts = path.replace(/\/+$/, '').split('/').map((part) => (isId(part) ? '{id}' : part));
	return `${method} ${parts.join('/') || '/'}`;
}

function isId(part: string): boolean {
	return ID.some((pattern) => pattern.test(part));
}
