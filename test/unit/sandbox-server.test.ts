import { buildSync } from 'esbuild';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The server as the product starts it: bundled to one file, in a process of its own. */
describe('sandbox server', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-server-'));
	const bundle = join(folder, 'sandbox.cjs');
	const running: ChildProcess[] = [];
	beforeAll(() => {
		buildSync({ entryPoints: [resolve(__dirname, '../../sandbox/server.ts')], outfile: bundle, bundle: true, platform: 'node', target: 'node24', logLevel: 'error' });
	});
	afterAll(() => {
		for (const child of running) child.kill('SIGKILL');
		rmSync(folder, { recursive: true });
	});

	async function start(...args: string[]): Promise<{ child: ChildProcess; origin: string }> {
		const child = spawn(process.execPath, [bundle, '--port', '0', '--data', join(folder, 'state.sqlite'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
		running.push(child);
		const line = await new Promise<string>((resolveLine, reject) => {
			child.stdout?.once('data', (data: Buffer) => resolveLine(data.toString()));
			child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}`)));
		});
		const { ready, origin } = JSON.parse(line) as { ready: boolean; origin: string };
		expect(ready).toBe(true);
		return { child, origin };
	}
	const ended = async (child: ChildProcess) => await new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
	const reports = async (origin: string) => (await (await fetch(`${origin}/_sandbox/expensify/reports`)).json()) as Array<{ id: string; state: string }>;
	const approve = async (origin: string, id: string) => {
		const body = JSON.stringify({ reportIDs: [id] });
		await fetch(`${origin}/_sandbox/expensify/approve`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	};

	it('keeps its state over a clean stop and over a kill, and its clock with it', async () => {
		const first = await start('--scale', '2');
		const all = await reports(first.origin);
		const [one, two] = all.filter(({ state }) => state === 'SUBMITTED').map(({ id }) => id);
		await approve(first.origin, one ?? '');
		const stopped = ended(first.child);
		first.child.kill('SIGTERM');
		expect(await stopped).toBe(0);

		const second = await start();
		expect(await (await fetch(`${second.origin}/_sandbox/clock`)).json()).toMatchObject({ scale: 2 });
		await approve(second.origin, two ?? '');
		const killed = ended(second.child);
		second.child.kill('SIGKILL');
		expect(await killed).toBe('SIGKILL');

		const third = await start();
		const now = new Map((await reports(third.origin)).map(({ id, state }) => [id, state]));
		expect([now.size, now.get(one ?? ''), now.get(two ?? '')]).toEqual([all.length, 'APPROVED', 'APPROVED']);
		const last = ended(third.child);
		third.child.kill('SIGINT');
		expect(await last).toBe(0);
	});

	it('says why it cannot start', async () => {
		const child = spawn(process.execPath, [bundle, '--colour', 'red'], { stdio: ['ignore', 'ignore', 'pipe'] });
		running.push(child);
		const text = new Promise<string>((resolveText) => child.stderr?.once('data', (data: Buffer) => resolveText(data.toString())));
		expect(await text).toContain('--colour');
		expect(child.exitCode ?? (await ended(child))).toBe(1);
	});
});
