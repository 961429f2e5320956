import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, RecordedRequest } from '../../sandbox/frame/types';
import { sandboxCredentials } from '../../scripts/lib/sandbox.mjs';
import type { Sandbox } from '../../sandbox/app';
import { Books, cents } from '../support/books';
import { connectQuickly } from '../support/connect';
import { importTemplates, readTemplates, sharedN8n, startN8n, templatesWithCalled, type Execution, type N8n, type Workflow } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Gate } from './gate';
import { costOf, type NewReport } from './reports';

type Instance = Awaited<ReturnType<typeof sharedN8n>>;
type Template = ReturnType<typeof readTemplates>[number];

/** The template "Expensify to Xero". */
export const SYNC = 'acctSyncExpXero0';
export const BY_HAND = 'By hand';
const LABEL = 'n8n-xero';

/** What stands in the books after a run, and which reports Expensify holds for exported. */
export interface Standing {
	/** Bills and spend money, live ones. */
	documents: number;
	/** Different keys among them; fewer than documents mean that something stands twice. */
	keys: number;
	/** Sum of all documents, in hundredths. */
	total: bigint;
	suppliers: number;
	attachments: number;
	marked: number;
	/** Reports marked although a document of theirs is missing. */
	markedTooEarly: string[];
	trialBalance: string;
}

/** A real n8n with the templates, the sandbox in the test's own process, and eyes and hands on both. */
export class World {
	private constructor(
		readonly sandbox: Sandbox,
		readonly gate: Gate,
		public n8n: Instance,
		private own: N8n | undefined,
		private readonly credentialIds: Record<string, string>,
	) {}

