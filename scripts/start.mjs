/**
 * `npm start`: a real n8n with this package in it, connected to the sandbox, with the templates published.
 *
 *   npm start                      start, or start again where the last one ended
 *   npm start -- --reset           forget everything (n8n's database and the sandbox's books) and start afresh
 *   npm start -- --port 5800       another port for n8n; --sandbox-port for the sandbox
 *   npm start -- --no-open         do not open a browser
 *   npm start -- --new-password    a new owner password, where the old one is forgotten
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { bringUp, tail } from './lib/demo/run.mjs';
import { Register, reset, takeOver } from './lib/demo/state.mjs';
import { summary } from './lib/demo/summary.mjs';
import { group } from './lib/processes.mjs';
import { say, seconds, Trouble } from './lib/say.mjs';

const { values: options } = parseArgs({
	options: {
		port: { type: 'string', default: '5678' },
		'sandbox-port': { type: 'string', default: '8090' },
		reset: { type: 'boolean', default: false },
		'no-open': { type: 'boolean', default: false },
		'new-password': { type: 'boolean', default: false },
	},
});

const register = new Register();
const started = [];
let stopping = false;

async function stop(code) {
	if (stopping) return;
	stopping = true;
	if (started.length > 0) {
		say('\nStopping n8n and the sandbox …');
		await Promise.all(started.map((pid) => group(pid).stop()));
		register.close();
		say('Stopped. Nothing is left running; "npm start" goes on from here.');
	}
	process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

// npm may be ended in a way that it can't pass on; then nobody is left who could stop us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && void stop(0), 1000).unref();

async function main() {
	const start = Date.now();
	await takeOver();
	if (options.reset) reset();
	await takeOver(); // makes the folder again
	const remember = register.add;
	register.add = (pid) => {
		started.push(pid);
		remember(pid);
	};
	const up = await bringUp({
		port: Number(options.port),
		sandboxPort: Number(options['sandbox-port']),
		newPassword: options['new-password'],
		register,
	});
	say(`\nReady after ${seconds(Date.now() - start)}.`);
	say(summary(up));
	if (!options['no-open']) openBrowser(up.n8n.url);
	await Promise.race([up.n8n.ended(), up.sandbox.ended()]);
	if (stopping) return;
	say(`\nn8n or the sandbox ended by itself.\n${tail(up.log)}`);
	await stop(1);
}

function openBrowser(url) {
	if (!process.stdout.isTTY) return;
	const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
	if (program === 'xdg-open' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
	spawn(program, [url], { stdio: 'ignore', detached: true }).on('error', () => {}).unref(); // the summary has the address
}

main().catch(async (error) => {
	say(`\n${error instanceof Trouble ? error.message : error.stack}`);
	await stop(1);
});
