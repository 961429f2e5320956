import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, once, withLock } from '../../scripts/lib/once.mjs';
import { endLeftovers } from '../../scripts/lib/processes.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'once-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that is filled once', () => {
	it('is filled by one of those who want it at the same time, and the others get the same', async () => {
		let fillings = 0;
		const fill = async (temporary: string) => {
			fillings++;
			await sleep(50);
			writeFileSync(join(temporary, 'content'), 'whole');
		};
		const target = join(folder, 'target');
		const got = await Promise.all([once(target, fill), once(target, fill), once(target, fill)]);
		expect(new Set(got)).toEqual(new Set([target]));
		expect([fillings, readFileSync(join(target, 'content'), 'utf8')]).toEqual([1, 'whole']);
	});

	it('is never there half: a filling that breaks leaves nothing that is used, and the next one starts clean', async () => {
		const target = join(folder, 'target');
		const breaks = once(target, async (temporary) => {
			writeFileSync(join(temporary, 'half'), '');
			throw new Error('no space left');
		});
		await expect(breaks).rejects.toThrow('no space left');
		expect(existsSync(target)).toBe(false);
		await once(target, async (temporary) => writeFileSync(join(temporary, 'whole'), ''));
		expect(readdirSync(target)).toEqual(['whole']);
	});

	it('takes over the lock of a process that died', async () => {
		const lock = join(folder, 'lock');
		mkdirSync(lock);
		writeFileSync(join(lock, 'pid'), String(await deadPid()));
		expect(await withLock(lock, async () => 'mine')).toBe('mine');
		expect(existsSync(lock)).toBe(false);
	});
});

describe('what an interrupted run left behind', () => {
	const sleeper = (): ChildProcess =>
		spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'marked-by-test'], { detached: true, stdio: 'ignore' });

	it('is ended by its id, but only while that id still belongs to it', async () => {
		const child = sleeper();
		const pid = child.pid ?? 0;
		try {
			await sleep(200);
			expect(await endLeftovers([pid], 'some other program')).toEqual([]);
			expect(isAlive(pid)).toBe(true);
			expect(await endLeftovers([pid, await deadPid()], 'marked-by-test')).toEqual([pid]);
			expect(isAlive(pid)).toBe(false);
		} finally {
			child.kill('SIGKILL');
		}
	});
});

async function deadPid(): Promise<number> {
	const child = spawn(process.execPath, ['-e', '']);
	await new Promise((resolve) => child.once('exit', resolve));
	return child.pid ?? 0;
}
