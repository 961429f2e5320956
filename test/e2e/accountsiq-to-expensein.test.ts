import { DataSync, PARTS, type Part, type PartSetting } from '../support/data-sync';
import { itemsOf } from '../support/n8n';

const PROFIT_AND_LOSS = ['AccountType equals Posting', 'BalanceSheetType equals ProfitAndLoss'];
const ALL: PartSetting[] = [
	{ part: 'Categories', filters: PROFIT_AND_LOSS },
	{ part: 'Projects', source: 'PRODUCT' },
	{ part: 'Departments', source: 'BI Code' },
	{ part: 'Tax rates' },
	{ part: 'Suppliers' },
];
/** Purchase, mileage and time are expenses; invoices are the other module. */
const EVERYWHERE = ['Purchase', 'Mileage', 'Time', 'Invoice'];

let sync: DataSync;
beforeAll(async () => {
	sync = await DataSync.open();
});
afterAll(async () => await sync?.close());

/** Both syncs on the same books; ours must have done what the product's own does, record by record. */
async function syncBoth() {
	const { execution, counts } = await sync.run();
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	const twin = await sync.runTwin();
	expect(counts.map(({ part, created, updated, unchanged, failed }) => ({ part, created, updated, unchanged, failed }))).toEqual(twin);
	expect(await sync.differences()).toEqual([]);
	await isLogged(counts);
	return Object.fromEntries(counts.map((count) => [count.part, count])) as Partial<Record<Part, (typeof counts)[number]>>;
}
/** OPS-LOG: the run's last row tells the same numbers, and each record that was written has a row. */
async function isLogged(counts: Array<Record<'created' | 'updated' | 'unchanged' | 'failed', number>>): Promise<void> {
	const sum = (name: keyof (typeof counts)[number]) => counts.reduce((total, count) => total + count[name], 0);
	const row = (await sync.n8n.listRows('Sync runs')).filter((one) => one.sync === 'AccountsIQ to ExpenseIn').pop() as Record<string, string> | undefined;
	expect(row).toMatchObject({ event: 'ended', created: String(sum('created')), updated: String(sum('updated')), unchanged: String(sum('unchanged')), reason: '' });
	expect(Number(row?.held) + Number(row?.failed)).toBe(sum('failed'));
	const log = (await sync.n8n.listRows('Sync log')).filter(({ execution }) => execution === row?.execution) as Array<Record<string, string>>;
	expect(log).toHaveLength(sum('created') + sum('updated') + sum('failed'));
	for (const { action, changes, key } of log) if (action === 'updated') expect([key, changes]).toEqual([key, expect.stringMatching(/"before":.*"after":/)]);
}
/** What one part did, the others having found nothing. */
async function syncOf(part: Part) {
	const counts = await syncBoth();
	for (const other of PARTS) if (other !== part) expect(counts[other] ?? { created: 0, updated: 0 }).toMatchObject({ created: 0, updated: 0 });
	const { created = 0, updated = 0 } = counts[part] ?? {};
	return { created, updated };
}
const writes = () => sync.calls('expensein').filter(({ method }) => method !== 'GET');
const reads = () => [...sync.calls('accountsiq').filter(({ url }) => !url.includes('token')), ...sync.calls('expensein').filter(({ method }) => method === 'GET')];

