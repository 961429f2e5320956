import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { ok, type BooksError } from './errors';
import { asBooksError } from './once';
import { tried } from './operations/attempt';
import type { CallItem, ItemResult, Operation, Operations } from './operations/call';
import type { Session } from './session';

/** What a system's node brings along; the rest is the same for all. */
export interface System<S extends Session> {
	/** For people: "Xero". */
	name: string;
	/** Tells the company that an item goes to, without any call. */
	companyOf(context: IExecuteFunctions, index: number): string;
	open(context: IExecuteFunctions, index: number): Promise<S>;
	/** What the node can do: shared operations (`core/operations`), and those that only this system has. */
	operations: Operations<S>;
}

/** The one execute loop: items by company, one operation over all of them, results paired with their items. */
export async function run<S extends Session>(context: IExecuteFunctions, system: System<S>): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = system.operations[`${resource}:${name}`] ?? system.operations[name];
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `${system.name} has no operation "${name}" for "${resource}"`);
	}
	const { groups, failures } = byCompany(context, system, items);
	const results: ItemResult[] = [...failures];
	for (const group of groups) results.push(...(await runGroup(context, system, resource, operation, group)));
	return [collect(context, items, results)];
}

function byCompany<S extends Session>(context: IExecuteFunctions, system: System<S>, items: INodeExecutionData[]) {
	const groups = new Map<string, CallItem[]>();
	const failures: ItemResult[] = [];
	items.forEach((input, index) => {
		const company = tried(() => ok(system.companyOf(context, index)));
		if (!company.ok) failures.push({ index, outcome: company });
		else {
			const group = groups.get(company.value) ?? [];
			group.push({ index, input });
			groups.set(company.value, group);
		}
	});
	return { groups: [...groups.values()], failures };
}

async function runGroup<S extends Session>(
	context: IExecuteFunctions,
	system: System<S>,
	resource: string,
	operation: Operation<S>,
	items: CallItem[],
): Promise<ItemResult[]> {
	const [first] = items;
	if (first === undefined) return [];
	let session: S | undefined;
	try {
		session = await system.open(context, first.index);
		return await operation({ context, session, system: system.name, resource, items });
	} catch (error) {
		const reason = asBooksError(error);
		return items.map(({ index }) => ({ index, outcome: { ok: false, error: reason } }));
	} finally {
		if (session !== undefined) showWaits(context, system.name, session);
	}
}

function showWaits(context: IExecuteFunctions, system: string, { waits }: Session): void {
	for (const [why, seconds] of waits) {
		if (seconds < 2) continue;
		context.addExecutionHints({
			message: `Waited ${Math.round(seconds)} seconds for ${system}: ${why}.`,
			location: 'outputPane',
			type: 'info',
		});
	}
}

/** In the order of the input; a failed item leaves with its input intact, its reason beside it. */
function collect(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	results: ItemResult[],
): INodeExecutionData[] {
	const sorted = [...results].sort((a, b) => a.index - b.index);
	const failures = sorted.filter(({ outcome }) => !outcome.ok);
	const [first] = failures;
	if (first !== undefined && !first.outcome.ok && !context.continueOnFail()) {
		throw asNodeError(context, first.outcome.error, first.index, failures.length, items.length);
	}
	const byErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return sorted.flatMap(({ index, outcome }): INodeExecutionData[] => {
		const pairedItem = { item: index };
		if (outcome.ok) return outcome.value.map((output) => ({ ...output, pairedItem }));
		const input = items[index];
		// No `error` beside `json`: n8n cuts the json of such an item down to the message. For the error output n8n takes
		// items that hold nothing but `error` and `details`, and puts the input's fields back under them itself.
		const reason = { error: outcome.error.sentence, details: asJson(outcome.error) };
		const json = byErrorOutput ? reason : { ...input?.json, ...reason };
		return [{ json, ...(input?.binary === undefined ? {} : { binary: input.binary }), pairedItem }];
	});
}

/** The failed item's `details`: what an accountant reads, and what a workflow branches on. */
export function asJson(error: BooksError): IDataObject {
	const { document, line, field, hint, vendorCode, retryAfter } = error.facts;
	return JSON.parse(
		JSON.stringify({
			message: error.sentence,
			category: error.category,
			retryable: error.retryable,
			hint,
			document,
			line,
			field,
			vendorCode,
			retryAfter,
		}),
	) as IDataObject;
}

function asNodeError(
	context: IExecuteFunctions,
	error: BooksError,
	itemIndex: number,
	failed: number,
	all: number,
): NodeOperationError {
	const others = failed > 1 ? ` (${failed} of ${all} items failed; this is the first)` : '';
	const retry = error.retryable ? 'Running again can help.' : '';
	return new NodeOperationError(context.getNode(), `${error.sentence}${others}`, {
		description: [error.facts.hint, retry].filter((part) => part !== undefined && part !== '').join(' '),
		itemIndex,
		level: 'warning',
	});
}
