import type { ApprovalChange } from './approval';

/** What an approver is told: all questions and reminders of a run in one message, as plain text. */
export interface Message {
	to: string;
	subject: string;
	text: string;
	/** To be written once the message went out. */
	rows: ApprovalChange[];
}

/** So many reports are told one by one; the form has them all. */
const MOST = 50;

/** @param form address where people answer */
export function messagesFor(changes: readonly ApprovalChange[], form: string): Message[] {
	const byApprover = new Map<string, ApprovalChange[]>();
	for (const change of changes) {
		const to = change.approver.toLowerCase();
		byApprover.set(to, [...(byApprover.get(to) ?? []), change]);
	}
	return [...byApprover].map(([to, rows]) => ({ to, rows, subject: subjectOf(rows), text: textOf(rows, form) }));
}

function subjectOf(rows: readonly ApprovalChange[]): string {
	const reminder = rows.every(({ occasion }) => occasion === 'remind') ? 'Reminder: ' : '';
	const [first] = rows;
	return rows.length === 1 && first !== undefined
		? `${reminder}a report waits for your approval: ${first.currency} ${first.amount}`
		: `${reminder}${rows.length} reports wait for your approval`;
}

function textOf(rows: readonly ApprovalChange[], form: string): string {
	const rest = rows.length > MOST ? [`and ${rows.length - MOST} more`] : [];
	return [...rows.slice(0, MOST).map(linesOf), ...rest, `Approve or reject: ${form}`].join('\n\n');
}

function linesOf({ name, report, currency, amount, workspace, department, link, occasion, askedAt }: ApprovalChange): string {
	const about = [`${currency} ${amount}`, workspace, department].filter((part) => part !== '').map(oneLine).join(', ');
	const since = occasion === 'remind' ? [`asked on ${askedAt.slice(0, 10)}`] : [];
	return [oneLine(name) || `Report ${report}`, about, ...since, ...(link === '' ? [] : [oneLine(link)])].join('\n');
}

/** A name with line breaks must not look like further lines of ours. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