describe('the data sync from AccountsIQ to ExpenseIn on a real n8n', () => {
	it('SYNC-AIQ-1: as long as nobody has saved anything, a run does nothing', async () => {
		sync.forget();
		const { execution, counts } = await sync.run();
		expect([execution.status, counts]).toEqual(['success', []]);
		expect([...sync.calls('accountsiq'), ...sync.calls('expensein')]).toEqual([]);
	});

	it('SYNC-AIQ-1 to SYNC-AIQ-5: the initial sync of all five parts', async () => {
		const before = await sync.list('categories');
		await sync.configure(...ALL);
		const counts = await syncBoth();
		for (const part of PARTS) expect(counts[part]?.created).toBeGreaterThan(0);
		// SYNC-AIQ-2: name and reference, and for purchases only; inactive and control accounts make nothing.
		const categories = await sync.list('categories');
		expect(categories.get('7011')).toMatchObject({ name: 'Hotels and accomodation' });
		const made = [...categories].filter(([reference]) => !before.has(reference));
		expect(made).toHaveLength(counts.Categories?.created ?? -1);
		for (const [, category] of made) expect(category.appliesTo).toEqual(['Purchase']);
		expect(['7005', '2100', '1210'].filter((number) => categories.has(number) && !before.has(number))).toEqual([]);
		// SYNC-AIQ-3: projects are the options of the dimension, departments the BI codes.
		const projects = await sync.list('projects');
		for (const reference of ['CORE', 'NONE']) expect(projects.has(reference)).toBe(true);
		const departments = await sync.list('departments');
		expect([departments.has('LDN-FIN'), departments.has('BRISTOL')]).toEqual([true, false]);
		// SYNC-AIQ-4, SYNC-AIQ-5
		expect((await sync.list('taxrates')).get('V175')).toMatchObject({ name: 'VAT 17.5% (to 2011)', percent: 17.5 });
		expect((await sync.list('suppliers')).get('REGUS')).toBeDefined();
	});

	it('tells what it could not do in people\'s words, and counts it in the history', async () => {
		const problems = await sync.problems();
		expect(problems).toMatchObject([{ key: 'Categories: 7020', report: 'Subsistence', category: 'duplicate' }]);
		expect(problems[0]?.message).toContain('Subsistence');
		const history = await sync.n8n.listRows('Data sync history');
		expect(history.map(({ part, failed, started }) => [part, failed, started])).toEqual(PARTS.map((part) => [part, part === 'Categories' ? 1 : 0, 'by hand']));
		expect(history.map(({ source }) => source)).toEqual(['Accounts', 'PRODUCT', 'BI Code', 'Tax codes', 'Suppliers']);
	});

	it('a second run writes nothing: a read of each list and no more', async () => {
		sync.forget();
		await syncBoth();
		expect(writes()).toEqual([]);
		expect(reads()).toHaveLength(10);
	});

	it('SYNC-AIQ-2: a rename follows while the number stays, and other fields keep what people set', async () => {
		await sync.edit('categories', '7011', { description: 'Only with a receipt', appliesTo: ['Purchase', 'Mileage'] });
		await sync.books('account', { Code: '7011', Description: 'Hotels & accommodation' });
		expect(await syncOf('Categories')).toEqual({ created: 0, updated: 1 });
		expect((await sync.list('categories')).get('7011')).toMatchObject({ name: 'Hotels & accommodation', description: 'Only with a receipt', appliesTo: ['Purchase', 'Mileage'] });
	});

	it('SYNC-AIQ-2, SYNC-AIQ-6: a changed number is a new category, and the old one stays', async () => {
		await sync.accountsIq('POST', '/records/rename', { kind: 'account', code: '7130', to: '7135' });
		await sync.books('account', { Code: '7135', Description: 'Postage and couriers' });
		expect(await syncOf('Categories')).toEqual({ created: 1, updated: 0 });
		const categories = await sync.list('categories');
		expect([categories.get('7130')?.isActive, categories.get('7135')?.name]).toEqual([true, 'Postage and couriers']);
	});

	it('SYNC-AIQ-6: an account deleted in AccountsIQ deletes nothing and switches nothing off', async () => {
		const before = (await sync.list('categories')).get('7210');
		await sync.accountsIq('POST', '/records/delete', { kind: 'account', codes: ['7210'] });
		expect(await syncOf('Categories')).toEqual({ created: 0, updated: 0 });
		expect((await sync.list('categories')).get('7210')).toEqual(before);
	});

	it('SYNC-AIQ-6: a local edit of a synced field is overwritten, one of any other field stays', async () => {
		await sync.edit('departments', 'LDN-FIN', { name: 'Bean counters' });
		await sync.edit('taxrates', 'V5', { name: 'The low one' });
		await sync.edit('suppliers', 'REGUS', { name: 'Offices', email: 'desks@offices.test' });
		await sync.edit('projects', 'CORE', { description: 'Ask Priya first' });
		const counts = await syncBoth();
		expect(PARTS.map((part) => counts[part]?.updated)).toEqual([0, 0, 1, 1, 1]);
		expect((await sync.list('suppliers')).get('REGUS')).toMatchObject({ name: expect.stringContaining('Regus') as string, email: 'desks@offices.test' });
		expect((await sync.list('taxrates')).get('V5')?.name).toBe('VAT 5%');
		expect((await sync.list('projects')).get('CORE')?.description).toBe('Ask Priya first');
	});

	it('SYNC-AIQ-4: a changed percent neither updates nor creates; a changed description updates', async () => {
		await sync.books('tax', { Code: 'V5', Rate: '0.06' });
		expect(await syncOf('Tax rates')).toEqual({ created: 0, updated: 0 });
		await sync.books('tax', { Code: 'V5', Description: 'VAT, reduced' });
		expect(await syncOf('Tax rates')).toEqual({ created: 0, updated: 1 });
		const rates = await sync.list('taxrates');
		expect(rates.get('V5')).toMatchObject({ name: 'VAT, reduced', percent: 5 });
		await sync.books('tax', { Code: 'V12', Description: 'VAT 12.5%', Rate: '0.125' });
		expect(await syncOf('Tax rates')).toEqual({ created: 1, updated: 0 });
		expect((await sync.list('taxrates')).get('V12')).toMatchObject({ percent: 12.5 });
	});

	it('SYNC-AIQ-5: inactive here and active there becomes active; inactive there changes nothing here', async () => {
		await sync.edit('suppliers', 'SMITHCO', { isInactive: true, email: 'kept@smith.test' });
		await sync.books('supplier', { Code: 'AWS001', IsActive: false });
		const before = (await sync.list('suppliers')).get('AWS001');
		expect(await syncOf('Suppliers')).toEqual({ created: 0, updated: 1 });
		const suppliers = await sync.list('suppliers');
		expect(suppliers.get('SMITHCO')).toMatchObject({ isInactive: false, email: 'kept@smith.test' });
		expect(suppliers.get('AWS001')).toEqual(before);
		await sync.edit('categories', '7011', { isActive: false });
		expect(await syncOf('Categories')).toEqual({ created: 0, updated: 0 }); // suppliers only
		await sync.edit('categories', '7011', { isActive: true });
	});

	it('SYNC-AIQ-3: another source of projects makes those, for every kind of expense, and leaves the others', async () => {
		const before = await sync.list('projects');
		const switched = ALL.map((one) => (one.part === 'Projects' ? { ...one, source: 'CLIENT' } : one));
		await sync.configure(...switched);
		const { created } = await syncOf('Projects');
		expect(created).toBeGreaterThan(0);
		const projects = await sync.list('projects');
		for (const [reference, project] of before) expect(projects.get(reference)).toEqual(project);
		for (const [reference, project] of projects) if (!before.has(reference)) expect(project.appliesTo).toEqual(EVERYWHERE);
		await sync.configure(...ALL.map((one) => (one.part === 'Projects' ? { ...one, source: 'BI Code', filters: ['Description startsWith London'] } : one)));
		await syncOf('Projects');
		expect((await sync.list('projects')).get('LDN-FIN')).toMatchObject({ name: expect.stringMatching(/^London/) as string });
	});

	it('SYNC-AIQ-3: a dimension that the books no longer have stops its part alone, with the reason', async () => {
		await sync.configureOurs({ part: 'Projects', source: 'REGION' }, { part: 'Tax rates' });
		const { counts } = await sync.run();
		expect(counts.map(({ part, created, updated, failed }) => [part, created, updated, failed])).toEqual([['Projects', 0, 0, 1], ['Tax rates', 0, 0, 0]]);
		const [problem] = await sync.problems();
		expect(problem?.message).toMatch(/REGION/);
	});

	it('SYNC-AIQ-1: a part that is switched off is neither read nor written', async () => {
		await sync.books('supplier', { Code: 'SMITHCO', Name: 'Smith & Partners LLP' });
		await sync.configure(...ALL.filter(({ part }) => part !== 'Suppliers'));
		sync.forget();
		await syncBoth();
		expect(sync.calls('expensein').filter(({ url }) => url.includes('/suppliers'))).toEqual([]);
		expect((await sync.list('suppliers')).get('SMITHCO')?.name).not.toBe('Smith & Partners LLP');
		await sync.configure(...ALL);
		expect(await syncOf('Suppliers')).toEqual({ created: 0, updated: 1 });
	});

	it('SYNC-AIQ-1: with all parts off nothing happens at all', async () => {
		await sync.configure();
		sync.forget();
		const history = await sync.n8n.listRows('Data sync history');
		const { execution, counts } = await sync.run();
		expect([execution.status, counts]).toEqual(['success', []]);
		expect([...sync.calls('accountsiq'), ...sync.calls('expensein')]).toEqual([]);
		expect(await sync.n8n.listRows('Data sync history')).toEqual(history);
	});

	it('SYNC-AIQ-5: without the Invoicing module the suppliers say so, and the other parts are synced', async () => {
		await sync.configure(...ALL);
		await sync.expenseIn('POST', '/settings', { invoicingModule: false });
		const { counts } = await sync.run();
		expect(counts.find(({ part }) => part === 'Suppliers')).toMatchObject({ created: 0, updated: 0, failed: 1 });
		expect(await sync.problems()).toEqual(expect.arrayContaining([expect.objectContaining({ report: 'Suppliers', message: expect.stringMatching(/Invoicing/) as string })]));
		await sync.expenseIn('POST', '/settings', { invoicingModule: true });
	});

	it('an unknown filter stops its part alone', async () => {
		await sync.configureOurs({ part: 'Categories', filters: ['Description is Hotels'] }, { part: 'Tax rates' });
		const { counts } = await sync.run();
		expect(counts.map(({ part, failed }) => [part, failed])).toEqual([['Categories', 1], ['Tax rates', 0]]);
		await sync.configure(...ALL);
	});
});

