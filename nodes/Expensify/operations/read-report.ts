import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { ok } from '../../core/errors';
import { check } from '../../core/model/check';
import { jsonParameter } from '../../core/properties/json';
import { newExpense, toTransaction, type NewExpense } from '../create';
import type { ReportToMake } from '../make-report';
import { textParameter, type Call } from '../session';
import { refuse } from './create-expenses';

const filled = z.string('must be text').trim().min(1, 'must not be empty');
const newReport = z.object({
	policyID: filled,
	employeeEmail: filled,
	title: filled,
	fields: z.record(z.string(), z.string('must be text')).optional(),
	expenses: z.array(newExpense, 'must be a list of expenses').default([]),
});

/** A report to be made, from the node's fields or from JSON. */
export function readReport({ context }: Call, index: number): ReportToMake {
	const fromFields = context.getNodeParameter('source', index) === 'fields';
	const given = fromFields
		? ok(reportFromFields({ context } as Call, index))
		: jsonParameter(context, 'report', index);
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
	const { field = [] } = context.getNodeParameter('reportFields', index, {}) as {
		field?: Array<{ name: string; value: string }>;
	};
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
