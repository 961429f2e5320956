import type { TagList } from '../state/policies';
import { flagOr, malformed, missing, type Params, text } from './params';

/**
 * Reads tags from a CSV or TSV. Each column is a level; with `glCodes` a code column follows each level. With
 * `dependency` a row is a path through the levels. Without `header` the levels are called "Tag 1", "Tag 2", ...
 */
export function readTagFile(file: string | undefined, config: Params): TagList[] {
	if (file === undefined || file.trim() === '') throw missing('file');
	const type = text(config, 'fileType').toLowerCase();
	// The vendor's own pages misspell the word.
	if (type !== 'csv' && type !== 'cvs' && type !== 'tsv') throw malformed('fileType');
	const step = flagOr(config, 'glCodes', false) ? 2 : 1;
	const isDependent = flagOr(config, 'dependency', false);
	const rows = readRows(file, type === 'tsv' ? '\t' : ',');
	const header = flagOr(config, 'header', false) ? (rows.shift() ?? []) : [];
	const width = Math.max(0, ...rows.map((row) => row.length));
	const lists: TagList[] = [];
	for (let column = 0; column < width; column += step) {
		const level = lists.length;
		const tags = new Map<string, { name: string; enabled: boolean; glCode: string }>();
		for (const row of rows) {
			const name = (row[column] ?? '').trim();
			if (name === '' || tags.has(name)) continue;
			tags.set(name, { name, enabled: true, glCode: step === 2 ? (row[column + 1] ?? '').trim() : '' });
		}
		lists.push({ name: header[column]?.trim() || `Tag ${level + 1}`, required: requiredAt(config, isDependent, level), tags: [...tags.values()] });
	}
	return lists;
}

/** One flag for all levels of dependent tags, one per level otherwise. */
function requiredAt(config: Params, isDependent: boolean, level: number): boolean {
	const { setRequired } = config;
	if (setRequired === undefined) return false;
	if (isDependent !== (typeof setRequired === 'boolean')) throw malformed('setRequired');
	return Array.isArray(setRequired) ? setRequired[level] === true : setRequired === true;
}

/** Fields may stand in double quotes, with quotes inside doubled. */
function readRows(file: string, separator: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let field = '';
	let quoted = false;
	const text = file.replace(/\r\n?/g, '\n');
	for (let at = 0; at < text.length; at += 1) {
		const char = text[at] ?? '';
		if (quoted) {
			if (char === '"' && text[at + 1] === '"') {
				field += '"';
				at += 1;
			} else if (char === '"') quoted = false;
			else field += char;
		} else if (char === '"' && field === '') quoted = true;
		else if (char === separator) {
			row.push(field);
			field = '';
		} else if (char === '\n') {
			rows.push([...row, field]);
			row = [];
			field = '';
		} else field += char;
	}
	if (field !== '' || row.length > 0) rows.push([...row, field]);
	return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
}
