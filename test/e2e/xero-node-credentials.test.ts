import type { IDataObject } from 'n8n-workflow';
import { World } from '../support/world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world?.close());

describe('credentials: n8n\'s own test', () => {
	const xero = () => `${world.sandbox.origin}/xero`;
	const tested = async (type: string, data: IDataObject) => await world.n8n.testCredential(await world.n8n.createCredential(`Test of ${type}`, type, data));

	it('Expensify: the right pair passes, a wrong one is told', async () => {
		const data = { baseUrl: `${world.sandbox.origin}/expensify`, partnerUserID: 'aa_sandbox_demo' };
		expect(await tested('accountingExpensifyApi', { ...data, partnerUserSecret: 'sandbox-expensify-secret' })).toMatchObject({ status: 'OK' });
		const { status, message } = await tested('accountingExpensifyApi', { ...data, partnerUserSecret: 'not-the-secret' });
		expect([status, message]).toEqual(['Error', expect.stringMatching(/\w/)]);
		expect(message).not.toContain('not-the-secret');
	});

	it('Xero custom connection: the right secret passes, a wrong one is told', async () => {
		const data = { apiUrl: xero(), identityUrl: xero(), clientId: 'sandbox-xero-custom' };
		expect(await tested('accountingXeroCustomConnectionApi', { ...data, clientSecret: 'sandbox-xero-custom-secret' })).toMatchObject({ status: 'OK' });
		expect(await tested('accountingXeroCustomConnectionApi', { ...data, clientSecret: 'wrong' })).toMatchObject({ status: 'Error' });
	});

	it('Xero by a person\'s login: a connected one passes', async () => {
		const { tenants: _tenants, ...oauthTokenData } = await world.control<IDataObject>('POST', '/xero/tokens', {});
		const data = { apiUrl: xero(), loginUrl: xero(), identityUrl: xero(), clientId: 'sandbox-xero-web' };
		expect(await tested('accountingXeroOAuth2Api', { ...data, clientSecret: 'sandbox-xero-web-secret', oauthTokenData })).toMatchObject({ status: 'OK' });
		expect(await tested('accountingXeroOAuth2Api', { ...data, clientSecret: 'wrong', oauthTokenData: { access_token: 'x', refresh_token: 'y' } })).toMatchObject({ status: 'Error' });
	});
});
