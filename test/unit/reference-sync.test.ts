import { passes, type Filter } from '../../nodes/ReferenceSync/filter';
import { normalName } from '../../nodes/ReferenceSync/match-keys';
import { oneWaySettings, readSettings } from '../../nodes/ReferenceSync/settings';
import { isSame } from '../../nodes/core/values';
import { apply, compare, settings } from './reference-sync.lists';

const source = (code: string | undefined, name: string, more: object = {}) => ({ id: `s-${code ?? name}`, code, name, active: true, ...more });
const target = (code: string | undefined, name: string, more: object = {}) => ({ id: `t-${code ?? name}`, code, name, active: true, ...more });
const byName = settings({ match: ['reference', 'email', 'name'] });
const reasons = ({ conflict }: ReturnType<typeof compare>) => conflict.map(({ reason, source: held, target: other }) => [reason, held?.code ?? held?.name, other?.id]);

describe('SYNC-AIQ-2: who is the same', () => {
	it('references count exactly but for blanks around them; their case only where that is said', () => {
		const sources = [source(' 007 ', 'Bond'), source('ab', 'Low')];
		const targets = [target('007', 'Bond'), target('7', 'Seven'), target('AB', 'Low')];
		const exact = compare(sources, targets, settings({ uniqueNames: false }));
		expect([exact.unchanged.length, exact.create.map(({ record }) => record.code)]).toEqual([1, ['ab']]);
		const loose = compare(sources, targets, settings({ ignoreCase: true }));
		expect(loose.update.map(({ target: { id }, changes }) => [id, changes])).toEqual([['t-AB', { code: 'ab' }]]);
	});

	it('names count by their normal form, and a target without reference is adopted', () => {
		const { update, create, conflict } = compare([source('1', 'O’Hara  & Sons')], [target(undefined, " o'hara & SONS ")], byName);
		expect([create, conflict]).toEqual([[], []]);
		expect(update[0]?.changes).toEqual({ name: 'O’Hara  & Sons', code: '1' });
		expect(normalName('Café')).not.toBe(normalName('Cafe'));
	});

	it('the surer way goes first: a name does not take what a reference has', () => {
		const sources = [source('1', 'New'), source('2', 'Old')];
		const { update, conflict } = compare(sources, [target('1', 'Old')], byName);
		// "Old" is free once the target with reference 1 is called "New".
		expect([update.map(({ changes }) => changes), conflict]).toEqual([[{ name: 'New' }], []]);
		expect(compare(sources, [target('1', 'Old')], byName).create.map(({ record }) => record.name)).toEqual(['Old']);
	});

	it('by ID where the target holds it, or by fields of one\'s own', () => {
		const byId = settings({ match: [{ by: 'id', target: ['link'] }], uniqueNames: false });
		expect(compare([source('1', 'A')], [target('9', 'B', { link: 's-1' })], byId).update[0]?.changes).toEqual({ name: 'A', code: '1' });
		const both = settings({ match: [{ by: 'nameAndEmail' }, { by: 'reference', source: 'number', target: 'ref' }], uniqueNames: false });
		const found = compare(
			[source('1', 'A', { email: 'A@x.test' }), source('2', 'A', { email: 'b@x.test' }), source('3', 'Z', { number: 'N1' })],
			[target('1', 'a', { email: 'a@X.test' }), target('3', 'z', { ref: 'N1' })],
			both,
		);
		expect([found.update.length, found.create.map(({ record }) => record.code)]).toEqual([2, ['2']]);
	});
});

