import type { FastifyInstance } from 'fastify';
import type { MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { Desk } from './desk';
import { authorizeRoutes } from './identity/authorize';
import { discoveryRoutes } from './identity/discovery';
import { tokenRoutes } from './identity/token';
import { lookInside } from './look';
import { apiRoutes } from './routes/api';
import { fileRoutes } from './routes/files';
import { seed } from './seed';
import { createTables, recreateTables } from './state/tables';
import { failure } from './wire/faults';

/** The QuickBooks Online emulator. One origin stands for appcenter.intuit.com, oauth.platform.intuit.com and the API's host. */
export const makeQuickBooksOnline: MakeSystem = (frame) => {
	createTables(frame.db);
	const desk = new Desk(frame);
	return {
		name: 'quickbooks-online',
		title: 'QuickBooks Online',
		routes: (app) => routes(app, desk),
		control: (app) => controlRoutes(app, desk),
		reset({ bare }) {
			desk.store.forget();
			recreateTables(frame.db);
			desk.gate.clear();
			desk.hooks.clear();
			seed(desk, bare);
		},
		look: () => lookInside(desk),
		failure,
		ownFaults: [
			{ kind: 'tokenExpired', title: 'Access token expired (401)' },
			{ kind: 'invalidGrant', title: 'Refresh token refused (invalid_grant)' },
			{ kind: 'notAuthorized', title: 'App not authorized (403)' },
			{ kind: 'adminLost', title: 'User lost access (120)' },
			{ kind: 'throttled', title: 'Too many calls (429)' },
			{ kind: 'stale', title: 'Stale object (5010)' },
			{ kind: 'permissionDenied', title: 'Permission denied (5020)' },
			{ kind: 'faultOn200', title: 'A fault on HTTP 200' },
			{ kind: 'faultXml', title: 'A fault as XML (500)' },
		],
	};
};

function routes(app: FastifyInstance, desk: Desk): void {
	// The API reads statements, JSON and forms whatever their type says: bytes it is, for all.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, body);
	});
	app.addHook('onReady', () => desk.hooks.resume());
	app.addHook('onClose', () => desk.hooks.stop());
	authorizeRoutes(app, desk);
	tokenRoutes(app, desk);
	discoveryRoutes(app, desk);
	apiRoutes(app, desk);
	fileRoutes(app, desk);
}
