import { printOf } from '../../nodes/ReferenceSync/two-way/links';
import { twoWay, World, writes, type Fate } from './reference-sync-two-way.world';

const reasons = (result: ReturnType<World['run']>) => result.conflicts.map(({ reason, a, b }) => [reason, a?.id, b?.id]);

describe('SYNC-WORK-1: who belongs together', () => {
	it('by name and e-mail, then by name; the rest is made on the other side, and all is linked', () => {
		const world = new World(twoWay());
		const a = ['Acme|x@t.test', 'acme|y@t.test', 'Bay|z@t.test', 'Only A|'].map((text) => world.add('a', { name: text.split('|')[0], email: text.split('|')[1] }));
		const b = ['ACME|y@t.test', 'Bay|', 'Only B|w@t.test'].map((text) => world.add('b', { name: text.split('|')[0], email: text.split('|')[1] }));
		const result = world.run();
		expect(reasons(result)).toEqual([['nameTaken', a[0], b[0]]]);
		expect(world.counterpart('a', a[1] ?? '')?.id).toBe(b[0]);
		expect(world.counterpart('a', a[2] ?? '')).toMatchObject({ id: b[1], email: 'z@t.test' });
		expect(world.counterpart('a', a[3] ?? '')).toMatchObject({ name: 'Only A' });
		expect(world.counterpart('b', b[2] ?? '')).toMatchObject({ name: 'Only B', email: 'w@t.test' });
		expect(writes(world.run())).toBe(0);
	});

	it('a link stays through renames on either side, and a name that another record takes', () => {
		const world = new World(twoWay());
		const [one, two] = [world.add('a', { name: 'One' }), world.add('a', { name: 'Two' })];
		world.run();
		const other = String(world.counterpart('a', one)?.id);
		world.edit('b', other, { name: 'Uno' });
		world.edit('a', two, { name: 'One' });
		world.run();
		expect([world.lists.a.get(one)?.name, world.counterpart('a', two)?.name, world.lists.a.size, world.lists.b.size]).toEqual(['Uno', 'One', 2, 2]);
		expect(writes(world.run())).toBe(0);
	});

	it('two rows of the table that join one record are told, and neither is used', () => {
		const world = new World(twoWay());
		const [a, b, c] = [world.add('a', { name: 'A' }), world.add('b', { name: 'B' }), world.add('b', { name: 'A' })];
		world.links = [b, c].map((bId) => ({ group: 'g', aId: a, bId, aPrint: '{}', bPrint: '{}', state: '' }));
		const result = world.run();
		expect(reasons(result)).toEqual([['severalLinks', a, b], ['severalLinks', a, c]]);
		expect([result.creates.a, result.creates.b, result.updates.a, result.updates.b]).toEqual([[], [], [], []]);
	});
});

