import type { ExpenseIn } from '../../nodes/ExpenseIn/api';
import { contractWith, type Kind } from '../../nodes/ExpenseIn/contract';
import { Lists } from '../../nodes/ExpenseIn/lists';
import { create, upsert } from '../../nodes/ExpenseIn/save';
import type { Wire } from '../../nodes/ExpenseIn/wire';
import { cpuTime } from '../support/cpu';

const MANY = 20_000;
const real = { dryRun: false };
const numbers = Array.from({ length: MANY }, (_, at) => String(at).padStart(5, '0'));

/** An ExpenseIn that keeps its records in memory. */
function memory(records: Wire[]) {
	const written: Wire[] = [];
	const api = {
		contract: contractWith(),
		connection: 'memory',
		async *pages(_kind: Kind) {
			yield await Promise.resolve([...records]);
		},
		create: async (_kind: Kind, record: Wire) => {
			written.push(record);
			return await Promise.resolve({ id: `made-${written.length}`, ...record });
		},
		update: async (_kind: Kind, _id: string, record: Wire) => {
			written.push(record);
			return await Promise.resolve(record);
		},
	};
	return { lists: new Lists(api as unknown as ExpenseIn), written }; // as much of it as lists use
}

describe('ExpenseIn\'s lists', () => {
	it('NODE-BATCH: 20,000 suppliers are looked up, made and changed one by one in a time that grows with their number alone', async () => {
		const half = numbers.slice(0, MANY / 2);
		const { lists, written } = memory(half.map((number) => ({ id: number, name: `Supplier ${number}`, reference: `S${number}`, isInactive: false })));
		await lists.all('supplier');
		const started = cpuTime();
		const actions: Record<string, number> = {};
		for (const number of numbers) {
			const { action } = await upsert(lists, 'supplier', { code: `S${number}`, name: `Supplier ${number}${number.endsWith('7') ? ' Ltd' : ''}` }, 'code', real);
			actions[action] = (actions[action] ?? 0) + 1;
		}
		expect(actions).toEqual({ unchanged: 9000, updated: 1000, created: 10_000 });
		expect(written).toHaveLength(11_000);
		// Each with each would be 300 million looks: half a minute.
		expect(cpuTime() - started).toBeLessThan(5000);
	});

	it('NODE-UPSERT: an e-mail address is the same in upper and lower case, as address and as a user\'s reference; other references are not', async () => {
		const sam = { id: 'u1', firstName: 'Sam', lastName: 'Doe', email: 'Sam.Doe@Agency.example', reference: 'Sam.Doe@agency.example' };
		const users = memory([sam, { id: 'u2', firstName: 'Ann', lastName: 'Lee', email: 'ann@agency.example', reference: 'emp9' }]);
		const save = async (wanted: Record<string, unknown>, by: 'code' | 'email') => (await upsert(users.lists, 'user', wanted, by, real)).action;
		expect(await save({ email: 'sam.doe@agency.EXAMPLE', firstName: 'Sam' }, 'email')).toBe('unchanged');
		expect(await save({ code: 'SAM.DOE@AGENCY.EXAMPLE', email: 'sam.doe@agency.example' }, 'code')).toBe('unchanged');
		expect(users.written).toEqual([]);
		expect(await save({ code: 'sam.doe@agency.example', lastName: 'Roe' }, 'code')).toBe('updated');
		expect(users.written).toEqual([{ ...sam, lastName: 'Roe' }]);
		expect(await save({ code: 'EMP9', email: 'other@agency.example' }, 'code')).toBe('created');
		const categories = memory([{ id: 'c1', name: 'At', reference: 'a@b' }]);
		expect((await upsert(categories.lists, 'category', { code: 'A@B', name: 'Another' }, 'code', real)).action).toBe('created');
	});

	it('NODE-ONCE: a user without a reference is known by the address, not by a name that two people have', async () => {
		const { lists } = memory([{ id: 'u1', firstName: 'Sam', lastName: 'Doe', email: 'sam@agency.example' }]);
		const made = async (email: string) => (await create(lists, 'user', { name: 'Sam Doe', firstName: 'Sam', lastName: 'Doe', email }, real)).action;
		expect([await made('sam.doe@agency.example'), await made('SAM@agency.example')]).toEqual(['created', 'found']);
	});
});
