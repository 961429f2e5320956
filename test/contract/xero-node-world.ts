import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingXero } from '../../nodes/Xero/AccountingXero.node';
import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeXero } from '../../sandbox/xero';
import { runNode, type NodeRun, type RunOptions } from '../support/run-node';
import { schemaProblems } from './xero-node-schema';

export const KEA = '7e000000-0000-4000-8000-000000000001';
export const FERN = '7e000000-0000-4000-8000-000000000002';

/** Our node on one side, the emulated Xero on the other, and the wire between them. */
export class World {
	private tokens: IDataObject = {};

	private constructor(readonly sandbox: Sandbox) {}

	static async open(): Promise<World> {
		const sandbox = await createSandbox({ systems: [makeXero] });
		await sandbox.listen();
		const world = new World(sandbox);
		await world.fresh();
		return world;
	}

	/** Demo data as new, no faults, no requests, a new login. The limits are wide: only some tests are about them. */
	async fresh(): Promise<void> {
		this.sandbox.reset();
		await this.control('POST', '/limits', { perMinute: 100_000, perDay: 1_000_000, appPerMinute: 1_000_000 });
		this.tokens = (await this.control('POST', '/tokens', {})) as IDataObject;
		this.sandbox.recorder.clear();
	}

	async control(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
		const answer = await fetch(`${this.sandbox.origin}/_sandbox/xero${path}`, {
			method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	}

	credentials(more: IDataObject = {}) {
		const apiUrl = `${this.sandbox.origin}/xero`;
		return {
			accountingXeroOAuth2Api: {
				apiUrl, loginUrl: apiUrl, identityUrl: apiUrl, clientId: 'sandbox-xero-web', clientSecret: 'sandbox-xero-web-secret',
				callsPerMinute: 100_000, oauthTokenData: { ...this.tokens, ...more },
			},
		};
	}

	/** Runs the node. `failed` items leave by the error output. */
	async run(parameters: IDataObject, items: Array<IDataObject | INodeExecutionData> = [{}], options: RunOptions = {}): Promise<NodeRun> {
		const all = {
			authentication: 'oAuth2', organisation: { __rl: true, mode: 'id', value: KEA }, source: 'item', document: '={{ $json }}', options: {}, ...parameters,
		};
		return await runNode(AccountingXero, all as never, items, {
			credentials: this.credentials() as never, onError: 'continueErrorOutput', ...options,
		});
	}

	async create(resource: string, items: IDataObject[], options: IDataObject = {}): Promise<NodeRun> {
		return await this.run({ resource, operation: 'create', options }, items);
	}

	/** Reads the books past our node, as another program would. */
	async read<T>(path: string): Promise<T[]> {
		const answer = await fetch(`${this.sandbox.origin}/xero/api.xro/2.0/${path}`, {
			headers: { Authorization: `Bearer ${String(this.tokens.access_token)}`, 'Xero-Tenant-Id': KEA, Accept: 'application/json' },
		});
		const body = (await answer.json()) as Record<string, unknown>;
		const list = Object.values(body).find((value) => Array.isArray(value));
		if (!answer.ok || list === undefined) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body).slice(0, 500)}`);
		return list as T[];
	}

	/** Live documents whose member holds the text. */
	async holding<T extends { Status?: string }>(path: string, where: string): Promise<T[]> {
		const found = await this.read<T>(`${path}?page=1&pageSize=1000&where=${encodeURIComponent(where)}`);
		return found.filter(({ Status }) => Status !== 'DELETED' && Status !== 'VOIDED');
	}

	calls(): Record<string, number> {
		return this.sandbox.recorder.count('xero').byRoute;
	}

	async trialBalance(): Promise<unknown> {
		return ((await this.control('GET', '/trialbalance')) as { trialBalance: string }).trialBalance;
	}

	/** What our node sent that the vendor's published description does not allow. */
	schemaProblems(): string[] {
		return schemaProblems(this.sandbox.recorder.list({ system: 'xero', limit: 2000 }));
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

/** Bills that the demo company can book; each with its own key. */
export function bills(count: number, more: IDataObject = {}, prefix = 'EXP-T'): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		kind: 'bill', key: `${prefix}${index}-B`, date: '2026-11-03', currency: 'GBP', supplier: { name: `Supplier ${index % 20}` },
		lines: [
			{ description: 'Taxi', amount: '48.00', account: { code: '493' }, taxRate: { code: 'INPUT2' } },
			{ description: 'Paper', amount: '12.35', account: { code: '461' }, taxRate: { code: 'INPUT2' }, dimensions: [] },
		],
		...more,
	}));
}
export const TOTAL = 60.35;
