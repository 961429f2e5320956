import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { Group } from '../../core/lists';
import { inOrder } from '../in-order';
import { itemOf, without } from '../outputs';
import { twoWayFromFields } from '../read-settings';
import { runGroups } from '../run';
import { textAt, type SyncRecord } from '../../core/values';
import { compareTwoWay, type TwoWay } from './compare';
import { readLinks, toRow } from './links';
import { twoWaySettings, type SideName, type TwoWaySettings } from './settings';
import type { Creation, Rewrite } from './state';

/** Two Way: outputs Create in A, Create in B, Update A, Update B, Unchanged, Conflict, Links. */
export function runTwoWay(context: IExecuteFunctions): INodeExecutionData[][] {
	return runGroups(context, {
		schema: twoWaySettings,
		words: { source: 'A', target: 'B' },
		outputs: 7,
		conflicts: 5,
		fromFields: twoWayFromFields,
		compare: (group, settings, head, index) => compareGroup(group, settings, head, linkRows(context, index)),
	});
}

/**
 * The rows of the link table.
 * @throws NodeOperationError where they are none: to go on without them would make every renamed record a second time
 */
function linkRows(context: IExecuteFunctions, index: number): unknown[] {
	const given = context.getNodeParameter('links', index);
	const rows: unknown = typeof given === 'string' ? parsed(given) : given;
	if (Array.isArray(rows)) return rows as unknown[];
	throw new NodeOperationError(context.getNode(), 'The field "links" holds no list', {
		description: 'Hand in the rows of the link table, or [] before the first run.',
		itemIndex: index,
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.trim() === '' ? '[]' : text);
	} catch {
		return undefined;
	}
}

function compareGroup(group: Group, settings: TwoWaySettings, head: IDataObject, rows: unknown[]): INodeExecutionData[][] {
	const lists = { a: inOrder(group.source.entries, settings.match, 'source'), b: inOrder(group.target.entries, settings.match, 'target') };
	const links = readLinks(rows, group.name);
	const result = compareTwoWay(lists.a.map(({ record }) => record), lists.b.map(({ record }) => record), links, settings);
	const item = (json: object, from: Partial<Record<SideName, number>>) => itemOf({ ...head, ...json }, { source: lists.a[from.a ?? -1], target: lists.b[from.b ?? -1] });
	const name = (side: SideName, record: SyncRecord | undefined) => textAt(record ?? {}, settings.nameField[side]);
	const creates = (side: SideName) => result.creates[side].map(({ record, source, link, from }: Creation) =>
		item({ action: 'create', side, name: name(side, record), record, source, sourceId: source.id, link: toRow(link, group.name) }, from));
	const updates = (side: SideName) => result.updates[side].map(({ id, changes, before, target, source, link, from }: Rewrite) =>
		item({
			action: 'update', side, id, name: name(side, target), changes, before, target,
			...without({ source, sourceId: source?.id }), link: toRow(link, group.name),
		}, from));
	const counts = { action: 'summary', a: lists.a.length, b: lists.b.length, links: links.length, ...countsOf(result) };
	return [
		creates('a'),
		creates('b'),
		updates('a'),
		updates('b'),
		[item(counts, { a: 0, b: 0 })],
		result.conflicts.map(({ from, ...conflict }) =>
			item({ action: 'conflict', ...without(conflict), name: name('a', conflict.a) || name('b', conflict.b) }, from)),
		result.links.map(({ action, link, from }) => item({ action, ...toRow(link, group.name) }, from)),
	];
}

function countsOf({ creates, updates, unchanged, resting, skipped, conflicts, links }: TwoWay): IDataObject {
	const per = (some: Record<SideName, unknown[]>) => ({ a: some.a.length, b: some.b.length });
	const [made, changed] = [per(creates), per(updates)];
	return {
		createA: made.a, createB: made.b, updateA: changed.a, updateB: changed.b,
		unchanged, resting, skipped, conflict: conflicts.length, linksToStore: links.length,
	};
}

