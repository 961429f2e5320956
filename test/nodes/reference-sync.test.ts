import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ReferenceSync } from '../../nodes/ReferenceSync/ReferenceSync.node';
import { runNode, type Items, type RunOptions } from '../support/run-node';

const [CREATE, UPDATE, UNCHANGED, CONFLICT] = [0, 1, 2, 3];
const run = async (parameters: INodeParameters, source: Items | null, target: Items | null, options: RunOptions = {}) =>
	await runNode(ReferenceSync, { operation: 'oneWay', ...parameters }, source, { ...options, secondInput: target });
const json = (items: INodeExecutionData[] | undefined) => (items ?? []).map((item) => item.json);
const part = (name: string, records: IDataObject[], more: IDataObject = {}): IDataObject => ({ part: name, records, count: records.length, ...more });
const account = (code: string, name: string, more: IDataObject = {}): IDataObject => ({ id: `s${code}`, code, name, active: true, ...more });
const category = (code: string, name: string, more: IDataObject = {}): IDataObject => ({ id: `t${code}`, code, name, active: true, ...more });

describe('SYNC-AIQ-2: the target follows the source', () => {
	it('with the settings as they come: new ones are made, renames follow, equal ones are counted', async () => {
		const { outputs, error } = await run({},
			[account('100', 'Travel'), account('200', 'Fuel and oil'), account('300', 'Meals')],
			[category('200', 'Fuel', { note: 'local' }), category('300', 'Meals'), category('900', 'By hand')],
		);
		expect(error).toBeUndefined();
		expect(json(outputs[CREATE])).toEqual([
			{ group: '', action: 'create', name: 'Travel', reference: '100', record: { name: 'Travel', code: '100' }, source: account('100', 'Travel') },
		]);
		expect(json(outputs[UPDATE])).toEqual([{
			group: '', action: 'update', id: 't200', name: 'Fuel', reference: '200', changes: { name: 'Fuel and oil' }, before: { name: 'Fuel' },
			target: category('200', 'Fuel', { note: 'local' }), source: account('200', 'Fuel and oil'),
		}]);
		expect(json(outputs[UNCHANGED])).toEqual([{
			group: '', action: 'summary', source: 3, target: 3, create: 1, update: 1, unchanged: 1, conflict: 0, filtered: 0, skipped: 0,
		}]);
		expect(json(outputs[CONFLICT])).toEqual([]);
		expect(outputs[UPDATE]?.[0]?.pairedItem).toEqual([{ item: 1, input: 0 }, { item: 0, input: 1 }]);
		expect(outputs[CREATE]?.[0]?.pairedItem).toEqual({ item: 0, input: 0 });
	});

	it('with typed settings: owners, fixed values, filters, limits, switching off', async () => {
		const row = (source: string, target: string, owner: string, value = '') => ({ source, target, owner, value, as: 'text', clear: false });
		const { outputs, error } = await run({
			match: { step: [{ by: 'reference', source: 'code', target: 'reference' }, { by: 'name', source: '', target: '' }] },
			fields: { rule: [
				row('name', 'name', 'always'), row('code', 'reference', 'always'), row('percent', 'percent', 'createOnly'),
				row('active', 'active', 'when', 'true'), row('memo', 'memo', 'never'),
			] },
			fixed: { field: [{ name: 'appliesTo', value: '["Purchase"]' }, { name: 'level', value: '007' }, { name: 'chosen', value: 'true' }] },
			filters: { filter: [{ field: 'class', operator: 'in', value: 'Expense, revenue' }] },
			limits: { limit: [{ field: 'name', most: 12, required: true, forbidden: ':', message: '' }] },
			gone: 'deactivate',
			options: { mostGonePercent: 100, targetFilters: { filter: [{ field: 'kept', operator: 'isFalse', value: '' }] } },
		},
		[
			account('1', 'One', { class: 'expense', percent: '20', memo: 'm' }), account('2', 'Two', { class: 'EXPENSE', percent: '5' }),
			account('3', 'Asset', { class: 'asset' }), account('4', 'Far too long a name', { class: 'revenue' }), account('5', 'A:B', { class: 'revenue' }),
			account('6', 'Six', { class: 'expense', active: false }), account('7', 'Seven', { class: 'expense' }),
		],
		[
			{ id: 'a', reference: '2', name: 'Two', percent: '17.5', active: false, memo: 'mine' }, { id: 'b', name: 'seven', active: true },
			{ id: 'c', reference: '99', name: 'Gone', active: true }, { id: 'd', reference: '98', name: 'Kept', kept: true, active: true },
			{ id: 'e', reference: '3', name: 'Asset, filtered', active: true },
		]);
		expect(error).toBeUndefined();
		expect(json(outputs[CREATE]).map(({ record }) => record)).toEqual([
			{ appliesTo: ['Purchase'], level: '007', chosen: true, name: 'One', reference: '1', percent: '20', active: true },
		]);
		expect(json(outputs[UPDATE]).map(({ id, changes, before }) => [id, changes, before])).toEqual([
			['a', { active: true }, { active: false }],
			['b', { name: 'Seven', reference: '7' }, { name: 'seven', reference: null }],
			['c', { active: false }, { active: true }],
		]);
		expect(json(outputs[CONFLICT]).map(({ reason, field, name }) => [reason, field, name])).toEqual([
			['tooLong', 'name', 'Far too long a name'], ['forbiddenCharacters', 'name', 'A:B'],
		]);
		expect(json(outputs[UNCHANGED])[0]).toMatchObject({ filtered: 1, skipped: 1, create: 1, update: 3, conflict: 2 });
	});
});

