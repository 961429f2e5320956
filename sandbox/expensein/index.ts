import type { MakeSystem } from '../frame/types';
import { controlRoutes } from './control';
import { lookInside } from './look';
import { apiRoutes } from './routes/api';
import { seed } from './seed';
import { Store } from './state/store';
import { createTables, recreateTables } from './state/tables';
import { failure } from './wire/errors';
import { Gate } from './wire/gate';

/** The emulated ExpenseIn: its public API, and what people and its own AccountsIQ integration do inside. */
export const makeExpenseIn: MakeSystem = (frame) => {
	createTables(frame.db);
	const store = new Store(frame);
	const gate = new Gate(store);
	return {
		name: 'expensein',
		title: 'ExpenseIn',
		routes: (app) => apiRoutes(app, store, gate),
		control: (app) => controlRoutes(app, store, gate),
		reset({ bare }) {
			store.forget();
			recreateTables(frame.db);
			gate.clear();
			seed(store, bare);
		},
		look: () => lookInside(store),
		failure,
	};
};