describe('the data sync when a vendor fails in the middle', () => {
	const outage = { kind: 'status', value: 503, times: 500 } as const;
	const changeAll = async (word: string) => {
		for (const Code of ['7000', '7001', '7002', '7010', '7100']) await sync.books('account', { Code, Description: `${word} ${Code}` });
		await sync.books('tax', { Code: 'V0', Description: `${word} zero` });
		await sync.books('supplier', { Code: `NEW-${word}`, Name: `New supplier ${word}` });
	};

	it('ExpenseIn refuses some writes: the others are done, and the next run does the rest', async () => {
		await changeAll('First');
		sync.forget();
		sync.sandbox.frame.faults.add({ system: 'expensein', ...outage, method: 'PUT', path: '/categories', skip: 2 });
		const { counts } = await sync.run();
		expect(counts.find(({ part }) => part === 'Categories')).toMatchObject({ updated: 2, failed: expect.any(Number) as number });
		expect(counts.find(({ part }) => part === 'Suppliers')).toMatchObject({ created: 1, failed: 0 });
		expect((await sync.problems()).filter(({ category }) => category === 'outage').length).toBeGreaterThanOrEqual(3);
		sync.forget();
		const healed = await sync.run();
		expect(healed.counts.find(({ part }) => part === 'Categories')).toMatchObject({ updated: 3 });
		await sync.runTwin();
		expect(await sync.differences()).toEqual([]);
		expect((await sync.problems()).filter(({ category }) => category === 'outage')).toEqual([]);
	});

	it('AccountsIQ does not give a list: that part waits, and nothing is taken for empty', async () => {
		await changeAll('Second');
		sync.forget();
		sync.sandbox.frame.faults.add({ system: 'accountsiq', ...outage, path: '#GetSupplierList' });
		const { execution, counts } = await sync.run();
		expect(execution.status).toBe('success');
		expect(counts.find(({ part }) => part === 'Suppliers')).toMatchObject({ created: 0, updated: 0, failed: 1 });
		expect(counts.find(({ part }) => part === 'Categories')).toMatchObject({ updated: 5 });
		sync.forget();
		await sync.run();
		await sync.runTwin();
		expect(await sync.differences()).toEqual([]);
	});
});

