import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import type { RecordedRequest } from '../../sandbox/frame/types';
import { sandboxCredentials } from '../../scripts/lib/sandbox.mjs';
import { connectQuickly } from './connect';
import { importTemplates, readTemplates, startN8n, templatesWithCalled, type Execution, type N8n, type StartOptions } from './n8n';
import { control, startSandbox } from './sandbox';

export const WORK_SYNC = 'acctSyncWorkQbo0';
export const WORK_AT_ONCE = 'acctSyncWorkQboW';
/** The sandbox's companies. */
export const US = '4620816365000000010';
export const UK = '4620816365000000020';
export const SYNC = 'Work to QuickBooks Online';
const TABLES = { settings: 'Work QuickBooks settings', links: 'Work QuickBooks links', documents: 'Work QuickBooks documents', cursors: 'Work QuickBooks cursors', history: 'Work QuickBooks history' } as const;
type Row = Record<string, unknown>;

/** The settings as the form stores them. */
export interface WorkSettings {
	defaultState: boolean;
	sites: boolean;
	clientInformation: boolean;
	invoices: boolean;
	payments: boolean;
}

/** Work and QuickBooks Online in the sandbox, and the templates between them on a real n8n of the test's own. */
export class WorkSync {
	private constructor(public n8n: N8n, readonly sandbox: Sandbox) {}

	static async open(options: StartOptions = {}): Promise<WorkSync> {
		const sandbox = await startSandbox();
		const sync = new WorkSync(await startN8n(options), sandbox);
		await sync.prepare().catch(async (error: unknown) => {
			await sync.close();
			throw error;
		});
		return sync;
	}

	private async prepare(): Promise<void> {
		const templates = templatesWithCalled(readTemplates().map(({ id }) => id).filter((id) => id.startsWith('acctSyncWorkQbo')));
		await importTemplates(this.n8n.session, templates, await connectQuickly(this.n8n, this.sandbox));
		await this.stopSchedule();
	}

	/** A test runs it when it wants to. */
	async stopSchedule(): Promise<void> {
		await this.n8n.unpublish(WORK_SYNC);
	}

	/** A person connects the credential anew, perhaps to another company. */
	async connect(realm = US): Promise<void> {
		const { realmId, ...tokens } = await this.qbo('POST', '/tokens', { realm });
		const credentials = await sandboxCredentials(this.sandbox.origin);
		const { name, type, data } = credentials.find((one) => one.type === 'accountingQuickBooksOnlineOAuth2Api') ?? { name: '', type: '', data: {} };
		await this.n8n.createCredential(name, type, { ...data, callsPerMinute: 6000, batchesPerMinute: 6000, oauthTokenData: { ...tokens, callbackQueryString: { realmId } } });
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.sandbox.close();
	}

	/** The sandbox's own controls. */
	async control<T = Row>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, path, body);
	}

	async work<T = Row>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, `/work${path}`, body);
	}

	async qbo<T = Row>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, `/quickbooks-online${path}`, body);
	}

	/** Records of the books, as people see them there. */
	async books(entity: string, query = ''): Promise<Row[]> {
		return await this.qbo<Row[]>('GET', `/records?entity=${entity}${query}`);
	}

	/** People make or change a record in the books. */
	async keep(entity: string, ...records: Row[]): Promise<Row[]> {
		return await this.qbo<Row[]>('POST', '/records', { entity, records });
	}

	async accountId(name: string): Promise<string> {
		const [account] = await this.books('Account', `&name=${encodeURIComponent(name)}`);
		return String(account?.Id ?? '');
	}

	/** Puts the settings where the form does, and enables the integration. */
	async enable(settings: Partial<WorkSettings> = {}): Promise<void> {
		const connectedAt = (await this.rows('settings'))[0]?.connectedAt ?? new Date().toISOString();
		const row = {
			sync: SYNC, defaultState: true, sites: false, clientInformation: false, invoices: false, payments: false, ...settings,
			incomeAccount: await this.accountId('Services'), expenseAccount: await this.accountId('Job Expenses'), depositAccount: await this.accountId('Checking'),
			enabled: true, connectedAt, connectedDay: String(connectedAt).slice(0, 10), company: US, savedAt: new Date().toISOString(),
		};
		await this.n8n.upsertRow(TABLES.settings, row, ['sync']);
	}

	/** One run, from the button of the editor. */
	async run(): Promise<Execution> {
		return await this.n8n.runManually(WORK_SYNC, 'By hand', { timeout: 240_000 });
	}

	/** The same as the schedule would: what waits is tried only with a reason. */
	async runAsScheduled(): Promise<Execution> {
		return await this.n8n.runManually(WORK_SYNC, 'Every five minutes', { timeout: 240_000 });
	}

	/** The next run is a first one, sites and all. */
	async onboardAgain(): Promise<void> {
		await this.n8n.upsertRow(TABLES.settings, { sync: SYNC, onboardedAt: '' }, ['sync']);
	}

	async rows(table: keyof typeof TABLES): Promise<IDataObject[]> {
		return (await this.n8n.listRows(TABLES[table])) as IDataObject[];
	}

	async problems(): Promise<IDataObject[]> {
		return (await this.n8n.listRows('Sync problems')).filter(({ sync }) => sync === SYNC) as IDataObject[];
	}

	forget(): void {
		this.sandbox.recorder.clear();
		this.sandbox.frame.faults.clear();
	}

	/** Calls of our nodes since `forget`, oldest first, without those for tokens. */
	calls(system: 'work' | 'quickbooks-online'): RecordedRequest[] {
		return this.sandbox.recorder.list({ system, limit: 5000 }).reverse().filter(({ url }) => !url.includes('/oauth2/') && !url.includes('/tokens'));
	}

	/** How many calls both sides had. */
	get count(): number {
		return this.calls('work').length + this.calls('quickbooks-online').length;
	}
}
