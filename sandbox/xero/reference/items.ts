import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { exact, round, toNumber } from '../../frame/money';
import type { Item, Price } from '../records';
import { refuse } from '../wire/errors';
import { amount, flag, guid, object, text, type Read } from '../wire/read';

const PRICE = object({ UnitPrice: amount, AccountCode: text, COGSAccountCode: text, TaxType: text });
export const ITEM = object({
	ItemID: guid,
	Code: text,
	Name: text,
	Description: text,
	PurchaseDescription: text,
	IsSold: flag,
	IsPurchased: flag,
	InventoryAssetAccountCode: text,
	SalesDetails: PRICE,
	PurchaseDetails: PRICE,
});
export type ItemSent = Read<typeof ITEM>;

export function upsertItem(books: Books, sent: ItemSent, places: 2 | 4): Item {
	const found = sent.ItemID === undefined ? coded(books, sent.Code) : books.get('Items', sent.ItemID);
	if (found !== undefined) return updateItem(books, found, sent, places);
	if (sent.ItemID !== undefined) refuse('The item with the specified ItemID could not be found');
	return createItem(books, sent, places);
}

export function createItem(books: Books, sent: ItemSent, places: 2 | 4): Item {
	if ((sent.Code ?? '').trim() === '') refuse('Code must not be empty');
	if (coded(books, sent.Code) !== undefined) refuse(`Price List Item with Code '${sent.Code ?? ''}' already exists`);
	return keep(books, {
		...sent,
		ItemID: randomUUID(),
		Code: sent.Code ?? '',
		IsSold: sent.IsSold ?? true,
		IsPurchased: sent.IsPurchased ?? true,
		IsTrackedAsInventory: sent.InventoryAssetAccountCode !== undefined,
		...pricesOf(books, sent, places),
	});
}

export function updateItem(books: Books, before: Item, sent: ItemSent, places: 2 | 4): Item {
	const rival = coded(books, sent.Code);
	if (rival !== undefined && rival.ItemID !== before.ItemID)
		refuse(`Price List Item with Code '${rival.Code}' already exists`);
	const prices = pricesOf(books, sent, places);
	return keep(books, {
		...before,
		...sent,
		ItemID: before.ItemID,
		Code: sent.Code ?? before.Code,
		SalesDetails: { ...before.SalesDetails, ...prices.SalesDetails },
		PurchaseDetails: { ...before.PurchaseDetails, ...prices.PurchaseDetails },
	});
}

function keep(books: Books, item: Item): Item {
	const problems: string[] = [];
	const limits = [
		['Code', 30],
		['Name', 50],
		['Description', 4000],
		['PurchaseDescription', 4000],
	] as const;
	for (const [field, longest] of limits) {
		if ((item[field] ?? '').length > longest)
			problems.push(`The field ${field} must not be more than ${longest} characters long`);
	}
	if (problems.length > 0) refuse(...problems);
	return books.put('Items', item);
}

function pricesOf(books: Books, sent: ItemSent, places: 2 | 4): Pick<Item, 'SalesDetails' | 'PurchaseDetails'> {
	const price = (of: Price | undefined): Price | undefined => {
		if (of === undefined) return undefined;
		for (const code of [of.AccountCode, of.COGSAccountCode]) {
			if (code !== undefined && code !== '' && books.account({ Code: code }) === undefined)
				refuse(`Account code '${code}' is not a valid code`);
		}
		if (of.TaxType !== undefined && of.TaxType !== '' && books.taxRate(of.TaxType) === undefined) {
			refuse(`The TaxType code '${of.TaxType}' does not exist or cannot be used for this type of transaction.`);
		}
		return { ...of, UnitPrice: of.UnitPrice === undefined ? undefined : toNumber(round(exact(of.UnitPrice), places)) };
	};
	return { SalesDetails: price(sent.SalesDetails), PurchaseDetails: price(sent.PurchaseDetails) };
}

export function coded(books: Books, code: string | undefined): Item | undefined {
	return code === undefined ? undefined : books.list('Items', { number: [fold(code)] })[0];
}
