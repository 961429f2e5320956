import type { FastifyInstance } from 'fastify';
import { KIND_NAMES, KINDS } from '../state/kinds';
import type { Store } from '../state/store';
import { compareWithTwin } from '../sync/compare';
import { readRows, saveRows, type SyncRow, type Target } from '../sync/rows';
import { runSync, syncHistory } from '../sync/run';
import { catchUp, nextRun, readSources, saveSources } from '../sync/schedule';
import type { Sources } from '../sync/sources';
import { copyToTwin, twinRecords } from '../sync/twin';

interface Config {
	rows?: Array<Partial<SyncRow> & { target: Target }>;
	/** AccountsIQ's lists from now on; as they were where left out. */
	sources?: Sources;
}

/** The Data Sync twin: the product's own sync with AccountsIQ, on records of its own. */
export function syncRoutes(app: FastifyInstance, store: Store): void {
	const state = () => ({ rows: readRows(store), nextRun: nextRun(store), history: syncHistory(store) });

	app.get('/sync', () => {
		catchUp(store);
		return state();
	});
	/** "Save". */
	app.post<{ Body: Config }>('/sync/save', ({ body }) => {
		if (body.sources) saveSources(store, body.sources);
		catchUp(store);
		saveRows(store, body.rows ?? []);
		return state();
	});
	/** "Save & Sync": the run, or null where nothing is enabled. */
	app.post<{ Body?: Config }>('/sync/save-and-sync', ({ body }) => {
		if (body?.sources) saveSources(store, body.sources);
		catchUp(store);
		saveRows(store, body?.rows ?? []);
		return { run: runSync(store, readSources(store), 'Save & Sync') ?? null };
	});
	/** What AccountsIQ holds from now on, for the daily runs: {accounts, biCodes, dimensions, taxCodes, suppliers}. */
	app.post<{ Body: Sources }>('/sync/sources', ({ body }) => {
		saveSources(store, body);
		return Object.fromEntries(Object.entries(body).map(([name, list]) => [name, (list as unknown[] | undefined)?.length ?? 0]));
	});

	/** The twin's records, and where the company's own differ from them. */
	for (const kind of KIND_NAMES) {
		app.get(`/sync/twin/${KINDS[kind].path}`, () => {
			catchUp(store);
			return twinRecords(store, kind);
		});
	}
	app.get('/sync/compare', () => {
		catchUp(store);
		return compareWithTwin(store);
	});
	/** Makes the twin what the company is now. */
	app.post('/sync/twin/copy', () => {
		copyToTwin(store);
		return { copied: KIND_NAMES.reduce((count, kind) => count + twinRecords(store, kind).length, 0) };
	});
}
