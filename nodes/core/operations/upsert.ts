import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok } from '../errors';
import type { UpsertKind, UpsertRequest } from '../ledger';
import { alone } from '../once';
import { recordFromFields } from '../properties/party';
import { jsonParameter } from '../properties/json';
import type { Call, ItemResult } from './call';

/** Supplier, customer or item: made when absent, changed only where a field differs. */
export async function upsert(call: Call): Promise<ItemResult[]> {
	const { context, ledger, resource, system } = call;
	const upserter = ledger.upserts[resource as UpsertKind];
	if (upserter === undefined) throw new BooksError({ message: `${system} takes no ${resource}`, category: 'validation' });
	const results: ItemResult[] = [];
	const wanted: Array<{ index: number; request: UpsertRequest }> = [];
	for (const { index } of call.items) {
		const fields = context.getNodeParameter('source', index) === 'fields';
		const record = fields ? ok(recordFromFields(context, index)) : jsonParameter(context, 'record', index);
		if (!record.ok) results.push({ index, outcome: record });
		else {
			const matchBy = context.getNodeParameter('matchBy', index) as UpsertRequest['matchBy'];
			wanted.push({ index, request: { record: record.value, matchBy } });
		}
	}
	const options = context.getNodeParameter('options', call.items[0]?.index ?? 0, {}) as { dryRun?: boolean };
	const outcomes = await alone(`${ledger.connection}|${resource}`, async () => {
		const requests = wanted.map(({ request }) => request);
		return await upserter.upsert(requests, { dryRun: options.dryRun ?? false });
	});
	wanted.forEach(({ index }, at) => {
		const outcome = outcomes[at] ?? failed(new BooksError({ message: 'No outcome', category: 'outage' }));
		if (!outcome.ok) results.push({ index, outcome });
		else {
			const { action, changes, record } = outcome.value;
			const { raw: _raw, ...simple } = record;
			const json = JSON.parse(JSON.stringify({ action, changes, ...simple })) as IDataObject;
			results.push({ index, outcome: ok([{ json }]) });
		}
	});
	return results;
}
