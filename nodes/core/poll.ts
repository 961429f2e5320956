import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { BooksError } from './errors';
import type { CanonicalRecord, Change } from './session';
import { inTurn } from './turn';

/** Where a trigger's changes come from: a vendor's change mark, or a whole list that is compared with the last. */
export interface PollSource {
	/** Oldest first, at or after the instant. */
	changes?(since: string): AsyncGenerator<Change[]>;
	/** For vendors without a change mark. */
	all?(): AsyncGenerator<CanonicalRecord[]>;
	/** Of these, what may have changed since the instant, where the vendor is able to tell. */
	allSince?(since: string): AsyncGenerator<CanonicalRecord[]>;
	/** Some real records for the editor. */
	samples(): Promise<CanonicalRecord[]>;
	/**
	 * Completes what is handed on, where that takes more calls. It comes before the cursor moves: n8n keeps a cursor in
	 * memory also when a poll fails, so what is not completed comes again only if the cursor still stands before it.
	 */
	complete?(items: INodeExecutionData[]): Promise<INodeExecutionData[]>;
}

export interface PollOptions {
	/** Names the cursor; several kinds may share a node's static data. */
	kind: string;
	/** The first activation starts now, or delivers everything. */
	startFrom: 'now' | 'beginning';
	/** How far each poll reads back: for clocks that differ and changes that show up late. */
	overlapSeconds?: number;
	/** The most that one poll hands on; the rest lies behind the cursor and comes with the next. */
	mostItems?: number;
}

/** A type and not an interface: only then it is plain data to n8n's types. */
type Cursor = {
	/** The newest change mark handed on. */
	at: string;
	/** Ids with their marks inside the overlap, so that a change is handed on once. */
	seen: Record<string, string>;
	/** Nothing older than this was asked for. */
	notBefore: string;
};

const OVERLAP_SECONDS = 300;
const MOST_ITEMS = 2000;
const BUDGET_MS = 30_000;
/** Clocks differ: a change made right after the activation may carry a slightly older mark. */
const CLOCKS_DIFFER_MS = 60_000;
/**
 * n8n saves a cursor only when something is handed on. A run without items, once after the first activation, saves
 * where it began: a change that comes while n8n is down is then not lost.
 */
const SAVE_ONLY: INodeExecutionData[][] = [[]];

/** The one polling loop. The cursor moves last: to die before that line is to read again, never to skip. */
export async function pollChanges(
	context: IPollFunctions,
	source: PollSource,
	options: PollOptions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') {
		const samples = await source.samples();
		return samples.length === 0 ? null : [await completed(source, samples.map((record) => ({ json: shown(record) })))];
	}
	const state = context.getWorkflowStaticData('node');
	return await inTurn(context, state[options.kind] === undefined, async () =>
		source.changes === undefined
			? await pollByComparing(source, options, state)
			: await pollByMark(context, source, source.changes.bind(source), options, state),
	);
}

async function completed(source: PollSource, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	return source.complete === undefined ? items : await source.complete(items);
}

async function pollByMark(
	context: IPollFunctions,
	source: PollSource,
	changes: (since: string) => AsyncGenerator<Change[]>,
	options: PollOptions,
	state: IDataObject,
): Promise<INodeExecutionData[][] | null> {
	const saved = state[options.kind] as Cursor | undefined;
	const cursor = saved ?? firstCursor(options);
	const overlapMs = (options.overlapSeconds ?? OVERLAP_SECONDS) * 1000;
	const from = new Date(Math.max(0, Date.parse(cursor.at) - overlapMs)).toISOString();
	const stopAt = Date.now() + Math.min(BUDGET_MS, budget(context));
	const most = options.mostItems ?? MOST_ITEMS;
	const seen = { ...cursor.seen };
	const fresh: Change[] = [];
	let newest = cursor.at;
	for await (const page of changes(from)) {
		for (const change of page) {
			if (fresh.length >= most) break;
			if (seen[change.id] === change.at || change.at < cursor.notBefore) continue;
			seen[change.id] = change.at;
			fresh.push(change);
			if (change.at > newest) newest = change.at;
		}
		// Never stop before anything new was found: an overlap full of known changes would be read again and again.
		if (fresh.length >= most || (fresh.length > 0 && Date.now() > stopAt)) break;
	}
	if (fresh.length === 0) {
		if (saved !== undefined) return null;
		state[options.kind] = { ...cursor };
		return SAVE_ONLY;
	}
	// A mark of the future, from a wrong clock, must not hide what comes until then.
	const now = new Date(Date.now()).toISOString();
	const at = newest < now ? newest : now;
	const edge = new Date(Date.parse(at) - 2 * overlapMs).toISOString();
	const kept = Object.fromEntries(Object.entries(seen).filter(([, mark]) => mark >= edge));
	const items = await completed(source, fresh.map(({ record, at: changedAt }) => ({ json: { ...shown(record), changedAt } })));
	state[options.kind] = { ...cursor, at, seen: kept };
	return [items];
}

