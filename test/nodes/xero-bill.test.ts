import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { AccountingXero } from '../../nodes/Xero/AccountingXero.node';
import { runNode } from '../support/run-node';

const XERO = 'https://api.xero.com';
const TENANT = '7e000000-0000-4000-8000-000000000001';
const SUPPLIER = '11111111-0000-4000-8000-000000000001';

/** A fresh organisation per test: limits and locks are kept per connection for the life of the process. */
let run = 0;
const parameters = (more: IDataObject) => ({
	authentication: 'oAuth2',
	organisation: { __rl: true, mode: 'id', value: `${TENANT}-${++run}` },
	resource: 'bill',
	operation: 'create',
	source: 'item',
	document: '={{ $json }}',
	options: {},
	...more,
});
const credentials = () => ({
	accountingXeroOAuth2Api: {
		clientId: 'id', clientSecret: 'secret', callsPerMinute: 600,
		oauthTokenData: { access_token: 'token', refresh_token: 'refresh', token_type: 'Bearer' },
	},
});
const createBills = async (items: IDataObject[], more: IDataObject = {}) =>
	await runNode(AccountingXero, parameters(more) as never, items, { credentials: credentials() as never, onError: 'continueErrorOutput' });

const bills = (count: number, more: IDataObject = {}): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		key: `EXP-${1000 + index}-B`, date: '2026-11-03', supplier: { id: SUPPLIER }, currency: 'GBP',
		lines: [{ description: 'Taxi', amount: '48.00', account: { code: '449' }, taxRate: { code: 'INPUT2' } }],
		...more,
	}));

const ORGANISATION = { OrganisationID: 'o', Name: 'Kea Joinery Ltd', BaseCurrency: 'GBP', ShortCode: '!kEa42', PeriodLockDate: '/Date(1774915200000+0000)/' };
const ACCOUNTS = [
	{ AccountID: 'a1', Code: '449', Name: 'Motor Expenses', Status: 'ACTIVE', Type: 'OVERHEADS', Class: 'EXPENSE' },
	{ AccountID: 'a2', Code: '450', Name: 'Old', Status: 'ARCHIVED', Type: 'OVERHEADS', Class: 'EXPENSE' },
];
const TAX_RATES = [
	{ Name: '20% (VAT on Expenses)', TaxType: 'INPUT2', Status: 'ACTIVE', EffectiveRate: 20, CanApplyToExpenses: true, CanApplyToRevenue: false },
	{ Name: '20% (VAT on Income)', TaxType: 'OUTPUT2', Status: 'ACTIVE', EffectiveRate: 20, CanApplyToExpenses: false, CanApplyToRevenue: true },
];

interface Sent {
	Invoices: Array<IDataObject & { InvoiceNumber: string }>;
}

function organisation() {
	nock(XERO).get('/api.xro/2.0/Organisation').reply(200, { Organisations: [ORGANISATION] });
}
function references() {
	nock(XERO).get('/api.xro/2.0/Accounts').reply(200, { Accounts: ACCOUNTS });
	nock(XERO).get('/api.xro/2.0/TaxRates').reply(200, { TaxRates: TAX_RATES });
}
function lookUps(): { keys: string[] } {
	const seen: { keys: string[] } = { keys: [] };
	nock(XERO)
		.get('/api.xro/2.0/Invoices')
		.query(({ InvoiceNumbers }) => typeof InvoiceNumbers === 'string' && seen.keys.push(...InvoiceNumbers.split(',')) > 0)
		.reply(200, { Invoices: [] })
		.persist();
	return seen;
}
const posted = (invoice: Sent['Invoices'][number], index: number) => ({
	...invoice, InvoiceID: `i${index}`, Total: 48, SubTotal: 40, StatusAttributeString: 'OK', HasErrors: false,
});

beforeEach(() => {
	nock.disableNetConnect();
});
/** Test files of one worker share Node's http module: what this file patched must not meet the next one. */
afterAll(() => nock.restore());
afterEach(() => {
	nock.cleanAll();
	nock.enableNetConnect();
});

