import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode, type RunOptions } from '../support/run-node';
import { Books, nodeOver } from './core-ledger';

let books: Books;
beforeEach(() => {
	books = new Books();
	books.records = ['1', '2', '3'].map((id) => ({ id, name: `N${id}`, raw: { vendor: id } }));
});
const act = async (parameters: INodeParameters, items?: Array<IDataObject | INodeExecutionData>, options?: RunOptions) =>
	await runNode(nodeOver(books), { company: { __rl: true, mode: 'id', value: 'A' }, resource: 'record', ...parameters }, items, options);
const failing: RunOptions = { onError: 'continueErrorOutput' };

describe('NODE-REF: records of whatever kind each item says', () => {
	const lists = { operation: 'getMany', kind: '={{ $json.list }}' };

	it('reads the list that each item names; an unknown one and an unnamed one fail alone', async () => {
		const { done, failed } = await act({ ...lists, returnAll: true }, [{ list: 'account' }, { list: 'moon' }, { list: '' }, { list: 'taxRate' }], failing);
		expect(books.asked.map((asked) => (asked as IDataObject).kind)).toEqual(['account', 'taxRate']);
		expect(done.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			[0, 3].flatMap((item) => ['1', '2', '3'].map((id) => [id, { item }])),
		);
		expect(failed.map(({ json }) => [json.list, json.error])).toEqual([
			['moon', 'Fake has no list of moon'], ['', 'Kind: Nothing says which kind of record is meant'],
		]);
		expect((failed[0]?.json.details as IDataObject).hint).toContain('account, ');
	});

	it('is no way to what objects have by birth', async () => {
		const { error } = await act({ operation: 'getMany', kind: 'constructor' });
		expect(error?.message).toBe('Fake has no list of constructor');
	});

	it('combined: the whole list in one item beside what came in, whatever the limit; an empty list is an item, too', async () => {
		// More than the limit that n8n takes where the field is not shown.
		const records = Array.from({ length: 60 }, (_, at) => ({ id: `${at}`, name: `N${at}` }));
		books.records = records;
		const { done } = await act({ ...lists, combine: true, returnAll: false, limit: 1 }, [{ list: 'account', part: 'categories' }]);
		expect(done.map(({ json }) => json)).toEqual([{ list: 'account', part: 'categories', kind: 'account', records, count: 60 }]);
		books.records = [];
		const empty = await act({ ...lists, combine: true }, [{ list: 'account', part: 'categories' }]);
		expect(empty.done[0]?.json).toEqual({ list: 'account', part: 'categories', kind: 'account', records: [], count: 0 });
	});

	it('combined goes for the other resources alike, with the vendor\'s records where they are wanted', async () => {
		const { done } = await act({ resource: 'account', operation: 'getMany', combine: true, simplify: false });
		expect(done[0]?.json).toMatchObject({ kind: 'account', count: 3, records: [{ raw: { vendor: '1' } }, {}, {}] });
	});

	it('gets one record, and narrows a list to what belongs to another', async () => {
		const { done } = await act({ operation: 'get', kind: 'project', target: { __rl: true, mode: 'code', value: 'P1' } });
		expect([done[0]?.json, books.asked[0]]).toEqual([{ id: '1', name: 'One' }, { kind: 'project', company: 'A', target: { code: 'P1' } }]);
		await act({ operation: 'getMany', kind: 'dimensionValue', of: { __rl: true, mode: 'code', value: 'DEPT' } });
		expect(books.asked.at(-1)).toMatchObject({ kind: 'dimensionValue', of: { code: 'DEPT' } });
	});
});

describe('NODE-UPSERT: records of whatever kind, made and changed', () => {
	const create = { operation: 'create', kind: '={{ $json.kind }}' };

	it('makes those of one kind in one go, and a bad one fails alone with its input', async () => {
		const items = [{ code: 'A' }, { code: 'B', name: 'Bad' }, { code: 'C' }].map((record) => ({ kind: 'project', record }));
		const { done, failed } = await act(create, items, failing);
		expect(books.asked).toEqual([{ create: items.map(({ record }) => record), dryRun: false }]);
		expect(done.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ action: 'created', kind: 'project', code: 'A', id: 'p-A' }, { item: 0 }],
			[{ action: 'created', kind: 'project', code: 'C', id: 'p-C' }, { item: 2 }],
		]);
		expect(failed[0]?.json).toMatchObject({ ...items[1], error: 'Name: The name is too long' });
	});

	it('goes through the upsert where a kind has no more: by code, or by name without one', async () => {
		const { done } = await act(create, [
			{ kind: 'supplier', record: { code: 'S1', name: 'Bay' } }, { kind: 'supplier', record: { name: 'Cab', code: ' ' } },
		]);
		expect(done.map(({ json }) => [json.action, json.id])).toEqual([['created', 'by code'], ['created', 'by name']]);
		const target = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const changed = await act({ operation: 'update', kind: 'supplier', target, changes: '={{ $json.changes }}' }, [{ id: 'S9', changes: { name: 'New' } }]);
		expect(changed.done[0]?.json).toMatchObject({ id: 'by id', name: 'New', kind: 'supplier' });
	});

	it('takes a kind that is a resource of its own, from plain items', async () => {
		const { done } = await act({ resource: 'project', operation: 'create' }, [{ code: 'A', name: 'Atrium' }]);
		expect(done[0]?.json).toEqual({ action: 'created', kind: 'project', code: 'A', name: 'Atrium', id: 'p-A' });
	});

	it('a dry item is not written because another one is not dry', async () => {
		const { done } = await act({ ...create, options: { dryRun: '={{ $json.dry }}' } }, [
			{ kind: 'project', record: { code: 'A' }, dry: true }, { kind: 'project', record: { code: 'B' }, dry: false },
		]);
		expect(done.map(({ json }) => json.action)).toEqual(['would create', 'created']);
	});

	it('a kind that the system does not take is refused in words', async () => {
		const { failed } = await act(create, [{ kind: 'account', record: { code: 'A' } }], failing);
		expect(failed[0]?.json).toMatchObject({ error: 'Kind: Fake takes no account', details: { category: 'validation' } });
	});

	it('hands on the changes, and the record as it was read to systems that replace all of it', async () => {
		const target = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const whole = { id: '7', name: 'Old', raw: { Name: 'Old', Odd: '' } };
		const items = [{ id: '7', changes: { name: 'New' }, target: whole }, { id: '8', changes: { name: 'Next' } }];
		const { done } = await act({ operation: 'update', kind: 'project', target, changes: '={{ $json.changes }}' }, items);
		expect(books.asked).toEqual([{
			dryRun: false,
			update: [{ target: { id: '7' }, changes: { name: 'New' }, whole }, { target: { id: '8' }, changes: { name: 'Next' } }],
		}]);
		expect(done[0]?.json).toEqual({ action: 'updated', kind: 'project', id: '7', name: 'New', changes: { name: { from: 'Old', to: 'New' } } });
	});
});
