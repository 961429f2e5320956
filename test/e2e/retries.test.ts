import { ask, publishQuietly } from '../support/expense-sync/asked';
import { SyncWorld } from '../support/expense-sync/world';
import { xero } from '../support/expense-sync/xero';

const EMPLOYEE = 'asa.lindqvist@keajoinery.example';
const DAY = '2026-06-10';
const expense = (more: Record<string, unknown>) => ({ currency: 'GBP', category: 'General Expenses', tag: 'Office', merchant: 'Ironmonger', ...more });

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(xero);
	await world.withSettings({}, { bare: true });
	await publishQuietly(world);
});
afterAll(async () => {
	await world?.close();
});

const add = async (name: string, ...expenses: Array<Record<string, unknown>>) => await world.source.add(name, EMPLOYEE, DAY, expenses.map(expense));
const marked = async (name: string) => (await world.source.named(name)).labels;

describe('OPS-RETRY: a sync that another workflow asks for chosen reports', () => {
	it('posts these and no others, leaves what is told of others alone, and does not say that it saw all', async () => {
		const one = await add('One', { amount: 1001 });
		await add('Two', { amount: 1002 });
		const held = await add('Held', { amount: 1003, category: 'Unheard of' });
		await ask(world, [held], '');
		expect((await world.problems()).map(({ key, category }) => [key, category])).toEqual([[held, 'mapping']]);
		await ask(world, [one]);
		expect((await world.posted()).map(({ cents }) => cents)).toEqual([1001n]);
		expect([await marked('One'), await marked('Two')]).toEqual([[xero.label], []]);
		expect((await world.problems()).map(({ key }) => key)).toEqual([held]);
		const { runs } = await world.log();
		expect(runs.map(({ event, whole, startedBy }) => [event, whole, startedBy])).toEqual([['started', '', 'workflow'], ['ended', '', 'workflow'], ['started', '', 'form'], ['ended', '', 'form']]);
	});

	it('exports a report again that is marked: what stands in the books is found and not posted again', async () => {
		const { id } = await world.source.named('One');
		const before = await world.posted();
		await ask(world, id);
		expect(await world.posted()).toEqual(before);
		const { log } = await world.log();
		expect(log.filter(({ source }) => source === id).map(({ action, result }) => [action, result])).toEqual([['created', 'ok'], ['unchanged', 'ok']]);
		expect(await marked('One')).toEqual([xero.label]);
	});

	it('without ids does what is open', async () => {
		await ask(world, '');
		expect((await world.posted()).map(({ cents }) => cents).sort()).toEqual([1001n, 1002n]);
		expect((await world.log()).runs.at(-1)).toMatchObject({ event: 'ended', whole: 'yes', held: '1' });
	});
});
