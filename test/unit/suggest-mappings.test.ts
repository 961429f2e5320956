import { suggest, type SuggestInput } from '../../nodes/ExpenseToLedger/suggest/suggest';
import { card, expense, map, report, tables } from './expense-to-ledger.reports';

const account = (code: string, name: string, more: object = {}) => ({ kind: 'account', id: `a-${code || name}`, code: code || undefined, name, active: true, class: 'expense', ...more });
const supplier = (name: string, more: object = {}) => ({ kind: 'supplier', id: `s-${name}`, name, active: true, ...more });
const rate = (code: string, name: string, percent: string, more: object = {}) => ({ kind: 'taxRate', id: code, code, name, percent, active: true, ...more });
const value = (dimension: string, name: string, code?: string) => ({ kind: 'dimensionValue', id: `${dimension}/${name}`, name, code, active: true, dimension: { id: dimension, name: dimension } });
const category = (name: string, code = '') => ({ name, code, active: true });
const tag = (level: string, name: string, code?: string) => ({ name, code, active: true, dimension: { id: level, name: level } });

const given = (more: Partial<SuggestInput> = {}): SuggestInput => ({ workspace: 'W1', source: {}, books: {}, maps: {}, documents: [], reports: [], ...more });
const ACCOUNTS = [account('493', 'Travel - National'), account('420', 'Entertainment'), account('', 'Meals', { path: 'Travel:Meals' }), account('200', 'Sales', { class: 'revenue' }), account('499', 'Old Stock', { active: false })];

describe('OPS-MAP: categories to accounts', () => {
	const categories = (list: object[], more: Partial<SuggestInput> = {}) => suggest(given({ source: { categories: list }, books: { account: ACCOUNTS }, ...more }));

	it('the same code and the same name count; what is similar waits', () => {
		expect(categories([category('Trips', '493'), category('Entertainment'), category('Travel national'), category('Tra:Meals'), category('Parking')])).toEqual([
			{ table: 'categories', workspace: 'W1', category: 'Trips', account: '493', taxRate: '', note: 'the same code', state: 'matched', suggestion: '493' },
			{ table: 'categories', workspace: 'W1', category: 'Entertainment', account: '420', taxRate: '', note: 'the same name', state: 'matched', suggestion: '420' },
			{ table: 'categories', workspace: 'W1', category: 'Travel national', account: '493', taxRate: '', note: 'a similar name: Travel - National', state: 'suggested', suggestion: '493' },
			{ table: 'categories', workspace: 'W1', category: 'Tra:Meals', account: 'name:Travel:Meals', taxRate: '', note: 'the same name', state: 'matched', suggestion: 'name:Travel:Meals' },
		]);
	});

	it('a code and a name that point to two accounts wait for a person', () => {
		expect(categories([category('Entertainment', '493')])).toMatchObject([{ account: '493', state: 'suggested', note: 'the same code, but "Entertainment" has the name' }]);
	});

	it('two accounts of the same name, accounts of revenue and closed ones give nothing', () => {
		const twins = [...ACCOUNTS, account('421', 'entertainment')];
		expect(categories([category('Entertainment'), category('Sales'), category('Old Stock', '499')], { books: { account: twins } })).toEqual([]);
		expect(categories([category('Anything', '200')])).toMatchObject([{ account: '200', state: 'matched' }]);
	});

	it('a row that is there is never touched, whoever wrote it; what other workspaces use is suggested', () => {
		const rows = [{ workspace: '', category: 'trips', account: '' }, { workspace: 'w1', category: '420', account: '1' }, { workspace: 'W2', category: 'Parking', account: '493' }];
		expect(categories([category('Trips', '493'), category('Entertainment', '420'), category('Parking')], { maps: { categories: rows } })).toMatchObject([
			{ category: 'Parking', account: '493', state: 'suggested', note: 'used 1 of 1 times before' },
		]);
	});

	it('what the books hold of posted reports is suggested where it was most used', () => {
		const parking = (id: string, amount: string) => expense(id, amount, { category: { name: 'Parking' }, merchant: `NCP ${id}` });
		const reports = [report('R1', [parking('1', '5'), parking('2', '6'), parking('3', '7')])];
		const line = (id: string, amount: string, code: string) => ({ description: `NCP ${id}, 2026-05-10`, amount, account: { code } });
		const documents = [{ key: 'EXP-R1-B', supplier: { name: 'Ana' }, lines: [line('1', '5', '493'), line('2', '6', '420'), line('3', '7', '493')] }];
		expect(categories([category('Parking')], { reports, documents })).toMatchObject([{ account: '493', state: 'suggested', note: 'used 2 of 3 times before' }]);
		const torn = [{ ...documents[0], lines: documents[0]?.lines.slice(0, 2) }];
		expect(categories([category('Parking')], { reports, documents: torn })).toEqual([]);
	});

	it('a second run over its own rows gives none', () => {
		const list = [category('Trips', '493'), category('Travel national')];
		const rows = categories(list);
		expect(rows).toHaveLength(2);
		expect(categories(list, { maps: { categories: rows } })).toEqual([]);
	});
});

