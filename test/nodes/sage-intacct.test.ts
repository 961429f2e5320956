import type { IDataObject } from 'n8n-workflow';
import { AccountingSageIntacct } from '../../nodes/SageIntacct/AccountingSageIntacct.node';
import { textIn } from '../../nodes/core/xml-elements';
import { runNode, type NodeRun } from '../support/run-node';
import { IntacctWire } from '../support/sage-intacct-wire';

let wire: IntacctWire;
beforeEach(async () => {
	wire = await IntacctWire.open();
	const account = (ACCOUNTNO: string, TITLE: string, more: Record<string, string> = {}) => ({ RECORDNO: ACCOUNTNO, ACCOUNTNO, TITLE, ACCOUNTTYPE: 'incomestatement', NORMALBALANCE: 'debit', STATUS: 'active', ...more });
	wire.rows = {
		GLACCOUNT: [account('6220', 'Travel'), account('6230', 'Meals', { REQUIREDEPT: 'true' }), account('6240', 'Old', { STATUS: 'inactive' })],
		VENDOR: [{ RECORDNO: '1', VENDORID: 'V-1', NAME: 'Bay Hire', STATUS: 'active' }, { RECORDNO: '2', VENDORID: 'V-2', NAME: 'Twin', STATUS: 'active' }, { RECORDNO: '3', VENDORID: 'V-3', NAME: 'Twin', STATUS: 'active' }],
		DEPARTMENT: [{ RECORDNO: '1', DEPARTMENTID: '30', TITLE: 'Sales', STATUS: 'active' }],
		place: [{ id: '10002', name: 'Harbour' }],
		EMPLOYEE: [{ RECORDNO: '1', EMPLOYEEID: 'E-7', 'PERSONALINFO.CONTACTNAME': 'Ana', 'PERSONALINFO.EMAIL1': 'ana@x.example', STATUS: 'active' }],
		EEACCOUNTLABEL: [{ RECORDNO: '1', ACCOUNTLABEL: 'Travel', GLACCOUNTNO: '6220', STATUS: 'active' }],
		CREDITCARD: [{ RECORDNO: '1', CARDID: 'AMEX', STATUS: 'active' }],
		CHECKINGACCOUNT: [{ RECORDNO: '1', BANKACCOUNTID: 'CHK', BANKNAME: 'Bank', STATUS: 'active' }],
	};
});
afterEach(async () => await wire.close());

const run = async (parameters: IDataObject, items: IDataObject[] = [{}], credential: Record<string, string> = {}): Promise<NodeRun> =>
	await runNode(AccountingSageIntacct, { source: 'item', document: '={{ $json }}', options: {}, ...parameters } as never, items, {
		credentials: wire.credentials(credential) as never, onError: 'continueErrorOutput',
	});
const post = async (documents: IDataObject[], options: IDataObject = {}) => await run({ resource: 'document', operation: 'create', options }, documents);
const bill = (key: string, line: IDataObject = {}, more: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-05-04', supplier: { name: 'Bay Hire' }, lines: [{ description: 'Taxi', amount: '42.50', account: { code: '6220' }, ...line }], ...more,
});
const named = (name: string) => wire.requests.flat().filter((one) => one.name === name).map(({ content }) => content);

it('NODE-BILL: a bill with a department and a dimension of the company\'s own goes out as the page of bills shows it', async () => {
	const line = { dimensions: [{ dimension: { name: 'Cost Centre' }, value: { name: 'Sales' } }, { dimension: { name: 'Place' }, value: { name: 'Harbour' } }] };
	const { done, failed } = await post([bill('EXP-1-B', line, { number: 'INV 7', dueDate: '2026-06-03', memo: 'April', status: 'draft' })]);
	expect(failed).toEqual([]);
	expect(done[0]?.json).toMatchObject({ action: 'created', kind: 'bill', key: 'EXP-1-B', total: '42.50', status: 'Posted' });
	expect(named('create')).toEqual([{
		APBILL: {
			WHENCREATED: '05/04/2026', WHENPOSTED: '05/04/2026', WHENDUE: '06/03/2026', VENDORID: 'V-1', RECORDID: 'EXP-1-B', DOCNUMBER: 'INV 7', DESCRIPTION: 'April', ACTION: 'Draft',
			APBILLITEMS: { APBILLITEM: { ACCOUNTNO: '6220', TRX_AMOUNT: '42.50', ENTRYDESCRIPTION: 'Taxi', DEPARTMENTID: '30', GLDIMPLACE: '10002' } },
		},
	}]);
});

