import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { AccountingXeroTrigger } from '../../nodes/Xero/AccountingXeroTrigger.node';
import { runListSearch, runPoll } from '../support/run-node';

const XERO = 'https://api.xero.com';
let run = 0;
const parameters = (event: string, startFrom: 'now' | 'beginning' = 'beginning') => ({
	authentication: 'customConnection', event, startFrom,
});
const credentials = () => ({
	accountingXeroCustomConnectionApi: { clientId: `id${++run}`, clientSecret: 's', callsPerMinute: 600, accessToken: 'token' },
});
const poll = async (event: string, staticData: IDataObject = {}, more: { mode?: 'manual'; startFrom?: 'now' } = {}) =>
	await runPoll(AccountingXeroTrigger, parameters(event, more.startFrom) as never, {
		credentials: credentials() as never, staticData, ...(more.mode === undefined ? {} : { mode: more.mode }),
	});
const at = (second: number) => `/Date(${Date.parse('2026-11-03T10:00:00Z') + second * 1000}+0000)/`;
const bill = (id: string, second: number) => ({ InvoiceID: id, Type: 'ACCPAY', InvoiceNumber: id, Status: 'AUTHORISED', Total: 1, UpdatedDateUTC: at(second) });
const organisation = () => nock(XERO).get('/api.xro/2.0/Organisation').reply(200, { Organisations: [{ Name: 'Kea', BaseCurrency: 'GBP', ShortCode: '!k' }] }).persist();

beforeEach(() => nock.disableNetConnect());
/** Test files of one worker share Node's http module: what this file patched must not meet the next one. */
afterAll(() => nock.restore());
afterEach(() => {
	nock.cleanAll();
	nock.enableNetConnect();
});

describe('TRIG-POLL: Xero', () => {
	it('each change is handed on once, though every poll reads back', async () => {
		organisation();
		const marks: Array<string | undefined> = [];
		let bills = [bill('b1', 0), bill('b2', 10)];
		nock(XERO).get('/api.xro/2.0/Invoices')
			.query(({ order, where, pageSize }) => order === 'UpdatedDateUTC ASC' && where === 'Type=="ACCPAY"' && pageSize === '1000')
			.matchHeader('if-modified-since', (value) => marks.push(Array.isArray(value) ? value[0] : String(value)) > 0)
			.reply(200, () => ({ Invoices: bills })).persist();
		const first = await poll('bill');
		expect(first.items?.map(({ json }) => json.id)).toEqual(['b1', 'b2']);
		bills = [bill('b2', 10), bill('b1', 20)];
		const second = await poll('bill', first.saved);
		expect(second.items?.map(({ json }) => [json.id, json.changedAt])).toEqual([['b1', '2026-11-03T10:00:20.000Z']]);
		expect(marks.at(-1)).toBe('2026-11-03T09:55:10');
		expect((await poll('bill', second.saved)).items).toBeNull();
	});

	it('lists without a change mark are compared: new, changed, and nothing else', async () => {
		let rates: IDataObject[] = [{ Name: 'A', TaxType: 'INPUT', Status: 'ACTIVE', EffectiveRate: 20 }];
		nock(XERO).get('/api.xro/2.0/TaxRates').reply(200, () => ({ TaxRates: rates })).persist();
		const first = await poll('taxRate');
		expect(first.items?.map(({ json }) => [json.change, json.code, json.percent])).toEqual([['created', 'INPUT', '20']]);
		expect((await poll('taxRate', first.saved)).items).toBeNull();
		rates = [{ ...rates[0], Name: 'A2' }, { Name: 'B', TaxType: 'TAX001', Status: 'ACTIVE', EffectiveRate: 0 }];
		const third = await poll('taxRate', first.saved);
		expect(third.items?.map(({ json }) => [json.change, json.name, json.percent])).toEqual([['updated', 'A2', '20'], ['created', 'B', '0']]);
	});

	it('starting now: the first poll hands on nothing and saves where it began', async () => {
		nock(XERO).get('/api.xro/2.0/Invoices').query(true).reply(200, { Invoices: [] }).persist();
		const first = await poll('bill', {}, { startFrom: 'now' });
		expect(first.items).toEqual([]);
		expect(first.saved.bill).toBeDefined();
	});

	it('TRIG-TEST: the editor gets real records and the cursor stays', async () => {
		organisation();
		nock(XERO).get('/api.xro/2.0/Invoices').query(true).reply(200, { Invoices: [bill('b1', 0)] }).persist();
		const { items, saved } = await poll('bill', {}, { mode: 'manual' });
		expect(items?.map(({ json }) => json.id)).toEqual(['b1']);
		expect(saved).toEqual({});
	});

	it('NODE-ERR: what Xero refuses reaches the user in words', async () => {
		nock(XERO).get('/api.xro/2.0/Invoices').query(true).reply(403, { Title: 'Forbidden' });
		await expect(poll('bill')).rejects.toMatchObject({ message: expect.stringContaining('Xero refused access'), description: expect.stringContaining('connect the credential again') });
	});

	it('pages go on from the last change, so that an edit between two pages loses nothing', async () => {
		organisation();
		const full = Array.from({ length: 1000 }, (_, index) => bill(`b${index}`, index));
		const asked: string[] = [];
		nock(XERO).get('/api.xro/2.0/Invoices').query(({ page }) => page === '1')
			.matchHeader('if-modified-since', (value) => asked.push(String(value)) > 0)
			.reply(200, () => ({ Invoices: asked.at(-1)?.includes('T10:16:38') === true ? [full[998], full[999], bill('b5', 2000)] : full })).persist();
		const { items } = await poll('bill');
		expect(items).toHaveLength(1001);
		expect(items?.at(-1)?.json.id).toBe('b5');
	});

	it('lists live: tracking options with their category, a search narrows them', async () => {
		nock(XERO).get('/api.xro/2.0/TrackingCategories').query(true).reply(200, {
			TrackingCategories: [{ TrackingCategoryID: 't1', Name: 'Region', Status: 'ACTIVE', Options: [
				{ TrackingOptionID: 'o1', Name: 'North', Status: 'ACTIVE' }, { TrackingOptionID: 'o2', Name: 'South', Status: 'ARCHIVED' }, { TrackingOptionID: 'o3', Name: 'East', Status: 'ACTIVE' },
			] }],
		}).persist();
		const list = async (filter?: string) =>
			(await runListSearch(AccountingXeroTrigger, 'searchDimensionValues', parameters('bill') as never, { credentials: credentials() as never, filter })).results;
		expect(await list()).toEqual([{ name: 'Region: East', value: 'o3' }, { name: 'Region: North', value: 'o1' }]);
		expect(await list('nor')).toEqual([{ name: 'Region: North', value: 'o1' }]);
	});
});
