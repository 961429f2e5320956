import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { consentPage, errorPage } from '../../frame/consent';
import type { Desk } from '../desk';
import { companies } from '../state/companies';
import { APPS, type App, SCOPES } from './apps';

type Fields = Readonly<Record<string, string>>;
interface Asked {
	app: App;
	scopes: string[];
	redirect: URL;
}

/** The page where a person chooses the company; its realmId is told here and nowhere else. Source: Intuit, "OAuth 2.0". */
export function authorizeRoutes(app: FastifyInstance, desk: Desk): void {
	app.get('/connect/oauth2', async (request, reply) => {
		const fields = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
		const asked = check(fields);
		if (typeof asked === 'string') return await send(reply, 400, errorPage('QuickBooks', asked));
		const choices = companies(desk.store).map(({ realm, name, home }) => ({ value: realm, label: name, note: home }));
		return await send(reply, 200, consentPage({
			vendor: 'QuickBooks', colour: '#2ca01c', app: asked.app.name, lines: asked.scopes, choices, choose: 'Company', name: 'realm', fields,
			action: `${desk.store.frame.origin()}/quickbooks-online/connect/consent`, allow: 'Connect', cancel: 'No, thanks',
		}));
	});

	app.post('/connect/consent', async (request, reply) => {
		const fields = Object.fromEntries(new URLSearchParams((request.rawBody ?? Buffer.alloc(0)).toString('utf8')));
		const asked = check(fields);
		if (typeof asked === 'string') return await send(reply, 400, errorPage('QuickBooks', asked));
		const { redirect } = asked;
		if (fields.state !== undefined) redirect.searchParams.set('state', fields.state);
		const company = companies(desk.store).find(({ realm }) => realm === fields.realm);
		if (fields.choice !== 'allow' || company === undefined) {
			redirect.searchParams.set('error', 'access_denied');
			return await reply.redirect(redirect.href);
		}
		const code = `AB1${randomBytes(22).toString('base64url')}`;
		desk.codes.add(code, { app: asked.app.id, realm: company.realm, scopes: asked.scopes, redirect: fields.redirect_uri ?? '', at: desk.store.now() });
		redirect.searchParams.set('code', code);
		redirect.searchParams.set('realmId', company.realm);
		return await reply.redirect(redirect.href);
	});
}

/** What is wrong is shown on the page; nobody is led back with it. */
function check(fields: Fields): Asked | string {
	const app = APPS.find(({ id }) => id === fields.client_id);
	if (app === undefined) return 'The client_id is not known.';
	if (fields.response_type !== 'code') return 'The response_type must be code.';
	const redirect = redirectOf(fields.redirect_uri);
	if (redirect === undefined) return 'The redirect_uri query parameter value is invalid.';
	const scopes = (fields.scope ?? '').split(/\s+/).filter((scope) => scope !== '');
	const unknown = scopes.find((scope) => !SCOPES.has(scope));
	if (scopes.length === 0 || unknown !== undefined) return `The scope ${unknown ?? ''} is invalid.`;
	if ((fields.state ?? '') === '') return 'The state query parameter is missing.';
	return { app, scopes, redirect };
}

/** https, or plain http to this machine with development keys. */
function redirectOf(text = ''): URL | undefined {
	if (!URL.canParse(text)) return undefined;
	const url = new URL(text);
	return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost') ? url : undefined;
}

async function send(reply: FastifyReply, status: number, html: string): Promise<FastifyReply> {
	return await reply.code(status).type('text/html; charset=utf-8').send(html);
}
