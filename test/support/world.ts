import type { Fault, RecordedRequest } from '../../sandbox/frame/types';
import type { Sandbox } from '../../sandbox/app';
import type { Instance } from '../../scripts/lib/n8n/instance.mjs';
import { Bench } from './bench';
import { Books } from './books';
import { connectQuickly } from './connect';
import { sharedN8n } from './n8n';
import { control, startSandbox } from './sandbox';

/** A real n8n on one side, the emulated vendors on the other. */
export class World {
	private constructor(
		readonly n8n: Instance,
		readonly sandbox: Sandbox,
		readonly books: Books,
		readonly bench: Bench,
	) {}

	/** n8n is shared by the files of a run; the sandbox is the file's own. */
	static async open(): Promise<World> {
		const sandbox = await startSandbox();
		const n8n = await sharedN8n();
		const bench = new Bench(n8n, await connectQuickly(n8n, sandbox));
		return new World(n8n, sandbox, await Books.open(sandbox), bench);
	}

	async control<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await control<T>(this.sandbox, method, path, body);
	}

	/** Adds faults for the next requests to Xero. */
	fail(...faults: Fault[]): void {
		for (const fault of faults) this.sandbox.frame.faults.add({ system: 'xero', ...fault });
	}

	forget(): void {
		this.sandbox.recorder.clear();
		this.sandbox.frame.faults.clear();
	}

	/** Calls that our node made since `forget`, oldest first. */
	calls(system = 'xero'): RecordedRequest[] {
		return this.sandbox.recorder.list({ system, limit: 5000 }).reverse();
	}

	/** Those of them that may have changed the books. */
	writes(): RecordedRequest[] {
		return this.calls().filter(({ method, url }) => method !== 'GET' && !url.includes('/connect/token'));
	}

	async trialBalance(): Promise<string> {
		return (await this.control<{ trialBalance: string }>('GET', '/xero/trialbalance')).trialBalance;
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
