import '../support/engine/home';
import 'reflect-metadata';
import { CredentialTestContext } from 'n8n-core';
import type { ICredentialsDecrypted, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { Rig, SECRET } from './expensify-node-rig';

const rig = new Rig();

/** As n8n runs it when somebody presses "Test" at the credential. */
async function test(changes: object = {}) {
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const data = { ...rig.credentials.accountingExpensifyApi, ...changes };
	const credential = {
		id: '1',
		name: 'Expensify',
		type: 'accountingExpensifyApi',
		data,
	} as unknown as ICredentialsDecrypted;
	return await new AccountingExpensify().methods.credentialTest.testExpensify.call(context, credential);
}

it('the credential test passes with the right pair, on the wire', async () => {
	expect(await test()).toEqual({ status: 'OK', message: expect.stringMatching(/^Connected\. Workspaces: \d+\.$/) });
});

it.each([401, 407, 500])('tells a wrong pair that is refused with the code %s', async (wrongCredentialsCode) => {
	await rig.control('POST', '/settings', { wrongCredentialsCode });
	const result = await test({ partnerUserSecret: 'wrong-one' });
	expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining('Authentication error') });
	expect(result.message).not.toContain('wrong-one');
});

it('tells a server that is not there, without the secret', async () => {
	const result = await test({ baseUrl: 'http://127.0.0.1:9' });
	expect(result).toEqual({
		status: 'Error',
		message: 'Nothing answers at http://127.0.0.1:9. Check the base address.',
	});
	expect(JSON.stringify(result)).not.toContain(SECRET);
});
