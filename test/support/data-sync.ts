import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { openBrowser, signIn, type Screen } from './browser';
import { connectQuickly } from './connect';
import { Form } from './forms';
import { importTemplates, itemsOf, readTemplates, startN8n, type Execution, type N8n, type StartOptions } from './n8n';
import { control, startSandbox } from './sandbox';

export const DATA = 'acctSyncAiqData0';
export const SETTINGS = 'acctSyncAiqSet00';
const SYNC = 'AccountsIQ to ExpenseIn';

export type Parts = 'categories' | 'projects' | 'departments' | 'taxRates' | 'suppliers';
export interface PartResult {
	part: Parts;
	created: number;
	updated: number;
	unchanged: number;
	failed: number;
}
export type Row = Record<string, unknown>;
type Kind = 'account' | 'tax' | 'dimension' | 'department' | 'supplier';

const TITLES: Record<Parts, string> = {
	categories: 'Categories (GL accounts)', projects: 'Projects', departments: 'Departments', taxRates: 'Tax rates',
	suppliers: 'Suppliers (Invoicing module)',
};
const TARGETS: Record<Parts, string> = {
	categories: 'Categories', projects: 'Projects', departments: 'Departments', taxRates: 'Tax Rates', suppliers: 'Suppliers',
};

/** AccountsIQ and ExpenseIn in the sandbox, the data sync on a real n8n between them, and ExpenseIn's own sync as twin. */
export class DataSync {
	private constructor(
		readonly n8n: N8n,
		readonly sandbox: Sandbox,
		readonly screen: Screen,
	) {}

	static async open(options: StartOptions = {}): Promise<DataSync> {
		const sandbox = await startSandbox();
		const n8n = await startN8n(options);
		await control(sandbox, 'POST', '/expensein/settings', { limits: false });
		await importTemplates(n8n.session, readTemplates(), await connectQuickly(n8n, sandbox));
		const screen = await openBrowser({ width: 900, height: 1100 });
		await signIn(screen.page, n8n);
		return new DataSync(n8n, sandbox, screen);
	}

	async close(): Promise<void> {
		await this.screen.close();
		await this.n8n.stop();
		await this.sandbox.close();
	}

	async control<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, path, body);
	}

	/** Records of AccountsIQ as its own people see them. */
	async books(kind: Kind): Promise<Row[]> {
		return await this.control('GET', `/accountsiq/records?kind=${kind}`);
	}

	/** Makes records of AccountsIQ, or changes the given fields. */
	async keep(kind: Kind, ...records: Row[]): Promise<void> {
		await this.control('POST', '/accountsiq/records', { kind, records });
	}

	/** Records of ExpenseIn: "categories", "projects", ... */
	async spend(path: string): Promise<Row[]> {
		return await this.control('GET', `/expensein/${path}`);
	}

	async spendOne(path: string, reference: string): Promise<Row | undefined> {
		return (await this.spend(path)).find((record) => record.reference === reference);
	}

	/** What a person edits in ExpenseIn, in the company and in its twin. */
	async edit(path: string, key: string, changes: Row): Promise<void> {
		await this.control('PUT', `/expensein/${path}/${encodeURIComponent(key)}?twin=true`, changes);
	}

	/** Opens the settings page, answers it, and gives the text of its end. */
	async save(parts: Parts[], then: 'Save' | 'Save & Sync', more: Record<string, string> = {}): Promise<string> {
		const form = await this.form();
		await form.fill({ 'Keep in step': parts.map((part) => TITLES[part]), ...more, Then: then });
		return await form.submit();
	}

	/** The settings page with its choices. */
	async form(): Promise<Form> {
		const form = await Form.open(this.screen.page, `${this.n8n.url}/form/accountsiq-to-expensein`);
		await form.submit();
		return form;
	}

	async run(): Promise<Execution> {
		const execution = await this.n8n.runManually(DATA, 'By hand', { timeout: 240_000 });
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	}

	/** A run, and what it did with each part. */
	async counts(): Promise<Partial<Record<Parts, Omit<PartResult, 'part'>>>> {
		const results = itemsOf(await this.run(), 'What was done') as PartResult[];
		return Object.fromEntries(results.map(({ part, created, updated, unchanged, failed }) => [part, { created, updated, unchanged, failed }]));
	}

	async settings(): Promise<Record<string, string>> {
		const rows = (await this.n8n.listRows('Sync settings')) as Array<{ sync: string; setting: string; value: string }>;
		return Object.fromEntries(rows.filter(({ sync }) => sync === SYNC).map(({ setting, value }) => [setting, value]));
	}

	async problems(): Promise<Array<Record<string, string>>> {
		return ((await this.n8n.listRows('Sync problems')) as Array<Record<string, string>>).filter(({ sync }) => sync === SYNC);
	}

	/** Lets ExpenseIn's own Data Sync do the same on its twin, and tells where the company differs from it. */
	async twin(parts: Parts[], sources: { projects: string; departments: string }): Promise<unknown[]> {
		const [accounts, biCodes, dimensions, taxCodes, suppliers] = await Promise.all(
			(['account', 'department', 'dimension', 'tax', 'supplier'] as const).map(async (kind) => await this.books(kind)),
		);
		const source = (part: Parts) => ({ projects: sources.projects, departments: sources.departments } as Record<string, string>)[part];
		const rows = (Object.keys(TARGETS) as Parts[]).map((part) => ({
			target: TARGETS[part],
			enabled: parts.includes(part),
			...(source(part) === undefined ? {} : { source: source(part) }),
			...(part === 'categories' ? { filter: ACCOUNTS } : {}),
		}));
		await this.control('POST', '/expensein/sync/save-and-sync', { rows, sources: { accounts, biCodes, dimensions, taxCodes, suppliers } });
		return (await this.control<{ differences: unknown[] }>('GET', '/expensein/sync/compare')).differences;
	}

	/** Calls to a system since `forget`, by operation or route, reads of tokens left out. */
	calls(system: 'accountsiq' | 'expensein'): string[] {
		return this.sandbox.recorder.list({ system, limit: 50_000 }).map(({ route }) => route);
	}

	forget(): void {
		this.sandbox.recorder.clear();
	}
}

/** The choice "Active accounts of the profit and loss" in the twin's words. */
const ACCOUNTS: IDataObject[] = [
	{ field: 'AccountType', op: 'equals', value: 'Posting' },
	{ field: 'BalanceSheetType', op: 'equals', value: 'ProfitAndLoss' },
];
