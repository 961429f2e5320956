export interface Part {
	name: string;
	fileName?: string;
	/** Small letters. */
	headers: Readonly<Record<string, string>>;
	/** As meant: base64 is undone. */
	bytes: Buffer;
}

/** The parts of a multipart/form-data body; undefined where it is none. */
export function partsOf(body: Buffer, contentType: string): Part[] | undefined {
	const boundary = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
	const mark = Buffer.from(`--${(boundary?.[1] ?? boundary?.[2] ?? '').trim()}`);
	if (boundary === null || mark.length === 2) return undefined;
	const parts: Part[] = [];
	let at = body.indexOf(mark);
	while (at >= 0) {
		const next = body.indexOf(mark, at + mark.length);
		if (next < 0) return parts;
		// Between the marks: a line break, headers, an empty line, the content, a line break.
		const chunk = body.subarray(at + mark.length, next);
		const split = chunk.indexOf('\r\n\r\n');
		const part = split < 0 ? undefined : partOf(chunk.subarray(0, split).toString('utf8'), chunk.subarray(split + 4, chunk.length - 2));
		if (part !== undefined) parts.push(part);
		at = next;
	}
	return undefined;
}

function partOf(head: string, content: Buffer): Part | undefined {
	const headers = Object.fromEntries(
		head.split('\r\n').map((line) => /^([^:]+):\s*(.*)$/.exec(line)).filter((line) => line !== null).map(([, name = '', value = '']) => [name.toLowerCase(), value]),
	);
	const disposition = headers['content-disposition'] ?? '';
	const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1] ?? /[;\s]name=([^;"]+)/i.exec(disposition)?.[1];
	if (name === undefined) return undefined;
	const fileName = /filename="([^"]*)"/i.exec(disposition)?.[1];
	const isBase64 = /base64/i.test(headers['content-transfer-encoding'] ?? '');
	const bytes = isBase64 ? Buffer.from(content.toString('latin1'), 'base64') : content;
	return { name, headers, bytes, ...(fileName === undefined ? {} : { fileName }) };
}
