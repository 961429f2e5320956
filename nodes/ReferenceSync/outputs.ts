import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Conflict } from './conflict';
import type { Entry, Group, List } from '../core/lists';
import { textAt, type SyncRecord } from '../core/values';

/** What each item of a group carries beside its own: the group's name, and fields handed on from the source's item. */
export function headOf({ name, source, target }: Group, inputs: [INodeExecutionData[], INodeExecutionData[]], passOn: string[]): IDataObject {
	const json = source.item !== undefined ? inputs[0][source.item]?.json : target.item === undefined ? undefined : inputs[1][target.item]?.json;
	const passed = passOn.flatMap((field) => (json?.[field] === undefined ? [] : [[field, json[field]]]));
	return { group: name, ...(Object.fromEntries(passed) as IDataObject) };
}

/** An item, paired with the items that its records came in. */
export function itemOf(json: object, from: { source?: Entry; target?: Entry }): INodeExecutionData {
	const pairs = [
		...(from.source === undefined ? [] : [{ item: from.source.item, input: 0 }]),
		...(from.target === undefined ? [] : [{ item: from.target.item, input: 1 }]),
	];
	const [only, other] = pairs;
	// Plain data by now: what is undefined in it is left out by n8n when it is saved.
	return { json: json as IDataObject, pairedItem: other === undefined ? (only ?? { item: 0 }) : pairs };
}

export function conflictJson(head: IDataObject, { from: _from, ...conflict }: Conflict): object {
	return { ...head, action: 'conflict', ...without(conflict), name: textAt(conflict.source ?? conflict.target ?? {}, 'name') };
}

/** A group whose lists did not both come; nothing is done for it. */
export function unreadConflict(group: Group, words: { source: string; target: string }): Conflict {
	const sides = (['source', 'target'] as const).filter((side) => group[side].unread !== undefined);
	const reasons = sides.map((side) => `the ${words[side]} list: ${group[side].unread}`);
	return {
		reason: 'notRead',
		category: 'outage',
		message: `${group.name === '' ? 'Nothing' : `Nothing of "${group.name}"`} was compared. ${sentence(reasons.join('; '))}`,
		hint: 'See why the list was not read; the next run compares it.',
		from: {},
	};
}

export function isRead({ source, target }: { source: List; target: List }): boolean {
	return source.unread === undefined && target.unread === undefined;
}

/** Members that are undefined are left out, so that tables and expressions see only what is there. */
export function without(value: object): SyncRecord {
	return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
