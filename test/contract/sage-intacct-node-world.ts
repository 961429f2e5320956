import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { GROUP, SENDER, USER } from '../../sandbox/sage-intacct/seed';
import { AccountingSageIntacct } from '../../nodes/SageIntacct/AccountingSageIntacct.node';
import { runNode, type NodeRun } from '../support/run-node';
import { Emulator, GENERAL, type Kept } from './sage-intacct-emulator-client';

/** Our node on one side, the emulated Sage Intacct on the other, and the wire between them. */
export class World {
	private constructor(readonly books: Emulator) {}

	static async open(): Promise<World> {
		return new World(await Emulator.start());
	}

	/** Demo data as new, no faults, no requests. */
	fresh(): void {
		this.books.sandbox.reset();
		this.forget();
	}

	forget(): void {
		this.books.sandbox.recorder.clear();
		this.books.sandbox.frame.faults.clear();
	}

	credentials(more: IDataObject = {}) {
		return {
			accountingSageIntacctApi: {
				senderId: SENDER.senderId, senderPassword: SENDER.password, companyId: GROUP, userId: USER.userId, userPassword: USER.password, entity: '',
				endpointUrl: `${this.books.sandbox.origin}${GENERAL}`, callsAtOnce: 2, webhookSecret: 'hook secret', ...more,
			},
		};
	}

	/** Runs the node. Failed items leave by the error output. */
	async run(parameters: IDataObject, items: Array<IDataObject | INodeExecutionData> = [{}], credential: IDataObject = {}): Promise<NodeRun> {
		return await runNode(AccountingSageIntacct, { source: 'item', document: '={{ $json }}', record: '={{ $json }}', options: {}, ...parameters } as never, items, {
			credentials: this.credentials(credential) as never, onError: 'continueErrorOutput',
		});
	}

	/** The items of a run that must not fail. */
	async done(parameters: IDataObject, items?: Array<IDataObject | INodeExecutionData>, credential: IDataObject = {}): Promise<IDataObject[]> {
		const { done, failed, error } = await this.run(parameters, items, credential);
		expect([error?.message, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
		return done.map(({ json }) => json);
	}

	async list(resource: string, parameters: IDataObject = {}, credential: IDataObject = {}): Promise<IDataObject[]> {
		return await this.done({ resource, operation: 'getMany', returnAll: true, filters: {}, ...parameters }, undefined, credential);
	}

	async post(documents: IDataObject[], options: IDataObject = {}, more: IDataObject = {}, credential: IDataObject = {}): Promise<NodeRun> {
		return await this.run({ resource: 'document', operation: 'create', options, ...more }, documents, credential);
	}

	/** Posts what must not fail. */
	async posted(documents: IDataObject[], more: IDataObject = {}, credential: IDataObject = {}): Promise<IDataObject[]> {
		return await this.done({ resource: 'document', operation: 'create', ...more }, documents, credential);
	}

	/** Records past our node, as they are kept. */
	async standing(object: string, key = ''): Promise<Kept[]> {
		const all = await this.books.control<Kept[]>(`/records?object=${object}`);
		return all.filter((one) => key === '' || [one.RECORDID, one.REFERENCENO, one.DOCNUMBER].includes(key));
	}

	/** Requests since `forget`. */
	requests(): number {
		return this.books.sandbox.recorder.list({ system: 'sage-intacct', limit: 5000 }).length;
	}

	async close(): Promise<void> {
		await this.books.close();
	}
}

/** A choice in a resource locator. */
export const by = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
export const dimension = (name: string, value: string): IDataObject => ({ dimension: { name }, value: { name: value } });
export const at = (location: string): IDataObject => ({ dimension: { name: 'Location' }, value: { id: location } });

export const bill = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-05-04', supplier: { name: 'Acme Supply Co' }, lines: [{ description: 'Taxi', amount: '42.50', account: { code: '6220' }, dimensions: [at('110')], ...line }], ...more,
});
