import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeParameters, IWorkflowDataProxyData } from 'n8n-workflow';

/** What a node may see of the others in its workflow, by n8n's own expressions. */
interface OtherNode {
	isExecuted: boolean;
	params?: INodeParameters;
	all(output: number, run: number): Array<{ json: IDataObject }>;
}
const other = (proxy: IWorkflowDataProxyData, name: string): OtherNode => (proxy.$ as (name: string) => OtherNode)(name);

const WORDS: ReadonlyArray<[RegExp, string]> = [
	[/manualTrigger$/, 'hand'],
	[/scheduleTrigger$/, 'schedule'],
	[/formTrigger$/, 'form'],
	[/executeWorkflowTrigger$/, 'workflow'],
	[/n8n-nodes-base\.n8nTrigger$/, 'start of n8n'],
	[/webhook$/i, 'webhook'],
	[/Trigger$/, 'event'],
];

/** Which of the triggers before this node started the run, in one word. */
export function startedBy(context: IExecuteFunctions): string {
	const proxy = context.getWorkflowDataProxy(0);
	for (const { name, type } of context.getParentNodes(context.getNode().name)) {
		const word = WORDS.find(([pattern]) => pattern.test(type))?.[1];
		if (word !== undefined && other(proxy, name).isExecuted) return word;
	}
	return context.getMode() === 'manual' ? 'hand' : 'unknown';
}

/** All nodes that this one's run can lead to, and all that lead there: the workflow, but for notes. */
function nodesAround(context: IExecuteFunctions): Array<{ name: string; type: string; typeVersion: number }> {
	const own = context.getNode().name;
	const ends = [own, ...context.getChildNodes(own).map(({ name }) => name)];
	const all = new Map<string, { name: string; type: string; typeVersion: number }>();
	for (const end of ends) {
		for (const { name, type, typeVersion } of [...context.getParentNodes(end), ...context.getChildNodes(end)]) all.set(name, { name, type, typeVersion });
	}
	return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A mark that changes when somebody changes a node, so that an auditor sees that a run was done by another workflow
 * than the one before. n8n tells nodes no version of the workflow. Credentials are no parameters, so they are not in it.
 */
export function fingerprint(context: IExecuteFunctions): string {
	const proxy = context.getWorkflowDataProxy(0);
	const nodes = nodesAround(context).map((node) => ({ ...node, parameters: other(proxy, node.name).params ?? {} }));
	return createHash('sha256').update(JSON.stringify(nodes)).digest('hex').slice(0, 8);
}

/** More outputs, or rounds of a loop, no node has. */
const MOST = 10_000;

/** Whether the workflow has a node of this name; n8n throws for one that it has not. */
export function hasNode(context: IExecuteFunctions, name: string): boolean {
	return tried(() => other(context.getWorkflowDataProxy(0), name).params) !== undefined;
}

/** All that a node has given out in this run, by all of its outputs and in all of its rounds; nothing where it did not run. */
export function* outputsOf(context: IExecuteFunctions, name: string): Generator<IDataObject> {
	const node = other(context.getWorkflowDataProxy(0), name);
	if (!node.isExecuted) return;
	for (let run = 0; run < MOST; run++) {
		let output = 0;
		for (; output < MOST; output++) {
			const items = tried(() => node.all(output, run));
			if (items === undefined) break;
			for (const { json } of items) yield json;
		}
		if (output === 0) return;
	}
}

/** n8n answers with an error for an output or a round that there is not. */
function tried<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
