/**
 * Reads CSV as RFC 4180 has it: quoted fields, doubled quotes, commas and line breaks inside quotes.
 * @param {string} text
 * @returns {Array<Record<string, string>>} one object per row, named by the header
 */
export function parseCsv(text) {
	const table = [];
	let row = [];
	let field = '';
	let quoted = false;
	const endField = () => {
		row.push(field);
		field = '';
	};
	const endRow = () => {
		endField();
		if (row.length > 1 || row[0] !== '') table.push(row);
		row = [];
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (quoted) {
			if (sign !== '"') field += sign;
			else if (text[at + 1] === '"') field += text[++at];
			else quoted = false;
		} else if (sign === '"') quoted = true;
		else if (sign === ',') endField();
		else if (sign === '\n') endRow();
		else if (sign !== '\r') field += sign;
	}
	if (quoted) throw new Error('The file ends inside a quoted field');
	if (field !== '' || row.length > 0) endRow();
	const [header = [], ...rows] = table;
	return rows.map((cells, index) => {
		if (cells.length !== header.length) {
			throw new Error(`Row ${index + 2} has ${cells.length} fields, the header ${header.length}`);
		}
		return Object.fromEntries(header.map((name, at) => [name.replace(/^\uFEFF/, ''), cells[at] ?? '']));
	});
}
