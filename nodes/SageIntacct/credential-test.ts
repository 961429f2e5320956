import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { AccountingSageIntacctApi } from '../../credentials/AccountingSageIntacctApi.credentials';
import { asBooksError, BooksError } from '../core/errors';
import type { Http } from '../core/http';
import { call } from './api';
import { targetOf } from './connect';
import { forgetSession } from './sessions';

/** Signs in and asks for what the company subscribes to, which proves that sender, user and entity are let in. */
export async function testSageIntacct(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	// A name of its own: a session that a node got with the old password must not answer for the new one.
	const connection = `intacct test ${randomUUID()}`;
	try {
		const target = targetOf(data, '');
		const intacct = { ...target, connection, http: wire(this, data) };
		const applications = await call(intacct, { get_applications: '' }).catch(asBooksError);
		forgetSession(intacct);
		// To be let in is what is tested; a user without administration rights can still post.
		if (applications instanceof BooksError && applications.category !== 'permission' && applications.category !== 'validation') throw applications;
		const where = target.entity === '' ? '' : `, entity ${target.entity}`;
		const note = applications instanceof BooksError ? ' Run "Check Set-Up" of the node: some permissions are missing.' : '';
		return { status: 'OK', message: `Connected to ${String(data.companyId ?? '')}${where}.${note}` };
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		return { status: 'Error', message: [sentence, facts.hint].filter((part) => part !== undefined && part !== '').join(' ') };
	}
}

function wire({ helpers }: ICredentialTestFunctions, data: ICredentialDataDecryptedObject): Http {
	return {
		waits: new Map(),
		send: async ({ url, headers = {}, body }) => {
			const signed = await new AccountingSageIntacctApi().authenticate(data, { url, headers, body: String(body) });
			const options = { method: 'POST' as const, uri: url, headers, body: signed.body, resolveWithFullResponse: true, simple: false, timeout: 30_000 };
			// What is thrown holds the request with the secret, so nothing of it goes on.
			const answer = (await helpers.request(options).catch(() => undefined)) as { statusCode: number; body: unknown } | undefined;
			if (answer !== undefined) return { status: answer.statusCode, headers: {}, body: answer.body };
			throw new BooksError({ category: 'outage', message: `Nothing answers at ${new URL(url).origin}.`, hint: 'Check the gateway address.' });
		},
	};
}
