import { KEA, XeroBench } from './support/xero';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
	const invoices = [
		['A-1', 'Café Ruß', 10, 'Lunch'],
		['A-2', 'A & B #1 Timber', 20, undefined],
		['B-1', 'O\'Neill "Fast" Couriers', 30, 'Parcels'],
		['B-2', 'Bay Hire Ltd', 40, 'PARCELS again'],
	].map(([InvoiceNumber, Name, UnitAmount, Reference], day) => ({
		Type: 'ACCPAY',
		Status: day < 2 ? 'DRAFT' : 'AUTHORISED',
		InvoiceNumber,
		Reference,
		Contact: { Name },
		Date: `2026-11-0${day + 1}`,
		DueDate: '2026-12-01',
		LineItems: [{ Description: 'x', UnitAmount, AccountCode: '429', TaxType: 'NONE' }],
	}));
	await bench.api('PUT', '/Invoices', { body: { Invoices: invoices } });
});
afterAll(async () => await bench.stop());

const get = async (path: string, headers: Record<string, string> = {}) => await bench.api('GET', path, { headers });
const numbers = async (query: string, headers: Record<string, string> = {}): Promise<string[]> =>
	(await get(`/Invoices?${query}`, headers)).json.Invoices.map(
		({ InvoiceNumber }: { InvoiceNumber: string }) => InvoiceNumber,
	);
const where = (expression: string) => `where=${encodeURIComponent(expression)}`;

it.each([
	['Type=="ACCPAY" AND Status=="AUTHORISED"', ['B-1', 'B-2']],
	['InvoiceNumber=="a-1"', ['A-1']],
	['InvoiceNumber=="A-1" OR InvoiceNumber=="B-2"', ['A-1', 'B-2']],
	['Type=="ACCPAY" AND (InvoiceNumber=="A-1" OR InvoiceNumber=="NOPE")', ['A-1']],
	['Contact.Name=="CAFE RUß"', ['A-1']],
	['Contact.Name=="A & B #1 Timber"', ['A-2']],
	['Contact.Name=="O\'Neill ""Fast"" Couriers"', ['B-1']],
	['Date>=DateTime(2026, 11, 03) && Date < DateTime(2026,11,04)', ['B-1']],
	['Total>20 AND Total<=40', ['B-1', 'B-2']],
	['AmountDue=40', ['B-2']],
	['Reference!=null AND Reference.ToLower().Contains("parcels")', ['B-1', 'B-2']],
	['InvoiceNumber.StartsWith("B") AND NOT (Total>35)', ['B-1']],
	['Reference==null', ['A-2']],
	['HasAttachments==true', []],
	['!(Status=="DRAFT")', ['B-1', 'B-2']],
])('where=%s', async (expression, expected) => {
	expect(await numbers(where(expression))).toEqual(expected);
});

it("a contact's id needs guid()", async () => {
	const [{ ContactID }] = (await get(`/Contacts?${where('Name=="Bay Hire Ltd"')}`)).json.Contacts;
	expect(await numbers(where(`Contact.ContactID==guid("${ContactID}")`))).toEqual(['B-2']);
	expect(await numbers(`ContactIDs=${ContactID.toUpperCase()}`)).toEqual(['B-2']);
	const { status, json } = await get(`/Invoices?${where(`Contact.ContactID=="${ContactID}"`)}`);
	expect([status, json.ErrorNumber, json.Message]).toEqual([
		400,
		16,
		"Operator '==' incompatible with operand types 'Guid' and 'String'",
	]);
});

it.each([
	'Nonsense=="x"',
	'LineItems.AccountCode=="429"',
	'Type=="ACCPAY" AND',
	'Type=="ACCPAY',
	'Reference.Contains("x")',
	'Total=="5"',
	'Type.Foo("x")',
])('NODE-ERR: %s is a QueryParseException', async (expression) => {
	const { status, json } = await get(`/Invoices?${where(expression)}`);
	expect([status, json.ErrorNumber, json.Type]).toEqual([400, 16, 'QueryParseException']);
});

