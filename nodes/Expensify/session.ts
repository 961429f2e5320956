import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import type { Call as SharedCall, ItemResult, OutputItem } from '../core/operations/call';
import type { Session } from '../core/session';
import type { Expensify } from './api';
import { outcomeOf } from './outcome';

/** One login, for one run. */
export interface ExpensifySession extends Session {
	readonly api: Expensify;
}

export function sessionFor(api: Expensify): ExpensifySession {
	return { api, connection: api.connection, waits: api.waits };
}

type Call = SharedCall<ExpensifySession>;

export function apiOf({ session }: Call): Expensify {
	return session.api;
}

/** An item's parameters, read. */
export interface Item<T> {
	index: number;
	value: T;
}

/** Reads an item's parameters; an item that cannot be read fails alone. */
export function readItems<T>(call: Call, read: (index: number) => T): { good: Array<Item<T>>; results: ItemResult[] } {
	const good: Array<Item<T>> = [];
	const results: ItemResult[] = [];
	for (const { index } of call.items) {
		try {
			good.push({ index, value: read(index) });
		} catch (error) {
			results.push({ index, outcome: failed(asBooksError(error)) });
		}
	}
	return { good, results };
}

/** Parts of the items that go out together; what fails as a whole fails for each of its items and no other. */
export async function inParts<T>(
	parts: Iterable<Array<Item<T>>>,
	work: (part: Array<Item<T>>) => Promise<Array<Outcome<IDataObject>>>,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	for (const part of parts) {
		const outcomes = await outcomeOf(async () => await work(part));
		part.forEach(({ index }, at) => {
			const outcome = outcomes.ok ? (outcomes.value[at] ?? failed(unanswered())) : outcomes;
			results.push({ index, outcome: outcome.ok ? ok([{ json: outcome.value }]) : outcome });
		});
	}
	return results;
}

function unanswered(): BooksError {
	return new BooksError({ message: 'No answer for this item came back', category: 'outage', outcomeUnknown: true });
}

/** Options are the run's, not an item's; the first item's count. */
export function optionsOf<O extends object>({ context, items }: Call): Partial<O> {
	return context.getNodeParameter('options', items[0]?.index ?? 0, {}) as Partial<O>;
}

export function textParameter(context: IExecuteFunctions, name: string, index: number): string {
	return String(context.getNodeParameter(name, index, '', { extractValue: true }) ?? '').trim();
}

/** A field that must not be empty. */
export function requiredText(context: IExecuteFunctions, name: string, index: number, label: string): string {
	const text = textParameter(context, name, index);
	if (text !== '') return text;
	throw new BooksError({
		message: `${label} is empty`,
		category: 'validation',
		field: name,
		hint: `Fill in ${label}.`,
	});
}

/** Plain data for an item: no undefined members, no class instances. */
export function json(value: object): IDataObject {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

export { outcomeOf };
export type { Call, ItemResult, OutputItem };