	/** On the n8n that all files of the project share, or on one of its own, which can be killed. */
	static async open({ own = false } = {}): Promise<World> {
		const sandbox = await startSandbox();
		const mine = own ? await startN8n() : undefined;
		try {
			const n8n = mine ?? (await sharedN8n());
			const ids = await connectQuickly(n8n, sandbox);
			// The sync's triggers stay quiet until a test is about them; what it calls has to be published.
			const templates = templatesWithCalled([SYNC]).map((template) => ({
				...template,
				plan: { ...template.plan, publish: template.plan.publish === true && template.id !== SYNC },
			}));
			await importTemplates(n8n.session, templates, ids);
			return new World(sandbox, new Gate(sandbox), n8n, mine, ids);
		} catch (error) {
			await mine?.stop();
			await sandbox.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		this.gate.openAll();
		await this.own?.stop();
		await this.sandbox.close();
	}

	/** Empty books, no faults, these reports approved and nothing exported yet. */
	async begin(reports: NewReport[]): Promise<void> {
		this.gate.openAll();
		this.sandbox.reset({ bare: true }); // clears faults and requests too
		await connectQuickly(this.n8n, this.sandbox);
		await this.approve(reports);
		this.sandbox.recorder.clear();
	}

	/** The vendor's own limits in the sandbox, and our own in the credential. */
	async keepToTheLimits(): Promise<void> {
		await control(this.sandbox, 'POST', '/xero/limits', { perMinute: 60, perDay: 5000, appPerMinute: 10_000 });
		for (const { name, type, data } of await sandboxCredentials(this.sandbox.origin)) {
			if (type === 'accountingXeroOAuth2Api') await this.n8n.createCredential(name, type, { ...data, callsPerMinute: 60 });
		}
	}

	credential(name: string): { id: string; name: string } {
		return { id: String(this.credentialIds[name]), name };
	}

	async approve(reports: NewReport[]): Promise<void> {
		await control(this.sandbox, 'POST', '/expensify/reports', { reports });
	}

	/** A run that meets these faults. Those that have not struck are told, and none is left over. */
	async syncThrough(faults: Fault[]): Promise<{ missed: Fault[] }> {
		const waiting = this.sandbox.frame.faults;
		faults.forEach((fault, index) => waiting.add({ ...fault, id: `${index}` }));
		await this.sync();
		const left = new Map(waiting.list().map(({ id, times }) => [id, times]));
		waiting.clear();
		return { missed: faults.filter(({ times = 1 }, index) => left.get(`${index}`) === times) };
	}

	async sync(): Promise<Execution> {
		return await this.n8n.runManually(SYNC, BY_HAND, { timeout: 290_000 });
	}

	/** As a power cut: n8n dies at once, with all that it knows; answers held back go to nobody. */
	async cutPower(): Promise<void> {
		await this.mine().kill();
		this.gate.openAll();
	}

	async startAgain(): Promise<void> {
		this.n8n = this.own = await this.mine().again();
	}

	private mine(): N8n {
		if (this.own === undefined) throw new Error('The n8n of all files is not to be killed');
		return this.own;
	}

	/** The execution that is under way. */
	async running(workflowId: string): Promise<string> {
		for (let tries = 0; tries < 50; tries++) {
			const [run] = await this.n8n.listExecutions({ workflowId, status: 'running' });
			if (run !== undefined) return run.id;
			await sleep(100);
		}
		throw new Error(`Nothing of workflow ${workflowId} is running`);
	}

	/** The template "Expensify to Xero" under another id, changed. */
	async importVariant(id: string, change: (template: Template) => Workflow): Promise<void> {
		const template = readTemplates().find((one) => one.id === SYNC);
		if (template === undefined) throw new Error('The template is gone');
		const { plan: _plan, ...variant } = change(template) as Template;
		await this.n8n.importWorkflow({ ...variant, id, name: `${variant.name} (${id})` }, this.credentialIds);
	}

	/** Oldest first, without bodies. */
	requests(system?: string): RecordedRequest[] {
		return this.sandbox.recorder.list({ system, limit: 10_000, brief: true }).reverse();
	}

	async standing(): Promise<Standing> {
		const books = await Books.open(this.sandbox);
		const bills = await books.all('Invoices', 'Type=="ACCPAY"');
		const spent = await books.all('BankTransactions');
		const keys = [...bills.map(({ InvoiceNumber }) => InvoiceNumber), ...spent.map(({ Reference }) => Reference)].map(String);
		const contacts = await books.all('Contacts');
		const { trialBalance } = await control<{ trialBalance: string }>(this.sandbox, 'GET', '/xero/trialbalance');
		const marked = await this.marked();
		return {
			documents: keys.length,
			keys: new Set(keys).size,
			total: [...bills, ...spent].reduce((sum, { Total }) => sum + cents(Total), 0n),
			suppliers: contacts.length,
			attachments: await attachmentsOf(books, bills.filter(({ HasAttachments }) => HasAttachments).map(({ InvoiceID }) => InvoiceID)),
			marked: marked.length,
			markedTooEarly: marked.filter((id) => !keys.some((key) => key.startsWith(`EXP-${id}.`) || key.startsWith(`EXP-${id}-`))),
			trialBalance,
		};
	}

	private async marked(): Promise<string[]> {
		const reports = await control<Array<{ id: string; labels: string[] }>>(this.sandbox, 'GET', '/expensify/reports');
		return reports.filter(({ labels }) => labels.includes(LABEL)).map(({ id }) => id);
	}
}

/** Everything exported, once. */
export const complete = (reports: NewReport[], { receipts = 0 } = {}): Omit<Standing, 'suppliers'> => ({
	documents: reports.length, keys: reports.length, total: costOf(reports), attachments: receipts,
	marked: reports.length, markedTooEarly: [], trialBalance: '0.00',
});

async function attachmentsOf(books: Books, ids: Array<string | undefined>): Promise<number> {
	let count = 0;
	for (const id of ids) {
		const { Attachments } = await books.get<{ Attachments: unknown[] }>(`Invoices/${String(id)}/Attachments`);
		count += Attachments.length;
	}
	return count;
}
