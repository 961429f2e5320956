import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FERN, KEA, web, XeroBench } from './support/xero';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());

const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
const SCOPE = 'openid offline_access accounting.settings accounting.invoices accounting.contacts';
const query = (more: Record<string, string> = {}) => ({
	response_type: 'code',
	client_id: 'sandbox-xero-web',
	redirect_uri: REDIRECT,
	scope: SCOPE,
	state: 's-1',
	...more,
});

async function authorize(fields: Record<string, string>): Promise<{ status: number; html: string }> {
	const answer = await fetch(
		`${bench.origin}/xero/identity/connect/authorize?${new URLSearchParams(fields).toString()}`,
	);
	return { status: answer.status, html: await answer.text() };
}
/** Presses the button on the page: sends back its hidden fields and the choice. */
async function consent(fields: Record<string, string>, tenants: string[], choice = 'allow'): Promise<URL> {
	const form = new URLSearchParams({ ...fields, choice });
	for (const tenant of tenants) form.append('tenant', tenant);
	const answer = await fetch(`${bench.origin}/xero/identity/connect/consent`, {
		method: 'POST',
		body: form,
		redirect: 'manual',
	});
	expect(answer.status).toBe(302);
	return new URL(answer.headers.get('location') ?? '');
}
const exchange = async (code: string, more: Record<string, string> = {}) =>
	await bench.form('/connect/token', { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more }, web);
const refresh = async (token: string) =>
	await bench.form('/connect/token', { grant_type: 'refresh_token', refresh_token: token }, web);
async function connections(token: string) {
	const answer = await fetch(`${bench.origin}/xero/Connections`, { headers: { authorization: `Bearer ${token}` } });
	return { status: answer.status, json: (await answer.json()) as Array<Record<string, string>> };
}
const organisation = async (token: string, tenant = KEA) =>
	await bench.api('GET', '/Organisation', { tenant, headers: { authorization: `Bearer ${token}` } });

describe('code flow', () => {
	it('shows a page with organisations and scopes, gives a code that works once', async () => {
		const page = await authorize(query());
		expect(page.status).toBe(200);
		expect(page.html).toContain('Allow access');
		expect(page.html).toContain('Fern &#38; Sons (NZ)');
		const back = await consent(query(), [FERN]);
		expect(back.searchParams.get('state')).toBe('s-1');
		const code = back.searchParams.get('code') ?? '';
		const { status, json } = await exchange(code);
		expect(status).toBe(200);
		expect(json).toMatchObject({
			token_type: 'Bearer',
			expires_in: 1800,
			scope: SCOPE,
			refresh_token: expect.any(String),
		});
		expect((await exchange(code)).json).toEqual({ error: 'invalid_grant' });
		const claims = JSON.parse(Buffer.from(json.access_token.split('.')[1], 'base64url').toString());
		expect(claims).toMatchObject({ client_id: 'sandbox-xero-web', scope: SCOPE.split(' ') });
		const found = (await connections(json.access_token)).json;
		expect(found).toHaveLength(2); // the bench's own sign-in connected both
		expect(found.find(({ authEventId }) => authEventId === claims.authentication_event_id)).toMatchObject({
			tenantId: FERN,
			tenantType: 'ORGANISATION',
			tenantName: 'Fern & Sons (NZ)',
		});
	});

	it('one organisation per consent where asked; cancelling comes back as access_denied', async () => {
		expect((await authorize(query({ acr_values: 'bulk_connect:false' }))).html).toContain('type="radio"');
		expect((await consent(query(), [KEA], 'cancel')).searchParams.get('error')).toBe('access_denied');
	});

	it.each([
		['unknown client', { client_id: 'nobody' }, 'unauthorized_client'],
		['broad scope of old apps', { scope: 'offline_access accounting.transactions' }, 'invalid_scope'],
		['redirect to 127.0.0.1', { redirect_uri: 'http://127.0.0.1:5678/x' }, 'redirect_uri'],
	])('refuses on a page of its own: %s', async (_, more, word) => {
		const { status, html } = await authorize(query(more));
		expect(status).toBe(500);
		expect(html).toContain(word);
	});

	it('PKCE: the verifier must fit, a desktop app needs no secret', async () => {
		const verifier = randomBytes(32).toString('base64url');
		const fields = query({
			client_id: 'sandbox-xero-desktop',
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
		});
		const code = async () => (await consent(fields, [KEA])).searchParams.get('code') ?? '';
		const token = async (code_verifier: string) =>
			await bench.form('/connect/token', {
				grant_type: 'authorization_code',
				code: await code(),
				redirect_uri: REDIRECT,
				client_id: 'sandbox-xero-desktop',
				code_verifier,
			});
		expect((await token('wrong')).json).toEqual({ error: 'invalid_grant' });
		expect((await token(verifier)).status).toBe(200);
	});

	it('a code dies after five minutes', async () => {
		const code = (await consent(query(), [KEA])).searchParams.get('code') ?? '';
		bench.sandbox.frame.clock.advance(301);
		expect((await exchange(code)).json).toEqual({ error: 'invalid_grant' });
	});

	it('the secret may stand in the body; a wrong one is invalid_client; JSON is invalid_request', async () => {
		const inBody = await bench.form('/connect/token', {
			grant_type: 'refresh_token',
			refresh_token: bench.refreshToken,
			client_id: web[0],
			client_secret: web[1],
		});
		expect(inBody.status).toBe(200);
		expect(
			(
				await bench.form('/connect/token', { grant_type: 'refresh_token', refresh_token: 'x' }, [
					'sandbox-xero-web',
					'no',
				])
			).json,
		).toEqual({ error: 'invalid_client' });
		const answer = await fetch(`${bench.origin}/xero/connect/token`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{}',
		});
		expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request' }]);
		expect((await bench.form('/connect/token', { grant_type: 'password' }, web)).json).toEqual({
			error: 'unsupported_grant_type',
		});
	});
});

