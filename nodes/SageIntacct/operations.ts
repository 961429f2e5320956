import type { IDataObject } from 'n8n-workflow';
import { attempt } from '../core/operations/attempt';
import type { ItemResult, Operations } from '../core/operations/call';
import { checkSetUp } from './check-set-up';
import type { IntacctLedger } from './ledger';

/** Operations that only Sage Intacct has, by resource and name. */
export const intacctOperations: Operations<IntacctLedger> = {
	'company:checkSetUp': async (call): Promise<ItemResult[]> =>
		await attempt(call, async () => {
			const found = await checkSetUp(call.session.desk);
			return [{ json: JSON.parse(JSON.stringify(found)) as IDataObject }];
		}),
};
