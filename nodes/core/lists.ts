import type { INodeExecutionData } from 'n8n-workflow';
import { isEmpty, textAt, type SyncRecord } from './values';

/** A record and the input item that it came in. */
export interface Entry {
	record: SyncRecord;
	item: number;
}

/** One side of a group. */
export interface List {
	entries: Entry[];
	/** The first item that brought it; settings and fields to hand on are read from there. */
	item?: number;
	/** Why the list is not to be trusted. An empty list that came is a list. */
	unread?: string;
}

export interface Group {
	/** Empty where nothing is grouped. */
	name: string;
	source: List;
	target: List;
}

export interface Grouping {
	/** The field of an item that names its group; empty for one group. */
	groupBy: string;
	/** The field that holds the records of a combined list. */
	recordsField: string;
}

const NOT_COME = 'no list of it came in';

/** The lists of both inputs by group. A list that did not come, or whose reading failed, is never an empty one. */
export function groupsOf(sources: INodeExecutionData[], targets: INodeExecutionData[], grouping: Grouping): Group[] {
	const groups = new Map<string, Group>();
	const groupFor = (name: string): Group => {
		const group = groups.get(name) ?? { name, source: { entries: [] }, target: { entries: [] } };
		groups.set(name, group);
		return group;
	};
	if (grouping.groupBy === '') groupFor('');
	let combined = false;
	for (const [side, items] of [['source', sources], ['target', targets]] as const) {
		items.forEach(({ json }, item) => {
			const list = groupFor(grouping.groupBy === '' ? '' : textAt(json, grouping.groupBy))[side];
			combined = add(list, json, item, grouping.recordsField) || combined;
		});
	}
	// Plain items of one group can't say that there are none: then, and only then, nothing means an empty list.
	const plain = grouping.groupBy === '' && !combined;
	for (const { source, target } of groups.values()) {
		for (const list of [source, target]) if (list.item === undefined && !plain) list.unread ??= NOT_COME;
	}
	return [...groups.values()];
}

/** Answers whether the item is more than a plain record. */
function add(list: List, json: SyncRecord, item: number, recordsField: string): boolean {
	list.item ??= item;
	const records = json[recordsField];
	if (Array.isArray(records)) {
		for (const record of records) if (typeof record === 'object' && record !== null) list.entries.push({ record: record as SyncRecord, item });
		return true;
	}
	if (isEmpty(json.error)) {
		list.entries.push({ record: json, item });
		return false;
	}
	list.unread = typeof json.error === 'string' ? json.error : 'it could not be read';
	return true;
}
