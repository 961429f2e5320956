import { chunk } from 'lodash';
import { parseDay, type Day } from '../core/dates';
import { failed, type BooksError, type Outcome } from '../core/errors';
import type { ExpenseReport } from '../core/model/report';
import type { ExpenseSource, ReportQuery } from '../core/source';
import type { Expensify } from './api';
import { exportRecords, type StyleChoice } from './exporter';
import { REPORTS_PER_JOB, type ExportFilter, type StateWord } from './jobs';
import { printedId } from './printed';
import { toReport, websiteOf, type InvertSign } from './report';
import { reportTemplate } from './template';
import { spans } from './windows';
import type { ExportedReport } from './wire';

export interface SourceOptions {
	numberStyle: StyleChoice;
	invertSign: InvertSign;
	/** UTC. */
	today: Day;
}

const STATE_WORDS: Readonly<Record<ExpenseReport['status'], StateWord>> = {
	open: 'OPEN',
	submitted: 'SUBMITTED',
	approved: 'APPROVED',
	reimbursed: 'REIMBURSED',
	closed: 'ARCHIVED',
};

/** A report that could be read, or why not; its id is known in any case. */
export interface ReportOutcome {
	id: string;
	/** The number that the same report has in older addresses. */
	oldId: string;
	outcome: Outcome<ExpenseReport>;
}

/** Expensify as a source of expense reports. */
export class ExpensifySource implements ExpenseSource {
	constructor(
		private readonly api: Expensify,
		private readonly options: SourceOptions,
	) {}

	get connection(): string {
		return this.api.connection;
	}

	async reports(query: ReportQuery): Promise<ExpenseReport[]> {
		const outcomes = await this.outcomes(query);
		const bad = outcomes.map(({ outcome }) => (outcome.ok ? undefined : outcome.error)).find(isError);
		if (bad !== undefined) throw bad;
		return outcomes.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
	}

	/** As `reports`, but a report that cannot be read does not take the others along. */
	async outcomes(query: ReportQuery): Promise<ReportOutcome[]> {
		const byId = new Map<string, ExportedReport>();
		for (const filter of filtersFor(query, this.options.today)) {
			const page = await exportRecords<ExportedReport>(
				this.api,
				filter,
				reportTemplate,
				this.options.numberStyle,
			);
			for (const wire of page) if (fits(wire, query)) byId.set(printedId(wire.reportID), wire);
			if (byId.size >= (query.limit ?? Infinity)) break;
		}
		const website = websiteOf(this.api.baseUrl);
		return [...byId].slice(0, query.limit).map(([id, wire]) => {
			const outcome = toReport(wire, website, this.options.invertSign);
			const oldId = printedId(wire.oldReportID);
			return { id, oldId, outcome: outcome.ok ? outcome : failed(outcome.error.at({ document: id })) };
		});
	}
}

/** The exports that a query takes: by ids, a hundred at a time, or else by pieces of time. */
export function filtersFor(query: ReportQuery, today: Day): ExportFilter[] {
	const { ids, workspaces, notMarkedAs, states, from, to, approvedAfter, limit } = query;
	const shared: ExportFilter = {
		workspaces: workspaces?.length === 0 ? undefined : workspaces,
		states: states?.length === 0 ? undefined : states?.map((state) => STATE_WORDS[state]),
		notMarkedAs,
	};
	if (ids !== undefined && ids.length > 0)
		return chunk(ids, REPORTS_PER_JOB).map((part) => ({ ...shared, ids: part }));
	// A report that `fits` drops afterwards would count against the server's limit.
	const limited = approvedAfter === undefined ? { ...shared, limit } : shared;
	return spans({ from, to, approvedAfter }, today).map((span) => ({ ...limited, ...span }));
}

/** The server was asked for one day more than wanted. */
function fits(wire: ExportedReport, { approvedAfter }: ReportQuery): boolean {
	const approved = parseDay(wire.approved);
	return approvedAfter === undefined || approved === undefined || approved >= approvedAfter;
}

function isError(error: BooksError | undefined): error is BooksError {
	return error !== undefined;
}
