import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./session.mjs').Session} Session */
/**
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} workflowId
 * @property {string} status "success", "error", "crashed", "canceled", ...
 * @property {string} mode
 * @property {any} error what ended it, in n8n's shape
 * @property {Record<string, any[]>} runData by node name: its runs
 */

/**
 * Runs a workflow from one of its triggers, as the editor's button does, and waits for its end.
 * @param {Session} session
 * @param {string} id
 * @param {string} trigger name of the trigger node
 * @param {{ timeout?: number }} [options] milliseconds
 * @returns {Promise<Execution>}
 */
export async function runManually(session, id, trigger, options = {}) {
	return await waitForExecution(session, await startManually(session, id, trigger), options);
}

/** Starts a run and does not wait. @returns {Promise<string>} the execution's id */
export async function startManually(session, id, trigger) {
	const workflowData = await session.rest('GET', `/workflows/${id}`);
	const answer = await session.rest('POST', `/workflows/${id}/run`, { workflowData, triggerToStartFrom: { name: trigger } });
	if (!answer.executionId) throw new Error(`Workflow ${id} did not start: ${JSON.stringify(answer)}`);
	return answer.executionId;
}

const FINAL = new Set(['success', 'error', 'crashed', 'canceled']);

/**
 * @param {Session} session
 * @param {string} executionId
 * @param {{ timeout?: number }} [options] milliseconds
 */
export async function waitForExecution(session, executionId, { timeout = 120_000 } = {}) {
	const limit = Date.now() + timeout;
	while (Date.now() < limit) {
		const { status } = await session.api('GET', `/executions/${executionId}`);
		if (FINAL.has(status)) return await getExecution(session, executionId);
		await sleep(150);
	}
	throw new Error(`Execution ${executionId} did not end within ${timeout} ms`);
}

/** @param {Session} session @param {string} executionId @returns {Promise<Execution>} */
export async function getExecution(session, executionId) {
	const { id, workflowId, status, mode, data } = await session.api('GET', `/executions/${executionId}?includeData=true`);
	const { runData = {}, error } = data?.resultData ?? {};
	return { id: String(id), workflowId, status, mode, error, runData };
}

/**
 * Newest first. n8n leaves running ones out unless asked for them by `status`.
 * @param {Session} session
 * @param {{ workflowId?: string, status?: string, limit?: number }} [filter]
 * @returns {Promise<Array<{ id: string, status: string, mode: string, workflowId: string, startedAt: string }>>}
 */
export async function listExecutions(session, filter = {}) {
	const query = new URLSearchParams({ limit: '100', ...texts(filter) });
	const { data } = await session.api('GET', `/executions?${query}`);
	return data.map((entry) => ({ ...entry, id: String(entry.id) }));
}

const texts = (record) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]));

/**
 * Waits for an execution that something else starts (a trigger, a schedule).
 * @param {Session} session
 * @param {string} workflowId
 * @param {{ after?: string, timeout?: number }} [options] `after`: id of the newest execution that does not count
 */
export async function nextExecution(session, workflowId, { after = '0', timeout = 120_000 } = {}) {
	const limit = Date.now() + timeout;
	while (Date.now() < limit) {
		const [newest] = await listExecutions(session, { workflowId, limit: 1 });
		if (newest && Number(newest.id) > Number(after) && FINAL.has(newest.status)) {
			return await getExecution(session, newest.id);
		}
		await sleep(300);
	}
	throw new Error(`Workflow ${workflowId} was not run within ${timeout} ms`);
}

/**
 * Items that a node put out, over all its runs.
 * @param {Execution} execution
 * @param {string} node
 * @param {number} [output]
 * @returns {any[]} JSON of each item
 */
export function itemsOf(execution, node, output = 0) {
	const runs = execution.runData[node] ?? [];
	return runs.flatMap((run) => (run.data?.main?.[output] ?? []).map(({ json }) => json));
}
