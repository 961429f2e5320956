import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../core/dates';
import type { Call, ItemResult, Operation } from '../core/operations/call';
import { attempt } from '../core/operations/attempt';
import { targetFromLocator } from '../core/properties/locator';
import { createWithBillables } from './billable';
import { matchOperation } from './match';
import { reverseJournal } from './reverse';
import type { XeroLedger } from './ledger';

/** Operations that only Xero has, by resource and name. The ledger of these calls is always ours. */
export const xeroOperations: Readonly<Record<string, Operation>> = {
	'bill:create': createWithBillables((call) => deskOf(call)),
	'document:create': createWithBillables((call) => deskOf(call)),
	'expense:create': createWithBillables((call) => deskOf(call)),
	'bankTransaction:match': async (call: Call): Promise<ItemResult[]> => await matchOperation(call, deskOf(call)),
	'journal:reverse': async (call: Call): Promise<ItemResult[]> =>
		await attempt(call, async (index) => {
			const target = targetFromLocator(call.context, 'target', index);
			const date = parseDay(call.context.getNodeParameter('date', index, ''));
			const outcome = await reverseJournal(call.ledger as XeroLedger, target, date);
			return [{ json: JSON.parse(JSON.stringify(outcome)) as IDataObject }];
		}),
};

const deskOf = (call: Call) => (call.ledger as XeroLedger).desk;
