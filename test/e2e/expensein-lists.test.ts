import type { IDataObject } from 'n8n-workflow';
import { chosen, type Ran } from '../support/bench';
import { addCredential, callsOf, expenseInJob as job, openExpenseIn, writesOf } from '../support/expensein-bench';
import type { World } from '../support/world';

const PATHS = { user: 'users', category: 'categories', project: 'projects', department: 'departments', taxRate: 'taxrates', supplier: 'suppliers' };
const KINDS = Object.keys(PATHS) as Array<keyof typeof PATHS>;
const all = { returnAll: true, simplify: true, filters: {} };

let world: World;
beforeAll(async () => {
	world = await openExpenseIn();
});
beforeEach(() => world.forget());
afterAll(async () => await world?.close());

const standing = async (path: string) => await world.control<IDataObject[]>('GET', `/expensein/${path}`);
const one = async (path: string, reference: string) => (await standing(path)).find((record) => record.reference === reference);
const details = ({ failed }: Ran) => failed.map((item) => item.details as IDataObject);

describe('ExpenseIn\'s lists on a real n8n: reading', () => {
	it('NODE-REF: every list, whole, limited, with the vendor\'s own record; any kind as each item says', async () => {
		const whole = await world.bench.all(Object.fromEntries(KINDS.map((kind) => [kind, job(kind, 'getMany', all)])));
		const some = await world.bench.all(Object.fromEntries(KINDS.map((kind) => [kind, job(kind, 'getMany', { returnAll: false, limit: 2, simplify: false })])));
		for (const kind of KINDS) {
			const given = await standing(PATHS[kind]);
			const records = whole[kind]?.done ?? [];
			expect([kind, records.map(({ id }) => id)]).toEqual([kind, given.map(({ id }) => id)]);
			expect([kind, records.map(({ code }) => code ?? null)]).toEqual([kind, given.map(({ reference }) => (reference as string | null)?.trim() ?? null)]);
			expect([kind, some[kind]?.done.map(({ raw }) => raw)]).toEqual([kind, given.slice(0, 2)]);
		}
		expect(whole.taxRate?.done.find(({ code }) => code === 'V20')).toMatchObject({ percent: '20', active: true });
		const each = KINDS.map((kind) => ({ kind: kind === 'user' ? 'employee' : kind, mine: kind }));
		const { done } = await world.bench.run(job('record', 'getMany', { kind: '={{ $json.kind }}', combine: true, filters: { search: 'no such thing' } }, each));
		expect(done).toEqual(KINDS.map((kind) => ({ kind, mine: kind, records: [], count: 0 })));
	});

	it('NODE-REF: active only, search and changed since narrow a list; Get finds by ID, reference and name', async () => {
		const since = new Date(Date.now() + 1000).toISOString();
		await world.control('POST', '/clock', { advance: 5 });
		await world.control('PUT', '/expensein/departments/LDS-OPS', { description: 'Moved' });
		const get = (mode: string, value: string) => job('category', 'get', { target: chosen(mode, value), simplify: true });
		const rail = await one('categories', '7001');
		const ran = await world.bench.all({
			active: job('supplier', 'getMany', { ...all, filters: { activeOnly: true } }), found: job('supplier', 'getMany', { ...all, filters: { search: 'zoë' } }),
			changed: job('department', 'getMany', { ...all, filters: { changedSince: since } }),
			id: get('id', String(rail?.id)), code: get('code', '7001'), name: get('name', 'Travel - Rail'), none: get('code', '70'),
		});
		expect(ran.active.done.map(({ code }) => code)).not.toContain('SMITHCO');
		expect(ran.active.done).toHaveLength(4);
		expect(ran.found.done.map(({ name }) => name)).toEqual(['Café Zoë (catering)']);
		expect(ran.changed.done.map(({ code }) => code)).toEqual(['LDS-OPS']);
		for (const { done } of [ran.id, ran.code, ran.name]) expect(done).toMatchObject([{ id: rail?.id, code: '7001' }]);
		expect(details(ran.none)).toMatchObject([{ category: 'not found', document: '70' }]);
	});

	it('NODE-REF: the lists that people choose from are live and can be searched', async () => {
		const credentials = { accountingExpenseInApi: { id: world.bench.credentials['ExpenseIn (sandbox)'] ?? '', name: 'ExpenseIn (sandbox)' } };
		const list = async (resource: string, filter?: string) =>
			(await world.n8n.listSearch({
				type: 'n8n-nodes-accounting-sync.accountingExpenseIn', method: 'searchRecords', credentials, filter, parameters: { resource, operation: 'get' },
			})).results.map(({ name }) => name);
		expect(await list('category', 'travel')).toEqual(['7001 · Travel - Rail', '7020 · Meals (travelling)']);
		await world.control('POST', '/expensein/categories', { name: 'Travel - Ferry', reference: '7003' });
		expect(await list('category', 'ferry')).toEqual(['7003 · Travel - Ferry']);
		for (const kind of KINDS) expect([kind, (await list(kind)).length]).toEqual([kind, (await standing(PATHS[kind])).length]);
	});
});

