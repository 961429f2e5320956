import { toReport, websiteOf } from '../../nodes/Expensify/report';
import { joinTag, splitTag } from '../../nodes/Expensify/tag-text';
import type { ExportedExpense, ExportedReport } from '../../nodes/Expensify/wire';

const expense = (fields: Partial<ExportedExpense> = {}): ExportedExpense => ({
	transactionID: '1234567890123456789',
	merchant: 'Cafe Kea',
	created: '2026-03-02',
	amount: 1250,
	currency: 'GBP',
	reimbursable: true,
	...fields,
});
const report = (expenses: ExportedExpense[], fields: Partial<ExportedReport> = {}): ExportedReport => ({
	reportID: 'R00abC',
	oldReportID: '79836',
	reportName: 'March',
	status: 'Approved',
	policyID: '0123456789ABCDEF',
	policyName: 'Kea Joinery',
	currency: 'GBP',
	total: 1250,
	accountEmail: 'mira@kea.test',
	created: '2026-03-01',
	approved: '2026-03-05 10:11:12',
	expenses,
	...fields,
});
function lineOf(fields: Partial<ExportedExpense>) {
	const outcome = toReport(report([expense(fields)]), 'https://www.expensify.com');
	if (!outcome.ok) throw outcome.error;
	return outcome.value.expenses[0];
}
function refusal(fields: Partial<ExportedExpense>) {
	const outcome = toReport(report([expense(fields)]), 'https://www.expensify.com');
	return outcome.ok ? undefined : outcome.error;
}

