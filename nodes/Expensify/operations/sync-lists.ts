import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import { alone } from '../../core/once';
import { mergeCategories, mergeReportField, type WantedField } from '../categories';
import type { Entry, EntryResult, MatchBy, Unlisted } from '../entries';
import { updatePolicyJob } from '../jobs';
import {
	apiOf,
	inParts,
	json,
	optionsOf,
	readItems,
	requiredText,
	textParameter,
	type Call,
	type Item,
	type ItemResult,
} from '../session';
import { isFlat, levelsOf, mergeTags, type WantedTag } from '../tags';
import { policyInfo } from './policies';

interface SyncOptions {
	dryRun: boolean;
	matchBy: MatchBy;
	unlisted: Unlisted;
	setRequired: boolean;
}
interface Wanted<T> {
	policyID: string;
	entry: T;
}

/** Items of one workspace make one read and, where anything differs, one write. */
async function syncing<T>(
	call: Call,
	read: (index: number) => T,
	work: (policyID: string, part: T[]) => Promise<Array<Outcome<IDataObject>>>,
): Promise<ItemResult[]> {
	const { good, results } = readItems(call, (index): Wanted<T> => {
		return { policyID: requiredText(call.context, 'policy', index, 'Workspace'), entry: read(index) };
	});
	const parts = Object.values(groupBy(good, ({ value }) => value.policyID)) as Array<Array<Item<Wanted<T>>>>;
	// Read, merge and write is one step: another run's write in between would be lost.
	const done = await alone(`${apiOf(call).connection}|lists`, async () => {
		return await inParts(
			parts,
			async (part) =>
				await work(
					part[0]?.value.policyID ?? '',
					part.map(({ value }) => value.entry),
				),
		);
	});
	return [...results, ...done];
}

export async function syncCategories(call: Call): Promise<ItemResult[]> {
	const { dryRun = false, matchBy = 'name', unlisted = 'keep' } = optionsOf<SyncOptions>(call);
	return await syncing(
		call,
		(index) => readEntry(call, index),
		async (policyID, wanted) => {
			const { categories = [] } = await policyInfo(apiOf(call), policyID, ['categories']);
			const { action, data, results, dropped } = mergeCategories(categories, wanted, unlisted, matchBy);
			if (data.length > 0 && !dryRun) {
				await apiOf(call).ask(updatePolicyJob(policyID, { categories: { action, data } }), 'repeatable');
			}
			return results.map((result, at) => told(result, wanted[at], { policyID, dropped }, dryRun));
		},
	);
}

export async function syncTags(call: Call): Promise<ItemResult[]> {
	const { dryRun = false, matchBy = 'name', unlisted = 'keep', setRequired } = optionsOf<SyncOptions>(call);
	const read = (index: number): WantedTag => {
		const level = textParameter(call.context, 'level', index);
		return { ...readEntry(call, index), ...(level === '' ? {} : { level }) };
	};
	return await syncing(call, read, async (policyID, wanted) => {
		const { tags } = await policyInfo(apiOf(call), policyID, ['tags']);
		const flatName = wanted.find(({ level }) => level !== undefined)?.level;
		if (isFlat(tags) && flatName === undefined) return wanted.map(() => failed(namelessList()));
		const have = levelsOf(tags, flatName ?? '');
		const { levels, results, changed, dropped } = mergeTags(have, wanted, unlisted, matchBy);
		if (changed && !dryRun) {
			const data = levels.map((level) => (setRequired === undefined ? level : { ...level, setRequired }));
			await apiOf(call).ask(
				updatePolicyJob(policyID, { tags: { action: 'replace', source: 'inline', data } }),
				'repeatable',
			);
		}
		return results.map((result, at) => told(result, wanted[at], { policyID, dropped }, dryRun));
	});
}

/** An item is a field, or one value of a drop-down; the values of a field are gathered first. */
export async function syncReportFields(call: Call): Promise<ItemResult[]> {
	const { dryRun = false } = optionsOf<SyncOptions>(call);
	const read = (index: number): WantedField => readField(call, index);
	return await syncing(call, read, async (policyID, wanted) => {
		const { reportFields = [] } = await policyInfo(apiOf(call), policyID, ['reportFields']);
		const merged = new Map(
			Object.entries(groupBy(wanted, ({ name }) => name)).map(([name, same]) => {
				const values = same.flatMap((field) => field.values ?? []);
				return [name, mergeReportField(reportFields, { name, type: same[0]?.type ?? 'text', values })];
			}),
		);
		const data = [...merged.values()].flatMap(({ field }) => (field === undefined ? [] : [field]));
		if (data.length > 0 && !dryRun) {
			await apiOf(call).ask(updatePolicyJob(policyID, { reportFields: { action: 'merge', data } }), 'repeatable');
		}
		return wanted.map(({ name, values }) => {
			const result = merged.get(name)?.result;
			if (result === undefined)
				return failed(new BooksError({ message: `No outcome for "${name}"`, category: 'outage' }));
			return told(ok(result), { name, value: values?.[0]?.name }, { policyID }, dryRun);
		});
	});
}

/** To write it back under a name made up here would rename it for everybody. */
function namelessList(): BooksError {
	return new BooksError({
		message: 'Expensify does not tell the name of a single tag list, and it is written back by name',
		category: 'validation',
		field: 'level',
		hint: 'Give the name of the tag list in "Level", as it stands in the workspace\'s settings.',
	});
}

function told(
	result: Outcome<EntryResult>,
	wanted: object | undefined,
	more: { policyID: string; dropped?: string[] },
	dryRun: boolean,
): Outcome<IDataObject> {
	if (!result.ok) return result;
	const { action, was, name } = result.value;
	const dropped = more.dropped === undefined || more.dropped.length === 0 ? {} : { dropped: more.dropped };
	const word = dryRun && action !== 'unchanged' ? `would be ${action}` : action;
	return ok(json({ action: word, policyID: more.policyID, ...wanted, name, was, ...dropped }));
}

function readEntry({ context }: Call, index: number): Entry {
	const more = context.getNodeParameter('moreFields', index, {}) as IDataObject;
	const filled = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== '' && value !== null));
	const glCode = textParameter(context, 'glCode', index);
	return { name: requiredText(context, 'name', index, 'Name'), ...(glCode === '' ? {} : { glCode }), ...filled };
}

function readField({ context }: Call, index: number): WantedField {
	const name = requiredText(context, 'name', index, 'Name');
	const type = context.getNodeParameter('fieldType', index) as WantedField['type'];
	if (type !== 'dropdown') return { name, type };
	const value = textParameter(context, 'value', index);
	const externalID = textParameter(context, 'externalID', index);
	const enabled = context.getNodeParameter('enabled', index, true) as boolean;
	return {
		name,
		type,
		values: value === '' ? [] : [{ name: value, enabled, ...(externalID === '' ? {} : { externalID }) }],
	};
}
