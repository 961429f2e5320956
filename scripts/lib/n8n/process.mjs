import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports.mjs';
import { group } from '../processes.mjs';
import { Trouble } from '../say.mjs';
import { environment } from './environment.mjs';

const START_LIMIT = 180_000;

/**
 * Starts n8n and waits until its database is ready and it answers. Its log goes to `n8n.log` in the user folder.
 * @param {object} options
 * @param {{ n8n: string, node: { node: string, bin: string } }} options.host
 * @param {string} options.userFolder
 * @param {number} [options.port]
 * @param {Record<string, string>} [options.env] added to n8n's environment
 * @param {(pid: number) => void} [options.onSpawn] told before n8n is ready, so that it can always be ended
 */
export async function startProcess({ host, userFolder, port, env = {}, onSpawn }) {
	const listenOn = port ?? (await freePort());
	const brokerPort = await freePort();
	const log = openSync(join(userFolder, 'n8n.log'), 'a');
	const child = spawn(host.node.node, [host.n8n, 'start'], {
		env: environment({ userFolder, port: listenOn, brokerPort, nodeBin: host.node.bin, extra: env }),
		cwd: userFolder,
		stdio: ['ignore', log, log],
		detached: true, // its own process group: the task runner ends with it
	});
	closeSync(log);
	child.unref();
	if (child.pid === undefined) throw new Trouble('n8n could not be started.');
	onSpawn?.(child.pid);
	const n8n = processOf({ pid: child.pid, port: listenOn, userFolder });
	await ready(n8n);
	return n8n;
}

/**
 * A running n8n, also one that another process started.
 * @param {{ pid: number, port: number, userFolder: string }} of
 */
export const processOf = ({ pid, port, userFolder }) => ({
	...group(pid),
	port,
	url: `http://localhost:${port}`,
	userFolder,
	/** Lines that n8n wrote, over all starts in this user folder. */
	log: () => readFileSync(join(userFolder, 'n8n.log'), 'utf8').split('\n').filter(Boolean),
});

/** @typedef {ReturnType<typeof processOf>} N8nProcess */

/** @param {N8nProcess} n8n */
async function ready(n8n) {
	const limit = Date.now() + START_LIMIT;
	while (Date.now() < limit) {
		if (!n8n.isRunning()) throw new Trouble(`n8n ended while starting.\n${n8n.log().slice(-30).join('\n')}`);
		const answer = await fetch(`${n8n.url}/healthz/readiness`).catch(() => undefined);
		if (answer?.ok && (await answersCalls(n8n.url))) return;
		await sleep(200);
	}
	await n8n.kill();
	throw new Trouble(`n8n did not get ready in time.\n${n8n.log().slice(-30).join('\n')}`);
}

/** The database is ready a little before the last routes are. */
async function answersCalls(url) {
	const answer = await fetch(`${url}/rest/settings`).catch(() => undefined);
	return answer?.headers.get('content-type')?.includes('json') ?? false;
}
