import type { IDataObject } from 'n8n-workflow';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../errors';
import { alone, partiesOf } from '../once';
import { jsonParameter } from '../properties/json';
import { targetFromLocator } from '../properties/locator';
import { recordWriterOf, type NewRecord, type RecordChange, type Recorded, type Recording, type RecordWriter } from '../records';
import type { CanonicalRecord } from '../session';
import { tried } from './attempt';
import type { Call, ItemResult, OutputItem } from './call';
import { kindOf } from './kind';

/** A record of whatever kind each item says: made, or found where it is there already. */
export async function createRecord(call: Call<Recording>): Promise<ItemResult[]> {
	return await inKinds<NewRecord>(
		call,
		(index) => jsonParameter(call.context, 'record', index),
		async (writer, records, dryRun) => await writer.create(records, { dryRun }),
	);
}

/** Changes of a record of whatever kind each item says. */
export async function updateRecord(call: Call<Recording>): Promise<ItemResult[]> {
	return await inKinds<RecordChange>(
		call,
		(index) => readChange(call, index),
		async (writer, changes, dryRun) => await writer.update(changes, { dryRun }),
	);
}

function readChange({ context }: Call, index: number): Outcome<RecordChange> {
	const changes = jsonParameter(context, 'changes', index);
	const whole = jsonParameter(context, 'whole', index);
	if (!changes.ok) return changes;
	if (!whole.ok) return whole;
	const target = targetFromLocator(context, 'target', index);
	if (Object.keys(whole.value).length === 0) return ok({ target, changes: changes.value });
	// As a reader of this system gave it; the system's writer checks what it sends of it.
	return ok({ target, changes: changes.value, whole: whole.value as CanonicalRecord });
}

interface Wanted<T> {
	index: number;
	work: T;
}
interface Group<T> {
	kind: string;
	dryRun: boolean;
	writer: RecordWriter;
	wanted: Array<Wanted<T>>;
}

/** What is of one kind goes out together, in the order of the input. */
async function inKinds<T>(
	call: Call<Recording>,
	read: (index: number) => Outcome<T>,
	write: (writer: RecordWriter, work: T[], dryRun: boolean) => Promise<Array<Outcome<Recorded>>>,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const groups = new Map<string, Group<T>>();
	for (const { index } of call.items) {
		const ready = tried(() => {
			const work = read(index);
			if (!work.ok) return work;
			const group = groupOf(call, index, groups);
			return group.ok ? ok({ group: group.value, work: work.value }) : group;
		});
		if (ready.ok) ready.value.group.wanted.push({ index, work: ready.value.work });
		else results.push({ index, outcome: ready });
	}
	for (const { kind, dryRun, writer, wanted } of groups.values()) {
		const all = async () => await write(writer, wanted.map(({ work }) => work), dryRun);
		const outcomes = await alone(lockOf(call.session.connection, kind), all).catch((error: unknown) => {
			const reason = failed(asBooksError(error));
			return wanted.map(() => reason);
		});
		wanted.forEach(({ index }, at) => results.push({ index, outcome: shown(kind, outcomes[at]) }));
	}
	return results;
}

function groupOf<T>(call: Call<Recording>, index: number, groups: Map<string, Group<T>>): Outcome<Group<T>> {
	const kind = kindOf(call, index);
	const writer = recordWriterOf(call.session, kind);
	if (writer === undefined) {
		const message = `${call.system} takes no ${kind}`;
		return failed(new BooksError({ message, category: 'validation', field: 'kind', hint: 'Choose another kind of record.' }));
	}
	const { dryRun = false } = call.context.getNodeParameter('options', index, {}) as { dryRun?: boolean };
	const name = JSON.stringify([kind, dryRun]);
	const group = groups.get(name) ?? { kind, dryRun, writer, wanted: [] };
	groups.set(name, group);
	return ok(group);
}

/** Posting may make suppliers and customers, too. */
function lockOf(connection: string, kind: string): string {
	return ['supplier', 'customer'].includes(kind) ? partiesOf(connection) : `${connection}|${kind}`;
}

function shown(kind: string, outcome: Outcome<Recorded> | undefined): Outcome<OutputItem[]> {
	if (outcome === undefined) return failed(new BooksError({ message: 'No outcome', category: 'outage' }));
	if (!outcome.ok) return outcome;
	const { action, changes, record } = outcome.value;
	const { raw: _raw, ...simple } = record;
	return ok([{ json: JSON.parse(JSON.stringify({ action, changes, kind, ...simple })) as IDataObject }]);
}
