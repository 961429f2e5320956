import type { IDataObject } from 'n8n-workflow';
import { runExpenseIn } from '../support/expensein';
import type { NodeRun } from '../support/run-node';
import { ExpenseIn, type Data } from './expensein-emulator-client';

/** The node against the emulator, its demo data fresh before each test; a bare client looks afterwards. */
export class Rig {
	client!: ExpenseIn;

	constructor() {
		beforeAll(async () => {
			this.client = await ExpenseIn.start();
		});
		afterAll(async () => await this.client.close());
		beforeEach(async () => {
			this.client.sandbox.reset();
			this.client.sandbox.frame.faults.clear();
			this.client.sandbox.recorder.clear();
			await this.client.control('POST', '/settings', { limits: false });
		});
	}

	async run(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], credential: IDataObject = {}): Promise<NodeRun> {
		return await runExpenseIn(this.client.sandbox, resource, operation, parameters as never, items, credential);
	}

	/** The items of a run that must not fail. */
	async done(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}]): Promise<IDataObject[]> {
		const { done, failed, error } = await this.run(resource, operation, parameters, items);
		expect([failed, error]).toEqual([[], undefined]);
		return done.map(({ json }) => json);
	}

	async expense(number: string): Promise<Data> {
		return (await this.client.control<Data[]>('GET', '/expenses')).find((one) => one.number === number) ?? {};
	}

	/** Calls of the node so far, as "GET /users". */
	get calls(): string[] {
		return this.client.sandbox.recorder
			.list({ system: 'expensein', limit: 5000 })
			.map(({ method, url }) => `${method} ${url.replace(/^.*\/1\.0/, '')}`)
			.filter((call) => !call.includes('_sandbox'))
			.reverse();
	}
}
