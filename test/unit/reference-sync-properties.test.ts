import type { SyncRecord } from '../../nodes/core/values';
import { apply, compare, randomFrom, settings, shuffled } from './reference-sync.lists';
import { cpuTime } from '../support/cpu';

/** Short names and few references, so that everything collides with everything. */
function lists(seed: number): { sources: SyncRecord[]; targets: SyncRecord[] } {
	const random = randomFrom(seed);
	const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
	const record = (id: string): SyncRecord => ({
		id,
		name: pick(['A', 'a', 'B', 'b ', 'C', 'D', 'E', 'F', 'G', '', 'Long name']),
		code: pick(['1', '2', '3', '4', '5', '6', ' 2', '', undefined]),
		email: pick(['x@t.test', 'X@t.test', 'y@t.test', '', undefined]),
		active: pick([true, true, true, false]),
		percent: pick(['5', '20', '20.0']),
		class: pick(['expense', 'asset']),
		memo: pick(['kept', '']),
	});
	const many = (side: string) => Array.from({ length: Math.floor(random() * 12) }, (_, at) => record(`${side}${at}`));
	return { sources: many('s'), targets: many('t') };
}

const kinds = {
	'by reference': settings(),
	'by reference, e-mail and name': settings({ match: ['reference', 'email', 'name'] }),
	'with owners and limits': settings({
		match: ['reference', 'nameAndEmail', 'name'],
		fields: [{ source: 'name' }, { source: 'code' }, { source: 'percent', owner: 'createOnly', as: 'amount' }, { source: 'active', owner: 'when', value: true }, { source: 'memo', owner: 'never' }],
		filters: [{ field: 'class', operator: 'equals', value: 'expense' }],
		limits: [{ field: 'name', required: true, most: 4 }],
		inactive: 'create',
	}),
	'switching off': settings({ match: ['reference', 'name'], gone: 'deactivate', own: 'any', mostGonePercent: 100, uniqueNames: false }),
	'with names that may repeat': settings({ match: ['reference', 'name'], uniqueNames: false, ignoreCase: true }),
};
const SEEDS = 600;
const told = (result: ReturnType<typeof compare>) => JSON.stringify({
	create: result.create.map(({ record }) => record), update: result.update.map(({ target, changes }) => [target.id, changes]),
	unchanged: result.unchanged.map(({ target }) => target.id), conflict: result.conflict.map(({ reason, source, target }) => [reason, source?.id, target?.id]),
	filtered: result.filtered, skipped: result.skipped,
});

describe.each(Object.keys(kinds) as Array<keyof typeof kinds>)('SYNC-AIQ-6: lists compared %s', (kind) => {
	const given = kinds[kind];
	const each = (work: (lists: { sources: SyncRecord[]; targets: SyncRecord[] }, seed: number) => void) => {
		for (let seed = 1; seed <= SEEDS; seed++) work(lists(seed), seed);
	};

	it('a second run finds nothing to create or to change', () => {
		each(({ sources, targets }, seed) => {
			const after = apply(targets, compare(sources, targets, given), (at) => `n${at}`);
			const again = compare(sources, after, given);
			expect({ seed, create: again.create, update: again.update }).toEqual({ seed, create: [], update: [] });
		});
	});

	it('the order of the lists does not matter', () => {
		each(({ sources, targets }, seed) => {
			const random = randomFrom(seed + SEEDS);
			expect(told(compare(shuffled(sources, random), shuffled(targets, random), given))).toBe(told(compare(sources, targets, given)));
		});
	});

	it('nothing is deleted, each record has one fate, and only fields that the source owns change', () => {
		const open = new Set(given.fields.filter(({ owner }) => owner === 'always' || owner === 'when').map(({ target }) => target));
		if (given.gone === 'deactivate') open.add('active');
		each(({ sources, targets }, seed) => {
			const { create, update, unchanged, conflict, filtered, skipped } = compare(sources, targets, given);
			const changed = update.map(({ target }) => target.id);
			expect(new Set([...changed, ...unchanged.map(({ target }) => target.id)]).size).toBe(changed.length + unchanged.length);
			const fates = create.length + update.filter(({ source }) => source !== undefined).length + unchanged.length + filtered + skipped;
			expect({ seed, fates: fates + conflict.filter(({ source }) => source !== undefined).length }).toEqual({ seed, fates: sources.length });
			for (const { changes, before, target } of update) {
				expect(Object.keys(changes).filter((field) => !open.has(field))).toEqual([]);
				for (const [field, value] of Object.entries(before)) expect(value).toEqual(target[field] ?? null);
			}
			expect(apply(targets, { create, update } as never, (at) => `n${at}`)).toHaveLength(targets.length + create.length);
		});
	});

	it('no two targets end up with one name or one reference that had not both before', () => {
		const key = (record: SyncRecord, field: string) => `${String(record[field] ?? '')}`.trim().toLowerCase();
		const repeats = (records: SyncRecord[], field: string) => {
			const counts = new Map<string, number>();
			for (const record of records) counts.set(key(record, field), (counts.get(key(record, field)) ?? 0) + 1);
			counts.delete('');
			return counts;
		};
		each(({ sources, targets }, seed) => {
			const after = apply(targets, compare(sources, targets, given), (at) => `n${at}`);
			for (const field of given.uniqueNames ? ['name', 'code'] : ['code']) {
				const before = repeats(targets, field);
				const worse = [...repeats(after, field)].filter(([value, count]) => count > Math.max(1, before.get(value) ?? 0));
				expect({ seed, field, worse }).toEqual({ seed, field, worse: [] });
			}
		});
	});
});

describe('lists of fifty thousand', () => {
	const many = (side: string, rename: (at: number) => string) =>
		Array.from({ length: 50_000 }, (_, at): SyncRecord => ({ id: `${side}${at}`, code: `C${at}`, name: rename(at), email: `p${at}@t.test`, active: true }));

	it('take a few seconds and modest memory', () => {
		const sources = many('s', (at) => `Supplier ${at}${at % 10 === 0 ? ' Ltd' : ''}`).slice(100);
		const targets = many('t', (at) => `supplier ${at}`).map((record, at) => (at % 3 === 0 ? { ...record, code: undefined } : record)).slice(0, 49_900);
		const before = process.memoryUsage().heapUsed;
		const began = cpuTime();
		const given = settings({ match: ['reference', 'nameAndEmail', 'email', 'name'] });
		const { create, update, unchanged, conflict } = compare(sources, targets, given);
		expect([create.length, update.length, unchanged.length, conflict.length]).toEqual([100, 49_800, 0, 0]);
		expect(cpuTime() - began).toBeLessThan(8000);
		expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(400);
	});

	it('also where all have one name, or one reference', () => {
		const began = cpuTime();
		const alike = (side: string) => many(side, () => 'Sundry').map((record) => ({ ...record, email: 'one@t.test' }));
		const given = settings({ match: ['reference', 'name'] });
		const bare = alike('t').map((record) => ({ ...record, code: undefined }));
		expect(compare(alike('s'), bare, given).conflict).toHaveLength(50_000);
		expect(compare(alike('s'), alike('t'), given).unchanged).toHaveLength(50_000);
		const one = alike('s').map((record) => ({ ...record, code: '1' }));
		expect(compare(one, one, given).conflict).toHaveLength(50_000);
		expect(compare(alike('s'), [], given)).toMatchObject({ create: [{ record: { code: 'C0' } }] });
		const chain = many('s', (at) => `N${at + 1}`);
		expect(compare(chain, many('t', (at) => `N${at}`), given).update).toHaveLength(50_000);
		expect(cpuTime() - began).toBeLessThan(20_000);
	});
});
