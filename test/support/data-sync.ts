import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest } from '../../sandbox/frame/types';
import type { Sandbox } from '../../sandbox/app';
import { connectQuickly } from './connect';
import { importTemplates, itemsOf, startN8n, templatesWithCalled, type Execution, type N8n, type StartOptions } from './n8n';
import { control, startSandbox } from './sandbox';

export const DATA_SYNC = 'acctSyncAiqData0';
export const SETTINGS_FORM = 'acctSyncAiqSet00';
export const PARTS = ['Categories', 'Projects', 'Departments', 'Tax rates', 'Suppliers'] as const;
export type Part = (typeof PARTS)[number];

/** A part as it is switched: `source` is a dimension's code or "BI Code", a filter reads "field operator value". */
export interface PartSetting {
	part: Part;
	enabled?: boolean;
	source?: string;
	filters?: string[];
}
export interface Count {
	part: string;
	created: number;
	updated: number;
	unchanged: number;
	failed: number;
}
export type SourceKind = 'account' | 'department' | 'dimension' | 'tax' | 'supplier';
type Row = Record<string, unknown>;

const ENTITY = 'HARBOUR-UK';
/** What the twin calls a part, and its source where that is fixed. */
const TWIN: Readonly<Record<Part, readonly [target: string, source?: string]>> = {
	Categories: ['Categories', 'GL Accounts'], Projects: ['Projects'], Departments: ['Departments'], 'Tax rates': ['Tax Rates', 'Tax Codes'], Suppliers: ['Suppliers', 'Suppliers'],
};

/** The data sync on a real n8n, beside the product's own in the emulator, on twin records. */
export class DataSync {
	private constructor(public n8n: N8n, readonly sandbox: Sandbox) {}

	/** @param templates further ones that the test needs, by ID */
	static async open(options: StartOptions = {}, templates: string[] = []): Promise<DataSync> {
		const sandbox = await startSandbox();
		const sync = new DataSync(await startN8n(options), sandbox);
		await sync.prepare(templates).catch(async (error: unknown) => {
			await sync.close();
			throw error;
		});
		return sync;
	}

	private async prepare(more: string[]): Promise<void> {
		const templates = templatesWithCalled([DATA_SYNC, SETTINGS_FORM, ...more]);
		await importTemplates(this.n8n.session, templates, await connectQuickly(this.n8n, this.sandbox));
		// A blank behind a reference is no difference to our nodes; the product's own sync writes it anew.
		const [blank] = [...(await this.list('categories')).values()].filter(({ reference }) => String(reference ?? '').endsWith(' '));
		if (blank !== undefined) await this.expenseIn('PUT', `/categories/${String(blank.id)}`, { reference: String(blank.reference).trim() });
		await this.expenseIn('POST', '/sync/twin/copy');
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}

	/** SIGKILL, then a start on what n8n had stored. */
	async killN8n(): Promise<void> {
		await this.n8n.kill();
		this.n8n = await this.n8n.again();
	}

	async accountsIq<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, `/accountsiq${path}`, body);
	}

	async expenseIn<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, `/expensein${path}`, body);
	}

	/** People at AccountsIQ make or change records. */
	async books(kind: SourceKind, ...records: Row[]): Promise<void> {
		await this.accountsIq('POST', '/records', { entity: ENTITY, kind, records });
	}

	/** Records of ExpenseIn by reference, as people see them there. */
	async list(path: string): Promise<Map<string, Row>> {
		const records = await this.expenseIn<Row[]>('GET', `/${path}`);
		return new Map(records.map((record) => [String(record.reference ?? '').trim(), record]));
	}

	/** People at ExpenseIn edit a record, here and in the twin alike. */
	async edit(path: string, reference: string, changes: Row): Promise<void> {
		await this.expenseIn('PUT', `/${path}/${encodeURIComponent(reference)}?twin=true`, changes);
	}

	/** Settings for our sync and for the product's. A part that is not named is off. */
	async configure(...settings: PartSetting[]): Promise<void> {
		await this.configureOurs(...settings);
		const rows = PARTS.map((part) => {
			const { enabled = true, source = 'BI Code', filters = [] } = settings.find((one) => one.part === part) ?? { enabled: false };
			const [target, fixed] = TWIN[part];
			const filter = filters.map((line) => /^(\S+) (\S+) ?(.*)$/.exec(line) ?? []).map(([, field, op, value]) => ({ field, op, value }));
			return { target, source: fixed ?? (source === 'BI Code' ? 'BI Codes' : `Dimension: ${source}`), filter, enabled };
		});
		await this.expenseIn('POST', '/sync/save', { rows });
	}

	/** As the settings form stores them. */
	async configureOurs(...settings: PartSetting[]): Promise<void> {
		for (const part of PARTS) {
			const { enabled = true, source = '', filters = [] } = settings.find((one) => one.part === part) ?? { enabled: false };
			const row = { part, enabled, source, filters: filters.join('\n'), savedAt: new Date().toISOString(), savedBy: 'test' };
			await this.n8n.upsertRow('AccountsIQ data sync', row, ['part']);
		}
	}

	/** One run of the template, and its counts. */
	async run(): Promise<{ execution: Execution; counts: Count[] }> {
		const execution = await this.n8n.runManually(DATA_SYNC, 'By hand', { timeout: 240_000 });
		return { execution, counts: itemsOf(execution, 'Write the history') as unknown as Count[] };
	}

	/** The product's own sync, on the twin records and the same books. */
	async runTwin(): Promise<Count[]> {
		const { run } = await this.expenseIn<{ run: { rows: Array<Omit<Count, 'part' | 'failed'> & { target: string; failed: unknown[] }> } | null }>('POST', '/sync/save-and-sync', { sources: await this.sources() });
		return (run?.rows ?? []).map(({ target, created, updated, unchanged, failed }) => ({
			part: PARTS.find((part) => TWIN[part][0] === target) ?? target, created, updated, unchanged, failed: failed.length,
		}));
	}

	/** Where the company differs from its twin, record by record and field by field. */
	async differences(): Promise<unknown[]> {
		return (await this.expenseIn<{ differences: unknown[] }>('GET', '/sync/compare')).differences;
	}

	async problems(): Promise<IDataObject[]> {
		return (await this.n8n.listRows('Sync problems')).filter(({ sync }) => sync === 'AccountsIQ to ExpenseIn') as IDataObject[];
	}

	forget(): void {
		this.sandbox.recorder.clear();
		this.sandbox.frame.faults.clear();
	}

	/** Calls since `forget`, without those that sign in. */
	calls(system: 'accountsiq' | 'expensein'): RecordedRequest[] {
		return this.sandbox.recorder.list({ system, limit: 5000 }).reverse();
	}

	private async sources(): Promise<Record<string, Row[]>> {
		const read = async (kind: SourceKind) => await this.accountsIq<Row[]>('GET', `/records?entity=${ENTITY}&kind=${kind}`);
		const [accounts = [], biCodes = [], dimensions = [], taxCodes = [], suppliers = []] = await Promise.all(
			(['account', 'department', 'dimension', 'tax', 'supplier'] as const).map(read),
		);
		return { accounts, biCodes, dimensions, taxCodes, suppliers };
	}
}
