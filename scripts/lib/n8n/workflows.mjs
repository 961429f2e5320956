import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./session.mjs').Session} Session */
/** @typedef {{ id?: string, name: string, nodes: any[], connections: object, settings?: object, meta?: object, pinData?: object }} Workflow n8n's export format */

/**
 * Saves a workflow under its own id, so that sub-workflows and the error workflow find each other. One that exists is
 * replaced. Credentials are filled in by name.
 * @param {Session} session
 * @param {Workflow} workflow
 * @param {Record<string, string>} credentialIds id by credential name
 * @returns {Promise<string>} its id
 */
export async function importWorkflow(session, workflow, credentialIds = {}) {
	const { name, nodes, connections, settings = {}, meta, pinData } = withCredentialIds(workflow, credentialIds);
	const body = { name, nodes, connections, settings, ...(meta ? { meta } : {}), ...(pinData ? { pinData } : {}) };
	try {
		const { id } = await session.rest('POST', '/workflows', { ...(workflow.id ? { id: workflow.id } : {}), ...body });
		return id;
	} catch (error) {
		if (!workflow.id || !/exists already/.test(error.message)) throw error;
		await session.rest('PATCH', `/workflows/${workflow.id}?forceSave=true`, body);
		return workflow.id;
	}
}

/**
 * @template {Workflow} W
 * @param {W} workflow
 * @param {Record<string, string>} credentialIds id by credential name
 * @returns {W}
 */
export function withCredentialIds(workflow, credentialIds) {
	return { ...workflow, nodes: workflow.nodes.map((node) => filledIn(node, credentialIds)) };
}

function filledIn(node, credentialIds) {
	if (!node.credentials) return node;
	const filled = Object.entries(node.credentials).map(([type, { name, id }]) => {
		const known = credentialIds[name] ?? id;
		if (!known) throw new Error(`No credential "${name}" for node "${node.name}"`);
		return [type, { id: known, name }];
	});
	return { ...node, credentials: Object.fromEntries(filled) };
}

/** @param {Session} session @param {string} id @returns {Promise<any>} undefined when there is none */
export async function getWorkflow(session, id) {
	return await session.rest('GET', `/workflows/${id}`).catch((error) => {
		if (/answered 40[34]/.test(error.message)) return undefined;
		throw error;
	});
}

/**
 * Publishes what is saved and waits until its triggers are registered: n8n says "active" before they are, and also
 * when they fail.
 * @param {Session} session
 * @param {string} id
 */
export async function publish(session, id) {
	await session.api('POST', `/workflows/${id}/activate`);
	const { versionId } = await session.rest('GET', `/workflows/${id}`);
	for (let tries = 0; tries < 300; tries++) {
		const { status, liveVersionId, triggers = [] } = await session.rest('GET', `/workflows/${id}/publication-status`);
		if (status === 'published' && liveVersionId === versionId) return;
		if (status === 'failed' || status === 'partial') {
			const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
			throw new Error(`Workflow ${id} could not be published: ${reasons.join('; ')}`);
		}
		// A workflow that only others call has no trigger to register.
		if (status === 'not_published' && tries > 5 && (await isActive(session, id))) return;
		await sleep(200);
	}
	throw new Error(`Workflow ${id} was not published in time`);
}

const isActive = async (session, id) => (await session.rest('GET', `/workflows/${id}`)).active === true;

/** @param {Session} session @param {string} id */
export const unpublish = (session, id) => session.api('POST', `/workflows/${id}/deactivate`);

/** @param {Session} session @returns {Promise<Array<{ id: string, name: string, active: boolean }>>} */
export async function listWorkflows(session) {
	const { data } = await session.api('GET', '/workflows?limit=250');
	return data;
}
