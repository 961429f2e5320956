import { Emulator, KEA } from './expensify-emulator-client';

const REPORTS = 1000;
const EXPENSES = 5;
const TEMPLATE = [
	'[<#list reports as r>{"id":"${r.reportID}","total":${r.total?c},"expenses":[<#list r.transactionList as e>{"id":"${e.transactionID}",',
	'"merchant":"${(e.merchant!"")?json_string}","amount":${(e.amount!0)?c},"created":"${e.created!""}","currency":"${e.currency!""}",',
	'"category":"${(e.category!"")?json_string}","gl":"${(e.categoryGlCode!"")?json_string}","tag":"${(e.tag!"")?json_string}",',
	'"comment":"${(e.comment!"")?json_string}","billable":${(e.billable!false)?c},"url":"${((e.receiptObject.url)!"")?json_string}"}',
	'<#if e_has_next>,</#if></#list>]}<#if r_has_next>,</#if></#list>]',
].join('');

describe('emulated Expensify: many reports', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
		await emulator.control('/policies', { id: 'AAAAAAAAAAAAAAAA', name: 'Other chart', tags: [{ name: 'Dept', tags: [{ name: 'Ops' }] }], members: [{ email: 'card1@other.example' }] });
		const reports = Array.from({ length: REPORTS }, (_, index) => ({
			policyID: 'AAAAAAAAAAAAAAAA', employee: 'card1@other.example', name: `Card ${index}`, state: 'APPROVED', date: '2026-11-10', created: '2026-11-01 08:00:00',
			expenses: Array.from({ length: EXPENSES }, (_unused, line) => ({ merchant: `Shop "${index}" & Co`, created: '2026-11-01', amount: index * 10 + line, currency: 'GBP', category: 'Travel', receiptFilename: 'a.png' })),
		}));
		await emulator.control('/reports', { reports });
	});
	afterAll(async () => await emulator.close());

	it('exports a thousand reports with five thousand expenses within two seconds, to the penny', async () => {
		const start = performance.now();
		const text = await emulator.exported({ startDate: '2026-10-01', policyIDList: 'AAAAAAAAAAAAAAAA' }, { template: TEMPLATE });
		const seconds = (performance.now() - start) / 1000;
		const reports = JSON.parse(text) as Array<{ total: number; expenses: Array<{ amount: number }> }>;
		expect(reports).toHaveLength(REPORTS);
		expect(reports.reduce((sum, { total }) => sum + total, 0)).toBe(reports.flatMap(({ expenses }) => expenses).reduce((sum, { amount }) => sum + amount, 0));
		expect(reports.flatMap(({ expenses }) => expenses)).toHaveLength(REPORTS * EXPENSES);
		expect(seconds).toBeLessThan(2);
	});

	it('approves, edits and lists as people do', async () => {
		const [open] = await emulator.control<Array<{ id: string; expenses: never }>>(`/reports?policyID=${KEA}&state=OPEN`);
		const id = open?.id ?? '';
		const { expenses } = await emulator.control<{ expenses: Array<{ id: string }> }>(`/reports/${id}`);
		const transactionID = expenses[0]?.id ?? '';
		await emulator.control('/expenses', { expenses: [{ transactionID, merchant: 'Edited', amount: 123, category: 'Office Expenses' }] });
		await expect(emulator.control('/expenses', { expenses: [{ transactionID, colour: 'red' }] })).rejects.toThrow('400');
		expect(await emulator.control('/approve', { reportIDs: [id, 'R00nope'], date: '2026-11-15' })).toEqual({ moved: [id], refused: [{ reportID: 'R00nope', reason: 'Report not found' }] });
		const template = '<#list reports as r>${r.approved}|<#list r.transactionList as e>${e.modifiedMerchant!e.merchant}:${(e.modifiedAmount!e.amount)?c};</#list></#list>';
		expect(await emulator.exported({ reportIDList: id }, { template })).toMatch(/^2026-11-15 12:00:00\|Edited:123;/);
		await emulator.control('/reimburse', { all: true, policyID: KEA });
		expect(await emulator.control(`/reports?policyID=${KEA}&state=APPROVED`)).toEqual([]);
	});
});