describe('token life', () => {
	it('access dies after 30 minutes of emulated time; refresh turns and the one before works 30 minutes more', async () => {
		const first = (await exchange((await consent(query(), [KEA])).searchParams.get('code') ?? '')).json;
		expect((await organisation(first.access_token)).status).toBe(200);
		bench.sandbox.frame.clock.advance(1801);
		const expired = await organisation(first.access_token);
		expect(expired.status).toBe(401);
		expect(expired.json).toMatchObject({
			Type: null,
			Title: 'Unauthorized',
			Status: 401,
			Detail: expect.stringMatching(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} [\d:]{8}$/),
		});
		const second = (await refresh(first.refresh_token)).json;
		const again = (await refresh(first.refresh_token)).json; // its answer was lost
		expect(again.refresh_token).not.toBe(second.refresh_token);
		expect((await refresh(second.refresh_token)).json).toEqual({ error: 'invalid_grant' });
		expect((await organisation(again.access_token)).status).toBe(200);
		bench.sandbox.frame.clock.advance(1801);
		expect((await refresh(first.refresh_token)).json).toEqual({ error: 'invalid_grant' });
		expect((await refresh(again.refresh_token)).status).toBe(200);
	});

	it('no refresh token without offline_access; sixty idle days end it', async () => {
		const short = (
			await exchange((await consent(query({ scope: 'accounting.settings' }), [KEA])).searchParams.get('code') ?? '')
		).json;
		expect(short.refresh_token).toBeUndefined();
		const long = (await exchange((await consent(query(), [KEA])).searchParams.get('code') ?? '')).json;
		bench.sandbox.frame.clock.advance(61 * 86_400);
		expect((await refresh(long.refresh_token)).json).toEqual({ error: 'invalid_grant' });
		await bench.signIn();
	});

	it('tokens hold through a restart of the sandbox', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'xero-'));
		const file = join(folder, 'sandbox.sqlite');
		const before = await XeroBench.start({ file });
		const token = before.token;
		await before.stop();
		const after = await XeroBench.start({ file });
		const { status } = await after.api('GET', '/Organisation', { headers: { authorization: `Bearer ${token}` } });
		await after.stop();
		rmSync(folder, { recursive: true });
		expect(status).toBe(200);
	});

	it('faults: a token that expires in the middle, a refresh that is dead', async () => {
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'tokenExpired', path: '/Organisation' });
		expect((await organisation(bench.token)).json.Detail).toContain('TokenExpired');
		expect((await organisation(bench.token)).status).toBe(200);
		bench.sandbox.frame.faults.add({ system: 'xero', kind: 'invalidGrant' });
		expect((await refresh(bench.refreshToken)).json).toEqual({ error: 'invalid_grant' });
		expect((await refresh(bench.refreshToken)).status).toBe(200);
		await bench.control('tokens/expire');
		await bench.signIn();
		expect((await organisation(bench.token)).status).toBe(200);
	});
});

