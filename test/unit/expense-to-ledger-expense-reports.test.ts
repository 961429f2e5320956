import { DOCUMENT_SCHEMAS } from '../../nodes/core/model/documents';
import { card, expense, held, map, report, tables } from './expense-to-ledger.reports';

const reports = { format: 'expenseReport' } as const;

describe('SYNC-EXP-INTACCT: reimbursable expenses as expense reports', () => {
	it('one report of the employee, with type, day and payee on each line, the cards apart from it', () => {
		const given = report('R1', [
			expense('1', '40.00'), expense('2', '-12.50', { merchant: '  Delta \n Air ', date: '2026-05-12' }), card('3', '9.99'), expense('4', '1.00', { merchant: '' }),
		]);
		const [own, cards] = map([given], {
			reimbursable: reports, companyCard: { format: 'expense', bankAccount: { code: 'AMEX' } }, categoryCodes: 'expenseType', status: 'submitted',
			tables: tables({ categoryMap: [{ category: 'Meals', account: '60620' }] }),
		});
		expect(own).toEqual({
			kind: 'employeeExpense', key: 'EXP-R1-R', date: '2026-05-20', currency: 'GBP', memo: 'Trip R1 (Ana Ruiz)', url: 'https://expensify.test/R1',
			employee: { email: 'ana@kea.test', name: 'Ana Ruiz' }, taxIncluded: true, status: 'submitted', origin: expect.objectContaining({ keys: ['EXP-R1-CE-3', 'EXP-R1-R'] }),
			lines: [
				{ description: 'Cafe Roma, 2026-05-10', amount: '40', expenseType: { code: '420' }, date: '2026-05-10', paidTo: 'Cafe Roma', sourceId: '1' },
				{ description: '2026-05-10', amount: '1', expenseType: { code: '420' }, date: '2026-05-10', sourceId: '4' },
				{ description: 'Delta Air, 2026-05-12', amount: '-12.5', expenseType: { code: '420' }, date: '2026-05-12', paidTo: 'Delta Air', sourceId: '2' },
			],
		});
		expect(DOCUMENT_SCHEMAS.employeeExpense.safeParse(own)).toEqual({ success: true, data: own });
		// A card transaction has an account, which the map names; days and payees of lines are for expense reports.
		expect(cards).toMatchObject({ kind: 'expense', key: 'EXP-R1-CE-3', bankAccount: { code: 'AMEX' } });
		expect(cards?.lines).toEqual([{ description: 'Cafe Roma, 2026-05-10', amount: '9.99', account: { code: '60620' }, sourceId: '3' }]);
	});

	it('the type: the map\'s, else the category\'s own code where codes are types, else the one that the account leads to', () => {
		const given = [report('R1', [expense('1', '1.00'), expense('2', '1.00', { category: { name: 'Flights', code: '430' } }), expense('3', '1.00', { category: { name: 'Odd' } })])];
		const categoryMap = [{ category: 'Meals', account: '60620', expenseType: 'Meals' }, { category: 'Flights', account: '60600' }];
		const codings = (categoryCodes: 'account' | 'expenseType') =>
			map(given, { reimbursable: reports, categoryCodes, unmappedCategory: 'defaultAccount', defaultAccount: { code: '60680' }, tables: tables({ categoryMap }) })[0]
				?.lines.map(({ account, expenseType }) => ({ account, expenseType }));
		expect(codings('expenseType')).toEqual([{ expenseType: { code: 'Meals' } }, { expenseType: { code: '430' } }, { account: { code: '60680' } }]);
		expect(codings('account')).toEqual([{ expenseType: { code: 'Meals' } }, { account: { code: '60600' } }, { account: { code: '60680' } }]);
		expect(map([report('R2', [expense('1', '1.00')])], { reimbursable: reports })[0]?.lines[0]?.account).toEqual({ code: '420' });
	});

	it('NODE-ERR: a bill takes no expense type for an account, and says which category lacks one', () => {
		const changes = { categoryCodes: 'expenseType' } as const;
		expect(held([report('R1', [expense('1', '1.00')])], changes)[0]).toMatchObject([{ category: 'mapping', field: 'account', message: 'The category "Meals" is not in the category map.' }]);
		const typeOnly = tables({ categoryMap: [{ category: 'Meals', expenseType: 'Meals' }] });
		expect(held([report('R1', [expense('1', '1.00')])], { ...changes, tables: typeOnly })[0]).toMatchObject([{ message: 'The category "Meals" has no account in the category map.' }]);
	});

	it('the employee: the map\'s employee and never its supplier, else the code of the source, else e-mail and name', () => {
		const employeeMap = [{ email: 'ana@kea.test', supplier: 'Ana Ruiz (V)', employee: 'EMP-7' }, { email: 'ben@kea.test', supplier: 'Ben Holt (V)' }];
		const of = (employee: object) => map([report('R1', [expense('1', '1.00')], { employee })], { reimbursable: reports, tables: tables({ employeeMap }) })[0]?.employee;
		expect(of({ email: 'ANA@kea.test' })).toEqual({ code: 'EMP-7' });
		expect(of({ email: 'ben@kea.test', name: 'Ben Holt' })).toEqual({ email: 'ben@kea.test', name: 'Ben Holt' });
		expect(of({ email: 'ben@kea.test', code: 'B2' })).toEqual({ code: 'B2' });
		expect(map([report('R1', [expense('1', '1.00')])], { tables: tables({ employeeMap }) })[0]?.supplier).toEqual({ name: 'Ana Ruiz (V)' });
		const nobody = held([report('R1', [expense('1', '1.00')], { employee: { email: '' } })], { reimbursable: reports, defaultSupplier: { name: 'Staff' } })[0];
		expect(nobody).toMatchObject([{ category: 'mapping', field: 'employee', message: 'The report names no employee.' }]);
	});

	it('a negative total is held with its reason, whatever bills would do; negative lines pass', () => {
		for (const negativeTotal of ['credit', 'keep', 'hold'] as const) {
			const changes = { reimbursable: reports, negativeTotal };
			expect(held([report('R1', [expense('1', '10.00'), expense('2', '-30.00')])], changes)[0]).toEqual([
				{
					category: 'validation', field: 'total',
					message: 'The expense report EXP-R1-R would have the negative total -20.00 GBP, and nobody can be owed less than nothing.',
					hint: 'Put its refunds into a report with larger expenses, or let reimbursable expenses become bills: then it is a supplier credit.',
				},
			]);
			expect(map([report('R1', [expense('1', '30.00'), expense('2', '-10.00')])], changes)[0]?.lines.map(({ amount }) => amount)).toEqual(['30', '-10']);
		}
		// Each expense by itself: the refund alone is below zero, and its report goes as a whole or not at all.
		expect(held([report('R1', [expense('1', '30.00'), expense('2', '-10.00')])], { reimbursable: reports, grouping: 'expense' })[0]).toMatchObject([{ field: 'total' }]);
	});

	it('merchants divide no expense report, and a month of an employee is one', () => {
		const given = [report('R1', [expense('1', '1.00'), expense('2', '2.00', { merchant: 'Shell' })]), report('R2', [expense('3', '4.00')])];
		expect(map(given.slice(0, 1), { reimbursable: { ...reports, supplierFrom: 'merchant' } })).toHaveLength(1);
		const [month, other] = map(given, { reimbursable: reports, grouping: 'employeeMonth' });
		expect(other).toBeUndefined();
		expect(month).toMatchObject({ kind: 'employeeExpense', lines: [{ amount: '1' }, { amount: '2' }, { amount: '4' }], origin: { reports: ['R1', 'R2'] } });
	});
});