describe('NODE-ERR: what is left to a person, with the reason and both records', () => {
	it.each([
		['two sources of one reference', [source('1', 'A'), { ...source('1', 'B'), id: 'x' }], [target('1', 'A')], [['duplicateReference', '1', 't-1'], ['duplicateReference', '1', 't-1']]],
		['two sources of one reference, and no target', [source('1', 'A'), { ...source('1', 'B'), id: 'x' }], [], [['duplicateReference', '1', undefined], ['duplicateReference', '1', undefined]]],
		['two targets of one reference', [source('1', 'A')], [target('1', 'A'), { ...target('1', 'B'), id: 'u' }], [['duplicateReference', '1', 't-1']]],
		['two sources that want one target', [source('1', 'A'), source('2', 'a')], [target(undefined, 'A')], [['severalSources', '1', 't-A'], ['severalSources', '2', 't-A']]],
		['two targets of one name', [source('1', 'A')], [target(undefined, 'A'), { ...target(undefined, 'a'), id: 'u' }], [['ambiguousMatch', '1', 't-A']]],
		['a name that belongs to another reference', [source('1', 'A')], [target('2', 'a')], [['nameTaken', '1', 't-2']]],
		['a rename to a name that is taken', [source('1', 'A')], [target('1', 'B'), target('2', 'A')], [['nameTaken', '1', 't-2']]],
		['two new records of one name: the first reference has it', [source('1', 'A'), source('2', 'A')], [], [['nameTaken', '2', undefined]]],
		['names that change places', [source('1', 'B'), source('2', 'A')], [target('1', 'A'), target('2', 'B')], [['swappedNames', '1', 't-1'], ['swappedNames', '2', 't-2']]],
		['no name', [source('1', ' ')], [], [['missingField', '1', undefined]]],
	])('%s', (_, sources, targets, expected) => {
		const result = compare(sources, targets, byName);
		expect(reasons(result)).toEqual(expected);
		expect(result.update).toEqual([]);
		for (const { message, hint, source: held } of result.conflict) {
			expect([message, hint]).not.toContain('');
			expect(sources).toContain(held);
		}
	});

	it('a record that is told twice counts once', () => {
		const twice = [source('1', 'A'), source('1', 'A')];
		expect(compare(twice, [target('1', 'B'), target('1', 'B')])).toMatchObject({ update: [{ changes: { name: 'A' } }], conflict: [] });
	});

	it('an inactive record stands back where an active one is meant', () => {
		const off = { active: false, id: 'off' };
		const sources = compare([source('1', 'A'), { ...source('1', 'B'), ...off }], [target('1', 'A')]);
		expect([sources.unchanged.length, sources.skipped, sources.conflict]).toEqual([1, 1, []]);
		const targets = compare([source('1', 'A')], [target('1', 'A'), { ...target('1', 'A'), ...off }]);
		expect([targets.unchanged.length, targets.conflict]).toEqual([1, []]);
	});

	it('limits speak in words of one\'s own, and count what is written only', () => {
		const limited = settings({
			limits: [{ field: 'state', required: true, message: 'The Client record {name} has an unknown State of Country <{address.country}>.' }, { field: 'name', most: 3 }],
			fields: [{ source: 'name' }, { source: 'code' }, { source: 'state' }],
		});
		const { conflict } = compare([source('1', 'A', { address: { country: 'Australia' } })], [], limited);
		expect(conflict[0]?.message).toBe('The Client record A has an unknown State of Country <Australia>.');
		// A name that was too long before is not written.
		expect(compare([source('1', 'Four', { state: 'X' })], [target('1', 'Four')], limited).update[0]?.changes).toEqual({ state: 'X' });
		expect(compare([source('1', '😀😀😀', { state: 'X' })], [], limited).create).toHaveLength(1);
	});
});

describe('SYNC-AIQ-4, SYNC-AIQ-5: who owns which field', () => {
	const owned = settings({
		fields: [
			{ source: 'name' }, { source: 'percent', owner: 'createOnly', as: 'amount' }, { source: 'active', owner: 'when', value: true },
			{ source: 'memo', owner: 'never' }, { source: 'city', target: 'address.city' }, { source: 'phone', clear: true },
		],
		fixed: { 'address.country': 'GB' },
	});
	const held = { percent: '17.5', active: true, memo: 'mine', address: { city: 'Leeds', line1: 'Old Road' }, phone: '1' };
	const changes = (from: object, to: object = {}) => compare([source('1', 'A', { phone: '1', ...from })], [target('1', 'A', { ...held, ...to })], owned).update[0];

	it('a changed percent neither updates nor creates; at creation it is set', () => {
		expect(changes({ percent: '20' })).toBeUndefined();
		const { create } = compare([source('1', 'A', { percent: '20', city: 'York', memo: 'x' })], [], owned);
		expect(create[0]?.record).toEqual({ name: 'A', percent: '20', active: true, address: { country: 'GB', city: 'York' } });
	});

	it('only the value that is named is carried over: active again, and never inactive', () => {
		expect(changes({ active: true }, { active: false })).toMatchObject({ changes: { active: true }, before: { active: false } });
		expect(changes({ active: false })).toBeUndefined();
	});

	it('a nested field changes with all that stands beside it', () => {
		expect(changes({ city: 'York' })).toMatchObject({
			changes: { address: { city: 'York', line1: 'Old Road' } }, before: { address: { city: 'Leeds', line1: 'Old Road' } },
		});
	});

	it('an empty source value leaves the target alone, unless it is to be carried over', () => {
		expect(changes({ city: '' })).toBeUndefined();
		expect(changes({ phone: ' ' })?.changes).toEqual({ phone: '' });
	});

	it('does not touch the records that came in', () => {
		const frozen = Object.freeze({ ...target('1', 'A'), ...held, address: Object.freeze({ city: 'Leeds' }) });
		expect(compare([Object.freeze(source('1', 'B', { city: 'York' }))], [frozen], owned).update).toHaveLength(1);
		expect(frozen.address).toEqual({ city: 'Leeds' });
	});

	it.each([
		['20', '20.00', 'amount', true], ['20', '20.00', 'text', false], ['007', '7', 'text', false], [' a ', 'a', 'text', true],
		['A', 'a', 'ignoreCase', true], ['', undefined, 'text', true], [null, 'x', 'text', false], [true, 'true', 'text', true], ['Cafe\u0301', 'Café', 'text', true],
		[['b', 'a'], ['b', 'a'], 'text', true], [{ a: 1, b: ' x' }, { b: 'x', a: 1 }, 'text', true], [['a'], ['b'], 'text', false],
	] as const)('%p and %p as %s: %s', (a, b, as, expected) => {
		expect(isSame(a, b, as)).toBe(expected);
		expect(isSame(b, a, as)).toBe(expected);
	});
});