describe('ExpenseIn\'s lists on a real n8n: writing', () => {
	const NEW: Record<(typeof KINDS)[number], IDataObject> = {
		user: { email: 'new.hand@harbourlight.example', code: 'EMP100', firstName: 'New', lastName: 'Hand' },
		category: { name: 'Ferries', code: '7004', appliesTo: ['Purchase'] },
		project: { name: 'Moon base', code: 'MOON', billable: true, clientName: 'Acme' },
		department: { name: 'Antarctica', code: 'ANT', description: 'Cold' },
		taxRate: { name: 'Odd 12.5%', code: 'V125', percent: '12.5' },
		supplier: { name: 'Müller & Søn', code: 'MULLER', email: 'post@mueller.example', currency: 'EUR' },
	};
	const items = KINDS.map((kind) => ({ kind, record: NEW[kind] }));
	const save = (operation: string, more: IDataObject = {}, given: IDataObject[] = items) =>
		job('record', operation, { kind: '={{ $json.kind }}', record: '={{ $json.record }}', ...more }, given);
	const actions = ({ done }: Ran) => done.map(({ action }) => action);

	it('NODE-ONCE, NODE-DRY: a record of each kind is made once, whatever is repeated; a dry run writes nothing', async () => {
		const dry = await world.bench.run(save('create', { options: { dryRun: true } }));
		expect([actions(dry), writesOf(world)]).toEqual([KINDS.map(() => 'would create'), []]);
		const first = await world.bench.run(save('create', {}, [...items, ...items]));
		expect([first.failed, actions(first)]).toEqual([[], [...KINDS.map(() => 'created'), ...KINDS.map(() => 'found')]]);
		const second = await world.bench.run(save('create'));
		expect(actions(second)).toEqual(KINDS.map(() => 'found'));
		expect(writesOf(world).sort()).toEqual(KINDS.map((kind) => `POST /${PATHS[kind]}`).sort());
		for (const kind of KINDS) expect(await one(PATHS[kind], String(NEW[kind].code))).toMatchObject(kind === 'user' ? { lastName: 'Hand' } : { name: NEW[kind].name });
		expect(await one('taxrates', 'V125')).toMatchObject({ percent: 12.5 });
	});

	it('NODE-UPSERT: only what differs is changed, all else goes back as it is; the percent of a tax rate stays', async () => {
		const before = await one('categories', '7025');
		const wanted = [
			{ kind: 'category', record: { code: '7025', name: 'Entertaining' } }, { kind: 'supplier', record: { code: 'SMITHCO', active: true } },
			{ kind: 'taxRate', record: { code: 'V5', name: 'Reduced 5%', percent: '6' } }, { kind: 'project', record: { code: 'NEW', name: 'Brand new' } },
		];
		await world.control('POST', '/expensein/settings', { strictPut: true });
		const dry = await world.bench.run(save('upsert', { matchBy: 'code', options: { dryRun: true } }, wanted));
		expect([actions(dry), writesOf(world)]).toEqual([['would update', 'would update', 'unchanged', 'would create'], []]);
		const ran = await world.bench.run(save('upsert', { matchBy: 'code' }, wanted));
		expect(actions(ran)).toEqual(['updated', 'updated', 'unchanged', 'created']);
		expect(ran.done[0]).toMatchObject({ changes: { name: { from: 'Entertaining clients', to: 'Entertaining' } } });
		expect(ran.done[2]).toMatchObject({ percent: '5', warnings: [expect.stringContaining('stays 5')] });
		expect(await one('categories', '7025')).toEqual({ ...before, name: 'Entertaining', updatedAt: expect.any(String) as string });
		expect(await one('suppliers', 'SMITHCO')).toMatchObject({ isInactive: false, email: 'accounts@smithco.example' });
		world.forget();
		expect(actions(await world.bench.run(save('upsert', { matchBy: 'code' }, wanted)))).toEqual(Array(4).fill('unchanged'));
		expect(writesOf(world)).toEqual([]);
		const update = (changes: string, more: IDataObject = {}) => job('department', 'update', { target: chosen('code', 'RMT-ENG'), changes, whole: '{}', ...more });
		const { dryChange, change } = await world.bench.all({ dryChange: update('{"description":"Home"}', { options: { dryRun: true } }), change: update('{"description":"Home"}') });
		expect([...actions(dryChange), ...actions(change)]).toEqual(['would update', 'updated']);
		expect(await one('departments', 'RMT-ENG')).toMatchObject({ name: 'Remote engineers', description: 'Home' });
	});

	it('NODE-ONCE: two executions at once make each record once; an address in other letters is the same user', async () => {
		const given = Array.from({ length: 20 }, (_, at) => ({ kind: 'project', record: { name: `At once ${at}`, code: `ONCE-${at}` } }));
		const [first, second] = await Promise.all([world.bench.run(save('create', {}, given)), world.bench.run(save('upsert', { matchBy: 'code' }, [...given].reverse()))]);
		expect([first.failed, second.failed, first.done.length, second.done.length]).toEqual([[], [], 20, 20]);
		expect(writesOf(world)).toHaveLength(20);
		const user = { email: 'SAM.DOE@Agency.example', firstName: 'Samuel' };
		const { done } = await world.bench.run(save('upsert', { matchBy: 'email' }, [{ kind: 'user', record: user }, { kind: 'user', record: user }]));
		expect(done.map(({ action, changes }) => [action, changes])).toEqual([['updated', { firstName: { from: 'Sam', to: 'Samuel' } }], ['unchanged', undefined]]);
		expect((await standing('users')).filter(({ email }) => String(email).startsWith('sam.'))).toMatchObject([{ email: 'sam.doe@agency.example', firstName: 'Samuel' }]);
	});

	it('NODE-BATCH, NODE-ERR: one bad record fails alone, its input intact', async () => {
		const given = [
			{ kind: 'category', record: { name: 'Good', code: 'G-1' }, mine: 1 }, { kind: 'category', record: { name: 'x'.repeat(101), code: 'G-2' }, mine: 2 },
			{ kind: 'category', record: { name: 'Flights', code: 'G-3' }, mine: 3 }, { kind: 'taxRate', record: { name: 'No percent', code: 'G-4' }, mine: 4 },
			{ kind: 'category', record: { name: 'Odd', code: 'G-5', colour: 'red' }, mine: 5 }, { kind: 'expense', record: { name: 'x' }, mine: 6 },
			{ kind: 'category', record: { name: 'Good too', code: 'G-7' }, mine: 7 },
		];
		const ran = await world.bench.run(save('create', {}, given));
		expect(ran.done.map(({ action, code }) => [action, code])).toEqual([['created', 'G-1'], ['created', 'G-7']]);
		expect(ran.failed.map(({ mine }) => mine)).toEqual([2, 3, 4, 5, 6]);
		expect(details(ran).map(({ category, field }) => [category, field])).toEqual([
			['validation', 'name'], ['duplicate', 'name'], ['validation', 'percent'], ['validation', 'colour'], ['validation', 'kind'],
		]);
	});

	it.each([
		['500 before the commit', { kind: 'status', value: 500 }, 'created'],
		['500 after the commit', { kind: 'status-after', value: 500 }, 'found'],
		['the connection dropped before the commit', { kind: 'drop-before' }, 'created'],
		['the connection dropped after the commit', { kind: 'drop-after' }, 'found'],
	])('NODE-ONCE: %s makes one record', async (name, fault, action) => {
		world.fail({ system: 'expensein', method: 'POST', path: '/suppliers', ...fault });
		const record = { name: `Fault: ${name}`, code: `F-${name}`.slice(0, 40) };
		const { done, failed } = await world.bench.run(save('create', {}, [{ kind: 'supplier', record }]));
		expect([failed, done]).toMatchObject([[], [{ action, code: record.code }]]);
		expect((await standing('suppliers')).filter((supplier) => supplier.name === record.name)).toHaveLength(1);
	});

	it('NODE-LIMIT: a refusal for too many calls is waited out as long as ExpenseIn says, and the wait is shown', async () => {
		world.fail({ system: 'expensein', kind: 'status', value: 429, path: '/projects', times: 3 }); // each says: one second
		const started = Date.now();
		const { done, hints } = await world.bench.run(save('create', {}, [1, 2, 3].map((at) => ({ kind: 'project', record: { name: `Slow ${at}`, code: `SLOW-${at}` } }))));
		expect(done.map(({ action }) => action)).toEqual(Array(3).fill('created'));
		expect(Date.now() - started).toBeGreaterThan(2000);
		expect(hints).toEqual([expect.stringMatching(/^Waited \d+ seconds for ExpenseIn/)]);
	});
});