describe('exported report to canonical', () => {
	it('reads the head: status word, cents, days without time, link, names', () => {
		const outcome = toReport(
			report([], { total: '1,234,567', submitterName: ' Mira ' }),
			'https://www.expensify.com',
		);
		expect(outcome).toMatchObject({
			ok: true,
			value: {
				system: 'expensify',
				id: 'R00abC',
				status: 'approved',
				total: '12345.67',
				currency: 'GBP',
				approved: '2026-03-05',
				workspace: { id: '0123456789ABCDEF', name: 'Kea Joinery' },
				employee: { email: 'mira@kea.test', name: 'Mira' },
				url: 'https://www.expensify.com/report?param=%7B%22pageReportID%22%3A%2279836%22%7D',
				expenses: [],
			},
		});
	});

	it.each([
		['Open', 'open'],
		['Processing', 'submitted'],
		['SUBMITTED', 'submitted'],
		['Approved', 'approved'],
		['Reimbursed', 'reimbursed'],
		['Closed', 'closed'],
		['ARCHIVED', 'closed'],
		['Paid', 'reimbursed'],
	])('knows the state %s as %s', (word, status) => {
		expect(toReport(report([], { status: word }), '')).toMatchObject({ ok: true, value: { status } });
	});

	it('refuses a state it does not know and a currency that is none', () => {
		expect(toReport(report([], { status: 'Forwarded' }), '')).toMatchObject({
			ok: false,
			error: { facts: { field: 'status' } },
		});
		expect(toReport(report([], { currency: '' }), '').ok).toBe(false);
	});

	it('takes what a person changed before what the receipt said', () => {
		expect(
			lineOf({ modifiedMerchant: 'Kea Ltd', modifiedCreated: '2026-03-03', modifiedAmount: 1300 }),
		).toMatchObject({
			merchant: 'Kea Ltd',
			date: '2026-03-03',
			amount: '13',
		});
		expect(lineOf({ modifiedMerchant: '', modifiedCreated: '', modifiedAmount: 0 })).toMatchObject({
			merchant: 'Cafe Kea',
			date: '2026-03-02',
			amount: '12.5',
		});
	});

	it('keeps original and billing currency apart', () => {
		expect(lineOf({ currency: 'EUR', amount: 1000, convertedAmount: 871 })).toMatchObject({
			amount: '8.71',
			original: { amount: '10', currency: 'EUR' },
		});
		expect(lineOf({ convertedAmount: 1250 })).not.toHaveProperty('original.amount');
		// A tiny amount may well be worth nothing in the report's currency.
		expect(lineOf({ currency: 'IDR', amount: 50, convertedAmount: 0 })?.amount).toBe('0');
	});

	it('refuses a foreign amount without conversion instead of guessing, and names the expense', () => {
		const error = refusal({ currency: 'EUR', convertedAmount: null });
		expect(error).toMatchObject({ category: 'validation', facts: { document: 'R00abC' } });
		expect(error?.message).toContain('1234567890123456789');
	});

	it('keeps the sign of refunds, and inverts where told', () => {
		expect(lineOf({ amount: -1250, convertedAmount: -1250 })?.amount).toBe('-12.5');
		const card = expense({
			transactionID: '1',
			amount: -500,
			convertedAmount: -500,
			bank: 'Kea Card',
			reimbursable: false,
			taxAmount: -83,
		});
		const cash = expense({ transactionID: '2', amount: 300, convertedAmount: 300 });
		expect(toReport(report([card, cash]), '', 'card')).toMatchObject({
			ok: true,
			value: { total: '8', expenses: [{ amount: '5', tax: { amount: '0.83' } }, { amount: '3' }] },
		});
		expect(toReport(report([card, cash]), '', 'all')).toMatchObject({
			ok: true,
			value: { expenses: [{ amount: '5' }, { amount: '-3' }] },
		});
	});

	it('reads grouped numbers, text booleans and never loses a digit of an id', () => {
		expect(
			lineOf({ amount: '1,234,567', convertedAmount: '', reimbursable: 'false', billable: 'true' }),
		).toMatchObject({
			id: '1234567890123456789',
			amount: '12345.67',
			reimbursable: false,
			billable: true,
		});
		expect(lineOf({ transactionID: '1,234,567' })?.id).toBe('1234567');
		expect(refusal({ amount: 'twelve' })?.message).toContain('no number of cents');
		expect(refusal({ amount: 12.5 })?.message).toContain('no number of cents');
	});

	it('tells company cards from personal ones', () => {
		expect(lineOf({ bank: 'Kea Card', cardID: '7,001', reimbursable: false })?.card).toEqual({
			bank: 'Kea Card',
			id: '7001',
		});
		expect(lineOf({ bank: 'My Bank', reimbursable: true })?.card).toBeUndefined();
		expect(lineOf({ reimbursable: false })?.card).toBeUndefined();
	});

	it('reads tag levels as the server splits them, or splits them itself', () => {
		expect(
			lineOf({ tag: 'North:Roof', ntag1: 'North', ntag1GlCode: 'N', ntag2: 'Roof', ntag2GlCode: '' })?.tags,
		).toEqual([{ name: 'North', code: 'N' }, { name: 'Roof' }]);
		expect(lineOf({ tag: 'A\\:1:B' })?.tags).toEqual([{ name: 'A:1' }, { name: 'B' }]);
		expect(lineOf({ tag: 'Ops', tagGlCode: '10' })?.tags).toEqual([{ name: 'Ops', code: '10' }]);
		expect(lineOf({ tag: '' })?.tags).toEqual([]);
	});

	it('reads tax and receipt', () => {
		expect(lineOf({ taxCode: 'id_TAX_20', taxName: 'VAT', taxRate: '20%', taxAmount: 208 })?.tax).toEqual({
			code: 'id_TAX_20',
			name: 'VAT',
			percent: '20',
			amount: '2.08',
		});
		expect(lineOf({ taxAmount: 0 })?.tax).toBeUndefined();
		expect(lineOf({ receiptURL: 'https://x/r.png', receiptFilename: 'r.png', receiptID: '9' })?.receipt).toEqual({
			url: 'https://x/r.png',
			fileName: 'r.png',
			id: '9',
		});
	});
});

it('keeps the place of a level that was left empty', () => {
	expect(lineOf({ tag: ':Leisure', ntag1: '', ntag2: 'Leisure' })?.tags).toEqual([{ name: '' }, { name: 'Leisure' }]);
	expect(lineOf({ tag: ':Leisure' })?.tags).toEqual([{ name: '' }, { name: 'Leisure' }]);
});

describe('tag text', () => {
	it('joins and splits without loss', () => {
		for (const levels of [['A'], ['A:1', 'B'], ['a\\b', 'c:d', 'e'], ['x\\:y'], ['', 'second'], ['first', '', 'third']])
			expect(splitTag(joinTag(levels))).toEqual(levels);
	});
});

it('knows the website of an integration server', () => {
	expect(websiteOf('https://integrations.expensify.com/')).toBe('https://www.expensify.com');
	expect(websiteOf('http://localhost:8090/expensify')).toBe('http://localhost:8090/expensify');
});
