import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toCsv } from '../core/csv';
import { LOG_COLUMNS, RUN_COLUMNS } from './columns';

/** Rows of one of the tables as a CSV file, oldest first, with all of its columns under their names. */
export async function exported(context: IExecuteFunctions, rows: readonly IDataObject[]): Promise<INodeExecutionData> {
	const ofRuns = context.getNodeParameter('table', 0, 'log') === 'runs';
	const columns: readonly string[] = ofRuns ? RUN_COLUMNS : LOG_COLUMNS;
	// An empty data table gives an empty item where n8n was told to always give one.
	const sorted = rows.filter(({ at }) => typeof at === 'string' && at !== '').sort((a, b) => (String(a.at) < String(b.at) ? -1 : String(a.at) > String(b.at) ? 1 : Number(a.id) - Number(b.id)));
	const text = toCsv(columns, sorted.map((row) => columns.map((name) => String(row[name] ?? ''))));
	const [first, last] = [sorted[0], sorted[sorted.length - 1]].map((row) => String(row?.at ?? '').slice(0, 10));
	const period = first === '' ? 'empty' : first === last ? first : `${first} to ${last}`;
	const file = await context.helpers.prepareBinaryData(Buffer.from(text, 'utf8'), `${ofRuns ? 'Sync runs' : 'Sync log'} ${period}.csv`, 'text/csv');
	return { json: { table: ofRuns ? 'Sync runs' : 'Sync log', rows: sorted.length }, binary: { data: file }, pairedItem: { item: 0 } };
}
