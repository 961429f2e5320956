import { asBooksError, failed, ok } from '../../core/errors';
import { alone } from '../../core/once';
import { tried } from '../../core/operations/attempt';
import type { ItemResult, OutputItem } from '../../core/operations/call';
import type { ListKind } from '../contract';
import { Course } from '../course';
import type { SaveOptions } from '../save';
import { listKindOf, type Call } from '../session';

/** What one item writes to. */
export interface Turn extends SaveOptions {
	index: number;
	kind: ListKind;
}

/**
 * Writes item by item; what fails, fails alone. Runs that write to the same lists wait for each other from the first look
 * into a list to the last write: two that had read a list before either wrote would both find nothing, and nothing public
 * says that ExpenseIn refuses the second record.
 */
export async function inTurns(call: Call, work: (turn: Turn) => Promise<OutputItem[]>): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const turns: Turn[] = [];
	for (const { index } of call.items) {
		const turn = tried(() => ok({ index, kind: listKindOf(call, index), ...optionsOf(call, index) }));
		if (turn.ok) turns.push(turn.value);
		else results.push({ index, outcome: turn });
	}
	const written = new Set(turns.filter(({ dryRun }) => !dryRun).map(({ kind }) => `${call.session.connection}|${kind}`));
	await withAll([...written].sort(), async () => {
		const courses = new Map<ListKind, Course>();
		for (const turn of turns) {
			const course = courses.get(turn.kind) ?? new Course();
			courses.set(turn.kind, course);
			try {
				results.push({ index: turn.index, outcome: ok(await course.call(async () => await work(turn))) });
			} catch (error) {
				results.push({ index: turn.index, outcome: failed(asBooksError(error)) });
			}
		}
	});
	return results;
}

/** In one order for all runs, so that no two of them hold what the other waits for. */
async function withAll(names: string[], work: () => Promise<void>): Promise<void> {
	const [first, ...others] = names;
	if (first === undefined) await work();
	else await alone(first, async () => await withAll(others, work));
}

function optionsOf({ context }: Call, index: number): SaveOptions {
	const { dryRun = false } = context.getNodeParameter('options', index, {}) as { dryRun?: boolean };
	return { dryRun };
}
