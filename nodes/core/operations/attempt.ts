import { failed, ok, type Outcome } from '../errors';
import { asBooksError } from '../once';
import type { Call, ItemResult, OutputItem } from './call';

/** Does the work item by item; what fails, fails alone. For operations that the vendor takes one at a time. */
export async function attempt(call: Call, work: (index: number) => Promise<OutputItem[]>): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	for (const { index } of call.items) {
		try {
			results.push({ index, outcome: ok(await work(index)) });
		} catch (error) {
			results.push({ index, outcome: failed(asBooksError(error)) });
		}
	}
	return results;
}

/** Reads what an item says. n8n throws where an expression fails for one item; that item alone fails then. */
export function tried<T>(read: () => Outcome<T>): Outcome<T> {
	try {
		return read();
	} catch (error) {
		return failed(asBooksError(error));
	}
}
