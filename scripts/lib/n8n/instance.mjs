import { startProcess } from './process.mjs';
import { makePassword, signIn } from './session.mjs';
import { installPackage } from './package.mjs';
import * as credentials from './credentials.mjs';
import * as executions from './executions.mjs';
import * as lookups from './lookups.mjs';
import * as tables from './tables.mjs';
import * as workflows from './workflows.mjs';

export const demoOwner = () => ({ email: 'owner@example.com', password: makePassword() });

/**
 * A running n8n with our package in it and its owner signed in.
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('../host.mjs').host>>} options.host
 * @param {string} options.userFolder
 * @param {import('./session.mjs').Owner} options.owner account made at the first start of a user folder
 * @param {number} [options.port]
 * @param {Record<string, string>} [options.env]
 * @param {boolean} [options.install] whether to put the package in (again); true unless set
 * @param {(pid: number) => void} [options.onSpawn]
 */
export async function startInstance({ install = true, owner, ...options }) {
	if (install) await installPackage(options.userFolder);
	const process = await startProcess(options);
	try {
		return await attachInstance(process, owner);
	} catch (error) {
		await process.kill();
		throw error;
	}
}

/**
 * Signs in to an n8n that runs already.
 * @param {import('./process.mjs').N8nProcess} process
 * @param {import('./session.mjs').Owner} owner
 */
export async function attachInstance(process, owner) {
	const session = await signIn(process.url, owner);
	return { ...bind(session), process, session, url: process.url, userFolder: process.userFolder, owner };
}

/** @typedef {Awaited<ReturnType<typeof startInstance>>} Instance */

/** All calls on one signed-in session. @param {import('./session.mjs').Session} session */
export function bind(session) {
	const calls = { ...credentials, ...executions, ...lookups, ...tables, ...workflows };
	return {
		createCredential: partial(calls.createCredential, session),
		listCredentials: partial(calls.listCredentials, session),
		testCredential: partial(calls.testCredential, session),
		importWorkflow: partial(calls.importWorkflow, session),
		getWorkflow: partial(calls.getWorkflow, session),
		listWorkflows: partial(calls.listWorkflows, session),
		publish: partial(calls.publish, session),
		unpublish: partial(calls.unpublish, session),
		runManually: partial(calls.runManually, session),
		startManually: partial(calls.startManually, session),
		waitForExecution: partial(calls.waitForExecution, session),
		nextExecution: partial(calls.nextExecution, session),
		getExecution: partial(calls.getExecution, session),
		listExecutions: partial(calls.listExecutions, session),
		createTable: partial(calls.createTable, session),
		listTables: partial(calls.listTables, session),
		listRows: partial(calls.listRows, session),
		insertRows: partial(calls.insertRows, session),
		upsertRow: partial(calls.upsertRow, session),
		nodeTypes: partial(calls.nodeTypes, session),
		credentialTypes: partial(calls.credentialTypes, session),
		listSearch: partial(calls.listSearch, session),
	};
}

/**
 * @template F, S
 * @param {S} first
 * @param {F} call
 * @returns {F extends (first: any, ...rest: infer R) => infer T ? (...rest: R) => T : never}
 */
function partial(call, first) {
	return /** @type {any} */ ((...rest) => /** @type {any} */ (call)(first, ...rest));
}
