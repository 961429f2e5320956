import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, dataFolder } from '../paths.mjs';
import { endLeftovers } from '../processes.mjs';
import { isAlive } from '../once.mjs';
import { say, Trouble } from '../say.mjs';

/**
 * What a start has to know of the one before. Holds no password: n8n alone keeps the owner's, and hashed.
 * @typedef {object} State
 * @property {boolean} [complete] whether the first start came to its end
 * @property {string} [email] of the owner, once there is one
 * @property {string} [apiKey] to add tables and credentials at later starts; the file is for its owner's eyes alone
 * @property {string} [origin] of the sandbox, as the credentials have it
 * @property {string} [installed] fingerprint of the package that n8n has
 * @property {Record<string, string>} [credentialIds] by name
 * @property {Record<string, string>} [templates] fingerprint of what was imported, by workflow id
 */

export const folders = () => ({
	n8n: join(dataFolder(), 'n8n'),
	sandbox: join(dataFolder(), 'sandbox'),
	state: join(dataFolder(), 'state.json'),
	running: join(dataFolder(), 'running.json'),
});

/** @returns {State} */
export const readState = () => (existsSync(folders().state) ? readJson(folders().state) : {});

/** @param {State} state */
export function saveState(state) {
	writeFileSync(folders().state, JSON.stringify(state, undefined, '\t'), { mode: 0o600 });
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** A first start that was interrupted has made an owner whose password nobody saw: better to begin again. */
export function forgetHalfAStart() {
	for (const folder of [folders().n8n, folders().sandbox]) rmSync(folder, { recursive: true, force: true });
}

/** Removes everything that earlier starts kept. */
export function reset() {
	rmSync(dataFolder(), { recursive: true, force: true });
}

/**
 * Ends what an earlier start left running because it could not end it itself; refuses while that start still lives.
 */
export async function takeOver() {
	mkdirSync(dataFolder(), { recursive: true });
	const { running } = folders();
	if (!existsSync(running)) return;
	const { starter, children = [], url } = readJson(running);
	if (starter !== process.pid && isAlive(starter) && children.some(isAlive)) {
		throw new Trouble(`It runs already: ${url ?? 'it is just starting'} (process ${starter}). Stop that one first, with Ctrl-C.`);
	}
	const ended = [
		...(await endLeftovers(children, cacheFolder())), // n8n
		...(await endLeftovers(children, 'sandbox.cjs')),
	];
	if (ended.length > 0) say(`  ✓ Ended what an interrupted start left behind (${ended.join(', ')})`);
	rmSync(running);
}

/** Writes down what runs, for the case that this process can't end it. */
export class Register {
	/** @type {{ starter: number, children: number[], url?: string }} */
	#content = { starter: process.pid, children: [] };

	add = (pid) => {
		this.#content.children.push(pid);
		this.#save();
	};

	opened(url) {
		this.#content.url = url;
		this.#save();
	}

	/** Only what this start wrote: another one may be running. */
	close() {
		if (this.#content.children.length > 0) rmSync(folders().running, { force: true });
	}

	#save() {
		writeFileSync(folders().running, JSON.stringify(this.#content));
	}
}