describe('OPS-MAP: taxes, tags and people', () => {
	it('another percent is never the same tax; the only rate of a percent waits', () => {
		const rates = [rate('INPUT2', 'VAT on Expenses', '20', { appliesTo: ['purchases'] }), rate('OUTPUT2', 'VAT on Income', '20', { appliesTo: ['sales'] }), rate('RRINPUT', 'Reduced', '5')];
		const taxes = [{ name: 'Standard', code: 'id_20', percent: '20.00' }, { name: 'reduced', code: 'id_5', percent: '5' }, { name: 'Reduced', code: 'id_12', percent: '12' }];
		expect(suggest(given({ source: { taxes }, books: { taxRate: rates } }))).toEqual([
			expect.objectContaining({ tax: 'id_20', taxRate: 'INPUT2', state: 'suggested', note: 'Standard: the only rate of 20 per cent' }),
			expect.objectContaining({ tax: 'id_5', taxRate: 'RRINPUT', state: 'matched', note: 'reduced: the same name' }),
		]);
	});

	it('a level counts only where it has the name of a dimension, and all of its tags are there', () => {
		const values = [value('Region', 'North'), value('Region', 'South'), value('Class', 'Kitchens'), value('Class', 'Offices')];
		const books = { dimensionValue: values };
		expect(suggest(given({ source: { tags: [tag('region', 'north'), tag('region', 'South')] }, books }))).toMatchObject([{ level: '1', tag: '', dimension: 'Region', value: '', state: 'matched' }]);
		expect(suggest(given({ source: { tags: [tag('Region', 'North'), tag('Region', 'Sooth'), tag('Trade', 'Kitchens'), tag('Trade', 'Roofs')] }, books }))).toMatchObject([
			{ level: '1', tag: '', dimension: 'Region', state: 'suggested' },
			{ level: '1', tag: 'Sooth', dimension: 'Region', value: 'South', state: 'suggested' },
			{ level: '2', tag: '', dimension: 'Class', state: 'suggested', note: 'Trade: most tags are values of it, 1 of 2 tags found' },
		]);
	});

	it('spellings of one shop are one row; employees by address, by name, and by what the address says', () => {
		const reports = [
			report('R1', [card('1', '5', { merchant: 'SHELL 0423' }), card('2', '6', { merchant: 'Shell 77' }), card('3', '6', { merchant: 'SHELL 0423' }), card('4', '1', { merchant: 'SQ *CAFÉ ROMA 0423' })]),
			report('R2', [], { employee: { email: 'bo.lind@kea.test' } }), report('R3', [], { employee: { email: 'x@kea.test', name: 'Cy Ott' } }),
		];
		const suppliers = [supplier('Shell UK Oil'), supplier('Cafe Roma'), supplier('Ana R.', { email: 'ANA@kea.test' }), supplier('Bo Lind'), supplier('cy ott')];
		expect(suggest(given({ reports, books: { supplier: suppliers } }))).toEqual([
			expect.objectContaining({ table: 'suppliers', merchant: 'SQ *CAFÉ ROMA 0423', supplier: 'Cafe Roma', state: 'suggested' }),
			expect.objectContaining({ table: 'suppliers', merchant: 'SHELL 0423', supplier: 'Shell UK Oil', state: 'suggested' }),
			expect.objectContaining({ table: 'employees', email: 'ana@kea.test', supplier: 'Ana R.', state: 'matched' }),
			expect.objectContaining({ table: 'employees', email: 'bo.lind@kea.test', supplier: 'Bo Lind', state: 'suggested' }),
			expect.objectContaining({ table: 'employees', email: 'x@kea.test', supplier: 'cy ott', state: 'matched' }),
		]);
	});
});

