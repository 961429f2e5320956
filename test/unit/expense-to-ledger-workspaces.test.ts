import { mapByWorkspace, readWorkspaces } from '../../nodes/ExpenseToLedger/workspaces';
import { card, documents, expense, report, settings } from './expense-to-ledger.reports';

describe('SYNC-SETTINGS: settings of workspaces', () => {
	const base = settings({ companyCard: { format: 'expense', bankAccount: { code: '091' } } });
	const read = (rows: object[]) => {
		const problems: string[] = [];
		return { workspaces: readWorkspaces(rows, base, problems, ({ date }, wrong) => { if (date === ('never' as string)) wrong.push('no such date'); }), problems };
	};

	it('count for their workspace alone, by ID before name; what a row leaves empty is as in the node', () => {
		const { workspaces } = read([{ workspace: 'w2', companyCard: 'journal', contraAccount: '801', reimbursable: '' }, { workspace: 'Other Ltd', onePer: 'expense', cardAccount: '092' }]);
		const inputs = ['W1', 'W2', 'W3'].map((id) => report(`R${id}`, [expense(`${id}a`, '5'), card(`${id}b`, '6')], { workspace: { id, name: id === 'W3' ? 'Other Ltd' : id } }));
		const mapped = mapByWorkspace([inputs[0], { nonsense: true }, inputs[1], inputs[2]], base, workspaces);
		expect(documents(mapped).map(({ kind, origin, bankAccount }) => [origin.workspace, kind, bankAccount?.code])).toEqual([
			['W1', 'bill', undefined], ['W1', 'expense', '091'], ['W2', 'bill', undefined], ['W2', 'journal', undefined], ['W3', 'bill', undefined], ['W3', 'expense', '092'],
		]);
		expect(mapped.ready.map(({ items }) => items)).toEqual([[0], [0], [2], [2], [3], [3]]);
		expect(mapped.held.map(({ item }) => item)).toEqual([1]);
	});

	it('what makes no sense is told with its row', () => {
		expect(read([{ workspace: 'W1' }, { workspace: 'W2', date: 'never' }]).problems).toEqual(['Settings of Workspaces, row 2: no such date']);
	});
});
