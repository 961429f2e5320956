import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { makeExpensify } from '../../sandbox/expensify';
import type { Sandbox } from '../../sandbox/app';
import { runNode, type NodeRun } from '../support/run-node';
import { control, startSandbox } from '../support/sandbox';

export const KEA = '0123456789ABCDEF';
export const SECRET = 'sandbox-expensify-secret';
export const policy = { __rl: true, mode: 'id', value: KEA };
/** Every report there is. */
export const everything = { returnAll: true, from: '2020-01-01', states: [] };

/** The node against the emulator, its demo data fresh before each test. */
export class Rig {
	sandbox!: Sandbox;

	constructor() {
		beforeAll(async () => {
			this.sandbox = await startSandbox({ systems: [makeExpensify] });
		});
		afterAll(async () => await this.sandbox.close());
		beforeEach(async () => {
			this.sandbox.reset();
			await this.control('POST', '/settings', { limits: false, renderDelaySeconds: 0 });
		});
	}

	async control(method: 'GET' | 'POST', path: string, body?: object): Promise<IDataObject> {
		return await control(this.sandbox, method, `/expensify${path}`, body);
	}

	get credentials() {
		const baseUrl = `${this.sandbox.origin}/expensify`;
		return {
			accountingExpensifyApi: {
				partnerUserID: 'aa_sandbox_demo',
				partnerUserSecret: SECRET,
				baseUrl,
				callsPerMinute: 60_000,
			},
		};
	}

	/** Failed items leave by the error output. */
	async run(
		resource: string,
		operation: string,
		parameters: INodeParameters = {},
		items: IDataObject[] = [{}],
	): Promise<NodeRun> {
		return await runNode(AccountingExpensify, { resource, operation, ...parameters }, items, {
			credentials: this.credentials,
			onError: 'continueErrorOutput',
		});
	}

	/** Calls to Expensify so far. */
	get calls(): number {
		return this.sandbox.recorder.count('expensify').total;
	}
}
