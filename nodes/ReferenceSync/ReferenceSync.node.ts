import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { oneWayFields } from './fields/one-way';
import { sharedFields } from './fields/shared';
import { twoWayFields } from './fields/two-way';
import { runOneWay } from './one-way/run';
import { runTwoWay } from './two-way/run';

/** Compares the lists of two systems and tells what has to be done to keep them in step. Makes no call to anybody. */
export class ReferenceSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Reference Sync',
		name: 'referenceSync',
		icon: { light: 'file:referenceSync.svg', dark: 'file:referenceSync.dark.svg' },
		group: ['transform'],
		version: 1,
		usableAsTool: true,
		subtitle: '={{ $parameter["operation"] === "twoWay" ? "two way" : "one way" }}',
		description: 'Compare lists such as accounts, suppliers or customers of two systems, and tell what to create and change',
		defaults: { name: 'Reference Sync' },
		inputs: `={{ ($parameter["operation"] === "twoWay" ? ["A", "B"] : ["Source", "Target"]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		outputs: `={{ ($parameter["operation"] === "twoWay" ? ["Create in A", "Create in B", "Update A", "Update B", "Unchanged", "Conflict", "Links"] : ["Create", "Update", "Unchanged", "Conflict"]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		properties: [...sharedFields, ...oneWayFields, ...twoWayFields],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return this.getNodeParameter('operation', 0) === 'twoWay' ? runTwoWay(this) : runOneWay(this);
	}
}
