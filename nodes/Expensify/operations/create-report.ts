import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { addDays } from '../../core/dates';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import { check } from '../../core/model/check';
import { alone } from '../../core/once';
import { jsonParameter } from '../../core/properties/json';
import type { Expensify } from '../api';
import { createExpenses, newExpense, toTransaction, type MadeExpense, type NewExpense } from '../create';
import { createReportJob, type NewReport, type NewTransaction } from '../jobs';
import { findHeld, type Held, type HeldReport } from '../lookup';
import { printedId } from '../printed';
import { apiOf, inParts, json, optionsOf, readItems, textParameter, type Call, type ItemResult } from '../session';
import { refuse, type CreateOptions } from './create-expenses';
import { today } from './reports';

const filled = z.string('must be text').trim().min(1, 'must not be empty');
const newReport = z.object({
	policyID: filled,
	employeeEmail: filled,
	title: filled,
	fields: z.record(z.string(), z.string('must be text')).optional(),
	expenses: z.array(newExpense, 'must be a list of expenses').default([]),
});

interface Ready {
	head: Omit<NewReport, 'expenses'>;
	transactions: NewTransaction[];
}

/**
 * A report and its expenses. The job that makes reports takes four fields of an expense only; where an expense says
 * more, the report is made empty and its expenses follow, a hundred in a call.
 */
export async function createReport(call: Call): Promise<ItemResult[]> {
	const api = apiOf(call);
	const options = optionsOf<CreateOptions>(call);
	const { good, results } = readItems(call, (index) => readReport(call, index));
	if (options.dryRun === true) {
		const planned = good.map(({ index, value }): ItemResult => {
			return { index, outcome: ok([{ json: json({ action: 'would create', ...value.head, plan: value.transactions }) }]) };
		});
		return [...results, ...planned];
	}
	const made = await alone(`${api.connection}|report`, async () => {
		const since = addDays(today(), -(options.lookBackDays ?? 30));
		const workspaces = [...new Set(good.map(({ value }) => value.head.policyID))];
		const held = options.skipExisting === true ? await findHeld(api, [{ since, workspaces }], today()) : undefined;
		const parts = good.map((each) => [each]);
		return await inParts(parts, async (part) => await Promise.all(part.map(async ({ value }) => await make(api, value, held))));
	});
	return [...results, ...made];
}

async function make(api: Expensify, { head, transactions }: Ready, held: Held | undefined): Promise<Outcome<IDataObject>> {
	const known = held?.reports.filter((report) => isSame(report, head)) ?? [];
	if (known.length > 1) return failed(ambiguous(head.title));
	const plain = transactions.every(isPlain);
	const report = known[0] ?? (await makeHead(api, head, plain ? transactions : []));
	const action = known[0] === undefined ? 'created' : 'found';
	const base = { action, reportID: report.reportID, title: head.title, policyID: head.policyID, employee: head.employeeEmail };
	if (plain && action === 'created') return ok(json({ ...base, expenses: transactions.length }));
	const empty = action === 'created' || known[0]?.expenses === 0;
	if (!empty && !plain && transactions.some(({ externalID }) => externalID === undefined)) return failed(nameless(report.reportID));
	const missing = transactions.filter(({ externalID }) => empty || (externalID !== undefined && held?.expenses.has(externalID) !== true));
	const placed = missing.map((each) => ({ ...each, reportID: report.reportID, policyID: head.policyID }));
	const outcomes = await createExpenses(api, head.employeeEmail, placed, today());
	const bad = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
	const [first] = bad;
	if (first !== undefined) return failed(incomplete(first, bad.length, transactions.length, report.reportID));
	const made = outcomes.flatMap((outcome): MadeExpense[] => (outcome.ok ? [outcome.value] : []));
	return ok(json({ ...base, expenses: transactions.length, added: made.length, transactionIDs: made.map(({ transactionID }) => transactionID) }));
}

