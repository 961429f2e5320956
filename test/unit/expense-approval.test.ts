import { checkApproval } from '../../nodes/ExpenseToLedger/approval/approval';
import { approvalKey } from '../../nodes/ExpenseToLedger/approval/mark';
import { messagesFor } from '../../nodes/ExpenseToLedger/approval/message';
import type { ApprovalRow } from '../../nodes/ExpenseToLedger/approval/row';
import { neededFor, readRules } from '../../nodes/ExpenseToLedger/approval/rules';
import { expenseReport, type ExpenseReport } from '../../nodes/core/model/report';
import { expense, report, type Given } from './expense-to-ledger.reports';

const read = (id: string, expenses: Given[], more: Given = {}): ExpenseReport => expenseReport.parse(report(id, expenses, more));
const rules = (...rows: object[]) => {
	const problems: string[] = [];
	const found = readRules(rows, problems);
	expect(problems).toEqual([]);
	return found;
};
const all = { above: '500', approver: 'bo@kea.test' };
const at = (now: string) => ({ rules: rules(all), remindAfterHours: 24, expireAfterDays: 7, now: new Date(now), sync: 'Expensify to Xero', workflow: 'W' });
const START = '2026-11-20T09:00:00.000Z';

describe('SYNC-APPROVE: which rule applies', () => {
	const approvers = (one: ExpenseReport, ...rows: object[]) => neededFor(one, rules(...rows)).map(({ approver }) => approver);

	it('asks above the amount and not at it, to the last decimal', () => {
		expect(approvers(read('R1', [expense('1', '499.99'), expense('2', '0.01')]), all)).toEqual([]);
		expect(approvers(read('R1', [expense('1', '499.99'), expense('2', '0.02')]), all)).toEqual(['bo@kea.test']);
		// As binary fractions these add up to more than the limit.
		expect(approvers(read('R1', [expense('1', '0.1'), expense('2', '0.2')]), { ...all, above: '0.3' })).toEqual([]);
		expect(approvers(read('R1', [expense('1', '9007199254740993.01')]), { ...all, above: '9007199254740993.00' })).toEqual(['bo@kea.test']);
	});

	it('looks at the greater of total and expenses, and at credits as at costs', () => {
		expect(approvers(read('R1', [expense('1', '10')], { total: '600' }), all)).toEqual(['bo@kea.test']);
		expect(approvers(read('R1', [expense('1', '600')], { total: '10' }), all)).toEqual(['bo@kea.test']);
		expect(approvers(read('R1', [expense('1', '-600')]), all)).toEqual(['bo@kea.test']);
	});

	it('holds to workspace (id or name) and currency where a rule names them', () => {
		const one = read('R1', [expense('1', '600')]);
		for (const workspace of ['W1', 'kea joinery', '']) expect(approvers(one, { ...all, workspace })).toHaveLength(1);
		expect(approvers(one, { ...all, workspace: 'W2' })).toEqual([]);
		expect(approvers(one, { ...all, currency: 'gbp' })).toHaveLength(1);
		expect(approvers(one, { ...all, currency: 'EUR' })).toEqual([]);
	});

	it('takes the closest rule, and the lowest amount among equally close ones', () => {
		const one = read('R1', [expense('1', '600')]);
		expect(approvers(one, all, { workspace: 'W1', above: '1000', approver: 'cy@kea.test' })).toEqual([]);
		expect(approvers(one, all, { above: '100', approver: 'cy@kea.test' })).toEqual(['cy@kea.test']);
	});

	it('asks for each department in the report, by name or code of its tag', () => {
		const one = read('R1', [expense('1', '300', { tags: [{ name: 'Sales', code: 'S1' }] }), expense('2', '300', { tags: [{ name: 'Works' }, { name: 'North' }] }), expense('3', '1')]);
		const sales = { department: 's1', above: '500', approver: 'sal@kea.test' };
		const works = { department: 'Works', above: '500', approver: 'wo@kea.test' };
		expect(approvers(one, sales, works)).toEqual(['sal@kea.test', 'wo@kea.test']);
		expect(approvers(one, sales, { ...works, above: '700' }, all)).toEqual(['sal@kea.test', 'bo@kea.test']);
		expect(approvers(read('R2', [expense('1', '600', { tags: [{ name: 'North' }] })]), sales, works)).toEqual([]);
	});

	it('asks nobody about a report of their own: the next rule says who does, whatever its amount', () => {
		const own = read('R1', [expense('1', '600', { tags: [{ name: 'Sales' }] })], { employee: { email: 'Bo@kea.test' } });
		const sales = { ...all, department: 'Sales' };
		expect(approvers(own, sales, { above: '5000', approver: 'cy@kea.test' })).toEqual(['cy@kea.test']);
		expect(approvers(own, all, { ...all, above: '900', approver: 'dee@kea.test' })).toEqual(['dee@kea.test']);
		expect(approvers(own, sales, all)).toEqual([undefined]);
		expect(approvers(own, { ...sales, above: '600' }, { above: '5000', approver: 'cy@kea.test' })).toEqual([]);
	});

	it('leaves alone what was approved in the source before the day of the rule', () => {
		const from = { ...all, from: '2026-06-01' };
		expect(approvers(read('R1', [expense('1', '600')], { approved: '2026-05-31' }), from)).toEqual([]);
		expect(approvers(read('R1', [expense('1', '600')], { approved: '2026-06-01' }), from)).toHaveLength(1);
	});

	it('tells what is wrong with a rule, and asks nothing without rules', () => {
		const problems: string[] = [];
		readRules([{ above: 'much', approver: 'a@b.test' }, { above: '-1', approver: 'a@b.test' }, { above: '5' }, { workspace: 'W1' }, { ...all, currency: 'pounds' }, { ...all, from: 'June' }, {}], problems);
		expect(problems).toHaveLength(6);
		expect(neededFor(read('R1', [expense('1', '99999')]), [])).toEqual([]);
	});
});

