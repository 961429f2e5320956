import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { AccountingAccountsIqApi } from '../../credentials/AccountingAccountsIqApi.credentials';
import { asBooksError, BooksError } from '../core/errors';
import type { Http } from '../core/http';
import { call } from './api';
import { elementOf, isTrue, textIn } from '../core/xml-elements';
import { targetOf } from './connect';
import { forgetTokens } from './tokens';

/** Signs in and asks for the company, which proves that the entity can be reached. */
export async function testAccountsIq(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	// A name of its own: a token that a node got with the old secret must not answer for the new one.
	const connection = `accountsiq test ${randomUUID()}`;
	try {
		const target = targetOf(data, '');
		const { result } = await call({ ...target, connection, http: wire(this, data) }, 'GetCompanyInformation');
		const company = elementOf(result);
		const name = textIn(company, 'CompanyName') ?? target.entity;
		const note = isTrue(company, 'IsConsolidationCompany') ? ' It is a consolidation company, which takes no postings.' : '';
		return { status: 'OK', message: `Connected to ${name} (${textIn(company, 'BaseCurrencyCode') ?? '?'}).${note}` };
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		return { status: 'Error', message: [sentence, facts.hint].filter((part) => part !== undefined && part !== '').join('. ') };
	} finally {
		forgetTokens(connection);
	}
}

function wire({ helpers }: ICredentialTestFunctions, data: ICredentialDataDecryptedObject): Http {
	return {
		waits: new Map(),
		send: async ({ url, headers = {}, body }) => {
			const signed = await new AccountingAccountsIqApi().authenticate(data, { url, headers, body: String(body) });
			const options = { method: 'POST' as const, uri: url, headers, body: signed.body, resolveWithFullResponse: true, simple: false, timeout: 30_000 };
			// What is thrown holds the request with the secret, so nothing of it goes on.
			const answer = (await helpers.request(options).catch(() => undefined)) as { statusCode: number; body: unknown } | undefined;
			if (answer !== undefined) return { status: answer.statusCode, headers: {}, body: answer.body };
			throw new BooksError({ category: 'outage', message: `Nothing answers at ${new URL(url).origin}`, hint: 'Check the region or base address.' });
		},
	};
}
