import { NodeHelpers, Workflow, type IExecuteFunctions, type INode, type INodeParameters, type INodeTypes } from 'n8n-workflow';
import { ExpenseToLedger } from '../../nodes/ExpenseToLedger/ExpenseToLedger.node';
import { runNode } from '../support/run-node';

const report = (id: string, more: object = {}) => ({
	system: 'expensify', id, name: 'May', status: 'approved', workspace: { id: 'W1', name: 'Kea Joinery' },
	employee: { email: 'ana@kea.test', name: 'Ana Ruiz' }, currency: 'GBP', total: '12.50', approved: '2026-05-20',
	url: `https://expensify.test/${id}`,
	expenses: [{ id: `${id}-1`, merchant: 'Cafe Roma', date: '2026-05-10', amount: '12.50', category: { name: 'Meals', code: '420' } }],
	...more,
});

describe('SYNC-EXP-XERO: Expense to Ledger in the engine', () => {
	it('gives documents, held reports and finished ones by their own outputs, each paired with its item', async () => {
		const items = [
			report('R1'),
			report('R2', { status: 'submitted' }),
			report('R3', { expenses: [] }),
			{ nonsense: true },
		];
		const { outputs, error } = await runNode(ExpenseToLedger, {}, items);
		expect(error).toBeUndefined();
		const [ready = [], held = [], nothing = []] = outputs;
		expect(ready).toEqual([
			{
				json: {
					kind: 'bill', key: 'EXP-R1-B', date: '2026-05-20', currency: 'GBP', memo: 'May (Ana Ruiz)', url: 'https://expensify.test/R1',
					supplier: { email: 'ana@kea.test', name: 'Ana Ruiz' }, taxIncluded: true, status: 'posted', dueDate: '2026-06-03',
					lines: [{ description: 'Cafe Roma, 2026-05-10', amount: '12.5', account: { code: '420' }, sourceId: 'R1-1' }],
					origin: { system: 'expensify', workspace: 'W1', reports: ['R1'], keys: ['EXP-R1-B'], employee: 'ana@kea.test' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(held.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual([
			{
				json: { ...items[1], held: [expect.objectContaining({ category: 'waiting', field: 'status' })] },
				pairedItem: { item: 1 },
			},
			{
				json: { nonsense: true, held: [expect.objectContaining({ category: 'validation', field: 'report' })] },
				pairedItem: { item: 3 },
			},
		]);
		expect(nothing).toEqual([
			{
				json: expect.objectContaining({ id: 'R3', action: 'nothing to post', origin: expect.objectContaining({ reports: ['R3'], keys: [] }) }),
				pairedItem: { item: 2 },
			},
		]);
	});
});
