import { textOf } from './refs';

/** What is wrong with the node's settings, in sentences without full stop. */
export type Problems = string[];

export interface Row {
	/** The table's name in the node. */
	table: string;
	/** Position in the table, counted from 1. */
	number: number;
	cells: Record<string, unknown>;
}

/**
 * Rows of a mapping table: JSON text, an array of objects, n8n items (with `json`), or a single object. Wholly blank
 * rows are passed over; one that says what it maps to but not what it maps is wrong.
 */
export function readRows(value: unknown, table: string, needed: string[], problems: Problems): Row[] {
	const list = listOf(value);
	if (list === undefined) {
		problems.push(`${table} is no JSON list of rows such as [{ "${needed[0]}": "..." }]`);
		return [];
	}
	const rows: Row[] = [];
	list.forEach((entry, index) => {
		const cells = cellsOf(entry);
		const number = index + 1;
		if (cells === undefined) problems.push(`${table}, row ${number} is no object`);
		else if (textOf(cells[needed[0] ?? '']) !== undefined) rows.push({ table, number, cells });
		else if (needed.some((column) => textOf(cells[column]) !== undefined)) {
			problems.push(`${table}, row ${number} lacks "${needed[0]}"`);
		}
	});
	return rows;
}

/** The entries of a JSON list, or of a single object. Undefined where it is neither. */
export function listOf(value: unknown): unknown[] | undefined {
	const parsed = typeof value === 'string' ? parse(value) : (value ?? []);
	if (Array.isArray(parsed)) return parsed;
	return parsed !== null && typeof parsed === 'object' ? [parsed] : undefined;
}

function cellsOf(entry: unknown): Record<string, unknown> | undefined {
	if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return undefined;
	const { json } = entry as { json?: unknown };
	return (json !== null && typeof json === 'object' ? json : entry) as Record<string, unknown>;
}

function parse(text: string): unknown {
	try {
		return text.trim() === '' ? [] : JSON.parse(text);
	} catch {
		return undefined;
	}
}