it('NODE-ONCE: the same key is found; a reversed one does not count and is posted anew', async () => {
	await post([bill('K-1')]);
	expect((await post([bill('K-1')])).done[0]?.json).toMatchObject({ action: 'found' });
	expect((await post([bill('k-1', { amount: '43.00' })])).failed[0]?.json).toMatchObject({ details: { category: 'duplicate' } });
	for (const row of wire.rows.APBILL ?? []) row.STATE = 'Reversed';
	expect((await post([bill('K-1')])).done[0]?.json).toMatchObject({ action: 'created' });
	expect(wire.rows.APBILL).toHaveLength(2);
});

it('NODE-ONCE: after a lost answer the books are asked, and nothing is there twice', async () => {
	wire.loseAnswers = 1;
	const { done, failed } = await post([bill('L-1'), bill('L-2')]);
	expect([failed, done.map(({ json }) => json.key)]).toEqual([[], ['L-1', 'L-2']]);
	expect(wire.rows.APBILL?.map(({ RECORDID }) => RECORDID)).toEqual(['L-1', 'L-2']);
});

it('NODE-ONCE: a function that Intacct has carried out before, and whose bill somebody deleted since, goes out under a new id', async () => {
	await post([bill('D-1')]);
	wire.rows.APBILL = [];
	expect((await post([bill('D-1')])).done[0]?.json).toMatchObject({ action: 'created' });
	expect(wire.rows.APBILL).toHaveLength(1);
});

it('NODE-BATCH, NODE-ERR: what Intacct refuses fails alone, with its reason and what to do', async () => {
	wire.replies.set('create', (content) => (textIn((content as { APBILL?: never }).APBILL ?? {}, 'RECORDID') === 'B-2' ? { errorno: 'PL04000005', text: 'You do not have permission for API operation CREATE' } : undefined));
	const { done, failed } = await post([bill('B-1'), bill('B-2'), bill('B-3')]);
	expect(done.map(({ json }) => json.key)).toEqual(['B-1', 'B-3']);
	expect(failed[0]?.json).toMatchObject({ details: { category: 'permission', document: 'B-2', vendorCode: 'PL04000005', hint: expect.stringMatching(/Accounts Payable, All/) as string } });
});

it('NODE-DRY, NODE-ERR: everything that is wrong is told at once, and nothing is written', async () => {
	const documents = [
		bill('R-1', { account: { code: '6240' } }), bill('R-2', { account: { code: '6230' } }), bill('R-3', {}, { supplier: { name: 'Twin' } }), bill('R-4', {}, { supplier: { name: 'Nobody' } }),
		bill('R-5', { amount: '1.234' }), bill('R-6', { dimensions: [{ dimension: { name: 'Place' }, value: { name: 'Moon' } }] }), bill('R-7', {}, { currency: 'EUR' }), bill('R-8'),
	];
	const { done, failed } = await post(documents, { dryRun: true });
	expect(done.map(({ json }) => [json.key, json.action])).toEqual([['R-8', 'would create']]);
	expect(failed.map(({ json }) => String(json.error))).toEqual([
		expect.stringMatching(/R-1, line 1, account: The account "6240" is inactive/), expect.stringMatching(/R-2, line 1, dimensions: The account 6230 wants department/),
		expect.stringMatching(/"Twin" stands for more than one/), expect.stringMatching(/"Nobody" is not in/), expect.stringMatching(/more decimals/), expect.stringMatching(/"Moon" is not in/), expect.stringMatching(/books in USD only/),
	]);
	expect(named('create')).toEqual([]);
});

