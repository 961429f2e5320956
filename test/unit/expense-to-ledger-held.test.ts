import { mapReports } from '../../nodes/ExpenseToLedger/map/reports';
import { card, documents, expense, held, report, settings, tables, type Given } from './expense-to-ledger.reports';

type Changes = Parameters<typeof settings>[0];
const only = (more: Given, changes: Changes = {}) => held([report('R1', [expense('1', '1.00', more)])], changes)[0];

describe('SYNC-EXP-XERO, NODE-ERR: what holds a report', () => {
	it.each<[string, Given, Changes, { category: string; field: string; message: RegExp }]>([
		['no category', { category: undefined }, {}, { category: 'mapping', field: 'category', message: /has no category/ }],
		['an unmapped category', { category: { name: 'Odd' } }, {}, { category: 'mapping', field: 'account', message: /category "Odd" is not in the category map/ }],
		['a category code that may not be used', {}, { useCategoryCode: false }, { category: 'mapping', field: 'account', message: /"Meals"/ }],
		['no default account', { category: { name: 'Odd' } }, { unmappedCategory: 'defaultAccount' }, { category: 'mapping', field: 'account', message: /no default account/ }],
		['an unmapped tax', { tax: { code: 'T9', name: 'Odd tax' } }, {}, { category: 'mapping', field: 'tax', message: /Odd tax \(T9\)/ }],
		['a tax without a code of its own', { tax: { name: 'Odd tax' } }, { useTaxCode: true }, { category: 'mapping', field: 'tax', message: /"Odd tax"/ }],
		['a zero amount', { amount: '0.00' }, { zeroAmount: 'hold' }, { category: 'validation', field: 'amount', message: /amount zero/ }],
		['no merchant', { merchant: ' ' }, { reimbursable: { supplierFrom: 'merchant' } }, { category: 'mapping', field: 'supplier', message: /names no merchant/ }],
		['an unmapped merchant', {}, { reimbursable: { supplierFrom: 'merchant' }, unmappedMerchant: 'hold' }, { category: 'mapping', field: 'supplier', message: /"Cafe Roma" is not in the supplier map/ }],
		['no bank account', {}, { reimbursable: { format: 'expense' } }, { category: 'mapping', field: 'bankAccount', message: /no bank account is set/ }],
		['an unknown card', { reimbursable: false, card: { bank: 'Amex', id: '9' } }, { companyCard: { format: 'expense' } }, { category: 'mapping', field: 'bankAccount', message: /"Amex 9"/ }],
	])('%s', (_, more, changes, { category, field, message }) => {
		const reasons = only(more, changes);
		expect(reasons).toEqual([{ category, field, message: expect.stringMatching(message), hint: expect.stringMatching(/\w\.$/), expense: '1' }]);
	});

	it.each<[string, Given, Changes, { category: string; field: string; message: RegExp }]>([
		['open', { status: 'open' }, {}, { category: 'waiting', field: 'status', message: /is open, not approved/ }],
		['submitted', { status: 'submitted' }, {}, { category: 'waiting', field: 'status', message: /is submitted/ }],
		['closed without approval', { status: 'closed', approved: undefined }, {}, { category: 'waiting', field: 'status', message: /is closed/ }],
		['the month is not over', { approved: '2026-11-02' }, { grouping: 'employeeMonth' }, { category: 'waiting', field: 'date', message: /2026-11 of ana@kea.test is not over/ }],
		['the month is not known', { status: 'reimbursed', approved: undefined }, { grouping: 'employeeMonth' }, { category: 'validation', field: 'date', message: /no day of approval/ }],
		['no day to date it by', { submitted: undefined }, { date: 'submitted' }, { category: 'validation', field: 'date', message: /"submitted"/ }],
		['no contra account', {}, { reimbursable: { format: 'journal' } }, { category: 'mapping', field: 'account', message: /reimbursable expenses have no contra/ }],
		['a negative total', { expenses: [expense('1', '-2.00')] }, { negativeTotal: 'hold' }, { category: 'validation', field: 'total', message: /-2.00 GBP/ }],
		['a zero total', { expenses: [expense('1', '2.00'), expense('2', '-2.00')] }, { zeroTotal: 'hold' }, { category: 'validation', field: 'total', message: /total zero/ }],
		['no employee', { employee: { email: '' } }, {}, { category: 'mapping', field: 'supplier', message: /names no employee/ }],
		['one id twice', { expenses: [expense('1', '2.00'), expense('1', '2.00')] }, {}, { category: 'validation', field: 'amount', message: /id 1/ }],
		['a wrong shape', { currency: 'pounds', expenses: [expense('1', 'ten')] }, {}, { category: 'validation', field: 'report', message: /currency.*amount/i }],
	])('report: %s', (_, more, changes, { category, field, message }) => {
		const reasons = held([report('R1', [expense('1', '1.00')], more)], changes)[0];
		expect(reasons).toEqual([expect.objectContaining({ category, field, message: expect.stringMatching(message), hint: expect.stringMatching(/\w/) })]);
	});

	it('passes reimbursed reports, approved closed ones, and all where the setting says so', () => {
		const mapped = mapReports(
			[report('R1', [expense('1', '1.00')], { status: 'reimbursed' }), report('R2', [expense('2', '1.00')], { status: 'closed' })], settings());
		expect(mapped.ready).toHaveLength(2);
		expect(held([report('R1', [expense('1', '1.00')], { status: 'open' })], { onlyApproved: false })).toEqual({});
	});

	it('tells all reasons of a report at once, and lets the others go', () => {
		const changes = { tables: tables({ dimensionMap: [{ level: 1, dimension: 'Cost Centre', tag: 'Workshop' }] }) };
		const mapped = mapReports(
			[
				report('R1', [
					expense('1', '1.00', { category: { name: 'Odd' }, tax: { code: 'T9' } }),
					expense('2', '1.00', { tags: [{ name: 'Attic' }] }),
					expense('3', '1.00'),
				], { status: 'submitted' }),
				report('R2', [expense('4', '1.00', { tags: [{ name: 'workshop' }] })]),
			],
			settings(changes),
		);
		expect(documents(mapped).map(({ origin }) => origin.reports)).toEqual([['R2']]);
		expect(mapped.held).toHaveLength(1);
		expect(mapped.held[0]?.reasons.map(({ field, expense: id }) => [field, id])).toEqual([
			['status', undefined], ['account', '1'], ['tax', '1'], ['dimension', '2'],
		]);
	});

	it('holds the report as a whole: its sound half does not go ahead', () => {
		expect(held([report('R1', [expense('1', '1.00'), card('2', '1.00')])], { companyCard: { format: 'journal' } })[0]).toHaveLength(1);
	});

	it('holds all reports of a month while one of them is held, for its total would change', () => {
		const mapped = mapReports(
			[report('R1', [expense('1', '1.00')]), report('R2', [expense('2', '1.00', { category: undefined })]), report('R3', [expense('3', '1.00')], { approved: '2026-04-01' })],
			settings({ grouping: 'employeeMonth' }),
		);
		expect(documents(mapped).map(({ origin }) => origin.reports)).toEqual([['R3']]);
		expect(mapped.held.map(({ item, reasons }) => [item, reasons.map(({ category }) => category)])).toEqual([[0, ['waiting']], [1, ['mapping']]]);
		expect(mapped.held[0]?.reasons[0]?.message).toContain('R2');
	});

	it('holds a report that came twice with different content, both items', () => {
		const reasons = held([report('R1', [expense('1', '1.00')]), report('R1', [expense('1', '2.00')])]);
		expect(Object.keys(reasons)).toEqual(['0', '1']);
		expect(reasons[0]?.[0]).toMatchObject({ category: 'validation', message: expect.stringContaining('different content') });
	});
});
