import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { readSettings } from './read-settings';
import { plain } from './run-map';
import { rowsIn } from './suggest/rows';
import { unmappedIn } from './unmapped/unmapped';

/** Report Unmapped: one item that tells what is unmapped in the reports of the input. Writes nothing. */
export function runUnmapped(context: IExecuteFunctions): INodeExecutionData[][] {
	const settings = readSettings(context, new Date());
	if (!settings.ok) {
		throw new NodeOperationError(context.getNode(), settings.error.message, { description: settings.error.facts.hint, itemIndex: 0, level: 'warning' });
	}
	const rows = (name: string) => rowsIn(context.getNodeParameter(name, 0, '[]'));
	// An empty item stands for "no reports" where a node before must hand something on.
	const reports = context.getInputData().map(({ json }) => json).filter((json) => Object.keys(json).length > 0);
	const told = unmappedIn(reports, settings.value.settings, { category: rows('categoryMap'), tax: rows('taxMap'), supplier: rows('supplierMap'), employee: rows('employeeMap') }, settings.value.workspaces);
	return [[{ json: plain(told), pairedItem: { item: 0 } }]];
}
