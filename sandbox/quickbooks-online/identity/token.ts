import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../desk';
import { APPS, type App } from './apps';
import type { TokenSet } from './tokens';

type Fields = Readonly<Record<string, string>>;

/** Tokens, renewal and revocation. Source: Intuit, "OAuth 2.0". */
export function tokenRoutes(app: FastifyInstance, desk: Desk): void {
	app.post('/oauth2/v1/tokens/bearer', async (request, reply) => {
		const client = clientOf(request);
		if (client === undefined) return await reply.code(401).send({ error: 'invalid_client' });
		const outcome = grant(desk, client, fieldsOf(request), request);
		if ('error' in outcome) return await reply.code(400).send(outcome);
		return await reply.header('cache-control', 'no-cache, no-store').send(outcome);
	});

	app.post('/v2/oauth2/tokens/revoke', async (request, reply) => {
		const client = clientOf(request);
		if (client === undefined) return await reply.code(401).send({ error: 'invalid_client' });
		if (!desk.tokens.revoke(client.id, fieldsOf(request).token ?? '')) return await refuse(reply, 'invalid_request', 'Token is invalid');
		return await reply.code(200).send();
	});
}

function grant(desk: Desk, client: App, fields: Fields, request: FastifyRequest): TokenSet | { error: string; error_description: string } {
	const hard = request.headers['x-include-refresh-token-hard-expires-in'] === 'true';
	if (desk.take('invalidGrant', request)) return { error: 'invalid_grant', error_description: 'Token invalid' };
	if (fields.grant_type === 'refresh_token') {
		return desk.tokens.refresh(client.id, fields.refresh_token ?? '', hard) ?? { error: 'invalid_grant', error_description: 'Incorrect or invalid refresh token' };
	}
	if (fields.grant_type !== 'authorization_code') return { error: 'unsupported_grant_type', error_description: 'Unsupported grant type' };
	const code = desk.codes.take(fields.code ?? '', desk.store.now());
	if (code === undefined || code.app !== client.id || code.redirect !== fields.redirect_uri) {
		return { error: 'invalid_grant', error_description: 'Invalid authorization code' };
	}
	const opened = desk.tokens.open(client.id, code.realm, code.scopes);
	const tokens = desk.tokens.issue(opened, hard);
	return code.scopes.includes('openid') ? { ...tokens, id_token: desk.signer.idToken(opened) } : tokens;
}

/** By Basic alone: a client's id and secret in the body are no login here. */
function clientOf({ headers }: FastifyRequest): App | undefined {
	const basic = /^basic\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
	if (basic === undefined) return undefined;
	const [id, secret] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
	return APPS.find((one) => one.id === id && one.secret === secret);
}

/** A form, or JSON, which the revocation takes too. */
function fieldsOf({ headers, rawBody }: FastifyRequest): Fields {
	const text = (rawBody ?? Buffer.alloc(0)).toString('utf8');
	if (!/json/i.test(headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(text));
	try {
		return JSON.parse(text) as Fields;
	} catch {
		return {};
	}
}

async function refuse(reply: FastifyReply, error: string, error_description: string): Promise<FastifyReply> {
	return await reply.code(400).send({ error, error_description });
}