describe('Xero Accounting: bill, create', () => {
	it('NODE-BATCH: fifty bills are one call, and the refused one fails alone', async () => {
		organisation();
		references();
		const { keys } = lookUps();
		let sent: Sent['Invoices'] = [];
		const put = nock(XERO)
			.put('/api.xro/2.0/Invoices', ({ Invoices }: Sent) => (sent = Invoices).length === 50)
			.query({ summarizeErrors: 'false', unitdp: '4' })
			.matchHeader('xero-tenant-id', new RegExp(`^${TENANT}`))
			.matchHeader('idempotency-key', /^[0-9a-f]{64}$/)
			.reply(200, () => ({
				Invoices: sent.map((invoice, index) =>
					index === 7
						? { ...invoice, StatusAttributeString: 'ERROR', HasErrors: true, ValidationErrors: [{ Message: "Account code '449' is not a valid code for this document." }] }
						: posted(invoice, index),
				),
			}));
		const { done, failed, error } = await createBills(bills(50));
		expect(error).toBeUndefined();
		expect(done).toHaveLength(49);
		expect(done[0]?.json).toMatchObject({
			action: 'created', kind: 'bill', key: 'EXP-1000-B', id: 'i0', total: '48.00', date: '2026-11-03',
			link: 'https://go.xero.com/organisationlogin/default.aspx?shortcode=!kEa42&redirecturl=/AccountsPayable/Edit.aspx?InvoiceID=i0',
		});
		expect(failed).toHaveLength(1);
		expect(failed[0]?.pairedItem).toMatchObject({ item: 7 });
		expect(JSON.stringify(failed[0]?.json)).toContain('"category":"mapping"');
		expect(failed[0]?.json.key).toBe('EXP-1007-B');
		expect(keys).toHaveLength(50);
		expect(put.isDone()).toBe(true);
	});

	it('NODE-BILL: the whole wire shape of a bill', async () => {
		organisation();
		references();
		lookUps();
		nock(XERO).get('/api.xro/2.0/TrackingCategories').query(true).reply(200, {
			TrackingCategories: [{ TrackingCategoryID: 't1', Name: 'Region', Status: 'ACTIVE', Options: [{ TrackingOptionID: 'o1', Name: 'North', Status: 'ACTIVE' }] }],
		});
		let body: Sent = { Invoices: [] };
		nock(XERO).put('/api.xro/2.0/Invoices', (sent: Sent) => Boolean((body = sent))).query(true)
			.reply(200, () => ({ Invoices: body.Invoices.map(posted) }));
		const [bill = {}] = bills(1);
		const { done } = await createBills([{
			...bill, number: 'SUP-77', dueDate: '2026-11-17', url: 'https://expenses.example.com/r/1', exchangeRate: '1.1523',
			lines: [{
				description: 'Fuel', amount: '24.00', quantity: '2', unitAmount: '12.00', taxAmount: '4.00', account: { name: 'motor expenses' },
				taxRate: { name: '20% (VAT on Expenses)' }, dimensions: [{ dimension: { name: 'Region' }, value: { name: 'north' } }],
			}],
		}]);
		expect(body).toEqual({
			Invoices: [{
				Type: 'ACCPAY', Status: 'AUTHORISED', InvoiceNumber: 'EXP-1000-B', Reference: 'SUP-77', Contact: { ContactID: SUPPLIER },
				Date: '2026-11-03', DueDate: '2026-11-17', CurrencyCode: 'GBP', CurrencyRate: 1.1523, LineAmountTypes: 'Inclusive',
				Url: 'https://expenses.example.com/r/1',
				LineItems: [{
					Description: 'Fuel', Quantity: 2, UnitAmount: 12, AccountCode: '449', TaxType: 'INPUT2', TaxAmount: 4,
					Tracking: [{ TrackingCategoryID: 't1', TrackingOptionID: 'o1' }],
				}],
			}],
		});
		expect(done).toHaveLength(1);
	});

	it('NODE-ERR: what cannot be mapped fails before any write, with line, field and all reasons', async () => {
		organisation();
		references();
		lookUps();
		const { done, failed } = await createBills(bills(1, {
			lines: [
				{ amount: '1.00', account: { code: '449' }, taxRate: { code: 'OUTPUT2' } },
				{ amount: '2.00', account: { code: '450' } },
				{ amount: '3.00', account: { code: '999' } },
				{ amount: '4.00' },
			],
		}));
		expect(done).toHaveLength(0);
		const text = JSON.stringify(failed[0]?.json);
		expect(text).toContain('Document EXP-1000-B, line 1, taxRate: The tax rate 20% (VAT on Income) does not suit the account 449 Motor Expenses.');
		expect(text).toContain('Line 2: The account 450 Old is archived.');
		expect(text).toContain('Line 3: The account \\"999\\" is not in Xero.');
		expect(text).toContain('Line 4: The line has no account.');
	});

	it('NODE-CREDIT: a bill with a negative total becomes a supplier credit with the signs turned around', async () => {
		organisation();
		references();
		let where = '';
		// A bill of this key from before the report turned negative would be told as changed.
		nock(XERO).get('/api.xro/2.0/Invoices').query(({ InvoiceNumbers }) => InvoiceNumbers === 'EXP-1000-B').reply(200, { Invoices: [] });
		nock(XERO).get('/api.xro/2.0/CreditNotes').query((query) => Boolean((where = String(query.where)))).reply(200, { CreditNotes: [] });
		let body: unknown;
		nock(XERO).put('/api.xro/2.0/CreditNotes', (sent) => Boolean((body = sent))).query(true).reply(200, {
			CreditNotes: [{ CreditNoteID: 'c1', Type: 'ACCPAYCREDIT', CreditNoteNumber: 'EXP-1000-B', Total: 24, Status: 'AUTHORISED' }],
		});
		const { done, failed } = await createBills(bills(1, {
			lines: [
				{ description: 'Refund', amount: '-48.00', account: { code: '449' }, taxRate: { code: 'INPUT2' } },
				{ description: 'Fee', amount: '24.00', account: { code: '449' } },
			],
		}));
		expect(failed).toEqual([]);
		expect(where).toContain('CreditNoteNumber=="EXP-1000-B" OR Reference=="EXP-1000-B"');
		expect(body).toMatchObject({
			CreditNotes: [{ Type: 'ACCPAYCREDIT', CreditNoteNumber: 'EXP-1000-B', Reference: 'EXP-1000-B', LineItems: [{ UnitAmount: 48 }, { UnitAmount: -24 }] }],
		});
		expect(done[0]?.json).toMatchObject({ action: 'created', kind: 'supplierCredit', id: 'c1', total: '24.00' });
	});

	it('NODE-ONCE: a bill that stands in the books is found, and one with another total is an error', async () => {
		organisation();
		nock(XERO).get('/api.xro/2.0/Invoices').query(true).reply(200, {
			Invoices: [
				{ InvoiceID: 'i1', Type: 'ACCPAY', InvoiceNumber: 'EXP-1000-B', Status: 'AUTHORISED', Total: 48, SubTotal: 40 },
				{ InvoiceID: 'i2', Type: 'ACCPAY', InvoiceNumber: 'EXP-1001-B', Status: 'PAID', Total: 50, SubTotal: 41.67 },
			],
		});
		const { done, failed } = await createBills(bills(2));
		expect(done.map(({ json }) => json)).toEqual([expect.objectContaining({ action: 'found', id: 'i1', key: 'EXP-1000-B' })]);
		expect(JSON.stringify(failed[0]?.json)).toContain('"category":"duplicate"');
	});

	it('NODE-DRY: a dry run shows the planned write and sends none', async () => {
		organisation();
		references();
		lookUps();
		nock(XERO).get('/api.xro/2.0/Contacts').query(true).reply(200, { Contacts: [], pagination: { pageCount: 1 } });
		const { done, error } = await createBills(bills(1, { supplier: { name: 'New  Supplier <Ltd>' } }), { options: { dryRun: true, createParties: true } });
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({
			action: 'would create', plan: { collection: 'Invoices', element: { Contact: { Name: 'New Supplier Ltd' }, InvoiceNumber: 'EXP-1000-B' } },
		});
	});

	it('NODE-ERR: a closed period is refused before any write, or moved to the first open day with a warning', async () => {
		const closed = bills(1, { date: '2026-03-01' });
		organisation();
		references();
		lookUps();
		const refused = await createBills(closed);
		expect(JSON.stringify(refused.failed[0]?.json)).toContain('"category":"closed period"');
		organisation();
		references();
		let body: Sent = { Invoices: [] };
		nock(XERO).put('/api.xro/2.0/Invoices', (sent: Sent) => Boolean((body = sent))).query(true)
			.reply(200, () => ({ Invoices: body.Invoices.map(posted) }));
		const moved = await createBills(closed, { options: { closedPeriod: 'firstOpenDay' } });
		expect(body).toMatchObject({ Invoices: [{ Date: '2026-04-01' }] });
		expect(moved.done[0]?.json.warnings).toEqual(['Dated 2026-04-01 in place of 2026-03-01, which lies in a closed period.']);
	});
});
