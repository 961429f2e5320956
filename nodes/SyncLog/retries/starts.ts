import type { IDataObject } from 'n8n-workflow';

/** A start of a sync that was written into *Sync retries*, before it was done. */
export interface Start {
	/** The table's own number; rows that were written later have higher ones. */
	id: number;
	/** UTC. */
	asked: string;
	sync: string;
	/** n8n's execution that wrote it. */
	execution: string;
	/** Document keys that it was for; none for the whole sync. */
	keys: string[];
}

/** A row as it is written; all columns are text. */
export interface StartRow {
	asked: string;
	sync: string;
	workflow: string;
	execution: string;
	startedBy: string;
	keys: string;
	sources: string;
}

export function startRow({ sync, workflow, keys, sources }: { sync: string; workflow: string; keys: string[]; sources: string[] }, startedBy: string, execution: string, now: Date): StartRow {
	return { asked: now.toISOString(), sync, workflow, execution, startedBy, keys: JSON.stringify(sources.length === 0 ? [] : keys), sources: JSON.stringify(sources) };
}

/** An empty table gives an empty item. A row that somebody has typed may lack what only we read. */
export function readStarts(rows: readonly IDataObject[]): Start[] {
	return rows.flatMap(({ id, asked, sync, execution, keys }) =>
		typeof asked === 'string' && typeof sync === 'string' && asked !== '' ? [{ id: Number(id), asked, sync, execution: String(execution ?? ''), keys: listIn(keys) }] : []);
}

/**
 * Two runs may find the same sync due at the same time. Each writes its start and looks again with this: only starts
 * from before its own count, so that the one with the lowest number finds the sync still due, and no other does.
 * @param execution whose starts are looked at
 * @returns the starts that count, and the syncs that this execution has written one for
 */
export function beforeClaim(starts: readonly Start[], execution: string): { starts: Start[]; claimed: Set<string> } {
	const own = new Map<string, number>();
	for (const start of starts) if (start.execution === execution) own.set(start.sync, Math.min(start.id, own.get(start.sync) ?? Infinity));
	return { starts: starts.filter(({ id, sync }) => id < (own.get(sync) ?? 0)), claimed: new Set(own.keys()) };
}

function listIn(value: unknown): string[] {
	try {
		const list: unknown = JSON.parse(String(value ?? ''));
		return Array.isArray(list) ? list.map(String) : [];
	} catch {
		return [];
	}
}
