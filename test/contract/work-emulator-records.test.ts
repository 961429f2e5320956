import { type Data, KEY, Work } from './work-emulator-client';

describe('emulated Work: company, clients, sites, billing items', () => {
	let work: Work;
	beforeEach(async () => {
		work = await Work.start();
	});
	afterEach(async () => await work.close());

	const ids = (list: Data[]) => list.map(({ id }) => id);
	const code = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const { status, json } = await work.call(method, path, body, headers);
		return [status, json.error?.code];
	};

	it('NODE-REF: the seed has clients without state or country, a long name, an inactive one, sites, items, tax rates, jobs', async () => {
		const clients = await work.get('/clients');
		expect(clients.json).toMatchObject({ page: 1, pageSize: 100, total: 6, hasMore: false });
		expect(Object.keys(clients.list[0] ?? {}).sort()).toEqual([
			'address', 'code', 'createdAt', 'defaultTaxRateId', 'email', 'externalRefs', 'fax', 'id', 'mobile', 'name', 'phone', 'primaryContact', 'status',
			'taxNumber', 'updatedAt', 'version',
		]);
		const places = clients.list.map(({ address }) => [(address as Data).state, (address as Data).country]);
		expect(places).toEqual([['NY', 'US'], ['', ''], ['NY', 'US'], ['NY', 'US'], ['', 'CA'], ['New York', 'US']]);
		expect(clients.list.filter(({ status }) => status === 'inactive')).toHaveLength(1);
		expect(clients.list.filter(({ name }) => String(name).length > 100)).toHaveLength(1);
		const counts = await Promise.all(['sites', 'billing-items', 'tax-rates', 'jobs', 'invoices', 'payments'].map(async (path) => (await work.get(`/${path}`)).json.total));
		expect(counts).toEqual([4, 6, 3, 3, 8, 5]);
		expect((await work.get('/company')).json).toMatchObject({ id: 'co_1', currency: 'USD', settings: { defaultState: 'NY', defaultCountry: 'US', nextInvoiceNumber: 1042 } });
	});

	it('NODE-ERR: key, bearer and Basic are taken; a wrong key, a revoked one and a foreign company are refused', async () => {
		const basic = `Basic ${Buffer.from('office@harbour.example:sandbox-work-password').toString('base64')}`;
		const statusOf = async (headers: Record<string, string>) => await code('GET', '/company', undefined, headers);
		expect(await statusOf({ authorization: `Bearer ${KEY}` })).toEqual([200, undefined]);
		expect(await statusOf({ authorization: basic })).toEqual([200, undefined]);
		expect(await statusOf({ 'x-api-key': 'nope' })).toEqual([401, 'unauthorized']);
		expect(await statusOf({ authorization: '' })).toEqual([401, 'unauthorized']);
		expect(await statusOf({ 'x-api-key': 'sandbox-work-old-key' })).toEqual([401, 'key_revoked']);
		expect((await work.get('/clients', { 'x-company-id': 'co_2' })).list.map(({ name }) => name)).toEqual(['Lone Star Ranch']);
		expect(await statusOf({ 'x-company-id': 'co_9' })).toEqual([403, 'forbidden']);
		await work.control('POST', `/keys/${KEY}/revoke`);
		expect(await statusOf({})).toEqual([401, 'key_revoked']);
	});

	it('NODE-UPSERT: POST makes with 201, PATCH changes what it names, PUT replaces, each a version more', async () => {
		const made = await work.call('POST', '/clients', { name: 'New Client', email: 'new@client.example', address: { city: 'Troy', state: 'NY' }, strange: 1 });
		expect([made.status, made.headers.get('location')]).toEqual([201, `/work/v1/clients/${String(made.json.id)}`]);
		expect(made.json).toMatchObject({ name: 'New Client', status: 'active', version: 1, externalRefs: {}, address: { city: 'Troy', state: 'NY', country: '' } });
		expect(made.json).not.toHaveProperty('strange');
		const path = `/clients/${String(made.json.id)}`;
		const patched = await work.call('PATCH', path, { address: { country: 'US' } });
		expect(patched.json).toMatchObject({ version: 2, email: 'new@client.example', address: { city: 'Troy', state: 'NY', country: 'US' } });
		const replaced = await work.call('PUT', path, { name: 'Newer' });
		expect(replaced.json).toMatchObject({ version: 3, name: 'Newer', email: '', address: { city: '', country: '' }, createdAt: made.json.createdAt });
		expect(await code('PUT', path, { name: 'X' }, { 'if-match': '"2"' })).toEqual([412, 'stale_version']);
		expect(await code('PUT', path, { name: 'X' }, { 'if-match': '"3"' })).toEqual([200, undefined]);
		expect(await code('PUT', '/clients/cl_9', { name: 'X' })).toEqual([404, 'not_found']);
	});

	it('NODE-ERR: what is wrong is told field by field with 422; duplicates with 409; a body that is no JSON with 400', async () => {
		const refused = await work.call('POST', '/clients', {
			name: ' ', email: 'nobody', code: 'x'.repeat(31), status: 'asleep', address: { country: 'USA', state: 's'.repeat(51) }, defaultTaxRateId: 'tx_9',
		});
		expect([refused.status, refused.json.error?.code, refused.json.error?.message]).toEqual([422, 'validation_failed', 'Client is not valid.']);
		expect(refused.json.error?.fields.map((field) => [field.path, field.code])).toEqual([
			['code', 'too_long'], ['name', 'required'], ['status', 'invalid'], ['email', 'invalid'], ['address.state', 'too_long'], ['address.country', 'too_long'],
			['defaultTaxRateId', 'unknown_reference'],
		]);
		expect(await code('POST', '/clients', { name: ' acme HIRE ' })).toEqual([409, 'duplicate_name']);
		expect(await code('POST', '/clients', { name: 'Other', code: 'acme01' })).toEqual([409, 'duplicate_code']);
		expect(await code('POST', '/billing-items', { name: 'Call-out fee', type: 'service' })).toEqual([201, undefined]);
		expect(await code('POST', '/billing-items', { name: 'A', type: 'thing', unitPrice: -1 })).toEqual([422, 'validation_failed']);
		expect(await code('POST', '/sites', { name: 'No client' })).toEqual([422, 'validation_failed']);
		expect(await code('POST', '/clients', '{"name":')).toEqual([400, 'bad_request']);
		expect(await code('GET', '/nothing')).toEqual([404, 'not_found']);
		await work.control('POST', '/companies/co_1', { settings: { allowDuplicateClients: true } });
		expect(await code('POST', '/clients', { name: 'acme hire' })).toEqual([201, undefined]);
	});

	it('SYNC-WORK-2: a country without a state is refused in the documented words where the account demands a state', async () => {
		await work.control('POST', '/settings', { stateRequired: true });
		const { status, json } = await work.call('POST', '/clients', { name: 'Stateless', address: { country: 'US' } });
		expect([status, json.error?.code, json.error?.message]).toEqual([
			422, 'unknown_state',
			"The Client record has an unknown State of Country <US>. Please add a State to the QuickBooks record or enable the 'Use default State' in the Work Sync settings and synchronize again.",
		]);
	});

	it('NODE-ONCE: an idempotency key repeats its answer for a day, and refuses another body', async () => {
		const post = async (body: Data) => await work.call('POST', '/clients', body, { 'idempotency-key': 'k1' });
		const first = await post({ name: 'Once' });
		const second = await post({ name: 'Once' });
		expect([second.status, second.text, second.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
		expect((await post({ name: 'Twice' })).json.error?.code).toBe('idempotency_conflict');
		expect((await work.get('/clients?name=once')).json.total).toBe(1);
		work.sandbox.frame.clock.advance(24 * 3600 + 1);
		expect((await post({ name: 'Once' })).json.error?.code).toBe('duplicate_name');
	});

	it('TRIG-POLL: external references are written and looked up without a new version, and cleared', async () => {
		const before = (await work.get('/clients/cl_1002')).json;
		work.sandbox.frame.clock.advance(60);
		const set = await work.call('PUT', '/clients/cl_1002/external-refs/qbo', { id: '58', syncToken: '2' });
		expect(set.json).toEqual({ ...before, externalRefs: { qbo: { id: '58', syncToken: '2', syncedAt: '2026-05-20T10:01:00Z' } } });
		expect(ids((await work.get('/clients?externalRef=qbo:58')).list)).toEqual(['cl_1002']);
		expect((await work.call('PATCH', '/clients/cl_1002', { phone: '1' })).json).toMatchObject({ version: 2, externalRefs: { qbo: { id: '58' } } });
		expect((await work.call('DELETE', '/clients/cl_1002/external-refs/qbo')).status).toBe(204);
		expect((await work.get('/clients?externalRef=qbo:58')).list).toEqual([]);
		await work.control('POST', '/settings', { externalRefs: false });
		expect((await work.get('/clients/cl_1002')).json).not.toHaveProperty('externalRefs');
	});

	it('TRIG-POLL: modifiedSince is inclusive, oldest change first; a deleted record leaves a tombstone', async () => {
		const now = '2026-05-20T10:00:00Z';
		work.sandbox.frame.clock.set(now);
		await work.call('PATCH', '/clients/cl_1003', { phone: '1' });
		await work.call('PATCH', '/clients/cl_1001', { phone: '1' });
		expect(ids((await work.get(`/clients?modifiedSince=${now}`)).list)).toEqual(['cl_1001', 'cl_1003']);
		expect(ids((await work.get('/clients')).list).slice(-2)).toEqual(['cl_1001', 'cl_1003']);
		expect((await work.call('DELETE', '/clients/cl_1004')).status).toBe(204);
		expect((await work.get('/clients?code=duff&includeDeleted=true')).list).toEqual([]);
		const all = (await work.get(`/clients?includeDeleted=true&modifiedSince=${now}`)).list;
		expect(all).toContainEqual({ id: 'cl_1004', deleted: true, updatedAt: expect.stringMatching(/^2026-05-20T10:00:/) as unknown });
		expect((await work.get('/clients')).json.total).toBe(5);
		expect(await code('DELETE', '/clients/cl_1001')).toEqual([409, 'in_use']);
		expect(await code('GET', '/clients?modifiedSince=yesterday')).toEqual([400, 'bad_request']);
		await work.control('POST', '/settings', { modifiedSince: false });
		expect((await work.get(`/clients?modifiedSince=${now}`)).json.total).toBe(5);
	});

	it('TRIG-POLL: people edit, set inactive with all sites, and merge; what moved over has a new version', async () => {
		await work.control('PUT', '/clients/ACME01', { status: 'inactive' });
		expect((await work.get('/sites?clientId=cl_1001')).list.map(({ status, version }) => [status, version])).toEqual([['inactive', 2], ['inactive', 2]]);
		await work.control('POST', '/clients/cl_1002/merge', { into: 'cl_1006' });
		expect(await code('GET', '/clients/cl_1002')).toEqual([404, 'not_found']);
		expect((await work.get('/sites/st_73')).json).toMatchObject({ clientId: 'cl_1006', version: 2 });
		expect((await work.get('/invoices?number=1035')).list).toMatchObject([{ clientId: 'cl_1006' }]);
		expect((await work.get('/payments/py_82')).json).toMatchObject({ clientId: 'cl_1006' });
	});

	it('NODE-LIMIT: 120 calls a minute for each key, told by headers; then 429 with the wait', async () => {
		await work.control('POST', '/settings', { limits: true, perMinute: 3 });
		const first = await work.get('/company');
		expect(['limit', 'remaining', 'reset'].map((name) => Number(first.headers.get(`x-ratelimit-${name}`)))).toEqual([3, 2, expect.any(Number)]);
		await work.get('/company');
		await work.get('/company');
		const over = await work.get('/company');
		expect([over.status, over.json.error?.code]).toEqual([429, 'rate_limited']);
		expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(50);
		work.sandbox.frame.clock.advance(61);
		expect((await work.get('/company')).status).toBe(200);
	});

	it('NODE-BATCH: 5,000 clients are made fast and are read in pages of 200, none twice', async () => {
		const started = Date.now();
		await work.control('POST', '/clients/bulk', { count: 5000 });
		expect(Date.now() - started).toBeLessThan(5000);
		const seen = new Set<unknown>();
		let page = 1;
		for (;;) {
			const { list, json } = await work.get(`/clients?pageSize=200&page=${page}`);
			for (const { id } of list) seen.add(id);
			if (json.hasMore !== true) break;
			page += 1;
		}
		expect([seen.size, page]).toEqual([5006, 26]);
		expect(await code('GET', '/clients?pageSize=201')).toEqual([400, 'bad_request']);
	});

	it('NODE-ERR: the old data service gives sets and single records to Basic alone', async () => {
		const basic = `Basic ${Buffer.from('office@harbour.example:sandbox-work-password').toString('base64')}`;
		const one = await work.legacy('Clients(1001)', basic);
		expect(one.json.d).toMatchObject({ Id: 1001, Name: 'Acme Hire', City: 'Albany', State: 'NY', UpdatedAt: expect.stringMatching(/^\/Date\(\d+\)\/$/) as unknown });
		expect((await work.legacy('Clients(1001)/Jobs', basic)).json.d).toMatchObject([{ Id: 300, Number: 'J-300', ClientId: 1001 }]);
		expect((await work.legacy('Clients(1001)/Jobs(300)', basic)).json.d).toMatchObject({ Description: 'Replace pump' });
		expect((await work.legacy('Clients(1001)/Jobs(301)', basic)).status).toBe(404);
		expect((await work.legacy('Invoices', basic)).json.d).toHaveLength(8);
		expect((await work.legacy('AccountTypeMs(1)', basic)).json.d).toEqual({ Id: 1, Name: 'Income' });
		await work.control('POST', '/settings', { legacyResults: true });
		expect((await work.legacy('Clients', basic)).json.d).toMatchObject({ results: expect.any(Array) as unknown });
		expect((await work.legacy('Sites', basic)).status).toBe(404);
		expect((await work.legacy('Clients', '')).status).toBe(401);
	});
});
