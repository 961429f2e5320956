import { type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: limits, failures, set-up', () => {
	let qbo: QuickBooks;
	beforeEach(async () => {
		qbo = await QuickBooks.start({ settings: {} });
	});
	afterEach(async () => await qbo.close());

	const company = async () => await qbo.call('GET', `/companyinfo/${US}`);
	const BATCH = { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] };
	/** So slow that the real time of the calls does not matter. */
	const still = () => qbo.sandbox.frame.clock.setScale(0.0001);

	it('NODE-LIMIT: ten calls a second for an app, five hundred a minute for a company from all apps', async () => {
		still();
		const ten = await Promise.all(Array.from({ length: 10 }, company));
		expect(ten.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
		const refused = await company();
		expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([429, '3001', null]);
		expect(refused.json.fault).toMatchObject({ type: 'SERVICE', error: [{ message: expect.stringContaining('ThrottleExceeded') as unknown }] });
		qbo.sandbox.frame.clock.advance(2);
		expect((await company()).status).toBe(200);
		await qbo.control('POST', '/settings', { perSecond: 1000, perMinute: 15, retryAfter: true });
		for (let made = 0; made < 15; made++) expect((await company()).status).toBe(200);
		await qbo.enter(US, { app: 'sandbox-qbo-other' });
		const [again, retryAfter] = [await company(), (await company()).headers.get('retry-after')];
		expect([again.status, Number(retryAfter) > 50]).toEqual([429, true]);
		await qbo.enter(UK);
		expect((await qbo.call('GET', `/companyinfo/${UK}`)).status).toBe(200);
	});

	it('NODE-LIMIT: forty batches a minute for an app, counted apart; too many at once', async () => {
		still();
		await qbo.control('POST', '/settings', { batchesPerMinute: 3, batchesPerMinuteOfCompany: 5 });
		const send = async (times: number) => {
			const answers: number[] = [];
			for (let time = 0; time < times; time++) answers.push((await qbo.call('POST', '/batch', BATCH)).status);
			return answers;
		};
		expect(await send(4)).toEqual([200, 200, 200, 429]);
		expect((await company()).status).toBe(200);
		await qbo.enter(US, { app: 'sandbox-qbo-other' });
		expect(await send(2)).toEqual([200, 429]); // what was refused counted for the company, too
		await qbo.control('POST', '/settings', { perSecond: 100, concurrent: 2, slow: 200 });
		const statuses = (await Promise.all([company(), company(), company()])).map(({ status }) => status);
		expect(statuses.sort()).toEqual([200, 200, 429]);
	});

	it('NODE-ERR: failures of the vendor can be ordered', async () => {
		await qbo.control('POST', '/settings', { limits: false });
		const struck = async (fault: Data) => {
			await qbo.fault(fault);
			const { status, code, text } = await company();
			return [status, code ?? /code="(\d+)"/.exec(text)?.[1]];
		};
		expect(await struck({ kind: 'tokenExpired' })).toEqual([401, '3200']);
		expect(await struck({ kind: 'throttled' })).toEqual([429, '3001']);
		expect(await struck({ kind: 'notAuthorized' })).toEqual([403, '3100']);
		expect(await struck({ kind: 'adminLost' })).toEqual([401, '120']);
		expect(await struck({ kind: 'stale' })).toEqual([400, '5010']);
		expect(await struck({ kind: 'permissionDenied' })).toEqual([400, '5020']);
		expect(await struck({ kind: 'faultOn200' })).toEqual([200, '6000']);
		expect(await struck({ kind: 'faultXml' })).toEqual([500, '10000']);
		expect(await struck({ kind: 'status', value: 503 })).toEqual([503, '10000']);
		expect(await struck({ kind: 'status', value: 429 })).toEqual([429, '3001']);
		await qbo.fault({ kind: 'invalidGrant' });
		expect((await qbo.form('/oauth2/v1/tokens/bearer', { grant_type: 'refresh_token', refresh_token: 'x' })).json.error).toBe('invalid_grant');
	});

	it('NODE-ERR: what the owner sets up decides: closed books, an ended subscription, a plan without classes, several currencies', async () => {
		await qbo.control('POST', '/settings', { limits: false });
		const setUp = async (changes: Data) => await qbo.control('POST', `/companies/${US}`, changes);
		const vendor = { DisplayName: 'New' };
		await setUp({ subscriptionEnded: true });
		expect(await qbo.refusal('/vendor', vendor)).toEqual(['6190', expect.stringContaining("You can't add data to QuickBooks Online Plus")]);
		expect((await company()).status).toBe(200);
		await setUp({ subscriptionEnded: false, classes: 'off', locations: false, plan: 'SimpleStart' });
		expect((await qbo.refusal('/class', { Name: 'North' }))[0]).toBe('5030');
		expect((await qbo.refusal('/department', { Name: 'North' }))[0]).toBe('5030');
		await setUp({ bookCloseDate: null, multiCurrency: true });
		const { AccountingInfoPrefs, CurrencyPrefs } = (await qbo.call('GET', '/preferences')).json.Preferences as Data;
		expect(AccountingInfoPrefs).not.toHaveProperty('BookCloseDate');
		expect(CurrencyPrefs).toMatchObject({ MultiCurrencyEnabled: true });
		await expect(setUp({ strange: true })).rejects.toThrow('A company has no "strange" to change');
	});
});
