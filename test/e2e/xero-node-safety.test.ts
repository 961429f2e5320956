import type { IDataObject } from 'n8n-workflow';
import { chosen, xeroJob, type Job } from '../support/bench';
import { World } from '../support/world';

let world: World;
beforeAll(async () => {
	world = await World.open();
	// An organisation with its lists read once, so that what a test counts is the test's own.
	await world.bench.run(create([bill('E2E-WARM')]));
});
beforeEach(() => world.forget());
afterAll(async () => {
	try {
		expect(await world.trialBalance()).toBe('0.00');
	} finally {
		await world?.close();
	}
});

type More = Parameters<typeof xeroJob>[2];
function create(items: IDataObject[], options: IDataObject = {}, more: More = {}): Job {
	return xeroJob({ resource: 'document', operation: 'create', document: '={{ $json }}', options }, items, more);
}
function bill(key: string, more: IDataObject = {}): IDataObject {
	return {
		kind: 'bill', key, date: '2026-11-03', currency: 'GBP', supplier: { name: 'Addison Lee' },
		lines: [{ description: 'Taxi', amount: '48.00', account: { code: '493' }, taxRate: { code: 'INPUT2' } }], note: 'stays with the item', ...more,
	};
}
const standing = async (prefix: string) => await world.books.all('Invoices', `Type=="ACCPAY" AND InvoiceNumber.StartsWith("${prefix}")`);
const puts = () => world.writes().filter(({ method, url }) => method === 'PUT' && url.includes('/Invoices'));

describe('NODE-ONCE on a real n8n', () => {
	it('the same key twice in one run, and again in a second run, is one bill', async () => {
		const { done } = await world.bench.run(create([bill('ONCE-1'), bill('ONCE-1')]));
		expect(done.map(({ action }) => action)).toEqual(['created', 'found']);
		world.forget();
		const second = await world.bench.run(create([bill('ONCE-1')]));
		expect(second.done).toEqual([expect.objectContaining({ action: 'found', id: done[0]?.id })]);
		expect(world.writes()).toEqual([]);
		expect(await standing('ONCE-1')).toHaveLength(1);
	});

	it('two executions at the same time make one bill', async () => {
		const [a, b] = await Promise.all([world.bench.run(create([bill('ONCE-2')])), world.bench.run(create([bill('ONCE-2')]))]);
		expect([a.done[0]?.action, b.done[0]?.action].sort()).toEqual(['created', 'found']);
		expect(await standing('ONCE-2')).toHaveLength(1);
	});

	it.each([
		['an answer lost after the commit', { kind: 'drop-after' }],
		['an HTTP 500 after the commit', { kind: 'status-after', value: 500 }],
		['an HTTP 500 before it', { kind: 'status', value: 500 }],
		['a token that expires in the middle', { kind: 'tokenExpired' }],
	])('%s makes one bill', async (what, fault) => {
		const key = `ONCE-3-${what.replace(/\W+/g, '-')}`;
		world.fail({ ...fault, method: 'PUT', path: '/Invoices' });
		const { done, failed } = await world.bench.run(create([bill(key)]));
		expect([failed, done.length]).toEqual([[], 1]);
		expect(await standing(key)).toHaveLength(1);
	});

	it('a document that has changed since is a duplicate, not a silent find', async () => {
		await world.bench.run(create([bill('ONCE-4')]));
		const [line] = bill('').lines as IDataObject[];
		const { failed } = await world.bench.run(create([bill('ONCE-4', { lines: [{ ...line, amount: '49.00' }] })]));
		expect(failed).toEqual([expect.objectContaining({ key: 'ONCE-4', details: expect.objectContaining({ category: 'duplicate', document: 'ONCE-4' }) as object })]);
	});

	it('what was refused is posted by the next run once its reason is gone, within Xero\'s six minutes too', async () => {
		const sek = bill('ONCE-5', { currency: 'SEK' });
		await world.control('POST', '/xero/organisation', { removeCurrency: 'SEK' });
		const first = await world.bench.run(create([sek]));
		expect(first.failed).toEqual([expect.objectContaining({ details: expect.objectContaining({ category: 'feature not in subscription', hint: expect.stringContaining('currency') as string }) as object })]);
		await world.books.send('PUT', 'Currencies', { Code: 'SEK' });
		const second = await world.bench.run(create([sek]));
		expect([second.failed, second.done.length]).toEqual([[], 1]);
	});
});

