import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './once.mjs';
import { cacheFolder, root } from './paths.mjs';
import { endLeftovers } from './processes.mjs';

/**
 * What tests started and must not outlive them: one file per process, in a folder that names the test run's process.
 * @typedef {object} Running
 * @property {number} pid
 * @property {string} userFolder n8n's
 * @property {{ worker: string, port: number, owner: { email: string, password: string } }} [shared] how another test file of the same worker of jest's reaches it
 */

const PREFIX = 'accounting-sync-run-';

/** @returns {string} folder of a new test run of this process */
export const newRun = () => mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));

/** @param {string} run @returns {Running[]} */
export const runningIn = (run) => readdirSync(run).map((file) => JSON.parse(readFileSync(join(run, file), 'utf8')));

/** Ends what still runs of test runs whose own process is gone. */
export async function clearAbandoned() {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		const owner = Number(name.slice(PREFIX.length).split('-')[0]);
		if (!isAlive(owner)) await clear(join(tmpdir(), name));
	}
}

/** Ends what runs of a test run; n8n's logs stay in `build/test-logs`. @param {string} run */
export async function clear(run) {
	const left = runningIn(run);
	await endLeftovers(left.map(({ pid }) => pid), cacheFolder());
	for (const { pid, userFolder } of left) {
		keepLog(pid, join(userFolder, 'n8n.log'));
		rmSync(userFolder, { recursive: true, force: true });
	}
	rmSync(run, { recursive: true, force: true });
}

function keepLog(pid, log) {
	if (!existsSync(log)) return;
	const target = join(root, 'build/test-logs');
	mkdirSync(target, { recursive: true });
	writeFileSync(join(target, `n8n-${pid}.log`), readFileSync(log));
}
