import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { addDays, type Day } from '../core/dates';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import type { Expensify } from './api';
import { createExpenses, type MadeExpense } from './create';
import { createReportJob, type NewReport, type NewTransaction } from './jobs';
import { findHeld, type Held, type HeldReport } from './lookup';
import { printedId } from './printed';
import { json } from './session';

export interface ReportToMake {
	head: Omit<NewReport, 'expenses'>;
	transactions: NewTransaction[];
}

/**
 * @param held what Expensify holds already, where it was asked
 * @param today UTC
 */
export async function makeReport(
	api: Expensify,
	{ head, transactions }: ReportToMake,
	held: Held | undefined,
	today: Day,
): Promise<Outcome<IDataObject>> {
	const known = held?.reports.filter((report) => isSame(report, head)) ?? [];
	if (known.length > 1) return failed(ambiguous(head.title));
	const plain = transactions.every(isPlain);
	const report = known[0] ?? (await makeHead(api, head, plain ? transactions : [], today));
	const action = known[0] === undefined ? 'created' : 'found';
	const base = {
		action,
		reportID: report.reportID,
		title: head.title,
		policyID: head.policyID,
		employee: head.employeeEmail,
	};
	if (plain && action === 'created') return ok(json({ ...base, expenses: transactions.length }));
	const empty = action === 'created' || known[0]?.expenses === 0;
	const someNameless = transactions.some(({ externalID }) => externalID === undefined);
	if (!empty && !plain && someNameless) return failed(nameless(report.reportID));
	const missing = transactions.filter(
		({ externalID }) => empty || (externalID !== undefined && held?.expenses.has(externalID) !== true),
	);
	const placed = missing.map((each) => ({ ...each, reportID: report.reportID, policyID: head.policyID }));
	const outcomes = await createExpenses(api, head.employeeEmail, placed, today);
	const bad = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
	const [first] = bad;
	if (first !== undefined) return failed(incomplete(first, bad.length, transactions.length, report.reportID));
	const made = outcomes.flatMap((outcome): MadeExpense[] => (outcome.ok ? [outcome.value] : []));
	return ok(
		json({
			...base,
			expenses: transactions.length,
			added: made.length,
			transactionIDs: made.map(({ transactionID }) => transactionID),
		}),
	);
}

/** After a lost answer the report is looked for by its title before it is made again. */
async function makeHead(
	api: Expensify,
	head: ReportToMake['head'],
	transactions: NewTransaction[],
	today: Day,
): Promise<{ reportID: string }> {
	const expenses = transactions.map(({ created, merchant, amount, currency }) => ({
		date: created,
		merchant,
		amount,
		currency,
	}));
	for (let round = 1; ; round++) {
		const sent = await sendHead(api, { ...head, expenses });
		if (!(sent instanceof BooksError)) return sent;
		if (!sent.facts.outcomeUnknown || round >= 3) throw sent;
		await api.pause(2000 * round);
		const { reports } = await findHeld(api, [{ since: addDays(today, -2), workspaces: [head.policyID] }], today);
		const [found, ...others] = reports.filter((report) => isSame(report, head));
		if (others.length > 0) throw ambiguous(head.title);
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

function isSame(report: HeldReport, head: ReportToMake['head']): boolean {
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