describe('OPS-MAP, SYNC-EXP-INTACCT: books that know expense types and employees', () => {
	const type = (code: string, own: string, name = code) => ({ kind: 'expenseType', id: code, code, name, account: own, active: true });
	const types = [type('Airfare', '493'), type('Meals', '420'), type('Client entertainment', '420')];
	const categories = (list: object[], rows: object[] = []) => suggest(given({ source: { categories: list }, books: { account: ACCOUNTS, expenseType: types }, maps: { categories: rows } }));

	it('a type brings its own account; with an account that agrees it is one row, and one that does not waits', () => {
		const list = [category('Airfare'), category('client Entertainment', '420'), category('Meals', '493'), category('Airfares'), category('Entertainment')];
		expect(categories(list)).toEqual([
			{ table: 'categories', workspace: 'W1', category: 'Airfare', account: '493', expenseType: 'Airfare', taxRate: '', note: 'expense type: the same name', state: 'matched', suggestion: '493 / Airfare' },
			{ table: 'categories', workspace: 'W1', category: 'client Entertainment', account: '420', expenseType: 'Client entertainment', taxRate: '', note: 'expense type: the same name', state: 'matched', suggestion: '420 / Client entertainment' },
			expect.objectContaining({ category: 'Meals', account: '493', expenseType: 'Meals', state: 'suggested', note: 'the same code, but "Meals" has the name; the expense type "Meals" books to another account' }),
			expect.objectContaining({ category: 'Airfares', account: '493', expenseType: 'Airfare', state: 'suggested', note: 'expense type: a similar name: Airfare' }),
			// Sure of the account, which leads to its type by itself; a similar type takes nothing from it.
			expect.objectContaining({ category: 'Entertainment', account: '420', expenseType: '', state: 'matched', suggestion: '420' }),
		]);
		const codes = [category('Whatever it is called', 'Meals')];
		expect(categories(codes)).toMatchObject([{ account: '420', expenseType: 'Meals', state: 'matched', note: 'expense type: the same code' }]);
	});

	it('a second run over its own rows gives none, and a row that waits counts once any of its two columns was changed', () => {
		const list = [category('Airfares')];
		const rows = categories(list);
		expect(categories(list, rows)).toEqual([]);
		const coded = (change: object) => map([report('R1', [expense('1', '5', { category: { name: 'Airfares' } })])], {
			reimbursable: { format: 'expenseReport' }, unmappedCategory: 'defaultAccount', defaultAccount: { code: '9' }, tables: tables({ categoryMap: [{ ...rows[0], ...change }] }),
		})[0]?.lines.map(({ account: own, expenseType }) => own?.code ?? expenseType?.code)[0];
		expect([coded({}), coded({ state: 'confirmed' }), coded({ expenseType: 'Meals' }), coded({ account: '420' })]).toEqual(['9', 'Airfare', 'Meals', 'Airfare']);
	});

	it('who claims gets a row as supplier and one as employee, so that the one that waits holds nothing back of the other', () => {
		const employee = (id: string, name: string, email: string) => ({ kind: 'employee', id, code: id, name, email, active: true });
		const people = [employee('E-1', 'Ruiz, Ana', 'ana@kea.test'), employee('E-2', 'Lind, Bo', 'shared@kea.test'), employee('E-3', 'Ott, Cy', 'shared@kea.test')];
		const reports = [report('R1', []), report('R2', [], { employee: { email: 'bo.lind@kea.test' } }), report('R3', [], { employee: { email: 'shared@kea.test' } })];
		const given3 = (rows: object[]) => suggest(given({ reports, books: { supplier: [supplier('Ana Ruyz')], employee: people }, maps: { employees: rows } }));
		const rows = given3([]);
		expect(rows).toEqual([
			{ table: 'employees', workspace: 'W1', email: 'ana@kea.test', supplier: 'Ana Ruyz', employee: '', note: 'a similar name: Ana Ruyz', state: 'suggested', suggestion: 'Ana Ruyz' },
			{ table: 'employees', workspace: 'W1', email: 'ana@kea.test', supplier: '', employee: 'E-1', note: 'employee: the same e-mail address', state: 'matched', suggestion: 'E-1' },
			// Two share an address, and nobody knows which of them it is.
			expect.objectContaining({ email: 'bo.lind@kea.test', employee: 'E-2', state: 'suggested' }),
		]);
		expect(given3(rows)).toEqual([]);
		const { claimants, employees } = tables({ employeeMap: rows });
		expect([employees.find({ id: 'W1', name: '' }, ['ana@kea.test']), claimants.find({ id: 'W1', name: '' }, ['ana@kea.test']), claimants.find({ id: 'W1', name: '' }, ['bo.lind@kea.test'])]).toEqual([undefined, { code: 'E-1' }, undefined]);
		// What a person wrote into the other column counts, and leaves this one open.
		expect(given3([{ workspace: 'W1', email: 'ana@kea.test', employee: 'E-9' }]).map(({ email, supplier: as, employee: is }) => [email, as, is])).toEqual([['ana@kea.test', 'Ana Ruyz', ''], ['bo.lind@kea.test', '', 'E-2']]);
	});
});

describe('OPS-MAP: what a suggestion does before somebody has looked at it', () => {
	const one = (row: object) => map([report('R1', [expense('1', '5', { category: { name: 'Meals', code: '420' } })])], { tables: tables({ categoryMap: [row] }) })[0]?.lines[0]?.account;
	const row = { category: 'Meals', account: '493', state: 'suggested', suggestion: '493' };

	it('waits; counts once it is confirmed or changed; a match counts at once', () => {
		expect(one(row)).toEqual({ code: '420' });
		expect(one({ ...row, state: 'confirmed' })).toEqual({ code: '493' });
		expect(one({ ...row, state: '' })).toEqual({ code: '493' });
		expect(one({ ...row, account: '500' })).toEqual({ code: '500' });
		expect(one({ ...row, state: 'matched' })).toEqual({ code: '493' });
	});
});