describe('SYNC-AIQ-6: nothing is deleted, and what is switched off is told beforehand', () => {
	const off = settings({ gone: 'deactivate', filters: [{ field: 'class', operator: 'notEquals', value: 'asset' }] });

	it('leaves targets alone unless it is told otherwise', () => {
		expect(compare([], [target('1', 'A')])).toMatchObject({ create: [], update: [], conflict: [] });
	});

	it('switches off what has no active source, and neither what people added nor what the filters leave out', () => {
		const { update } = compare(
			[source('1', 'A'), source('2', 'B', { active: false, name: 'B2' }), source('3', 'C', { class: 'asset' }), source('6', 'F')],
			[target('1', 'A'), target('2', 'B'), target('3', 'C'), target('4', 'D'), target(undefined, 'By hand'), target('5', 'E', { active: false })],
			off,
		);
		expect(update.map(({ target: { id }, changes }) => [id, changes])).toEqual([['t-2', { name: 'B2', active: false }], ['t-4', { active: false }]]);
	});

	it('switches nothing off where it would be too much at once', () => {
		const targets = Array.from({ length: 20 }, (_, at) => target(`${at}`, `N${at}`));
		const sources = targets.slice(0, 13).map(({ code, name }) => source(code, name));
		const { update, conflict } = compare(sources, targets, off);
		expect(update).toEqual([]);
		expect(conflict[0]).toMatchObject({ reason: 'tooMany', message: 'Nothing was switched off, since 7 of 20 target records have no active source' });
		expect(compare(targets.slice(0, 14).map(({ code, name }) => source(code, name)), targets, off).update).toHaveLength(6);
	});
});

describe('renames whose names follow one another', () => {
	it('come in an order in which each name is free by then, and all at once', () => {
		const sources = ['1', '2', '3', '4'].map((code, at) => source(code, `N${at + 1}`));
		const targets = ['1', '2', '3', '4'].map((code, at) => target(code, `N${at}`));
		const result = compare(sources, targets);
		expect(result.update.map(({ target: { code } }) => code)).toEqual(['4', '3', '2', '1']);
		const after = apply(targets, result, () => '');
		expect(compare(sources, after)).toMatchObject({ create: [], update: [], conflict: [] });
	});

	it('a name that is not given up holds up all that wait for it', () => {
		const sources = [source('1', 'B'), source('2', 'C'), source('3', 'A')];
		const { update, create, conflict } = compare(sources, [target('1', 'A'), target('2', 'B'), target('9', 'C')]);
		expect([update, create, conflict.map(({ reason }) => reason)]).toEqual([[], [], ['nameTaken', 'nameTaken', 'nameTaken']]);
	});
});

describe('filters', () => {
	const record = { class: 'Expense', active: true, tags: ['North', 'south'], code: '4290', empty: '', address: { city: 'Leeds' } };
	it.each([
		[{ field: 'class', operator: 'equals', value: 'EXPENSE' }, true], [{ field: 'class', operator: 'notEquals', value: 'asset' }, true],
		[{ field: 'class', operator: 'contains', value: 'pen' }, true], [{ field: 'class', operator: 'notContains', value: 'pen' }, false],
		[{ field: 'code', operator: 'startsWith', value: 42 }, true], [{ field: 'code', operator: 'endsWith', value: '91' }, false],
		[{ field: 'class', operator: 'in', value: 'revenue, expense' }, true], [{ field: 'class', operator: 'in', value: ['revenue'] }, false],
		[{ field: 'active', operator: 'isTrue' }, true], [{ field: 'none', operator: 'isFalse' }, true], [{ field: 'active', operator: 'isFalse' }, false],
		[{ field: 'tags', operator: 'equals', value: 'south' }, true], [{ field: 'tags', operator: 'notContains', value: 'nor' }, false],
		[{ field: 'empty', operator: 'equals', value: '' }, true], [{ field: 'address.city', operator: 'equals', value: 'leeds' }, true],
		[{ field: 'constructor', operator: 'contains', value: 'function' }, false],
	] as Array<[Filter, boolean]>)('%p: %s', (filter, expected) => {
		expect(passes(record, [filter])).toBe(expected);
	});
});

describe('settings', () => {
	it('tell all that is wrong at once', () => {
		const read = readSettings(oneWaySettings, { fields: [{ source: '' }, { source: 'a', owner: 'when' }], match: ['sound'], filters: [{ field: 'a', operator: 'equals' }] }, 'tax rates');
		expect(read.ok).toBe(false);
		if (read.ok) return;
		expect(read.error.message).toMatch(/^The settings of tax rates, match\.0: /);
		for (const word of ['fields.0.source must be the name of a field', 'fields.1 needs a value', 'filters.0 needs a value']) expect(read.error.message).toContain(word);
	});
});
