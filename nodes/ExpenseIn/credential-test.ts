import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { asBooksError } from '../core/errors';
import { BASE_URL } from './connect';
import { contractWith } from './contract';
import { errorOf } from './errors';

/** Asks for the users, the one call that ExpenseIn publishes. A refusal names all its causes. */
export async function testExpenseIn(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const baseUrl = String(data.baseUrl === undefined || data.baseUrl === '' ? BASE_URL : data.baseUrl).replace(/\/+$/, '');
	try {
		const contract = contractWith(data.contract);
		const answer = await ask(this, `${baseUrl}${contract.paths.user}`, String(data.apiKey ?? ''));
		if (answer === undefined) return { status: 'Error', message: `Nothing answers at ${baseUrl}. Check the base address.` };
		const error = errorOf(contract, answer, false);
		if (error !== undefined) return { status: 'Error', message: [error.message, error.facts.hint].join('. ') };
		const users = userCount(answer.body);
		if (users === undefined) return { status: 'Error', message: `${baseUrl} is no API of ExpenseIn.` };
		return { status: 'OK', message: `Connected. Users: ${users}.` };
	} catch (error) {
		return { status: 'Error', message: asBooksError(error).sentence };
	}
}

async function ask({ helpers }: ICredentialTestFunctions, uri: string, apiKey: string): Promise<{ status: number; body: unknown } | undefined> {
	try {
		const answer = (await helpers.request({
			method: 'GET',
			uri,
			headers: { authorization: `ApiKey ${apiKey}`, accept: 'application/json' },
			resolveWithFullResponse: true,
			simple: false,
			timeout: 30_000,
		})) as { statusCode: number; body: unknown };
		return { status: answer.statusCode, body: answer.body };
	} catch {
		// The thrown error holds the request with the key, so nothing of it goes on.
		return undefined;
	}
}

function userCount(body: unknown): number | undefined {
	let list: unknown = body;
	if (typeof body === 'string') {
		try {
			list = JSON.parse(body);
		} catch {
			return undefined;
		}
	}
	const inside = Array.isArray(list) ? list : Object.values((list ?? {}) as object).find(Array.isArray);
	return inside?.length;
}