describe('SYNC-AIQ-1: parts, each with its own lists and settings', () => {
	const settings = (more: IDataObject = {}): IDataObject => ({ fields: [{ source: 'name' }, { source: 'code' }], ...more });
	const json1 = { groupBy: 'part', settingsFrom: 'json', settings: '={{ $json.settings }}', more: { passOn: 'kind, part' } };

	it('compares each part with the settings that it brings, and hands on what is named', async () => {
		const { outputs, error } = await run(json1, [
			part('suppliers', [account('1', 'Bay'), account('2', 'Cab', { class: 'x' })], { settings: settings({ filters: [{ field: 'class', operator: 'equals', value: 'x' }] }), kind: 'supplier' }),
			part('projects', [account('1', 'Atrium')], { settings: settings(), kind: 'project' }),
		], [part('projects', [category('1', 'Old')]), part('suppliers', [])]);
		expect(error).toBeUndefined();
		expect(json(outputs[CREATE]).map(({ group, kind, part: from, reference }) => [group, kind, from, reference])).toEqual([['suppliers', 'supplier', 'suppliers', '2']]);
		expect(json(outputs[UPDATE]).map(({ group, kind, id }) => [group, kind, id])).toEqual([['projects', 'project', 't1']]);
		expect(json(outputs[UNCHANGED]).map(({ group, source, target, filtered }) => [group, source, target, filtered])).toEqual([
			['suppliers', 2, 0, 1], ['projects', 1, 1, 0],
		]);
		expect(outputs[UPDATE]?.[0]?.pairedItem).toEqual([{ item: 1, input: 0 }, { item: 0, input: 1 }]);
	});

	it('SYNC-AIQ-6: a list that did not come is reported and never taken for an empty one', async () => {
		const all = settings({ gone: 'deactivate', mostGonePercent: 100 });
		const { outputs, hints, error } = await run(json1, [
			part('a', [account('1', 'One')], { settings: all }),
			{ part: 'b', settings: all, error: 'Acme gave no answer', details: { category: 'outage' } },
			part('d', [account('1', 'One')], { settings: all }), { part: 'd', settings: all, error: 'Second page lost', details: {} },
		], [part('b', [category('1', 'One')]), part('c', [category('1', 'One')]), part('d', [])]);
		expect(error).toBeUndefined();
		expect([outputs[CREATE], outputs[UPDATE], outputs[UNCHANGED]]).toEqual([[], [], []]);
		expect(json(outputs[CONFLICT]).map(({ group, reason, message }) => [group, reason, message])).toEqual([
			['a', 'notRead', 'Nothing of "a" was compared. The target list: no list of it came in.'],
			['b', 'notRead', 'Nothing of "b" was compared. The source list: Acme gave no answer.'],
			['d', 'notRead', 'Nothing of "d" was compared. The source list: Second page lost.'],
			['c', 'notRead', 'Nothing of "c" was compared. The source list: no list of it came in.'],
		]);
		expect(hints).toHaveLength(4);
		const hinted = await run({ ...json1, more: { tellUnread: false } }, [part('a', [], { settings: all })], []);
		expect([hinted.outputs[CONFLICT], hinted.hints.length]).toEqual([[], 1]);
	});

	it('takes an input that brings nothing for an empty list only where plain records are compared', async () => {
		const plain = await run({}, [account('1', 'One')], null);
		expect(json(plain.outputs[CREATE])).toHaveLength(1);
		const none = await run({ gone: 'deactivate' }, null, [category('1', 'One')]);
		expect(json(none.outputs[CONFLICT])).toMatchObject([{ reason: 'tooMany', message: 'Nothing was switched off, since the source list is empty' }]);
		const combined = await run({}, [{ records: [account('1', 'One')] }], null);
		expect(json(combined.outputs[CONFLICT])).toMatchObject([{ reason: 'notRead' }]);
		const failed = await run({}, [account('1', 'One')], [{ error: 'No access' }]);
		expect([json(failed.outputs[CREATE]), json(failed.outputs[CONFLICT])]).toMatchObject([[], [{ reason: 'notRead', category: 'outage' }]]);
	});

	it('NODE-ERR: settings that make no sense stop the node in words, or that group alone', async () => {
		const items = [part('a', [], { settings: { fields: [{ source: 'name', owner: 'boss' }] } }), part('b', [account('1', 'One')], { settings: settings() })];
		const targets = [part('a', []), part('b', [])];
		const { error } = await run(json1, items, targets);
		expect(error?.message).toMatch(/^The settings of a, fields\.0\.owner: /);
		const { outputs } = await run(json1, items, targets, { continueOnFail: true });
		expect(json(outputs[CONFLICT])).toMatchObject([{ group: 'a', reason: 'settings', category: 'validation' }]);
		expect(json(outputs[CREATE])).toHaveLength(1);
	});

	it('shows unchanged records where they are wanted', async () => {
		const lists: [Items, Items] = [[account('1', 'One')], [category('1', 'One')]];
		const records = await run({ more: { unchanged: 'records' } }, ...lists);
		expect(json(records.outputs[UNCHANGED])).toEqual([{ group: '', action: 'unchanged', id: 't1', name: 'One', reference: '1' }]);
		const both = await run({ more: { unchanged: 'both' } }, ...lists);
		expect(json(both.outputs[UNCHANGED]).map(({ action }) => action)).toEqual(['summary', 'unchanged']);
	});
});

