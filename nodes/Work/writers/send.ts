import { createHash } from 'node:crypto';
import { asBooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Posted } from '../../core/ledger';
import type { Work } from '../api';
import type { Wire } from '../wire';

export async function shapedAll<D>(documents: D[], shape: (document: D) => Promise<Wire>): Promise<Array<Outcome<Wire>>> {
	const outcomes: Array<Outcome<Wire>> = [];
	for (const document of documents) outcomes.push(await shape(document).then(ok, (error: unknown) => failed(asBooksError(error))));
	return outcomes;
}

const DEAD: readonly unknown[] = ['void', 'voided'];

/**
 * One document per call. Work keeps the answers to its keys for a day: an answer that tells of a document which has been
 * voided since is no answer, and the document goes out anew under another key.
 */
export async function sendOne(
	work: Work,
	kind: 'invoice' | 'payment',
	batch: Wire[],
	attempt: number,
	posted: (record: Wire) => Posted,
): Promise<Array<Outcome<Posted>>> {
	const outcomes: Array<Outcome<Posted>> = [];
	for (const document of batch) {
		const first = await work.create(kind, document, keyOf(kind, document, attempt));
		const now = first.replayed ? await work.one(kind, String(first.record.id)) : first.record;
		const dead = first.replayed && DEAD.includes(now.status);
		const record = dead ? (await work.create(kind, document, keyOf(kind, [document, now.id], attempt))).record : now;
		outcomes.push(ok(posted(record)));
	}
	return outcomes;
}

function keyOf(kind: string, document: unknown, attempt: number): string {
	return createHash('sha256').update(JSON.stringify([kind, document, attempt])).digest('hex').slice(0, 40);
}
