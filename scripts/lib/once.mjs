import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Fills a folder once. The work happens beside it and is renamed when done, so that a half-filled folder is never
 * used; a second process that wants the same waits for the first.
 * @param {string} folder
 * @param {(temporary: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function once(folder, fill) {
	if (existsSync(folder)) return folder;
	mkdirSync(dirname(folder), { recursive: true });
	await withLock(`${folder}.lock`, async () => {
		if (existsSync(folder)) return;
		const temporary = `${folder}.part`;
		rmSync(temporary, { recursive: true, force: true });
		mkdirSync(temporary);
		await fill(temporary);
		renameSync(temporary, folder);
	});
	return folder;
}

/**
 * One process at a time. The lock names its owner, so that one left behind by a process that died is taken over.
 * @template T
 * @param {string} lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, work) {
	let said = false;
	while (!take(lock)) {
		if (!said) say(`  … waiting for another process (${ownerOf(lock) ?? 'unknown'}) that does the same`);
		said = true;
		await sleep(500);
	}
	try {
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

function take(lock) {
	try {
		mkdirSync(lock); // fails when it exists: the file system decides who is first
		writeFileSync(join(lock, 'pid'), String(process.pid));
		return true;
	} catch {
		if (abandoned(lock)) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}

function abandoned(lock) {
	const owner = ownerOf(lock);
	if (owner !== undefined) return !isAlive(owner);
	// Made but not signed yet: give its owner a moment.
	return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000;
}

function ownerOf(lock) {
	try {
		return Number(readFileSync(join(lock, 'pid'), 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

/** @param {number} pid */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Ended, but nobody has asked for its result: in containers such a process can stay for ever. */
function isZombie(pid) {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') ?? false;
	} catch {
		return false; // no /proc here
	}
}
