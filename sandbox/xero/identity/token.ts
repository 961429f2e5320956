import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../desk/desk';
import { APPS, KEA, scopesOf, unknownScopes, type App } from './apps';
import { CODE_MS, type Codes } from './codes';
import type { TokenSet } from './grants';

type Fields = Readonly<Record<string, string>>;
type Outcome = TokenSet | { error: string };

/** Token, revocation and discovery. Source: Xero, "Token types", "Custom connections", "Managing connections". */
export function tokenRoutes(app: FastifyInstance, desk: Desk, codes: Codes): void {
	app.post('/connect/token', async (request, reply) => {
		const fields = formOf(request);
		const client = fields === undefined ? 'invalid_request' : clientOf(request, fields);
		if (fields === undefined || typeof client === 'string')
			return await refuse(reply, typeof client === 'string' ? client : 'invalid_request');
		const outcome = grant(desk, codes, client, fields, request);
		if ('error' in outcome) return await refuse(reply, outcome.error);
		return await reply.header('cache-control', 'no-store').send(outcome);
	});

	app.post('/connect/revocation', async (request, reply) => {
		const fields = formOf(request);
		const client = fields === undefined ? 'invalid_request' : clientOf(request, fields);
		if (fields === undefined || typeof client === 'string')
			return await refuse(reply, typeof client === 'string' ? client : 'invalid_request');
		const ended = desk.grants.revoke(client, fields.token ?? '');
		if (ended !== undefined) desk.connections.disconnectAll(ended.app, ended.user);
		return await reply.code(200).send(); // also for a token that never was, as the OAuth standard has it
	});

	app.get('/.well-known/openid-configuration', () => {
		const base = `${desk.origin()}/xero`;
		return {
			issuer: base,
			authorization_endpoint: `${base}/identity/connect/authorize`,
			token_endpoint: `${base}/connect/token`,
			revocation_endpoint: `${base}/connect/revocation`,
			response_types_supported: ['code'],
			grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
			token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
			code_challenge_methods_supported: ['S256'],
		};
	});
}

function grant(desk: Desk, codes: Codes, client: App, fields: Fields, request: FastifyRequest): Outcome {
	switch (fields.grant_type) {
		case 'authorization_code':
			return exchange(desk, codes, client, fields);
		case 'refresh_token': {
			if (desk.takeFault('invalidGrant', request) !== undefined) return { error: 'invalid_grant' };
			return desk.grants.refresh(client, fields.refresh_token ?? '') ?? { error: 'invalid_grant' };
		}
		case 'client_credentials':
			return customConnection(desk, client, fields);
		default:
			return { error: 'unsupported_grant_type' };
	}
}

function exchange(desk: Desk, codes: Codes, client: App, fields: Fields): Outcome {
	const code = codes.take(fields.code ?? '');
	const stale = code === undefined || code.app !== client.id || desk.clock.now() - code.at > CODE_MS;
	if (stale || code.redirect !== fields.redirect_uri) return { error: 'invalid_grant' };
	if (code.challenge !== undefined) {
		const proof = createHash('sha256')
			.update(fields.code_verifier ?? '')
			.digest('base64url');
		if (proof !== code.challenge) return { error: 'invalid_grant' };
	}
	return desk.grants.issue(desk.grants.open(client, code.user, code.scopes, code.authEvent));
}

function customConnection(desk: Desk, client: App, fields: Fields): Outcome {
	if (client.kind !== 'custom') return { error: 'unauthorized_client' };
	const allowed = client.scopes ?? [];
	const asked = scopesOf(fields.scope);
	const scopes = asked.length === 0 ? [...allowed] : asked;
	// Xero hands no refresh token to a custom connection, whatever it asks for.
	const beyond = scopes.filter((scope) => !allowed.includes(scope) && !allowed.includes(scope.replace(/\.read$/, '')));
	if (unknownScopes(scopes).length > 0 || beyond.length > 0) return { error: 'invalid_scope' };
	const user = `custom-${client.id}`;
	const opened = desk.grants.open(client, user, scopes);
	desk.connections.connect(client.id, user, client.tenant ?? KEA, opened.authEvent, desk.clock.now());
	return desk.grants.issue(opened);
}

/** The app that asks: by Basic, by the body, or by PKCE alone. An error's name where it is none. */
function clientOf(request: FastifyRequest, fields: Fields): App | string {
	const basic = /^basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const [id, secret] =
		basic === undefined
			? [fields.client_id, fields.client_secret]
			: Buffer.from(basic, 'base64')
					.toString('utf8')
					.split(/:(.*)/s)
					.map((part) => decodeURIComponent(part));
	if (id === undefined) return 'invalid_request';
	const app = APPS.find((one) => one.id === id);
	return app === undefined || (app.secret !== undefined && app.secret !== secret) ? 'invalid_client' : app;
}

function formOf(request: FastifyRequest): Fields | undefined {
	if (!/^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')) return undefined;
	return Object.fromEntries(new URLSearchParams((request.rawBody ?? Buffer.alloc(0)).toString('utf8')));
}

async function refuse(reply: FastifyReply, error: string): Promise<FastifyReply> {
	return await reply.code(400).send({ error });
}
