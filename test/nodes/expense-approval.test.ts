import type { IDataObject } from 'n8n-workflow';
import { ExpenseToLedger } from '../../nodes/ExpenseToLedger/ExpenseToLedger.node';
import { runNode } from '../support/run-node';

const report = (id: string, amount: string, more: object = {}): IDataObject => ({
	system: 'expensify', id, name: 'May', status: 'approved', workspace: { id: 'W1' }, employee: { email: 'ana@kea.test' }, currency: 'GBP', total: amount, approved: '2026-05-20',
	expenses: [{ id: '1', merchant: 'Cafe <b>Roma</b>', date: '2026-05-10', amount }], ...more,
});
const rules = JSON.stringify([{ workspace: '', above: '500', approver: 'bo@kea.test' }]);
const given = { operation: 'checkApproval', approvalRules: rules, approvalNow: '2026-11-20T09:00:00Z' };
const ids = (output: Array<{ json: IDataObject }> | undefined) => (output ?? []).map(({ json }) => json.id);

describe('SYNC-APPROVE: Check Approval in the engine', () => {
	it('without rules all reports pass unchanged, empty items too', async () => {
		const { outputs, error } = await runNode(ExpenseToLedger, { operation: 'checkApproval' }, [report('R1', '9999'), {}]);
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json }) => json)).toEqual([report('R1', '9999'), {}]);
		expect([outputs[1] ?? [], outputs[2] ?? []]).toEqual([[], []]);
	});

	it('holds what is above, asks once for a report that came twice, and lets the approved one pass', async () => {
		const first = await runNode(ExpenseToLedger, given, [report('R1', '10'), report('R2', '600'), report('R2', '600')]);
		expect(ids(first.outputs[0])).toEqual(['R1']);
		expect(first.outputs[1]?.[0]?.json).toMatchObject({ id: 'R2', held: [{ message: 'Waits for approval by bo@kea.test.', category: 'waiting' }] });
		expect(first.outputs[2]).toHaveLength(1);
		const [question] = first.outputs[2] ?? [];
		const approvals = JSON.stringify([{ ...question?.json, state: 'Approved' }]);
		const second = await runNode(ExpenseToLedger, { ...given, approvals }, [report('R1', '10'), report('R2', '600')]);
		expect(ids(second.outputs[0])).toEqual(['R1', 'R2']);
	});

	it('holds the whole month of the employee where it is told to', async () => {
		const reports = [report('R1', '10'), report('R2', '600'), report('R3', '10', { approved: '2026-06-01' })];
		const { outputs } = await runNode(ExpenseToLedger, { ...given, wholeMonths: true }, reports);
		expect(ids(outputs[0])).toEqual(['R3']);
		expect(ids(outputs[1])).toEqual(['R1', 'R2']);
	});

	it('a rule or time that cannot be read stops the run and lets nothing pass', async () => {
		for (const wrong of [{ approvalRules: '[{ "above": "much", "approver": "bo@kea.test" }]' }, { approvalRules: 'x' }, { approvals: 'x' }, { approvalNow: 'soon' }]) {
			const { error } = await runNode(ExpenseToLedger, { ...given, ...wrong }, [report('R1', '10')]);
			expect(error).toBeDefined();
		}
	});
});

describe('SYNC-APPROVE: asking and answering in the engine', () => {
	const asked = async () => {
		const { outputs } = await runNode(ExpenseToLedger, { ...given, approvalSync: 'Expensify to Xero' }, [report('R1', '600'), report('R2', '700')]);
		return (outputs[2] ?? []).map(({ json }) => json);
	};

	it('makes one message with its rows; without a channel all questions are written at once and nobody is reminded', async () => {
		const [first, second] = await asked();
		const rows = [first, { ...second, occasion: 'remind' }, { ...second, occasion: 'expire' }] as IDataObject[];
		const told = await runNode(ExpenseToLedger, { operation: 'askApprovers', formAddress: 'https://n8n.test/form' }, rows);
		expect(told.outputs.map((output) => output?.length ?? 0)).toEqual([1, 1]);
		expect(told.outputs[0]?.[0]?.json).toMatchObject({ to: 'bo@kea.test', text: expect.stringContaining('https://n8n.test/form') as string, rows: [{ occasion: 'ask' }, { occasion: 'remind' }] });
		const silent = await runNode(ExpenseToLedger, { operation: 'askApprovers', tell: false }, [...rows, { something: 'else' }]);
		expect([silent.outputs[0] ?? [], silent.outputs[1]?.map(({ json }) => json.occasion)]).toEqual([[], ['ask', 'expire']]);
	});

	it('offers to the approver, takes one answer or several, and nothing from nobody', async () => {
		const approvals = JSON.stringify(await asked());
		const form = await runNode(ExpenseToLedger, { operation: 'offerApprovals', approvals, user: 'bo@kea.test' }, [{}]);
		const { count, offers } = form.outputs[0]?.[0]?.json ?? {};
		expect(count).toBe(2);
		const answered = { operation: 'takeAnswers', approvals, user: 'bo@kea.test', offers: JSON.stringify(offers), chosen: '["1. May: GBP 600.00"]', answer: 'Approve' };
		const taken = await runNode(ExpenseToLedger, answered, [{}]);
		expect(taken.outputs[0]?.[0]?.json).toMatchObject({ write: [{ report: 'R1', state: 'approved', was: 'asked', decidedBy: 'bo@kea.test' }], refused: [] });
		for (const wrong of [{ ...answered, user: '={{ "" }}' }, { ...answered, approvals: 'x' }, { operation: 'offerApprovals', approvals, user: '={{ " " }}' }]) {
			expect((await runNode(ExpenseToLedger, wrong, [{}])).error).toBeDefined();
		}
	});
});