describe('SYNC-WORK-1: whose change goes over', () => {
	function linked(more: object = {}) {
		const world = new World(twoWay({ fields: [{ a: 'name' }, { a: 'email' }, { a: 'phone', b: 'tel.main' }], ...more }));
		const a = world.add('a', { name: 'N', email: 'e@t.test', phone: '1' });
		world.run();
		const b = String(world.counterpart('a', a)?.id);
		return { world, a, b };
	}

	it('the one side that changed, field by field, in either direction at once', () => {
		const { world, a, b } = linked();
		world.edit('a', a, { email: 'new@t.test' });
		world.edit('b', b, { tel: { main: '2', other: '9' } });
		const { updates } = world.run();
		expect([updates.a.map(({ changes, before }) => [changes, before]), updates.b.map(({ changes }) => changes)]).toEqual([
			[[{ phone: '2' }, { phone: '1' }]], [{ email: 'new@t.test' }],
		]);
		expect(world.lists.b.get(b)).toMatchObject({ email: 'new@t.test', tel: { main: '2', other: '9' } });
		// Each of the two links knew its own write alone; the next run puts both into one.
		expect(world.run()).toMatchObject({ updates: { a: [], b: [] }, links: [{ action: 'store' }] });
		expect(writes(world.run())).toBe(0);
	});

	it('no echo: what was written is no change, even if the link was not stored', () => {
		const { world, a, b } = linked();
		world.edit('a', a, { name: 'M' });
		expect(world.run(() => 'link lost').updates.b).toHaveLength(1);
		const again = world.run();
		expect([again.updates, again.conflicts, again.links.length]).toEqual([{ a: [], b: [] }, [], 1]);
		expect(world.lists.b.get(b)?.name).toBe('M');
		expect(writes(world.run())).toBe(0);
	});

	it('a write that failed is tried again, and never turns the old value into a change', () => {
		const { world, a, b } = linked();
		world.edit('a', a, { name: 'M' });
		world.edit('b', b, { email: 'b@t.test' });
		const fates: Fate[] = ['done', 'failed'];
		world.run(() => fates.shift() ?? 'done');
		world.run();
		expect([world.lists.a.get(a), world.lists.b.get(b)]).toMatchObject([{ name: 'M', email: 'b@t.test' }, { name: 'M', email: 'b@t.test' }]);
		expect(writes(world.run())).toBe(0);
	});

	it.each([
		['conflict', undefined], ['lastChange', 'of b'], ['a', 'of a'], ['b', 'of b'],
	])('the same field on both sides: %s', (bothChanged, winner) => {
		const { world, a, b } = linked({ bothChanged });
		world.edit('a', a, { name: 'of a' });
		world.edit('b', b, { name: 'of b' });
		const result = world.run();
		if (winner === undefined) {
			expect(result.conflicts).toMatchObject([{ reason: 'bothChanged', field: 'name', message: expect.stringMatching(/A has "of a" since 2026-.*, B has "of b" since 2026-/) }]);
			world.edit('b', b, { name: 'of a' });
			world.run();
		}
		expect([world.lists.a.get(a)?.name, world.lists.b.get(b)?.name]).toEqual([winner ?? 'of a', winner ?? 'of a']);
		expect(writes(world.run())).toBe(0);
	});

	it('equal clocks, or none: the side that the settings prefer', () => {
		for (const prefer of ['a', 'b']) {
			const world = new World(twoWay({ prefer, fields: [{ a: 'name' }, { a: 'memo' }] }));
			const [a, b] = [world.add('a', { name: 'N', memo: 'of a' }), world.add('b', { name: 'n', memo: 'of b' })];
			for (const record of [world.lists.a.get(a), world.lists.b.get(b)]) if (record !== undefined) record.changedAt = undefined;
			world.run();
			expect(world.lists.a.get(a)?.memo).toBe(`of ${prefer}`);
			expect(world.lists.b.get(b)?.memo).toBe(`of ${prefer}`);
		}
	});

	it('with one direction the owner is right, whoever changed it', () => {
		const { world, a, b } = linked({ fields: [{ a: 'name', direction: 'aToB' }, { a: 'email', direction: 'bToA' }] });
		world.edit('b', b, { name: 'local', email: 'b@t.test' });
		world.run();
		expect([world.lists.b.get(b)?.name, world.lists.a.get(a)?.email]).toEqual(['N', 'b@t.test']);
	});

	it('SYNC-WORK-1: with changes only, the side that the value goes to may differ until the owner changes it', () => {
		const { world, a, b } = linked({ fields: [{ a: 'name' }, { a: 'active', direction: 'bToA', onlyChanges: true }] });
		const active = () => [world.lists.a.get(a)?.active, world.lists.b.get(b)?.active];
		world.edit('a', a, { active: false });
		world.run();
		expect(active()).toEqual([false, true]);
		for (const now of [false, true]) {
			world.edit('b', b, { active: now });
			world.run();
			expect(active()).toEqual([now, now]);
			expect(writes(world.run())).toBe(0);
		}
	});

	it('SYNC-WORK-1: a country is the same by its code and by its names', () => {
		const world = new World(twoWay({ fields: [{ a: 'name' }, { a: 'country', as: 'country' }] }));
		const b = world.add('b', { name: 'N', country: 'USA' });
		const a = world.add('a', { name: 'N', country: 'US' });
		world.run();
		expect(world.lists.a.get(a)?.country).toBe('US');
		world.edit('b', b, { country: 'United States' });
		expect(writes(world.run())).toBe(0);
		world.edit('b', b, { country: 'Canada' });
		expect(writes(world.run())).toBe(1);
	});

	it('an emptied field stays on the other side, or goes, as the settings say', () => {
		for (const clear of [false, true]) {
			const { world, a, b } = linked({ fields: [{ a: 'name' }, { a: 'email', clear }] });
			world.edit('a', a, { email: '' });
			world.run();
			expect(world.lists.b.get(b)?.email).toBe(clear ? '' : 'e@t.test');
			expect(writes(world.run())).toBe(0);
			world.edit('b', b, { email: 'later@t.test' });
			world.run();
			expect(world.lists.a.get(a)?.email).toBe('later@t.test');
		}
	});
});

