import type { WindowCounter } from '../frame/windows';
import type { MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { endpointRoutes, failure } from './endpoint';
import { lookInside } from './look';
import { receiptRoutes } from './receipts/routes';
import { seed } from './seed';
import { Store } from './state/store';
import { createTables, recreateTables } from './state/tables';

/** The emulated Expensify: its integration server, its receipts, and what people do on its website. */
export const makeExpensify: MakeSystem = (frame) => {
	createTables(frame.db);
	const store = new Store(frame);
	let limits: WindowCounter | undefined;
	return {
		name: 'expensify',
		title: 'Expensify',
		routes(app) {
			limits = endpointRoutes(app, store);
			receiptRoutes(app, store);
		},
		control(app) {
			controlRoutes(app, store, () => limits);
		},
		reset({ bare }) {
			store.forget();
			recreateTables(frame.db);
			limits?.clear();
			seed(store, bare);
		},
		look: () => lookInside(store),
		failure,
	};
};