it('NODE-EXPENSE: an expense report in the order of its function; a negative total is refused before any call', async () => {
	const report = (key: string, amounts: string[]): IDataObject => ({
		kind: 'employeeExpense', key, date: '2026-05-04', employee: { email: 'ana@x.example' }, memo: 'April',
		lines: amounts.map((amount) => ({ amount, account: { code: '6220' }, date: '2026-04-28', paidTo: 'Grand Hotel', dimensions: [{ dimension: { name: 'Place' }, value: { name: 'Harbour' } }] })),
	});
	const refused = await post([report('X-1', ['5.00', '-9.00'])]);
	expect(refused.failed[0]?.json).toMatchObject({ error: expect.stringMatching(/no expense report with a negative total \(-4\)/) as string });
	expect(wire.bodies).toEqual([]);
	expect((await post([report('X-2', ['50.00', '-9.00'])])).done[0]?.json).toMatchObject({ action: 'created', kind: 'employeeExpense' });
	const [made] = wire.bodies.filter((body) => body.includes('create_expensereport'));
	const order = [...String(made).matchAll(/<(employeeid|datecreated|expensereportno|state|description|expenses|expensetype|amount|expensedate|memo|customfields)>/g)].map(([, name]) => name);
	expect(order).toEqual(['employeeid', 'datecreated', 'expensereportno', 'state', 'description', 'expenses', ...Array(2).fill(['expensetype', 'amount', 'expensedate', 'memo', 'customfields']).flat()]);
	expect(named('create_expensereport')[0]).toMatchObject({ employeeid: 'E-7', expenses: { expense: [{ expensetype: 'Travel', amount: '50.00', expensedate: { year: '2026', month: '04', day: '28' }, memo: 'Grand Hotel' }, { amount: '-9.00' }] } });
});

it('NODE-EXPENSE: a card transaction from a card account; a bank account is refused in words', async () => {
	const expense = (key: string, bankAccount: IDataObject): IDataObject => ({ ...bill(key), kind: 'expense', supplier: { name: 'Cafe' }, bankAccount });
	const { done, failed } = await post([expense('C-1', { id: 'AMEX' }), expense('C-2', { id: 'CHK' })]);
	expect(done.map(({ json }) => json.key)).toEqual(['C-1']);
	expect(failed[0]?.json).toMatchObject({ error: expect.stringMatching(/card accounts only/) as string });
	expect(named('record_cctransaction')).toMatchObject([{ chargecardid: 'AMEX', referenceno: 'C-1', payee: 'Cafe', ccpayitems: { ccpayitem: { glaccountno: '6220', paymentamount: '42.50' } } }]);
});

it('NODE-CREDIT: a negative bill becomes an adjustment below zero; one with lines of both signs stays a bill', async () => {
	const both = { lines: [{ amount: '-9.00', account: { code: '6220' } }, { amount: '4.00', account: { code: '6220' } }] };
	await post([bill('N-1', { amount: '-5.00' }), bill('N-2', {}, both)]);
	expect(named('create_apadjustment')).toMatchObject([{ adjustmentno: 'N-1', apadjustmentitems: { lineitem: { amount: '-5.00' } } }]);
	expect(named('create')).toMatchObject([{ APBILL: { RECORDID: 'N-2', APBILLITEMS: { APBILLITEM: [{ TRX_AMOUNT: '-9.00' }, { TRX_AMOUNT: '4.00' }] } } }]);
});

it('NODE-JOURNAL: a journal that is not even in each entity is refused before it is written', async () => {
	wire.setup = { ...wire.setup, multiEntityShared: 'true' };
	wire.rows.LOCATIONENTITY = [{ RECORDNO: '1', LOCATIONID: 'E1', NAME: 'One' }, { RECORDNO: '2', LOCATIONID: 'E2', NAME: 'Two' }];
	wire.rows.LOCATION = [...wire.rows.LOCATIONENTITY, { RECORDNO: '3', LOCATIONID: 'E1-A', NAME: 'Yard', PARENTID: 'E1' }];
	const line = (amount: string, location: string) => ({ amount, account: { code: '6220' }, dimensions: [{ dimension: { name: 'Location' }, value: { id: location } }] });
	const journal = (key: string, ...lines: IDataObject[]) => ({ kind: 'journal', key, date: '2026-05-04', lines });
	const { done, failed } = await post([journal('J-1', line('5.00', 'E1'), line('-5.00', 'E1-A')), journal('J-2', line('5.00', 'E1-A'), line('-5.00', 'E2')), bill('J-3')]);
	expect(done.map(({ json }) => json.key)).toEqual(['J-1']);
	expect(failed.map(({ json }) => json.error)).toEqual([expect.stringMatching(/differ in entity E1 by 5 and entity E2 by -5/), expect.stringMatching(/no location/)]);
	expect(named('create')).toMatchObject([{ GLBATCH: { JOURNAL: 'GJ', REFERENCENO: 'J-1', ENTRIES: { GLENTRY: [{ TR_TYPE: '1', TRX_AMOUNT: '5.00', LOCATION: 'E1' }, { TR_TYPE: '-1', TRX_AMOUNT: '5.00', LOCATION: 'E1-A' }] } } }]);
});