describe('SYNC-WORK-2: defaults and limits of a side', () => {
	const fields = [{ a: 'name' }, { a: 'address.region' }, { a: 'address.country' }];
	const message = "The Client record has an unknown State of Country <{address.country}>. Please add a State to the QuickBooks record or enable the 'Use default State' in the Work Sync settings and synchronize again.";

	it('a missing state is filled in where it is needed, and never goes back', () => {
		const world = new World(twoWay({ fields, defaults: { a: { 'address.region': 'QLD', 'address.country': 'Australia' } }, limits: { a: [{ field: 'address.region', required: true, message }] } }));
		const b = world.add('b', { name: 'Bay' });
		world.run();
		const made = world.counterpart('b', b);
		expect(made).toMatchObject({ name: 'Bay', address: { region: 'QLD', country: 'Australia' } });
		expect(writes(world.run())).toBe(0);
		world.edit('a', String(made?.id), { name: 'Bay Hire' });
		world.run();
		expect(world.lists.b.get(b)).toMatchObject({ name: 'Bay Hire' });
		expect(world.lists.b.get(b)?.address).toBeUndefined();
	});

	it('without a default the record fails in the words that are given', () => {
		const world = new World(twoWay({ fields, limits: { a: [{ field: 'address.region', required: true, message }] } }));
		world.add('b', { name: 'Bay', address: { country: 'Australia' } });
		const { conflicts, creates } = world.run();
		expect(creates.a).toEqual([]);
		expect(conflicts[0]?.message).toBe(`A: ${message.replace('{address.country}', 'Australia')}`);
	});

	it('a name that is too long for one side is told and never cut off', () => {
		const world = new World(twoWay({ limits: { b: [{ field: 'name', most: 100, forbidden: ':' }] } }));
		world.add('a', { name: 'x'.repeat(101) });
		const short = world.add('a', { name: 'Short' });
		expect(world.run().conflicts).toMatchObject([{ reason: 'tooLong', message: 'B: The field "name" has 101 characters, of at most 100' }]);
		world.edit('a', short, { name: 'Dock: 4' });
		expect(world.run().conflicts.map(({ reason }) => reason).sort()).toEqual(['forbiddenCharacters', 'tooLong']);
		expect(world.counterpart('a', short)?.name).toBe('Short');
	});
});

