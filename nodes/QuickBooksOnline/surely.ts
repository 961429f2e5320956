import { asBooksError, BooksError } from '../core/errors';

const TRIES = 4;

/**
 * A change of a record that carries the version which it changes. Somebody may be quicker: the record is read once more
 * and the change made anew. After a lost answer the record tells whether it was made; if not, it is made again, which
 * gives the same record.
 * @param change makes and sends the change of the record as it stands
 * @param reread the record as it stands now; undefined where it is gone
 * @param isDone whether the record shows the change already
 */
export async function changeSurely<R, A>(
	first: R,
	change: (record: R) => Promise<A>,
	reread: () => Promise<R | undefined>,
	isDone: (record: R | undefined) => A | undefined,
): Promise<A> {
	let record = first;
	for (let tries = 1; ; tries++) {
		const answer = await change(record).then((value) => ({ value }), asBooksError);
		if (!(answer instanceof BooksError)) return answer.value;
		const { vendorCode, outcomeUnknown } = answer.facts;
		if ((vendorCode !== '5010' && outcomeUnknown !== true && vendorCode !== '610') || tries >= TRIES) throw answer;
		const now = await reread();
		const done = isDone(now);
		if (done !== undefined) return done;
		if (now === undefined || vendorCode === '610') throw answer;
		record = now;
	}
}
