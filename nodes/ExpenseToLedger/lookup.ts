/**
 * Rows of a mapping table, found by workspace and name. A row for one workspace counts before a row for all.
 * Comparison disregards case and blanks around.
 */
export class Lookup<T> {
	private readonly byWorkspace = new Map<string, Map<string, { row: number; value: T }>>();

	/**
	 * @param row position in the table, counted from 1
	 * @returns the row that says something else about the same name, if there is one
	 */
	add(workspace: string | undefined, name: string, value: T, row: number): number | undefined {
		const place = fold(workspace ?? ANY);
		const names = this.byWorkspace.get(place) ?? new Map<string, { row: number; value: T }>();
		this.byWorkspace.set(place, names);
		const known = names.get(fold(name));
		if (known === undefined) names.set(fold(name), { row, value });
		return known === undefined || JSON.stringify(known.value) === JSON.stringify(value) ? undefined : known.row;
	}

	/** The first of the names that a row has. */
	find(workspace: Workspace, names: Array<string | undefined>): T | undefined {
		for (const place of placesOf(workspace)) {
			for (const name of names) {
				const found = name === undefined ? undefined : this.byWorkspace.get(place)?.get(fold(name));
				if (found !== undefined) return found.value;
			}
		}
		return undefined;
	}

	/** Whether any row is meant for this workspace. */
	covers(workspace: Workspace): boolean {
		return placesOf(workspace).some((place) => this.byWorkspace.has(place));
	}
}

export interface Workspace {
	id: string;
	name?: string;
}

const ANY = '*';

function placesOf({ id, name }: Workspace): string[] {
	return [fold(id), ...(name === undefined ? [] : [fold(name)]), ANY];
}

export function fold(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}
