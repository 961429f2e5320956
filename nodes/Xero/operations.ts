import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../core/dates';
import type { ItemResult, Operations } from '../core/operations/call';
import { attempt } from '../core/operations/attempt';
import { targetFromLocator } from '../core/properties/locator';
import { createWithBillables } from './billable';
import { matchOperation } from './match';
import { reverseJournal } from './reverse';
import type { XeroLedger } from './ledger';

/** Operations that only Xero has, by resource and name. */
export const xeroOperations: Operations<XeroLedger> = {
	'bill:create': createWithBillables,
	'document:create': createWithBillables,
	'expense:create': createWithBillables,
	'bankTransaction:match': async (call): Promise<ItemResult[]> => await matchOperation(call, call.session.desk),
	'journal:reverse': async (call): Promise<ItemResult[]> =>
		await attempt(call, async (index) => {
			const target = targetFromLocator(call.context, 'target', index);
			const date = parseDay(call.context.getNodeParameter('date', index, ''));
			const outcome = await reverseJournal(call.session, target, date);
			return [{ json: JSON.parse(JSON.stringify(outcome)) as IDataObject }];
		}),
};
