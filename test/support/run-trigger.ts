import { makeWorkflow, NODE, type NodeClass, type NodeSetup } from './engine/workflow';
import { HookContext, LoadOptionsContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	IWebhookData,
	WebhookType,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

export interface PollRun {
	/** null: nothing new, and n8n saves no static data. */
	items: INodeExecutionData[] | null;
	/** What stands in n8n's database afterwards: changed only when items were handed on by a production poll. */
	saved: IDataObject;
	/** What the running process holds; lost when it dies. */
	memory: IDataObject;
}

export interface PollOptions extends NodeSetup {
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** Milliseconds that n8n allows one poll. */
	budget?: number;
	/** Told what the running process holds afterwards, also when the poll has thrown. */
	onMemory?(memory: IDataObject): void;
}

/** One poll of a trigger node. Errors are thrown, as n8n's poller gets them. */
export async function runPoll(
	NodeClass: NodeClass,
	parameters: INodeParameters,
	options: PollOptions = {},
): Promise<PollRun> {
	const { workflow, node, nodeType, additionalData } = makeWorkflow(NodeClass, parameters, options);
	const mode = options.mode ?? 'trigger';
	const context = new PollContext(
		workflow, node, additionalData, mode, options.activation ?? 'activate',
		undefined, undefined, undefined, undefined, undefined, () => options.budget ?? 300_000,
	);
	if (!nodeType.poll) throw new Error('The node has no poll function');
	const held = () => structuredClone(plain(workflow.staticData[`node:${NODE}`] as IDataObject));
	const output = await nodeType.poll.call(context).finally(() => options.onMemory?.(held()));
	const memory = held();
	const kept = output !== null && mode !== 'manual';
	return { items: output?.flat() ?? null, saved: kept ? memory : (options.staticData ?? {}), memory };
}

/** n8n watches static data through a proxy, which structuredClone refuses. */
const plain = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

export interface WebhookRequest extends NodeSetup {
	method?: string;
	headers?: Record<string, string>;
	/** The body as it came over the wire; parsed as JSON where it is JSON. */
	rawBody?: string | Buffer;
	query?: IDataObject;
	/** Entry of the description's `webhooks`; "default" unless given. */
	webhookName?: WebhookType;
	mode?: WorkflowExecuteMode;
}

export interface WebhookRun {
	/** Items that start the workflow; undefined when it is not started. */
	items: INodeExecutionData[] | undefined;
	/** What the node itself answered, where it did. */
	response: { status: number | null; body: unknown; headers: Record<string, string>; ended: boolean };
	/** The node answered itself: n8n adds nothing. */
	noWebhookResponse: boolean;
	webhookResponse: unknown;
	staticData: IDataObject;
}

/** One delivery to a webhook trigger. */
export async function runWebhook(
	NodeClass: NodeClass,
	parameters: INodeParameters,
	request: WebhookRequest = {},
): Promise<WebhookRun> {
	const { workflow, node, nodeType, additionalData } = makeWorkflow(NodeClass, parameters, request);
	const rawBody = Buffer.from(request.rawBody ?? '');
	const { response, express } = recordResponse();
	Object.assign(additionalData, {
		httpRequest: {
			method: request.method ?? 'POST', headers: request.headers ?? {}, query: request.query ?? {}, params: {},
			rawBody, body: parsed(rawBody), readRawBody: async () => {},
		},
		httpResponse: express,
	});
	const name = request.webhookName ?? 'default';
	const webhookDescription = nodeType.description.webhooks?.find((webhook) => webhook.name === name);
	if (!webhookDescription || !nodeType.webhook) throw new Error(`The node has no webhook "${name}"`);
	const context = new WebhookContext(
		workflow, node, additionalData, request.mode ?? 'webhook',
		{ webhookDescription } as IWebhookData, [], null,
	);
	const answer = await nodeType.webhook.call(context);
	return {
		items: answer.workflowData?.flat(),
		response,
		noWebhookResponse: answer.noWebhookResponse ?? false,
		webhookResponse: answer.webhookResponse,
		staticData: plain(workflow.staticData[`node:${NODE}`] as IDataObject),
	};
}

function parsed(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return {};
	}
}

/** As much of an Express response as nodes use. */
function recordResponse() {
	const response: WebhookRun['response'] = { status: null, body: undefined, headers: {}, ended: false };
	const end = (body?: unknown) => {
		response.status ??= 200;
		if (body !== undefined) response.body = body;
		response.ended = true;
		return express;
	};
	const set = (name: string, value: string) => {
		response.headers[name.toLowerCase()] = value;
		return express;
	};
	const status = (code: number) => {
		response.status = code;
		return express;
	};
	const express = {
		status, set, setHeader: set, header: set, end, send: end, json: end,
		type: (value: string) => set('content-type', value),
		sendStatus: (code: number) => status(code).end(),
	};
	return { response, express };
}

/** `checkExists`, `create` or `delete` of a webhook trigger. */
export async function runHookMethod(
	NodeClass: NodeClass,
	method: 'checkExists' | 'create' | 'delete',
	parameters: INodeParameters,
	options: NodeSetup & { webhookName?: WebhookType } = {},
): Promise<boolean> {
	const { workflow, node, nodeType, additionalData } = makeWorkflow(NodeClass, parameters, options);
	const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate');
	const hook = nodeType.webhookMethods?.[options.webhookName ?? 'default']?.[method];
	if (!hook) throw new Error(`The node has no ${method}`);
	return await hook.call(context);
}

/** One page of a searchable list, as the editor asks for it. */
export async function runListSearch(
	NodeClass: NodeClass,
	method: string,
	parameters: INodeParameters,
	options: NodeSetup & { filter?: string; paginationToken?: string } = {},
): Promise<INodeListSearchResult> {
	const { workflow, node, nodeType, additionalData } = makeWorkflow(NodeClass, parameters, options);
	additionalData.currentNodeParameters = node.parameters;
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search "${method}"`);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return await search.call(context, options.filter, options.paginationToken);
}
