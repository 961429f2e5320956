import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { takeAnswers } from './approval/answer';
import { fieldsOf, mayAnswer, offersFor, type Offer } from './approval/offer';
import { approvalRow, readApprovals, type ApprovalRow } from './approval/row';
import { textOf } from './refs';
import { listOf, type Problems } from './rows';
import { plain } from './run-map';

/** Offer Approvals: one item with the fields of a form and what they stand for. */
export function runOffer(context: IExecuteFunctions): INodeExecutionData[][] {
	const user = userOf(context);
	const offers = offersFor(rowsOf(context), mayAnswer(user, forOthersOf(context)));
	return one({ count: offers.length, fields: fieldsOf(offers, user), offers });
}

/** Take Answers: one item with the rows to write, what is refused, and the syncs that may be started. */
export function runAnswer(context: IExecuteFunctions): INodeExecutionData[][] {
	const text = (name: string) => textOf(first(context.getNodeParameter(name, 0, ''))) ?? '';
	const chosen = (listOf(context.getNodeParameter('chosen', 0, '[]')) ?? []).map(String);
	const user = userOf(context);
	return one(takeAnswers(offersOf(context), rowsOf(context), mayAnswer(user, forOthersOf(context)), { chosen, answer: text('answer'), reason: text('reason'), user, now: new Date() }));
}

const one = (json: object): INodeExecutionData[][] => [[{ json: plain(json), pairedItem: { item: 0 } }]];

/** A choice of one comes as a list from n8n's newer forms. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function userOf(context: IExecuteFunctions): string {
	const email = textOf(context.getNodeParameter('user', 0, ''));
	if (email === undefined) throw new NodeOperationError(context.getNode(), 'Nobody is signed in', { itemIndex: 0, description: 'The form has to ask for n8n\'s login, and User has to be the e-mail address of who answers.' });
	return email;
}

const forOthersOf = (context: IExecuteFunctions): string[] => (textOf(context.getNodeParameter('decideForOthers', 0, '')) ?? '').split(/[\n,;]/);

function rowsOf(context: IExecuteFunctions): ApprovalRow[] {
	const problems: Problems = [];
	const rows = readApprovals(context.getNodeParameter('approvals', 0, '[]'), problems);
	if (problems.length > 0) throw new NodeOperationError(context.getNode(), `${problems.join('. ')}.`, { itemIndex: 0, level: 'warning' });
	return rows;
}

function offersOf(context: IExecuteFunctions): Offer[] {
	return (listOf(context.getNodeParameter('offers', 0, '[]')) ?? []).flatMap((value) => {
		const { label, row } = (value ?? {}) as { label?: unknown; row?: unknown };
		return typeof label === 'string' && row !== null && typeof row === 'object' ? [{ label, row: approvalRow(row as Record<string, unknown>) }] : [];
	});
}
