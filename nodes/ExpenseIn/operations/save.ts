import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../core/errors';
import type { ItemResult, OutputItem } from '../../core/operations/call';
import { jsonParameter } from '../../core/properties/json';
import { targetFromLocator } from '../../core/properties/locator';
import type { ListKind } from '../contract';
import { create, update, upsert, type MatchBy, type Saved } from '../save';
import { json, type Call } from '../session';
import { isWire, type Wire } from '../wire';
import { inTurns } from './turns';

export async function createRecord(call: Call): Promise<ItemResult[]> {
	const { lists } = call.session;
	return await inTurns(call, async ({ index, kind, dryRun }) => shown(kind, await create(lists, kind, wantedOf(call, index), { dryRun })));
}

export async function upsertRecord(call: Call): Promise<ItemResult[]> {
	const { lists } = call.session;
	return await inTurns(call, async ({ index, kind, dryRun }) => {
		const matchBy = call.context.getNodeParameter('matchBy', index, 'code') as MatchBy;
		return shown(kind, await upsert(lists, kind, wantedOf(call, index), matchBy, { dryRun }));
	});
}

export async function updateRecord(call: Call): Promise<ItemResult[]> {
	const { lists } = call.session;
	return await inTurns(call, async ({ index, kind, dryRun }) => {
		const changes = valueOf(jsonParameter(call.context, 'changes', index));
		const whole = wholeOf(call, index);
		const target = targetFromLocator(call.context, 'target', index);
		return shown(kind, await update(lists, kind, target, changes, whole, { dryRun }));
	});
}

function wantedOf(call: Call, index: number): IDataObject {
	const { context, resource } = call;
	if (resource === 'record' || context.getNodeParameter('source', index, 'fields') === 'json') {
		return valueOf(jsonParameter(context, 'record', index));
	}
	const named = Object.fromEntries(['name', 'code', 'email', 'percent'].map((name) => [name, context.getNodeParameter(name, index, '')]));
	const more = context.getNodeParameter('moreFields', index, {}) as IDataObject;
	return Object.fromEntries(Object.entries({ ...named, ...more }).filter(([, value]) => value !== '' && value !== undefined)) as IDataObject;
}

/**
 * The record as read before: the vendor's own, alone or under `raw` as Get Many gives it with Simplify off. A simplified
 * one is no whole one: to send it would clear what it lacks, so the record is read instead.
 */
function wholeOf({ context }: Call, index: number): Wire | undefined {
	const given = valueOf(jsonParameter(context, 'whole', index));
	if (isWire(given.raw)) return given.raw;
	return given.kind !== undefined || Object.keys(given).length === 0 ? undefined : given;
}

function valueOf(outcome: Outcome<IDataObject>): IDataObject {
	if (outcome.ok) return outcome.value;
	throw outcome.error;
}

function shown(kind: ListKind, { action, listed, changes, warnings }: Saved): OutputItem[] {
	const { raw: _raw, ...record } = listed?.record ?? { kind };
	return [{ json: json({ action, ...record, changes, warnings }) }];
}
