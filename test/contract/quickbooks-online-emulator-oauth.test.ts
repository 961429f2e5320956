import OAuthClient from 'intuit-oauth';
import { APP, type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
const SCOPE = 'com.intuit.quickbooks.accounting';
const HOUR = 3600;
const DAY = 24 * HOUR;

describe('emulated QuickBooks Online: connecting', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());

	/** Opens the page and presses a button: where that leads. */
	async function consent(address: string, realm: string, choice = 'allow'): Promise<URL> {
		const page = await fetch(address);
		expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Harbour Facilities Ltd')]);
		const fields = Object.fromEntries(new URL(address).searchParams);
		const answer = await fetch(`${qbo.base}/connect/consent`, { method: 'POST', body: new URLSearchParams({ ...fields, realm, choice }), redirect: 'manual' });
		expect(answer.status).toBe(302);
		return new URL(answer.headers.get('location') ?? '');
	}
	const address = (more: Record<string, string> = {}) =>
		`${qbo.base}/connect/oauth2?${new URLSearchParams({ response_type: 'code', client_id: APP.id, redirect_uri: REDIRECT, scope: SCOPE, state: 's-1', ...more }).toString()}`;
	const company = async (token: unknown, realm = US) => await qbo.call('GET', `/companyinfo/${realm}`, undefined, { authorization: `Bearer ${String(token)}` });
	const refresh = async (token: unknown, headers: Record<string, string> = {}) => await qbo.form('/oauth2/v1/tokens/bearer', { grant_type: 'refresh_token', refresh_token: String(token) }, headers);

	it("NODE-CRED: Intuit's own client connects, renews, validates, calls and revokes, unchanged", async () => {
		const client = new OAuthClient({ clientId: APP.id, clientSecret: APP.secret, environment: 'sandbox', redirectUri: REDIRECT });
		const statics = OAuthClient as unknown as { environment: Record<string, string>; jwks_uri: string }; // its types leave out what its documentation has
		Object.assign(statics, { environment: { sandbox: `${qbo.base}/`, production: `${qbo.base}/` }, jwks_uri: `${qbo.base}/op/v1/jwks` });
		client.setAuthorizeURLs({
			authorizeEndpoint: `${qbo.base}/connect/oauth2`, tokenEndpoint: `${qbo.base}/oauth2/v1/tokens/bearer`, revokeEndpoint: `${qbo.base}/v2/oauth2/tokens/revoke`,
			userInfoEndpoint: `${qbo.base}/v1/openid_connect/userinfo`,
		});
		const uri = client.authorizeUri({ scope: [SCOPE, 'openid', 'email'], state: 'xyz' });
		const back = await consent(uri, UK);
		expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'xyz', realmId: UK });
		const made = await client.createToken(back.href);
		expect(made.getJson()).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_640_000 });
		expect(client.getToken()).toMatchObject({ realmId: UK });
		expect(await client.validateIdToken()).toBe(true);
		expect((await client.getUserInfo()).getJson()).toMatchObject({ givenName: 'Ada' });
		const read = await client.makeApiCall({ url: `${client.environment === 'sandbox' ? statics.environment.sandbox : ''}v3/company/${UK}/companyinfo/${UK}` });
		expect(read.json).toMatchObject({ CompanyInfo: { CompanyName: 'Harbour Facilities Ltd' } });
		const before = client.getToken().refresh_token;
		await client.refresh();
		expect(client.getToken().refresh_token).not.toBe(before);
		const bad = client.makeApiCall({ url: `${qbo.base}/v3/company/${UK}/bill/99999` });
		await expect(bad).rejects.toMatchObject({ fault: { type: 'ValidationFault' } });
		const { access_token } = client.getToken() as unknown as Data;
		await client.revoke();
		expect((await company(access_token, UK)).status).toBe(401);
	});

	it('NODE-CRED: the page refuses what is not registered; a refusal comes back as access_denied; a code works once', async () => {
		expect(Object.fromEntries((await consent(address(), US, 'cancel')).searchParams)).toEqual({ error: 'access_denied', state: 's-1' });
		for (const wrong of [{ client_id: 'nobody' }, { redirect_uri: 'http://elsewhere.example/' }, { scope: 'everything' }, { response_type: 'token' }]) {
			const page = await fetch(address(wrong as unknown as Record<string, string>));
			expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('did not connect')]);
		}
		const code = (await consent(address(), US)).searchParams.get('code') ?? '';
		const exchange = async (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
			await qbo.form('/oauth2/v1/tokens/bearer', { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...fields }, headers);
		expect((await exchange({}, { authorization: 'Basic bm9ib2R5OnNlY3JldA==' })).json).toEqual({ error: 'invalid_client' });
		expect((await exchange()).json).toMatchObject({ token_type: 'bearer' });
		expect([(await exchange()).status, (await exchange()).json.error]).toEqual([400, 'invalid_grant']);
		const late = (await consent(address(), US)).searchParams.get('code') ?? '';
		qbo.sandbox.frame.clock.advance(301);
		expect((await exchange({ code: late })).json.error).toBe('invalid_grant');
	});

	it('NODE-CRED: the refresh token turns; the old one holds a day, and all end after a hundred days without use', async () => {
		const first = await qbo.enter(US);
		const second = (await refresh(first.refresh_token)).json;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await refresh(first.refresh_token)).json.refresh_token).toBe(second.refresh_token);
		qbo.sandbox.frame.clock.advance(DAY + 1);
		expect((await refresh(first.refresh_token)).json).toEqual({ error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' });
		const third = (await refresh(second.refresh_token, { 'x-include-refresh-token-hard-expires-in': 'true' })).json;
		expect(third.x_refresh_token_hard_expires_in).toBeGreaterThan(4 * 365 * DAY);
		qbo.sandbox.frame.clock.advance(101 * DAY);
		expect((await refresh(third.refresh_token)).json.error).toBe('invalid_grant');
	});

	it('NODE-ERR: expired, foreign, revoked and unauthorized are told apart', async () => {
		const tokens = await qbo.enter(US);
		const foreign = await company(tokens.access_token, UK);
		expect(foreign.status).toBe(200); // the id within the address does not matter, the company does
		qbo.realm = UK;
		const other = await company(tokens.access_token);
		expect([other.status, other.headers.get('content-type'), other.text]).toEqual([401, expect.stringContaining('xml'), expect.stringContaining('<Error code="100">')]);
		qbo.realm = US;
		const garbage = await company('x');
		expect([garbage.status, garbage.code, garbage.json.fault, garbage.json.time]).toEqual([401, '3200', expect.objectContaining({ type: 'AUTHENTICATION' }), expect.any(Number)]);
		qbo.sandbox.frame.clock.advance(HOUR);
		expect([(await company(tokens.access_token)).status, (await company(tokens.access_token)).detail]).toEqual([401, 'Token expired']);
		const login = await qbo.enter(US, { scopes: ['openid'] });
		expect([(await company(login.access_token)).status, (await company(login.access_token)).code]).toEqual([403, '3100']);
		const again = await qbo.enter(US);
		await qbo.control('POST', '/disconnect', { realm: US });
		expect((await company(again.access_token)).status).toBe(401);
		expect((await refresh(again.refresh_token)).json.error).toBe('invalid_grant');
		const last = await qbo.enter(US);
		expect((await qbo.form('/v2/oauth2/tokens/revoke', { token: String(last.refresh_token) })).status).toBe(200);
		expect((await qbo.form('/v2/oauth2/tokens/revoke', { token: String(last.refresh_token) })).status).toBe(400);
		expect((await company(last.access_token)).status).toBe(401);
	});

	it('NODE-CRED: the discovery documents lead to all of it', async () => {
		const found = await Promise.all(['openid_configuration', 'openid_sandbox_configuration'].map(async (name) => (await (await fetch(`${qbo.base}/.well-known/${name}/`)).json()) as Data));
		for (const one of found) {
			expect(one).toMatchObject({
				issuer: 'https://oauth.platform.intuit.com/op/v1', authorization_endpoint: `${qbo.base}/connect/oauth2`, token_endpoint: `${qbo.base}/oauth2/v1/tokens/bearer`,
				revocation_endpoint: `${qbo.base}/v2/oauth2/tokens/revoke`,
			});
		}
	});
});
