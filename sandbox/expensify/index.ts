import type { MakeSystem } from '../frame/types';

export const makeExpensify: MakeSystem = () => ({
	name: 'expensify',
	title: 'Expensify',
	routes: () => undefined,
	reset: () => undefined,
	look: () => [],
});
