import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Group } from '../../core/lists';
import { inOrder } from '../in-order';
import { conflictJson, itemOf, without } from '../outputs';
import { oneWayFromFields } from '../read-settings';
import { runGroups } from '../run';
import { oneWaySettings, type OneWaySettings } from '../settings';
import { textAt, type SyncRecord } from '../../core/values';
import { compareOneWay, type OneWay } from './compare';

/** One Way: outputs Create, Update, Unchanged, Conflict. */
export function runOneWay(context: IExecuteFunctions): INodeExecutionData[][] {
	const { unchanged: shown = 'counts' } = context.getNodeParameter('more', 0, {}) as { unchanged?: Shown };
	return runGroups(context, {
		schema: oneWaySettings,
		words: { source: 'source', target: 'target' },
		outputs: 4,
		conflicts: 3,
		fromFields: oneWayFromFields,
		compare: (group, settings, head) => compareGroup(group, settings, head, shown),
	});
}

export type Shown = 'counts' | 'records' | 'both';

function compareGroup(group: Group, settings: OneWaySettings, head: IDataObject, shown: Shown): INodeExecutionData[][] {
	const sources = inOrder(group.source.entries, settings.match, 'source');
	const targets = inOrder(group.target.entries, settings.match, 'target');
	const result = compareOneWay(sources.map(({ record }) => record), targets.map(({ record }) => record), settings);
	const entries = (from: { source?: number; target?: number }) => ({ source: sources[from.source ?? -1], target: targets[from.target ?? -1] });
	const reference = referenceOf(settings);
	const label = (source: SyncRecord | undefined, target: SyncRecord | undefined) => ({
		name: textAt(target ?? {}, settings.nameField) || textAt(source ?? {}, 'name'),
		reference: reference(source, target),
	});
	const summary = { ...head, action: 'summary', ...countsOf(result, sources.length, targets.length) };
	return [
		result.create.map(({ record, source, from }) =>
			itemOf({ ...head, action: 'create', ...label(source, undefined), record, source }, entries(from)),
		),
		result.update.map(({ changes, before, source, target, from }) =>
			itemOf({ ...head, action: 'update', id: target.id, ...label(source, target), changes, before, target, ...without({ source }) }, entries(from)),
		),
		[
			...(shown === 'records' ? [] : [itemOf(summary, { source: sources[0], target: targets[0] })]),
			...(shown === 'counts' ? [] : result.unchanged.map(({ target, from }) =>
				itemOf({ ...head, action: 'unchanged', id: target.id, ...label(undefined, target) }, entries(from)))),
		],
		result.conflict.map((conflict) => itemOf({ ...conflictJson(head, conflict), ...label(conflict.source, conflict.target) }, entries(conflict.from))),
	];
}

function countsOf({ create, update, unchanged, conflict, filtered, skipped }: OneWay, source: number, target: number): IDataObject {
	return {
		source, target, create: create.length, update: update.length, unchanged: unchanged.length, conflict: conflict.length, filtered, skipped,
	};
}

function referenceOf({ match }: OneWaySettings) {
	const step = match.find(({ by }) => by === 'reference');
	return (source: SyncRecord | undefined, target: SyncRecord | undefined): string => {
		if (step === undefined) return '';
		return textAt(source ?? {}, step.source[0] ?? '') || textAt(target ?? {}, step.target[0] ?? '');
	};
}
