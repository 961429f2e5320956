import { checkCode, checkText, LONGEST_DESCRIPTION } from '../books/checks';
import { taxOf } from '../books/lookup';
import type { Call } from '../state/call';
import { type Stored, rowVersion } from '../state/records';
import { Refused } from '../wire/faults';
import { type Operation, reads, writes } from '../wire/operation';
import { type Data, part, text, textOrNull } from '../wire/shapes';
import { withVersion } from './chart';
import { newItem } from './defaults';
import { changedSince } from './watermark';

const listed = (name: string, keep: (item: Stored) => boolean) =>
	reads(name, '', 'StockItem[]', ({ records, entity }) => ({ Result: records.list(entity.id, 'item').filter(keep).map(withVersion) }));

/** Items, which invoices of items and services sell. */
export const itemOperations: Operation[] = [
	listed('GetStockItemList', () => true),
	listed('GetActiveStockItemList', ({ body }) => body.Active !== false),
	listed('GetInactiveStockItemList', ({ body }) => body.Active === false),
	reads('GetStockItem', 'stockItemID', 'StockItem', (call) => ({ Result: withVersion(itemOf(call, textOrNull(call.parameters, 'stockItemID'))) })),
	reads('GetStockItemsBy', 'query:WSGetStockItemsByQuery', 'StockItem[]', (call) => ({
		Result: changedSince(call, 'item', part(call.parameters, 'query') ?? {}).map(withVersion),
	})),
	reads('GetNewStockItemFromDefaults', 'stockItemID', 'StockItem', ({ parameters }) => ({ Result: newItem(text(parameters, 'stockItemID')) })),
	writes('SaveStockItem', 'stockItem:StockItem create:b', '', '', (call) => {
		saveItem(call, part(call.parameters, 'stockItem') ?? {}, call.parameters.create === true);
		return {};
	}),
];

export function itemOf({ records, entity }: Call, id: string | null, where = ''): Stored {
	const checked = checkCode(id, 'STOCKITEM_ID', where);
	const item = records.get(entity.id, 'item', checked);
	if (item === undefined) throw new Refused('STOCKITEM_ID_DOES_NOT_EXIST', `${where}There is no item ${checked}.`);
	return item;
}

function saveItem(call: Call, sent: Data, create: boolean): void {
	const id = checkCode(textOrNull(sent, 'StockItemID'), 'STOCKITEM_ID');
	const before = call.records.get(call.entity.id, 'item', id);
	if (create && before !== undefined) throw new Refused('STOCKITEM_ITEM_EXISTS', `Item ${id} exists.`);
	if (!create) checkVersion(call, before ?? itemOf(call, id), sent);
	checkText(textOrNull(sent, 'Description'), 'STOCKITEM_DESCRIPTION', LONGEST_DESCRIPTION);
	taxOf(call, textOrNull(sent, 'TaxCode'));
	const { RowVersionNumber: _version, ...body } = sent;
	call.records.put(call.entity.id, 'item', id, body);
}

/** What was read before must still be what stands there. */
export function checkVersion(call: Call, { code, version }: Stored, sent: Data): void {
	if (call.take('outdatedRecord') || text(sent, 'RowVersionNumber') !== rowVersion(version)) {
		throw new Refused('OUTDATED_RECORD', `${code} was changed since it was read.`);
	}
}
