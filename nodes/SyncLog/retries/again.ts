import { sourcesOf } from './decide';
import { startRow, type StartRow } from './starts';

/** A document to be tried, or exported, again. */
export interface Wish {
	sync: string;
	/** Id of the sync's workflow. */
	workflow: string;
	/** Document key or id of a report; empty for a run that stopped. */
	key: string;
	/** Ids of its records in the source, with commas; empty where the whole sync has to run. */
	source: string;
}

/** What becomes of a document that stands in the books and has changed in the source since. */
export type Changed = 'refuse' | 'update';

/** One start of a sync. The sync itself takes `sources`, `startedBy` and `changed`. */
export interface Again {
	sync: string;
	workflow: string;
	/** UTC. */
	asked: string;
	startedBy: string;
	changed: Changed;
	/** Ids of records in the source; none for the whole sync. */
	sources: string[];
	documents: Array<{ key: string; sources: string[] }>;
	/** For *Sync retries*, which is written before the start. */
	row: StartRow;
}

/** One start for each sync that has a document among them. */
export function againOf(wishes: readonly Wish[], { startedBy, changed }: Pick<Again, 'startedBy' | 'changed'>, execution: string, now: Date): Again[] {
	const syncs = [...new Set(wishes.map(({ sync }) => sync))];
	return syncs.map((sync) => {
		const own = wishes.filter((one) => one.sync === sync);
		const start = { sync, workflow: own[0]?.workflow ?? '', keys: own.map(({ key }) => key).filter((key) => key !== ''), sources: sourcesOf(own) };
		const documents = own.map(({ key, source }) => ({ key, sources: source.split(', ').filter((id) => id !== '') }));
		return { sync, workflow: start.workflow, asked: now.toISOString(), startedBy, changed, sources: start.sources, documents, row: startRow(start, startedBy, execution, now) };
	});
}
