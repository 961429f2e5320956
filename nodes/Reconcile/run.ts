import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { groupsOf } from '../core/lists';
import { itemsOf } from './outputs';
import { pageOf } from './page/page';
import { readSettings, words } from './read-settings';
import { reconcile, type Reconciled } from './reconcile';
import { csvOf } from './report/csv';
import { rowsOf } from './report/rows';

export const OUTPUTS = ['Report', 'Missing', 'Extra', 'Different', 'Probable', 'Duplicates', 'Matched'] as const;

interface Options {
	matched?: boolean;
	most?: number;
	pageField?: string;
	recordsField?: string;
}

/** A larger file is not put into the page as well: browsers stumble over it, and the item carries it anyway. */
const MOST_IN_PAGE = 2_000_000;

/** Reads both lists, reconciles them, and gives the findings with the report. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name) => context.getNodeParameter(name, 0, ''));
	if (!settings.ok) return refused(context, settings.error);
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const recordsField = words(options.recordsField)[0] ?? 'records';
	const [group] = groupsOf(inputOf(context, 0), inputOf(context, 1), { groupBy: '', recordsField });
	const { source, target } = group ?? { source: { entries: [] }, target: { entries: [] } };
	const unread = [['source', source.unread] as const, ['books', target.unread] as const].filter(([, why]) => why !== undefined);
	if (unread.length > 0) {
		const message = `Nothing was compared. ${unread.map(([side, why]) => `The list of the ${side}: ${why}`).join('; ')}.`;
		return refused(context, new BooksError({ message, category: 'outage', hint: 'See why the list was not read, and run again.' }));
	}
	const found = reconcile(source.entries, target.entries, settings.value);
	tell(context, found);
	return [[await reportItem(context, found, options)], ...itemsOf(found, options.matched === true)];
}

async function reportItem(context: IExecuteFunctions, found: Reconciled, { matched = false, most = 500, pageField = '' }: Options): Promise<INodeExecutionData> {
	const { report } = found;
	const rows = rowsOf(found, matched);
	const [wantsCsv, wantsPage] = [context.getNodeParameter('csv', 0, true) === true, context.getNodeParameter('page', 0, true) === true];
	const name = fileName(report);
	const csv = wantsCsv ? csvOf(rows) : undefined;
	const page = wantsPage || pageField !== ''
		? pageOf(report, rows, { most, ...(csv === undefined || csv.length > MOST_IN_PAGE ? {} : { csv: { fileName: `${name}.csv`, text: csv } }) })
		: undefined;
	const file = async (text: string, extension: string, type: string) => await context.helpers.prepareBinaryData(Buffer.from(text, 'utf8'), `${name}.${extension}`, type);
	const binary = {
		...(csv === undefined ? {} : { csv: await file(csv, 'csv', 'text/csv') }),
		...(page === undefined || !wantsPage ? {} : { page: await file(page, 'html', 'text/html') }),
	};
	return {
		// Plain data by its shape, which an interface does not tell n8n's types.
		json: { ...(report as unknown as IDataObject), ...(page === undefined || pageField === '' ? {} : { [pageField]: page }) },
		...(Object.keys(binary).length === 0 ? {} : { binary }),
		pairedItem: { item: 0, input: 0 },
	};
}

/** "Reconciliation 2026-11-01 to 2026-11-30" */
function fileName({ title, from, to }: Reconciled['report']): string {
	const name = [title, from, ...(to === undefined ? [] : ['to', to])].filter((part) => part !== undefined).join(' ');
	return name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 100) || 'Reconciliation';
}

/** What nobody may overlook, also where only the findings are looked at. */
function tell(context: IExecuteFunctions, { report: { counts, explained } }: Reconciled): void {
	const hint = (message: string) => context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	if (counts.unreadable > 0) hint(`Without a day or an amount that can be read, and so in no total: ${counts.unreadable}.`);
	if (!explained) hint('The findings do not explain the difference of the totals.');
}

/** n8n would hand the input on as if it were a report. */
function refused(context: IExecuteFunctions, { message, facts }: BooksError): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), message, { description: facts.hint, itemIndex: 0, level: 'warning' });
	const json = { agrees: false, error: message, details: { category: facts.category, hint: facts.hint ?? '', retryable: false } };
	return [[{ json, pairedItem: { item: 0, input: 0 } }], ...OUTPUTS.slice(1).map(() => [])];
}

/** An input that brings nothing is not there at all. */
function inputOf(context: IExecuteFunctions, at: number): INodeExecutionData[] {
	try {
		return context.getInputData(at) ?? [];
	} catch {
		return [];
	}
}
