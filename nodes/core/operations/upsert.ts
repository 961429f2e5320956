import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../errors';
import { alone, asBooksError, partiesOf } from '../once';
import { recordFromFields } from '../properties/party';
import { jsonParameter } from '../properties/json';
import type { Recording, Upserted, Upserter, UpsertKind, UpsertRequest } from '../records';
import { tried } from './attempt';
import type { Call, CallItem, ItemResult, OutputItem } from './call';

interface Wanted {
	index: number;
	request: UpsertRequest;
	dryRun: boolean;
}

/** Supplier, customer or item: made when absent, changed only where a field differs. */
export async function upsert(call: Call<Recording>): Promise<ItemResult[]> {
	const { session, resource, system } = call;
	const upserter = session.upserts?.[resource as UpsertKind];
	if (upserter === undefined) throw new BooksError({ message: `${system} takes no ${resource}`, category: 'validation' });
	const results: ItemResult[] = [];
	const wanted: Wanted[] = [];
	for (const item of call.items) {
		const read = tried(() => readWanted(call, item));
		if (read.ok) wanted.push(read.value);
		else results.push({ index: item.index, outcome: read });
	}
	for (const dryRun of [false, true]) {
		const alike = wanted.filter((one) => one.dryRun === dryRun);
		if (alike.length === 0) continue;
		const requests = alike.map(({ request }) => request);
		const lock = resource === 'item' ? `${session.connection}|item` : partiesOf(session.connection);
		const outcomes = await all(lock, upserter, requests, dryRun);
		alike.forEach(({ index }, at) => results.push({ index, outcome: shown(outcomes[at]) }));
	}
	return results;
}

function readWanted({ context }: Call, { index }: CallItem): Outcome<Wanted> {
	const fields = context.getNodeParameter('source', index) === 'fields';
	const record = fields ? ok(recordFromFields(context, index)) : jsonParameter(context, 'record', index);
	if (!record.ok) return record;
	const matchBy = context.getNodeParameter('matchBy', index) as UpsertRequest['matchBy'];
	const { dryRun = false } = context.getNodeParameter('options', index, {}) as { dryRun?: boolean };
	return ok({ index, dryRun, request: { record: record.value, matchBy } });
}

async function all(lock: string, upserter: Upserter, requests: UpsertRequest[], dryRun: boolean) {
	try {
		return await alone(lock, async () => await upserter.upsert(requests, { dryRun }));
	} catch (error) {
		const reason = asBooksError(error);
		return requests.map(() => failed(reason));
	}
}

function shown(outcome: Outcome<Upserted> | undefined): Outcome<OutputItem[]> {
	if (outcome === undefined) return failed(new BooksError({ message: 'No outcome', category: 'outage' }));
	if (!outcome.ok) return outcome;
	const { action, changes, record } = outcome.value;
	const { raw: _raw, ...simple } = record;
	return ok([{ json: JSON.parse(JSON.stringify({ action, changes, ...simple })) as IDataObject }]);
}
