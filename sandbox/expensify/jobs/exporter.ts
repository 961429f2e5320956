import { exportedReports } from '../export/filters';
import { putFile } from '../export/files';
import { finish, readFinish } from '../export/finish';
import { exportModel } from '../export/model';
import { rendered } from '../export/rendered';
import { reportPdf } from '../export/report-pdf';
import type { Report } from '../state/reports';
import { flagOr, malformed, object, text, textOr } from './params';
import { AS_TEXT, type Job, type JobHandler } from './types';

const EXTENSIONS = new Set(['csv', 'xls', 'xlsx', 'txt', 'pdf', 'json', 'xml']);

/** Exports reports through a template. Answers the bare name of a file that may not be there yet. */
export const combinedReportData: JobHandler = (job) => {
	const { store, input, description, settings } = job;
	checkReceive(description.onReceive);
	const reports = exportedReports(store, job.caller, input, object(input, 'filters'));
	const output = object(description, 'outputSettings');
	const extension = text(output, 'fileExtension');
	if (!EXTENSIONS.has(extension)) throw malformed('fileExtension');
	const base = textOr(output, 'fileBasename', textOr(output, 'fileBaseName', 'export'));
	const isTest = textOr(description, 'test', 'false');
	if (isTest !== 'true' && isTest !== 'false') throw malformed('test');
	const actions = readFinish(description);
	const withReceipts = flagOr(output, 'includeFullPageReceiptsPdf', false);
	if (withReceipts && extension !== 'pdf') throw malformed('includeFullPageReceiptsPdf');
	const contents = extension === 'pdf' ? pdfs(job, reports, withReceipts) : [table(job, reports)];
	const readyAt = store.now() + settings.renderDelaySeconds * 1000;
	const names = store.atomically(() => {
		if (isTest === 'false') finish(store, actions, reports.map(({ id }) => id), readyAt);
		return contents.map((bytes) => putFile(store, { base, extension, bytes, system: 'integrationServer', readyAt }));
	});
	return { contentType: AS_TEXT, body: names.join(',') };
};

function checkReceive(onReceive: unknown): void {
	const list = typeof onReceive === 'object' && onReceive !== null ? (onReceive as { immediateResponse?: unknown }).immediateResponse : undefined;
	if (!Array.isArray(list) || list.length !== 1 || list[0] !== 'returnRandomFileName') throw malformed('immediateResponse');
}

function table({ store, template }: Job, reports: Report[]): Buffer {
	if (template === undefined || template === '') throw malformed('template');
	return rendered(template, exportModel(store, reports));
}

/** One file per report, of Expensify's own make. */
function pdfs({ store, template }: Job, reports: Report[], withReceipts: boolean): Buffer[] {
	if (template !== 'default') throw malformed('template');
	return reports.map((report) => reportPdf(store, report, withReceipts));
}