describe('the data sync on large lists', () => {
	const SUPPLIERS = 20_000;

	it('SYNC-AIQ-5: of 20,000 suppliers 12 changed: two reads and twelve writes', async () => {
		await sync.accountsIq('POST', '/suppliers/bulk', { count: SUPPLIERS, prefix: 'SUP' });
		// The same in ExpenseIn and its twin: what an earlier sync made.
		const records = await sync.accountsIq<Array<{ Code: string; Name: string }>>('GET', '/records?kind=supplier');
		const known = await sync.list('suppliers');
		const missing = records.filter(({ Code }) => !known.has(Code)).map(({ Code, Name }) => ({ reference: Code, name: Name, currency: 'GBP' }));
		await sync.expenseIn('POST', '/suppliers', missing);
		await sync.configure({ part: 'Suppliers' });
		const renamed = records.filter(({ Code }) => Code.startsWith('SUP')).slice(500, 512);
		await sync.books('supplier', ...renamed.map(({ Code, Name }) => ({ Code, Name: `${Name} (renamed)` })));
		sync.forget();
		const start = performance.now();
		const { execution, counts } = await sync.run();
		const seconds = (performance.now() - start) / 1000;
		expect(execution.status).toBe('success');
		expect(counts).toMatchObject([{ part: 'Suppliers', created: 0, updated: 12, failed: 0 }]);
		expect(counts[0]?.unchanged).toBeGreaterThan(SUPPLIERS - 13);
		expect(writes()).toHaveLength(12);
		expect(reads()).toHaveLength(2);
		expect(itemsOf(execution, 'Update in ExpenseIn')).toHaveLength(12);
		console.log(`20,000 suppliers of which 12 changed: ${seconds.toFixed(1)} s on this machine, 14 calls`);
	});
});
