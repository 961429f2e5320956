import { addDays, type Day } from '../core/dates';
import type { Expensify } from './api';
import { exportRecords } from './exporter';
import type { ExportFilter } from './jobs';
import { printedId } from './printed';
import { reportTemplate } from './template';
import { filtersFor } from './source';
import type { ExportedReport } from './wire';

/**
 * Finds what stands in Expensify already. The server has no idempotency key and nothing says that it refuses a repeated
 * `externalID`, which exports do not show either; so it is written into the comment as well, and looked for there.
 */
export interface Held {
	/** By the mark in the comment. */
	expenses: Map<string, HeldExpense>;
	reports: HeldReport[];
}
export interface HeldExpense {
	transactionID: string;
	reportID: string;
}
export interface HeldReport {
	reportID: string;
	title: string;
	employee: string;
	workspace: string;
	/** How many expenses it has. */
	expenses: number;
}

/** "Lunch [CARD-17]" */
export function markedComment(comment: string | undefined, externalID: string | undefined): string | undefined {
	if (externalID === undefined || externalID === '') return comment;
	const mark = `[${externalID}]`;
	if (comment === undefined || comment === '') return mark;
	return comment.includes(mark) ? comment : `${comment} ${mark}`;
}

/** Every text in square brackets: a person may have written on behind our mark. */
export function marksIn(comment: string): string[] {
	return [...comment.matchAll(/\[([^[\]]+)\]/g)].map(([, mark]) => mark ?? '');
}

export interface Where {
	/** Reports created or submitted on this day or later. */
	since?: Day;
	/** These reports, whenever they were made. */
	ids?: string[];
	workspaces?: string[];
}

export async function findHeld(api: Expensify, where: Where[], today: Day): Promise<Held> {
	const held: Held = { expenses: new Map(), reports: [] };
	const seen = new Set<string>();
	for (const { since, ids, workspaces } of where) {
		const filters: ExportFilter[] = filtersFor(
			{ ids, workspaces, from: ids === undefined ? (since ?? addDays(today, -30)) : undefined },
			today,
		);
		for (const filter of filters) {
			for (const report of await exportRecords<ExportedReport>(api, filter, reportTemplate, 'auto')) {
				const reportID = printedId(report.reportID);
				if (seen.has(reportID)) continue;
				seen.add(reportID);
				held.reports.push({
					reportID,
					title: report.reportName ?? '',
					employee: `${report.accountEmail ?? ''}`.toLowerCase(),
					workspace: report.policyID ?? '',
					expenses: report.expenses?.length ?? 0,
				});
				for (const { transactionID, comment } of report.expenses ?? []) {
					for (const mark of marksIn(comment ?? ''))
						held.expenses.set(mark, { transactionID: printedId(transactionID), reportID });
				}
			}
		}
	}
	return held;
}
