import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../scripts/lib/once.mjs';
import { bind } from '../../scripts/lib/n8n/instance.mjs';
import { signIn } from '../../scripts/lib/n8n/session.mjs';
import { readTemplates } from '../../scripts/lib/n8n/templates.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';

const root = join(__dirname, '../..');
const data = mkdtempSync(join(tmpdir(), 'start-'));
const home = join(data, 'n8n-nodes-accounting-sync');

interface Demo {
	child: ChildProcess;
	/** What it wrote. */
	text: () => string;
	url: string;
	/** n8n and the sandbox. */
	children: number[];
	ended: Promise<number | string>;
}

const demos: Demo[] = [];

async function start(...options: string[]): Promise<Demo> {
	const ports = ['--port', String(await freePort()), '--sandbox-port', String(await freePort())];
	const child = spawn('node', [join(root, 'scripts/start.mjs'), '--no-open', ...ports, ...options], {
		cwd: root, env: { ...process.env, XDG_DATA_HOME: data }, stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)));
	const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? '')));
	let over = false;
	void ended.then(() => (over = true));
	while (!text.includes('Stop           Ctrl-C')) {
		if (over) throw new Error(`The start ended:\n${text}`);
		await sleep(100);
	}
	const { url, children } = JSON.parse(readFileSync(join(home, 'running.json'), 'utf8')) as Demo;
	const demo = { child, text: () => text, url, children, ended };
	demos.push(demo);
	return demo;
}

const password = (demo: Demo): string | undefined => /password +(\S+) {3}\(shown this once/.exec(demo.text())?.[1];

afterAll(async () => {
	for (const { child, ended } of demos) {
		child.kill('SIGTERM');
		await ended;
	}
	rmSync(data, { recursive: true, force: true });
});

describe('npm start', () => {
	let owner = { email: 'owner@example.com', password: '' };

	it('opens n8n with its owner, connected credentials and published templates', async () => {
		const demo = await start();
		owner = { ...owner, password: password(demo) ?? '' };
		const n8n = bind(await signIn(demo.url, owner));
		const credentials = await n8n.listCredentials();
		expect(credentials.map(({ name }) => name).sort()).toEqual([
			'AccountsIQ (sandbox)', 'ExpenseIn (sandbox)', 'Expensify (sandbox)', 'QuickBooks Online (sandbox)', 'Sage Intacct (sandbox)', 'Work (sandbox)', 'Xero (sandbox)',
			'Xero custom connection (sandbox)',
		]);
		for (const { id, name } of credentials) {
			expect([name, (await n8n.testCredential(id)).status]).toEqual([name, 'OK']);
		}
		const published = readTemplates().filter(({ plan }) => plan.publish).map(({ id }) => id);
		const active = (await n8n.listWorkflows()).filter((workflow) => workflow.active).map(({ id }) => id);
		expect(active.sort()).toEqual(published.sort());
	});

	it('keeps the password nowhere but in n8n', () => {
		const state = join(home, 'state.json');
		expect(readFileSync(state, 'utf8')).not.toContain(owner.password);
		expect(statSync(state).mode & 0o077).toBe(0);
	});

	it('refuses a second one beside it, and leaves nothing running when it is stopped', async () => {
		const [first] = demos;
		if (!first) throw new Error('There is no first start');
		await expect(start()).rejects.toThrow(`It runs already: ${first.url}`);
		first.child.kill('SIGTERM');
		expect(await first.ended).toBe(0);
		expect(first.children.filter(isAlive)).toEqual([]);
	});

	it('goes on where it was, without making or showing anything anew; what a crash left behind is ended', async () => {
		const second = await start();
		expect(password(second)).toBeUndefined();
		await expect(signIn(second.url, owner)).resolves.toBeDefined();
		second.child.kill('SIGKILL');
		await second.ended;
		expect(second.children.every(isAlive)).toBe(true);
		const third = await start();
		expect(third.text()).toContain(`left behind (`);
		expect(second.children.filter(isAlive)).toEqual([]);
	});

	it('starts afresh when told so', async () => {
		const third = demos.at(-1);
		third?.child.kill('SIGINT');
		await third?.ended;
		const fresh = await start('--reset');
		expect(password(fresh)).not.toBe(owner.password);
		await expect(signIn(fresh.url, owner)).rejects.toThrow('401');
	});
});
