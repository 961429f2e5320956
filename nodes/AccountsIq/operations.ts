import type { IDataObject } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { attempt } from '../core/operations/attempt';
import type { Call, ItemResult, Operations } from '../core/operations/call';
import { parseDay } from '../core/dates';
import { parseAmount } from '../core/money';
import { allocate } from './allocate';
import type { AiqLedger } from './ledger';

/** Operations that only AccountsIQ has, by resource and name. */
export const aiqOperations: Operations<AiqLedger> = {
	'payment:allocate': async (call: Call<AiqLedger>): Promise<ItemResult[]> => await attempt(call, async (index) => {
		const text = (name: string) => String(call.context.getNodeParameter(name, index, '') ?? '').trim();
		const given = text('allocationAmount');
		const amount = given === '' ? undefined : parseAmount(given);
		if (given !== '' && amount === undefined) {
			throw new BooksError({ category: 'validation', field: 'allocationAmount', message: `"${given}" is no amount`, hint: 'Write it as 12.50, or leave it empty.' });
		}
		const day = parseDay(text('allocationDate')) ?? new Date().toISOString().slice(0, 10);
		const ids = [text('transactionId'), text('otherTransactionId')] as const;
		const reference = text('allocationReference') || ids.join('-');
		const done = await allocate(call.session.desk.aiq, ids, reference, day, amount);
		return [{ json: { ...(call.context.getInputData()[index]?.json ?? {}), ...done } as IDataObject }];
	}),
};