describe('NODE-BATCH on a real n8n', () => {
	it('120 bills are three calls; the bad one fails alone and the others go in', async () => {
		const items = Array.from({ length: 120 }, (_, index) => bill(`BATCH-${index}`));
		const [line] = bill('').lines as IDataObject[];
		items[70] = bill('BATCH-70', { lines: [line as IDataObject, { ...line, account: { code: '999' } }] });
		const { done, failed } = await world.bench.run(create(items));
		expect([done.length, failed.length]).toEqual([119, 1]);
		expect(failed[0]).toMatchObject({ key: 'BATCH-70', note: 'stays with the item', details: { category: 'mapping', line: 2, document: 'BATCH-70' } });
		expect(puts().length).toBe(3);
		expect(await standing('BATCH-')).toHaveLength(119);
	});

	it('one that only Xero refuses fails alone as well', async () => {
		world.fail({ kind: 'validation', method: 'PUT', path: '/Invoices', value: 1 });
		const { done, failed } = await world.bench.run(create([bill('BATCH2-0'), bill('BATCH2-1'), bill('BATCH2-2')]));
		expect(done.map(({ key }) => key)).toEqual(['BATCH2-0', 'BATCH2-2']);
		expect(failed).toEqual([expect.objectContaining({ key: 'BATCH2-1', details: expect.objectContaining({ document: 'BATCH2-1' }) as object })]);
		expect(puts().length).toBe(1);
	});
});

describe('NODE-LIMIT on a real n8n', () => {
	it('waits as long as Xero says, and shows why beside the output', async () => {
		world.fail({ kind: 'rateLimitMinute', method: 'PUT', path: '/Invoices', value: 4 });
		const { done, hints } = await world.bench.run(create([bill('LIMIT-1')]));
		expect(done).toHaveLength(1);
		const [refused, accepted] = puts();
		expect([refused?.status, accepted?.status]).toEqual([429, 200]);
		const waited = Date.parse(accepted?.at ?? '') - Date.parse(refused?.at ?? '');
		expect(waited).toBeGreaterThanOrEqual(4000);
		expect(waited).toBeLessThan(8000);
		expect(hints).toEqual([expect.stringMatching(/^Waited 4 seconds for Xero: Xero asked for a rest/)]);
	});
});

describe('NODE-DRY on a real n8n', () => {
	it('everything is checked, the plans come out, and nothing is written', async () => {
		const items = [
			bill('DRY-1'), bill('DRY-2', { supplier: { name: 'A supplier that nobody knows' } }), bill('DRY-3', { kind: 'expense', bankAccount: { code: '091' } }),
			{ kind: 'journal', key: 'DRY-4', date: '2026-11-03', lines: [{ amount: '1.00', account: { code: '449' } }, { amount: '-1.00', account: { code: '805' } }] },
			bill('DRY-5', { lines: [{ amount: '5.00', account: { code: '999' } }] }),
		];
		const { done, failed } = await world.bench.run(create(items, { dryRun: true, createParties: true }));
		expect(done.map(({ key, action }) => `${String(key)} ${String(action)}`)).toEqual(['DRY-1', 'DRY-2', 'DRY-3', 'DRY-4'].map((key) => `${key} would create`));
		expect(done.map(({ plan }) => typeof plan)).toEqual(['object', 'object', 'object', 'object']);
		expect(JSON.stringify(done[0]?.plan)).toContain('"AccountCode":"493"');
		expect(failed).toEqual([expect.objectContaining({ key: 'DRY-5', details: expect.objectContaining({ category: 'mapping' }) as object })]);
		expect(world.writes()).toEqual([]);
		const upsert = xeroJob({ resource: 'supplier', operation: 'upsert', matchBy: 'name', source: 'item', record: '={{ $json }}', options: { dryRun: true } }, [{ name: 'Nobody knows me' }]);
		expect((await world.bench.run(upsert)).done).toEqual([expect.objectContaining({ action: 'would create' })]);
		expect(world.writes()).toEqual([]);
	});
});

