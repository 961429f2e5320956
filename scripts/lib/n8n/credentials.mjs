/** @typedef {import('./session.mjs').Session} Session */

/**
 * Makes a credential, or gives new data to the one of that name.
 * @param {Session} session
 * @param {string} name
 * @param {string} type
 * @param {Record<string, unknown>} data may hold `oauthTokenData`: then the connection needs no consent in a browser
 * @returns {Promise<string>} its id
 */
export async function createCredential(session, name, type, data) {
	const existing = (await listCredentials(session)).find((entry) => entry.name === name && entry.type === type);
	if (existing) {
		await session.api('PATCH', `/credentials/${existing.id}`, { data });
		return existing.id;
	}
	const { id } = await session.api('POST', '/credentials', { name, type, data });
	return id;
}

/** @param {Session} session @returns {Promise<Array<{ id: string, name: string, type: string }>>} */
export async function listCredentials(session) {
	const { data } = await session.api('GET', '/credentials?limit=250');
	return data;
}

/**
 * n8n's own test of a stored credential, as the editor's "Test" does it.
 * @param {Session} session
 * @param {string} id
 * @returns {Promise<{ status: string, message: string }>}
 */
export async function testCredential(session, id) {
	return await session.api('POST', `/credentials/${id}/test`);
}
