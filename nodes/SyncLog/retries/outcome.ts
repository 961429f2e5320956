import type { LogRow, RunRow } from '../columns';
import type { Again } from './again';

/** What came of one document that was tried or exported again, in words for people. */
export interface Outcome {
	sync: string;
	document: string;
	result: string;
	reason: string;
	hint: string;
	/** Its place in the books, or the run in n8n; nothing where neither is known. */
	link: string;
}

/**
 * @param asked what was started, and when
 * @param errors why a sync could not be started, by its name
 * @param log and @param runs oldest first
 */
export function outcomesOf(asked: readonly Again[], errors: ReadonlyMap<string, string>, log: readonly LogRow[], runs: readonly RunRow[]): Outcome[] {
	return asked.flatMap((one) => {
		const rows = log.filter(({ sync, at }) => sync === one.sync && at >= one.asked);
		const run = { sync: one.sync, error: errors.get(one.sync), last: runs.filter(({ sync, at }) => sync === one.sync && at >= one.asked).pop() };
		const named = one.documents.filter(({ key }) => key !== '');
		const told = named.flatMap((document) => {
			const about = newestOf(rows.filter((row) => isAbout(row, document)));
			return about.length > 0 ? about.map(outcomeOf) : [silent(run, document.key)];
		});
		// Of a run that had stopped, and of no document of it.
		return named.length === one.documents.length && named.length > 0 ? told : [...told, whole(run)];
	});
}

interface Run {
	sync: string;
	/** Why the sync could not be started, or stopped. */
	error?: string;
	/** Its newest row since it was asked. */
	last?: RunRow;
}

/** A held report has its id as key, and the documents that it becomes have others: those of the same source speak for it. */
function isAbout({ key, source }: LogRow, document: Again['documents'][number]): boolean {
	const sources = source.split(', ');
	return key === document.key || document.sources.some((id) => sources.includes(id));
}

function newestOf(rows: readonly LogRow[]): LogRow[] {
	return [...new Map(rows.map((row) => [row.key || row.source, row])).values()];
}

const DONE: Readonly<Record<string, string>> = { unchanged: 'stood in the books already', updated: 'brought up to date' };

function outcomeOf({ sync, key, source, result, action, category, reason, hint, link }: LogRow): Outcome {
	const document = key || source;
	if (result === 'ok') return { sync, document, result: DONE[action] ?? action, reason: '', hint: '', link };
	return { sync, document, result: `${result} (${category})`, reason, hint, link };
}

function silent({ sync, error, last }: Run, document: string): Outcome {
	const said = { sync, document, link: last?.link ?? '' };
	if (last === undefined && error !== undefined) return { ...said, result: 'not started', reason: error, hint: 'Publish the workflow of this sync. It must have a trigger for other workflows.' };
	if (last?.event === 'failed' || error !== undefined) return { ...said, result: 'stopped', reason: last?.reason || (error ?? ''), hint: last?.hint || 'Open the run in n8n.' };
	if (last?.event !== 'ended') return { ...said, result: 'not ended', reason: 'The sync has told no end yet.', hint: 'Look at the dashboard, or open this form again.' };
	if (last.whole === 'yes') return { ...said, result: 'over', reason: 'The sync looked at all that is open, and this was not among it.', hint: '' };
	return { ...said, result: 'not found', reason: 'The sync has found nothing of this to export.', hint: 'Check the ID, that the report is approved, and that its workspace belongs to this sync.' };
}

function whole(run: Run): Outcome {
	const told = silent(run, 'The whole sync');
	if (run.error !== undefined || run.last?.event !== 'ended') return told;
	const count = Number(run.last.documents || '0');
	return { ...told, result: 'done', reason: count === 0 ? 'There was nothing to do.' : `Documents that the run told of: ${count}.`, hint: '' };
}