interface Failing {
	category: string;
	retryable: boolean;
	says: RegExp;
	hint: RegExp;
	item?: IDataObject;
	before?: () => Promise<unknown> | void;
	after?: () => Promise<unknown> | void;
	more?: More;
}

describe('NODE-ERR on a real n8n', () => {
	const failing: Failing[] = [
		{ category: 'mapping', retryable: false, says: /line 1.*999/i, hint: /map to another/i, item: { lines: [{ description: 'Odd', amount: '5.00', account: { code: '999' } }] } },
		{ category: 'validation', retryable: false, says: /date/, hint: /\w/, item: { date: 'tomorrow' } },
		{
			category: 'closed period', retryable: false, says: /2026-03-31|lock/i, hint: /lock date|first open day/i, item: { date: '2026-03-15' },
			before: async () => await world.control('POST', '/xero/lockdate', { period: '2026-03-31' }),
			after: async () => await world.control('POST', '/xero/lockdate', { period: null }),
		},
		{
			category: 'permission', retryable: false, says: /connected to no organisation/i, hint: /connect/i,
			before: async () => await world.control('POST', '/xero/organisation', { revoked: true }),
			after: async () => await world.control('POST', '/xero/organisation', { revoked: false }),
		},
		{
			category: 'auth', retryable: false, says: /needs to be reconnected/i, hint: /connect/i,
			more: { credentials: { accountingXeroOAuth2Api: 'Xero (not connected any more)' } },
		},
		{
			category: 'rate limit', retryable: true, says: /day/i, hint: /daily limit/i,
			before: () => world.fail({ kind: 'rateLimitDay', times: 1 }),
		},
		{
			category: 'outage', retryable: true, says: /out of order|503/i, hint: /nothing/i,
			before: () => world.fail({ kind: 'status', value: 503, path: '/api.xro/', times: 30 }),
		},
	];

	beforeAll(async () => {
		const xero = `${world.sandbox.origin}/xero`;
		world.bench.credentials['Xero (not connected any more)'] = await world.n8n.createCredential('Xero (not connected any more)', 'accountingXeroOAuth2Api', {
			apiUrl: xero, identityUrl: xero, loginUrl: xero, clientId: 'sandbox-xero-web', clientSecret: 'sandbox-xero-web-secret', callsPerMinute: 6000,
			oauthTokenData: { access_token: 'gone', refresh_token: 'gone-too', token_type: 'Bearer', expires_in: 1800 },
		});
	});

	it.each(failing)('$category: named in words, with document, hint and whether a retry can help; the input leaves intact', async ({ category, retryable, says, hint, item, before, after, more }) => {
		const input = bill(`ERR-${category.replace(/\W/g, '-')}`, item);
		await before?.();
		try {
			const { done, failed } = await world.bench.run(create([input], {}, more));
			expect(done).toEqual([]);
			expect(failed).toHaveLength(1);
			expect(failed[0]).toMatchObject(input);
			expect(failed[0]).toMatchObject({ error: expect.stringMatching(says) as string, details: { category, retryable, hint: expect.stringMatching(hint) as string } });
			const document = (failed[0]?.details as IDataObject).document;
			if (document !== undefined) expect(document).toBe(input.key);
		} finally {
			world.forget();
			await after?.();
		}
		expect(await standing(String(input.key))).toEqual([]);
	});

	it('without an error output the run stops with the sentence and the hint; with "continue" the item goes on with both', async () => {
		const bad = bill('ERR-STOP', { lines: [{ amount: '5.00', account: { code: '999' } }] });
		const stopped = await world.bench.run(create([bad], {}, { onError: 'stopWorkflow' }));
		expect(stopped.execution.status).toBe('error');
		const { message, description } = stopped.execution.error as { message: string; description: string };
		expect(message).toContain('Document ERR-STOP, line 1');
		expect(description).toMatch(/map to another/i);
		const { done } = await world.bench.run(create([bad, bill('ERR-GO')], {}, { onError: 'continueRegularOutput' }));
		expect(done).toEqual([
			expect.objectContaining({ key: 'ERR-STOP', note: 'stays with the item', error: expect.stringContaining('999') as string, details: expect.objectContaining({ category: 'mapping' }) as object }),
			expect.objectContaining({ key: 'ERR-GO', action: 'created' }),
		]);
	});

	it('no secret and no token is in what a run leaves behind', async () => {
		const { execution } = await world.bench.run(create([bill('ERR-SECRET')], {}, { credentials: { accountingXeroOAuth2Api: 'Xero (not connected any more)' } }));
		expect(JSON.stringify(execution)).not.toMatch(/sandbox-xero-web-secret|gone-too|Bearer /);
	});
});

