import { addExpense, type NewExpense } from '../state/expenses';
import { homePolicy, person } from '../state/people';
import { addPolicy } from '../state/policies';
import { openReport, type Report, report } from '../state/reports';
import {
	cents, currency, day, email, flagOr, malformed, missing, object, objects, objectOr, type Params, text, textOr,
} from './params';
import { mayActAs, visiblePolicy } from './rights';
import { AS_JSON, JobError, type Job, type JobHandler } from './types';

/** Where an expense without a category is put. */
const NO_CATEGORY = 'Uncategorized';

export const createPolicy: JobHandler = ({ store, input, caller }) => {
	const name = text(input, 'policyName');
	const type = textOr(input, 'plan', 'team');
	if (type !== 'team' && type !== 'corporate') throw malformed('plan');
	const policyID = addPolicy(store, { name, owner: caller, currency: 'USD', type });
	return { contentType: AS_JSON, body: { policyID, policyName: name } };
};

export const createReport: JobHandler = (job) => {
	const { store, input } = job;
	const employee = email(input, 'employeeEmail');
	const policyID = policyFor(job, employee);
	const details = object(input, 'report');
	const name = text(details, 'title');
	const fields = objectOr(details, 'fields', {});
	const lines = input.expenses === undefined ? [] : objects(input, 'expenses');
	const expenses = lines.map((line) => ({
		merchant: text(line, 'merchant'), created: day(line, 'date'), amount: cents(line, 'amount'), currency: currency(line, 'currency'),
	}));
	const created = store.atomically(() => {
		const values = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
		const opened = openReport(store, { policyID, employee, name, fields: values });
		for (const expense of expenses) addExpense(store, opened, { ...expense, category: NO_CATEGORY });
		return opened;
	});
	return { contentType: AS_JSON, body: { reportID: created.id, reportName: created.name } };
};

export const createExpenses: JobHandler = (job) => {
	const { store, input } = job;
	const employee = email(input, 'employeeEmail');
	const list = objects(input, 'transactionList');
	if (list.length === 0) throw malformed('transactionList');
	// All are checked before the first is written: the answer names one code for all.
	const wanted = list.map((line) => ({ line, expense: readExpense(line) }));
	const transactionList = store.atomically(() => {
		const opened = new Map<string, Report>();
		return wanted.map(({ line, expense }) => answer(addExpense(store, reportFor(job, employee, line, opened), expense)));
	});
	return { contentType: AS_JSON, body: { transactionList } };
};

function readExpense(line: Params): NewExpense {
	return {
		merchant: text(line, 'merchant'),
		created: day(line, 'created'),
		amount: cents(line, 'amount'),
		currency: currency(line, 'currency'),
		category: textOr(line, 'category', '') || NO_CATEGORY,
		tag: textOr(line, 'tag', ''),
		comment: textOr(line, 'comment', ''),
		billable: flagOr(line, 'billable', false),
		reimbursable: flagOr(line, 'reimbursable', true),
		externalID: textOr(line, 'externalID', '') || undefined,
		tax: taxOf(line),
	};
}

function taxOf(line: Params): NewExpense['tax'] {
	if (line.tax === undefined) return undefined;
	const tax = object(line, 'tax');
	return { rateID: textOr(tax, 'rateID', '') || undefined, amount: tax.amount === undefined ? undefined : cents(tax, 'amount') };
}

/** The named report, or one that Expensify opens for this call and workspace. */
function reportFor(job: Job, employee: string, line: Params, opened: Map<string, Report>): Report {
	const named = textOr(line, 'reportID', '');
	if (named !== '') {
		const found = report(job.store, named);
		if (found === undefined) throw new JobError(404, `Report ${named} not found`);
		visiblePolicy(job, found.policyID);
		if (found.employee.toLowerCase() !== employee.toLowerCase()) throw new JobError(403, `Report ${named} is not ${employee}'s`);
		if (found.state !== 'OPEN') throw new JobError(410, `Report ${named} is not open`);
		return found;
	}
	const policyID = policyFor(job, employee, textOr(line, 'policyID', ''));
	const already = opened.get(policyID);
	if (already) return already;
	const { fullName } = person(job.store, employee);
	const fresh = openReport(job.store, { policyID, employee, name: `${fullName} ${job.store.today()}` });
	opened.set(policyID, fresh);
	return fresh;
}

function policyFor(job: Job, employee: string, named = textOr(job.input, 'policyID', '')): string {
	const policyID = named === '' ? homePolicy(job.store, employee) : named;
	if (policyID === undefined) throw missing('policyID');
	visiblePolicy(job, policyID);
	mayActAs(job, employee, policyID);
	return policyID;
}

function answer(row: Record<string, unknown>): Params {
	const { id, report_id: reportID, merchant, created, amount, currency: paidIn, category, tag, comment, mcc } = row;
	return { transactionID: id, reportID, merchant, created, amount, currency: paidIn, category, tag, comment, mcc };
}
