import { BROKEN_OFF, LATE, NEVER, type SyncState } from '../dashboard/health';
import type { OpenProblem } from '../dashboard/open';

/** What is told in one message: all that is wrong with one sync in one way. */
export interface Group {
	/** Known by this in *Sync alerts*: sync, category and the reason without what differs between documents. */
	problem: string;
	sync: string;
	category: string;
	reason: string;
	hint: string;
	/** UTC; since when the oldest of them is open. */
	since: string;
	/** How many documents; 1 for a run. */
	count: number;
	/** A run that stopped, or a sync that is late, has no documents. */
	keys: string[];
	link: string;
}

/** So many documents are named in a message. */
const SAMPLE = 3;
const LONGEST = 200;

/** One group for each sync, category and pattern of the reason; also for syncs that are late, broken off or never ran. */
export function groupsOf(problems: readonly OpenProblem[], syncs: readonly SyncState[], now: Date): Group[] {
	const groups = new Map<string, Group>();
	for (const { sync, key, category, reason, hint, since, link } of problems) {
		const problem = [sync, category, patternOf(reason)].join(' | ');
		const group = groups.get(problem) ?? { problem, sync, category, reason, hint, since, count: 0, keys: [], link };
		group.count += 1;
		if (key !== '' && group.keys.length < SAMPLE) group.keys.push(key);
		groups.set(problem, group);
	}
	for (const { sync, why, nextRun, last } of syncs) {
		for (const reason of why) {
			const category = SENTENCES[reason];
			if (category === undefined) continue;
			const problem = [sync, category].join(' | ');
			const since = (category === 'late' ? nextRun : last?.startedAt) ?? now.toISOString();
			groups.set(problem, { problem, sync, category, reason, hint: 'See whether the workflow is published and n8n runs.', since, count: 1, keys: [], link: last?.link ?? '' });
		}
	}
	return [...groups.values()];
}

const SENTENCES: Readonly<Record<string, string>> = { [LATE]: 'late', [BROKEN_OFF]: 'broken off', [NEVER]: 'never ran' };

/** A reason without quoted names and without words that have digits: keys, amounts, days. */
function patternOf(reason: string): string {
	return reason.replace(/"[^"]*"/g, '"…"').replace(/\S*\d\S*/g, '#').replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}
