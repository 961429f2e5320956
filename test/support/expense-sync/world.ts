import type { Sandbox } from '../../../sandbox/app';
import { connectQuickly } from '../connect';
import { importTemplates, itemsOf, readTemplates, startN8n, templatesWithCalled, type Execution, type N8n, type StartOptions, type Workflow } from '../n8n';
import { control, startSandbox } from '../sandbox';
import { Source } from './source';


/** What stands in the books of one expense document, whatever the books call it. */
export interface Posted {
	kind: 'bill' | 'credit' | 'card' | 'journal';
	key: string;
	/** As the source counts: credits and refunds are negative. Of a journal, its debits. */
	cents: bigint;
	lines: number;
	receipts: boolean;
}

/** One accounting system under the template "Expensify to …", as the shared walks need to know it. */
export interface System {
	/** Requirement that the walk shows. */
	requirement: string;
	/** Id of the template. */
	template: string;
	workspace: string;
	label: string;
	/** Whether its node tells where a document is opened; QuickBooks' pages are known for its own servers alone. */
	hasLinks: boolean;
	/** Documents of this sync, by the keys that it wrote; read from the emulated books, not by our node. */
	posted(sandbox: Sandbox): Promise<Posted[]>;
	trialBalance(sandbox: Sandbox): Promise<string>;
	/** Closes the books up to that day, or opens them. */
	closeBooks(sandbox: Sandbox, until: string | null): Promise<void>;
}

/** A real n8n with one template "Expensify to …", the sandbox in the test's own process, and eyes on both sides. */
export class SyncWorld {
	private constructor(
		readonly system: System,
		readonly sandbox: Sandbox,
		public n8n: N8n,
		public credentials: Record<string, string>,
		readonly source: Source,
	) {}

	/** The trigger of the template stays quiet until a test publishes it. */
	static async open(system: System, options: StartOptions = {}): Promise<SyncWorld> {
		const sandbox = await startSandbox();
		const n8n = await startN8n(options);
		try {
			const credentials = await connectQuickly(n8n, sandbox);
			const world = new SyncWorld(system, sandbox, n8n, credentials, new Source(sandbox, system.workspace, system.label));
			const templates = templatesWithCalled([system.template]).map((one) => (one.id === system.template ? { ...one, plan: { ...one.plan, publish: false } } : one));
			await importTemplates(n8n.session, templates, credentials);
			return world;
		} catch (error) {
			await n8n.stop();
			await sandbox.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}

	get template() {
		return this.templateOf(this.system.template);
	}

	private templateOf(id: string) {
		const template = readTemplates().find((one) => one.id === id);
		if (template === undefined) throw new Error(`There is no template ${id}`);
		return template;
	}

	/** Demo data afresh, and the template with other values in its node "Settings", as a user types them there. */
	async withSettings(changes: Record<string, unknown>, { bare = false, realm }: { bare?: boolean; realm?: string } = {}): Promise<void> {
		this.sandbox.reset({ bare });
		this.credentials = await connectQuickly(this.n8n, this.sandbox, { realm });
		const { plan: _plan, ...workflow } = structuredClone(this.template) as Workflow & { plan: unknown };
		const settings = workflow.nodes.find(({ name }) => name === 'Settings');
		for (const assignment of settings.parameters.assignments.assignments) {
			if (assignment.name in changes) assignment.value = changes[assignment.name];
		}
		await this.n8n.importWorkflow(workflow, this.credentials);
	}

	async run(): Promise<Execution> {
		const execution = await this.n8n.runManually(this.system.template, 'By hand', { timeout: 240_000 });
		expect([execution.error, execution.status]).toEqual([undefined, 'success']);
		return execution;
	}

	/** Runs, and once more: the second run must find all and write nothing. */
	async runTwice(): Promise<{ first: Execution; posted: Posted[] }> {
		const first = await this.run();
		expect(itemsOf(first, 'Not posted: say why')).toEqual([]);
		const posted = await this.posted();
		await this.run();
		expect(await this.posted()).toEqual(posted);
		expect(await this.system.trialBalance(this.sandbox)).toBe('0.00');
		return { first, posted };
	}

	/** As a power cut in the middle of a run. The next n8n has the same address and data. */
	async cutPower(): Promise<void> {
		await this.n8n.kill();
		this.n8n = await this.n8n.again();
	}

	async posted(): Promise<Posted[]> {
		return await this.system.posted(this.sandbox);
	}

	async problems(): Promise<Array<Record<string, string>>> {
		return (await this.n8n.listRows('Sync problems')).filter(({ sync }) => sync === this.template.name);
	}

	/** What the log keeps of this sync, oldest first. */
	async log(): Promise<{ runs: Array<Record<string, string>>; log: Array<Record<string, string>> }> {
		const of = async (table: string) => ((await this.n8n.listRows(table)) as Array<Record<string, string>>).filter(({ sync }) => sync === this.template.name);
		return { runs: await of('Sync runs'), log: await of('Sync log') };
	}

	async control<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, path, body);
	}
}
