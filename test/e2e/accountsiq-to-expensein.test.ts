import { itemsOf } from '../support/n8n';
import { DataSync, type Parts } from '../support/data-sync';

const ALL: Parts[] = ['categories', 'projects', 'departments', 'taxRates', 'suppliers'];
const BI = { projects: 'BI Codes', departments: 'BI Codes' };
const NOTHING = { created: 0, updated: 0, unchanged: expect.any(Number), failed: 0 };

let sync: DataSync;

beforeAll(async () => {
	sync = await DataSync.open();
	await sync.control('POST', '/expensein/sync/twin/copy');
});

afterAll(async () => {
	await sync?.close();
});

describe('the data sync on a real n8n', () => {
	it('SYNC-AIQ-7: before anything was saved, a run does nothing at all', async () => {
		sync.forget();
		expect(itemsOf(await sync.run(), 'What was done')).toEqual([]);
		expect([...sync.calls('accountsiq'), ...sync.calls('expensein')]).toEqual([]);
	});

	it('SYNC-AIQ-3: the page offers the dimensions that the books really have, and the BI codes', async () => {
		const form = await sync.form();
		const dimensions = await sync.books('dimension');
		const offered = [...dimensions.map(({ Code, Description }) => `Dimension ${String(Code)}: ${String(Description)}`), 'BI codes'];
		expect((await form.offered('Projects come from')).sort()).toEqual([...offered].sort());
		expect((await form.offered('Departments come from')).sort()).toEqual([...offered].sort());
		expect(await form.chosen('Keep in step')).toHaveLength(5);
	});

	it('SYNC-AIQ-7: "Save" stores the settings only', async () => {
		sync.forget();
		expect(await sync.save(['taxRates'], 'Save')).toContain('Saved');
		expect(await sync.settings()).toMatchObject({ parts: 'taxRates', projectsFrom: 'BI Code' });
		expect(sync.calls('expensein')).toEqual([]);
		const form = await sync.form();
		expect(await form.chosen('Keep in step')).toEqual(['Tax rates']);
	});

	it('SYNC-AIQ-1, SYNC-AIQ-7: "Save & Sync" takes over all five parts at once, as ExpenseIn itself would', async () => {
		const told = await sync.save(ALL, 'Save & Sync');
		expect(told).toContain('Saved and synced');
		expect(told).toMatch(/categories: [1-9]\d* created, \d+ updated, \d+ unchanged, 1 failed/);
		expect(await sync.twin(ALL, BI)).toEqual([]);
		// An old category has the name that account 7020 wants for its own.
		expect(await sync.problems()).toMatchObject([{ key: '7020', message: expect.stringContaining('Subsistence') }]);
		await sync.edit('categories', 'SUBS', { name: 'Subsistence, old' });
		expect((await sync.counts()).categories).toMatchObject({ created: 0, updated: 1, failed: 0 });
		expect(await sync.problems()).toEqual([]);
		expect(await sync.twin(ALL, BI)).toEqual([]);
	});

	it('SYNC-AIQ-6: a second run changes nothing', async () => {
		sync.forget();
		const counts = await sync.counts();
		for (const part of ALL) expect([part, counts[part]]).toEqual([part, NOTHING]);
		expect(sync.calls('expensein').filter((route) => !route.startsWith('GET'))).toEqual([]);
	});

	it('SYNC-AIQ-2: name is the account name, reference the number; new ones apply to purchases only', async () => {
		await sync.keep('account', { Code: '7015', Description: 'Hotels abroad', DefaultTaxID: 'V0' });
		expect((await sync.counts()).categories).toMatchObject({ created: 1, updated: 0, failed: 0 });
		expect(await sync.spendOne('categories', '7015')).toMatchObject({ name: 'Hotels abroad', appliesTo: ['Purchase'], isActive: true });
	});

	it('SYNC-AIQ-2: a rename follows while the number stays', async () => {
		const before = await sync.spendOne('categories', '7015');
		await sync.keep('account', { Code: '7015', Description: 'Hotels & lodging "abroad"' });
		expect((await sync.counts()).categories).toMatchObject({ created: 0, updated: 1 });
		expect(await sync.spendOne('categories', '7015')).toMatchObject({ id: before?.id, name: 'Hotels & lodging "abroad"' });
	});

	it('SYNC-AIQ-2, SYNC-AIQ-6: a changed number makes a second category, and a deleted account leaves its own', async () => {
		await sync.control('POST', '/accountsiq/records/rename', { kind: 'account', code: '7015', to: '7016' });
		await sync.keep('account', { Code: '7016', Description: 'Hotels elsewhere' });
		expect((await sync.counts()).categories).toMatchObject({ created: 1, updated: 0 });
		expect(await sync.spendOne('categories', '7015')).toMatchObject({ name: 'Hotels & lodging "abroad"', isActive: true });
		await sync.control('POST', '/accountsiq/records/delete', { kind: 'account', codes: ['7016'] });
		const count = (await sync.spend('categories')).length;
		expect((await sync.counts()).categories).toEqual(NOTHING);
		expect(await sync.spend('categories')).toHaveLength(count);
	});

	it('SYNC-AIQ-4: percent only when created; a changed percent neither updates nor creates, a new description does', async () => {
		await sync.keep('tax', { ID: 'V12', Code: 'V12', Description: 'VAT 12.5%', Rate: '0.125' });
		expect((await sync.counts()).taxRates).toMatchObject({ created: 1 });
		expect(await sync.spendOne('taxrates', 'V12')).toMatchObject({ name: 'VAT 12.5%', percent: 12.5 });
		await sync.keep('tax', { ID: 'V12', Code: 'V12', Rate: '0.13' });
		expect((await sync.counts()).taxRates).toEqual(NOTHING);
		await sync.keep('tax', { ID: 'V12', Code: 'V12', Description: 'VAT hospitality' });
		expect((await sync.counts()).taxRates).toMatchObject({ created: 0, updated: 1, failed: 0 });
		expect(await sync.spendOne('taxrates', 'V12')).toMatchObject({ name: 'VAT hospitality', percent: 12.5 });
		expect((await sync.spend('taxrates')).filter(({ percent }) => percent === 13)).toEqual([]);
	});

	it('SYNC-AIQ-5: suppliers keep local edits of other fields; inactive here and active there becomes active again', async () => {
		await sync.edit('suppliers', 'REGUS', { email: 'local@regus.example', isInactive: true });
		await sync.keep('supplier', { Code: 'REGUS', Name: 'Regus UK Ltd' });
		expect((await sync.counts()).suppliers).toMatchObject({ created: 0, updated: 1 });
		expect(await sync.spendOne('suppliers', 'REGUS')).toMatchObject({ name: 'Regus UK Ltd', email: 'local@regus.example', isInactive: false });
		expect(await sync.twin(ALL, BI)).toEqual([]);
	});

	it('SYNC-AIQ-5: inactive on both sides stays so, and one inactive in AccountsIQ is not made', async () => {
		await sync.keep('supplier', { Code: 'REGUS', IsActive: false }, { Code: 'GONE', Name: 'Gone Ltd', IsActive: false });
		await sync.edit('suppliers', 'REGUS', { isInactive: true });
		expect((await sync.counts()).suppliers).toEqual(NOTHING);
		expect(await sync.spendOne('suppliers', 'REGUS')).toMatchObject({ isInactive: true });
		expect(await sync.spendOne('suppliers', 'GONE')).toBeUndefined();
	});

	it('SYNC-AIQ-6: a local edit to a synced field is overwritten, an edit to any other field stays', async () => {
		await sync.edit('categories', '7010', { name: 'My own hotels', description: 'Up to 180 a night', fixedAmount: 175 });
		await sync.edit('projects', 'LDN-SALES', { name: 'Sales, locally', billable: true, clientName: 'Acme' });
		const counts = await sync.counts();
		expect([counts.categories?.updated, counts.projects?.updated]).toEqual([1, 1]);
		expect(await sync.spendOne('categories', '7010')).toMatchObject({ name: 'Hotels', description: 'Up to 180 a night', fixedAmount: 175 });
		expect(await sync.spendOne('projects', 'LDN-SALES')).toMatchObject({ name: 'London sales', billable: true, clientName: 'Acme' });
		expect(await sync.twin(ALL, BI)).toEqual([]);
	});

	it('SYNC-AIQ-3: projects from a dimension, departments from the BI codes; the old projects stay', async () => {
		const before = await sync.spend('projects');
		const told = await sync.save(ALL, 'Save & Sync', { 'Projects come from': 'Dimension TEAM: Team' });
		expect(told).toMatch(/projects: 4 created, 0 updated/);
		expect(await sync.settings()).toMatchObject({ projectsFrom: 'TEAM', departmentsFrom: 'BI Code' });
		const after = await sync.spend('projects');
		expect(after).toHaveLength(before.length + 4);
		expect(after.find(({ reference }) => reference === 'ENG')).toMatchObject({
			name: 'Engineering', appliesTo: ['Purchase', 'Mileage', 'Time', 'Invoice'],
		});
		expect(await sync.twin(ALL, { ...BI, projects: 'Dimension: TEAM' })).toEqual([]);
	});

	it('SYNC-AIQ-1: a part that is off is left alone', async () => {
		await sync.save(['categories', 'suppliers'], 'Save');
		await sync.keep('tax', { ID: 'V9', Code: 'V9', Description: 'VAT 9%', Rate: '0.09' });
		await sync.keep('account', { Code: '7017', Description: 'Camping' });
		sync.forget();
		const counts = await sync.counts();
		expect(Object.keys(counts).sort()).toEqual(['categories', 'suppliers']);
		expect(counts.categories).toMatchObject({ created: 1 });
		expect(await sync.spendOne('taxrates', 'V9')).toBeUndefined();
		expect(sync.calls('expensein').filter((route) => /taxrates|projects|departments/.test(route))).toEqual([]);
	});

	it('SYNC-AIQ-1: with no part on, nothing is synced, on "Save & Sync" as in a run', async () => {
		sync.forget();
		expect(await sync.save([], 'Save & Sync')).toContain('No part is on');
		expect(itemsOf(await sync.run(), 'What was done')).toEqual([]);
		expect(sync.calls('expensein')).toEqual([]);
	});

	it('NODE-ERR: what ExpenseIn refuses fails alone, with its reason; the next run heals it', async () => {
		await sync.save(ALL, 'Save', { 'Projects come from': 'BI codes' });
		await sync.counts();
		await sync.edit('categories', '7017', { reference: 'OLD-7017' });
		await sync.keep('account', { Code: '7018', Description: 'Glamping' });
		// Another category has the name now, under another reference.
		expect((await sync.counts()).categories).toMatchObject({ created: 1, failed: 1 });
		expect(await sync.problems()).toMatchObject([{ key: '7017', message: expect.stringContaining('Camping') }]);
		await sync.edit('categories', 'OLD-7017', { name: 'Camping, old' });
		expect((await sync.counts()).categories).toMatchObject({ created: 1, failed: 0 });
		expect(await sync.problems()).toEqual([]);
	});

	it('SYNC-AIQ-6: AccountsIQ fails in the middle; the other parts go on and the next run heals the one', async () => {
		await sync.keep('account', { Code: '7019', Description: 'Hostels' });
		await sync.keep('supplier', { Code: 'NEWSUP', Name: 'New Supplier Ltd' });
		sync.sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', path: '#GetChartOfAccounts', value: 503, times: 10 });
		const counts = await sync.counts();
		expect(counts.suppliers).toMatchObject({ created: 1 });
		expect(counts.categories).toBeUndefined();
		expect(await sync.problems()).toMatchObject([{ key: 'categories', category: 'outage' }]);
		sync.sandbox.frame.faults.clear();
		expect((await sync.counts()).categories).toMatchObject({ created: 1, failed: 0 });
		expect(await sync.problems()).toEqual([]);
	});

	it('SYNC-AIQ-6: ExpenseIn loses the answers to what it carried out; nothing is made twice', async () => {
		const before = (await sync.spend('categories')).length;
		await sync.keep('account', ...Array.from({ length: 5 }, (_, n) => ({ Code: `703${n + 1}`, Description: `Lost answer ${n + 1}` })));
		sync.sandbox.frame.faults.add({ system: 'expensein', kind: 'drop-after', method: 'POST', path: 'categories', times: 2 });
		await sync.counts();
		await sync.counts();
		expect(await sync.spend('categories')).toHaveLength(before + 5);
		expect((await sync.counts()).categories).toEqual(NOTHING);
	});
});

