import { chunk } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Expensify } from '../api';
import { downloadOnly, fileNames, requestFiles } from '../exporter';
import { IDS_TEMPLATE, markJob, reimburseJob, REPORTS_PER_JOB } from '../jobs';
import { printedId } from '../printed';
import {
	apiOf,
	inParts,
	optionsOf,
	readItems,
	requiredText,
	textParameter,
	type Call,
	type Item,
	type ItemResult,
} from '../session';
import { unknownReport } from './reports';

interface Mark {
	id: string;
	/** The label, or where the money came from. */
	word: string;
}
type Part = Array<Item<Mark>>;

/** One export per hundred reports and label; the label is put on when that export finishes. */
export async function markExported(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	const { dryRun = false } = optionsOf<{ dryRun: boolean }>(call);
	const verify = context.getNodeParameter('verify', call.items[0]?.index ?? 0, true) === true;
	const { good, results } = readItems(call, (index) => ({
		id: requiredText(context, 'reportId', index, 'Report ID'),
		word: requiredText(context, 'label', index, 'Label'),
	}));
	const done = await inParts(partsByWord(good), async (part) => {
		const label = part[0]?.value.word ?? '';
		const ids = idsOf(part);
		if (dryRun) return part.map(({ value }) => ok({ action: 'would mark', reportId: value.id, label }));
		return await mark(apiOf(call), part, ids, label, verify);
	});
	return [...results, ...done];
}

async function mark(
	api: Expensify,
	part: Part,
	ids: string[],
	label: string,
	verify: boolean,
): Promise<Array<Outcome<IDataObject>>> {
	// To put the same label on twice has no second effect.
	const { text } = await api.text(markJob(ids, label), 'repeatable');
	const marked = (id: string, verified: boolean): IDataObject => ({
		action: 'marked',
		reportId: id,
		label,
		verified,
	});
	if (!verify) return part.map(({ value }) => ok(marked(value.id, false)));
	const reached = await printedIds(api, fileNames(text));
	const unmarked = await printedIds(api, await requestFiles(api, { ids, notMarkedAs: label }, IDS_TEMPLATE, 'txt'));
	return part.map(({ value: { id } }) => {
		if (!reached.has(id)) return failed(unknownReport(id));
		if (!unmarked.has(id)) return ok(marked(id, true));
		return failed(
			new BooksError({
				message: `It does not carry the label "${label}" yet`,
				category: 'waiting',
				retryable: true,
				document: id,
				hint: 'Mark it again; the same label twice has no second effect.',
			}),
		);
	});
}

async function printedIds(api: Expensify, names: string[]): Promise<Set<string>> {
	return new Set((await downloadOnly(api, names)).split(/\s+/).map(printedId));
}

/** Some may be passed over under a success; each of those fails alone, with Expensify's reason. */
export async function markReimbursed(call: Call): Promise<ItemResult[]> {
	const { context } = call;
	const { dryRun = false } = optionsOf<{ dryRun: boolean }>(call);
	const { good, results } = readItems(call, (index) => ({
		id: requiredText(context, 'reportId', index, 'Report ID'),
		word: textParameter(context, 'paymentSource', index),
	}));
	const done = await inParts(partsByWord(good), async (part) => {
		const paymentSource = part[0]?.value.word ?? '';
		if (dryRun) return part.map(({ value }) => ok({ action: 'would reimburse', reportId: value.id }));
		return await reimburse(apiOf(call), part, paymentSource);
	});
	return [...results, ...done];
}

interface Passed {
	reportID?: string;
	reason?: string;
}

async function reimburse(api: Expensify, part: Part, paymentSource: string): Promise<Array<Outcome<IDataObject>>> {
	// Only approved reports move, so a second time finds nothing to do.
	const answer = await api.ask(reimburseJob(idsOf(part), paymentSource), 'repeatable');
	const moved = new Set(((answer.reportIDs ?? []) as unknown[]).map(printedId));
	const passed = [...((answer.skippedReports ?? []) as Passed[]), ...((answer.failedReports ?? []) as Passed[])];
	const reasons = new Map(passed.map(({ reportID, reason }) => [printedId(reportID), reason ?? 'no reason given']));
	return part.map(({ value: { id } }) => {
		if (moved.has(id)) return ok({ action: 'reimbursed', reportId: id });
		const reason = reasons.get(id);
		if (reason !== undefined && /status 'Reimbursed'/i.test(reason))
			return ok({ action: 'unchanged', reportId: id });
		if (reason === undefined) return failed(unknownReport(id));
		return failed(
			new BooksError({
				message: `It was not marked as reimbursed: ${reason}`,
				category: 'validation',
				retryable: false,
				document: id,
				hint: 'Only approved reports can be marked as reimbursed.',
			}),
		);
	});
}

function partsByWord(marks: Part): Part[] {
	const byWord = new Map<string, Part>();
	for (const each of marks) byWord.set(each.value.word, [...(byWord.get(each.value.word) ?? []), each]);
	return [...byWord.values()].flatMap((part) => chunk(part, REPORTS_PER_JOB));
}

function idsOf(part: Part): string[] {
	return [...new Set(part.map(({ value }) => value.id))];
}