describe('SYNC-APPROVE: the mark of the content', () => {
	const base = [expense('1', '600'), expense('2', '5')];
	const key = approvalKey(read('R1', base));

	it('stays when only state, links, receipts or order change', () => {
		const later = [expense('2', '5'), expense('1', '600', { receipt: { url: 'https://x.test/2' } })];
		expect(approvalKey(read('R1', later, { status: 'reimbursed', reimbursed: '2026-06-01', url: 'https://other.test' }))).toBe(key);
	});

	it.each<[string, Given[], Given]>([
		['an amount', [expense('1', '600.01'), expense('2', '5')], {}],
		['amounts that add up to the same', [expense('1', '599'), expense('2', '6')], {}],
		['a merchant', [expense('1', '600', { merchant: 'Bar Roma' }), expense('2', '5')], {}],
		['a category', [expense('1', '600', { category: { name: 'Travel' } }), expense('2', '5')], {}],
		['a tag', [expense('1', '600', { tags: [{ name: 'Sales' }] }), expense('2', '5')], {}],
		['a tax', [expense('1', '600', { tax: { code: 'T1' } }), expense('2', '5')], {}],
		['an expense more', [...base, expense('3', '0')], {}],
		['the total', base, { total: '605' }],
		['the currency', base, { currency: 'EUR' }],
	])('changes with %s', (_, expenses, more) => {
		expect(approvalKey(read('R1', expenses, more))).not.toBe(key);
	});
});