describe('SYNC-WORK-1: gone, merged, switched off', () => {
	function pairs(count: number, more: object = {}) {
		const world = new World(twoWay({ mostGonePercent: 50, ...more }));
		const ids = Array.from({ length: count }, (_, at) => world.add('a', { name: `N${at}`, email: `${at}@t.test` }));
		world.run();
		return { world, ids, of: (id: string) => String(world.counterpart('a', id)?.id) };
	}

	it('what is gone on one side is told once, made nowhere anew, and taken up again when it comes back', () => {
		const { world, ids: [one = ''], of } = pairs(3);
		const lost = world.lists.b.get(of(one));
		world.lists.b.delete(of(one));
		expect(reasons(world.run())).toEqual([['gone', one, undefined]]);
		for (let run = 0; run < 2; run++) expect(writes(world.run())).toBe(0);
		expect([world.lists.a.size, world.lists.b.size]).toEqual([3, 2]);
		if (lost !== undefined) world.lists.b.set(String(lost.id), lost);
		world.edit('a', one, { name: 'Back' });
		world.run();
		expect(world.counterpart('a', one)?.name).toBe('Back');
		expect(writes(world.run())).toBe(0);
	});

	it('or switched off, or made anew, as the settings say', () => {
		const off = pairs(3, { gone: 'deactivate' });
		off.world.lists.b.delete(off.of(off.ids[0] ?? ''));
		off.world.run();
		expect(off.world.lists.a.get(off.ids[0] ?? '')?.active).toBe(false);
		expect(writes(off.world.run())).toBe(0);
		const anew = pairs(3, { gone: 'recreate' });
		anew.world.lists.b.delete(anew.of(anew.ids[0] ?? ''));
		anew.world.run();
		expect(anew.world.counterpart('a', anew.ids[0] ?? '')).toMatchObject({ name: 'N0' });
		expect([anew.world.links.length, writes(anew.world.run())]).toEqual([3, 0]);
	});

	it('a list that has lost its greater part is not believed', () => {
		const { world } = pairs(20, { gone: 'recreate' });
		const kept = new Map([...world.lists.b].slice(0, 9));
		world.lists.b.clear();
		for (const [id, record] of kept) world.lists.b.set(id, record);
		const result = world.run();
		expect(result.conflicts).toMatchObject([{ reason: 'tooMany', message: expect.stringContaining('11 of 20') }]);
		expect(writes(result)).toBe(0);
	});

	it('gone on both sides: the link rests', () => {
		const { world, ids: [one = ''], of } = pairs(3);
		world.lists.b.delete(of(one));
		world.lists.a.delete(one);
		expect(world.run()).toMatchObject({ conflicts: [], resting: 1 });
		expect(writes(world.run())).toBe(0);
	});

	it('a merge: the record that is left takes the place of the other, or a person merges the other side, too', () => {
		const { world, ids: [one = '', two = ''], of } = pairs(3);
		const free = world.add('b', { name: 'Survivor', email: 's@t.test' });
		world.links.push({ group: 'g', aId: 'x', bId: 'y', aPrint: '{}', bPrint: '{}', state: 'gone' });
		world.edit('b', of(one), { active: false, mergedInto: free });
		world.run();
		expect(world.counterpart('a', one)?.id).toBe(free);
		expect(world.lists.a.get(one)).toMatchObject({ name: 'Survivor', email: 's@t.test' });
		expect(writes(world.run())).toBe(0);
		world.edit('b', of(two), { active: false, mergedInto: free });
		expect(reasons(world.run())).toEqual([['merged', two, of(two)]]);
		expect(writes(world.run())).toBe(0);
		expect([world.lists.a.size, world.lists.b.size]).toEqual([3, 4]);
	});

	it('two that were merged into one that nobody has: the first takes it, the second is told; a stranger that was merged is made nowhere', () => {
		const { world, ids: [one = '', two = ''], of } = pairs(3);
		const [b1, b2] = [of(one), of(two)];
		const free = world.add('b', { name: 'Survivor', email: 's@t.test' });
		for (const id of [b1, b2]) world.edit('b', id, { active: false, mergedInto: free });
		world.add('b', { name: 'Stranger', mergedInto: free });
		const result = world.run();
		expect(reasons(result)).toEqual([['merged', two, b2]]);
		expect([world.counterpart('a', one)?.id, result.creates.a, world.links.filter(({ bId }) => bId === free).length]).toEqual([free, [], 1]);
		expect(writes(world.run())).toBe(0);
	});

	it('switched off and on again on either side, where "active" is a field of theirs', () => {
		const { world, ids: [one = ''], of } = pairs(2, { fields: [{ a: 'name' }, { a: 'active' }] });
		world.edit('b', of(one), { active: false });
		world.run();
		expect(world.lists.a.get(one)?.active).toBe(false);
		world.edit('a', one, { active: true });
		world.run();
		expect(world.counterpart('a', one)?.active).toBe(true);
	});

	it('inactive records that nobody has are left out, or made, and sides that nothing is made on stay as they are', () => {
		for (const [more, made] of [[{}, 0], [{ inactive: 'create' }, 1], [{ inactive: 'create', create: 'a' }, 0], [{ inactive: 'create', filters: { a: [{ field: 'email', operator: 'contains', value: '@' }] } }, 0]] as const) {
			const world = new World(twoWay(more));
			world.add('a', { name: 'Old', active: false });
			expect(world.run().creates.b).toHaveLength(made);
		}
	});
});

describe('fingerprints', () => {
	it('are the same for what counts as the same, and hide the value', () => {
		expect(printOf(' a ', 'text')).toBe(printOf('a', 'text'));
		expect(printOf('', 'text')).toBe(printOf(undefined, 'text'));
		expect(printOf('A', 'ignoreCase')).toBe(printOf('a', 'ignoreCase'));
		expect(printOf('20.00', 'amount')).toBe(printOf(20, 'amount'));
		expect(printOf('007', 'text')).not.toBe(printOf('7', 'text'));
		expect(printOf('null', 'text')).not.toBe(printOf(null, 'text'));
		expect(printOf({ a: 1, b: 2 }, 'text')).toBe(printOf({ b: 2, a: 1 }, 'text'));
		expect(printOf('secret@t.test', 'text')).toHaveLength(12);
	});
});
