import type { Failure, MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { endpointRoutes } from './endpoint';
import { lookAt } from './look';
import { seed } from './seed';
import { Desk } from './state/desk';
import { createTables, recreateTables } from './state/tables';
import { writeFault } from './wire/envelope';

/** The AccountsIQ emulator: the web services 2.0 and 1.1 over double-entry books, one set per entity. */
export const makeAccountsIq: MakeSystem = (frame) => {
	createTables(frame.db);
	const desk = new Desk(frame);
	return {
		name: 'accountsiq',
		title: 'AccountsIQ',
		routes: (app) => endpointRoutes(app, desk),
		control: (app) => controlRoutes(app, desk),
		reset({ bare }) {
			recreateTables(frame.db);
			desk.store.forget();
			seed(desk, bare);
		},
		look: () => lookAt(desk),
		failure,
		ownFaults: [
			{ kind: 'tokenExpired', title: 'Access token expired' },
			{ kind: 'appRevoked', title: 'Application revoked' },
			{ kind: 'readOnly', title: 'Write permission missing' },
			{ kind: 'outdatedRecord', title: 'Record changed by someone else' },
		],
	};
};

/** Outages: a SOAP fault of the service itself for 500, a page of the web server above. */
function failure(status: number): Failure {
	if (status <= 500) return { body: writeFault('1.1', 'Server was unable to process request.', 'Server'), contentType: 'text/xml; charset=utf-8' };
	const body = `<html><head><title>Service Unavailable</title></head><body><h2>Service Unavailable</h2><hr><p>HTTP Error ${status}. The service is unavailable.</p></body></html>`;
	return { body, contentType: 'text/html; charset=us-ascii' };
}