describe('ExpenseIn\'s credential on a real n8n', () => {
	it('the right key passes n8n\'s own test; a wrong one, one that lacks a permission and one from elsewhere are told apart', async () => {
		await world.control('POST', '/expensein/keys', { name: 'Elsewhere', key: 'elsewhere-key', permissions: ['Account administrator'], allowedIps: ['203.0.113.7'] });
		const tested = async (name: string, more: IDataObject) => await world.n8n.testCredential(await addCredential(world, name, more));
		expect(await tested('Test: right', {})).toMatchObject({ status: 'OK', message: expect.stringMatching(/^Connected. Users: \d+/) as string });
		const wrong = await tested('Test: wrong', { apiKey: 'not-the-key' });
		expect(wrong).toMatchObject({ status: 'Error', message: expect.stringMatching(/wrong.*regenerated/) as string });
		expect(wrong.message).not.toContain('not-the-key');
		expect((await tested('Test: finance', { apiKey: 'sandbox-expensein-finance' })).message).toMatch(/lacks a permission.*IP addresses/);
		expect((await tested('Test: elsewhere', { apiKey: 'elsewhere-key' })).message).toMatch(/allowed IP addresses/);
		expect((await tested('Test: nobody', { baseUrl: 'http://127.0.0.1:9/expensein/1.0' })).message).toMatch(/Nothing answers/);
		expect((await tested('Test: contract', { contract: '{"paths":{"cars":"/cars"}}' })).message).toMatch(/paths.cars.*not known/);
		await world.control('POST', '/expensein/keys/Elsewhere/regenerate');
	});

	it('NODE-RAW: any endpoint below the base address, with the node\'s errors', async () => {
		const call = (path: string, more: IDataObject = {}) => job('api', 'request', { method: 'GET', path, query: '{}', body: '{}', ...more });
		const ran = await world.bench.all({
			read: call('taxrates'), write: call('/projects', { method: 'POST', body: '{"name":"By hand","reference":"HAND"}' }), none: call('/nothing'), away: call('https://elsewhere.example/x'),
		});
		expect((ran.read.done[0]?.data as IDataObject[]).map(({ reference }) => reference)).toEqual(expect.arrayContaining(['V20', 'N/A']));
		expect([ran.write.done[0]?.reference, callsOf(world).filter((made) => made === 'POST /projects')]).toEqual(['HAND', ['POST /projects']]);
		expect([details(ran.none)[0], details(ran.away)[0]]).toMatchObject([{ category: 'not found' }, { category: 'validation', field: 'path' }]);
	});
});