it('NODE-AUTH: a session that ends between two calls is renewed; its id and the passwords are in no item', async () => {
	await run({ resource: 'account', operation: 'getMany', returnAll: true });
	wire.sessions.clear();
	const { done, failed, error } = await run({ resource: 'account', operation: 'getMany', returnAll: true, filters: { activeOnly: true } });
	expect([error, failed, done.map(({ json }) => json.code)]).toEqual([undefined, [], ['6220', '6230']]);
	expect(wire.logins).toBe(2);
	expect(JSON.stringify(done)).not.toMatch(/session-|secret/);
});

it('NODE-AUTH: another company in the credential does not go on in the session of the one before', async () => {
	await run({ resource: 'account', operation: 'getMany', returnAll: true });
	await run({ resource: 'account', operation: 'getMany', returnAll: true }, [{}], { companyId: 'other' });
	expect(wire.logins).toBe(2);
});

it('NODE-REF: only fields that the company has are asked for, and its own ones come along', async () => {
	wire.fields = { VENDOR: ['RECORDNO', 'VENDORID', 'NAME', 'STATUS', 'C_REGION'] };
	for (const row of wire.rows.VENDOR ?? []) row.C_REGION = 'North';
	const { done, failed } = await run({ resource: 'supplier', operation: 'get', target: { __rl: true, mode: 'id', value: 'V-1' } });
	expect([failed, done.map(({ json }) => json)]).toMatchObject([[], [{ id: 'V-1', name: 'Bay Hire', custom: { C_REGION: 'North' } }]]);
});

it('NODE-ERR: Check Set-Up tells what is missing, what that prevents and where it is switched on, in one run', async () => {
	wire.replies.set('get_applications', () => ({ data: { application: ['Company', 'Administration', 'Cash Management', 'General Ledger', 'Accounts Payable', 'Projects'].map((name) => ({ name })) } }));
	wire.replies.set('query', (content) => {
		const object = textIn(content, 'object') ?? '';
		if (object === 'GLACCOUNT') return { errorno: 'PL04000005', text: 'You do not have permission for API operation READ' };
		return ['EMPLOYEE', 'EEACCOUNTLABEL', 'EEXPENSES'].includes(object) ? { errorno: 'X', text: 'The company is not subscribed to Time and Expenses' } : undefined;
	});
	const { done } = await run({ resource: 'company', operation: 'checkSetUp' });
	const [found] = done.map(({ json }) => json as { ok: boolean; summary: string; areas: IDataObject[] });
	expect(found).toMatchObject({ ok: false, summary: 'Missing: General Ledger, Time and Expenses.' });
	expect(found?.areas.find(({ area }) => area === 'General Ledger')).toMatchObject({ subscribed: true, permission: 'none', hint: expect.stringMatching(/permission General Ledger, All.*Web services users.*chart of accounts/) as string });
	expect(found?.areas.find(({ area }) => area === 'Time and Expenses')).toMatchObject({ subscribed: false, hint: expect.stringMatching(/lacks Time and Expenses.*Subscriptions/) as string });
	expect(wire.requests).toHaveLength(1);
});

it('NODE-LIMIT: a rest that is asked for inside of an HTTP 200 is taken, and the bill goes out once', async () => {
	wire.rests = 1;
	const { done, failed } = await post([bill('Q-1')]);
	expect([failed, done.map(({ json }) => json.action)]).toEqual([[], ['created']]);
	expect(wire.rows.APBILL).toHaveLength(1);
});
