import { takeAnswers } from '../../nodes/ExpenseToLedger/approval/answer';
import { fieldsOf, mayAnswer, offersFor } from '../../nodes/ExpenseToLedger/approval/offer';
import { approvalRow, type ApprovalRow } from '../../nodes/ExpenseToLedger/approval/row';
import { answers } from '../../nodes/SyncLog/answers';

const MARKUP = '<img src=x onerror="run()"> $& {{ 7*7 }}';
const row = (report: string, more: Partial<ApprovalRow> = {}): ApprovalRow => approvalRow({
	key: `${report}-0`, system: 'expensify', report, name: `Trip ${report}`, workspace: 'Kea', amount: '600.00', currency: 'GBP', approver: 'bo@kea.test',
	state: 'asked', askedAt: `2026-11-2${report.slice(1)}T09:00:00.000Z`, sync: 'Expensify to Xero', workflow: 'W1', ...more,
});
const bo = mayAnswer('Bo@Kea.test', []);
const now = new Date('2026-11-30T10:00:00.000Z');
const given = { user: 'Bo@Kea.test', now, answer: 'Approve', reason: '' };

describe('SYNC-APPROVE: what a form offers', () => {
	const labels = (rows: ApprovalRow[], may = bo) => offersFor(rows, may).map(({ label }) => label);

	it('open questions of the user and of nobody else, the oldest first, late ones too', () => {
		const rows = [row('R3'), row('R1', { state: 'expired' }), row('R2', { approver: 'cy@kea.test' }), row('R4', { state: 'approved' }), row('R5', { state: 'outdated' })];
		expect(labels(rows)).toEqual(['1. Trip R1: GBP 600.00', '2. Trip R3: GBP 600.00']);
		expect([labels(rows, mayAnswer('', [''])), labels(rows, mayAnswer('owner@kea.test', []))]).toEqual([[], []]);
		expect(labels(rows, mayAnswer('owner@kea.test', ['dee@kea.test', ' Owner@kea.test ']))).toHaveLength(3);
	});

	it('two of the same name are told apart, a name stays text, and a script is no link', () => {
		expect(labels([row('R1', { name: 'x' }), row('R2', { name: 'x' })])).toEqual(['1. x: GBP 600.00', '2. x: GBP 600.00']);
		const json = fieldsOf(offersFor([row('R1', { name: MARKUP, link: 'javascript:run()' })], bo), 'bo@kea.test');
		expect(json).not.toContain('$');
		const [{ html = '' } = {}, { fieldOptions } = {}] = JSON.parse(json) as Array<{ html?: string; fieldOptions?: { values: unknown[] } }>;
		expect([html.includes('<img'), html.includes('javascript'), html.includes('bo@kea.test')]).toEqual([false, false, false]);
		expect(fieldsOf(offersFor([row('R1')], bo), 'owner@kea.test')).toContain('bo@kea.test');
		expect(fieldOptions?.values).toEqual([{ option: `1. ${MARKUP}: GBP 600.00` }]);
	});
});

describe('SYNC-APPROVE: what becomes of the answers', () => {
	const rows = [row('R1'), row('R2'), row('R3', { workflow: 'W2' })];
	const offers = offersFor(rows, bo);
	const chosen = offers.map(({ label }) => label);
	const whys = (taken: ReturnType<typeof takeAnswers>) => taken.refused.map(({ name, why }) => `${name}: ${why}`);

	it('approves one or several, with who and when, and tells which syncs to start', () => {
		const one = takeAnswers(offers, rows, bo, { ...given, chosen: chosen.slice(0, 1) });
		expect(one).toEqual({ write: [{ ...row('R1'), was: 'asked', state: 'approved', decidedAt: now.toISOString(), decidedBy: 'bo@kea.test', reason: '' }], refused: [], starts: [{ workflow: 'W1', sources: ['R1'], startedBy: 'approval' }] });
		const all = takeAnswers(offers, rows, bo, { ...given, chosen });
		expect([all.write.length, all.starts.map(({ workflow, sources }) => [workflow, sources])]).toEqual([3, [['W1', ['R1', 'R2']], ['W2', ['R3']]]]);
	});

	it('a rejection needs a reason, and an answer has to be one', () => {
		expect(takeAnswers(offers, rows, bo, { ...given, chosen, answer: 'Reject', reason: ' No receipt ' }).write[0]).toMatchObject({ state: 'rejected', reason: 'No receipt' });
		expect(whys(takeAnswers(offers, rows, bo, { ...given, chosen: chosen.slice(0, 1), answer: 'Reject', reason: '  ' }))).toEqual(['Trip R1: A rejection needs a reason.']);
		expect(takeAnswers(offers, rows, bo, { ...given, chosen, answer: 'Yes' }).write).toEqual([]);
		expect(takeAnswers(offers, rows, bo, { ...given, chosen: ['something else'] })).toEqual({ write: [], refused: [], starts: [] });
	});

	it('a stale page writes nothing over: answered, changed or gone since, asked anew, of another user', () => {
		const now = [row('R1', { state: 'rejected' }), row('R2', { state: 'outdated' })];
		expect(whys(takeAnswers(offers, now, bo, { ...given, chosen }))).toEqual([
			'Trip R1: It was rejected meanwhile.', 'Trip R2: The report has changed since, or no rule asks for it any more. Open the page again.', 'Trip R3: It is not asked any more.',
		]);
		expect(takeAnswers(offers, [row('R1', { askedAt: '2026-11-29T09:00:00.000Z' })], bo, { ...given, chosen: chosen.slice(0, 1) }).write).toEqual([]);
		expect(whys(takeAnswers(offers, rows, mayAnswer('eve@kea.test', []), { ...given, user: 'eve@kea.test', chosen: chosen.slice(0, 1) }))).toEqual(['Trip R1: It waits for somebody else.']);
		// One whose time is over takes a late answer.
		expect(takeAnswers(offers, [row('R1', { state: 'expired' })], bo, { ...given, chosen: chosen.slice(0, 1) }).write).toMatchObject([{ was: 'expired', state: 'approved' }]);
	});
});

describe('SYNC-APPROVE, OPS-LOG: the audit of an answer', () => {
	it('tells which report, what, why and who, without an e-mail address', () => {
		const written = { ...row('R1', { state: 'rejected', reason: 'Ask ana@kea.test first' }), id: 7 };
		const [audit, ...more] = answers([written, {}], { id: 'u-1', firstName: 'Bo', lastName: 'Hay' }, '42', now);
		expect(more).toEqual([]);
		expect(audit).toMatchObject({ at: now.toISOString(), sync: 'Expensify to Xero', execution: '42', key: 'R1', source: 'R1', kind: 'report', action: 'rejected', result: 'ok', amount: '600.00', currency: 'GBP', reason: 'Ask (e-mail) first' });
		expect(JSON.parse(audit?.changes ?? '')).toEqual({ state: { before: 'asked', after: 'rejected' }, decidedBy: { before: '', after: 'Bo Hay (n8n user u-1)' } });
		expect(JSON.parse(answers([written], { id: 'u-1', firstName: 'bo@kea.test' }, '42', now)[0]?.changes ?? '')).toMatchObject({ decidedBy: { after: '(e-mail) (n8n user u-1)' } });
	});
});
