import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { runAccountsIq } from '../support/accountsiq';
import type { NodeRun } from '../support/run-node';
import { Emulator } from './accountsiq-emulator-client';

/** A day of an open month, by the emulated clock. */
export const DAY = '2026-11-10';

/** The node against the emulator, its demo data fresh before each test; a bare client looks, and posts behind its back. */
export class Rig {
	client!: Emulator;

	constructor() {
		beforeAll(async () => {
			this.client = await Emulator.start();
		});
		afterAll(async () => await this.client?.close());
		beforeEach(() => {
			this.sandbox.reset();
			this.sandbox.frame.faults.clear();
			this.sandbox.recorder.clear();
		});
	}

	async run(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], credential: IDataObject = {}): Promise<NodeRun> {
		return await runAccountsIq(this.sandbox, resource, operation, parameters as never, items, credential);
	}

	/** The items of a run that must not fail. */
	async done(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], credential: IDataObject = {}): Promise<IDataObject[]> {
		const { done, failed, error } = await this.run(resource, operation, parameters, items, credential);
		expect([error?.message, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
		return done.map(({ json }) => json);
	}

	async list(resource: string, parameters: IDataObject = {}): Promise<IDataObject[]> {
		return await this.done(resource, 'getMany', { returnAll: true, filters: {}, ...parameters });
	}

	get sandbox(): Sandbox {
		return this.client.sandbox;
	}

	/** A hand at AccountsIQ's own pages: POST, or GET without a body. */
	async control<T = unknown>(path: string, body?: unknown): Promise<T> {
		return await this.client.control<T>(path, body);
	}

	async change(kind: string, ...records: IDataObject[]): Promise<void> {
		await this.control('/records', { kind, records });
	}

	/** Operations that were called so far, oldest first, but those of signing in. */
	get calls(): string[] {
		return this.sandbox.recorder.list({ system: 'accountsiq', limit: 5000 }).map(({ route }) => route).reverse().filter((operation) => !operation.startsWith('Token'));
	}

	/** Those of them that change the books. */
	get writes(): string[] {
		return this.calls.filter((operation) => /^(Create|Update|Save|Add|Allocate|Attach)/.test(operation));
	}
}

/** A choice in a resource locator. */
export const by = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
