import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { SCOPES } from './apps';

/** What OpenID clients look up. Source: Intuit, "Discovery document", "OpenID Connect". */
export function discoveryRoutes(app: FastifyInstance, { store, signer, tokens }: Desk): void {
	for (const name of ['openid_configuration', 'openid_sandbox_configuration']) {
		app.get(`/.well-known/${name}`, () => {
			const base = `${store.frame.origin()}/quickbooks-online`;
			return {
				issuer: 'https://oauth.platform.intuit.com/op/v1',
				authorization_endpoint: `${base}/connect/oauth2`,
				token_endpoint: `${base}/oauth2/v1/tokens/bearer`,
				userinfo_endpoint: `${base}/v1/openid_connect/userinfo`,
				revocation_endpoint: `${base}/v2/oauth2/tokens/revoke`,
				jwks_uri: `${base}/op/v1/jwks`,
				response_types_supported: ['code'],
				subject_types_supported: ['public'],
				id_token_signing_alg_values_supported: ['RS256'],
				scopes_supported: [...SCOPES],
				token_endpoint_auth_methods_supported: ['client_secret_basic'],
				claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
			};
		});
	}
	app.get('/op/v1/jwks', () => signer.jwks());
	app.get('/v1/openid_connect/userinfo', async (request, reply) => {
		const token = /^bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const grant = tokens.check(token);
		if (typeof grant === 'string' || !grant.scopes.includes('openid')) return await reply.code(401).send({ error: 'invalid_token' });
		return signer.user();
	});
}
