import type { IPollFunctions } from 'n8n-workflow';

/** Polls under way in this process, by workflow and node. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * One poll of a trigger at a time. n8n starts a poll when its minute has come, also while the one before is still at
 * work; both would begin at the same cursor and hand on the same changes.
 * @param begins a trigger without a cursor yet waits for its turn, since from where it begins must be remembered at
 *   once; any other lets this minute pass, and the next poll reads what it would have read
 * @returns null, as for "nothing new", where another poll is at work
 */
export async function inTurn<T>(context: IPollFunctions, begins: boolean, poll: () => Promise<T>): Promise<T | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	for (let other = underWay.get(key); other !== undefined; other = underWay.get(key)) {
		if (!begins) {
			context.logger.debug(`${context.getNode().name}: the poll before is still at work, so this one is left out`);
			return null;
		}
		await other.catch(() => undefined);
	}
	const mine = poll();
	underWay.set(key, mine);
	try {
		return await mine;
	} finally {
		underWay.delete(key);
	}
}