describe('NODE-RAW on a real n8n', () => {
	const request = (parameters: IDataObject): Job => xeroJob({ resource: 'api', operation: 'request', method: 'GET', query: '{}', body: '{}', ...parameters });

	it('calls any endpoint with the same credential, limits and errors', async () => {
		world.fail({ kind: 'rateLimitMinute', path: '/Organisation', value: 2 });
		const ran = await world.bench.all({
			read: request({ path: 'Organisation' }),
			filtered: request({ path: '/api.xro/2.0/Accounts', query: JSON.stringify({ where: 'Code=="449"' }) }),
			connections: request({ path: '/connections' }),
			write: request({ method: 'PUT', path: 'TrackingCategories', body: JSON.stringify({ Name: 'Raw category' }) }),
			missing: request({ path: 'Invoices/00000000-0000-4000-8000-000000000000' }),
			outside: request({ path: 'https://elsewhere.example/steal' }),
		});
		expect(ran.read.done[0]).toMatchObject({ Organisations: [expect.objectContaining({ Name: 'Kea Joinery Ltd' })] });
		expect((ran.filtered.done[0]?.Accounts as IDataObject[]).map(({ Name }) => Name)).toEqual(['Motor Vehicle Expenses']);
		expect(ran.connections.done[0]).toMatchObject({ data: [expect.objectContaining({ tenantName: 'Kea Joinery Ltd' })] });
		expect([ran.write.failed.length, ran.write.done.length]).toEqual([1, 0]); // two categories are all Xero takes
		expect(ran.missing.failed[0]).toMatchObject({ details: { category: 'not found' } });
		expect(ran.outside.failed[0]).toMatchObject({ details: { category: 'validation', field: 'path' } });
	});
});

describe('organisations', () => {
	it('a login with several asks for a choice, and goes where it is told', async () => {
		const both = ['7e000000-0000-4000-8000-000000000001', '7e000000-0000-4000-8000-000000000002'];
		const { tenants: _tenants, ...oauthTokenData } = await world.control<IDataObject>('POST', '/xero/tokens', { tenants: both });
		const xero = `${world.sandbox.origin}/xero`;
		const name = 'Xero (two organisations)';
		world.bench.credentials[name] = await world.n8n.createCredential(name, 'accountingXeroOAuth2Api', {
			apiUrl: xero, identityUrl: xero, loginUrl: xero, clientId: 'sandbox-xero-web', clientSecret: 'sandbox-xero-web-secret', callsPerMinute: 6000, oauthTokenData,
		});
		const more = { credentials: { accountingXeroOAuth2Api: name } };
		const accounts = { resource: 'taxRate', operation: 'getMany', returnAll: true, filters: {} };
		const ran = await world.bench.all({
			unsaid: xeroJob(accounts, undefined, more),
			fern: xeroJob({ ...accounts, organisation: chosen('id', both[1] ?? '') }, undefined, more),
		});
		expect(ran.unsaid.failed[0]).toMatchObject({ details: { category: 'validation', field: 'organisation' } });
		expect(ran.fern.done.map(({ name: rate }) => rate)).toContain('15% GST on Expenses');
	});
});
