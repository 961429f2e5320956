import type { IDataObject } from 'n8n-workflow';
import type { DocumentKind } from '../core/model/documents';
import { attempt } from '../core/operations/attempt';
import type { ItemResult, Operations } from '../core/operations/call';
import { targetFromLocator } from '../core/properties/locator';
import { disconnect } from './disconnect';
import type { QboLedger } from './ledger';
import { remove } from './remove';

/** Operations that only QuickBooks has, by resource and name. */
export const qboOperations: Operations<QboLedger> = {
	'company:disconnect': async (call): Promise<ItemResult[]> =>
		await attempt(call, async () => {
			await disconnect(call.context);
			return [{ json: { disconnected: true, company: call.session.desk.qbo.realmId } }];
		}),
	erase: async (call): Promise<ItemResult[]> =>
		await attempt(call, async (index) => {
			const target = targetFromLocator(call.context, 'target', index);
			const { raw: _raw, ...posted } = await remove(call.session.desk.qbo, call.resource as DocumentKind, target, true);
			return [{ json: { deleted: true, ...(JSON.parse(JSON.stringify(posted)) as IDataObject) } }];
		}),
};
