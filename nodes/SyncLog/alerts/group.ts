import { createHash } from 'node:crypto';
import { BROKEN_OFF, LATE, NEVER, type SyncState } from '../dashboard/health';
import type { OpenProblem } from '../dashboard/open';

/** What people are told of once, however many documents have it. */
export interface Problem {
	/** Names it in *Sync alerts*; the same as long as it lasts. */
	problem: string;
	sync: string;
	category: string;
	/** That of its first document. */
	reason: string;
	hint: string;
	/** UTC; when it was told first. */
	since: string;
	/** Documents; 1 for a run. */
	count: number;
	/** Some of its documents, the oldest first. */
	samples: Array<{ key: string; amount: string; currency: string; reason: string; link: string }>;
}

const SAMPLES = 3;

/** Documents of one sync that fail for the same reason are one problem; so is a run that stopped or was broken off, and a sync that is late or never ran. */
export function grouped(open: readonly OpenProblem[], syncs: readonly SyncState[], now: Date): Problem[] {
	const found = new Map<string, Problem>();
	for (const one of open) {
		const { sync, category, reason, hint, since, key, amount, currency, link, result } = one;
		const problem = named(sync, category, result === 'stopped' ? 'stopped' : patternOf(reason));
		const known = found.get(problem) ?? { problem, sync, category, reason, hint, since, count: 0, samples: [] };
		known.count += 1;
		if (known.samples.length < SAMPLES) known.samples.push({ key, amount, currency, reason, link });
		found.set(problem, known);
	}
	for (const state of syncs) for (const problem of ofSync(state, now)) found.set(problem.problem, problem);
	return [...found.values()];
}

const LOOK = 'See whether the workflow is published, and whether n8n runs.';
const OF_SYNCS: Readonly<Record<string, { category: string; hint: string }>> = {
	[LATE]: { category: 'late', hint: LOOK },
	[BROKEN_OFF]: { category: 'broken off', hint: 'The next run finishes what it left. See whether n8n was stopped in the middle.' },
	[NEVER]: { category: 'never ran', hint: LOOK },
};

function ofSync({ sync, why, nextRun, last }: SyncState, now: Date): Problem[] {
	return why.flatMap((reason) => {
		const known = OF_SYNCS[reason];
		if (known === undefined) return [];
		const since = reason === LATE ? nextRun : (last?.startedAt ?? '');
		return [{ problem: named(sync, known.category, ''), sync, reason, ...known, since: since || now.toISOString(), count: 1, samples: [] }];
	});
}

/** What documents with the same trouble have in common: their numbers and what stands in quotes differ. */
export const patternOf = (reason: string): string => reason.replace(/"[^"]*"|“[^”]*”/g, '""').replace(/[\p{L}\p{N}._/-]*\d[\p{L}\p{N}._/-]*/gu, '#');

const named = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
