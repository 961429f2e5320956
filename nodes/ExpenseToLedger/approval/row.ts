import { textOf } from '../refs';
import { readRows, type Problems } from '../rows';

/** Columns of the table of approvals. All text; times in UTC as ISO 8601, amounts as decimals. */
const COLUMNS = [
	/** Report id and mark of its content. With `approver` it names the row. */
	'key',
	'system',
	'report',
	'name',
	'workspace',
	'department',
	'amount',
	'currency',
	'link',
	'approver',
	/** asked, approved, rejected, expired, outdated; anything else does not count as approved. */
	'state',
	'askedAt',
	'remindedAt',
	'decidedAt',
	'decidedBy',
	'reason',
	/** The sync that asked: its name, and the id of its workflow. */
	'sync',
	'workflow',
] as const;

export type ApprovalRow = Record<(typeof COLUMNS)[number], string>;

export function readApprovals(value: unknown, problems: Problems): ApprovalRow[] {
	return readRows(value, 'Approvals', ['key', 'state'], problems).map(({ cells }) => approvalRow(cells));
}

/** A row has all of its columns; what stands beside them in the table, such as n8n's own id, is left out. */
export function approvalRow(cells: Record<string, unknown>): ApprovalRow {
	const row = Object.fromEntries(COLUMNS.map((column) => [column, textOf(cells[column]) ?? ''])) as ApprovalRow;
	return { ...row, state: row.state.toLowerCase() };
}

/** Whether it still takes an answer: one that came too late is welcome, too. */
export const isOpen = ({ state }: ApprovalRow): boolean => state === 'asked' || state === 'expired';
