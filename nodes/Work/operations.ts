import type { IDataObject } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import { attempt } from '../core/operations/attempt';
import type { Call, Operations } from '../core/operations/call';
import { jsonParameter } from '../core/properties/json';
import type { WireKind } from './contract';
import type { WorkSession } from './ledger';
import { withState, type Place, type StateRule } from './state-rule';
import { at, isWire, textOf } from './wire';

const KINDS: Readonly<Record<string, WireKind>> = {
	client: 'client', customer: 'client', invoice: 'invoice', item: 'billingItem', payment: 'payment', site: 'site',
};

/** Operations that only Work has. */
export const workOperations: Operations<WorkSession> = {
	'company:get': async (call) =>
		await attempt(call, async () => {
			const record = await call.session.readers.company?.one({});
			return [{ json: plain(record) }];
		}),
	'customer:stateRule': async (call) => {
		let company: Promise<Place> | undefined;
		return await stateRule(call, async () => await (company ??= defaultsOf(call)));
	},
	'site:stateRule': async (call) => await stateRule(call, async (index) => clientPlace(call, index)),
	'link:set': async (call) => await link(call, (index) => given(call, 'externalId', index)),
	'link:clear': async (call) => await link(call, () => null),
};

/** One record for each item, or with a combined list all of its records: those that are refused stand under `problems`. */
async function stateRule(call: Call<WorkSession>, defaultsFor: (index: number) => Promise<Place>) {
	return await attempt(call, async (index) => {
		const { context } = call;
		const useDefault = context.getNodeParameter('useDefault', index) === true;
		const rule: StateRule = { useDefault, defaults: await defaultsFor(index) };
		const given = jsonParameter(context, 'record', index);
		if (!given.ok) throw given.error;
		const { records, ...item } = given.value;
		if (!Array.isArray(records)) return [{ json: withState(given.value, rule) }];
		const kept: IDataObject[] = [];
		const problems: IDataObject[] = [];
		for (const record of records.filter(isWire) as IDataObject[]) {
			try {
				kept.push(withState(record, rule));
			} catch (error) {
				problems.push({ id: record.id, name: record.name, error: asBooksError(error).sentence });
			}
		}
		return [{ json: { ...item, records: kept, count: kept.length, problems } }];
	});
}

async function defaultsOf({ session }: Call<WorkSession>): Promise<Place> {
	const company = await session.readers.company?.one({});
	return { region: textOf(company?.defaultState), country: textOf(company?.defaultCountry) };
}

function clientPlace({ context }: Call<WorkSession>, index: number): Place {
	const client = jsonParameter(context, 'client', index);
	if (!client.ok) throw client.error;
	return { region: textOf(at(client.value, 'address.region')), country: textOf(at(client.value, 'address.country')) };
}

/** Notes a record's id in another system, where Work shows it and can be asked for it. */
async function link(call: Call<WorkSession>, externalOf: (index: number) => string | null) {
	const { context, session } = call;
	return await attempt(call, async (index) => {
		const named = given(call, 'linkKind', index);
		const kind = KINDS[named];
		if (kind === undefined) throw new BooksError({ message: `A ${named} has no external reference`, category: 'validation', field: 'linkKind' });
		if (!session.work.contract.features.externalRefs) {
			throw new BooksError({ message: 'This Work account keeps no references to other systems', category: 'feature not in subscription' });
		}
		const id = given(call, 'recordId', index);
		const system = given(call, 'system', index);
		const external = externalOf(index);
		const externalVersion = textOf(context.getNodeParameter('externalVersion', index, ''));
		await session.work.setExternalRef(kind, id, system, external === null ? null : { id: external, ...(externalVersion === undefined ? {} : { syncToken: externalVersion }) });
		return [{ json: { ...context.getInputData()[index]?.json, link: { kind: named, id, system, externalId: external } } }];
	});
}

function given({ context }: Call<WorkSession>, name: string, index: number): string {
	const text = textOf(context.getNodeParameter(name, index, ''));
	if (text !== undefined) return text;
	throw new BooksError({ message: `"${name}" is empty`, category: 'validation', field: name, hint: 'Fill the field in.' });
}

function plain(record: Record<string, unknown> | undefined): IDataObject {
	const { raw: _raw, ...rest } = record ?? {};
	return JSON.parse(JSON.stringify(rest)) as IDataObject;
}
