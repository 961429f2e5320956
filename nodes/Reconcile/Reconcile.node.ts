import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { mainFields } from './fields/main';
import { run } from './run';

/** Holds the documents of a source and of the books against each other for a period. Makes no call to anybody. */
export class Reconcile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Reconcile',
		name: 'reconcile',
		icon: { light: 'file:reconcile.svg', dark: 'file:reconcile.dark.svg' },
		group: ['transform'],
		version: 1,
		usableAsTool: true,
		subtitle: '={{ [$parameter["from"], $parameter["to"]].filter((day) => day).map((day) => String(day).slice(0, 10)).join(" to ") }}',
		description: 'Compare what the books hold with what they should hold, and tell what is missing, extra, different or double',
		defaults: { name: 'Reconcile' },
		inputs: `={{ ["Source", "Books"].map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		outputs: `={{ ["Report", "Missing", "Extra", "Different", "Probable", "Duplicates", "Matched"].map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		properties: mainFields,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
