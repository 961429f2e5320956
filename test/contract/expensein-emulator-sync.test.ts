import { type Data, ExpenseIn } from './expensein-emulator-client';

interface Run {
	startedBy: string;
	at: string;
	rows: Array<{ target: string; created: number; updated: number; unchanged: number; failed: Array<{ reference: string; reason: string }>; error?: string }>;
}

/** What AccountsIQ holds, under its own names. */
const SOURCES = {
	accounts: [
		{ Code: '7001', Description: 'Travel - rail', AccountType: 'Posting', IsActive: true },
		{ Code: '7011', Description: 'Hotels and accomodation', AccountType: 'Posting', IsActive: true },
		{ Code: '7005', Description: 'Travel (old)', AccountType: 'Posting', IsActive: false },
		{ Code: '2100', Description: 'Creditors control', AccountType: 'Control', IsActive: true },
	],
	biCodes: [{ DepartmentID: 'LDN-SALES', Description: 'London sales', IsActive: true }, { DepartmentID: 'DUB-ENG', Description: 'Dublin engineering', IsActive: true }],
	dimensions: [
		{ Code: 'PRODUCT', DimensionCodes: [{ Code: 'CORE', Description: 'Core platform (new)' }, { Code: 'NONE', Description: 'Not product related' }] },
		{ Code: 'TEAM', DimensionCodes: [{ Code: 'OPS', Description: 'Operations & People' }] },
	],
	taxCodes: [{ Code: 'V20', Description: 'VAT 20%', Rate: 0.2 }, { Code: 'RC20', Description: 'Reverse charge', Rate: '0.2' }, { Code: 'V175', Description: 'VAT 17.5%', Rate: 17.5 }],
	suppliers: [{ Code: 'REGUS', Name: 'Regus Management (UK) Ltd', IsActive: true }, { Code: 'SMITHCO', Name: 'Smith & Co <Solicitors> LLP', IsActive: true }, { Code: 'NEW1', Name: 'New one', IsActive: true }, { Code: 'GONE', Name: 'Gone', IsActive: false }],
};
const ALL = ['Categories', 'Projects', 'Departments', 'Tax Rates', 'Suppliers'];

