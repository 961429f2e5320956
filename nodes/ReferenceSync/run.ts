import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { z } from 'zod';
import type { BooksError, Outcome } from '../core/errors';
import type { Conflict } from './conflict';
import { groupsOf, type Group } from '../core/lists';
import { conflictJson, headOf, isRead, itemOf, unreadConflict } from './outputs';
import { givenSettings } from './read-settings';
import { readSettings } from './settings';

/** How one operation of the node works on a group; the rest is the same for all. */
export interface Comparison<S extends z.ZodType> {
	schema: S;
	/** What the sides are called. */
	words: { source: string; target: string };
	outputs: number;
	/** Which output the conflicts go to. */
	conflicts: number;
	fromFields(read: (name: string) => unknown): IDataObject;
	compare(group: Group, settings: z.infer<S>, head: IDataObject, index: number): INodeExecutionData[][];
}

/** Group by group: settings, comparison, items. */
export function runGroups<S extends z.ZodType>(context: IExecuteFunctions, comparison: Comparison<S>): INodeExecutionData[][] {
	const inputs: [INodeExecutionData[], INodeExecutionData[]] = [inputOf(context, 0), inputOf(context, 1)];
	const parameter = (name: string) => String(context.getNodeParameter(name, 0, '')).trim();
	const more = context.getNodeParameter('more', 0, {}) as { recordsField?: string; passOn?: string; tellUnread?: boolean };
	const passOn = (more.passOn ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
	const outputs: INodeExecutionData[][] = Array.from({ length: comparison.outputs }, () => []);
	const refuse = (group: Group, conflict: Conflict) =>
		outputs[comparison.conflicts]?.push(itemOf(conflictJson(headOf(group, inputs, passOn), conflict), firstOf(group)));
	for (const group of groupsOf(inputs[0], inputs[1], { groupBy: parameter('groupBy'), recordsField: more.recordsField ?? 'records' })) {
		if (!isRead(group)) {
			const conflict = unreadConflict(group, comparison.words);
			context.addExecutionHints({ message: conflict.message, location: 'outputPane', type: 'warning' });
			if (more.tellUnread !== false) refuse(group, conflict);
			continue;
		}
		const index = group.source.item ?? 0;
		const settings = settingsOf(context, comparison, group, index);
		if (!settings.ok) {
			if (!context.continueOnFail()) throw asNodeError(context, settings.error, index);
			refuse(group, { reason: 'settings', category: 'validation', message: settings.error.message, hint: settings.error.facts.hint ?? '', from: {} });
			continue;
		}
		const items = comparison.compare(group, settings.value, headOf(group, inputs, passOn), index);
		items.forEach((some, at) => {
			for (const item of some) outputs[at]?.push(item);
		});
	}
	return outputs;
}

function settingsOf<S extends z.ZodType>(context: IExecuteFunctions, { schema, fromFields }: Comparison<S>, group: Group, index: number): Outcome<z.infer<S>> {
	const given = givenSettings(context, index, fromFields);
	return given.ok ? readSettings(schema, given.value, group.name) : given;
}

/** An input that brings nothing is not there at all. */
function inputOf(context: IExecuteFunctions, at: number): INodeExecutionData[] {
	try {
		return context.getInputData(at) ?? [];
	} catch {
		return [];
	}
}

function firstOf({ source, target }: Group): Parameters<typeof itemOf>[1] {
	const at = (item: number | undefined) => (item === undefined ? undefined : { record: {}, item });
	return { source: at(source.item), target: at(target.item) };
}

function asNodeError(context: IExecuteFunctions, { message, facts }: BooksError, itemIndex: number): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { description: facts.hint, itemIndex, level: 'warning' });
}
