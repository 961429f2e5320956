import type { IDataObject } from 'n8n-workflow';
import { runRow, type RunRow } from './columns';
import { secondsFrom } from './end';
import { withoutPeople } from './private';

interface Stopped {
	execution?: { id?: string; url?: string; mode?: string; error?: { message?: string; description?: string | null } };
	/** Where a trigger could not even start a run. */
	trigger?: { error?: { message?: string } };
	workflow?: { id?: string; name?: string };
}

const LONGEST = 2000;

/**
 * The row of a run that stopped with an error, from what n8n's Error Trigger tells.
 * @param known rows of *Sync runs*; the one that this run began with tells its sync and its start
 */
export function stopped(json: IDataObject, known: readonly Partial<RunRow>[], now: Date): RunRow {
	const { execution = {}, workflow = {}, trigger } = json as Stopped;
	const started = known.find((row) => row.event === 'started' && row.execution === execution.id && row.execution !== undefined);
	const error = execution.error ?? trigger?.error ?? {};
	const at = now.toISOString();
	return runRow({
		...started, at, event: 'failed', sync: started?.sync ?? workflow.name ?? '', workflow: workflow.id ?? '', execution: execution.id ?? '',
		startedBy: started?.startedBy ?? execution.mode ?? '', startedAt: started?.startedAt ?? at, seconds: started?.startedAt === undefined ? '' : secondsFrom(started.startedAt, now),
		category: 'stopped', reason: withoutPeople(error.message ?? 'The run stopped.').slice(0, LONGEST),
		hint: withoutPeople('description' in error && typeof error.description === 'string' ? error.description : 'Open the execution to see where it stopped; the next run begins anew.').slice(0, LONGEST),
		link: execution.url ?? started?.link ?? '',
	});
}
