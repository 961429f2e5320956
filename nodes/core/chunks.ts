/** Splits texts so that each part, joined and percent-encoded, stays below a length. Order is kept. */
export function chunks(texts: string[], longest: number, separator = ','): string[][] {
	const parts: string[][] = [];
	let room = 0;
	for (const text of texts) {
		const length = encodeURIComponent(text + separator).length;
		const last = parts[parts.length - 1];
		if (last === undefined || length > room) {
			parts.push([text]);
			room = longest - length;
		} else {
			last.push(text);
			room -= length;
		}
	}
	return parts;
}

/** Parts of at most so many. Order is kept. */
export function inParts<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));
}
