import { itemsOf } from '../n8n';
import type { Expected } from './walk';
import type { SyncWorld } from './world';

const RULES = 'Sync approval rules';
const ROWS = 'Sync approvals';
const APPROVER = 'approver@kea.example';
/** Above all that other tests post, so that nothing else is asked about. */
const LIMIT = '1000000.00';

/** That the template holds what somebody has to approve, and lets it go; what approval is in full is shown with one template. */
export function walkApproval(open: () => SyncWorld, { employee, expense }: Pick<Expected, 'employee' | 'expense'>): void {
	it('SYNC-APPROVE: a report above the amount of its department waits, and is exported once after the approval', async () => {
		const world = open();
		await world.n8n.insertRows(RULES, [{ workspace: world.system.workspace, department: expense.tag, above: LIMIT, currency: '', approver: APPROVER, from: '', note: '' }]);
		const id = await world.source.add('New hall', employee, '2026-09-10', [{ ...expense, merchant: 'Builder', amount: 100_000_001 }]);
		const posted = async () => (await world.posted()).filter(({ key }) => key.includes(id)).map(({ cents }) => cents);
		const held = itemsOf(await world.run(), 'Held: say why').filter(({ key }) => key === id);
		expect([held, await posted()]).toEqual([[expect.objectContaining({ category: 'waiting', message: `Waits for approval by ${APPROVER}.` })], []]);
		const [row, ...more] = (await world.n8n.listRows(ROWS)) as Array<Record<string, string>>;
		expect([row, more]).toEqual([expect.objectContaining({ report: id, amount: '1000000.01', department: expense.tag, state: 'asked', sync: world.template.name, workflow: world.system.template }), []]);
		await world.n8n.upsertRow(ROWS, { key: row?.key, state: 'approved' }, ['key']);
		await world.runTwice();
		expect(await posted()).toEqual([100_000_001n]);
		expect(world.source.isMarked(await world.source.named('New hall'))).toBe(true);
	});
}
