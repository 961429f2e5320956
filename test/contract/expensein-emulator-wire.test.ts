import { EXPENSES_KEY, ExpenseIn, KEY, LISTS_KEY } from './expensein-emulator-client';

const LISTS = ['/users', '/categories', '/projects', '/departments', '/taxrates', '/suppliers'];
const DOCUMENTS = ['/expenses', '/invoices', '/postings'];

describe('emulated ExpenseIn: who may come in, and how often', () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const code = async (path: string, authorization: string) => {
		const { status, json } = await client.call('GET', path, undefined, { authorization });
		return status === 200 ? 200 : [status, json.code];
	};

	it('NODE-ERR: only the header "ApiKey <key>" opens the API; every other one is 401 in the vendor\'s body', async () => {
		expect(await code('/users', `ApiKey ${KEY}`)).toBe(200);
		for (const wrong of ['', KEY, `Bearer ${KEY}`, `apikey ${KEY}`, `ApiKey${KEY}`, `ApiKey  ${KEY}`, 'ApiKey nobodys', 'ApiKey ']) {
			expect([wrong, await code('/users', wrong)]).toEqual([wrong, [401, 'Unauthorized']]);
		}
		const { json, headers } = await client.call('GET', '/users', undefined, { authorization: 'ApiKey x' });
		expect(json).toEqual({ code: 'Unauthorized', message: expect.any(String) as unknown, errors: [] });
		expect(headers.get('content-type')).toContain('application/json');
	});

	it('NODE-ERR: a permission that is not ticked is 403, for every call that needs it', async () => {
		for (const path of LISTS) expect([path, await code(path, `ApiKey ${LISTS_KEY}`)]).toEqual([path, 200]);
		for (const path of DOCUMENTS) expect([path, await code(path, `ApiKey ${LISTS_KEY}`)]).toEqual([path, [403, 'Forbidden']]);
		for (const path of DOCUMENTS) expect([path, await code(path, `ApiKey ${EXPENSES_KEY}`)]).toEqual([path, 200]);
		// Suppliers are open to either.
		for (const path of LISTS) expect([path, await code(path, `ApiKey ${EXPENSES_KEY}`)]).toEqual([path, path === '/suppliers' ? 200 : [403, 'Forbidden']]);
		const write = async (method: string, path: string, key: string) => (await client.call(method, path, {}, { authorization: `ApiKey ${key}` })).json.code;
		for (const path of LISTS.filter((one) => one !== '/suppliers')) {
			expect(await write('POST', path, EXPENSES_KEY)).toBe('Forbidden');
			expect(await write('PUT', `${path}/x`, EXPENSES_KEY)).toBe('Forbidden');
		}
		for (const path of ['/expenses', '/invoices']) {
			expect(await write('POST', `${path}/export`, LISTS_KEY)).toBe('Forbidden');
			expect(await write('POST', `${path}/exportfailed`, LISTS_KEY)).toBe('Forbidden');
			for (const below of ['/x', '/x/receipts', '/x/receipts/y']) expect(await code(`${path}${below}`, `ApiKey ${LISTS_KEY}`)).toEqual([403, 'Forbidden']);
		}
		await client.control('POST', '/keys', { name: 'Lists only', permissions: ['Finance'] });
		expect(await code('/users', `ApiKey ${LISTS_KEY}`)).toEqual([403, 'Forbidden']);
		await expect(client.control('POST', '/keys', { name: 'Lists only', permissions: ['Everything'] })).rejects.toThrow('No such permission');
	});

	it('NODE-ERR: a regenerated key is dead at once, and the new one works', async () => {
		const { key } = await client.control<{ key: string }>('POST', '/keys/Accounting%20sync/regenerate', {});
		expect(await code('/users', `ApiKey ${KEY}`)).toEqual([401, 'Unauthorized']);
		expect(await code('/users', `ApiKey ${key}`)).toBe(200);
		await client.control('DELETE', '/keys/Accounting%20sync');
		expect(await code('/users', `ApiKey ${key}`)).toEqual([401, 'Unauthorized']);
	});

	it('NODE-ERR: a caller outside of the allowed addresses is 403 with a code of its own', async () => {
		await client.control('POST', '/keys', { name: 'Accounting sync', allowedIps: ['203.0.113.9'] });
		expect(await code('/users', `ApiKey ${KEY}`)).toEqual([403, 'IpNotAllowed']);
		await client.control('POST', '/keys', { name: 'Accounting sync', allowedIps: ['203.0.113.9', '127.0.0.1'] });
		expect(await code('/users', `ApiKey ${KEY}`)).toBe(200);
	});

	it('SYNC-AIQ-5: without the Invoicing module suppliers and invoices are 403, and the rest goes on', async () => {
		await client.control('POST', '/settings', { invoicingModule: false });
		expect(await code('/suppliers', `ApiKey ${KEY}`)).toEqual([403, 'ModuleNotEnabled']);
		expect(await code('/invoices', `ApiKey ${KEY}`)).toEqual([403, 'ModuleNotEnabled']);
		expect((await client.call('POST', '/suppliers', { name: 'A' })).json.code).toBe('ModuleNotEnabled');
		expect((await client.call('POST', '/invoices/export', {})).json.code).toBe('ModuleNotEnabled');
		for (const path of [...LISTS, ...DOCUMENTS].filter((one) => !['/suppliers', '/invoices'].includes(one))) expect(await code(path, `ApiKey ${KEY}`)).toBe(200);
	});

	it('NODE-LIMIT: the 121st call of a minute is 429 with the seconds to wait, for this key alone', async () => {
		await client.control('POST', '/settings', { limits: true });
		for (let call = 0; call < 120; call++) expect((await client.get('/taxrates')).status).toBe(200);
		const refused = await client.get('/taxrates');
		expect([refused.status, refused.json.code]).toEqual([429, 'TooManyRequests']);
		const wait = Number(refused.headers.get('retry-after'));
		expect(wait).toBeGreaterThan(50);
		expect(wait).toBeLessThanOrEqual(60);
		expect((await client.get('/taxrates', LISTS_KEY)).status).toBe(200);
		client.sandbox.frame.clock.advance(wait);
		expect((await client.get('/taxrates')).status).toBe(200);
		await client.control('POST', '/settings', { perMinute: 2 });
		expect([(await client.get('/taxrates')).status, (await client.get('/taxrates')).status, (await client.get('/taxrates')).status]).toEqual([200, 200, 429]);
		await client.control('POST', '/settings', { limits: false });
		expect((await client.get('/taxrates')).status).toBe(200);
		await expect(client.control('POST', '/settings', { limit: false })).rejects.toThrow('There is no setting "limit"');
	});

	it('NODE-ERR: ordered failures come in the vendor\'s body; an unknown address is 404', async () => {
		client.sandbox.frame.faults.add({ system: 'expensein', kind: 'status', value: 429 });
		const limited = await client.get('/users');
		expect([limited.status, limited.json.code, limited.headers.get('retry-after')]).toEqual([429, 'TooManyRequests', '1']);
		client.sandbox.frame.faults.add({ system: 'expensein', kind: 'status-after', value: 503, method: 'POST' });
		const late = await client.call('POST', '/departments', { name: 'Late', reference: 'LATE' });
		expect([late.status, late.json]).toEqual([503, { code: 'ServerError', message: 'Something went wrong on our side.', errors: [] }]);
		expect(await client.byReference('/departments', 'LATE')).toMatchObject({ name: 'Late' });
		expect(await code('/customers', `ApiKey ${KEY}`)).toEqual([404, 'NotFound']);
	});

	it('OPS-ACCESS: keys never stand among the recorded requests', async () => {
		await client.get('/users');
		await client.call('GET', '/users', undefined, { authorization: 'ApiKey wrong-key' });
		const kept = JSON.stringify(client.sandbox.recorder.list({}));
		expect(kept).toContain('/expensein/1.0/users');
		expect(kept).not.toContain(KEY);
		expect(kept).not.toContain('wrong-key');
	});
});
