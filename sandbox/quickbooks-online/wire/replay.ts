import { readSettings } from '../state/settings';
import type { Answer, Call } from './call';
import { ApiFault, fault } from './faults';

const MINUTE = 60_000;
const LONGEST = 50;
const LONGEST_OF_BATCH = 36;

/**
 * A POST with a `requestid` that was seen before gets the stored answer and does nothing. Source: Intuit, "Idempotency".
 * How long the answer is kept, and whether refusals are, no page says: both are settings.
 */
export async function replayed(call: Call, work: () => Promise<Answer>): Promise<Answer> {
	const { desk: { store }, request, query, path, books: { company: { realm } } } = call;
	const id = query.requestid;
	if (request.method !== 'POST' || id === undefined || id === '' || path[0] === 'query') return await work();
	const isBatch = path[0]?.toLowerCase() === 'batch';
	if (id.length > (isBatch ? LONGEST_OF_BATCH : LONGEST)) throw fault(2130, `Invalid Request Id Format : The request id has ${id.length} characters`);
	const { requestIdMinutes, replayRefusals } = readSettings(store);
	const row = store.one('SELECT * FROM qbo_replays WHERE realm = ? AND request = ? AND at > ?', realm, id, store.now() - requestIdMinutes * MINUTE);
	if (row !== undefined) return JSON.parse(String(row.answer)) as Answer;
	const keep = (answer: Answer) => {
		store.run('INSERT OR REPLACE INTO qbo_replays (realm, request, status, answer, at) VALUES (?, ?, ?, ?, ?)', realm, id, answer.status, JSON.stringify(answer), store.now());
	};
	try {
		const answer = await work();
		keep(answer);
		return answer;
	} catch (error) {
		if (error instanceof ApiFault && replayRefusals) keep({ status: error.status, body: error.body });
		throw error;
	}
}
