import { cost, type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: query language and change feed', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());
	beforeEach(async () => await qbo.enter(US));

	const names = async (statement: string) => (await qbo.query(statement)).rows.map(({ DisplayName, Name }) => DisplayName ?? Name);
	const refused = async (statement: string) => {
		const { status, code, detail } = await qbo.query(statement);
		return [status, code, detail];
	};

	it('NODE-REF: quotes and backslashes are escaped; text is compared without regard to case unless told', async () => {
		expect(await names("select * from Vendor where DisplayName = 'Bob\\'s Burger Joint'")).toEqual(["Bob's Burger Joint"]);
		expect(await names("select * from Vendor where DisplayName = 'Ellis\\\\Sons'")).toEqual(['Ellis\\Sons']);
		expect(await names('select * from Vendor where DisplayName = \'Café Zoë & Company, "The Corner"\'')).toHaveLength(1);
		expect(await names("SELECT * FROM vendor WHERE DisplayName IN ('pg&e', 'northwind FUEL')")).toEqual(['Northwind Fuel', 'PG&E']);
		await qbo.control('POST', '/settings', { caseSensitive: true });
		expect(await names("select * from Vendor where DisplayName = 'pg&e'")).toEqual([]);
		await qbo.control('POST', '/settings', { caseSensitive: false });
	});

	it('NODE-REF: operators, like, order, pages in either order, counts', async () => {
		expect(await names("select * from Vendor where DisplayName like 'North%' orderby DisplayName desc")).toEqual(['NORTHWIND FUEL CO', 'Northwind Fuel']);
		expect(await names("select * from Account where AccountType in ('Bank','Credit Card') and Name > 'P' ORDER BY Name ASC")).toEqual(["Petty Cash (Jo's drawer)", 'Savings', 'Visa']);
		expect(await names("select * from Vendor where Balance >= '600'")).toEqual(['Northwind Fuel']);
		const all = await names('select * from Account');
		expect((await names('select * from Account STARTPOSITION 3 MAXRESULTS 2'))).toEqual(all.slice(2, 4));
		expect((await names('select * from Account maxresults 2 startposition 3'))).toEqual(all.slice(2, 4));
		const count = await qbo.query('select count(*) from Account');
		expect(count.response).toEqual({ totalCount: all.length });
		expect((await qbo.query('select * from Account maxresults 3')).response).toMatchObject({ startPosition: 1, maxResults: 3 });
		expect((await qbo.query('select *, Sku from Item where Type = \'Inventory\'')).rows).toMatchObject([{ Name: 'Pump', Sku: 'PMP-1' }]);
		expect((await qbo.call('POST', '/query?minorversion=75', 'select * from Term', { 'content-type': 'application/text' })).json.QueryResponse).toMatchObject({ Term: [{}, {}, {}, {}] });
	});

	it('NODE-REF: lists hide what is inactive, unless the statement names Active; a hundred rows come unless told', async () => {
		expect(await names("select * from Account where Name like 'Old%'")).toEqual([]);
		expect(await names("select * from Account where Name like 'Old%' and Active in (true,false)")).toEqual(['Old Postage (deleted)']);
		expect(await names('select * from Vendor where Active = false')).toEqual(['Old Tire Shop (closed) (deleted)']);
		await qbo.control('POST', '/bulk', { entity: 'Customer', count: 1200, prefix: 'Bulk' });
		expect((await qbo.query("select * from Customer where DisplayName like 'Bulk%'")).rows).toHaveLength(100);
		expect((await qbo.query("select * from Customer where DisplayName like 'Bulk%' maxresults 1000")).rows).toHaveLength(1000);
		expect((await qbo.query("select * from Customer where DisplayName like 'Bulk%' orderby Id startposition 1001 maxresults 1000")).rows).toHaveLength(200);
		expect((await refused('select * from Customer maxresults 1001')).slice(0, 2)).toEqual([400, '4001']);
	});

	it('NODE-ERR: syntax and meaning are told apart', async () => {
		expect(await refused("select * from Bill TxnDate > '2026-01-01'")).toEqual([400, '4000', 'QueryParserError: Encountered " <IDENTIFIER> "TxnDate "" at line 1, column 20.']);
		expect((await refused('select * from Vendor where Balance > 0'))[1]).toBe('4000');
		expect((await refused("select * from Vendor where DisplayName = 'Bob's'"))[1]).toBe('4000');
		expect((await refused("select * from Vendor where DisplayName = 'a' or DisplayName = 'b'"))[1]).toBe('4000');
		expect((await refused('select DisplayName from Vendor'))[1]).toBe('4000');
		expect(await refused('select * from Vendor startposition 0')).toEqual([400, '4001', 'QueryValidationError: value 0 is too small. Min allowed value is 1']);
		expect(await refused("select * from Purchase where DepartmentRef = '1'")).toEqual([400, '4001', "QueryValidationError: property 'DepartmentRef' is not queryable"]);
		expect(await refused("select * from Bill where PrivateNote = 'x'")).toEqual([400, '4001', "QueryValidationError: property 'PrivateNote' is not queryable"]);
		expect(await refused("select * from Purchase where Strange = '1'")).toEqual([400, '4001', 'QueryValidationError: Property Strange not found for Entity Purchase']);
		expect((await refused('select * from Nothing'))[1]).toBe('4001');
	});

	it('TRIG-POLL: instants with zones select what changed; a plus that was not encoded is lost', async () => {
		qbo.sandbox.frame.clock.advance(3600);
		await qbo.enter(US);
		const now = qbo.sandbox.frame.clock.now() - 1000;
		const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString().slice(0, 19);
		const made = await qbo.create('Vendor', { DisplayName: 'Fresh' });
		expect((made.MetaData as Data).LastUpdatedTime).toMatch(/^2026-05-20T11:00:\d\d-07:00$/);
		expect(await names(`select * from Vendor where MetaData.LastUpdatedTime >= '${at(0)}Z'`)).toEqual(['Fresh']);
		expect(await names(`select * from Vendor where MetaData.LastUpdatedTime >= '${at(1)}+01:00'`)).toEqual(['Fresh']);
		expect(await names(`select * from Vendor where MetaData.LastUpdatedTime >= '${at(-7)}'`)).toEqual(['Fresh']);
		const lost = await qbo.call('GET', `/query?query=select * from Vendor where MetaData.LastUpdatedTime > '2026-05-05T00:00:00+01:00'`);
		expect(lost.code).toBe('4001');
		// A balance that moves is no new version of the supplier.
		await qbo.create('Bill', { VendorRef: { value: String(made.Id) }, Line: [cost(await qbo.id('Account', 'Fuel'), 5)] });
		expect(await qbo.read('Vendor', made.Id)).toMatchObject({ SyncToken: '0', Balance: 5 });
	});

	it('TRIG-POLL: the change feed gives whole records, what was deleted, empty objects, and a thousand at most', async () => {
		qbo.sandbox.frame.clock.advance(3600);
		await qbo.enter(US);
		const since = new Date(qbo.sandbox.frame.clock.now() - 1000).toISOString();
		const changes = async (entities: string, at = since) => await qbo.call('GET', `/cdc?entities=${entities}&changedSince=${encodeURIComponent(at)}`);
		const [vendor, fuel] = [await qbo.id('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel')];
		const [kept, gone] = [await qbo.create('Bill', { VendorRef: { value: vendor }, Line: [cost(fuel, 5)] }), await qbo.create('Bill', { VendorRef: { value: vendor }, Line: [cost(fuel, 6)] })];
		await qbo.call('POST', '/bill?operation=delete', { Id: gone.Id, SyncToken: '0' });
		await qbo.create('Vendor', { Id: await qbo.id('Vendor', 'United States Treasury'), SyncToken: '0', sparse: true, Active: false });
		const { json } = await changes('Bill,vendor,Invoice');
		expect(json.CDCResponse).toEqual([{
			QueryResponse: [
				{
					Bill: [expect.objectContaining({ Id: kept.Id, TotalAmt: 5 }), { domain: 'QBO', status: 'Deleted', Id: gone.Id, MetaData: { LastUpdatedTime: expect.stringMatching(/-07:00$/) as unknown } }],
					startPosition: 1, maxResults: 2, totalCount: 2,
				},
				expect.objectContaining({ Vendor: [expect.objectContaining({ DisplayName: 'United States Treasury (deleted)', Active: false })] }),
				{},
			],
		}]);
		await qbo.control('POST', '/bulk', { entity: 'Vendor', count: 1005, prefix: 'Many' });
		expect((((await changes('Vendor')).json.CDCResponse as Data[])[0]?.QueryResponse as Data[])[0]).toMatchObject({ maxResults: 1000 });
		expect((await changes('Vendor', '2026-04-01T00:00:00Z')).status).toBe(400);
		expect((await changes('TaxCode')).code).toBe('500');
		expect((await changes('Vendor', 'yesterday')).code).toBe('2060');
	});

	it('NODE-REF: a merge moves what pointed at one record to the other, and the first is gone', async () => {
		await qbo.enter(UK);
		const [from, into] = [await qbo.id('Vendor', 'Smith and Sons'), await qbo.id('Vendor', 'Smith & Sons')];
		const line = cost(await qbo.id('Account', 'Travel'), 5, { TaxCodeRef: { value: await qbo.id('TaxCode', 'No VAT') } });
		const bill = await qbo.create('Bill', { CurrencyRef: { value: 'GBP' }, VendorRef: { value: from }, Line: [line] });
		await qbo.control('POST', '/merge', { realm: UK, entity: 'Vendor', from, into });
		expect(await qbo.read('Bill', bill.Id)).toMatchObject({ VendorRef: { value: into, name: 'Smith & Sons' }, SyncToken: '0' });
		expect(await qbo.read('Vendor', into)).toMatchObject({ Balance: 5 });
		expect((await qbo.call('GET', `/vendor/${from}`)).code).toBe('610');
	});
});
