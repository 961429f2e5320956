import { pageOf } from '../../nodes/ExpenseToLedger/page';
import { unmappedIn, type RawRows } from '../../nodes/ExpenseToLedger/unmapped/unmapped';
import { card, expense, report, settings, tables } from './expense-to-ledger.reports';

const none: RawRows = { category: [], tax: [], supplier: [], employee: [] };
const stranger = (id: string, amount: string, more: object = {}) => expense(id, amount, { category: { name: 'Away days' }, ...more });

describe('OPS-MAP: what is unmapped, before any export', () => {
	it('tells each name once, how many reports wait for it, and what they amount to by currency', () => {
		const reports = [
			report('R1', [stranger('1', '10'), expense('2', '5')]), report('R2', [stranger('3', '7.25', { tax: { code: 'id_20' } })], { currency: 'EUR' }),
			report('R3', [expense('4', '1')]), report('R4', [expense('5', '9')], { status: 'submitted', approved: undefined }),
		];
		const told = unmappedIn(reports, settings(), none);
		expect(told.unmapped.filter(({ holds }) => holds)).toEqual([
			expect.objectContaining({ what: 'category', name: 'Away days', workspace: 'W1', reports: 2, amount: 'EUR 7.25, GBP 15.00' }),
			expect.objectContaining({ what: 'tax', name: 'id_20', reports: 1, amount: 'EUR 7.25' }),
		]);
		expect(told).toMatchObject({ held: { reports: 2, amount: 'EUR 7.25, GBP 15.00' }, ready: { documents: 1 }, others: [{ report: 'Trip R4' }] });
	});

	it('tells suppliers and employees that go out without a row, and that nothing waits for them', () => {
		const told = unmappedIn([report('R1', [expense('1', '10'), card('2', '4', { merchant: 'SHELL 0423' }), card('3', '5', { merchant: 'Shell 77' })])], settings(), none);
		expect(told.unmapped).toEqual([
			expect.objectContaining({ what: 'employee', name: 'ana@kea.test', holds: false, reports: 1, amount: 'GBP 10.00' }),
			expect.objectContaining({ what: 'supplier', name: 'SHELL 0423', holds: false, reports: 1, amount: 'GBP 9.00', message: 'Goes out as the supplier "Shell".' }),
		]);
	});

	it('SYNC-EXP-INTACCT: of expense reports it tells employees who have no row as such, and the expense type that waits', () => {
		const rows = { ...none, category: [{ category: 'Away days', account: '', expenseType: 'Travel', state: 'suggested', suggestion: 'Travel' }], employee: [
			{ email: 'ana@kea.test', supplier: 'Ana R', employee: '', state: 'suggested', suggestion: 'Ana R' }, { email: 'ana@kea.test', supplier: '', employee: 'E-1', state: 'suggested', suggestion: 'E-1' },
		] };
		const reports = [report('R1', [stranger('1', '10')]), report('R2', [expense('2', '5')]), report('R3', [expense('3', '5')], { employee: {} })];
		const told = unmappedIn(reports, settings({ reimbursable: { format: 'expenseReport' }, tables: tables({ categoryMap: rows.category, employeeMap: rows.employee }) }), rows);
		expect(told.unmapped.map(({ what, name, holds, suggestion }) => [what, name, holds, suggestion])).toEqual([
			['category', 'Away days', true, 'Travel'], ['employee', '(none)', true, undefined], ['employee', 'ana@kea.test', false, 'E-1'],
		]);
		expect(told.unmapped[2]?.message).toBe('Looked for in the books as the employee with this address, or "Ana Ruiz".');
		const known = settings({ reimbursable: { format: 'expenseReport' }, tables: tables({ employeeMap: [{ email: 'ana@kea.test', employee: 'E-1' }] }) });
		expect(unmappedIn([reports[1]], known, none).unmapped).toEqual([]);
	});

	it('cards and tags count too, and a suggestion that waits is shown', () => {
		const rows = [{ workspace: 'W1', category: 'away days', account: '420', state: 'suggested', suggestion: '420' }];
		const world = settings({ companyCard: { format: 'expense' }, tables: tables({ categoryMap: rows, dimensionMap: [{ level: '1', dimension: 'Region', tag: 'North', value: 'N' }] }) });
		const told = unmappedIn([report('R1', [stranger('1', '2', { tags: [{ name: 'South' }] }), card('2', '3')])], world, { ...none, category: rows });
		expect(told.unmapped.filter(({ holds }) => holds).map(({ what, name, amount, suggestion }) => [what, name, amount, suggestion])).toEqual([
			['card', 'Barclaycard 4711', 'GBP 5.00', undefined], ['category', 'Away days', 'GBP 5.00', '420'], ['tag', 'South', 'GBP 5.00', undefined],
		]);
	});
});

describe('pages at the end of forms', () => {
	it("OPS-ACCESS: markup in a merchant's or category's name stays text, and nothing comes from elsewhere", () => {
		const evil = '<img src=x onerror="alert(1)"> & "Söhne"';
		const page = pageOf(evil, [evil], [{ title: evil, columns: [['name', evil]], rows: [{ name: evil }] }, { title: 'None', columns: [['a', 'A']], rows: [] }]);
		expect(page).not.toContain('<img');
		expect(page.match(/&#60;img src=x onerror=&#34;/g)?.length).toBeGreaterThanOrEqual(5);
		expect(page).not.toMatch(/https?:|url\(|@import|<script/);
	});
});
