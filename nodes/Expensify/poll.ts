import { chunk } from 'lodash';
import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { addDays, parseDay } from '../core/dates';
import type { BooksError } from '../core/errors';
import type { ExpenseReport } from '../core/model/report';
import { inTurn } from '../core/turn';
import type { Expensify } from './api';
import type { StyleChoice } from './exporter';
import { REPORTS_PER_JOB } from './jobs';
import type { InvertSign } from './report';
import { ExpensifySource } from './source';
import { after, fresh, look, type EventKind, type Look, type ReportEvent, type WatchState } from './watch';

/** n8n keeps a moved cursor only when something is handed on; an empty run saves where the watch began. */
const SAVE_ONLY: INodeExecutionData[][] = [[]];
const BUDGET_MS = 60_000;
const SAMPLES = 3;
const SAMPLE_DAYS = 360;

/**
 * One poll: a small export tells what has happened, a second one brings the reports it happened to. The state moves
 * last, so that to die before is to read again and never to skip.
 */
export async function pollReports(context: IPollFunctions, api: Expensify): Promise<INodeExecutionData[][] | null> {
	const options = readOptions(context);
	const source = new ExpensifySource(api, {
		numberStyle: options.style,
		invertSign: options.invertSign,
		today: options.today,
	});
	if (context.getMode() === 'manual') return await samples(source, options);
	const data = context.getWorkflowStaticData('node') as { watch?: WatchState };
	return await inTurn(context, data.watch === undefined, async () => await watchOnce(context, api, source, options, data));
}

async function watchOnce(
	context: IPollFunctions,
	api: Expensify,
	source: ExpensifySource,
	options: Options,
	data: { watch?: WatchState },
): Promise<INodeExecutionData[][] | null> {
	const state: WatchState = { latest: { ...data.watch?.latest }, seen: { ...data.watch?.seen } };
	const begins = options.kinds.some((kind) => state.latest[kind] === undefined);
	const events = await look(api, state, options);
	const news = fresh(events, state, options.since);
	const { items, waiting, bad } = await bring(context, source, news);
	const [first] = bad;
	if (items.length === 0 && first !== undefined) {
		throw new NodeOperationError(context.getNode(), first.sentence, { description: first.facts.hint });
	}
	for (const error of bad) context.logger.warn(`Expensify Trigger: ${error.sentence}`);
	data.watch = after(state, events, waiting, options);
	if (items.length > 0) return [items];
	return begins ? SAVE_ONLY : null;
}

interface Brought {
	items: INodeExecutionData[];
	/** Left for the next poll: out of time, not readable, or gone meanwhile. */
	waiting: ReadonlySet<ReportEvent>;
	bad: BooksError[];
}

async function bring(context: IPollFunctions, source: ExpensifySource, news: ReportEvent[]): Promise<Brought> {
	const items: INodeExecutionData[] = [];
	const waiting = new Set(news);
	const bad: BooksError[] = [];
	const stopAt = Date.now() + budget(context);
	const ids = [...new Set(news.map(({ reportID }) => reportID))];
	for (const part of chunk(ids, REPORTS_PER_JOB)) {
		if (items.length > 0 && Date.now() > stopAt) break;
		const outcomes = new Map((await source.outcomes({ ids: part })).map(({ id, outcome }) => [id, outcome]));
		for (const event of news.filter(({ reportID }) => part.includes(reportID))) {
			const outcome = outcomes.get(event.reportID);
			if (outcome?.ok === true) {
				items.push({ json: shown(outcome.value, event.kind) });
				waiting.delete(event);
			} else if (outcome !== undefined) bad.push(outcome.error);
		}
	}
	return { items, waiting, bad };
}

/** Real reports for the editor; nothing is remembered. */
async function samples(
	source: ExpensifySource,
	{ kinds, workspaces, today }: Options,
): Promise<INodeExecutionData[][] | null> {
	const outcomes = await source.outcomes({
		states: kinds,
		workspaces,
		from: addDays(today, -SAMPLE_DAYS),
		limit: SAMPLES,
	});
	const items = outcomes.flatMap(({ outcome }) =>
		outcome.ok ? [{ json: shown(outcome.value, eventFor(outcome.value, kinds)) }] : [],
	);
	return items.length === 0 ? null : [items];
}

function eventFor({ status }: ExpenseReport, kinds: EventKind[]): EventKind {
	return kinds.find((kind) => kind === status) ?? kinds[0] ?? 'approved';
}

function shown({ raw: _raw, ...report }: ExpenseReport, event: EventKind): IDataObject {
	return { event, ...(JSON.parse(JSON.stringify(report)) as IDataObject) };
}

interface Options extends Look {
	invertSign: InvertSign;
}

function readOptions(context: IPollFunctions): Options {
	const more = context.getNodeParameter('options', {}) as { numberStyle?: StyleChoice; invertSign?: InvertSign };
	const kinds = context.getNodeParameter('events', []) as EventKind[];
	if (kinds.length === 0) throw new NodeOperationError(context.getNode(), 'Choose at least one event');
	const everything = context.getNodeParameter('startFrom', 'now') === 'beginning';
	const since = everything ? parseDay(context.getNodeParameter('since', '')) : undefined;
	if (everything && since === undefined) {
		throw new NodeOperationError(context.getNode(), 'Choose the day from which reports are to be delivered');
	}
	return {
		kinds,
		since,
		workspaces: context.getNodeParameter('policies', []) as string[],
		style: more.numberStyle ?? 'auto',
		invertSign: more.invertSign ?? 'none',
		today: new Date().toISOString().slice(0, 10),
	};
}

/** n8n's own time budget where it tells one; a part of it, since the look before has cost some. */
function budget(context: IPollFunctions): number {
	const asking = context as IPollFunctions & { getPollBudgetMs?: () => number };
	return (asking.getPollBudgetMs?.() ?? BUDGET_MS) / 2;
}
