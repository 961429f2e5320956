import { chunk } from 'lodash';
import { z } from 'zod';
import type { Day } from '../core/dates';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import { amount, day } from '../core/model/documents';
import { multiply, toJsonNumber } from '../core/money';
import type { Expensify } from './api';
import { createExpensesJob, EXPENSES_PER_JOB, type NewTransaction } from './jobs';
import { findHeld, markedComment, type Held, type Where } from './lookup';
import { printedId } from './printed';
import { joinTag } from './tag-text';

const text = z.string('must be text');
const level = z.union([text, z.object({ name: text })]);

/** An expense to be made. The canonical expense of a report fits as well; its own id is not carried over. */
export const newExpense = z.object({
	employeeEmail: text.optional(),
	merchant: text.trim().min(1, 'must not be empty'),
	date: day,
	amount,
	currency: text.regex(/^[A-Z]{3}$/, 'must be a currency code such as "EUR"'),
	/** The caller's own name for it: what makes it findable, and so repeatable. */
	externalID: text.optional(),
	category: z.union([text, z.object({ name: text.optional() })]).optional(),
	tag: text.optional(),
	tags: z.array(level).optional(),
	comment: text.optional(),
	billable: z.boolean('must be true or false').optional(),
	reimbursable: z.boolean('must be true or false').optional(),
	reportID: text.optional(),
	policyID: text.optional(),
	tax: z.object({ code: text.optional(), rateID: text.optional(), amount: amount.optional() }).optional(),
});
export type NewExpense = z.infer<typeof newExpense>;

/** Whole cents, or an error: a rounded amount would be another amount. */
function toCents(value: string, field: string): number {
	const cents = multiply(value, '100');
	if (!cents.includes('.')) return toJsonNumber(cents);
	throw new BooksError({
		message: `${value} has more than two decimals, and Expensify takes whole cents`,
		category: 'validation',
		field,
		hint: 'Round the amount before it comes here.',
	});
}

export function toTransaction(expense: NewExpense): NewTransaction {
	const { category, tag, tags, tax } = expense;
	const rateID = tax?.rateID ?? tax?.code;
	return {
		merchant: expense.merchant,
		created: expense.date,
		amount: toCents(expense.amount, 'amount'),
		currency: expense.currency,
		externalID: expense.externalID,
		category: typeof category === 'object' ? category.name : category,
		tag:
			tag ??
			(tags === undefined
				? undefined
				: joinTag(tags.map((each) => (typeof each === 'string' ? each : each.name)))),
		billable: expense.billable,
		reimbursable: expense.reimbursable,
		comment: markedComment(expense.comment, expense.externalID),
		reportID: expense.reportID,
		policyID: expense.policyID,
		...(rateID === undefined
			? {}
			: { tax: { rateID, ...(tax?.amount === undefined ? {} : { amount: toCents(tax.amount, 'tax') }) } }),
	};
}

export interface MadeExpense {
	action: 'created' | 'found';
	transactionID: string;
	reportID: string;
}

const ROUNDS = 3;

/**
 * Makes expenses of one employee, a hundred in a call. After a lost answer Expensify is asked which ones it holds before
 * anything is sent again; an expense without an external ID cannot be asked for and fails instead.
 * @returns in the order given
 */
export async function createExpenses(
	api: Expensify,
	employeeEmail: string,
	transactions: NewTransaction[],
	today: Day,
): Promise<Array<Outcome<MadeExpense>>> {
	const outcomes: Array<Outcome<MadeExpense>> = [];
	for (const part of chunk(transactions, EXPENSES_PER_JOB))
		outcomes.push(...(await sendSurely(api, employeeEmail, part, today, 1)));
	return outcomes;
}

async function sendSurely(
	api: Expensify,
	employee: string,
	part: NewTransaction[],
	today: Day,
	round: number,
): Promise<Array<Outcome<MadeExpense>>> {
	const sent = await send(api, employee, part);
	if (!(sent instanceof BooksError)) return sent;
	if (mayBeOneOf(part, sent)) {
		// The call is refused as a whole for one bad expense: halve until that one stands alone.
		const middle = Math.ceil(part.length / 2);
		const first = await sendSurely(api, employee, part.slice(0, middle), today, round);
		return [...first, ...(await sendSurely(api, employee, part.slice(middle), today, round))];
	}
	if (!sent.facts.outcomeUnknown || round >= ROUNDS)
		return part.map(({ externalID }) => failed(sent.at({ document: externalID })));
	await api.pause(2000 * round);
	const held = await look(api, part, today);
	if (held instanceof BooksError) return part.map(({ externalID }) => failed(sent.at({ document: externalID })));
	const missing = part.filter(({ externalID }) => externalID !== undefined && !held.expenses.has(externalID));
	const again = missing.length === 0 ? [] : await sendSurely(api, employee, missing, today, round + 1);
	return part.map((transaction): Outcome<MadeExpense> => {
		if (transaction.externalID === undefined) return failed(sent);
		const found = held.expenses.get(transaction.externalID);
		return found === undefined
			? (again[missing.indexOf(transaction)] ?? failed(sent))
			: ok({ action: 'found', ...found });
	});
}

/** Whether the refusal may be for some of them only: not where it names what they all share. */
function mayBeOneOf(part: NewTransaction[], { category, message }: BooksError): boolean {
	if (part.length === 1) return false;
	if (category === 'validation') return !/employeeEmail/.test(message);
	const places = new Set(part.map(({ reportID, policyID }) => `${reportID}|${policyID}`));
	return (category === 'not found' || category === 'permission') && places.size > 1;
}

async function send(
	api: Expensify,
	employee: string,
	part: NewTransaction[],
): Promise<Array<Outcome<MadeExpense>> | BooksError> {
	try {
		const answer = await api.ask(createExpensesJob(employee, part), 'write');
		const made = (answer.transactionList ?? []) as Array<{ transactionID?: unknown; reportID?: unknown }>;
		return part.map(({ externalID }, at) => {
			const one = made[at];
			if (one?.transactionID === undefined) return failed(unanswered(externalID));
			return ok({
				action: 'created',
				transactionID: printedId(one.transactionID),
				reportID: printedId(one.reportID),
			});
		});
	} catch (error) {
		return asBooksError(error);
	}
}

async function look(api: Expensify, part: NewTransaction[], today: Day): Promise<Held | BooksError> {
	try {
		return await findHeld(api, whereOf(part, undefined), today);
	} catch (error) {
		return asBooksError(error);
	}
}

/** Where these expenses would be: in the reports that they name, or in reports begun lately. */
export function whereOf(transactions: NewTransaction[], since: Day | undefined): Where[] {
	const ids = [...new Set(transactions.flatMap(({ reportID }) => (reportID === undefined ? [] : [reportID])))];
	const loose = transactions.some(({ reportID }) => reportID === undefined);
	return [...(ids.length === 0 ? [] : [{ ids }]), ...(loose ? [{ since }] : [])];
}

function unanswered(document: string | undefined): BooksError {
	return new BooksError({
		message: 'Expensify did not say what became of this expense',
		category: 'outage',
		outcomeUnknown: true,
		document,
		hint: 'Look it up in Expensify before it is made again.',
	});
}
