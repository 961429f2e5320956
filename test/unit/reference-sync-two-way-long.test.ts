import { randomFrom } from './reference-sync.lists';
import { twoWay, World, writes } from './reference-sync-two-way.world';
import { cpuTime } from '../support/cpu';

describe('SYNC-WORK-1: whatever happens on both sides, and whatever fails', () => {
	const FIELDS = ['name', 'email', 'phone'];

	it.each([['lastChange'], ['conflict'], ['a']])('both lists settle, nothing is lost and nothing doubled (%s)', (bothChanged) => {
		for (let seed = 1; seed <= 40; seed++) {
			const random = randomFrom(seed * 7919);
			const chance = (of: number) => random() < of;
			const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
			const world = new World(twoWay({ bothChanged, fields: [...FIELDS, 'active'].map((a) => ({ a })), inactive: 'create', uniqueNames: chance(0.5) }));
			let word = 0;
			const fresh = () => `W${++word}`;
			/** The side and value of a field's only edit since both sides agreed, by record and field. */
			const edits = new Map<string, { side: 'a' | 'b'; id: string; field: string; value: unknown; rival: boolean }>();
			for (let round = 0; round < 8; round++) {
				for (let act = 0; act < 6; act++) {
					const side = pick(['a', 'b'] as const);
					const known = [...world.lists[side].keys()];
					if (known.length < 3 || chance(0.2)) {
						world.add(side, { name: fresh(), email: `${fresh()}@t.test`, phone: fresh() });
						continue;
					}
					const id = pick(known);
					const field = pick([...FIELDS, 'active']);
					const value = field === 'active' ? world.lists[side].get(id)?.active !== true : fresh();
					world.edit(side, id, { [field]: value });
					const row = world.links.find(({ aId, bId }) => (side === 'a' ? aId : bId) === id);
					const pair = `${row?.aId ?? id}|${field}`;
					const before = edits.get(pair);
					edits.set(pair, { side, id, field, value, rival: before !== undefined && (before.rival || before.side !== side) });
				}
				const sizes = [world.lists.a.size, world.lists.b.size];
				world.run(() => (chance(0.15) ? 'failed' : chance(0.15) ? 'link lost' : 'done'));
				expect([world.lists.a.size >= (sizes[0] ?? 0), world.lists.b.size >= (sizes[1] ?? 0)]).toEqual([true, true]);
				// A clean run before anybody changes anything again: a name that changes while its link is lost makes it a stranger.
				for (let calm = 0; calm < 3; calm++) world.run();
				const last = world.run();
				expect({ seed, round, writes: writes(last) }).toEqual({ seed, round, writes: 0 });
				expect({ seed, round, sizes: world.lists.a.size === world.lists.b.size }).toEqual({ seed, round, sizes: true });
				const open = new Set(last.conflicts.map(({ a }) => a?.id));
				for (const { side, id, field, value, rival } of edits.values()) {
					const row = world.links.find(({ aId, bId }) => (side === 'a' ? aId : bId) === id);
					if (rival || open.has(row?.aId)) continue;
					expect({ seed, round, field, value: world.counterpart(side, id)?.[field] }).toEqual({ seed, round, field, value });
				}
				for (const { aId, bId } of world.links) {
					if (open.has(aId)) continue;
					for (const field of FIELDS) expect(world.lists.a.get(aId)?.[field]).toBe(world.lists.b.get(bId)?.[field]);
				}
				// What is in conflict has its edits still open.
				for (const pair of [...edits.keys()]) if (!open.has(pair.split('|')[0])) edits.delete(pair);
			}
			expect(new Set(world.links.map(({ aId }) => aId)).size).toBe(world.lists.a.size);
		}
	});

	it('fifty thousand linked records take seconds', () => {
		const world = new World(twoWay());
		for (let at = 0; at < 50_000; at++) {
			world.lists.a.set(`a${at}`, { id: `a${at}`, name: `Client ${at}`, email: `${at}@t.test`, active: true });
			world.lists.b.set(`b${at}`, { id: `b${at}`, name: `Client ${at}`, email: `${at}@t.test`, active: true });
		}
		const first = world.compare();
		expect([first.links.length, first.conflicts.length]).toEqual([50_000, 0]);
		const links = first.links.map(({ link }) => ({ group: 'g', aId: link.aId, bId: link.bId, aPrint: JSON.stringify(link.prints.a), bPrint: JSON.stringify(link.prints.b), state: '' }));
		world.links = links;
		for (let at = 0; at < 500; at++) world.edit('b', `b${at}`, { name: `Renamed ${at}` });
		const began = cpuTime();
		const second = world.compare();
		expect([second.updates.a.length, second.unchanged, second.links.length]).toEqual([500, 49_500, 0]);
		expect(cpuTime() - began).toBeLessThan(15_000);
	});
});
