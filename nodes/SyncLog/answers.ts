import type { IDataObject } from 'n8n-workflow';
import { logRow, type LogRow } from './columns';
import { withoutPeople } from './private';

/** Who is signed in, as n8n's form tells. */
export interface User {
	id?: unknown;
	firstName?: unknown;
	lastName?: unknown;
}

/**
 * Rows of *Sync log* for reports that an approver has approved or rejected: rows of the table of approvals, as they
 * were written. An audit has to tell who decided: that is the name and id of the n8n user, and no e-mail address.
 */
export function answers(rows: readonly IDataObject[], user: User, execution: string, now: Date): LogRow[] {
	return rows.filter(({ report, state }) => text(report) !== '' && text(state) !== '').map((row) => logRow({
		at: now.toISOString(), sync: text(row.sync), execution, key: text(row.report), kind: 'report', action: text(row.state), result: 'ok', reason: withoutPeople(text(row.reason)),
		changes: JSON.stringify({ state: { before: 'asked', after: text(row.state) }, decidedBy: { before: '', after: nameOf(user) } }),
		amount: text(row.amount), currency: text(row.currency), source: text(row.report), link: text(row.link),
	}));
}

function nameOf({ id, firstName, lastName }: User): string {
	const name = withoutPeople([text(firstName), text(lastName)].filter((part) => part !== '').join(' '));
	return [name, text(id) === '' ? '' : `(n8n user ${text(id)})`].filter((part) => part !== '').join(' ');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
