import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './once.mjs';

/**
 * A program that runs in its own process group, known by its id alone, so that another process can end it as well.
 * @param {number} pid
 */
export function group(pid) {
	const ended = async () => {
		while (isAlive(pid)) await sleep(50);
	};
	const end = async (signal, patience) => {
		signalGroup(pid, signal);
		await Promise.race([ended(), sleep(patience, undefined, { ref: false })]);
		signalGroup(pid, 'SIGKILL'); // what is left of the group
		await ended();
	};
	return {
		pid,
		isRunning: () => isAlive(pid),
		ended,
		/** Lets it finish what it does, for as long as it allows itself; then ends it. */
		stop: () => end('SIGTERM', 35_000),
		/** As a power cut: neither the program nor its children get a chance to save anything. */
		kill: () => end('SIGKILL', 5_000),
	};
}

function signalGroup(pid, signal) {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error; // already gone
	}
}

/**
 * Ends programs that an earlier run left behind. A process id may belong to somebody else by now, so its command line
 * must name `expected`.
 * @param {number[]} pids
 * @param {string} expected
 * @returns {Promise<number[]>} those that were ended
 */
export async function endLeftovers(pids, expected) {
	const left = pids.filter((pid) => isAlive(pid) && commandOf(pid).includes(expected));
	await Promise.all(left.map((pid) => group(pid).stop()));
	return left;
}

function commandOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return ''; // gone, or not ours to look at
	}
}
