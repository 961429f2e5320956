import { mostAtOnce, mostInAMinute } from './figures.mjs';
import { watchMemory } from './memory.mjs';
import { benchWorkflow, BY_HAND, POST_NODE, supplierNames } from './workflow.mjs';

const TENANT = '7e000000-0000-4000-8000-000000000001';
const BATCH = 50;
const RUN_LIMIT = 15 * 60_000;

/**
 * @typedef {object} Figures
 * @property {number} calls all that Xero was asked, look-ups and sign-in included
 * @property {Record<string, number>} byRoute
 * @property {number} created @property {number} found bills by what became of them
 * @property {number} seconds in our node, waits included
 * @property {number} minute calls that the limit counts, within the busiest sixty seconds
 * @property {number} atOnce calls under way at the same time, at most
 * @property {number} refused calls that Xero answered with 429
 * @property {{ before: number, peak: number }} memory of n8n's main process, resident MB
 */
/** @typedef {Awaited<ReturnType<typeof import('../../scripts/lib/n8n/instance.mjs').startInstance>>} Instance */

/**
 * Suppliers into empty books and the workflow into n8n.
 * @param {{ n8n: Instance, origin: string, credential: { id: string, name: string }, bills: number, suppliers: number }} options
 */
export async function prepare({ n8n, origin, credential, bills, suppliers }) {
	await addSuppliers(origin, supplierNames(suppliers));
	return await n8n.importWorkflow(benchWorkflow({ id: 'benchXeroBills00', bills, suppliers, credential }));
}

/**
 * One run, measured at the sandbox.
 * @param {{ n8n: Instance, origin: string, workflow: string }} options
 * @returns {Promise<Figures>}
 */
export async function measure({ n8n, origin, workflow }) {
	const [{ id: newest } = { id: 0 }] = await requests(origin, 'limit=1');
	const memory = watchMemory(n8n.process.pid);
	const run = await n8n.runManually(workflow, BY_HAND, { timeout: RUN_LIMIT }).finally(memory);
	if (run.status !== 'success') throw new Error(`The run ended as ${run.status}: ${run.error?.message ?? ''}`);
	const calls = await requests(origin, `limit=5000&after=${newest}`);
	const [task] = run.runData[POST_NODE] ?? [];
	const actions = (task?.data?.main?.[0] ?? []).map(({ json }) => json.action);
	const count = (action) => actions.filter((one) => one === action).length;
	return {
		calls: calls.length,
		byRoute: countBy(calls.map(({ route }) => route)),
		created: count('created'),
		found: count('found'),
		seconds: (task?.executionTime ?? 0) / 1000,
		minute: mostInAMinute(calls.filter(counts)),
		atOnce: mostAtOnce(calls),
		refused: calls.filter(({ status }) => status === 429).length,
		memory: memory(),
	};
}

/** The busiest minute over everything that Xero was asked so far. @param {string} origin */
export async function busiestMinute(origin) {
	return mostInAMinute((await requests(origin, 'limit=5000')).filter(counts));
}

/** Xero counts per organisation; signing in and the list of organisations are none of one. Source: Xero, "API limits". */
const counts = ({ route }) => route.includes('/api.xro/');

async function requests(origin, query) {
	const answer = await fetch(`${origin}/_sandbox/requests?system=xero&brief=yes&${query}`);
	return await answer.json();
}

async function addSuppliers(origin, names) {
	const post = (path, method, body, headers = {}) =>
		fetch(`${origin}${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
	const { access_token: token } = await (await post('/_sandbox/xero/tokens', 'POST', { tenants: [TENANT] })).json();
	for (let at = 0; at < names.length; at += BATCH) {
		const Contacts = names.slice(at, at + BATCH).map((Name) => ({ Name }));
		const headers = { authorization: `Bearer ${token}`, 'xero-tenant-id': TENANT, accept: 'application/json' };
		const answer = await post('/xero/api.xro/2.0/Contacts', 'PUT', { Contacts }, headers);
		if (!answer.ok) throw new Error(`The sandbox took no suppliers: ${answer.status} ${await answer.text()}`);
	}
	await fetch(`${origin}/_sandbox/requests`, { method: 'DELETE' });
}

/** @param {string[]} names @returns {Record<string, number>} */
function countBy(names) {
	const counts = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
