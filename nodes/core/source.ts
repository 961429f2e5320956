import type { Day } from './dates';
import type { ExpenseReport } from './model/report';

/** A system where money is spent, as the shared parts see it. */
export interface ExpenseSource {
	readonly connection: string;
	/** Reports with their expenses. Every report that fits, or an error; never a part. */
	reports(query: ReportQuery): Promise<ExpenseReport[]>;
}

export interface ReportQuery {
	states?: Array<ExpenseReport['status']>;
	workspaces?: string[];
	from?: Day;
	to?: Day;
	approvedAfter?: Day;
	ids?: string[];
	/** Leaves out reports that carry this mark. */
	notMarkedAs?: string;
	limit?: number;
}
