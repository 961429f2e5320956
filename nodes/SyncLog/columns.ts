/**
 * The columns of the two data tables, all of them text: n8n's numbers are doubles, which lose long ids and exact
 * amounts. Times are UTC ("2026-11-03T10:00:00.000Z"), amounts decimal text in the row's currency, lists JSON.
 * Rows are added and never changed.
 */

/** *Sync runs*: a row when a run starts, and a row when it ends or stops. */
export const RUN_COLUMNS = [
	/** When the row was written. */
	'at',
	/** started, ended, or failed where the run stopped with an error. */
	'event',
	'sync',
	/** Id of the workflow. */
	'workflow',
	/** The template's own version, and a mark that changes when anybody changes one of its nodes: "1+3f9c2a10". */
	'version',
	/** Id of n8n's execution; it brings the rows of a run together. */
	'execution',
	/** hand, schedule, event, form, webhook, workflow or another word that the template gives. */
	'startedBy',
	'startedAt',
	/** By the schedule that the template tells; empty where it has none. */
	'nextRun',
	/** From the start to this row. */
	'seconds',
	/** How many rows of *Sync log* belong to it. */
	'documents',
	'created',
	'updated',
	'unchanged',
	'matched',
	'other',
	'held',
	'failed',
	/** JSON: for each currency { currency, documents, source, books, drift } of what stands in the books. */
	'totals',
	/** yes: the run looked at all that is open, so what it does not name is open no more. */
	'whole',
	/** Of a run that stopped. */
	'category',
	'reason',
	'hint',
	/** Opens the execution in n8n. */
	'link',
] as const;

/** *Sync log*: a row for each document of a run. */
export const LOG_COLUMNS = [
	'at',
	'sync',
	'execution',
	/** The document key; of a report that could not become documents, its id. */
	'key',
	'kind',
	/** created, updated, unchanged, matched, proposed, held, failed, or the word of the node that did it. */
	'action',
	/** ok, held or failed. A document can be created and have failed, as where its receipt was refused. */
	'result',
	'category',
	'reason',
	'hint',
	/** yes or no, where it failed. */
	'retryable',
	/** JSON: { field: { before, after } } of what has changed. */
	'changes',
	/** What the source says, and what the books hold; both in `currency`. */
	'amount',
	'booksAmount',
	'currency',
	/** Ids of the records in the source, with commas. */
	'source',
	/** The vendor's own id and number. */
	'booksId',
	'number',
	/** Opens the document in the vendor's pages. */
	'link',
] as const;

export type RunRow = Record<(typeof RUN_COLUMNS)[number], string>;
export type LogRow = Record<(typeof LOG_COLUMNS)[number], string>;

export const runRow = (values: Partial<RunRow>): RunRow => filled(RUN_COLUMNS, values);
export const logRow = (values: Partial<LogRow>): LogRow => filled(LOG_COLUMNS, values);

/** A row has all of its columns, in their order; what a row of another origin has besides is left out. */
function filled<C extends string>(columns: readonly C[], values: Partial<Record<C, unknown>>): Record<C, string> {
	return Object.fromEntries(columns.map((name) => [name, String(values[name] ?? '')])) as Record<C, string>;
}
