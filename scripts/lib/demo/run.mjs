import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { host } from '../host.mjs';
import { command } from '../n8n/command.mjs';
import { installPackage, packageId } from '../n8n/package.mjs';
import { startProcess } from '../n8n/process.mjs';
import { makePassword, signIn, withKey } from '../n8n/session.mjs';
import { importTables } from '../n8n/templates.mjs';
import { freePortFrom } from '../ports.mjs';
import { build, developmentModules } from '../project.mjs';
import { startSandbox } from '../sandbox.mjs';
import { say, step } from '../say.mjs';
import { connect, fill, refresh } from './content.mjs';
import { folders, forgetHalfAStart, readState, saveState } from './state.mjs';

const EMAIL = 'owner@example.com';

/**
 * Brings everything up. What is as the last start left it is skipped.
 * @param {object} options
 * @param {number} options.port wished for n8n
 * @param {number} options.sandboxPort wished
 * @param {boolean} options.newPassword
 * @param {import('./state.mjs').Register} options.register
 */
export async function bringUp({ port, sandboxPort, newPassword, register }) {
	await developmentModules();
	await build();
	const installed = await host();
	const { n8n: userFolder, sandbox: sandboxFolder } = folders();
	const state = readState();
	if (!state.complete) forgetHalfAStart();
	mkdirSync(userFolder, { recursive: true });

	const sandbox = await step('Starting the sandbox', async () =>
		startSandbox({
			node: installed.node.node, folder: sandboxFolder, port: await freePortFrom(sandboxPort), onSpawn: register.add,
		}),
	);
	if (state.installed !== packageId()) {
		await step('Putting the package into n8n', () => installPackage(userFolder));
		state.installed = packageId();
	}
	const changed = state.email ? await refresh(installed, userFolder, state) : [];
	if (newPassword && state.email) await step('Resetting the owner', () => resetOwner(installed, userFolder, state));

	const n8n = await step('Starting n8n', async () =>
		startProcess({ host: installed, userFolder, port: await freePortFrom(port), onSpawn: register.add }),
	);
	register.opened(n8n.url);
	const password = state.email ? undefined : await firstSignIn(n8n.url, state, sandbox.origin);
	await catchUp(withKey(n8n.url, state.apiKey ?? ''), changed, sandbox.origin, state);
	saveState({ ...state, complete: true });
	return { n8n, sandbox, email: state.email, password, log: join(userFolder, 'n8n.log') };
}

async function firstSignIn(url, state, origin) {
	const password = makePassword();
	const session = await step("Making the owner's account", () => signIn(url, { email: EMAIL, password }, 'npm start'));
	Object.assign(state, { email: EMAIL, apiKey: session.apiKey });
	if (!state.templates) await fill(session, origin, state);
	return password;
}

/** What changed since the last start: tables of changed templates, and where the sandbox listens. */
async function catchUp(session, changed, origin, state) {
	try {
		await importTables(session, changed);
		if (state.origin !== origin) await connect(session, origin, state);
	} catch (error) {
		if (!/answered 401/.test(error.message)) throw error;
		say('  ! n8n no longer takes the key of the first start. To mend it: npm start -- --new-password');
	}
}

async function resetOwner(installed, userFolder, state) {
	await command(installed, userFolder, ['user-management:reset']);
	delete state.email;
}

/** Last lines of a log, for a failure's message. @param {string} file */
export const tail = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n') : '');