describe("emulated ExpenseIn: the product's own Data Sync with AccountsIQ", () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const enable = (targets: readonly string[], more: Data = {}) => targets.map((target) => ({ target, enabled: true, ...more }));
	const syncNow = async (rows: Data[] = [], sources: Data = SOURCES) => (await client.control<{ run: Run | null }>('POST', '/sync/save-and-sync', { rows, sources })).run;
	const counts = (run: Run | null) => (run?.rows ?? []).map(({ target, created, updated, unchanged, failed }) => [target, created, updated, unchanged, failed.length]);
	const twin = async (path: string) => await client.control<Data[]>('GET', `/sync/twin${path}`);
	const twinOf = async (path: string, reference: string) => (await twin(path)).find((record) => record.reference === reference);

	it('SYNC-AIQ-1: with no part enabled no sync occurs; each of the five can be switched on alone', async () => {
		expect(await syncNow()).toBeNull();
		expect((await client.control<{ history: Run[] }>('GET', '/sync')).history).toEqual([]);
		for (const target of ALL) {
			const run = await syncNow(ALL.map((one) => ({ target: one, enabled: one === target })));
			expect(run?.rows.map((row) => row.target)).toEqual([target]);
		}
	});

	it('SYNC-AIQ-1: one way, and never into the company itself: the twin has records of its own', async () => {
		const before = (await client.get('/categories')).list;
		expect(await twin('/categories')).toEqual(before);
		await syncNow(enable(ALL));
		expect((await client.get('/categories')).list).toEqual(before);
		expect(await twin('/categories')).not.toEqual(before);
	});

	it('SYNC-AIQ-2: accounts become categories for purchases only; a rename follows while the number stays', async () => {
		expect(counts(await syncNow(enable(['Categories'])))).toEqual([['Categories', 2, 1, 0, 0]]);
		expect(await twinOf('/categories', '7001')).toMatchObject({ name: 'Travel - rail', description: 'Standard class; first only over 4 hours' });
		expect(await twinOf('/categories', '7011')).toEqual({
			id: expect.any(String) as unknown, name: 'Hotels and accomodation', reference: '7011', description: null, defaultTaxRateId: null, fixedAmount: null,
			reportable: false, appliesTo: ['Purchase'], isActive: true, updatedAt: expect.stringMatching(/^2026-11-20T10:00:/) as unknown,
		});
		// Not active in AccountsIQ: nothing new is made of it.
		expect(await twinOf('/categories', '7005')).toBeUndefined();

		const renamed = SOURCES.accounts.map((account) => (account.Code === '7011' ? { ...account, Description: 'Hotels abroad' } : account));
		await syncNow([], { accounts: renamed });
		expect(await twinOf('/categories', '7011')).toMatchObject({ name: 'Hotels abroad' });
		const renumbered = renamed.map((account) => (account.Code === '7011' ? { ...account, Code: '7012', Description: 'Hotels (7012)' } : account));
		await syncNow([], { accounts: renumbered });
		expect([(await twinOf('/categories', '7011'))?.name, (await twinOf('/categories', '7012'))?.name]).toEqual(['Hotels abroad', 'Hotels (7012)']);
	});

	it('SYNC-AIQ-3: projects and departments each come from their own source, a dimension or the BI codes', async () => {
		const rows = [{ target: 'Projects', source: 'Dimension: PRODUCT', enabled: true }, { target: 'Departments', source: 'BI Codes', enabled: true }];
		expect(counts(await syncNow(rows))).toEqual([['Projects', 1, 1, 0, 0], ['Departments', 1, 0, 1, 0]]);
		expect(await twinOf('/projects', 'CORE')).toMatchObject({ name: 'Core platform (new)' });
		expect(await twinOf('/projects', 'NONE')).toMatchObject({ name: 'Not product related', appliesTo: ['Purchase', 'Mileage', 'Time', 'Invoice'], billable: false });
		expect(await twinOf('/departments', 'DUB-ENG')).toMatchObject({ name: 'Dublin engineering' });
		await syncNow([{ target: 'Departments', source: 'Dimension: TEAM' }, { target: 'Projects', source: 'BI Codes' }]);
		expect(await twinOf('/departments', 'OPS')).toMatchObject({ name: 'Operations & People' });
		expect(await twinOf('/projects', 'DUB-ENG')).toMatchObject({ name: 'Dublin engineering' });
		await expect(syncNow([{ target: 'Categories', source: 'BI Codes' }])).rejects.toThrow('Categories cannot come from "BI Codes"');
	});

	it('SYNC-AIQ-4: the percent is taken when a tax rate is made, and a changed one neither updates nor creates', async () => {
		expect(counts(await syncNow(enable(['Tax Rates'])))).toEqual([['Tax Rates', 2, 1, 0, 0]]);
		expect(await twinOf('/taxrates', 'V20')).toMatchObject({ name: 'VAT 20%', percent: 20 });
		expect([(await twinOf('/taxrates', 'RC20'))?.percent, (await twinOf('/taxrates', 'V175'))?.percent]).toEqual([20, 17.5]);
		const changed = { taxCodes: SOURCES.taxCodes.map((code) => ({ ...code, Rate: 0.25 })) };
		expect(counts(await syncNow([], changed))).toEqual([['Tax Rates', 0, 0, 3, 0]]);
		expect(await twinOf('/taxrates', 'V20')).toMatchObject({ percent: 20 });
	});

	it('SYNC-AIQ-5: suppliers take name and code; one inactive here and active there becomes active; only with the Invoicing module', async () => {
		expect(counts(await syncNow(enable(['Suppliers'])))).toEqual([['Suppliers', 1, 2, 0, 0]]);
		expect(await twinOf('/suppliers', 'SMITHCO')).toMatchObject({ isInactive: false, email: 'accounts@smithco.example', currency: 'GBP' });
		expect(await twinOf('/suppliers', 'REGUS')).toMatchObject({ name: 'Regus Management (UK) Ltd', email: 'billing@regus.example' });
		expect([await twinOf('/suppliers', 'GONE'), (await twinOf('/suppliers', 'NEW1'))?.isInactive]).toEqual([undefined, false]);
		// Inactive there too: it stays as it is here, and is never made inactive.
		const inactive = { suppliers: SOURCES.suppliers.map((supplier) => ({ ...supplier, IsActive: false })) };
		await client.control('PUT', '/suppliers/AWS001?twin=true', { isInactive: true });
		expect(counts(await syncNow([], { suppliers: [...inactive.suppliers, { Code: 'AWS001', Name: 'Amazon Web Services EMEA SARL', IsActive: false }] }))).toEqual([['Suppliers', 0, 0, 4, 0]]);
		expect([(await twinOf('/suppliers', 'AWS001'))?.isInactive, (await twinOf('/suppliers', 'REGUS'))?.isInactive]).toEqual([true, false]);
		await client.control('POST', '/settings', { invoicingModule: false });
		expect((await syncNow(enable(['Categories', 'Suppliers'])))?.rows.map(({ target, error }) => [target, error])).toEqual([
			['Categories', undefined], ['Suppliers', 'The Invoicing module is not enabled'],
		]);
	});

	it('SYNC-AIQ-6: nothing is deleted; a local edit to a synced field is overwritten, one to any other field stays', async () => {
		await syncNow(enable(['Categories']));
		await client.control('PUT', '/categories/7001?twin=true', { name: 'Trains!', description: 'Second class', reportable: true });
		expect(await twinOf('/categories', '7001')).toMatchObject({ name: 'Trains!' });
		expect(counts(await syncNow())).toEqual([['Categories', 0, 1, 2, 0]]);
		expect(await twinOf('/categories', '7001')).toMatchObject({ name: 'Travel - rail', description: 'Second class', reportable: true });
		const before = await twin('/categories');
		expect(counts(await syncNow([], { accounts: [] }))).toEqual([['Categories', 0, 0, 0, 0]]);
		expect(await twin('/categories')).toEqual(before);
		// A blank behind a reference is an edit to a synced field as well.
		expect(counts(await syncNow([], { accounts: [{ Code: '7120', Description: 'Office supplies', IsActive: true }] }))).toEqual([['Categories', 0, 1, 0, 0]]);
		expect(await twinOf('/categories', '7120')).toMatchObject({ name: 'Office supplies', reportable: true });
	});

	it('SYNC-AIQ-6: a second run changes nothing', async () => {
		await syncNow(enable(ALL));
		const paths = ['/categories', '/projects', '/departments', '/taxrates', '/suppliers'];
		const before = await Promise.all(paths.map(twin));
		client.sandbox.frame.clock.advance(3600);
		expect(counts(await syncNow()).map(([, created, updated]) => [created, updated])).toEqual(ALL.map(() => [0, 0]));
		expect(await Promise.all(paths.map(twin))).toEqual(before);
	});

	it('SYNC-AIQ-6: a record that is refused fails alone, and a list that could not be read stops its row alone', async () => {
		const accounts = [{ Code: '7020', Description: 'Subsistence', IsActive: true }, { Code: '7099', Description: 'x'.repeat(101), IsActive: true }, { Code: '7098', Description: 'Fine', IsActive: true }];
		const run = await syncNow(enable(['Categories', 'Tax Rates', 'Departments']), { accounts, biCodes: SOURCES.biCodes });
		expect(run?.rows).toEqual([
			{ target: 'Categories', created: 1, updated: 0, unchanged: 0, failed: [{ reference: '7020', reason: 'Another record has the name "Subsistence"' }, { reference: '7099', reason: 'A name has 1 to 100 characters' }] },
			{ target: 'Departments', created: 1, updated: 0, unchanged: 1, failed: [] },
			{ target: 'Tax Rates', created: 0, updated: 0, unchanged: 0, failed: [], error: 'AccountsIQ gave no list of Tax Codes' },
		]);
	});

	it('SYNC-AIQ-2: a name that a rename has set free can be taken in the same run', async () => {
		const accounts = [{ Code: '7000', Description: 'Air travel', IsActive: true }, { Code: '7003', Description: 'Flights', IsActive: true }];
		expect(counts(await syncNow(enable(['Categories']), { accounts }))).toEqual([['Categories', 1, 1, 0, 0]]);
		expect([(await twinOf('/categories', '7000'))?.name, (await twinOf('/categories', '7003'))?.name]).toEqual(['Air travel', 'Flights']);
	});

	it.each([
		[{ field: 'Description', op: 'contains', value: 'hotels' }, ['7011']],
		[{ field: 'Description', op: 'notContains', value: 'Travel' }, ['7011', '2100']],
		[{ field: 'AccountType', op: 'equals', value: 'Control' }, ['2100']],
		[{ field: 'AccountType', op: 'notEquals', value: 'Posting' }, ['2100']],
		[{ field: 'Code', op: 'startsWith', value: '70' }, ['7001', '7011']],
		[{ field: 'Code', op: 'endsWith', value: '1' }, ['7001', '7011']],
		[{ field: 'Code', op: 'in', value: ['7001', '2100'] }, ['7001', '2100']],
		[{ field: 'Code', op: 'in', value: '7011, 2100' }, ['7011', '2100']],
		[{ field: 'IsActive', op: 'isTrue' }, ['7001', '7011', '2100']],
		[{ field: 'IsActive', op: 'isFalse' }, []],
	])('SYNC-AIQ-1: a filter leaves out what is not wanted: %j', async (condition, expected) => {
		const references = (await client.get('/categories')).list.map(({ reference }) => reference);
		const run = await syncNow([{ target: 'Categories', enabled: true, filter: [condition] }]);
		const there = (await twin('/categories')).map(({ reference }) => String(reference));
		expect(there.slice(references.length)).toEqual(expected.filter((code) => code !== '7001'));
		expect((run?.rows[0]?.updated ?? 0) > 0).toBe(expected.includes('7001'));
	});

	it('SYNC-AIQ-1: conditions of a filter must all hold; an unknown field, operator or target is refused', async () => {
		const filter = [{ field: 'Code', op: 'startsWith', value: '7' }, { field: 'Description', op: 'contains', value: 'rail' }];
		expect(counts(await syncNow([{ target: 'Categories', enabled: true, filter }]))).toEqual([['Categories', 0, 1, 0, 0]]);
		const saved = async (row: Data) => await client.control('POST', '/sync/save', { rows: [row] });
		await expect(saved({ target: 'Categories', filter: [{ field: 'Colour', op: 'equals', value: 'x' }] })).rejects.toThrow('no field "Colour"');
		await expect(saved({ target: 'Categories', filter: [{ field: 'Code', op: 'like', value: 'x' }] })).rejects.toThrow('no operator "like"');
		await expect(saved({ target: 'Users' })).rejects.toThrow('There is no target "Users"');
	});

	it('SYNC-AIQ-7: "Save" stores only, "Save & Sync" runs at once, then daily at 04:00 universal time', async () => {
		const state = async () => await client.control<{ nextRun: string | null; history: Run[]; rows: Data[] }>('GET', '/sync');
		expect((await state()).nextRun).toBeNull();
		const saved = await client.control<{ nextRun: string; history: Run[] }>('POST', '/sync/save', { rows: enable(['Categories']), sources: SOURCES });
		expect([saved.nextRun, saved.history]).toEqual(['2026-11-21T04:00:00.000Z', []]);
		expect(await twinOf('/categories', '7011')).toBeUndefined();
		await syncNow();
		expect((await state()).history.map(({ startedBy }) => startedBy)).toEqual(['Save & Sync']);
		await client.control('POST', '/sync/sources', { accounts: [{ Code: '7050', Description: 'Visas', IsActive: true }] });
		client.sandbox.frame.clock.set('2026-11-21T03:59:59Z');
		expect(await twinOf('/categories', '7050')).toBeUndefined();
		client.sandbox.frame.clock.set('2026-11-21T04:00:01Z');
		expect(await twinOf('/categories', '7050')).toMatchObject({ name: 'Visas', updatedAt: '2026-11-21T04:00:00.000Z' });
		client.sandbox.frame.clock.set('2026-11-23T12:00:00Z');
		expect((await state()).history.map(({ startedBy, at }) => [startedBy, at])).toEqual([
			['daily', '2026-11-23T04:00:00.000Z'], ['daily', '2026-11-22T04:00:00.000Z'], ['daily', '2026-11-21T04:00:00.000Z'],
			['Save & Sync', expect.stringMatching(/^2026-11-20T10:/)],
		]);
		// In summer too: British clocks would show five.
		client.sandbox.frame.clock.set('2027-06-30T23:00:00Z');
		expect((await state()).nextRun).toBe('2027-07-01T04:00:00.000Z');
		await client.control('POST', '/sync/save', { rows: [{ target: 'Categories', enabled: false }] });
		client.sandbox.frame.clock.set('2027-07-02T12:00:00Z');
		expect((await state()).history[0]?.at).toBe('2027-06-30T04:00:00.000Z');
	});

	it('SYNC-AIQ-1: the company is held against its twin record by record', async () => {
		interface Comparison { compared: Data; differences: Data[] }
		const compare = async () => await client.control<Comparison>('GET', '/sync/compare');
		expect(await compare()).toEqual({ compared: { Categories: 12, Projects: 5, Departments: 4, 'Tax Rates': 4, Suppliers: 5 }, differences: [] });
		await syncNow(enable(['Departments', 'Suppliers']));
		const company = [
			['POST', '/departments', { name: 'Dublin engineering', reference: 'DUB-ENG' }],
			['PUT', '/suppliers/REGUS', { name: 'Regus Management (UK) Ltd' }],
			['POST', '/suppliers', { name: 'New one', reference: 'NEW1', currency: 'EUR' }],
			['POST', '/suppliers', { name: 'Too much', reference: 'X' }],
		] as const;
		for (const [method, path, body] of company) await client.control(method, path, body);
		expect((await compare()).differences).toEqual([
			{ target: 'Suppliers', reference: 'SMITHCO', field: 'isInactive', company: true, twin: false },
			{ target: 'Suppliers', reference: 'NEW1', field: 'currency', company: 'EUR', twin: null },
			{ target: 'Suppliers', reference: 'X', company: 'Too much', twin: null },
		]);
		await client.control('POST', '/sync/twin/copy', {});
		expect((await compare()).differences).toEqual([]);
		await client.control('POST', '/departments?twin=true', { name: 'Cork', reference: 'CORK' });
		await client.control('DELETE', '/categories/7030?twin=true');
		expect((await compare()).differences).toEqual([]);
	});
});
