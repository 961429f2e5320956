import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingQuickBooksOnline } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnline.node';
import { runNode, type NodeRun } from '../support/run-node';
import { APP, QuickBooks, US, type Data } from './quickbooks-online-emulator-client';

/** Our node on one side, the emulated QuickBooks Online on the other, and the wire between them. */
export class World {
	private tokens: Data = {};

	private constructor(readonly books: QuickBooks) {}

	static async open(realm = US): Promise<World> {
		const world = new World(await QuickBooks.start());
		await world.fresh(realm);
		return world;
	}

	/** Demo data as new, no faults, no requests. The limits are off: only some tests are about them. */
	async fresh(realm = US, now?: string): Promise<void> {
		const { clock } = this.books.sandbox.frame;
		// What stands there from the beginning is a day old for who polls.
		if (now !== undefined) clock.set(new Date(Date.parse(now) - 86_400_000).toISOString());
		this.books.sandbox.reset();
		if (now !== undefined) clock.set(now);
		await this.books.control('POST', '/settings', { limits: false });
		this.tokens = await this.books.enter(realm);
		this.forget();
	}

	forget(): void {
		this.books.sandbox.recorder.clear();
		this.books.sandbox.frame.faults.clear();
	}

	credentials(more: IDataObject = {}) {
		const { realmId, ...tokens } = this.tokens;
		return {
			accountingQuickBooksOnlineOAuth2Api: {
				environment: 'custom', baseUrl: this.books.base, realmId: '', clientId: APP.id, clientSecret: APP.secret, accessTokenUrl: `${this.books.base}/oauth2/v1/tokens/bearer`,
				grantType: 'authorizationCode', authentication: 'header', callsPerMinute: 60_000, batchesPerMinute: 60_000, webhookSecret: 'verifier',
				oauthTokenData: { ...tokens, callbackQueryString: { realmId } }, ...more,
			},
		};
	}

	/** Runs the node. Failed items leave by the error output. */
	async run(parameters: IDataObject, items: Array<IDataObject | INodeExecutionData> = [{}], credential: IDataObject = {}): Promise<NodeRun> {
		return await runNode(AccountingQuickBooksOnline, { source: 'item', document: '={{ $json }}', options: {}, ...parameters } as never, items, {
			credentials: this.credentials(credential) as never, onError: 'continueErrorOutput',
		});
	}

	async post(documents: IDataObject[], options: IDataObject = {}): Promise<NodeRun> {
		return await this.run({ resource: 'document', operation: 'create', options }, documents);
	}

	/** Posts as a process does that has just begun: what ours knows of earlier answers is not there. */
	async postElsewhere(documents: IDataObject[]): Promise<NodeRun> {
		let Fresh = AccountingQuickBooksOnline;
		jest.isolateModules(() => {
			Fresh = (require('../../nodes/QuickBooksOnline/AccountingQuickBooksOnline.node') as { AccountingQuickBooksOnline: typeof Fresh }).AccountingQuickBooksOnline;
		});
		expect(Fresh).not.toBe(AccountingQuickBooksOnline);
		return await runNode(Fresh, { resource: 'document', operation: 'create', source: 'item', document: '={{ $json }}', options: {} } as never, documents, {
			credentials: this.credentials() as never, onError: 'continueErrorOutput',
		});
	}

	/** Goes on with a new login, as the emulated clock may have outrun the one of before. */
	async login(): Promise<void> {
		this.tokens = await this.books.enter(this.books.realm);
	}

	/** Debits less credits of the company: "0.00". */
	async trialBalance(): Promise<unknown> {
		return (await this.books.control('GET', `/trialbalance?realm=${this.books.realm}`)).total;
	}

	/** Records past our node, as another program would read them. */
	async standing(entity: string, numbers: string): Promise<Data[]> {
		return (await this.books.query(`select * from ${entity} where DocNumber like '${numbers}' maxresults 1000`)).rows;
	}

	/** Calls since `forget`, oldest first: "POST batch". */
	calls(): string[] {
		return this.books.sandbox.recorder.list({ system: 'quickbooks-online', limit: 5000 }).reverse()
			.map(({ method, url }) => `${method} ${url.replace(/^.*\/company\/\d+\//, '').replace(/\?.*$/, '')}`);
	}

	async close(): Promise<void> {
		await this.books.close();
	}
}

/** A bill that the company of the United States can book. */
export const bill = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-05-04', supplier: { name: "Bob's Burger Joint" }, memo: 'Crew lunch',
	lines: [{ description: 'Lunch', amount: '48.00', account: { name: 'Meals & Entertainment' }, ...line }], ...more,
});
export const actions = ({ done }: Pick<NodeRun, 'done'>) => done.map(({ json }) => json.action);
export const details = ({ failed }: Pick<NodeRun, 'failed'>) => failed.map(({ json }) => json.details as IDataObject);
export const target = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
