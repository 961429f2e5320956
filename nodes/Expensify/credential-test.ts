import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { AccountingExpensifyApi } from '../../credentials/AccountingExpensifyApi.credentials';
import { errorOf, jsonAnswer, type Reply } from './answer';
import { policyListJob } from './jobs';

/**
 * Asks for the workspaces. n8n's own test rules can name the bodies that fail and not the one that passes, and how
 * Expensify refuses a wrong pair is documented nowhere; so a function looks at the answer.
 */
export async function testExpensify(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const reply = await askForPolicies(this, data);
	if (reply === undefined)
		return { status: 'Error', message: `Nothing answers at ${String(data.baseUrl)}. Check the base address.` };
	const error = errorOf(reply, false);
	if (error !== undefined) return { status: 'Error', message: [error.message, error.facts.hint].join('. ') };
	const list = jsonAnswer(reply.text)?.policyList;
	if (!Array.isArray(list))
		return { status: 'Error', message: `${String(data.baseUrl)} is no Expensify integration server.` };
	if (list.length === 0) {
		return {
			status: 'OK',
			message: 'The pair is valid, but its user is admin of no workspace: lists cannot be written.',
		};
	}
	return { status: 'OK', message: `Connected. Workspaces: ${list.length}.` };
}

async function askForPolicies(
	{ helpers }: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<Reply | undefined> {
	const baseUrl = String(data.baseUrl ?? '').replace(/\/+$/, '');
	const requestJobDescription = JSON.stringify(policyListJob(true).description);
	const request = { url: baseUrl, body: { requestJobDescription } };
	const { body } = await new AccountingExpensifyApi().authenticate(data, request);
	try {
		const answer = (await helpers.request({
			method: 'POST',
			uri: `${baseUrl}/Integration-Server/ExpensifyIntegrations`,
			form: body,
			resolveWithFullResponse: true,
			simple: false,
			timeout: 30_000,
		})) as { statusCode: number; body: unknown };
		const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
		return { status: answer.statusCode, headers: {}, text };
	} catch {
		// The thrown error holds the request with the secret, so nothing of it goes on.
		return undefined;
	}
}
