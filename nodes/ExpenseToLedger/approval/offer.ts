import { escapeHtml, isWebAddress } from '../../core/html';
import { isOpen, type ApprovalRow } from './row';

/** A question as a form offers it. */
export interface Offer {
	/** What people choose it by. */
	label: string;
	row: ApprovalRow;
}

/** A form with more than this is read by nobody; the rest comes once these are answered. */
const MOST = 100;

/** The questions that this user may answer, the oldest first. */
export function offersFor(rows: readonly ApprovalRow[], may: (row: ApprovalRow) => boolean): Offer[] {
	return rows
		.filter((row) => isOpen(row) && may(row))
		.sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1))
		.slice(0, MOST)
		.map((row, index) => ({ label: `${index + 1}. ${titleOf(row)}: ${row.currency} ${row.amount}`, row }));
}

/** Whether a user may answer: the approver, and those who may decide for others. */
export function mayAnswer(user: string, forOthers: readonly string[]): (row: ApprovalRow) => boolean {
	const email = user.trim().toLowerCase();
	const all = email !== '' && forOthers.some((one) => one.trim().toLowerCase() === email);
	return ({ approver }) => all || (email !== '' && approver.trim().toLowerCase() === email);
}

export const titleOf = ({ name, report }: ApprovalRow): string => name.replace(/\s+/g, ' ').trim() || `Report ${report}`;

/** Fields of n8n's form, as its "Define Form: JSON" takes them. Approvers are named where the user decides for others. */
export function fieldsOf(offers: readonly Offer[], user: string): string {
	const options = (texts: string[]) => ({ values: texts.map((option) => ({ option })) });
	const fields = [
		{ fieldType: 'html', elementName: 'waiting', html: tableOf(offers, offers.some(({ row }) => !mayAnswer(user, [])(row))) },
		{ fieldLabel: 'Reports', fieldName: 'reports', fieldType: 'checkbox', requiredField: true, fieldOptions: options(offers.map(({ label }) => label)) },
		{ fieldLabel: 'Answer', fieldName: 'answer', fieldType: 'radio', requiredField: true, fieldOptions: options(['Approve', 'Reject']) },
		{ fieldLabel: 'Reason, needed to reject', fieldName: 'reason', fieldType: 'textarea' },
	];
	// n8n puts this text in the place of its expression by a replacement in which a dollar sign means something.
	return JSON.stringify(fields).replaceAll('$', '\\u0024');
}

function tableOf(offers: readonly Offer[], withApprovers: boolean): string {
	const head = ['Report', 'Amount', 'Asked', 'Workspace', 'Department', ...(withApprovers ? ['Approver'] : []), ''];
	const cellsOf = ({ label, row: { currency, amount, workspace, department, askedAt, approver, state, link } }: Offer) => [
		...[
			label.slice(0, label.lastIndexOf(':')), `${currency} ${amount}`, `${askedAt.slice(0, 10)}${state === 'expired' ? ', time is over' : ''}`, workspace, department,
			...(withApprovers ? [approver] : []),
		].map(escapeHtml),
		isWebAddress(link) ? `<a href="${escapeHtml(link)}" target="_blank" rel="noopener">open</a>` : '',
	];
	const line = (cells: string[], tag: 'th' | 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
	return `<table>${line(head, 'th')}${offers.map((offer) => line(cellsOf(offer), 'td')).join('')}</table>`;
}
