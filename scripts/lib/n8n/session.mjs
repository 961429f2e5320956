import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** n8n wants a capital letter and a digit as well. */
export const makePassword = () => `${randomBytes(9).toString('base64url')}-A1`;

/**
 * Calls n8n as its owner. `rest` is what the editor uses, `api` n8n's public interface.
 * @typedef {object} Session
 * @property {string} url
 * @property {Owner} owner
 * @property {string} cookie
 * @property {string} apiKey
 * @property {Call} rest
 * @property {Call} api
 */
/** @typedef {(method: string, path: string, body?: unknown) => Promise<any>} Call answers are n8n's own shapes */
/** @typedef {{ email: string, password: string }} Owner */

/**
 * Signs in, after making the owner's account where n8n has none yet.
 * @param {string} url
 * @param {Owner} owner
 * @param {string} [keyLabel] each program keeps a key of its own
 * @returns {Promise<Session>}
 */
export async function signIn(url, owner, keyLabel = 'accounting-sync tests') {
	const { data: settings } = await answerOf(await fetch(`${url}/rest/settings`));
	const isNew = settings.userManagement?.showSetupOnFirstLoad === true;
	const names = { firstName: 'Demo', lastName: 'Owner' };
	const answer = isNew
		? await post(`${url}/rest/owner/setup`, { ...owner, ...names })
		: await post(`${url}/rest/login`, { emailOrLdapLoginId: owner.email, password: owner.password });
	await answerOf(answer.clone());
	const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
	const rest = caller(`${url}/rest`, { cookie }, (answered) => answered?.data ?? answered);
	const apiKey = await makeApiKey(rest, keyLabel);
	return { url, owner, cookie, apiKey, rest, api: caller(`${url}/api/v1`, { 'X-N8N-API-KEY': apiKey }, (body) => body) };
}

/**
 * A session of the public interface alone, for who has the key of an earlier one but not the owner's password.
 * @param {string} url
 * @param {string} apiKey
 * @returns {Session}
 */
export function withKey(url, apiKey) {
	const api = caller(`${url}/api/v1`, { 'X-N8N-API-KEY': apiKey }, (body) => body);
	const rest = async () => {
		throw new Error("The editor's interface needs the owner's password");
	};
	return { url, owner: { email: '', password: '' }, cookie: '', apiKey, rest, api };
}

/** A key can be read only when it is made, so each session makes a fresh one and removes the one before. */
async function makeApiKey(rest, label) {
	const scopes = await rest('GET', '/api-keys/scopes');
	const { items = [] } = await rest('GET', '/api-keys');
	for (const key of items) if (key.label === label) await rest('DELETE', `/api-keys/${key.id}`);
	const made = await rest('POST', '/api-keys', { label, expiresAt: null, scopes });
	return made.rawApiKey;
}

/** Seconds in which n8n must find its database again. */
const MOST_UNREADY = 60;

const post = (url, body) =>
	fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

function caller(base, headers, unwrap) {
	return async (method, path, body) => {
		const request = () =>
			fetch(`${base}${path}`, {
				method,
				headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		return unwrap(await answerOf(await (method === 'GET' ? patiently(request) : request())));
	};
}

/**
 * While n8n computes for seconds it lets an idle connection go, perhaps just as we use it again, or takes its own
 * database for lost and says so (503): a question may be asked twice. An n8n that has ended refuses the connection, and
 * that is told at once.
 */
async function patiently(request) {
	for (let tries = 1; ; tries++) {
		try {
			const answer = await request();
			if (answer.status !== 503 || tries >= MOST_UNREADY) return answer;
			await sleep(1000);
		} catch (error) {
			if (tries >= 4 || error.cause?.code === 'ECONNREFUSED') throw error;
			await sleep(250 * tries);
		}
	}
}

async function answerOf(answer) {
	const text = await answer.text();
	if (!answer.ok) {
		throw new Error(`n8n answered ${answer.status} to ${new URL(answer.url).pathname}: ${text.slice(0, 500)}`);
	}
	return text === '' ? undefined : JSON.parse(text);
}
