import { asBooksError, BooksError, stops } from '../core/errors';

/** A server that fails by itself twice in a row is down; once may be the fault of one record. */
const MOST_FAILURES = 2;

/**
 * The course of a run with one call after another. Where an error shows that nothing else gets through either, what
 * follows is not tried: three hundred calls to a server that is down would hold up everything for an hour.
 */
export class Course {
	private failures = 0;
	private end?: BooksError;

	/** @throws BooksError of the call, or of an earlier one that ended the course */
	async call<T>(work: () => Promise<T>): Promise<T> {
		if (this.end !== undefined) throw this.end;
		try {
			const answer = await work();
			this.failures = 0;
			return answer;
		} catch (thrown) {
			const error = asBooksError(thrown);
			this.failures = error.category === 'outage' ? this.failures + 1 : 0;
			// A key's permission and its list of addresses are the same for all calls of a kind.
			if (stops(error) || error.category === 'permission' || this.failures >= MOST_FAILURES) {
				this.end = new BooksError({ ...error.facts, document: undefined, outcomeUnknown: false });
			}
			throw error;
		}
	}
}
