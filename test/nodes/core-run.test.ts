import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runListSearch, runNode, type RunOptions } from '../support/run-node';
import { Books, nodeOver } from './core-ledger';

const bill = (key: string, code = '429', more: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', supplier: { name: 'Bay Hire' }, lines: [{ amount: '5' }, { amount: '7', account: { code } }], ...more,
});
const createBills = { resource: 'bill', operation: 'create', source: 'item', document: '={{ $json }}' };
const company = (value: string) => ({ company: { __rl: true, mode: 'id', value } });

let books: Books;
beforeEach(() => void (books = new Books()));
const act = async (parameters: INodeParameters, items?: Array<IDataObject | INodeExecutionData>, options?: RunOptions) =>
	await runNode(nodeOver(books), { ...company('A'), ...parameters }, items, options);

describe('NODE-ERR: failed items', () => {
	const items = [bill('K0'), bill('K1', '999', { extra: 'kept' }), bill('K2'), bill('K3', '429', { date: 'soon' })];

	it('leave by the error output, with their input, the words, the category, and their pairing', async () => {
		const { done, failed, error } = await act(createBills, items, { onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(done.map(({ json, pairedItem }) => [json.key, json.action, pairedItem])).toEqual([
			['K0', 'created', { item: 0 }], ['K2', 'created', { item: 2 }],
		]);
		expect(failed.map(({ json }) => json)).toEqual([
			{
				...items[1],
				error: 'Document K1, line 2: Account 999 is archived',
				details: {
					message: 'Document K1, line 2: Account 999 is archived', category: 'mapping', retryable: false, hint: 'Map it.',
					document: 'K1', line: 2,
				},
			},
			expect.objectContaining({
				...items[3],
				error: 'Document K3, date: must be a date such as "2026-11-03"',
				details: expect.objectContaining({ category: 'validation', field: 'date', document: 'K3' }),
			}),
		]);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
		expect(books.keys()).toEqual(['K0', 'K2']);
	});

	it('can be mended and go in again as they came out', async () => {
		const { failed } = await act(createBills, items, { onError: 'continueErrorOutput' });
		const mended = failed.slice(0, 1).map(({ json }) => ({ ...json, lines: [{ amount: '12' }] }));
		const { done } = await act(createBills, mended);
		expect(done.map(({ json }) => json.key)).toEqual(['K1']);
	});

	it('stay among the others in their order where the user wants one output', async () => {
		for (const options of [{ onError: 'continueRegularOutput' }, { continueOnFail: true }] satisfies RunOptions[]) {
			const { done } = await act(createBills, items, options);
			expect(done.map(({ json }) => json.key)).toEqual(['K0', 'K1', 'K2', 'K3']);
			expect(done[1]?.json).toMatchObject({ ...items[1], error: expect.any(String), details: { category: 'mapping' } });
			expect(done[1]?.pairedItem).toEqual({ item: 1 });
			expect(done[0]?.json.error).toBeUndefined();
		}
	});

	it('keep their files', async () => {
		const binary = { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'application/pdf', fileName: 'r.pdf' } };
		const { failed } = await act(createBills, [{ json: items[1] ?? {}, binary }], { onError: 'continueErrorOutput' });
		expect(failed[0]?.binary?.data).toMatchObject({ fileName: 'r.pdf' });
	});

	it('stop the node by default, which tells the first and how many; the sound ones are in the books', async () => {
		const { error, done } = await act(createBills, items);
		expect(error?.message).toBe('Document K1, line 2: Account 999 is archived (2 of 4 items failed; this is the first)');
		expect(error?.description).toBe('Map it.');
		expect(error?.context?.itemIndex).toBe(1);
		expect(done).toEqual([]);
		expect(books.keys()).toEqual(['K0', 'K2']);
		const again = await act(createBills, [items[0] ?? {}]);
		expect(again.done[0]?.json.action).toBe('found');
	});

	it('an expression that fails for one item concerns that item alone', async () => {
		const parameters = { ...createBills, document: '={{ $json.text.parseJson() }}' };
		const { done, failed } = await act(parameters, [{ text: JSON.stringify(bill('K0')) }, { text: '{' }], {
			onError: 'continueErrorOutput',
		});
		expect([done.length, failed.length]).toEqual([1, 1]);
		expect(failed[0]?.json).toMatchObject({ text: '{', details: { category: 'validation' } });
	});
});

describe('NODE-BATCH: several kinds and companies in one run', () => {
	it('goes to each item\'s company, and a company that is closed fails alone', async () => {
		const items = [bill('K0', '429', { at: 'A' }), bill('K1', '429', { at: 'closed' }), bill('K2', '429', { at: 'B' }), bill('K3', '429', { at: 'A' })];
		const { done, failed } = await act({ ...createBills, ...company('={{ $json.at }}') }, items, { onError: 'continueErrorOutput' });
		expect(done.map(({ json, pairedItem }) => [json.key, pairedItem])).toEqual([
			['K0', { item: 0 }], ['K2', { item: 2 }], ['K3', { item: 3 }],
		]);
		expect([...books.posted.values()].flat().map((posted) => [posted.key, posted.company]).sort()).toEqual([
			['K0', 'A'], ['K2', 'B'], ['K3', 'A'],
		]);
		expect(failed[0]?.json).toMatchObject({ key: 'K1', details: { category: 'permission', hint: 'Connect it.' } });
	});

	it('a kind whose books cannot be asked does not take the others along', async () => {
		books.down.add('expense');
		const items = [bill('K0'), bill('K1', '429', { kind: 'expense', bankAccount: { code: '090' } }), bill('K2', '429', { kind: 'other' })];
		const { done, failed } = await act({ resource: 'document', operation: 'create' }, items, { onError: 'continueErrorOutput' });
		expect(done.map(({ json }) => [json.key, json.action])).toEqual([['K0', 'created']]);
		expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(['outage', 'validation']);
		expect(failed.map(({ json }) => (json.details as IDataObject).document)).toEqual(['K1', 'K2']);
	});

	it('makes suppliers one run after the other, whatever kind of document lacks them', async () => {
		const options = { options: { createParties: true } };
		const expense = bill('K1', '429', { kind: 'expense', bankAccount: { code: '090' } });
		const runs = await Promise.all([
			act({ ...createBills, ...options }, [bill('K0')]),
			act({ ...createBills, ...options, resource: 'expense' }, [expense]),
			act({ resource: 'supplier', operation: 'upsert', source: 'item' }, [{ name: 'Bay Hire' }]),
		]);
		expect(runs.map(({ done }) => done[0]?.json.action)).toEqual(['created', 'created', 'created']);
		expect(books.mostMaking).toBe(1);
	});

	it('refuses a document of another kind and a journal that does not balance', async () => {
		const journal = { key: 'J', date: '2026-11-03', lines: [{ amount: '5' }, { amount: '-4.99' }] };
		const one = await act({ ...createBills, resource: 'journal' }, [journal]);
		expect(one.error?.message).toBe('Document J, lines: Debits and credits differ by 0.01');
		const two = await act(createBills, [{ ...journal, kind: 'journal' }]);
		expect(two.error?.message).toBe('Document J, kind: This is a journal, not a bill');
		expect(books.keys()).toEqual([]);
	});
});

describe('NODE-DRY', () => {
	it('writes nothing and shows what would be', async () => {
		const { done } = await act({ ...createBills, options: { dryRun: true } }, [bill('K0')]);
		expect(done[0]?.json).toMatchObject({ action: 'would create', key: 'K0', plan: { key: 'K0', supplier: { name: 'Bay Hire' } } });
		expect(books.keys()).toEqual([]);
	});

	it('is each item\'s own, where it is an expression', async () => {
		const items = [bill('K0', '429', { dry: false }), bill('K1', '429', { dry: true }), bill('K2', '429', { dry: false })];
		const { done } = await act({ ...createBills, options: { dryRun: '={{ $json.dry }}' } }, items);
		expect(done.map(({ json }) => json.action)).toEqual(['created', 'would create', 'created']);
		expect(books.keys()).toEqual(['K0', 'K2']);
	});
});

describe('the other operations, each item with its own parameters', () => {
	it('NODE-REF: gets many, simplified or whole, up to a limit', async () => {
		books.records = ['1', '2', '3'].map((id) => ({ id, name: `N${id}`, raw: { vendor: id } }));
		const list = { resource: 'account', operation: 'getMany' };
		const { done } = await act({ ...list, limit: '={{ $json.n }}', simplify: false }, [{ n: 1 }, { n: 2 }]);
		expect(done.map(({ json, pairedItem }) => [json.id, json.raw, pairedItem])).toEqual([
			['1', { vendor: '1' }, { item: 0 }], ['1', { vendor: '1' }, { item: 1 }], ['2', { vendor: '2' }, { item: 1 }],
		]);
		const all = await act({ ...list, returnAll: true, filters: { changedSince: '2026-07-01T09:00:00', activeOnly: true, from: '2026-07-01T00:00:00' } }, [{}], {
			timezone: 'Europe/London',
		});
		expect(all.done.map(({ json }) => json)).toEqual(['1', '2', '3'].map((id) => ({ id, name: `N${id}` })));
		expect(books.asked.at(-1)).toMatchObject({
			kind: 'account', changedSince: '2026-07-01T08:00:00.000Z', activeOnly: true, from: '2026-07-01', of: undefined,
		});
		// A system without change marks: the whole list, each record by its version or time.
		books.records = [{ id: '1', version: 4, changedAt: '2026-07-02T00:00:00.000Z', name: 'N' }, { id: '2', raw: {} }];
		const marks = await act({ ...list, combine: true, filters: { marksOnly: true } });
		expect(marks.done.map(({ json }) => json.records)).toEqual([[{ id: '1', at: '2026-07-02T00:00:00.000Z', version: '4' }, { id: '2', at: '' }]]);
		await act({ resource: 'dimensionValue', operation: 'getMany', of: { __rl: true, mode: 'name', value: 'Region' } });
		expect(books.asked.at(-1)).toMatchObject({ kind: 'dimensionValue', of: { name: 'Region' } });
	});

	it('gets, updates and deletes the record that is named, and none where no name is given', async () => {
		const by = (mode: string, value: string) => ({ target: { __rl: true, mode, value } });
		const got = await act({ resource: 'bill', operation: 'get', ...by('key', 'K0') });
		expect([got.done[0]?.json, books.asked[0]]).toEqual([
			{ id: '1', name: 'One' }, { kind: 'bill', company: 'A', target: { key: 'K0' } },
		]);
		const changed = await act({ resource: 'bill', operation: 'update', ...by('number', '7'), changes: '{"memo":"x"}' });
		expect(changed.done[0]?.json).toEqual({ action: 'updated', kind: 'bill', id: '["bill",{"number":"7"},{"memo":"x"}]' });
		const deleted = await act({ resource: 'bill', operation: 'delete', ...by('id', '={{ $json.id }}') }, [{ id: 'x' }]);
		expect(deleted.done[0]?.json).toEqual({ deleted: true, id: 'x', kind: 'bill', status: 'VOIDED' });
		const none = await act({ resource: 'bill', operation: 'delete', ...by('id', '={{ $json.id }}') }, [{}]);
		expect(none.error?.message).toBe('Target: Nothing says which record is meant');
	});

	it('NODE-UPSERT: from typed fields or from the input, and the bad one fails alone', async () => {
		const typed = await act({
			resource: 'supplier', operation: 'upsert', source: 'fields', matchBy: 'email',
			fields: { name: '={{ $json.n }}', email: 'a@b.test', city: 'Leeds', phone: '' },
		}, [{ n: 'Bay' }, { n: 'Bad' }], { onError: 'continueErrorOutput' });
		expect(typed.done.map(({ json }) => json)).toEqual([
			{ action: 'created', id: 'by email', name: 'Bay', email: 'a@b.test', address: { city: 'Leeds' } },
		]);
		expect(typed.failed[0]?.json).toMatchObject({ n: 'Bad', details: { category: 'duplicate' } });
		const dry = await act({ resource: 'supplier', operation: 'upsert', source: 'item', options: { dryRun: true } }, [{ name: 'Bay' }]);
		expect(dry.done[0]?.json).toEqual({ action: 'would create', id: 'by name', name: 'Bay' });
	});

	it('NODE-ATTACH and notes hand on what came in', async () => {
		const binary = { data: { data: Buffer.from('x').toString('base64'), mimeType: 'image/png', fileName: 'r.png' } };
		const target = { target: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, documentKind: '={{ $json.kind }}' };
		const { done, failed } = await act({ resource: 'document', operation: 'attach', ...target }, [
			{ json: { id: '5', kind: 'bill' }, binary }, { json: { id: '6', kind: 'bill' } },
		], { onError: 'continueErrorOutput' });
		expect(done[0]?.json).toEqual({ id: '5', kind: 'bill', attachment: { id: '1', fileName: 'r.png', action: 'attached' } });
		expect(failed[0]?.json).toMatchObject({ id: '6', details: { category: 'validation' } });
		const noted = await act({ resource: 'document', operation: 'note', ...target, text: 'Approved' }, [{ id: '5', kind: 'bill' }]);
		expect(noted.done[0]?.json).toEqual({ id: '5', kind: 'bill', noted: true });
		expect(books.asked.at(-1)).toEqual({ note: 'Approved', kind: 'bill', target: { id: '5' } });
	});

	it('NODE-RAW: any endpoint', async () => {
		const { done } = await act({ resource: 'api', operation: 'request', method: 'POST', path: '/x', query: '{"a":1}', body: '={{ $json }}' }, [{ b: 2 }]);
		expect(done[0]?.json).toEqual({ method: 'POST', path: '/x', query: { a: '1' }, body: { b: 2 } });
		const list = await act({ resource: 'api', operation: 'request', method: 'GET', path: '/list' });
		expect(list.done[0]?.json).toEqual({ data: [1, 2] });
	});

	it('a bill, an expense and a payment as typed in the node', async () => {
		const rl = (mode: string, value: string) => ({ __rl: true, mode, value });
		const typed = {
			operation: 'create', source: 'fields', key: 'T', date: '2026-11-03T00:00:00', options: { dryRun: true }, moreFields: { currency: 'EUR', taxIncluded: false },
			lines: { line: [{ description: 'Taxi', amount: '12.50', account: rl('code', '493'), dimensionValue: rl('list', 'D1') }] },
		};
		const made = await act({ ...typed, resource: 'expense', supplier: rl('name', 'Cab'), bankAccount: rl('list', 'B1') });
		expect(made.done[0]?.json.plan).toEqual({
			kind: 'expense', key: 'T', date: '2026-11-03', currency: 'EUR', taxIncluded: false, status: 'posted',
			supplier: { name: 'Cab' }, bankAccount: { id: 'B1' },
			lines: [{ description: 'Taxi', amount: '12.5', account: { code: '493' }, dimensions: [{ value: { id: 'D1' } }] }],
		});
		const paid = await act({
			...typed, resource: 'payment', moreFields: {}, direction: 'out', amount: '5', bankAccount: rl('code', '090'), paid: rl('key', 'K0'),
		});
		expect(paid.done[0]?.json.plan).toMatchObject({ kind: 'payment', direction: 'out', amount: '5', document: { key: 'K0' } });
		const bare = await act({ ...typed, resource: 'bill', supplier: rl('list', '={{ $json.none }}') });
		expect(bare.error?.message).toBe('Document T, supplier: is missing');
	});

	it('NODE-LIMIT: shows why it waited', async () => {
		books.waits.set('60 calls in 60 seconds are allowed', 31.4).set('a moment', 0.5);
		const { hints } = await act(createBills, [bill('K0')]);
		expect(hints).toEqual(['Waited 31 seconds for Fake: 60 calls in 60 seconds are allowed.']);
	});

	it('lists to choose from are live, searched and in order', async () => {
		books.records = [{ id: '2', name: 'Travel', code: '493' }, { id: '1', name: 'Rent', code: '469' }, { id: '3', name: 'Other' }];
		const all = await runListSearch(nodeOver(books), 'searchAccounts', company('A'));
		expect(all.results).toEqual([
			{ name: '469 · Rent', value: '1' }, { name: '493 · Travel', value: '2' }, { name: 'Other', value: '3' },
		]);
		const some = await runListSearch(nodeOver(books), 'searchAccounts', company('A'), { filter: '493' });
		expect(some.results).toEqual([{ name: '493 · Travel', value: '2' }]);
	});
});
