import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consentPage, errorPage } from '../../frame/consent';
import type { Desk } from '../desk/desk';
import { APPS, scopesOf, unknownScopes, type App } from './apps';
import type { Codes } from './codes';

type Fields = Readonly<Record<string, string>>;
interface Authorization {
	app: App;
	scopes: string[];
	redirect: URL;
}

/** The user that gives consent in the sandbox. */
export const DEMO_USER = '00000000-0000-4000-8000-00000000da7a';

/** The consent page and what comes of it. Source: Xero, "The standard authorization code flow", "PKCE flow". */
export function authorizeRoutes(app: FastifyInstance, desk: Desk, codes: Codes): void {
	app.get('/identity/connect/authorize', async (request, reply) => {
		const fields = queryOf(request);
		const asked = check(fields);
		if ('error' in asked) return await sendPage(reply, 500, wrong(asked));
		const choices = desk.shelf.store.tenants().map(({ OrganisationID, Name, BaseCurrency }) => ({ value: OrganisationID, label: Name, note: BaseCurrency }));
		// One organisation for each consent, where the app asks for that.
		const several = !(fields.acr_values ?? '').includes('bulk_connect:false');
		return await sendPage(reply, 200, consentPage({
			vendor: 'Xero', colour: '#0078c8', app: asked.app.name, lines: asked.scopes, choices, choose: 'Organisations', several, name: 'tenant', fields,
			action: `${desk.origin()}/xero/identity/connect/consent`, allow: 'Allow access', cancel: 'Cancel',
		}));
	});

	app.post('/identity/connect/consent', async (request, reply) => {
		const sent = new URLSearchParams((request.rawBody ?? Buffer.alloc(0)).toString('utf8'));
		const fields = Object.fromEntries(sent);
		const asked = check(fields);
		if ('error' in asked) return await sendPage(reply, 500, wrong(asked));
		const { redirect, app: client, scopes } = asked;
		if (fields.state !== undefined) redirect.searchParams.set('state', fields.state);
		const tenants = sent.getAll('tenant');
		if (fields.choice !== 'allow' || tenants.length === 0) {
			redirect.searchParams.set('error', 'access_denied');
			return await reply.redirect(redirect.href);
		}
		const authEvent = randomUUID();
		for (const tenant of tenants) desk.connections.connect(client.id, DEMO_USER, tenant, authEvent, desk.clock.now());
		const code = randomBytes(24).toString('base64url');
		codes.add(code, {
			app: client.id,
			user: DEMO_USER,
			scopes,
			authEvent,
			redirect: fields.redirect_uri ?? '',
			challenge: fields.code_challenge,
			at: desk.clock.now(),
		});
		redirect.searchParams.set('code', code);
		redirect.searchParams.set('scope', scopes.join(' '));
		redirect.searchParams.set('session_state', randomBytes(16).toString('base64url'));
		return await reply.redirect(redirect.href);
	});
}

function check(fields: Fields): Authorization | { error: string; description: string } {
	const app = APPS.find(({ id }) => id === fields.client_id);
	if (app === undefined || app.kind === 'custom')
		return { error: 'unauthorized_client', description: 'Unknown client or client not enabled' };
	if (fields.response_type !== 'code')
		return { error: 'unsupported_response_type', description: 'response_type must be code' };
	const redirect = redirectOf(fields.redirect_uri);
	if (redirect === undefined) return { error: 'invalid_request', description: 'Invalid redirect_uri' };
	const scopes = scopesOf(fields.scope);
	const unknown = unknownScopes(scopes);
	if (scopes.length === 0 || unknown.length > 0)
		return { error: 'invalid_scope', description: `Invalid scope for client: ${unknown.join(' ')}` };
	if (app.kind === 'desktop' && fields.code_challenge_method !== 'S256')
		return { error: 'invalid_request', description: 'code challenge required' };
	return { app, scopes, redirect };
}

/** Xero shows what is wrong with an authorize request on a page of its own; it never redirects with it. */
const wrong = ({ error, description }: { error: string; description: string }): string => errorPage('Xero', `Error code: 500. ${error}: ${description}`);

/** https, or http on localhost by name; Xero refuses http on 127.0.0.1. */
function redirectOf(text: string | undefined): URL | undefined {
	try {
		const url = new URL(text ?? '');
		return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost') ? url : undefined;
	} catch {
		return undefined;
	}
}

function queryOf(request: FastifyRequest): Fields {
	return Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
}

async function sendPage(reply: FastifyReply, status: number, html: string): Promise<FastifyReply> {
	return await reply.code(status).header('content-type', 'text/html; charset=utf-8').send(html);
}
