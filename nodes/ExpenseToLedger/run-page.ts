import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { pageOf } from './page';
import { textOf } from './refs';
import { listOf } from './rows';

const section = z.object({
	title: z.string(),
	empty: z.string().optional(),
	columns: z.array(z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.literal('link')])])),
	rows: z.array(z.record(z.string(), z.unknown())),
});

/** Make Page: one item with the page as `page`. */
export function runPage(context: IExecuteFunctions): INodeExecutionData[][] {
	const sections = z.array(section).safeParse(listOf(context.getNodeParameter('sections', 0, '[]')));
	if (!sections.success) {
		throw new NodeOperationError(context.getNode(), 'Sections is no JSON list of { title, columns, rows }', { itemIndex: 0, level: 'warning' });
	}
	const lines = (textOf(context.getNodeParameter('introduction', 0, '')) ?? '').split('\n').filter((line) => line !== '');
	const page = pageOf(textOf(context.getNodeParameter('pageTitle', 0, '')) ?? '', lines, sections.data);
	return [[{ json: { page }, pairedItem: { item: 0 } }]];
}
