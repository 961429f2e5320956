import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { DOCUMENT_SCHEMAS } from '../../nodes/core/model/documents';
import { check } from '../../nodes/core/model/check';
import { by, KEY, pollWork, runWork } from '../support/work';
import { Work } from './work-emulator-client';

let work: Work;
beforeEach(async () => {
	work = await Work.start();
});
afterEach(async () => await work.close());

/** Items that a run hands on; a failure is the test's. */
async function done(resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], credential: IDataObject = {}): Promise<IDataObject[]> {
	const run = await runWork(work.sandbox, resource, operation, parameters as INodeParameters, items, credential); // plain JSON, as parameters are
	expect([run.error?.message, run.failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
	return run.done.map(({ json }) => json);
}
const all = { returnAll: true };
const byNumber = (records: IDataObject[], number: string) => records.find((record) => record.number === number) ?? {};

describe('the Work node reads', () => {
	it('NODE-REF: clients are customers with state and country, sites are customers below their client', async () => {
		const clients = await done('customer', 'getMany', all);
		expect(clients.map(({ kind, id, name, active, address }) => [kind, id, name, active, (address as IDataObject | undefined)?.region, (address as IDataObject | undefined)?.country])).toEqual([
			['customer', 'cl_1001', 'Acme Hire', true, 'NY', 'US'],
			['customer', 'cl_1002', 'Bayside Café', true, undefined, undefined],
			['customer', 'cl_1003', expect.stringContaining('Greater Hudson'), true, 'NY', 'US'],
			['customer', 'cl_1004', 'Duffy & Sons', false, 'NY', 'US'],
			['customer', 'cl_1005', 'Maple Leaf Motels', true, undefined, 'CA'],
			['customer', 'cl_1006', 'Precision Pumps (NY)', true, 'New York', 'US'],
		]);
		expect(clients[0]).toMatchObject({
			code: 'ACME01', email: 'accounts@acme.example', firstName: 'Sam', lastName: 'Reed', phone: '555-0100', links: {}, version: 1,
			address: { line1: '12 Dock Rd', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
		});
		expect(await done('customer', 'getMany', { ...all, filters: { activeOnly: true, search: 'DUFF' } })).toEqual([]);
		const sites = await done('site', 'getMany', { ...all, of: 'cl_1001' });
		expect(sites.map(({ name, parent }) => [name, parent])).toEqual([['Acme Depot North', { id: 'cl_1001', name: 'Acme Hire' }], ['Acme Yard', { id: 'cl_1001', name: 'Acme Hire' }]]);
		expect(await done('customer', 'get', { target: by('code', 'maple') })).toMatchObject([{ id: 'cl_1005' }]);
		expect(await done('company', 'get')).toMatchObject([{ id: 'co_1', name: 'Harbour Plumbing', defaultState: 'NY', defaultCountry: 'US', baseCurrency: 'USD' }]);
	});

	it('NODE-REF: any kind, as each item says, in one item each; changed since; more than a page', async () => {
		const kinds = [{ kind: 'customer' }, { kind: 'item' }, { kind: 'taxRate' }, { kind: 'job' }, { kind: 'payment' }];
		const combined = await done('record', 'getMany', { kind: '={{ $json.kind }}', combine: true }, kinds);
		expect(combined.map(({ kind, count }) => [kind, count])).toEqual([['customer', 6], ['item', 6], ['taxRate', 3], ['job', 3], ['payment', 5]]);
		expect(await done('item', 'getMany', { ...all, filters: { search: 'pipe' } })).toMatchObject([{ salesPrice: '3.4575', purchasePrice: '0.00', active: true }]);
		work.sandbox.frame.clock.advance(3600);
		await work.control('POST', '/clients/bulk', { count: 450 });
		const changed = await done('customer', 'getMany', { ...all, filters: { changedSince: '2026-05-20T10:30:00Z' } });
		expect([changed.length, new Set(changed.map(({ id }) => id)).size]).toEqual([450, 450]);
	});

	it('NODE-REF: change marks alone take one call, and tell what was deleted', async () => {
		work.sandbox.frame.clock.advance(3600);
		const since = new Date(work.sandbox.frame.clock.now()).toISOString();
		await work.control('POST', '/invoices/1037/send');
		await work.control('PUT', '/clients/MAPLE', { phone: '555-0188' });
		await fetch(`${work.sandbox.origin}/_sandbox/work/clients/DUFF`, { method: 'DELETE' });
		work.sandbox.recorder.clear();
		const marks = await done('record', 'getMany', { kind: '={{ $json.kind }}', combine: true, filters: { marksOnly: true, changedSince: since } }, [{ kind: 'invoice' }, { kind: 'customer' }]);
		const at = expect.stringMatching(/^2026-/) as string;
		expect(marks).toMatchObject([
			{ kind: 'invoice', records: [{ id: 'in_504', at, version: '2' }] },
			{ kind: 'customer', count: 2, records: expect.arrayContaining([{ id: 'cl_1005', at, version: '2' }, { id: 'cl_1004', at, deleted: true }]) as unknown },
		]);
		expect(Object.keys((marks[0]?.records as IDataObject[])[0] ?? {})).toEqual(['id', 'at', 'version']);
		expect(work.sandbox.recorder.list({ system: 'work' })).toHaveLength(2);
	});

	it('NODE-REF: a client that is edited while the list is read shifts nobody past the edge of a page', async () => {
		for (let batch = 0; batch < 3; batch++) {
			work.sandbox.frame.clock.advance(60);
			await work.control('POST', '/clients/bulk', { count: 150, prefix: `Batch ${batch}` });
		}
		// The second page is asked for slowly; meanwhile records of the first page are edited and go to the end.
		await work.fault({ kind: 'latency', method: 'GET', path: '/clients', value: 400, skip: 1 });
		const reading = done('customer', 'getMany', all);
		await new Promise((resolve) => setTimeout(resolve, 250));
		for (const name of ['Acme Hire', 'Bayside Café', 'Maple Leaf Motels']) await work.control('PUT', `/clients/${encodeURIComponent(name)}`, { phone: '2' });
		const names = new Set((await reading).map(({ id }) => id));
		expect(names.size).toBe(456);
	});

	it('SYNC-WORK-4: an invoice is a document that accounting nodes take as it is: exact amounts, key, items, discount', async () => {
		const invoices = await done('invoice', 'getMany', all);
		expect(invoices).toHaveLength(8);
		for (const invoice of invoices) {
			const { id: _id, ...document } = invoice;
			const checked = check(DOCUMENT_SCHEMAS.invoice, document, String(invoice.number));
			expect(checked.ok ? 'ok' : checked.error.sentence).toBe('ok');
		}
		expect(byNumber(invoices, '1034')).toMatchObject({
			kind: 'invoice', id: 'in_501', key: expect.stringMatching(/^WORK-in_501/) as unknown, date: '2026-04-26', currency: 'USD', taxIncluded: false,
			customer: { name: 'Acme Hire', email: 'accounts@acme.example' }, client: { id: 'cl_1001', code: 'ACME01' }, site: { id: 'st_71', name: 'Acme Depot North' },
			jobDescription: 'Replace pump', reference: 'PO 7781', subTotal: '444.99', total: '480.59', amountPaid: '280.59', balance: '200.00', workStatus: 'partiallyPaid',
			lines: [
				{ amount: '95.00', quantity: '1', unitAmount: '95.00', item: { code: 'CALL', name: 'Call-out fee' }, taxRate: { name: 'NY sales tax' }, taxAmount: '7.60', sourceId: 'l1' },
				{ amount: '349.99', item: { code: 'PUMP-22', name: 'Pump 22 mm' }, taxAmount: '28.00' },
			],
		});
		// A discount: books that reckon 2.5 × 82.50 would miss it.
		const [discounted] = byNumber(invoices, '1035').lines as IDataObject[];
		expect(discounted).toMatchObject({ amount: '200.00', description: 'Labour (2.5 × 82.50, less 6.25)' });
		expect(discounted).not.toHaveProperty('quantity');
		expect((byNumber(invoices, '1036').lines as IDataObject[])[0]).toMatchObject({ item: { name: 'labour' }, amount: '82.50' });
		expect((byNumber(invoices, '1037').lines as IDataObject[])[0]).toMatchObject({ amount: '127.93', quantity: '37', unitAmount: '3.4575' });
		expect(byNumber(invoices, '1039')).toMatchObject({ taxIncluded: true, total: '102.60', lines: [{ amount: '102.60', taxAmount: '7.60' }] });
		expect(byNumber(invoices, '1038')).toMatchObject({ status: 'draft' });
		expect((byNumber(invoices, '1041').lines as IDataObject[])[1]).toMatchObject({ amount: '-349.99', quantity: '-1' });
		const open = await done('invoice', 'getMany', { ...all, filters: { activeOnly: true, from: '2026-05-14', to: '2026-05-17' } });
		expect(open.map(({ number }) => number)).toEqual(['1038', '1039']);
		expect(await done('invoice', 'get', { target: by('key', String(byNumber(invoices, '1036').key)) })).toMatchObject([{ number: '1036' }]);
	});

	it('SYNC-WORK-5: a payment names its invoice by key and number, and is of the invoice\'s client', async () => {
		const payments = await done('payment', 'getMany', { ...all, of: 'in_501' });
		expect(payments.map(({ amount, document, direction, client, reference, method }) => [amount, document, direction, (client as IDataObject).name, reference, method])).toEqual([
			['200.00', { key: expect.stringMatching(/^WORK-in_501/), number: '1034' }, 'in', 'Acme Hire', 'TX-991', 'card'],
			['80.59', { key: expect.stringMatching(/^WORK-in_501/), number: '1034' }, 'in', 'Acme Hire', 'TX-1002', 'card'],
		]);
		const [first = {}] = payments;
		expect(check(DOCUMENT_SCHEMAS.payment, { ...first, bankAccount: { name: 'Checking' } }).ok).toBe(true);
		expect(await done('payment', 'getMany', { ...all, filters: { activeOnly: true } })).toHaveLength(4);
	});

	it('SYNC-WORK-2, SYNC-WORK-3: the state rule takes the company\'s defaults, for a site its client\'s; single and combined', async () => {
		const customers = [{ id: '58', name: 'A' }, { id: '59', name: 'B', address: { region: 'TX', country: 'US' } }];
		const filled = await done('customer', 'stateRule', {}, customers);
		expect(filled).toEqual([{ id: '58', name: 'A', address: { region: 'NY', country: 'US' } }, customers[1]]);
		const off = await runWork(work.sandbox, 'customer', 'stateRule', { useDefault: false }, customers);
		expect(off.done.map(({ json }) => json)).toEqual([customers[1]]);
		expect(off.failed).toMatchObject([{ json: { id: '58', error: expect.stringContaining('unknown State of Country <United States>') as unknown, details: { vendorCode: 'unknown_state' } } }]);
		const [combined] = await done('customer', 'stateRule', { useDefault: false }, [{ kind: 'customer', records: customers, count: 2 }]);
		expect(combined).toEqual({ kind: 'customer', records: [customers[1]], count: 1, problems: [{ id: '58', name: 'A', error: expect.stringContaining('unknown State') as unknown }] });
		const site = { name: 'Depot', client: { address: { region: 'NJ', country: 'US' } } };
		expect(await done('site', 'stateRule', { useDefault: true }, [site])).toMatchObject([{ address: { region: 'NJ', country: 'US' } }]);
		expect((await runWork(work.sandbox, 'site', 'stateRule', {}, [site])).failed).toHaveLength(1);
	});

	it('NODE-RAW, NODE-LIMIT: any endpoint below the base address alone; a 429 is waited out', async () => {
		expect(await done('api', 'request', { method: 'GET', path: '/invoices', query: '{"number":"1041"}' })).toMatchObject([{ total: 1, data: [{ number: '1041' }] }]);
		const away = await runWork(work.sandbox, 'api', 'request', { method: 'GET', path: '/../../../_sandbox/work/keys', query: '{}' });
		expect(away.failed[0]?.json.error).toMatch(/below the base address/);
		await work.fault({ kind: 'status', value: 429, times: 2 });
		expect(await done('taxRate', 'getMany', all)).toHaveLength(3);
	});

	it('NODE-ERR: a wrong key, a revoked one, an account without the feature and a page in place of JSON', async () => {
		const details = async (credential: IDataObject = {}) => {
			const { failed } = await runWork(work.sandbox, 'customer', 'getMany', all, [{ mark: 7 }], credential);
			const { category, retryable, vendorCode, hint } = failed[0]?.json.details as IDataObject;
			return { category, retryable, vendorCode, hint, mark: failed[0]?.json.mark };
		};
		expect(await details({ apiKey: 'wrong' })).toMatchObject({ category: 'auth', retryable: false, vendorCode: 'unauthorized' });
		expect(await details({ apiKey: 'sandbox-work-old-key' })).toMatchObject({ category: 'auth', vendorCode: 'key_revoked', hint: expect.stringContaining('revoked') as unknown });
		expect(await details({ companyId: 'co_9' })).toMatchObject({ category: 'permission' });
		expect(await details({ baseUrl: '' })).toMatchObject({ category: 'auth', hint: expect.stringContaining('ask Work') as unknown });
		await work.fault({ kind: 'feature-off' });
		expect(await details()).toMatchObject({ category: 'feature not in subscription' });
		await work.fault({ kind: 'html', value: 502, times: 4 });
		expect(await details()).toMatchObject({ category: 'outage', retryable: true });
	});

	it('NODE-REF: the credential\'s overrides read the old data service: Basic, other paths, names, keys and dates', async () => {
		const contract = JSON.stringify({
			paths: { client: '/Clients', invoice: '/Invoices', company: '' }, recordStyle: 'key', list: { style: 'none', data: 'd' },
			features: { modifiedSince: false, externalRefs: false, idempotency: false, versions: false, webhooks: false },
			fields: {
				'client.id': 'Id', 'client.name': 'Name', 'client.email': 'Email', 'client.updatedAt': 'UpdatedAt', 'client.address.city': 'City',
				'client.address.state': 'State', 'client.address.country': 'Country', 'client.status': 'Status',
			},
		});
		const credential = {
			baseUrl: `${work.sandbox.origin}/work/C2FDataSvc.svc`, authentication: 'basic', user: 'office@harbour.example', password: 'sandbox-work-password', companyId: '', contract,
		};
		for (const legacyResults of [false, true]) {
			await work.control('POST', '/settings', { legacyResults });
			const clients = await done('customer', 'getMany', all, [{}], credential);
			expect(clients).toHaveLength(6);
			expect(clients[0]).toMatchObject({ id: '1001', name: 'Acme Hire', email: 'accounts@acme.example', address: { city: 'Albany', region: 'NY', country: 'US' }, changedAt: expect.stringMatching(/^2025-11-/) as unknown });
		}
		expect(await done('customer', 'get', { target: by('id', '1004') }, [{}], credential)).toMatchObject([{ name: 'Duffy & Sons', active: false }]);
		const bad = await runWork(work.sandbox, 'customer', 'getMany', all, [{}], { contract: '{"paths":{"customers":"/x"}}' });
		expect(bad.failed[0]?.json.error).toMatch(/"paths.customers", which is not known/);
	});

	it('TRIG-POLL: each change once, two of one second too; deleted and merged clients by their id', async () => {
		const now = new Date(Date.now() - 30_000).toISOString();
		work.sandbox.frame.clock.set(now);
		await work.sandbox.reset();
		await work.control('POST', '/settings', { limits: false });
		let { items, saved } = await pollWork(work.sandbox, 'customer');
		expect(items?.map(({ json }) => json.id)).toEqual(['cl_1001', 'cl_1002', 'cl_1003', 'cl_1004', 'cl_1005', 'cl_1006']);
		const next = async () => {
			({ items, saved } = await pollWork(work.sandbox, 'customer', saved));
			return items?.map(({ json }) => [json.id, json.version ?? json.deleted]) ?? null;
		};
		expect(await next()).toBeNull();
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		expect(await next()).toEqual([['cl_1001', 2]]);
		await work.control('PUT', '/clients/ACME01', { phone: '2' });
		expect(await next()).toEqual([['cl_1001', 3]]);
		await work.control('DELETE', '/clients/DUFF');
		await work.control('POST', '/clients/cl_1002/merge', { into: 'cl_1006' });
		expect((await next())?.sort()).toEqual([['cl_1002', true], ['cl_1004', true], ['cl_1006', 2]]);
		await work.call('PUT', '/clients/cl_1001/external-refs/qbo', { id: '58' });
		expect(await next()).toBeNull();
		const payments = await pollWork(work.sandbox, 'payment');
		await work.control('POST', '/invoices/1036/pay', { amount: 10 });
		const paid = await pollWork(work.sandbox, 'payment', payments.saved);
		expect(paid.items?.map(({ json }) => [json.kind, json.amount])).toEqual([['payment', '10.00']]);
		const samples = await pollWork(work.sandbox, 'invoice', {}, { mode: 'manual' });
		expect(samples.items).toHaveLength(5);
	});

	it('TRIG-POLL: where Work has no change filter, whole lists are compared', async () => {
		await work.control('POST', '/settings', { modifiedSince: false });
		const credential = { contract: '{"features":{"modifiedSince":false}}' };
		const first = await pollWork(work.sandbox, 'site', {}, { credential });
		expect(first.items).toHaveLength(4);
		await work.control('PUT', '/sites/st_72', { phone: '9' });
		const second = await pollWork(work.sandbox, 'site', first.saved, { credential });
		expect(second.items?.map(({ json }) => [json.id, json.change])).toEqual([['st_72', 'updated']]);
	});

	it('OPS-ACCESS: no item or error holds the key', async () => {
		const { failed } = await runWork(work.sandbox, 'customer', 'get', { target: by('id', 'cl_9') });
		expect(failed[0]?.json.details).toMatchObject({ category: 'not found' });
		expect(JSON.stringify(failed)).not.toContain(KEY);
	});
});
