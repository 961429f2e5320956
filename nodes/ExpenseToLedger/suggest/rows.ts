import { fold } from '../lookup';
import { textOf } from '../refs';
import { listOf } from '../rows';
import type { Suggestion, Used } from './choose';

/** A row to be added to a mapping table; its columns are those of the table, all text. */
export type SuggestedRow = { table: TableName } & Record<string, string>;
export type TableName = 'categories' | 'taxes' | 'dimensions' | 'suppliers' | 'employees';
export type Rows = Array<Record<string, unknown>>;

/** The rows that a mapping table has: they are never touched, whoever wrote them. */
export class Existing {
	private readonly names = new Set<string>();
	private readonly others = new Map<string, string[]>();

	/** @param columns what the row maps, and to what */
	constructor(rows: unknown, private readonly workspace: string, { name, value }: { name: (row: Record<string, unknown>) => string | undefined; value: string }) {
		for (const row of rowsIn(rows)) {
			const [own, place, to] = [name(row), textOf(row.workspace), textOf(row[value])];
			if (own === undefined) continue;
			if (place === undefined || fold(place) === fold(this.workspace)) this.names.add(fold(own));
			else if (to !== undefined) this.others.set(fold(own), [...(this.others.get(fold(own)) ?? []), to]);
		}
	}

	has(...names: Array<string | undefined>): boolean {
		return names.some((name) => name !== undefined && this.names.has(fold(name)));
	}

	/** What other workspaces map it to counts as used before. */
	addTo(used: Used, name: string): void {
		for (const value of this.others.get(fold(name)) ?? []) used.set(value, (used.get(value) ?? 0) + 1);
	}
}

export function rowOf(table: TableName, workspace: string, cells: Record<string, string>, column: string, { choice, state, note }: Suggestion): SuggestedRow {
	const value = cells[column] ?? choice.value;
	return { table, workspace, ...cells, [column]: value, note, state, suggestion: value };
}

/** What is switched off in the source needs no row. */
export const isOff = ({ active, enabled }: Record<string, unknown>): boolean => active === false || enabled === false;

export function rowsIn(value: unknown): Rows {
	return (listOf(value) ?? []).filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object');
}
