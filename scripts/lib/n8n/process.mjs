import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../ports.mjs';
import { Trouble } from '../say.mjs';
import { environment } from './environment.mjs';

const START_LIMIT = 180_000;

/**
 * Starts n8n and waits until its database is ready and it answers.
 * @param {object} options
 * @param {{ n8n: string, node: { node: string, bin: string } }} options.host
 * @param {string} options.userFolder
 * @param {number} [options.port]
 * @param {Record<string, string>} [options.env] added to n8n's environment
 * @param {(line: string) => void} [options.onLog]
 * @param {(pid: number) => void} [options.onSpawn] told before n8n is ready, so that it can always be ended
 */
export async function startProcess({ host, userFolder, port, env = {}, onLog, onSpawn }) {
	const listenOn = port ?? (await freePort());
	const brokerPort = await freePort();
	const child = spawn(host.node.node, [host.n8n, 'start'], {
		env: environment({ userFolder, port: listenOn, brokerPort, nodeBin: host.node.bin, extra: env }),
		cwd: userFolder,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true, // its own process group: the task runner ends with it
	});
	const log = [];
	const keep = (data) => {
		for (const line of String(data).split('\n').filter(Boolean)) {
			log.push(line);
			onLog?.(line);
		}
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
	let running = true;
	void ended.then(() => (running = false));
	const pid = /** @type {number} */ (child.pid);
	onSpawn?.(pid);
	const n8n = {
		url: `http://localhost:${listenOn}`,
		port: listenOn,
		pid,
		/** What n8n wrote so far, by line. */
		log,
		isRunning: () => running,
		ended,
		/** Lets n8n finish what it does, for as long as it allows itself; then ends it. */
		stop: () => endGroup(pid, ended, 'SIGTERM'),
		/** As a power cut: n8n and its task runner get no chance to save anything. */
		kill: () => endGroup(pid, ended, 'SIGKILL'),
	};
	await ready(n8n);
	return n8n;
}

/** @typedef {Awaited<ReturnType<typeof startProcess>>} N8nProcess */

async function ready(n8n) {
	const limit = Date.now() + START_LIMIT;
	while (Date.now() < limit) {
		if (!n8n.isRunning()) throw new Trouble(`n8n ended while starting.\n${n8n.log.slice(-30).join('\n')}`);
		const answer = await fetch(`${n8n.url}/healthz/readiness`).catch(() => undefined);
		if (answer?.ok && (await answersCalls(n8n.url))) return;
		await sleep(200);
	}
	await n8n.kill();
	throw new Trouble(`n8n did not get ready in time.\n${n8n.log.slice(-30).join('\n')}`);
}

/** The database is ready a little before the last routes are. */
async function answersCalls(url) {
	const answer = await fetch(`${url}/rest/settings`).catch(() => undefined);
	return answer?.headers.get('content-type')?.includes('json') ?? false;
}

async function endGroup(pid, ended, signal) {
	signalGroup(pid, signal);
	const patience = signal === 'SIGTERM' ? 35_000 : 5_000;
	await Promise.race([ended, sleep(patience, undefined, { ref: false })]);
	signalGroup(pid, 'SIGKILL'); // what is left of the group
	await ended;
}

/** @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error; // already gone
	}
}
