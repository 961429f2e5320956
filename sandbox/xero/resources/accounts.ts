import { ACCOUNT, createAccount, deleteAccount, updateAccount } from '../reference/accounts';
import { showAccount } from '../show/reference';
import { attempt, writeOne } from '../wire/batch';
import type { Route } from '../wire/call';
import { answerList } from '../wire/list';
import { named, SETTINGS } from './common';

const NAME = { collection: 'Accounts', id: 'AccountID' };

export const accountRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Accounts',
		scopes: SETTINGS,
		handle: (call) =>
			answerList(call, {
				kind: 'Accounts',
				collection: 'Accounts',
				paged: false,
				delta: true,
				keep: ({ Status }) => Status !== 'DELETED',
				show: showAccount,
			}),
	},
	{
		method: 'GET',
		path: '/Accounts/:id',
		scopes: SETTINGS,
		handle: (call) => ({ json: { Accounts: [showAccount(named(call, 'Accounts'))] } }),
	},
	{
		method: 'PUT',
		path: '/Accounts',
		scopes: SETTINGS,
		handle: (call) => writeOne(call, NAME, (element) => showAccount(createAccount(call.books, ACCOUNT(element)))),
	},
	{
		method: 'POST',
		path: '/Accounts/:id',
		scopes: SETTINGS,
		handle: (call) => {
			const before = named(call, 'Accounts');
			return writeOne(call, NAME, (element) => showAccount(updateAccount(call.books, before, ACCOUNT(element))));
		},
	},
	{
		method: 'DELETE',
		path: '/Accounts/:id',
		scopes: SETTINGS,
		handle: (call) => {
			const found = named(call, 'Accounts');
			return attempt(NAME, { AccountID: found.AccountID }, () => ({
				json: { Accounts: [showAccount(deleteAccount(call.books, found))] },
			}));
		},
	},
];
