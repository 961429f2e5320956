import type { FastifyInstance } from 'fastify';
import type { Failure, MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { Desk } from './desk/desk';
import { rememberWhatWasSent, serve } from './desk/serve';
import { authorizeRoutes } from './identity/authorize';
import { Codes } from './identity/codes';
import { connectionRoutes } from './identity/organisations';
import { tokenRoutes } from './identity/token';
import { lookAt } from './look';
import { allRoutes } from './resources';
import { seed } from './seed/seed';
import { notFound, notImplemented } from './wire/errors';

const API = '/api.xro/2.0';

/** The Xero emulator. One origin stands for login.xero.com, identity.xero.com and api.xero.com. */
export const makeXero: MakeSystem = (frame) => {
	const desk = new Desk(frame);
	return {
		name: 'xero',
		title: 'Xero',
		routes: (app) => routes(app, desk),
		control: (app) => controlRoutes(app, desk),
		reset: ({ bare }) => {
			desk.clear();
			seed(desk.shelf, bare);
		},
		look: () => lookAt(desk.shelf),
		failure,
	};
};

function routes(app: FastifyInstance, desk: Desk): void {
	const codes = new Codes();
	// Xero reads JSON whatever the content type says, and files are JSON, text and images alike: bytes it is, for all.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, body);
	});
	app.addHook('onSend', async (request, reply, payload) => {
		rememberWhatWasSent(desk, request, reply, payload);
		return await Promise.resolve(payload);
	});
	app.addHook('onReady', () => desk.webhooks.resume());
	app.addHook('onClose', () => desk.webhooks.stop());

	authorizeRoutes(app, desk, codes);
	tokenRoutes(app, desk, codes);
	connectionRoutes(app, desk);
	for (const route of allRoutes) {
		app.route({
			method: route.method,
			url: `${API}${route.path}`,
			handler: async (request, reply) => {
				if (route.path.endsWith('/Attachments/:name'))
					request.routeLabel = `${route.method} /xero${API}${route.path.replace(/:\w+/g, '{id}')}`;
				return await serve(desk, route, request, reply);
			},
		});
	}
	app.setNotFoundHandler(async (request, reply) => {
		const path = (request.url.split('?')[0] ?? '').replace(/^\/xero/i, '').replace(/\/+$/, '');
		const { status, body } = isKnown(path) ? notImplemented() : notFound();
		return await reply.code(status).send(body);
	});
}

/** A path that exists, but not with this method. */
function isKnown(path: string): boolean {
	return allRoutes.some((route) => new RegExp(`^${API}${route.path.replace(/:\w+/g, '[^/]+')}$`, 'i').test(path));
}

/** Outages come as Xero's gateway sends them: a short JSON for 500, HTML pages above. */
function failure(status: number): Failure {
	if (status === 429) {
		return { body: '', contentType: 'text/plain', headers: { 'retry-after': '1', 'x-rate-limit-problem': 'minute' } };
	}
	if (status <= 500) {
		const body = JSON.stringify({
			ErrorNumber: 500,
			Type: 'InternalServerError',
			Message:
				'An error occurred in Xero. Check the API Status page https://status.developer.xero.com for current service status.',
		});
		return { body, contentType: 'application/json; charset=utf-8' };
	}
	return {
		body: `<html><head><title>${status}</title></head><body><h1>The service is unavailable</h1></body></html>`,
		contentType: 'text/html; charset=utf-8',
	};
}
