import { UK } from './quickbooks-online-emulator-client';
import { actions, bill, details, target, World } from './quickbooks-online-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(async () => await world.fresh());
afterEach(async () => expect(await world.trialBalance()).toBe('0.00'));
afterAll(async () => await world.close());

describe('our node against the emulated QuickBooks Online: bills', () => {
	it('NODE-BILL, NODE-BATCH: seventy bills in three batches, with number, memo, class, department and customer', async () => {
		const coded = { dimensions: [{ dimension: { name: 'Class' }, value: { name: 'Service:East' } }, { dimension: { name: 'Department' }, value: { name: 'Oakland' } }], customer: { name: 'Harbour Estates:Dock 4' } };
		const ran = await world.post(Array.from({ length: 70 }, (_, index) => bill(`EXP-${index}-B`, { dueDate: '2026-06-04' }, coded)));
		expect([ran.error, ran.failed]).toEqual([undefined, []]);
		expect(new Set(actions(ran))).toEqual(new Set(['created']));
		const standing = await world.standing('Bill', 'EXP-%');
		expect(standing).toHaveLength(70);
		expect(standing.find(({ DocNumber }) => DocNumber === 'EXP-7-B')).toMatchObject({
			TotalAmt: 48, Balance: 48, TxnDate: '2026-05-04', DueDate: '2026-06-04', PrivateNote: 'Crew lunch [EXP-7-B]', DepartmentRef: { name: 'Oakland' },
			Line: [{ Description: 'Lunch', AccountBasedExpenseLineDetail: { AccountRef: { name: 'Meals & Entertainment' }, BillableStatus: 'NotBillable', CustomerRef: { value: await world.books.id('Customer', 'Dock 4') } } }],
		});
		expect(world.calls().filter((call) => call === 'POST batch')).toHaveLength(3);
	});

	it('NODE-ONCE: the same again writes nothing; a changed one is an error; a deleted one is posted anew, though QuickBooks remembers the request', async () => {
		await world.post([bill('EXP-1-B'), bill('EXP-2-B')]);
		world.forget();
		expect(actions(await world.post([bill('EXP-1-B'), bill('EXP-2-B'), bill('EXP-2-B')]))).toEqual(['found', 'found', 'found']);
		expect(world.calls()).not.toContain('POST batch');
		expect(details(await world.post([bill('EXP-1-B', {}, { amount: '49.00' })]))).toMatchObject([{ category: 'duplicate', retryable: false }]);
		for (const number of ['EXP-1-B', 'EXP-2-B']) expect((await world.run({ resource: 'bill', operation: 'delete', target: target('number', number) })).done).toHaveLength(1);
		expect(actions(await world.post([bill('EXP-1-B'), bill('EXP-2-B')]))).toEqual(['created', 'created']);
		expect(await world.standing('Bill', 'EXP-%')).toHaveLength(2);
	});

	it('NODE-ONCE: a bill that has changed since is brought up to date where that is asked for, and is the same bill', async () => {
		await world.post([bill('EXP-1-B')]);
		const [before] = await world.standing('Bill', 'EXP-%');
		const ran = await world.post([bill('EXP-1-B', {}, { amount: '49.00' })], { changed: 'update' });
		expect([details(ran), actions(ran)]).toEqual([[], ['updated']]);
		expect(await world.standing('Bill', 'EXP-%')).toEqual([expect.objectContaining({ Id: before?.Id, TotalAmt: 49, DocNumber: 'EXP-1-B' })]);
		expect(actions(await world.post([bill('EXP-1-B', {}, { amount: '49.00' })], { changed: 'update' }))).toEqual(['found']);
	});

	it.each([
		['lost before it was carried out', { kind: 'drop-before' }], ['lost after it was carried out', { kind: 'drop-after' }],
		['500 before', { kind: 'status', value: 500 }], ['500 after', { kind: 'status-after', value: 500 }],
	])('NODE-ONCE: a batch %s leaves each bill once', async (_name, fault) => {
		world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', ...fault } as never);
		const ran = await world.post(Array.from({ length: 35 }, (_, index) => bill(`EXP-${index}-B`)));
		expect([ran.failed, ran.done.length]).toEqual([[], 35]);
		expect((await world.standing('Bill', 'EXP-%')).map(({ DocNumber }) => DocNumber).sort()).toEqual(Array.from({ length: 35 }, (_, index) => `EXP-${index}-B`).sort());
	});

	it('NODE-ERR, NODE-BATCH: bad bills fail alone, by their own reasons', async () => {
		await world.books.create('Bill', { VendorRef: { value: await world.books.id('Vendor', 'PG&E') }, DocNumber: 'EXP-4-B', Line: [{ Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: await world.books.id('Account', 'Utilities') } } }] });
		const ran = await world.post([
			bill('EXP-0-B'), bill('EXP-1-B', {}, { account: { name: 'Insurance' } }), bill('EXP-2-B', {}, { account: { name: 'Old Postage' } }), bill('EXP-3-B', { supplier: { name: 'Old Tire Shop (closed)' } }),
			bill('EXP-4-B'), bill('EXP-5-B', { date: '2025-12-31' }), bill('EXP-6-B', {}, { account: { name: 'Automobile:Insurance' } }), bill('EXP-7-B', { currency: 'EUR' }),
		]);
		// A name that stands for itself and for a child means itself.
		expect(ran.done.map(({ json }) => json.key)).toEqual(['EXP-0-B', 'EXP-1-B', 'EXP-6-B']);
		expect(ran.failed.map(({ json }) => [json.key, (json.details as { category: string }).category])).toEqual([
			['EXP-2-B', 'mapping'], ['EXP-3-B', 'mapping'], ['EXP-4-B', 'duplicate'], ['EXP-5-B', 'closed period'], ['EXP-7-B', 'feature not in subscription'],
		]);
	});

	it('NODE-CREDIT: a negative bill becomes a vendor credit, and one that turned is told', async () => {
		const ran = await world.post([bill('EXP-1-B', {}, { amount: '-20.00' })]);
		expect(ran.done[0]?.json).toMatchObject({ kind: 'supplierCredit', total: '20.00' });
		expect(actions(await world.post([bill('EXP-1-B', {}, { amount: '-20.00' })]))).toEqual(['found']);
		expect(details(await world.post([bill('EXP-1-B', {}, { amount: '20.00' })]))).toMatchObject([{ category: 'duplicate' }]);
		expect(await world.standing('VendorCredit', 'EXP-%')).toHaveLength(1);
	});

	it('NODE-BILL: a supplier in any spelling is found; missing ones are made once, one whose name a customer or employee has under a name of its own', async () => {
		const known = await world.post([bill('A-1', { supplier: { name: 'northwind fuel' } }), bill('A-2', { supplier: { code: 'NW-881' } }), bill('A-3', { supplier: { email: 'bob@burgers.example' } }), bill('A-4', { supplier: { name: 'cafe zoe & company, "the corner"' } }), bill('A-5', { supplier: { name: 'Ellis\\Sons' } })]);
		expect([known.failed, known.done.length]).toEqual([[], 5]);
		const made = await world.post([bill('B-1', { supplier: { name: 'Taxi: Reno' } }), bill('B-2', { supplier: { name: 'Taxi: Reno' } }), bill('B-3', { supplier: { name: 'Sam Rivera' } }), bill('B-4', { supplier: { name: "Amy's bird sanctuary" } })], { createParties: true });
		expect([made.failed, actions(made)]).toEqual([[], ['created', 'created', 'created', 'created']]);
		const suppliers = async (name: string) => (await world.books.query(`select * from Vendor where DisplayName = '${name}'`)).rows;
		expect([await suppliers('Sam Rivera (V)'), await suppliers("Amy\\'s bird sanctuary (V)")].map(({ length }) => length)).toEqual([1, 1]);
		const again = await world.post([bill('B-5', { supplier: { name: "Amy's Bird Sanctuary" } })], { createParties: true });
		expect([actions(again), await suppliers("Amy\\'s bird sanctuary (V)")]).toEqual([['created'], [expect.anything()]]);
		expect((await world.books.query("select * from Vendor where DisplayName = 'Taxi Reno'")).rows).toHaveLength(1);
	});

	it('NODE-BILL: an update changes what is given and keeps the rest, and a stale version is read anew', async () => {
		await world.post([bill('EXP-1-B', { lines: [{ description: 'Lunch', amount: '48.00', account: { name: 'Meals & Entertainment' } }, { description: 'Tip', amount: '2.00', account: { name: 'Meals & Entertainment' } }] })]);
		world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/bill', kind: 'stale' } as never);
		const ran = await world.run({ resource: 'bill', operation: 'update', target: target('key', 'EXP-1-B'), changes: { lines: [{ id: '2', amount: '3.00' }], memo: 'Dinner', dueDate: '2026-07-01' } });
		expect(ran.failed).toEqual([]);
		expect(ran.done[0]?.json).toMatchObject({ action: 'updated', total: '51.00' });
		expect((await world.standing('Bill', 'EXP-1-B'))[0]).toMatchObject({ PrivateNote: 'Dinner [EXP-1-B]', DueDate: '2026-07-01', Line: [{ Description: 'Lunch', Amount: 48 }, { Description: 'Tip', Amount: 3 }] });
	});

	it('NODE-BILL: books outside of the United States: tax included and on top, a tax of the receipt, a currency of the supplier', async () => {
		await world.fresh(UK);
		const uk = (key: string, more = {}, line = {}) => bill(key, { supplier: { name: 'Screwfix' }, currency: 'GBP', ...more }, { account: { name: 'Travel' }, taxRate: { name: '20.0% S' }, ...line });
		const thirds = Array.from({ length: 3 }, () => ({ amount: '10.00', account: { name: 'Travel' }, taxRate: { name: '20.0% S' } }));
		const ran = await world.post([
			uk('T-1', {}, { amount: '120.00' }), uk('T-2', { taxIncluded: false }, { amount: '100.00' }), uk('T-3', {}, { amount: '120.00', taxAmount: '19.99' }), uk('T-4', { lines: thirds }),
			uk('T-5', { supplier: { name: 'Hôtel de Paris (EUR)' }, currency: 'EUR', exchangeRate: '1.25' }, { taxRate: { name: 'No VAT' } }),
			uk('T-6', { currency: 'EUR' }), uk('T-7', {}, { taxRate: undefined }),
		]);
		expect(ran.done.map(({ json }) => [json.key, json.total, json.currency])).toEqual([['T-1', '120.00', 'GBP'], ['T-2', '120.00', 'GBP'], ['T-3', '120.00', 'GBP'], ['T-4', '30.00', 'GBP'], ['T-5', '48.00', 'EUR']]);
		expect(ran.failed.map(({ json }) => json.error)).toEqual([expect.stringContaining('Screwfix in GBP'), expect.stringContaining('no tax code')]);
		const standing = new Map((await world.standing('Bill', 'T-%')).map((one) => [one.DocNumber, one]));
		expect(standing.get('T-1')).toMatchObject({ GlobalTaxCalculation: 'TaxInclusive', TxnTaxDetail: { TotalTax: 20 } });
		expect(standing.get('T-3')).toMatchObject({ TxnTaxDetail: { TotalTax: 19.99 } });
		expect(standing.get('T-5')).toMatchObject({ ExchangeRate: 0.8, HomeTotalAmt: 38.4 });
		expect(actions(await world.post([uk('T-1', {}, { amount: '120.00' }), uk('T-2', { taxIncluded: false }, { amount: '100.00' }), uk('T-4', { lines: thirds })]))).toEqual(['found', 'found', 'found']);
	});

	it('NODE-ONCE: another process, which sends the same bytes while QuickBooks still remembers them, gets no stale answer', async () => {
		let minutes = 0;
		const later = async () => {
			world.books.sandbox.frame.clock.set(new Date(Date.parse('2026-05-20T17:00:00Z') + 60_000 * ++minutes).toISOString());
			await world.login();
		};
		const travel = await world.books.id('Account', 'Travel');
		const documents = [bill('EXP-1-B'), bill('EXP-2-B', {}, { account: { name: 'Travel' } })];
		await world.books.create('Bill', { VendorRef: { value: await world.books.id('Vendor', 'PG&E') }, DocNumber: 'EXP-2-B', PrivateNote: 'by hand [OTHER]', Line: [{ Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: travel } } }] });
		const first = await world.postElsewhere(documents);
		expect([actions(first), details(first)]).toMatchObject([['created'], [{ category: 'duplicate' }]]);

		await later();
		const [other] = (await world.standing('Bill', 'EXP-2-B')).map(({ Id }) => String(Id));
		await world.books.control('POST', '/records', { entity: 'Bill', records: [{ Id: other }], operation: 'delete' });
		const mine = (await world.standing('Bill', 'EXP-1-B')).map(({ Id }) => String(Id));
		await world.books.control('POST', '/records', { entity: 'Bill', records: [{ Id: mine[0] }], operation: 'delete' });
		await later();
		const second = await world.postElsewhere(documents);
		expect([actions(second), second.failed]).toEqual([['created', 'created'], []]);
		expect((await world.standing('Bill', 'EXP-%')).map(({ DocNumber }) => DocNumber).sort()).toEqual(['EXP-1-B', 'EXP-2-B']);
	});

	it('NODE-ONCE: another process, when QuickBooks has forgotten the request whose answer was lost, finds what stands and makes the rest', async () => {
		const documents = Array.from({ length: 35 }, (_, index) => bill(`EXP-${index}-B`));
		await world.postElsewhere([bill('EXP-BEFORE')]);
		const lookUps = world.calls().filter((call) => call.includes('query')).length;
		// Carried out, and then nothing answers any more: the process gives up or dies.
		const faults = world.books.sandbox.frame.faults;
		faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', kind: 'drop-after' });
		faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', kind: 'drop-before', skip: 1, times: 20 });
		faults.add({ system: 'quickbooks-online', path: '/query', kind: 'drop-before', skip: lookUps, times: 50 });
		expect(details(await world.postElsewhere(documents))).toHaveLength(35);
		world.forget();
		expect(await world.standing('Bill', 'EXP-%')).toHaveLength(31);

		const { clock } = world.books.sandbox.frame;
		clock.set(new Date(clock.now() + 3 * 3_600_000).toISOString());
		await world.login();
		const ran = await world.postElsewhere(documents);
		expect([ran.failed, actions(ran).filter((action) => action === 'found').length, actions(ran).filter((action) => action === 'created').length]).toEqual([[], 30, 5]);
		expect((await world.standing('Bill', 'EXP-%')).map(({ DocNumber }) => DocNumber).sort()).toEqual([...documents.map(({ key }) => String(key)), 'EXP-BEFORE'].sort());
	});

	it('NODE-BILL: books that tell capitals apart: a supplier in another spelling is found and not made a second time', async () => {
		await world.books.control('POST', '/settings', { caseSensitive: true });
		const ran = await world.post([bill('EXP-1-B', { supplier: { name: 'HICKS hardware' } })], { createParties: true });
		expect([ran.failed, actions(ran)]).toEqual([[], ['created']]);
		expect((await world.standing('Bill', 'EXP-1-B'))[0]).toMatchObject({ VendorRef: { name: 'Hicks Hardware' } });
	});
});
