import type { IDataObject } from 'n8n-workflow';
import { itemsOf, type Execution, type N8n } from './n8n';

export const PACKAGE = 'n8n-nodes-accounting-sync';
const START = 'Start';

/** One node to run: its parameters, and the items that come in. */
export interface Job {
	/** Node's name without the package: "accountingXero". */
	node: string;
	parameters: IDataObject;
	/** JSON of each item, or with `binary` the whole item (content in base64). One empty item unless given. */
	items?: Array<IDataObject | { json: IDataObject; binary: IDataObject }>;
	/** Credential type and the credential's name. */
	credentials: Record<string, string>;
	/** What the node does with a failed item; the error output unless set. */
	onError?: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow';
}

export interface Ran {
	/** JSON of the items that left by the node's own output. */
	done: IDataObject[];
	/** JSON of those that left by the error output. */
	failed: IDataObject[];
	/** What n8n shows beside the output. */
	hints: string[];
	execution: Execution;
}

type Instance = Pick<N8n, 'importWorkflow' | 'runManually'>;

/** Runs single nodes on a real n8n: a workflow of a manual trigger, pinned items, and the node behind them. */
export class Bench {
	constructor(
		private readonly n8n: Instance,
		/** Credential ids by name. */
		readonly credentials: Record<string, string>,
	) {}

	async run(job: Job): Promise<Ran> {
		const { only } = await this.all({ only: job });
		return only;
	}

	/** All in one execution, one after the other; a later one may refer to an earlier one by its name. */
	async all<K extends string>(jobs: Record<K, Job>): Promise<Record<K, Ran>> {
		const id = await this.n8n.importWorkflow(workflowOf(jobs), this.credentials);
		const execution = await this.n8n.runManually(id, START, { timeout: 200_000 });
		const ran = Object.keys(jobs).map((name): [string, Ran] => [name, ranOf(execution, name)]);
		return Object.fromEntries(ran) as Record<K, Ran>;
	}
}

function ranOf(execution: Execution, name: string): Ran {
	const [run] = execution.runData[name] ?? [];
	return {
		done: itemsOf(execution, name) as IDataObject[],
		failed: itemsOf(execution, name, 1) as IDataObject[],
		hints: ((run as { hints?: Array<{ message: string }> } | undefined)?.hints ?? []).map(({ message }) => message),
		execution,
	};
}

function workflowOf(jobs: Record<string, Job>) {
	const names = Object.keys(jobs);
	const nodes: object[] = [node(START, 'n8n-nodes-base.manualTrigger', 1, [0, 0], {})];
	const connections: Record<string, object> = { [START]: to(...names.map(inputOf)) };
	const pinData: Record<string, object[]> = {};
	names.forEach((name, row) => {
		const { items = [{}], credentials, onError = 'continueErrorOutput', ...job } = jobs[name] as Job;
		// n8n goes through the branches from the top down.
		nodes.push(node(inputOf(name), 'n8n-nodes-base.noOp', 1, [200, row * 200], {}));
		nodes.push({
			...node(name, `${PACKAGE}.${job.node}`, 1, [400, row * 200], job.parameters),
			onError,
			credentials: Object.fromEntries(Object.entries(credentials).map(([type, named]) => [type, { name: named }])),
		});
		connections[inputOf(name)] = to(name);
		pinData[inputOf(name)] = items.map((item) => ('binary' in item && 'json' in item ? item : { json: item }));
	});
	return { name: `Bench ${names.join(', ')}`.slice(0, 120), nodes, connections, pinData, settings: { executionOrder: 'v1' } };
}

const inputOf = (name: string) => `Items for ${name}`;
const to = (...names: string[]) => ({ main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))] });
const node = (name: string, type: string, typeVersion: number, position: [number, number], parameters: IDataObject) => ({
	id: `node-${name}`, name, type, typeVersion, position, parameters,
});

/** The Xero node, signed in as a person or by a custom connection. */
export function xeroJob(parameters: IDataObject, items?: Job['items'], more: Partial<Job> & { custom?: boolean } = {}): Job {
	const { custom = false, ...rest } = more;
	return {
		node: 'accountingXero',
		parameters: custom
			? { authentication: 'customConnection', ...parameters }
			: { authentication: 'oAuth2', organisation: { __rl: true, mode: 'list', value: '' }, ...parameters },
		items,
		credentials: custom
			? { accountingXeroCustomConnectionApi: 'Xero custom connection (sandbox)' }
			: { accountingXeroOAuth2Api: 'Xero (sandbox)' },
		...rest,
	};
}

export function expensifyJob(parameters: IDataObject, items?: Job['items'], more: Partial<Job> = {}): Job {
	return { node: 'accountingExpensify', parameters, items, credentials: { accountingExpensifyApi: 'Expensify (sandbox)' }, ...more };
}

export const chosen = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
