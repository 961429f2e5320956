import { addDays, parseDay, type Day } from '../core/dates';
import type { Expensify } from './api';
import { exportRecords, type StyleChoice } from './exporter';
import type { ExportFilter, StateWord } from './jobs';
import { filled, printedId } from './printed';
import { stateOf } from './report';
import { filtersFor } from './source';
import { statusTemplate } from './template';
import type { ExportedStatus } from './wire';

/** What can happen to a report. Expensify tells days and no change mark, and pushes nothing. */
export const EVENTS = ['submitted', 'approved', 'reimbursed'] as const;
export type EventKind = (typeof EVENTS)[number];

export interface ReportEvent {
	kind: EventKind;
	reportID: string;
	/** What Expensify prints for when it happened; a second approval has another one. */
	mark: string;
	day: Day;
}

/** Where the watch stands; lies in the workflow's static data. */
export interface WatchState {
	/** The newest day seen of each kind. A kind that is missing has not been watched yet. */
	latest: Partial<Record<EventKind, Day>>;
	/** Events already handed on, or from before the watch began, as far back as the next look goes: key to mark. */
	seen: Record<string, string>;
}

/** Days of overlap: a day has no time zone here, and reports may show up late. */
const OVERLAP_DAYS = 2;
/** How far back a beginning looks for what has happened already, so that it is not taken for news. */
const BASELINE_DAYS = 30;
/** A report is reimbursed long after it was approved, and Expensify cannot be asked by the day of reimbursement. */
const REIMBURSED_WITHIN_DAYS = 180;

const PAST_OPEN: StateWord[] = ['SUBMITTED', 'APPROVED', 'REIMBURSED', 'ARCHIVED'];
const PAST_APPROVAL: StateWord[] = ['APPROVED', 'REIMBURSED', 'ARCHIVED'];

export interface Look {
	kinds: EventKind[];
	workspaces: string[];
	style: StyleChoice;
	today: Day;
	/** Start of a kind that has not been watched yet; a beginning from now has none. */
	since?: Day;
}

/** Everything that has happened inside the window, seen before or not; one small export, two where submission counts. */
export async function look(api: Expensify, state: WatchState, options: Look): Promise<ReportEvent[]> {
	const events = new Map<string, ReportEvent>();
	for (const filter of windows(state, options)) {
		for (const status of await exportRecords<ExportedStatus>(api, filter, statusTemplate, options.style)) {
			for (const event of eventsOf(status, options.kinds)) events.set(keyOf(event), event);
		}
	}
	return [...events.values()].sort(order);
}

export function keyOf({ kind, reportID }: ReportEvent): string {
	return `${kind}|${reportID}`;
}

export function windows(state: WatchState, { kinds, workspaces, today, since }: Look): ExportFilter[] {
	const start = (kind: EventKind): Day => {
		const latest = state.latest[kind];
		return addDays(latest ?? since ?? addDays(today, -BASELINE_DAYS), latest === undefined ? 0 : -OVERLAP_DAYS);
	};
	const shared = { workspaces };
	const filters: ExportFilter[] = [];
	if (kinds.includes('submitted')) {
		filters.push(
			...filtersFor({ ...shared, from: start('submitted') }, today).map((filter) => ({
				...filter,
				states: PAST_OPEN,
			})),
		);
	}
	const starts = [
		...(kinds.includes('approved') ? [start('approved')] : []),
		...(kinds.includes('reimbursed') ? [addDays(start('reimbursed'), -REIMBURSED_WITHIN_DAYS)] : []),
	].sort();
	const [first] = starts;
	if (first !== undefined) {
		const states: StateWord[] = kinds.includes('approved') ? PAST_APPROVAL : ['REIMBURSED'];
		filters.push(
			...filtersFor({ ...shared, approvedAfter: first }, today).map((filter) => ({ ...filter, states })),
		);
	}
	return filters;
}

/** A report that was approved and paid between two looks has done both. */
export function eventsOf(status: ExportedStatus, kinds: readonly EventKind[]): ReportEvent[] {
	const state = stateOf(status.status);
	const happened: Record<EventKind, boolean> = {
		submitted: state !== undefined && state !== 'open',
		approved: state === 'approved' || state === 'reimbursed' || state === 'closed',
		reimbursed: state === 'reimbursed',
	};
	return kinds.flatMap((kind): ReportEvent[] => {
		const mark = filled(status[kind]);
		const day = parseDay(mark);
		if (!happened[kind] || mark === undefined || day === undefined) return [];
		return [{ kind, reportID: printedId(status.reportID), mark, day }];
	});
}

/** Events that were not seen before. A kind that has just begun to be watched has none, unless it has a start. */
export function fresh(events: ReportEvent[], state: WatchState, since: Day | undefined): ReportEvent[] {
	return events.filter((event) => {
		const begins = state.latest[event.kind] === undefined;
		if (begins && (since === undefined || event.day < since)) return false;
		return state.seen[keyOf(event)] !== event.mark;
	});
}

/**
 * The state after these events were handed on. What could not be handed on yet keeps its kind's window open.
 * @param events all that the look gave
 * @param waiting those of them that are still to be handed on
 */
export function after(
	state: WatchState,
	events: ReportEvent[],
	waiting: ReadonlySet<ReportEvent>,
	{ kinds, today, since }: Look,
): WatchState {
	const latest = { ...state.latest };
	for (const kind of kinds) {
		const days = events.filter((event) => event.kind === kind && !waiting.has(event)).map(({ day }) => day);
		const firstWaiting = [...waiting]
			.filter((event) => event.kind === kind)
			.map(({ day }) => day)
			.sort()[0];
		const newest = [latest[kind] ?? since ?? addDays(today, -BASELINE_DAYS), ...days].sort().pop() ?? today;
		latest[kind] = firstWaiting !== undefined && firstWaiting < newest ? firstWaiting : newest;
	}
	const seen = Object.fromEntries(
		events.filter((event) => !waiting.has(event)).map((event) => [keyOf(event), event.mark]),
	);
	return { latest, seen };
}

function order(a: ReportEvent, b: ReportEvent): number {
	return (
		a.day.localeCompare(b.day) ||
		EVENTS.indexOf(a.kind) - EVENTS.indexOf(b.kind) ||
		a.reportID.localeCompare(b.reportID)
	);
}
