import { coded, createItem, ITEM, updateItem, upsertItem } from '../reference/items';
import type { Item } from '../records';
import { showItem } from '../show/reference';
import { attempt, writeBatch, writeOne } from '../wire/batch';
import { places, type Call, type Route } from '../wire/call';
import { notFound, refuse } from '../wire/errors';
import { answerList } from '../wire/list';
import { ITEMS } from './common';

const NAME = { collection: 'Items', id: 'ItemID' };

/** By ItemID or by Code. */
function one(call: Call): Item {
	const found = call.books.get('Items', call.params.id ?? '') ?? coded(call.books, call.params.id);
	if (found === undefined) throw notFound();
	return found;
}

function isUsed(call: Call, { Code }: Item): boolean {
	return (['Invoices', 'CreditNotes', 'BankTransactions'] as const).some((kind) =>
		call.books.list(kind).some(({ LineItems }) => LineItems.some(({ ItemCode }) => ItemCode === Code)),
	);
}

export const itemRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Items',
		scopes: ITEMS,
		handle: (call) =>
			answerList(call, {
				kind: 'Items',
				collection: 'Items',
				paged: false,
				delta: true,
				show: (item) => showItem(item, places(call)),
			}),
	},
	{
		method: 'GET',
		path: '/Items/:id',
		scopes: ITEMS,
		handle: (call) => ({ json: { Items: [showItem(one(call), places(call))] } }),
	},
	{
		method: 'PUT',
		path: '/Items',
		scopes: ITEMS,
		handle: (call) =>
			writeBatch(call, NAME, (element) => showItem(createItem(call.books, ITEM(element), places(call)), places(call))),
	},
	{
		method: 'POST',
		path: '/Items',
		scopes: ITEMS,
		handle: (call) =>
			writeBatch(call, NAME, (element) => showItem(upsertItem(call.books, ITEM(element), places(call)), places(call))),
	},
	{
		method: 'POST',
		path: '/Items/:id',
		scopes: ITEMS,
		handle: (call) => {
			const before = one(call);
			return writeOne(call, NAME, (element) =>
				showItem(updateItem(call.books, before, ITEM(element), places(call)), places(call)),
			);
		},
	},
	{
		method: 'DELETE',
		path: '/Items/:id',
		scopes: ITEMS,
		handle: (call) => {
			const found = one(call);
			return attempt(NAME, { ItemID: found.ItemID }, () => {
				if (found.IsTrackedAsInventory && isUsed(call, found))
					refuse('The item cannot be deleted because it is used in a transaction');
				call.books.remove('Items', found.ItemID);
				return { status: 204 };
			});
		},
	},
];
