import type { IDataObject } from 'n8n-workflow';
import { ExpenseToLedger } from '../../nodes/ExpenseToLedger/ExpenseToLedger.node';
import { runNode } from '../support/run-node';

const report = (more: object = {}): IDataObject => ({
	system: 'expensify', id: 'R1', name: 'May', status: 'approved', workspace: { id: 'W1' }, employee: { email: 'ana@kea.test', name: 'Ana Ruiz' },
	currency: 'GBP', total: '12.50', approved: '2026-05-20',
	expenses: [{ id: '1', merchant: 'Cafe Roma', date: '2026-05-10', amount: '12.50', category: { name: 'Meals' } }], ...more,
});

describe('OPS-MAP: Expense to Ledger in the engine', () => {
	it('suggests rows, one per item, from lists that come by expressions', async () => {
		const { outputs, error } = await runNode(ExpenseToLedger, {
			operation: 'suggestMappings', workspace: 'W1',
			sourceLists: { categories: [{ name: 'Meals' }] } as unknown as string,
			booksLists: JSON.stringify({ account: [{ code: '420', name: 'meals', active: true }], supplier: [{ name: 'Ana R', email: 'ana@kea.test', active: true }] }),
		}, [report()]);
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ table: 'categories', category: 'Meals', account: '420', state: 'matched' }),
			expect.objectContaining({ table: 'employees', email: 'ana@kea.test', supplier: 'Ana R' }),
		]);
	});

	it('refuses lists that are none, and a workspace without name', async () => {
		for (const wrong of [{ workspace: ' ' }, { workspace: 'W1', sourceLists: 'x' }, { workspace: 'W1', booksDocuments: 'x' }]) {
			expect((await runNode(ExpenseToLedger, { operation: 'suggestMappings', ...wrong }, [report()])).error).toBeDefined();
		}
	});

	it('reports what is unmapped as one item, and makes a page of it', async () => {
		const { outputs } = await runNode(ExpenseToLedger, { operation: 'reportUnmapped' }, [report()]);
		const [told] = outputs[0] ?? [];
		expect(told?.json).toMatchObject({ held: { reports: 1, amount: 'GBP 12.50' }, unmapped: [{ what: 'category', name: 'Meals', holds: true }, { what: 'employee' }] });
		const sections = [{ title: 'Unmapped', columns: [['name', 'Name']], rows: told?.json.unmapped }];
		const page = await runNode(ExpenseToLedger, { operation: 'makePage', pageTitle: 'What is <b>', sections: sections as unknown as string }, [{}]);
		expect(page.outputs[0]?.[0]?.json.page).toMatch(/What is &#60;b&#62;[^]*Meals/);
		expect((await runNode(ExpenseToLedger, { operation: 'makePage', sections: '[{}]' }, [{}])).error).toBeDefined();
	});

	it('an empty item stands for no reports', async () => {
		const { outputs } = await runNode(ExpenseToLedger, { operation: 'reportUnmapped' }, [{}]);
		expect(outputs[0]?.[0]?.json).toEqual({ unmapped: [], held: { reports: 0, amount: '' }, ready: { documents: 0 }, others: [] });
	});
});
