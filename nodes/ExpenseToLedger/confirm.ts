/**
 * After the posting: which reports stand in the books as a whole? A report may be marked as exported only then, since
 * a report that is marked too early is never looked at again.
 */
export interface Confirmed {
	complete: Array<{ json: ReportState; items: number[] }>;
	incomplete: Array<{ json: ReportState & { missing: Missing[] }; items: number[] }>;
	/** Positions of input items that tell no report. */
	strangers: number[];
}
export interface ReportState {
	reportID: string;
	system: string;
	/** "supplierInvoice", or absent for expenses. */
	type?: string;
	workspace?: string;
	employee?: string;
	documents: BooksDocument[];
}
export interface BooksDocument {
	kind?: unknown;
	key: string;
	id?: unknown;
	number?: unknown;
	link?: unknown;
	action?: unknown;
	total?: unknown;
	currency?: unknown;
	date?: unknown;
}
export interface Missing {
	key: string;
	why: string;
}

/** Items of the third output of Map Reports carry this action. */
export const NOTHING = 'nothing to post';

interface Report extends Omit<ReportState, 'documents'> {
	keys: Set<string>;
	items: number[];
}

/** @param inputs what the accounting node gave out: one item per document, failed ones too where they are led here */
export function confirmReports(inputs: unknown[]): Confirmed {
	const reports = new Map<string, Report>();
	const inBooks = new Map<string, BooksDocument>();
	const troubles = new Map<string, string>();
	const strangers: number[] = [];
	inputs.forEach((input, item) => {
		const result = readResult(input);
		if (result === undefined) {
			strangers.push(item);
			return;
		}
		const { origin, document, trouble } = result;
		// A document with a trouble, such as a receipt that could not be attached, is not finished, whatever else went well.
		if (document !== undefined && trouble !== undefined) troubles.set(document.key, trouble);
		if (document !== undefined && !inBooks.has(document.key)) inBooks.set(document.key, document);
		for (const id of origin.reports) {
			const label = JSON.stringify([origin.system, origin.type, origin.workspace, id]);
			const { system, type, workspace, employee } = origin;
			const report = reports.get(label) ?? { reportID: id, system, type, workspace, employee, keys: new Set<string>(), items: [] };
			reports.set(label, report);
			for (const key of origin.keys) report.keys.add(key);
			if (document !== undefined) report.keys.add(document.key);
			report.items.push(item);
		}
	});
	const confirmed: Confirmed = { complete: [], incomplete: [], strangers };
	for (const { keys, items, ...report } of reports.values()) {
		const all = [...keys].sort();
		const missing = all.flatMap((key) => {
			const why = troubles.get(key) ?? (inBooks.has(key) ? undefined : 'No result for this document came in.');
			return why === undefined ? [] : [{ key, why }];
		});
		const lacking = new Set(missing.map(({ key }) => key));
		const documents = all.flatMap((key) => (lacking.has(key) ? [] : (inBooks.get(key) ?? [])));
		const json = { ...report, documents };
		if (missing.length === 0) confirmed.complete.push({ json, items });
		else confirmed.incomplete.push({ json: { ...json, missing }, items });
	}
	return confirmed;
}

interface Result {
	origin: { system: string; type?: string; workspace?: string; employee?: string; reports: string[]; keys: string[] };
	document?: BooksDocument;
	/** Why the books do not hold it as they should. */
	trouble?: string;
}

function readResult(input: unknown): Result | undefined {
	const json = objectIn(input);
	const origin = objectIn(json?.origin);
	const reports = texts(origin?.reports);
	if (json === undefined || origin === undefined || reports.length === 0) return undefined;
	const result: Result = {
		origin: {
			system: text(origin.system) ?? '',
			type: text(origin.type),
			workspace: text(origin.workspace),
			employee: text(origin.employee),
			reports,
			keys: texts(origin.keys),
		},
	};
	const key = text(json.key);
	if (key === undefined) return json.action === NOTHING ? result : undefined;
	const { kind, id, number, link, action, total, currency, date } = json;
	result.document = { kind, key, id, number, link, action, total, currency, date };
	result.trouble = troubleOf(json);
	return result;
}

function troubleOf({ error, action, id }: Record<string, unknown>): string | undefined {
	if (error !== undefined && error !== null) return text(objectIn(error)?.message) ?? text(error) ?? 'It failed.';
	if (typeof action === 'string' && action.startsWith('would')) return 'It was a dry run: nothing was written.';
	return text(id) === undefined ? 'The books gave no id for it.' : undefined;
}

function objectIn(value: unknown): Record<string, unknown> | undefined {
	return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function text(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}