function firstCursor({ startFrom }: PollOptions): Cursor {
	const start = new Date(startFrom === 'beginning' ? 0 : Date.now() - CLOCKS_DIFFER_MS).toISOString();
	return { at: start, seen: {}, notBefore: start };
}

async function pollByComparing(
	source: PollSource,
	options: PollOptions,
	state: IDataObject,
): Promise<INodeExecutionData[][] | null> {
	const before = state[options.kind] as Record<string, string> | undefined;
	const now = new Date(Date.now()).toISOString();
	const pages = pagesToCompare(source, options, before === undefined ? undefined : (state[askedOf(options)] as string | undefined));
	// The first look at a list that starts now only remembers it.
	const handsOn = before !== undefined || options.startFrom === 'beginning';
	// What is not in the list today stays known: a list that comes back whole after a gap is not news.
	const known: Record<string, string> = { ...before };
	const fresh: Array<{ change: string; record: CanonicalRecord }> = [];
	let isWhole = true;
	for await (const page of pages) {
		for (const record of page) {
			isWhole = !handsOn || fresh.length < (options.mostItems ?? MOST_ITEMS);
			if (!isWhole) break;
			const print = fingerprint(record);
			if (known[record.id] === print) continue;
			fresh.push({ change: known[record.id] === undefined ? 'created' : 'updated', record });
			known[record.id] = print;
		}
	}
	const told = handsOn ? fresh : [];
	const items = await completed(source, told.map(({ change, record }) => ({ json: { ...shown(record), change } })));
	// What this poll left for the next one must be asked for again.
	if (isWhole && source.allSince !== undefined) state[askedOf(options)] = now;
	if (before !== undefined && fresh.length === 0) return null;
	state[options.kind] = known;
	return items.length === 0 ? SAVE_ONLY : [items];
}

/** @param asked when the list was read last; undefined where nobody knows */
function pagesToCompare(source: PollSource, { kind, overlapSeconds = OVERLAP_SECONDS }: PollOptions, asked: string | undefined): AsyncGenerator<CanonicalRecord[]> {
	if (source.allSince !== undefined && asked !== undefined) {
		return source.allSince(new Date(Date.parse(asked) - overlapSeconds * 1000).toISOString());
	}
	if (source.all !== undefined) return source.all();
	throw new BooksError({ message: `Nothing tells changes of ${kind}`, category: 'validation' });
}

/** Where the instant stands at which a list was read last. */
const askedOf = ({ kind }: PollOptions): string => `${kind} asked`;

/** Changes when anything that the vendor tells of the record changes. */
function fingerprint(record: CanonicalRecord): string {
	return createHash('sha256').update(JSON.stringify(record)).digest('base64').slice(0, 16);
}

/** n8n's own time budget where it tells one. */
function budget(context: IPollFunctions): number {
	const asking = context as IPollFunctions & { getPollBudgetMs?: () => number };
	return (asking.getPollBudgetMs?.() ?? BUDGET_MS) * 0.8;
}

function shown({ raw: _raw, ...record }: CanonicalRecord): IDataObject {
	return JSON.parse(JSON.stringify(record)) as IDataObject;
}
