import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { textOf } from './refs';
import { listOf } from './rows';
import { suggest } from './suggest/suggest';

const MAPS = { categories: 'categoryMap', taxes: 'taxMap', dimensions: 'dimensionMap', suppliers: 'supplierMap', employees: 'employeeMap' } as const;

/** Suggest Mappings: a row for a mapping table each. The input: reports of the workspace, items of another kind are passed over. */
export function runSuggest(context: IExecuteFunctions): INodeExecutionData[][] {
	const refuse = (message: string) => new NodeOperationError(context.getNode(), message, { itemIndex: 0, level: 'warning' });
	const object = (name: string, title: string): Record<string, unknown> => {
		const [value] = listOf(context.getNodeParameter(name, 0, '{}')) ?? [];
		if (value === null || typeof value !== 'object') throw refuse(`${title} is no JSON object of lists`);
		return value as Record<string, unknown>;
	};
	const list = (name: string): unknown[] => {
		const value = listOf(context.getNodeParameter(name, 0, '[]'));
		if (value === undefined) throw refuse(`The parameter ${name} is no JSON list`);
		return value;
	};
	const workspace = textOf(context.getNodeParameter('workspace', 0, ''));
	if (workspace === undefined) throw refuse('The workspace that the rows are for is not named');
	const rows = suggest({
		workspace,
		source: object('sourceLists', 'Source Lists'),
		books: object('booksLists', 'Books Lists'),
		documents: list('booksDocuments'),
		maps: Object.fromEntries(Object.entries(MAPS).map(([table, name]) => [table, list(name)])),
		// An item may be a report, or carry all of them.
		reports: context.getInputData().flatMap(({ json }) => (Array.isArray(json.reports) ? json.reports : [json])),
	});
	return [rows.map((json) => ({ json, pairedItem: { item: 0 } }))];
}
