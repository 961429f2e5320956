import { makeWorkflow, NODE, SECOND_SOURCE, SOURCE, type NodeClass, type NodeSetup } from './engine/workflow';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type ITaskData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

export { runHookMethod, runListSearch, runPoll, runWebhook } from './run-trigger';
export type { NodeClass, NodeSetup } from './engine/workflow';

export interface NodeRun {
	/** Items by output, error output last. */
	outputs: INodeExecutionData[][];
	/** First output. */
	done: INodeExecutionData[];
	/** Second output: the error output of a node with one output and `onError: 'continueErrorOutput'`. */
	failed: INodeExecutionData[];
	/** What stopped the node, as a user sees it in n8n. */
	error?: Error & { description?: string | null; context?: IDataObject; httpCode?: string | null };
	hints: string[];
}

export interface RunOptions extends NodeSetup {
	mode?: WorkflowExecuteMode;
	/** As a node with "continue on fail" of older n8n versions. */
	continueOnFail?: boolean;
	/** Items of the second input; null where it is connected and nothing came. */
	secondInput?: Items | null;
}

export type Items = Array<IDataObject | INodeExecutionData>;

/**
 * Runs one node in n8n's real engine, within the test's process; only the wire is the test's (nock or a local server).
 * `items` are JSON objects, or whole items where they have a `json` member (with `binary`: base64 in `data`).
 */
export async function runNode(
	NodeClass: NodeClass,
	parameters: INodeParameters,
	items: Items | null = [{}],
	options: RunOptions = {},
): Promise<NodeRun> {
	const { workflow, node, source, additionalData } = makeWorkflow(NodeClass, parameters, {
		...options,
		...(options.continueOnFail ? { onError: 'continueRegularOutput' as const } : {}),
	});
	const mode = options.mode ?? 'trigger';
	const inputs = [items, ...(options.secondInput === undefined ? [] : [options.secondInput])].map((some) => some?.map(toItem) ?? null);
	const names = [source.name, SECOND_SOURCE];
	additionalData.hooks = new ExecutionLifecycleHooks(mode, '1', {} as never);
	const run = new WorkflowExecute(
		additionalData,
		mode,
		createRunExecutionData({
			resultData: { runData: { [SOURCE]: [finished(inputs[0] ?? [])], ...(inputs.length > 1 ? { [SECOND_SOURCE]: [finished(inputs[1] ?? [])] } : {}) } },
			executionData: {
				nodeExecutionStack: [
					{
						node,
						data: { main: structuredClone(inputs) },
						source: { main: inputs.map((some, at) => (some === null ? null : { previousNode: names[at] ?? '' })) },
					},
				],
			},
		}),
	);
	const { data } = await run.processRunExecutionData(workflow);
	const task = data.resultData.runData[NODE]?.[0];
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	const error = task?.error ?? data.resultData.error;
	return {
		outputs,
		done: outputs[0] ?? [],
		failed: outputs[1] ?? [],
		...(error ? { error: error as NonNullable<NodeRun['error']> } : {}),
		hints: (task?.hints ?? []).map(({ message }) => message),
	};
}

function toItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return isItem(item) ? item : { json: item };
}

function isItem(item: IDataObject | INodeExecutionData): item is INodeExecutionData {
	return typeof item.json === 'object' && item.json !== null;
}

function finished(items: INodeExecutionData[]): ITaskData {
	return {
		startTime: 0, executionTime: 0, executionIndex: 0, executionStatus: 'success', source: [],
		data: { main: [items] },
	};
}
