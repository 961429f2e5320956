import { asBooksError } from '../../nodes/core/errors';
import { check } from '../../nodes/core/model/check';
import { bill, journal, payment } from '../../nodes/core/model/documents';
import { expenseReport } from '../../nodes/core/model/report';
import type { z } from 'zod';

const good = {
	key: 'EXP-1', date: '2026-11-03', supplier: { name: 'Bay Hire Ltd' }, lines: [{ amount: '12.50', account: { code: '429' } }],
};
const sentence = (schema: z.ZodType, value: unknown, name?: string) => {
	const outcome = check(schema, value, name);
	return outcome.ok ? 'fine' : outcome.error.sentence;
};

describe('NODE-ERR: what enters a node is checked, and the words name document, line and field', () => {
	it('takes a sound document, fills the defaults in and keeps amounts exact', () => {
		const outcome = check(bill, { ...good, lines: [{ amount: 12.5 }, { amount: '-0.10' }] }, 'EXP-1');
		expect(outcome.ok && outcome.value).toMatchObject({
			kind: 'bill', taxIncluded: true, status: 'posted', lines: [{ amount: '12.5' }, { amount: '-0.1' }],
		});
	});

	it.each<[string, z.ZodType, unknown, string]>([
		['an amount', bill, { ...good, lines: [{ amount: '5' }, { amount: '1,000' }] },
			'Document EXP-1, line 2, amount: must be an amount such as "12.50"'],
		['a missing amount', bill, { ...good, lines: [{}] }, 'Document EXP-1, line 1, amount: is missing'],
		['a missing supplier', bill, { ...good, supplier: undefined }, 'Document EXP-1, supplier: is missing'],
		['an empty supplier', bill, { ...good, supplier: {} }, 'Document EXP-1, supplier: needs an id, code, name or email'],
		['a wrong date', bill, { ...good, date: '03/11/2026' }, 'Document EXP-1, date: must be a date such as "2026-11-03"'],
		['no lines', bill, { ...good, lines: [] }, 'Document EXP-1, lines: needs at least one line'],
		['a currency', bill, { ...good, currency: 'eur' }, 'Document EXP-1, currency: must be a currency code such as "EUR"'],
		['one line of a journal', journal, { ...good, supplier: undefined }, 'Document EXP-1, lines: needs at least two lines'],
		['a direction', payment, { ...good, lines: undefined, amount: '5', bankAccount: { id: '1' }, document: { id: '1' }, direction: 'up' },
			'Document EXP-1, direction: must be in or out'],
	])('%s', (_, schema, value, words) => expect(sentence(schema, value, 'EXP-1')).toBe(words));

	it('tells all that is wrong at once', () => {
		expect(sentence(bill, { ...good, date: 'soon', lines: [{ amount: 'x' }, { amount: '1', account: {} }] }, 'EXP-1')).toBe(
			'Document EXP-1, date: must be a date such as "2026-11-03"; line 1 amount must be an amount such as "12.50"; ' +
				'line 2 account needs an id, code, name or email',
		);
	});

	it('says so when it is no document at all', () => {
		expect(sentence(bill, 'hello')).toMatch(/^The document is not as expected/);
	});

	it('counts the expenses of a report from 1', () => {
		const report = {
			system: 'expensify', id: 5, status: 'approved', workspace: { id: 'W' }, employee: { email: 'a@b.c' }, currency: 'GBP',
			total: '5', expenses: [{ id: '1', date: '2026-11-03', amount: '5' }, { id: '2', date: '2026-11-03', amount: 'five' }],
		};
		expect(sentence(expenseReport, report, '5')).toBe('Document 5, line 2, amount: must be an amount such as "12.50"');
	});

	it('keeps what is already known of a place', () => {
		const error = asBooksError(new Error('odd')).at({ document: 'A', line: 2 }).at({ document: 'B', field: 'account' });
		expect([error.sentence, error.category, error.retryable]).toEqual(['Document A, line 2, account: odd', 'validation', false]);
	});
});
