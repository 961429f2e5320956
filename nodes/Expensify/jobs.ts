import type { Day } from '../core/dates';

/**
 * The jobs of Expensify's integration server, without the credential pair: that is put in on the way out, by the
 * credential type itself. Source: Expensify, "Integration Server", and its help article "Expensify API".
 */
export interface Job {
	/** Goes into the form field `requestJobDescription` as JSON. */
	description: JobDescription;
	/** FreeMarker source, for exports. */
	template?: string;
	/** CSV or TSV text, for dependent tags. */
	file?: string;
	/** JSON text, for employee feeds. */
	data?: string;
}

export interface JobDescription {
	type: string;
	inputSettings?: Record<string, unknown>;
	[field: string]: unknown;
}

/** Expensify's filter words. `report.status` in an export uses the website's words instead. */
export type StateWord = 'OPEN' | 'SUBMITTED' | 'APPROVED' | 'REIMBURSED' | 'ARCHIVED';

export interface ExportFilter {
	/** Keeps reports whose later day of created and submitted is this one or after. */
	from?: Day;
	/** The same clock; needed when the start lies more than a year back. */
	to?: Day;
	/** Only approved reports, approved after this day. Whether the day itself counts is not told. */
	approvedAfter?: Day;
	ids?: string[];
	workspaces?: string[];
	states?: StateWord[];
	/** The name reads inverted: reports that carry this label are left out. */
	notMarkedAs?: string;
	limit?: number;
}

/** The most reports named in one job; their ids stay well inside one form field. */
export const REPORTS_PER_JOB = 100;
/** Not stated by the vendor; a hundred has been taken. */
export const EXPENSES_PER_JOB = 100;

const BASENAME = 'n8n_';

export function exportJob(filter: ExportFilter, template: string, extension: 'json' | 'txt' | 'pdf' = 'json'): Job {
	return {
		description: {
			type: 'file',
			onReceive: { immediateResponse: ['returnRandomFileName'] },
			inputSettings: exportSettings(filter),
			outputSettings: {
				fileExtension: extension,
				fileBasename: BASENAME,
				...(extension === 'pdf' ? { includeFullPageReceiptsPdf: true } : {}),
			},
		},
		template,
	};
}

/** Marks reports when the job finishes, and prints which ones it reached. A mark cannot be taken away again. */
export function markJob(ids: string[], label: string): Job {
	const job = exportJob({ ids }, IDS_TEMPLATE, 'txt');
	return { ...job, description: { ...job.description, onFinish: [{ actionName: 'markAsExported', label }] } };
}

/**
 * Prints report ids, new and old, since a report may be asked for by either, and a last word: an empty file would look
 * like one that is not there yet.
 */
export const IDS_TEMPLATE = '<#list reports as r>${r.reportID} ${r.oldReportID!""}\n</#list>end';

export function downloadJob(fileName: string, fileSystem = 'integrationServer'): Job {
	return { description: { type: 'download', fileName, fileSystem } };
}

export function policyListJob(adminOnly: boolean): Job {
	return { description: { type: 'get', inputSettings: { type: 'policyList', adminOnly } } };
}

export const POLICY_FIELDS = ['categories', 'employees', 'reportFields', 'tags', 'tax'] as const;
export type PolicyField = (typeof POLICY_FIELDS)[number];

export function policyJob(ids: string[], fields: readonly PolicyField[]): Job {
	return { description: { type: 'get', inputSettings: { type: 'policy', policyIDList: ids, fields } } };
}

export function createPolicyJob(policyName: string, plan: string): Job {
	return { description: { type: 'create', inputSettings: { type: 'policy', policyName, plan } } };
}

export interface NewReport {
	policyID: string;
	employeeEmail: string;
	title: string;
	/** Report fields by label. */
	fields?: Record<string, string>;
	/** Only these four keys are taken here; amounts are whole cents. */
	expenses: Array<{ date: Day; merchant: string; amount: number; currency: string }>;
}

export function createReportJob({ policyID, employeeEmail, title, fields, expenses }: NewReport): Job {
	const report = { title, ...(fields === undefined ? {} : { fields: fieldsByKey(fields) }) };
	return {
		description: { type: 'create', inputSettings: { type: 'report', policyID, employeeEmail, report, expenses } },
	};
}

/** A transaction as the job "create expenses" takes it; `amount` is whole cents. */
export interface NewTransaction {
	merchant: string;
	created: Day;
	amount: number;
	currency: string;
	externalID?: string;
	category?: string;
	tag?: string;
	billable?: boolean;
	reimbursable?: boolean;
	comment?: string;
	reportID?: string;
	policyID?: string;
	tax?: { rateID: string; amount?: number };
}

export function createExpensesJob(employeeEmail: string, transactionList: NewTransaction[]): Job {
	return { description: { type: 'create', inputSettings: { type: 'expenses', employeeEmail, transactionList } } };
}

export function reimburseJob(ids: string[], paymentSource?: string): Job {
	const inputSettings = {
		type: 'reportStatus',
		status: 'REIMBURSED',
		filters: { reportIDList: ids.join(',') },
		...(paymentSource === undefined || paymentSource === '' ? {} : { paymentSource }),
	};
	return { description: { type: 'update', inputSettings } };
}

/** `part` is one of `categories`, `tags`, `reportFields`, each with its own action. */
export function updatePolicyJob(policyID: string, part: Record<string, unknown>): Job {
	return { description: { type: 'update', inputSettings: { type: 'policy', policyID }, ...part } };
}

export interface FeedOptions {
	dryRun: boolean;
	setEmployeePrimaryPolicy?: string;
	shouldSkipNotificationEmail?: boolean;
}

export function employeeFeedJob(employees: Array<Record<string, unknown>>, options: FeedOptions): Job {
	const { dryRun, ...rest } = options;
	return {
		description: {
			type: 'update',
			'dry-run': dryRun,
			dataSource: 'request',
			inputSettings: { type: 'employees', entity: 'generic' },
			...rest,
		},
		data: JSON.stringify({ Employees: employees }),
	};
}

/** Report fields are addressed by their label, in which everything but letters and digits becomes `_`. */
function fieldsByKey(fields: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).map(([label, value]) => [label.replace(/[^a-z0-9]/gi, '_'), value]),
	);
}

function exportSettings(filter: ExportFilter): Record<string, unknown> {
	const { from, to, approvedAfter, ids, workspaces, states, notMarkedAs, limit } = filter;
	return withoutBlanks({
		type: 'combinedReportData',
		reportState: states?.join(','),
		// The vendor wants the number as text.
		limit: limit === undefined ? undefined : String(limit),
		filters: withoutBlanks({
			reportIDList: ids?.join(','),
			policyIDList: workspaces?.join(','),
			startDate: from,
			endDate: to,
			approvedAfter,
			markedAsExported: notMarkedAs,
		}),
	});
}

function withoutBlanks(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));
}
