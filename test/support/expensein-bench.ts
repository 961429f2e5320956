import type { IDataObject } from 'n8n-workflow';
import type { Job } from './bench';
import { World } from './world';

export const EXPENSEIN = 'ExpenseIn (sandbox)';

/** One ExpenseIn node to run on a real n8n. */
export function expenseInJob(resource: string, operation: string, parameters: IDataObject = {}, items?: Job['items'], more: Partial<Job> = {}): Job {
	return { node: 'accountingExpenseIn', parameters: { resource, operation, ...parameters }, items, credentials: { accountingExpenseInApi: EXPENSEIN }, ...more };
}

/** A real n8n and an emulated ExpenseIn without a limit of calls. */
export async function openExpenseIn(): Promise<World> {
	const world = await World.open();
	await world.control('POST', '/expensein/settings', { limits: false });
	return world;
}

/** Another credential for the sandbox, by its name; its id. */
export async function addCredential(world: World, name: string, more: IDataObject): Promise<string> {
	const data = { baseUrl: `${world.sandbox.origin}/expensein/1.0`, apiKey: 'sandbox-expensein-key', callsPerMinute: 6000, contract: '{}', ...more };
	const id = await world.n8n.createCredential(name, 'accountingExpenseInApi', data);
	world.bench.credentials[name] = id;
	return id;
}

/** Calls of the nodes since `world.forget()`, as "GET /users". */
export function callsOf(world: World): string[] {
	return world
		.calls('expensein')
		.filter(({ url }) => url.includes('/expensein/1.0'))
		.map(({ method, url }) => `${method} ${url.replace(/^.*\/1\.0/, '').replace(/\?.*/, '')}`);
}

export const writesOf = (world: World): string[] => callsOf(world).filter((call) => !call.startsWith('GET '));