/** After a lost answer the report is looked for by its title before it is made again. */
async function makeHead(api: Expensify, head: Ready['head'], transactions: NewTransaction[]): Promise<{ reportID: string }> {
	const expenses = transactions.map(({ created, merchant, amount, currency }) => ({ date: created, merchant, amount, currency }));
	for (let round = 1; ; round++) {
		const sent = await sendHead(api, { ...head, expenses });
		if (!(sent instanceof BooksError)) return sent;
		if (!sent.facts.outcomeUnknown || round >= 3) return refuse(sent);
		await api.pause(2000 * round);
		const { reports } = await findHeld(api, [{ since: addDays(today(), -2), workspaces: [head.policyID] }], today());
		const [found, ...others] = reports.filter((report) => isSame(report, head));
		if (others.length > 0) return refuse(ambiguous(head.title));
		if (found !== undefined) return found;
	}
}

async function sendHead(api: Expensify, report: NewReport): Promise<{ reportID: string } | BooksError> {
	try {
		const { reportID } = await api.ask(createReportJob(report), 'write');
		return { reportID: printedId(reportID) };
	} catch (error) {
		return asBooksError(error);
	}
}

function isSame(report: HeldReport, head: Ready['head']): boolean {
	return (
		report.title === head.title &&
		report.workspace === head.policyID &&
		report.employee === head.employeeEmail.toLowerCase()
	);
}

/** Whether the report job itself can carry all that the expense says. */
function isPlain(transaction: NewTransaction): boolean {
	const rest = omit(transaction, ['merchant', 'created', 'amount', 'currency']);
	return Object.values(rest).every((value) => value === undefined);
}

function ambiguous(title: string): BooksError {
	return new BooksError({
		message: `The employee has several reports called "${title}"`,
		category: 'duplicate',
		retryable: false,
		document: title,
		hint: 'Give the report a title of its own, so that it can be found again.',
	});
}

/** What has no name of its own cannot be told from what is there. */
function nameless(reportID: string): BooksError {
	return new BooksError({
		message: `Report ${reportID} is there already, and its expenses have no external IDs to compare by`,
		category: 'duplicate',
		retryable: false,
		document: reportID,
		hint: 'Give each expense an "externalID", or look at the report in Expensify.',
	});
}

function incomplete(first: BooksError, bad: number, all: number, reportID: string): BooksError {
	return new BooksError({
		...first.facts,
		message: `Report ${reportID} was made, but ${bad} of its ${all} expenses were not: ${first.message}`,
		hint: 'Run again with "Skip Existing" on: what is there is left alone.',
	});
}

function readReport({ context }: Call, index: number): Ready {
	const fromFields = context.getNodeParameter('source', index) === 'fields';
	const given = fromFields ? ok(reportFromFields({ context } as Call, index)) : jsonParameter(context, 'report', index);
	const checked = check(newReport, given.ok ? named(given.value) : refuse(given.error), `item ${index + 1}`);
	const { expenses, ...head } = checked.ok ? checked.value : refuse(checked.error);
	return { head, transactions: expenses.map((expense: NewExpense) => toTransaction(expense)) };
}

/** A canonical report says the same in its own words; its expenses are in its currency unless they say otherwise. */
function named(report: IDataObject): IDataObject {
	const { workspace, employee, name, currency, expenses } = report as {
		workspace?: { id?: string };
		employee?: { email?: string };
		name?: string;
		currency?: string;
		expenses?: IDataObject[];
	};
	return {
		...report,
		policyID: report.policyID ?? workspace?.id,
		employeeEmail: report.employeeEmail ?? employee?.email,
		title: report.title ?? name,
		expenses: Array.isArray(expenses) ? expenses.map((expense) => ({ currency, ...expense })) : expenses,
	};
}

function reportFromFields({ context }: Call, index: number): IDataObject {
	const { field = [] } = context.getNodeParameter('reportFields', index, {}) as { field?: Array<{ name: string; value: string }> };
	const expenses = context.getNodeParameter('expenses', index, '[]');
	return {
		policyID: textParameter(context, 'policy', index),
		employeeEmail: textParameter(context, 'employeeEmail', index),
		title: textParameter(context, 'title', index),
		...(field.length === 0 ? {} : { fields: Object.fromEntries(field.map(({ name, value }) => [name, value])) }),
		expenses: (typeof expenses === 'string' ? parsed(expenses) : expenses) as IDataObject[],
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.trim() === '' ? '[]' : text);
	} catch {
		return text;
	}
}
