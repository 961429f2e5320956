/**
 * Whether an address lies below a base address, so that the key that goes with the call reaches nothing else. A step such
 * as ".%2e" or one behind a backslash goes up as ".." does; the parser that sends the call knows them all.
 * @param base without a slash at its end
 */
export function liesBelow(base: string, url: string): boolean {
	const root = `${base}/`;
	return url.startsWith(root) && URL.canParse(url) && new URL(url).href.startsWith(new URL(root).href);
}
