import * as sdk from '@intacct/intacct-sdk';
import * as dns from 'node:dns';
import type * as util from 'node:util';
import { GROUP, SENDER, USER } from '../../sandbox/sage-intacct/seed';
import { Emulator, GENERAL } from './sage-intacct-emulator-client';

// The SDK asks Node for two tests that Node has dropped since.
Object.assign(jest.requireActual<typeof util>('util'), { isArray: Array.isArray, isNullOrUndefined: (value: unknown) => value === null || value === undefined });

const { Functions: F } = sdk;
type Row = Record<string, string>;

/** The vendor's own client, which knows nothing of us. It takes addresses of the vendor alone when it is made, and any address after that. */
describe('emulated Sage Intacct: driven by the vendor\'s own SDK', () => {
	let emulator: Emulator;
	let client: sdk.OnlineClient;
	beforeAll(async () => {
		emulator = await Emulator.start(true);
	});
	beforeEach(() => {
		emulator.sandbox.reset({ bare: true });
		const config = new sdk.ClientConfig();
		config.senderId = SENDER.senderId;
		config.senderPassword = SENDER.password;
		config.companyId = GROUP;
		config.userId = USER.userId;
		config.userPassword = USER.password;
		config.endpointUrl = 'https://api.intacct.com/ia/xml/xmlgw.phtml';
		config.credentials = new sdk.Credentials.LoginCredentials(config, new sdk.Credentials.SenderCredentials(config));
		config.endpointUrl = emulator.sandbox.origin + GENERAL;
		client = new sdk.OnlineClient(config);
	});
	afterAll(async () => await emulator?.close());
	const day = new Date(2026, 4, 4);
	const run = async (one: sdk.Functions.IFunction) => (await client.execute(one)).getResult();

	it('signs in, and reads the endpoint of its session', async () => {
		const [api] = (await run(new F.ApiSessionCreate())).data as Row[];
		expect(api?.endpoint).toContain('/pod1/ia/xml/xmlgw.phtml');
		expect(api?.sessionid).toHaveLength(43);
	});

	it('follows the endpoint of its session, where the vendor\'s name leads to the emulator', async () => {
		const real = dns.lookup;
		// The SDK follows names of the vendor alone.
		const lookup = jest.spyOn(jest.requireActual<typeof dns>('dns'), 'lookup').mockImplementation(((name: string, ...rest: unknown[]) => (real as (...all: unknown[]) => void)(name === 'emu.intacct.com' ? 'localhost' : name, ...rest)) as never);
		try {
			const config = new sdk.ClientConfig();
			Object.assign(config, { senderId: SENDER.senderId, senderPassword: SENDER.password, companyId: GROUP, userId: USER.userId, userPassword: USER.password });
			config.endpointUrl = `http://emu.intacct.com:${new URL(emulator.sandbox.origin).port}${GENERAL}`;
			const session = await sdk.SessionProvider.factory(config);
			expect(session.endpointUrl).toContain('http://emu.intacct.com');
			expect(session.endpointUrl).toContain('/pod1/');
			const asked = new F.Common.ReadByName();
			asked.objectName = 'DEPARTMENT';
			asked.names = ['100'];
			expect((await new sdk.OnlineClient(session).execute(asked)).getResult().count).toBe(1);
		} finally {
			lookup.mockRestore();
		}
	});

	it('reads by name, by query with its rest, and describes', async () => {
		const more = new F.Common.ReadByQuery();
		more.objectName = 'VENDOR';
		more.pageSize = 5;
		const first = await run(more);
		expect([first.count, first.totalCount, first.numRemaining]).toEqual([5, 9, 4]);
		const rest = new F.Common.ReadMore();
		rest.resultId = first.resultId;
		expect((await run(rest)).count).toBe(4);
		const byName = new F.Common.ReadByName();
		byName.objectName = 'GLACCOUNT';
		byName.names = ['6220'];
		expect(((await run(byName)).data as Row[])[0]?.TITLE).toBe('Travel');
		const inspect = new F.Common.Inspect();
		inspect.objectName = 'APBILL';
		expect((await run(inspect)).status).toBe('success');
	});

	it('queries with its own builders', async () => {
		const { Query, QuerySelect, QueryFilter, QueryOrderBy } = F.Common.NewQuery;
		const asked = new Query();
		asked.fromObject = 'VENDOR';
		asked.selectFields = new QuerySelect.SelectBuilder().addFields(['VENDORID', 'NAME']).selects;
		asked.filter = new QueryFilter.AndOperator([new QueryFilter.Filter('STATUS').equalTo('active'), new QueryFilter.Filter('VENDORID').like('V-E%')]);
		asked.orderBy = new QueryOrderBy.OrderBuilder().addDescending('VENDORID').orders;
		asked.pageSize = 10;
		expect(((await run(asked)).data as Row[]).map(({ VENDORID }) => VENDORID)).toEqual(['V-E02', 'V-E01']);
	});

	it('creates a bill, reverses it, and hears a refusal as an error', async () => {
		const bill = new F.AccountsPayable.BillCreate();
		bill.vendorId = 'V-100';
		bill.transactionDate = day;
		bill.dueDate = new Date(2026, 5, 3);
		bill.billNumber = 'SDK-1';
		bill.description = 'by the SDK';
		bill.customFields = [['SOURCE_REPORT', 'R1']];
		const line = new F.AccountsPayable.BillLineCreate();
		line.glAccountNumber = '6220';
		line.transactionAmount = 42.5;
		line.locationId = '110';
		line.memo = 'Taxi & <tips>';
		bill.lines = [line];
		const { key } = await run(bill);
		expect(await emulator.kept('APBILL', key)).toMatchObject({ RECORDID: 'SDK-1', SOURCE_REPORT: 'R1', TRX_TOTALDUE: '42.50', STATE: 'Posted', lines: [{ ENTRYDESCRIPTION: 'Taxi & <tips>' }] });
		const reverse = new F.AccountsPayable.BillReverse();
		reverse.recordNo = Number(key);
		reverse.reverseDate = day;
		expect((await run(reverse)).status).toBe('success');
		bill.vendorId = 'V-9';
		await expect(client.execute(bill)).rejects.toMatchObject({ errors: [expect.stringContaining("Invalid Vendor 'V-9' specified."), expect.anything()] });
	});

	it('creates an expense report, a journal, a card transaction and attachments', async () => {
		const report = new F.EmployeeExpense.ExpenseReportCreate();
		report.employeeId = 'E-02';
		report.transactionDate = day;
		report.reasonForExpense = 'April';
		const expense = new F.EmployeeExpense.ExpenseReportLineCreate();
		expense.expenseType = 'Meals';
		expense.reimbursementAmount = 20.25;
		expense.expenseDate = day;
		expense.locationId = '110';
		report.lines = [expense];
		expect((await run(report)).key).toBe('1');
		const journal = new F.GeneralLedger.JournalEntryCreate();
		journal.journalSymbol = 'GJ';
		journal.postingDate = day;
		journal.description = 'Accrual';
		journal.lines = [5, -5].map((amount) => {
			const entry = new F.GeneralLedger.JournalEntryLineCreate();
			entry.glAccountNumber = amount > 0 ? '6220' : '2010';
			entry.transactionAmount = amount;
			entry.locationId = '110';
			return entry;
		});
		expect((await run(journal)).status).toBe('success');
		const folder = new F.Company.AttachmentsFolderCreate();
		folder.folderName = 'Receipts';
		expect((await run(folder)).key).toBe('Receipts');
	});

	it('creates a vendor, and meets a duplicate', async () => {
		const vendor = new F.AccountsPayable.VendorCreate();
		vendor.vendorId = 'V-SDK';
		vendor.vendorName = 'SDK Ltd';
		vendor.printAs = 'SDK Ltd';
		vendor.active = true;
		expect(((await run(vendor)).data as Row[])[0]?.VENDORID).toBe('V-SDK');
		await expect(client.execute(vendor)).rejects.toMatchObject({ errors: [expect.stringContaining('BL34000061'), expect.anything()] });
	});

	it('creates what employees, projects and customers are, with the many fields that it always writes', async () => {
		const contact = new F.Company.ContactCreate();
		Object.assign(contact, { contactName: 'Hall, Grace', printAs: 'Grace Hall', primaryEmailAddress: 'grace@harbourlight.example', active: true });
		await run(contact);
		const employee = new F.EmployeeExpense.EmployeeCreate();
		Object.assign(employee, { employeeId: 'E-77', contactName: 'Hall, Grace', locationId: '110', departmentId: '100', active: true, achEnabled: false, placeholderResource: false });
		expect((await run(employee)).status).toBe('success');
		const customer = new F.AccountsReceivable.CustomerCreate();
		Object.assign(customer, { customerId: 'C-77', customerName: 'New client', printAs: 'New client', active: true, onHold: false, taxable: false });
		expect((await run(customer)).status).toBe('success');
		const project = new F.Projects.ProjectCreate();
		Object.assign(project, { projectId: 'P-77', projectName: 'New', projectCategory: 'Contract', customerId: 'C-77', active: true, billableEmployeeExpense: true });
		expect((await run(project)).status).toBe('success');
		const account = new F.GeneralLedger.AccountCreate();
		Object.assign(account, { accountNo: '6999', title: 'New account', closingType: 'closing account', normalBalance: 'debit', accountType: 'incomestatement', active: true, requireDepartment: false });
		expect((await run(account)).status).toBe('success');
		const type = new F.Company.DepartmentCreate();
		Object.assign(type, { departmentId: '777', departmentName: 'New', active: true });
		expect((await run(type)).status).toBe('success');
	});

	it('rolls back a transaction of several functions', async () => {
		const config = new sdk.RequestConfig();
		config.transaction = true;
		const make = (id: string) => {
			const one = new F.Company.ClassCreate();
			one.classId = id;
			one.className = id;
			one.active = true;
			return one;
		};
		await expect(client.executeBatch([make('NEW'), make('10')], config)).rejects.toThrow();
		const asked = new F.Common.ReadByName();
		asked.objectName = 'CLASS';
		asked.names = ['NEW'];
		expect((await run(asked)).count).toBe(0);
	});
});