describe('SYNC-WORK-1: two way', () => {
	const both = async (parameters: INodeParameters, a: Items | null, b: Items | null, options: RunOptions = {}) =>
		await runNode(ReferenceSync, { operation: 'twoWay', ...parameters }, a, { ...options, secondInput: b });
	const client = (id: string, name: string, more: IDataObject = {}): IDataObject => ({ id, name, email: `${id}@t.test`, active: true, ...more });

	it('has an output for each side and kind of write, and hands out rows for the link table', async () => {
		const [link] = json((await both({}, [{ part: 'c', records: [client('a3', 'Three', { email: 'x@t.test' })] }], [{ part: 'c', records: [client('b3', 'three', { email: 'x@t.test' })] }])).outputs[6]);
		expect(link).toBeUndefined();
		const { outputs, error } = await both(
			{ groupBy: 'part', links: '={{ $json.links }}', more: { passOn: 'kind' } },
			[{
				part: 'clients', kind: 'customer',
				records: [client('a1', 'One'), client('a2', 'Two', { email: 'b2@t.test' }), client('a4', 'Four'), client('a5', 'Five', { email: 'b5@t.test' })],
				links: [{ group: 'clients', aId: 'a4', bId: 'b4', aPrint: '{}', bPrint: '{}', state: '' }, { group: 'others', aId: 'a1', bId: 'b9' }],
			}],
			[{ part: 'clients', records: [client('b2', 'Two'), client('b3', 'Three'), client('b4', 'Old', { email: '', changedAt: '2026-01-01T00:00:00Z' }), client('b5', 'FIVE')] }],
		);
		expect(error).toBeUndefined();
		const [createA, createB, updateA, updateB, unchanged, conflict, links] = outputs.map(json);
		expect(createA).toMatchObject([{ group: 'clients', kind: 'customer', action: 'create', side: 'a', record: { name: 'Three', email: 'b3@t.test' }, sourceId: 'b3', link: { aId: '', bId: 'b3', state: '' } }]);
		expect(createB).toMatchObject([{ side: 'b', record: { name: 'One', email: 'a1@t.test' }, link: { group: 'clients', aId: 'a1', bId: '' } }]);
		expect(updateA).toEqual([]);
		expect(updateB).toMatchObject([
			{ action: 'update', id: 'b4', changes: { name: 'Four', email: 'a4@t.test' }, before: { name: 'Old', email: '' }, target: { id: 'b4' }, source: { id: 'a4' }, link: { aId: 'a4', bId: 'b4' } },
			{ id: 'b5', changes: { name: 'Five' } },
		]);
		expect(unchanged).toEqual([{
			group: 'clients', kind: 'customer', action: 'summary', a: 4, b: 4, links: 1, createA: 1, createB: 1, updateA: 0, updateB: 2, unchanged: 1, resting: 0, skipped: 0, conflict: 0, linksToStore: 1,
		}]);
		expect(conflict).toEqual([]);
		expect(links).toEqual([{ group: 'clients', kind: 'customer', action: 'store', aId: 'a2', bId: 'b2', aPrint: expect.stringContaining('"name"'), bPrint: expect.stringContaining('"email"'), state: '' }]);
		expect(outputs[3]?.[0]?.pairedItem).toEqual([{ item: 0, input: 0 }, { item: 0, input: 1 }]);
	});

	it('takes typed settings for each side', async () => {
		const { outputs, error } = await both({
			links: '[]',
			match: { step: [{ by: 'email', source: 'mail', target: 'email' }] },
			pairs: { pair: [{ a: 'title', b: 'name', direction: 'bToA', as: 'text', clear: false }, { a: 'mail', b: 'email', direction: 'both', as: 'ignoreCase', clear: false }, { a: 'address.region', b: 'state', direction: 'both', as: 'text', clear: false }] },
			fixedB: { field: [{ name: 'type', value: 'customer' }] }, defaultsA: { field: [{ name: 'address.region', value: 'QLD' }] },
			filtersA: { filter: [{ field: 'status', operator: 'equals', value: 'live' }] },
			limitsB: { limit: [{ field: 'email', most: 12, required: true, forbidden: '', message: 'No room for {mail}' }] },
			firstLink: 'b', options: { nameFieldA: 'title', uniqueNamesB: false },
		}, [
			{ id: 'a1', title: 'Old', mail: 'X@t.test', status: 'live' }, { id: 'a2', title: 'New', mail: 'n@t.test', status: 'live' },
			{ id: 'a3', title: 'Dead', mail: 'd@t.test', status: 'dead' }, { id: 'a4', title: 'Long', mail: 'much-too-long@t.test', status: 'live' },
		], [{ id: 'b1', name: 'Name', email: 'x@T.test' }, { id: 'b2', name: 'Only B', email: 'o@t.test' }]);
		expect(error).toBeUndefined();
		const [createA, createB, updateA, updateB, unchanged, conflict] = outputs.map(json);
		expect(createA?.map(({ record }) => record)).toEqual([{ title: 'Only B', mail: 'o@t.test', address: { region: 'QLD' } }]);
		expect(createB?.map(({ record }) => record)).toEqual([{ type: 'customer', name: 'New', email: 'n@t.test' }]);
		expect(updateA?.map(({ id, changes }) => [id, changes])).toEqual([['a1', { title: 'Name', address: { region: 'QLD' } }]]);
		expect(updateB).toEqual([]);
		expect(conflict).toMatchObject([{ reason: 'tooLong', message: 'B: No room for much-too-long@t.test', a: { id: 'a4' }, name: 'Long' }]);
		expect(unchanged?.[0]).toMatchObject({ skipped: 1 });
	});

	it('stops without a list of links, since renamed records would be made anew', async () => {
		const { error } = await both({ links: '={{ $json.none }}' }, [client('a1', 'One')], [client('b1', 'One')]);
		expect(error?.message).toBe('The field "links" holds no list');
		const { outputs } = await both({ links: '[]' }, [client('a1', 'One')], null);
		expect(json(outputs[1])).toHaveLength(1);
	});
});
