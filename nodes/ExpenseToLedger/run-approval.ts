import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { monthOf } from '../core/dates';
import { check } from '../core/model/check';
import { expenseReport, type ExpenseReport } from '../core/model/report';
import { checkApproval } from './approval/approval';
import { readApprovals } from './approval/row';
import { readRules } from './approval/rules';
import { approvalReason, type Reason } from './held';
import { fold } from './lookup';
import { textOf } from './refs';
import type { Problems } from './rows';
import { plain } from './run-map';

/** Check Approval: outputs Ready and Held (reports), and Approvals to Write (rows of the table). */
export function runApproval(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const problems: Problems = [];
	const rules = readRules(context.getNodeParameter('approvalRules', 0, '[]'), problems);
	const rows = readApprovals(context.getNodeParameter('approvals', 0, '[]'), problems);
	const given = textOf(context.getNodeParameter('approvalNow', 0, ''));
	const now = given === undefined ? new Date() : new Date(given);
	if (Number.isNaN(now.getTime())) problems.push('Treat as Now is no time such as 2026-11-30T09:00:00Z');
	const held = (index: number, reasons: Reason[]): INodeExecutionData => ({
		...items[index], json: { ...items[index]?.json, held: reasons.map((reason) => ({ ...reason })) }, pairedItem: { item: index },
	});
	if (problems.length > 0) {
		const message = `${problems.join('. ')}.`;
		if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), message, { itemIndex: 0, level: 'warning' });
		// n8n would hand the input on as if it were approved.
		return [[], items.map((_, index) => held(index, [approvalReason('validation', message, 'Correct the tables of approvals.')])), []];
	}
	if (rules.length === 0 && rows.length === 0) return [items, [], []];
	const { id = '', name = '' } = context.getWorkflow();
	const settings = {
		rules, now, workflow: id, sync: textOf(context.getNodeParameter('approvalSync', 0, '')) ?? name,
		remindAfterHours: Number(context.getNodeParameter('remindAfterHours', 0, 0)),
		expireAfterDays: Number(context.getNodeParameter('expireAfterDays', 0, 0)),
	};
	const outputs: INodeExecutionData[][] = [[], [], []];
	const told = new Set<string>();
	const checked: Array<{ month?: string; reasons: Reason[] }> = [];
	items.forEach((item, index) => {
		const report = check(expenseReport, item.json, 'report');
		// What is no whole report is held by Map Reports, which says what is wrong with it.
		const { reasons, changes } = report.ok ? checkApproval(report.value, rows, settings) : { reasons: [], changes: [] };
		// By report, since each workspace has a format of its own.
		const wholeMonths = context.getNodeParameter('wholeMonths', index, false) === true;
		checked.push({ month: wholeMonths && report.ok ? groupOf(report.value) : undefined, reasons });
		for (const change of changes) {
			// A report that came in twice is asked about once.
			const label = JSON.stringify([change.key, change.approver, change.askedAt]);
			if (!told.has(label)) outputs[2]?.push({ json: plain(change), pairedItem: { item: index } });
			told.add(label);
		}
	});
	const waiting = new Set(checked.flatMap(({ month, reasons }) => (month === undefined || reasons.length === 0 ? [] : [month])));
	checked.forEach(({ month, reasons }, index) => {
		const all = reasons.length === 0 && month !== undefined && waiting.has(month) ? [OTHERS] : reasons;
		if (all.length === 0) outputs[0]?.push({ ...items[index], json: items[index]?.json ?? {}, pairedItem: { item: index } });
		else outputs[1]?.push(held(index, all));
	});
	return outputs;
}

/** A month's document must not be made of a part of its reports: it would differ from the whole one later. */
const OTHERS = approvalReason('waiting', 'Another report of this employee and month is held for approval.', 'They go out together once that one is approved.');

function groupOf({ system, workspace, employee, approved }: ExpenseReport): string {
	return JSON.stringify([system, workspace.id, fold(employee.email), approved === undefined ? '' : monthOf(approved)]);
}
