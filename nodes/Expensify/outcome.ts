import { asBooksError, failed, ok, type Outcome } from '../core/errors';

/** What the work gives, or why it failed. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
	try {
		return ok(await work());
	} catch (error) {
		return failed(asBooksError(error));
	}
}
