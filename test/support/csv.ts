/** CSV as RFC 4180 has it, sign by sign: each line by the names of the columns. */
export function readCsv(text: string): Array<Record<string, string>> {
	const rows: string[][] = [[]];
	let [cell, quoted] = ['', false];
	const signs = text.replace(/^\uFEFF/, '');
	for (let at = 0; at < signs.length; at++) {
		const sign = signs[at] ?? '';
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (signs[at + 1] === '"') cell += signs[++at];
			else quoted = false;
		} else if (sign === '"') quoted = true;
		else if (sign === ',' || sign === '\n') {
			rows[rows.length - 1]?.push(cell.replace(/\r$/, ''));
			cell = '';
			if (sign === '\n') rows.push([]);
		} else cell += sign;
	}
	const [head = [], ...body] = rows.filter((row) => row.length > 0);
	return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}
