import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf, type N8n } from './n8n';

const TRIGGER = 'Trigger';
/** A schedule is refused that is shorter than a minute; several schedules are not. */
const SECONDS = [5, 20, 35, 50];

/** Workflows of one polling trigger each on a real n8n, and what they were started with. */
export class Triggers {
	/** Items that the test is not about. */
	passesOver: (item: IDataObject) => boolean = () => false;
	private readonly read = new Map<string, IDataObject[]>();

	constructor(
		/** Put in anew after n8n was started again. */
		public n8n: N8n,
		private readonly type: string,
		private readonly credentials: Record<string, { name: string }>,
		private readonly ids: Record<string, string>,
	) {}

	/** Saves a workflow that polls four times a minute; it is not published. */
	async save(name: string, parameters: IDataObject): Promise<string> {
		const id = idOf(name);
		const polling = { pollTimes: { item: SECONDS.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) } };
		const trigger = {
			id: 't', name: TRIGGER, type: `n8n-nodes-accounting-sync.${this.type}`, typeVersion: 1, position: [0, 0],
			parameters: { ...polling, ...parameters }, credentials: this.credentials,
		};
		await this.n8n.importWorkflow({ id, name, nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } }, this.ids);
		return id;
	}

	async publish(name: string, parameters: IDataObject): Promise<void> {
		await this.n8n.publish(await this.save(name, parameters));
	}

	/** What "fetch test event" gives in the editor. */
	async samples(name: string, parameters: IDataObject): Promise<IDataObject[]> {
		const execution = await this.n8n.runManually(await this.save(name, parameters), TRIGGER);
		if (execution.status !== 'success') throw new Error(`The test event of ${name} ended with ${execution.status}`);
		return itemsOf(execution, TRIGGER) as IDataObject[];
	}

	/** What a workflow was started with so far, over all its executions, but for what is passed over. */
	async deliveries(name: string): Promise<IDataObject[]> {
		return (await this.everything(name)).filter((item) => !this.passesOver(item));
	}

	async everything(name: string): Promise<IDataObject[]> {
		const list = await this.n8n.listExecutions({ workflowId: idOf(name) });
		const all: IDataObject[] = [];
		for (const { id } of list.filter(({ mode }) => mode === 'trigger').reverse()) {
			if (!this.read.has(id)) {
				const execution = await this.n8n.getExecution(id);
				if (execution.status !== 'success') continue;
				this.read.set(id, itemsOf(execution, TRIGGER) as IDataObject[]);
			}
			all.push(...(this.read.get(id) ?? []));
		}
		return all;
	}

	/** Waits until each workflow has delivered at least so many items. */
	async until(wanted: Record<string, number>, timeout = 90_000): Promise<void> {
		const limit = Date.now() + timeout;
		for (let open = Object.keys(wanted); open.length > 0; await sleep(500)) {
			const counts: Record<string, number> = {};
			for (const name of open) counts[name] = (await this.deliveries(name)).length;
			open = open.filter((name) => (counts[name] ?? 0) < (wanted[name] ?? 0));
			if (open.length > 0 && Date.now() > limit) throw new Error(`Not delivered in time: ${JSON.stringify(counts)}`);
		}
	}
}

/** At most 21 characters: n8n stores no cursor of a workflow with a longer id. */
const idOf = (name: string): string => `poll${name}`.padEnd(16, '0').slice(0, 21);