describe('SYNC-APPROVE: what becomes of a report', () => {
	const one = read('R1', [expense('1', '600', { merchant: '<b>Roma</b>' })], { name: '<script>x</script>' });
	const asked = (): ApprovalRow => {
		const [change] = checkApproval(one, [], at(START)).changes;
		if (change === undefined) throw new Error('nothing was asked');
		const { occasion, ...row } = change;
		expect(occasion).toBe('ask');
		return row;
	};

	it('waits and is asked about once', () => {
		expect(asked()).toMatchObject({ report: 'R1', workspace: 'Kea Joinery', amount: '600.00', currency: 'GBP', approver: 'bo@kea.test', state: 'asked', askedAt: START });
		const { reasons, changes } = checkApproval(one, [asked()], at('2026-11-20T10:00:00Z'));
		expect(reasons).toEqual([expect.objectContaining({ category: 'waiting', field: 'approval', message: 'Waits for approval by bo@kea.test.' })]);
		expect(changes).toEqual([]);
	});

	it('goes out once approved, and is asked about again when its content changes', () => {
		const approved = { ...asked(), state: 'approved', decidedBy: 'bo@kea.test' };
		expect(checkApproval(one, [approved], at(START))).toEqual({ reasons: [], changes: [] });
		const changed = read('R1', [expense('1', '601')]);
		expect(checkApproval(changed, [approved], at(START))).toMatchObject({ reasons: [{ category: 'waiting' }], changes: [{ occasion: 'ask', amount: '601.00' }] });
	});

	it('stays held when rejected, with who and why, also without the rule', () => {
		const rejected = { ...asked(), state: 'rejected', decidedBy: 'Bo', reason: 'No <i>receipt</i>' };
		for (const given of [at(START), { ...at(START), rules: [] }]) {
			expect(checkApproval(one, [rejected], given)).toEqual({ changes: [], reasons: [expect.objectContaining({ category: 'validation', message: 'Rejected by Bo: No <i>receipt</i>' })] });
		}
	});

	it('reminds once after the hours, and expires after the days; neither lets it out', () => {
		expect(checkApproval(one, [asked()], at('2026-11-21T08:59:59Z')).changes).toEqual([]);
		const [reminded] = checkApproval(one, [asked()], at('2026-11-21T09:00:00Z')).changes;
		expect(reminded).toMatchObject({ occasion: 'remind', state: 'asked', remindedAt: '2026-11-21T09:00:00.000Z' });
		expect(checkApproval(one, [{ ...asked(), remindedAt: reminded?.remindedAt ?? '' }], at('2026-11-22T09:00:00Z')).changes).toEqual([]);
		const over = checkApproval(one, [asked()], at('2026-11-27T09:00:00Z'));
		expect(over).toMatchObject({ changes: [{ occasion: 'expire', state: 'expired' }], reasons: [{ message: 'The question to bo@kea.test has expired without an answer.' }] });
		expect(checkApproval(one, [{ ...asked(), state: 'expired' }], at('2026-12-27T09:00:00Z'))).toMatchObject({ changes: [], reasons: [{ category: 'waiting' }] });
		const never = { ...at('2027-11-27T09:00:00Z'), remindAfterHours: 0, expireAfterDays: 0 };
		expect(checkApproval(one, [asked()], never).changes).toEqual([]);
	});

	it('takes nobody\'s word but that of the approver of the rule, and no unknown state for a yes', () => {
		const approved = { ...asked(), state: 'approved' };
		expect(checkApproval(one, [{ ...approved, approver: 'eve@kea.test' }], at(START)).changes).toMatchObject([{ occasion: 'ask' }]);
		expect(checkApproval(one, [{ ...approved, system: 'expensein' }], at(START)).reasons).toHaveLength(1);
		expect(checkApproval(one, [{ ...approved, state: 'ok' }], at(START)).reasons).toHaveLength(1);
		expect(checkApproval(one, [approved, asked()], at(START)).reasons).toHaveLength(1);
	});

	it('holds what only the employee could approve, and what the employee approved in somebody\'s place', () => {
		const own = read('R1', [expense('1', '600')], { employee: { email: 'bo@kea.test' } });
		expect(checkApproval(own, [], at(START))).toEqual({ changes: [], reasons: [expect.objectContaining({ category: 'validation', hint: expect.stringContaining('Sync approval rules') as string })] });
		const approved = { ...asked(), state: 'approved', decidedBy: one.employee.email.toUpperCase() };
		expect(checkApproval(one, [approved], at(START)).reasons).toEqual([expect.objectContaining({ category: 'validation', message: 'It was approved by the employee, and somebody else has to.' })]);
	});

	it('closes questions that are none any more: another content, another approver, a rejection by somebody else', () => {
		const closed = (row: ApprovalRow) => ({ ...row, state: 'outdated', decidedAt: START, occasion: 'close' });
		const old = { ...asked(), key: 'R1-0' };
		expect(checkApproval(one, [old, asked()], at(START)).changes).toEqual([closed(old)]);
		expect(checkApproval(one, [{ ...old, state: 'approved' }, asked()], at(START)).changes).toEqual([]);
		const other = { ...asked(), approver: 'cy@kea.test', state: 'expired' };
		expect(checkApproval(one, [other, { ...asked(), state: 'approved' }], at(START))).toEqual({ reasons: [], changes: [closed(other)] });
		expect(checkApproval(one, [asked(), { ...other, state: 'rejected' }], at(START)).changes).toEqual([closed(asked())]);
		expect(checkApproval(one, [asked()], { ...at(START), rules: [] })).toEqual({ reasons: [], changes: [closed(asked())] });
		// The rule is back: the question is asked anew.
		expect(checkApproval(one, [{ ...asked(), state: 'outdated' }], at(START)).changes).toMatchObject([{ occasion: 'ask' }]);
	});
});

describe('SYNC-APPROVE: what approvers are told', () => {
	const [question] = checkApproval(read('R1', [expense('1', '600')], { name: 'Away day\nFree money', url: 'https://x.test/R1' }), [], at(START)).changes;
	if (question === undefined) throw new Error('nothing was asked');
	const FORM = 'https://n8n.test/form/a';

	it('one message for each approver, with name, amount, workspace, link and form, and without the employee', () => {
		const messages = messagesFor([question, { ...question, approver: 'Bo@Kea.test', department: 'Sales', link: '' }, { ...question, approver: 'cy@kea.test' }], FORM);
		expect(messages.map(({ to, subject, rows }) => [to, subject, rows.length])).toEqual([
			['bo@kea.test', '2 reports wait for your approval', 2], ['cy@kea.test', 'a report waits for your approval: GBP 600.00', 1],
		]);
		expect(messages[0]?.text).toBe(['Away day Free money\nGBP 600.00, Kea Joinery\nhttps://x.test/R1', 'Away day Free money\nGBP 600.00, Kea Joinery, Sales', `Approve or reject: ${FORM}`].join('\n\n'));
		expect(messages[0]?.text).not.toContain('ana');
	});

	it('a reminder says so and since when, and many reports are no endless message', () => {
		const reminder = { ...question, occasion: 'remind' as const };
		expect(messagesFor([reminder], FORM)).toMatchObject([{ subject: 'Reminder: a report waits for your approval: GBP 600.00', text: expect.stringContaining('asked on 2026-11-20') as string }]);
		const [many] = messagesFor(Array.from({ length: 200 }, () => reminder), FORM);
		expect([many?.rows.length, many?.text.includes('and 150 more'), many?.text.split('\n\n').length]).toEqual([200, true, 52]);
	});
});
