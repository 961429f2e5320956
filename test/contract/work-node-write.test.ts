import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by, runWork } from '../support/work';
import { type Data, Work } from './work-emulator-client';

let work: Work;
beforeEach(async () => {
	work = await Work.start();
});
afterEach(async () => await work.close());

async function done(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], credential: IDataObject = {}): Promise<IDataObject[]> {
	const run = await runWork(work.sandbox, resource, operation, parameters as INodeParameters, items, credential); // plain JSON, as parameters are
	expect([run.error?.message, run.failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
	return run.done.map(({ json }) => json);
}
const actions = (items: IDataObject[]) => items.map(({ action }) => action);
const total = async (path: string) => (await work.get(path)).json.total;
const requests = async () => (await (await fetch(`${work.sandbox.origin}/_sandbox/requests?system=work&limit=1000`)).json()) as Data[];
const posts = async () => (await requests()).filter(({ method }) => method === 'POST').length;

describe('the Work node writes records', () => {
	const create = async (items: IDataObject[], parameters: IDataObject = {}) => await done('record', 'create', { kind: '={{ $json.kind }}', ...parameters }, items);

	it('NODE-UPSERT: a client is made with all its fields and its link, and found the second time by link, code, name', async () => {
		const client = {
			name: 'Zephyr Bikes', email: 'ap@zephyr.example', code: 'ZEP', phone: '1', firstName: 'Zoe', lastName: 'Li', active: true, taxNumber: 'T-1',
			address: { line1: '1 Wind St', city: 'Ithaca', region: 'NY', postalCode: '14850', country: 'United States' }, links: { qbo: '77' },
		};
		const made = await create([{ kind: 'customer', record: client }]);
		expect(made).toMatchObject([{ action: 'created', kind: 'customer', links: { qbo: '77' }, address: { region: 'NY', country: 'US' } }]);
		expect((await work.get('/clients?externalRef=qbo:77')).list).toMatchObject([
			{ name: 'Zephyr Bikes', address: { street1: '1 Wind St', state: 'NY', country: 'US' }, primaryContact: { firstName: 'Zoe', lastName: 'Li' }, version: 1 },
		]);
		const again = await create([
			{ kind: 'customer', record: { name: 'Zephyr Bicycles', links: { qbo: '77' } } },
			{ kind: 'customer', record: { name: 'Another', code: 'zep' } },
			{ kind: 'customer', record: { name: ' ZEPHYR bikes ' } },
			{ kind: 'customer', record: { name: 'New one' } },
		]);
		expect(actions(again)).toEqual(['found', 'found', 'found', 'created']);
		expect(await total('/clients')).toBe(8);
	});

	it('NODE-UPSERT: sites under their client by id or name, items by code then name; a dry run writes nothing', async () => {
		const dry = await create([{ kind: 'site', record: { name: 'Pier 9', parent: { name: 'acme hire' } } }], { options: { dryRun: true } });
		expect([actions(dry), await total('/sites')]).toEqual([['would create'], 4]);
		const made = await create([
			{ kind: 'site', record: { name: 'Pier 9', parent: { name: 'acme hire' } } },
			{ kind: 'site', record: { name: 'Acme Yard', parent: { id: 'cl_1005' } } },
			{ kind: 'site', record: { name: 'acme yard', parent: { id: 'cl_1001' } } },
			{ kind: 'item', record: { name: 'Filter', salesPrice: '12.3456', code: 'FLT' } },
			{ kind: 'item', record: { name: 'labour' } },
		]);
		expect(actions(made)).toEqual(['created', 'created', 'found', 'created', 'found']);
		expect(made[0]).toMatchObject({ parent: { id: 'cl_1001', name: 'Acme Hire' } });
		expect((await work.get('/billing-items?code=FLT')).list).toMatchObject([{ type: 'service', unitPrice: 12.3456 }]);
	});

	it('NODE-UPSERT: only what differs is sent; the same again changes nothing and raises no version', async () => {
		const change = async (changes: IDataObject, target = by('id', 'cl_1001')) => await done('customer', 'update', { target, changes: JSON.stringify(changes) });
		const [changed] = await change({ phone: '555-0999', address: { region: 'NJ' }, links: { qbo: '58' } });
		expect(changed).toMatchObject({
			action: 'updated', changes: { phone: { from: '555-0100', to: '555-0999' }, 'address.state': { from: 'NY', to: 'NJ' }, 'links.qbo': { to: '58' } },
			address: { line1: '12 Dock Rd', region: 'NJ' }, links: { qbo: '58' },
		});
		expect((await work.get('/clients/cl_1001')).json).toMatchObject({ version: 2, address: { street1: '12 Dock Rd', state: 'NJ' }, email: 'accounts@acme.example' });
		expect(await change({ phone: '555-0999', address: { region: 'NJ' }, links: { qbo: '58' } }, by('code', 'acme01'))).toMatchObject([{ action: 'unchanged' }]);
		expect(await change({ active: false }, by('name', 'Acme Hire'))).toMatchObject([{ action: 'updated', active: false }]);
		expect((await work.get('/clients/cl_1001')).json.version).toBe(3);
	});

	it('NODE-UPSERT: create or update by name, e-mail and external id, typed in the node', async () => {
		const upsert = async (matchBy: string, fields: IDataObject) => (await done('customer', 'upsert', { matchBy, source: 'fields', fields }))[0] ?? {};
		expect(await upsert('name', { name: 'Bayside Café', region: 'NY', country: 'US' })).toMatchObject({ action: 'updated', id: 'cl_1002', address: { line1: '3 Front St', region: 'NY' } });
		expect(await upsert('email', { email: 'ap@mapleleaf.example', phone: '7' })).toMatchObject({ action: 'updated', id: 'cl_1005' });
		expect(await upsert('externalId', { externalId: 'qbo:9', name: 'Acme Hire' })).toMatchObject({ action: 'updated', id: 'cl_1001', links: { qbo: '9' } });
		expect(await upsert('externalId', { externalId: 'qbo:9', name: 'Acme Hire Inc' })).toMatchObject({ action: 'updated', id: 'cl_1001', name: 'Acme Hire Inc' });
		expect(await upsert('externalId', { externalId: 'qbo:9', name: 'Acme Hire Inc' })).toMatchObject({ action: 'unchanged' });
		expect((await done('item', 'upsert', { matchBy: 'code', source: 'item', record: '{"code":"LAB","salesPrice":"85"}' }))[0]).toMatchObject({ action: 'updated', salesPrice: '85.00' });
	});

	it('NODE-ONCE: an answer lost after the commit makes one client; so does one lost before it', async () => {
		for (const [index, kind] of ['drop-after', 'drop-before', 'status-after'].entries()) {
			await work.fault({ kind, method: 'POST', path: '/v1/clients', value: 502 });
			const made = await create([{ kind: 'customer', record: { name: `Lost ${index}`, links: { qbo: `L${index}` } } }]);
			expect(made).toMatchObject([{ action: 'created', links: { qbo: `L${index}` } }]);
			expect(await total(`/clients?name=${encodeURIComponent(`Lost ${index}`)}`)).toBe(1);
		}
		// Deleted by people: the answer that Work still keeps for the same key tells of a client that is no more.
		await work.control('DELETE', '/clients/Lost%200');
		expect(actions(await create([{ kind: 'customer', record: { name: 'Lost 0' } }]))).toEqual(['created']);
		expect(await total('/clients?name=lost%200')).toBe(1);
	});

	it('NODE-BATCH: many are looked up in one list, and a second one of a name is found in the first', async () => {
		await work.control('POST', '/clients/bulk', { count: 300 });
		const before = (await requests()).length;
		const names = ['Client 00007', 'acme hire', 'Dozen', ...Array.from({ length: 8 }, (_, at) => `Fresh ${at}`), 'DOZEN'];
		const made = await create(names.map((name) => ({ kind: 'customer', record: { name } })));
		expect(actions(made)).toEqual(['found', 'found', ...Array.from({ length: 9 }, () => 'created'), 'found']);
		// Clients in three pages, since 300 of them share a second, and nine new ones.
		expect((await requests()).length - before).toBe(12);
	});

	it('NODE-ONCE: an answer lost in the middle of many makes one client, also where Work keeps no keys', async () => {
		await work.control('POST', '/settings', { idempotency: false });
		await work.fault({ kind: 'drop-after', method: 'POST', path: '/v1/clients', skip: 3 });
		const made = await create(Array.from({ length: 10 }, (_, at) => ({ kind: 'customer', record: { name: `Many ${at}` } })));
		expect(actions(made)).toEqual(Array.from({ length: 10 }, () => 'created'));
		expect(await total('/clients')).toBe(16);
	});

	it('NODE-UPSERT: somebody else\'s change meanwhile is kept', async () => {
		const { json: read } = await work.get('/clients/cl_1001');
		await work.control('PUT', '/clients/ACME01', { fax: '999' });
		const whole = JSON.stringify({ id: 'cl_1001', raw: read });
		expect(actions(await done('customer', 'update', { target: by('id', 'cl_1001'), changes: '{"phone":"5"}', whole }))).toEqual(['updated']);
		expect((await work.get('/clients/cl_1001')).json).toMatchObject({ fax: '999', phone: '5', version: 3 });
	});

	it('NODE-ERR: duplicates, a long name, unknown fields and countries fail alone, each with its reason', async () => {
		await work.control('POST', '/companies/co_1', { settings: { allowDuplicateClients: true } });
		await work.control('POST', '/clients', [{ name: 'Twin' }, { name: 'twin' }]);
		const items = [
			{ kind: 'customer', record: { name: 'Twin' } }, { kind: 'customer', record: { name: 'x'.repeat(201) } }, { kind: 'customer', record: { name: 'A', emial: 'a@b.example' } },
			{ kind: 'customer', record: { name: 'B', address: { country: 'Atlantis' } } }, { kind: 'site', record: { name: 'C' } }, { kind: 'customer', record: { name: 'Good' } },
		];
		const run = await runWork(work.sandbox, 'record', 'create', { kind: '={{ $json.kind }}' }, items);
		expect(run.failed.map(({ json }) => [(json.details as IDataObject).category, json.error])).toEqual([
			['duplicate', 'Work holds more than one client "Twin"'],
			['validation', expect.stringContaining('name: Must be at most 200 characters.')],
			['validation', "Emial: Work's client has no field \"emial\""],
			['validation', expect.stringContaining('which country "Atlantis" is')],
			['validation', expect.stringContaining('A site needs a client')],
		]);
		expect(run.failed[0]?.json.record).toEqual({ name: 'Twin' });
		expect(run.done.map(({ json }) => json.name)).toEqual(['Good']);
	});

	it('SYNC-WORK-2: a client that Work refuses for its state tells so in the documented words', async () => {
		await work.control('POST', '/settings', { stateRequired: true });
		const run = await runWork(work.sandbox, 'record', 'create', { kind: 'customer', record: '{"name":"Stateless","address":{"country":"US"}}' });
		expect(run.failed[0]?.json.error).toContain('The Client record has an unknown State of Country <US>.');
		expect(run.failed[0]?.json.details).toMatchObject({ vendorCode: 'unknown_state', hint: expect.stringContaining('Use default State') as unknown });
	});

	it('NODE-UPSERT: external references are set and cleared for documents too', async () => {
		await done('link', 'set', { linkKind: 'invoice', recordId: '={{ $json.id }}', system: 'qbo', externalId: '={{ $json.qbo }}', externalVersion: '3' }, [{ id: 'in_501', qbo: '145' }]);
		expect((await work.get('/invoices/in_501')).json).toMatchObject({ externalRefs: { qbo: { id: '145', syncToken: '3' } } });
		await done('link', 'clear', { linkKind: 'invoice', recordId: 'in_501', system: 'qbo' });
		expect((await work.get('/invoices/in_501')).json.externalRefs).toEqual({});
	});
});

describe('the Work node writes invoices and payments', () => {
	const invoice = (key: string, more: IDataObject = {}): IDataObject => ({
		kind: 'invoice', key, date: '2026-05-20', customer: { name: 'Acme Hire' }, taxIncluded: false, currency: 'USD',
		lines: [{ amount: '164.75', quantity: '2', unitAmount: '82.375', item: { code: 'LAB' }, taxRate: { name: 'NY sales tax' } }, { amount: '10.01', description: 'Sundries' }],
		...more,
	});
	const payment = (key: string, more: IDataObject = {}): IDataObject => ({
		kind: 'payment', key, date: '2026-05-20', direction: 'in', bankAccount: { name: 'Any' }, document: { number: '1036' }, amount: '20.5', ...more,
	});
	const post = async (documents: IDataObject[], parameters: IDataObject = {}) => await done('document', 'create', { document: '={{ $json }}', ...parameters }, documents);

	it('NODE-INVOICE, NODE-PAYMENT: made once by key, found the second time, whatever the node was told to wait for', async () => {
		const made = await post([invoice('X-1'), payment('P-1')]);
		expect(made.map(({ action, kind, key, total: sum }) => [action, kind, key, sum])).toEqual([['created', 'invoice', 'X-1', '187.94'], ['created', 'payment', 'P-1', '20.50']]);
		expect((await work.get('/invoices?number=X-1')).list).toMatchObject([{ reference: 'X-1', status: 'sent', lines: [{ billingItemId: 'bi_2', quantity: 2, unitPrice: 82.375, taxAmount: 13.18 }, { name: 'Sundries', taxAmount: 0 }] }]);
		const before = await posts();
		expect(actions(await post([invoice('X-1'), payment('P-1'), invoice('X-1')]))).toEqual(['found', 'found', 'found']);
		expect(await posts()).toBe(before);
		expect([await total('/invoices'), await total('/payments')]).toEqual([9, 6]);
	});

	it('NODE-ONCE: answers lost before and after the commit, and 500s, make one document each', async () => {
		for (const [index, kind] of ['drop-after', 'status-after', 'drop-before', 'status'].entries()) {
			await work.fault({ kind, method: 'POST', path: '/v1/invoices', value: 500 });
			await work.fault({ kind, method: 'POST', path: '/v1/payments', value: 500 });
			const made = await post([invoice(`L-${index}`), payment(`LP-${index}`, { amount: '1' })]);
			expect(made.map(({ action }) => action)).toEqual(['created', 'created']);
			expect(await total(`/invoices?number=L-${index}`)).toBe(1);
		}
		expect(await total('/payments')).toBe(9);
	}, 60_000);

	it('NODE-BATCH: a few clients and items are asked for by name, many are read as lists', async () => {
		await work.control('POST', '/clients/bulk', { count: 30 });
		await post([invoice('B-0')]);
		const lists = async () => (await requests()).filter(({ method, url }) => method === 'GET' && /v1\/clients\?/.test(String(url))).map(({ url }) => /[?&]name=/.test(String(url)));
		expect(await lists()).toEqual([true]);
		const many = Array.from({ length: 30 }, (_, at) => invoice(`B-${at + 1}`, { customer: { name: `client ${String(at + 1).padStart(5, '0')}` } }));
		expect(actions(await post(many))).toEqual(many.map(() => 'created'));
		const asked = await lists();
		expect([asked.length, asked.filter((byName) => !byName).length]).toEqual([12, 1]);
		expect((await work.get('/invoices?number=B-30')).list).toMatchObject([{ clientId: expect.stringMatching(/^cl_/) as unknown, total: 187.94 }]);
	}, 60_000);

	it('NODE-ONCE: a payment that people voided is made anew, though Work still keeps the answer to its key', async () => {
		await post([payment('P-9')]);
		const { list: [first] } = await work.get('/payments?paidFrom=2026-05-20');
		await work.control('POST', `/payments/${String(first?.id)}/void`);
		const [second] = await post([payment('P-9')]);
		expect([second?.action, second?.status, second?.id === first?.id]).toEqual(['created', 'recorded', false]);
		expect((await work.get('/payments?paidFrom=2026-05-20')).list.map(({ status }) => status)).toEqual(['voided', 'recorded']);
	});

	it('NODE-DRY, NODE-ERR: what would be written, and what is wrong by document and line', async () => {
		const [dry] = await post([invoice('D-1')], { options: { dryRun: true } });
		expect(dry).toMatchObject({ action: 'would create', plan: { clientId: 'cl_1001', number: 'D-1', taxMode: 'exclusive' } });
		const run = await runWork(work.sandbox, 'document', 'create', { document: '={{ $json }}' }, [
			invoice('E-1', { lines: [{ amount: '1' }, { amount: '2', item: { code: 'NOPE' } }] }), invoice('E-2', { customer: { name: 'Nobody' } }), invoice('E-3', { number: 'x'.repeat(22) }),
			payment('E-4', { amount: '5000' }), payment('E-5', { direction: 'out' }), invoice('E-6', { number: '1034' }),
		]);
		expect(run.failed.map(({ json }) => [(json.details as IDataObject).document, (json.details as IDataObject).category, (json.details as IDataObject).line])).toEqual([
			['E-1', 'not found', 2], ['E-2', 'not found', undefined], ['E-3', 'validation', undefined], ['E-4', 'validation', undefined], ['E-5', 'validation', undefined],
			['E-6', 'duplicate', undefined],
		]);
		await work.control('POST', '/companies/co_1', { desk: { closedUntil: '2026-05-31' } });
		const closed = await runWork(work.sandbox, 'document', 'create', { document: '={{ $json }}' }, [invoice('E-7')]);
		expect(closed.failed[0]?.json.details).toMatchObject({ category: 'closed period', vendorCode: 'period_closed' });
	});

	it('NODE-INVOICE: an invoice is changed under its version and voided; a paid one says why not', async () => {
		await post([invoice('V-1')]);
		const [changed] = await done('invoice', 'update', { target: by('number', 'V-1'), changes: '{"memo":"Thanks","lines":[{"amount":"50","description":"Flat"}]}' });
		expect(changed).toMatchObject({ action: 'updated', total: '50.00', status: 'sent' });
		expect(await done('invoice', 'delete', { target: by('number', 'V-1') })).toMatchObject([{ deleted: true, status: 'void' }]);
		expect(await done('invoice', 'delete', { target: by('number', 'V-1') })).toMatchObject([{ status: 'void' }]);
		const paid = await runWork(work.sandbox, 'invoice', 'delete', { target: by('number', '1034') });
		expect(paid.failed[0]?.json.details).toMatchObject({ vendorCode: 'has_payments', hint: expect.stringContaining('Void its payments') as unknown });
		expect(await done('payment', 'delete', { target: by('id', 'py_81') })).toMatchObject([{ deleted: true, status: 'voided' }]);
	});
});