describe('the data sync with many records', () => {
	it('SYNC-AIQ-5: 20,000 suppliers of which 12 changed take two reads and 12 writes', async () => {
		await sync.save(['suppliers'], 'Save');
		await sync.control('POST', '/accountsiq/suppliers/bulk', { count: 20_000 });
		const there = (await sync.books('supplier')).filter(({ Code }) => String(Code).startsWith('BULK'));
		// All but the last hundred came by earlier runs.
		await sync.control('POST', '/expensein/suppliers', there.slice(0, -100).map(({ Code, Name }) => ({ name: Name, reference: Code })));
		expect((await sync.counts()).suppliers).toMatchObject({ created: 100, updated: 0, failed: 0 });
		const twelve = Array.from({ length: 12 }, (_, n) => ({ Code: `BULK${String(n * 1500 + 1).padStart(6, '0')}`, Name: `Renamed ${n}` }));
		await sync.keep('supplier', ...twelve);
		sync.forget();
		const start = Date.now();
		expect((await sync.counts()).suppliers).toMatchObject({ created: 0, updated: 12, failed: 0 });
		const seconds = (Date.now() - start) / 1000;
		const [books, spend] = [sync.calls('accountsiq'), sync.calls('expensein')];
		expect(books.filter((route) => !/Token/.test(route))).toHaveLength(1);
		expect(spend.filter((route) => route.startsWith('GET'))).toHaveLength(1);
		expect(spend.filter((route) => !route.startsWith('GET'))).toHaveLength(12);
		expect(seconds).toBeLessThan(60);
	}, 600_000);
});