describe('custom connection', () => {
	const custom = ['sandbox-xero-custom', 'sandbox-xero-custom-secret'] as [string, string];
	const grant = async (more: Record<string, string> = {}) =>
		await bench.form('/connect/token', { grant_type: 'client_credentials', ...more }, custom);

	it('client_credentials: no refresh token, the organisation is implied, scopes fall back to the portal', async () => {
		const { status, json } = await grant({ scopes: 'a,b' });
		expect(status).toBe(200);
		expect(json.refresh_token).toBeUndefined();
		const headers = { authorization: `Bearer ${json.access_token}`, 'xero-tenant-id': '' };
		expect((await bench.api('GET', '/Organisation', { headers })).json.Organisations[0].OrganisationID).toBe(KEA);
		expect((await organisation(json.access_token, FERN)).status).toBe(403);
		expect((await connections(json.access_token)).json).toHaveLength(1);
		expect((await grant({ scope: 'accounting.transactions' })).json).toEqual({ error: 'invalid_scope' });
		expect((await bench.form('/connect/token', { grant_type: 'client_credentials' }, web)).json).toEqual({
			error: 'unauthorized_client',
		});
	});
});

describe('organisations and scopes', () => {
	it('401 for no or a bad token, 403 for no or another organisation', async () => {
		const bad = await organisation('x.y.z');
		expect([bad.status, bad.json.Detail, bad.headers.get('www-authenticate')]).toEqual([
			401,
			'AuthenticationUnsuccessful',
			'Bearer error=invalid_token',
		]);
		const other = await organisation(bench.token, '7e000000-0000-4000-8000-00000000ffff');
		expect([other.status, other.json.Title, other.json.Detail]).toEqual([
			403,
			'Forbidden',
			'AuthenticationUnsuccessful',
		]);
		expect((await bench.api('GET', '/Organisation', { tenant: '' })).status).toBe(403);
	});

	it('a scope that is missing is 401 AuthorizationUnsuccessful; .read reads and does not write', async () => {
		const { json } = await bench.control('tokens', { scope: 'accounting.settings.read' });
		const headers = { authorization: `Bearer ${json.access_token}` };
		expect((await bench.api('GET', '/Accounts', { headers })).status).toBe(200);
		const write = await bench.api('PUT', '/Accounts', { headers, body: {} });
		expect([write.status, write.json.Detail]).toEqual([401, 'AuthorizationUnsuccessful']);
		expect((await bench.api('GET', '/Invoices', { headers })).status).toBe(401);
	});

	it('disconnecting one organisation, revoking, and an organisation that is gone', async () => {
		const [first] = (await connections(bench.token)).json;
		const cut = async (id: string) =>
			(
				await fetch(`${bench.origin}/xero/connections/${id}`, {
					method: 'DELETE',
					headers: { authorization: `Bearer ${bench.token}` },
				})
			).status;
		expect(await cut(first?.id ?? '')).toBe(204);
		expect(await cut(first?.id ?? '')).toBe(404);
		expect((await organisation(bench.token, first?.tenantId)).status).toBe(403);
		await bench.signIn();
		await bench.control('organisation', { revoked: true });
		expect((await organisation(bench.token)).status).toBe(403);
		expect((await connections(bench.token)).json.map(({ tenantId }) => tenantId)).toEqual([FERN]);
		await bench.control('organisation', { revoked: false });
		expect((await bench.form('/connect/revocation', { token: bench.refreshToken }, web)).status).toBe(200);
		expect((await organisation(bench.token)).status).toBe(401);
		await bench.signIn();
	});

	it("discovery names the emulator's own addresses", async () => {
		const answer = await fetch(`${bench.origin}/xero/.well-known/openid-configuration`);
		expect(await answer.json()).toMatchObject({
			token_endpoint: `${bench.origin}/xero/connect/token`,
			code_challenge_methods_supported: ['S256'],
		});
	});
});
