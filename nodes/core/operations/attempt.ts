import { failed, ok } from '../errors';
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
