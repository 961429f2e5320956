import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { host } from '../../scripts/lib/host.mjs';
import { attachInstance, startInstance, type Instance } from '../../scripts/lib/n8n/instance.mjs';
import { prepareUserFolder } from '../../scripts/lib/n8n/prepared.mjs';
import { processOf } from '../../scripts/lib/n8n/process.mjs';
import { forget, remember, remembered } from './running';

export { itemsOf, type Execution } from '../../scripts/lib/n8n/executions.mjs';
export { readTemplates, templatesWithCalled, importTemplates } from '../../scripts/lib/n8n/templates.mjs';
export type { Workflow } from '../../scripts/lib/n8n/workflows.mjs';

export type N8n = Instance & {
	/** SIGTERM, wait, remove the user folder. */
	stop(): Promise<void>;
	/** SIGKILL to n8n and its task runner; the user folder stays. */
	kill(): Promise<void>;
	/** Starts again on the same user folder and port, after `kill` or an end of its own. */
	again(): Promise<N8n>;
};

export interface StartOptions {
	/** Added to n8n's environment. */
	env?: Record<string, string>;
}

/** A real n8n of the test's own: a copy of a prepared user folder, free ports, our package as `npm pack` makes it. */
export async function startN8n({ env = {} }: StartOptions = {}): Promise<N8n> {
	const installed = await host();
	const userFolder = mkdtempSync(join(tmpdir(), 'accounting-sync-n8n-'));
	const owner = await prepareUserFolder(installed, userFolder);
	mkdirSync(join(userFolder, '.n8n-files'), { recursive: true });
	const start = async (port?: number): Promise<N8n> => {
		const instance = await startInstance({
			host: installed, userFolder, owner, env,
			...(port === undefined ? { install: true } : { port, install: false }),
			onSpawn: (pid) => remember({ pid, userFolder }),
		});
		return withEnds(instance, () => start(instance.process.port));
	};
	return await start();
}

function withEnds(instance: Instance, again: () => Promise<N8n>): N8n {
	const { process, userFolder } = instance;
	return {
		...instance,
		stop: async () => {
			await process.stop();
			forget(process.pid);
			rmSync(userFolder, { recursive: true, force: true });
		},
		kill: async () => {
			await process.kill();
			forget(process.pid);
		},
		again,
	};
}

/**
 * One n8n for all test files of a worker of jest's, started by the first that asks and stopped when the test run ends.
 * Files must not disturb each other: own credentials, own workflows.
 */
export async function sharedN8n(): Promise<Instance> {
	const worker = process.env.JEST_WORKER_ID ?? '1';
	const running = remembered().find(({ shared }) => shared?.worker === worker);
	if (running?.shared) {
		const { port, owner } = running.shared;
		return await attachInstance(processOf({ pid: running.pid, port, userFolder: running.userFolder }), owner);
	}
	const instance = await startN8n();
	const { pid, port } = instance.process;
	remember({ pid, userFolder: instance.userFolder, shared: { worker, port, owner: instance.owner } });
	return instance;
}
