import { toCsv } from '../../core/csv';
import type { Row } from './rows';

const COLUMNS: ReadonlyArray<[keyof Row, string]> = [
	['result', 'Result'], ['key', 'Key'], ['number', 'Number'], ['kind', 'Kind'], ['party', 'Supplier or customer'], ['match', 'Matched by'],
	['sourceDate', 'Date in source'], ['booksDate', 'Date in books'], ['currency', 'Currency in source'], ['booksCurrency', 'Currency in books'],
	['sourceAmount', 'Amount in source'], ['booksAmount', 'Amount in books'], ['difference', 'Difference'], ['details', 'Details'], ['id', 'ID'], ['link', 'Link'],
];

/** One line for each finding. Amounts are plain decimals with a point. */
export function csvOf(rows: readonly Row[]): string {
	return toCsv(COLUMNS.map(([, title]) => title), rows.map((row) => COLUMNS.map(([field]) => row[field])));
}
