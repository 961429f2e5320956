/** @typedef {import('./session.mjs').Session} Session */

/**
 * Descriptions of nodes that n8n knows, as the editor loads them.
 * @param {Session} session
 * @param {string} [prefix] of the type name
 * @returns {Promise<any[]>}
 */
export const nodeTypes = (session, prefix = 'n8n-nodes-accounting-sync.') => types(session, 'nodes', prefix);

/** @param {Session} session @param {string} [prefix] */
export const credentialTypes = (session, prefix = 'accounting') => types(session, 'credentials', prefix);

async function types(session, kind, prefix) {
	const answer = await fetch(`${session.url}/types/${kind}.json`, { headers: { cookie: session.cookie } });
	const all = /** @type {any[]} */ (await answer.json());
	return all.filter(({ name }) => name.startsWith(prefix));
}

/**
 * One page of a node's searchable list, asked as the editor asks.
 * @param {Session} session
 * @param {object} query
 * @param {string} query.type node's type name
 * @param {number} [query.version]
 * @param {string} query.method list's method name
 * @param {string} [query.path] parameter's path
 * @param {object} query.parameters node's parameters
 * @param {Record<string, { id: string, name: string }>} query.credentials
 * @param {string} [query.filter]
 * @param {string} [query.paginationToken]
 * @returns {Promise<{ results: Array<{ name: string, value: string | number }>, paginationToken?: unknown }>}
 */
export async function listSearch(session, query) {
	return await session.rest('POST', '/dynamic-node-parameters/resource-locator-results', {
		path: query.path ?? 'parameters.value',
		methodName: query.method,
		nodeTypeAndVersion: { name: query.type, version: query.version ?? 1 },
		currentNodeParameters: query.parameters,
		credentials: query.credentials,
		...(query.filter === undefined ? {} : { filter: query.filter }),
		...(query.paginationToken === undefined ? {} : { paginationToken: query.paginationToken }),
	});
}
