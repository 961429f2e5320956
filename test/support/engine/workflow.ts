import './home';
import 'reflect-metadata';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { StoredCredentials, type CredentialStore } from './credentials';

export type NodeClass = new () => INodeType;

export interface NodeSetup {
	/** Credential data by credential type. Refreshed tokens are written back into this object. */
	credentials?: CredentialStore;
	/** Node's typeVersion; the newest unless given. */
	version?: number;
	onError?: INode['onError'];
	/** IANA name; the workflow's setting. */
	timezone?: string;
	/** The node's own static data, as n8n would have saved it. */
	staticData?: IDataObject;
	/** Gives the node a second input, with a node of its own before it. */
	secondInput?: unknown;
}

export const NODE = 'Node under test';
export const SOURCE = 'Items';
export const SECOND_SOURCE = 'Second items';

/** Hands on what it is given: the node before the one under test, so that item pairing can be followed back. */
const source: INodeType = {
	description: {
		displayName: SOURCE, name: 'items', group: ['input'], version: 1, description: 'Gives the items',
		defaults: { name: SOURCE }, inputs: [], outputs: ['main'], properties: [],
	},
};

/** A workflow of "Items", where asked "Second items", and the node under test, and what n8n gives to a run of it. */
export function makeWorkflow(NodeClass: NodeClass, parameters: INodeParameters, setup: NodeSetup) {
	const nodeType = new NodeClass();
	const types: Record<string, INodeType> = { 'test.items': source, 'test.node': nodeType };
	const typeOf = (name: string): INodeType => {
		const type = types[name];
		if (!type) throw new Error(`Unknown node type ${name}`);
		return type;
	};
	const nodeTypes: INodeTypes = { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) };
	const store = setup.credentials ?? {};
	const node: INode = {
		id: '11111111-1111-4111-8111-111111111111',
		name: NODE,
		type: 'test.node',
		typeVersion: setup.version ?? newest(nodeType),
		position: [200, 0],
		parameters,
		credentials: Object.fromEntries(Object.keys(store).map((type) => [type, { id: `id-of-${type}`, name: type }])),
		webhookId: '22222222-2222-4222-8222-222222222222',
		...(setup.onError ? { onError: setup.onError } : {}),
	};
	const before = (name: string): INode => ({ id: name, name, type: 'test.items', typeVersion: 1, position: [0, 0], parameters: {} });
	const sources = [SOURCE, ...(setup.secondInput === undefined ? [] : [SECOND_SOURCE])];
	const workflow = new Workflow({
		id: 'workflow-under-test',
		name: 'Test',
		nodes: [...sources.map(before), node],
		connections: Object.fromEntries(sources.map((name, index) => [name, { main: [[{ node: NODE, type: 'main', index }]] }])),
		active: true,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: setup.timezone ?? 'UTC' },
		staticData: { [`node:${NODE}`]: structuredClone(setup.staticData ?? {}) },
	});
	const inWorkflow = workflow.getNode(NODE);
	const firstInWorkflow = workflow.getNode(SOURCE);
	if (!inWorkflow || !firstInWorkflow) throw new Error('The workflow lost its nodes');
	return {
		workflow,
		node: inWorkflow,
		source: firstInWorkflow,
		nodeType,
		additionalData: additionalDataFor(new StoredCredentials(store, () => workflow)),
	};
}

function newest({ description: { version, defaultVersion } }: INodeType): number {
	return defaultVersion ?? (Array.isArray(version) ? Math.max(...version) : version);
}

const HERE = 'http://n8n.test/';

function additionalDataFor(credentialsHelper: StoredCredentials): IWorkflowExecuteAdditionalData {
	const refuse = (what: string) => async () => {
		throw new Error(`${what} is not part of a node test`);
	};
	return {
		credentialsHelper,
		executeWorkflow: refuse('A sub-workflow'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: `${HERE}rest`,
		instanceBaseUrl: HERE,
		formBaseUrl: `${HERE}form`,
		formWaitingBaseUrl: `${HERE}form-waiting`,
		formTestBaseUrl: `${HERE}form-test`,
		webhookBaseUrl: `${HERE}webhook`,
		webhookWaitingBaseUrl: `${HERE}webhook-waiting`,
		webhookTestBaseUrl: `${HERE}webhook-test`,
		mcpBaseUrl: `${HERE}mcp`,
		mcpTestBaseUrl: `${HERE}mcp-test`,
		variables: {},
		logAiEvent: () => {},
		startRunnerTask: refuse('A task runner'),
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
	} as unknown as IWorkflowExecuteAdditionalData; // the engine asks for no more than this
}
