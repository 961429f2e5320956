import type { MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import type { Desk } from './desk';
import { lookInside } from './look';
import { apiRoutes } from './routes/api';
import { seed } from './seed';
import { Store } from './state/store';
import { createTables, recreateTables } from './state/tables';
import { Events } from './webhooks/events';
import { failure } from './wire/errors';
import { Gate } from './wire/gate';

/** The emulated Work (Verizon Connect Work). No public API of it could be confirmed: the contract is assumed. */
export const makeWork: MakeSystem = (frame) => {
	createTables(frame.db);
	const store = new Store(frame);
	const desk: Desk = { store, gate: new Gate(store), events: new Events(store) };
	return {
		name: 'work',
		title: 'Work',
		routes(app) {
			app.addHook('onClose', async () => await Promise.resolve(desk.events.stop()));
			apiRoutes(app, desk);
			desk.events.resume();
		},
		control: (app) => controlRoutes(app, desk),
		reset({ bare }) {
			store.forget();
			desk.events.clear();
			recreateTables(frame.db);
			desk.gate.clear();
			seed(desk, bare);
		},
		look: () => lookInside(store),
		failure,
		ownFaults: [
			{ kind: 'stale-version', title: 'The record was changed meanwhile (412)' },
			{ kind: 'unknown-state', title: 'Unknown state of a client (422)' },
			{ kind: 'feature-off', title: 'Feature not in the plan (403)' },
			{ kind: 'key-revoked', title: 'Key revoked (401)' },
		],
	};
};
