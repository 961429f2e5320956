import type { Failure, MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { gatewayRoutes } from './gateway';
import { lookAt } from './look';
import { seed } from './seed';
import { Desk } from './state/desk';
import { createTables, recreateTables } from './state/tables';

/** The Sage Intacct emulator: the XML gateway over the double-entry books of companies with several entities. */
export const makeSageIntacct: MakeSystem = (frame) => {
	createTables(frame.db);
	const desk = new Desk(frame);
	const name = 'sage-intacct';
	return {
		name,
		title: 'Sage Intacct',
		routes: (app) => gatewayRoutes(app, desk, { name, failure }),
		control: (app) => controlRoutes(app, desk),
		reset({ bare }) {
			recreateTables(frame.db);
			desk.sql.forget();
			seed(desk, bare);
		},
		look: () => lookAt(desk),
		failure,
		ownFaults: [
			{ kind: 'sessionExpired', title: 'Session over' },
			{ kind: 'throttled', title: 'Too many requests (GW-0010, 429)' },
			{ kind: 'throttled200', title: 'Too many requests (text, 200)' },
			{ kind: 'gatewayError', title: 'Gateway error (GW-0011)' },
			{ kind: 'gatewayJson', title: 'Gateway error as JSON' },
			{ kind: 'offline', title: 'Service off-line' },
			{ kind: 'permissionLost', title: 'Permissions taken away' },
			{ kind: 'truncated', title: 'Answer cut off' },
			{ kind: 'twoRoots', title: 'Answer with two roots' },
		],
	};
};

/** Outages come from the edge, which writes pages. */
function failure(status: number): Failure {
	const title = status === 524 ? 'A timeout occurred' : status === 502 ? 'Bad gateway' : 'Error';
	return { body: `<!DOCTYPE html>\n<html><head><title>${status}: ${title}</title></head><body><h1>${title}</h1><p>Error code ${status}</p></body></html>`, contentType: 'text/html; charset=UTF-8' };
}
