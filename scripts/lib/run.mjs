import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { Trouble } from './say.mjs';

/**
 * Runs a command to its end. With `show` its output goes to the terminal, else it is kept and shown when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 * @returns {Promise<string>} what it wrote to its standard output
 */
export function run(command, args, { cwd, env = process.env, show = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
		let out = '';
		let all = '';
		child.stdout?.on('data', (data) => ((out += data), (all += data)));
		child.stderr?.on('data', (data) => (all += data));
		child.on('error', (error) => reject(new Trouble(`${command} can't be run: ${error.message}`)));
		child.on('exit', (code, signal) => {
			if (code === 0) return resolve(out);
			const end = all.split('\n').slice(-30).join('\n');
			reject(new Trouble(`${command} ${args.join(' ')} ended with ${signal ?? code}.\n${end}`));
		});
	});
}

/** Environment in which `node` (and so npm) is the given one. */
export const withNode = (nodeBin, env = process.env) => ({ ...env, PATH: `${nodeBin}${delimiter}${env.PATH ?? ''}` });

/**
 * npm without chatter. The project's own settings do not reach it, as its parent npm's environment would carry them.
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 */
export function npm(args, { env = process.env, ...options } = {}) {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	return run('npm', [...args, ...quiet], { ...options, env: withoutScript(env) });
}

/** `npm start` leaves npm_* variables behind that would change what an inner npm does; settings a user made stay. */
function withoutScript(env) {
	const ofScript = /^npm_(package|lifecycle|command|execpath|node_execpath)|^npm_config_(local_prefix|legacy_peer_deps)$|^INIT_CWD$/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !ofScript.test(name)));
}
