import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { asBooksError } from '../core/errors';
import { headersFor } from './auth';
import { contractWith } from './contract';
import { errorOf } from './errors';
import { fromVendor, isWire, textOf } from './wire';

/** Asks for the company, or for the clients where the dialect has no company, with the headers that every call has. */
export async function testWork(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const baseUrl = String(data.baseUrl ?? '').trim().replace(/\/+$/, '');
	if (baseUrl === '') return { status: 'Error', message: 'Fill in the base address of your Work API, or of the sandbox.' };
	try {
		const contract = contractWith(data.contract);
		const path = contract.paths.company === '' ? contract.paths.client : contract.paths.company;
		const answer = await ask(this, `${baseUrl}${path}`, { accept: 'application/json', ...headersFor(data) });
		if (answer === undefined) return { status: 'Error', message: `Nothing answers at ${baseUrl}. Check the base address.` };
		const error = errorOf(contract, answer, false);
		if (error !== undefined) return { status: 'Error', message: [error.message, error.facts.hint].join('. ') };
		const body: unknown = JSON.parse(String(answer.body));
		if (contract.paths.company === '') return { status: 'OK', message: 'Connected.' };
		const name = isWire(body) ? textOf(fromVendor(contract, 'company', body).name) : undefined;
		if (name === undefined) return { status: 'Error', message: `${baseUrl} is no API of Work.` };
		return { status: 'OK', message: `Connected to ${name}.` };
	} catch (error) {
		// A page in place of JSON says nothing but that it is the wrong address.
		const message = error instanceof SyntaxError ? `${baseUrl} is no API of Work.` : asBooksError(error).sentence;
		return { status: 'Error', message };
	}
}

async function ask({ helpers }: ICredentialTestFunctions, uri: string, headers: Record<string, string>): Promise<{ status: number; body: unknown } | undefined> {
	try {
		const answer = (await helpers.request({ method: 'GET', uri, headers, resolveWithFullResponse: true, simple: false, timeout: 30_000 })) as {
			statusCode: number;
			body: unknown;
		};
		return { status: answer.statusCode, body: answer.body };
	} catch {
		// The thrown error holds the request with the key, so nothing of it goes on.
		return undefined;
	}
}