it('order, lists, search, summary', async () => {
	expect(await numbers('order=Date%20DESC')).toEqual(['B-2', 'B-1', 'A-2', 'A-1']);
	expect(await numbers('order=Status,Total%20DESC')).toEqual(['B-2', 'B-1', 'A-2', 'A-1']);
	expect((await get('/Invoices?order=Nonsense')).json.ErrorNumber).toBe(16);
	expect(await numbers('InvoiceNumbers=A-1,B-1&Statuses=DRAFT')).toEqual(['A-1']);
	expect(await numbers('searchTerm=parcels')).toEqual(['B-1', 'B-2']);
	expect(await numbers('createdByMyApp=true')).toHaveLength(4);
	const [summary] = (await get('/Invoices?summaryOnly=true&page=1')).json.Invoices;
	expect('LineItems' in summary || 'Payments' in summary).toBe(false);
});

it('paging: 100 by default, lines only with a page, an empty page past the end', async () => {
	expect((await get('/Invoices')).json.pagination).toBeUndefined();
	expect((await get('/Invoices')).json.Invoices[0].LineItems).toEqual([]);
	const page = (await get('/Invoices?page=2&pageSize=3')).json;
	expect(page.pagination).toEqual({ page: 2, pageSize: 3, pageCount: 2, itemCount: 4 });
	expect(page.Invoices.map(({ LineItems }: { LineItems: unknown[] }) => LineItems.length)).toEqual([1]);
	expect((await get('/Invoices?page=9')).json.Invoices).toEqual([]);
	expect((await get('/Invoices?page=1&pageSize=1001')).status).toBe(400);
});

it('TRIG-POLL: If-Modified-Since is UTC to the second; change marks rise strictly', async () => {
	const marks = async (): Promise<number[]> =>
		(await get('/Invoices?order=UpdatedDateUTC%20ASC')).json.Invoices.map(
			({ UpdatedDateUTC }: { UpdatedDateUTC: string }) => Number(/\((\d+)/.exec(UpdatedDateUTC)?.[1]),
		);
	const before = await marks();
	expect(new Set(before).size).toBe(4);
	expect([...before].sort((a, b) => a - b)).toEqual(before);
	bench.sandbox.frame.clock.advance(60);
	const since = new Date(bench.sandbox.frame.clock.now());
	const [{ InvoiceID }] = (await get(`/Invoices?${where('InvoiceNumber=="A-1"')}`)).json.Invoices;
	expect(await numbers('', { 'if-modified-since': since.toISOString() })).toEqual([]);
	await bench.api('POST', `/Invoices/${InvoiceID}`, { body: { Reference: 'Dinner' } });
	for (const form of [since.toISOString(), since.toISOString().slice(0, 19), since.toUTCString()]) {
		expect(await numbers('', { 'if-modified-since': form })).toEqual(['A-1']);
	}
	const body = await bench.xero.accountingApi.getInvoices(KEA, since);
	expect(body.body.invoices).toHaveLength(1);
});

it('addresses and parameter names in any case; XML unless JSON is asked for; PDF for one document', async () => {
	expect((await get('/invoices?PAGE=1&PageSize=2')).json.Invoices).toHaveLength(2);
	const xml = await get('/Organisation', { accept: '*/*' });
	expect(xml.headers.get('content-type')).toContain('text/xml');
	expect(xml.text).toContain('<Organisations><Organisation><OrganisationID>7e000000');
	const [{ InvoiceID }] = (await get('/Invoices')).json.Invoices;
	expect((await get(`/Invoices/${InvoiceID}`, { accept: 'application/pdf' })).text.slice(0, 5)).toBe('%PDF-');
});

it('the envelope names the app, dates come twice', async () => {
	const { json } = await get('/Invoices?InvoiceNumbers=A-1');
	expect(json).toMatchObject({
		Status: 'OK',
		ProviderName: 'Accounting Sync',
		Id: expect.any(String),
		DateTimeUTC: expect.stringMatching(/^\/Date\(\d+\)\/$/),
	});
	expect(json.Invoices[0]).toMatchObject({
		Date: `/Date(${Date.UTC(2026, 10, 1)}+0000)/`,
		DateString: '2026-11-01T00:00:00',
		UpdatedDateUTCString: expect.stringMatching(/Z$/),
	});
});
