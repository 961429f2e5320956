import { setTimeout as sleep } from 'node:timers/promises';
import { logRow, runRow } from '../../nodes/SyncLog/columns';
import { openProblems } from '../../nodes/SyncLog/dashboard/open';
import { itemsOf, type Execution } from '../support/n8n';
import { WORK_AT_ONCE, WORK_SYNC, WorkSync } from '../support/work-sync';

const TODAY = new Date().toISOString().slice(0, 10);
const UNKNOWN_STATE =
	"The Client record has an unknown State of Country <United States>. Please add a State to the QuickBooks record or enable the 'Use default State' in the Work Sync settings and synchronize again.";
type Row = Record<string, unknown>;

let sync: WorkSync;
beforeAll(async () => {
	sync = await WorkSync.open();
});
afterAll(async () => await sync?.close());

const client = async (key: string) => await sync.work('GET', `/clients/${encodeURIComponent(key)}`);
const customer = async (name: string) => (await sync.books('Customer', `&name=${encodeURIComponent(name)}`))[0];
const customerById = async (id: unknown) => (await sync.books('Customer')).find((one) => one.Id === id);
const invoice = async (number: unknown) => (await sync.books('Invoice', `&number=${String(number)}`))[0];
const problem = async (text: string) => (await sync.problems()).find(({ message }) => String(message).includes(text));
/** What each part did. */
function parts(run: Execution): Record<string, Row> {
	expect([run.status, run.error]).toEqual(['success', undefined]);
	const [{ parts: all }] = itemsOf(run, 'Done') as unknown as [{ parts: Row[] }];
	return Object.fromEntries(all.map((part) => [String(part.kind), part]));
}
/** A run that must find nothing to do: at most six calls, none of them a write. */
async function isQuiet(): Promise<void> {
	sync.forget();
	expect(parts(await sync.run())).toEqual({});
	const calls = [...sync.calls('work'), ...sync.calls('quickbooks-online')];
	expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(calls.length).toBeLessThanOrEqual(6);
}
/** Both vendors' clocks have whole seconds. */
const aSecond = async () => await sleep(1100);

describe('clients and customers', () => {
	it('SYNC-WORK-6: until it is enabled, a run makes no call', async () => {
		sync.forget();
		expect((await sync.run()).status).toBe('success');
		expect(sync.count).toBe(0);
	});

	it('SYNC-WORK-1: the first run brings clients and customers together, both ways', async () => {
		// A company name counts before a display name; name and e-mail before the name alone.
		await sync.keep('Customer', { DisplayName: 'Acme (Albany)', CompanyName: 'acme hire', PrimaryEmailAddr: { Address: 'Accounts@Acme.example' } });
		await sync.keep('Customer', { DisplayName: 'Bayside Café', PrimaryPhone: { FreeFormNumber: '555-0123' }, BillAddr: { City: 'Troy', CountrySubDivisionCode: 'NY' } });
		await sync.enable({ sites: true, clientInformation: true, invoices: true, payments: true });
		const { clients } = parts(await sync.run());
		expect(clients).toMatchObject({ failed: 1, held: 0 });
		const links = (await sync.rows('links')).filter(({ group }) => group === 'clients');
		const joined = async (id: string) => (await customerById(links.find(({ aId }) => aId === id)?.bId))?.DisplayName;
		expect([await joined('cl_1001'), await joined('cl_1002')]).toEqual(['Acme (Albany)', 'Bayside Café']);
		expect(await customer('Precision Pumps (NY)')).toMatchObject({ CompanyName: 'Precision Pumps (NY)', PrimaryEmailAddr: { Address: 'Pumps@Precision.example' }, Mobile: { FreeFormNumber: '555-0150' } });
		expect(await client("Amy's Bird Sanctuary")).toMatchObject({ email: 'Birds@Intuit.example', primaryContact: { firstName: 'Amy', lastName: 'Lauterbach' } });
		// Where one side says nothing, the other does.
		expect(await client('cl_1002')).toMatchObject({ address: { street1: '3 Front St', state: 'NY' } });
		expect(await customer('Bayside Café')).toMatchObject({ BillAddr: { Line1: '3 Front St' }, PrimaryEmailAddr: { Address: 'hello@bayside.example' } });
		// Inactive ones make nothing.
		expect([await customer('Duffy & Sons'), (await sync.work<Row[]>('GET', '/clients')).some(({ name }) => name === 'Kookies by Kathy')]).toEqual([undefined, false]);
	});

	it('SYNC-WORK-1: a name that QuickBooks does not take is told with the record, and nothing of it is cut', async () => {
		expect(await problem('is longer than the 100 characters that QuickBooks takes')).toMatchObject({ key: 'client cl_1003', report: expect.stringContaining('The Greater Hudson Valley') as string });
		await sync.work('POST', '/clients', { name: 'Quay: Bakery', address: { state: 'NY', country: 'US' } });
		await sync.run();
		expect(await problem('The name of the client "Quay: Bakery" holds ":"')).toBeDefined();
		await sync.work('PUT', '/clients/Quay: Bakery', { name: 'Quay Bakery' });
		await sync.run();
		expect(await problem('Quay')).toBeUndefined();
		expect(await customer('Quay Bakery')).toBeDefined();
	});

	it('SYNC-WORK-2: with "Use default State" on, a customer without State gets the default one, in Work alone', async () => {
		expect(await client('Weiskopf Consulting')).toMatchObject({ address: { state: 'NY', country: 'US' } });
		expect((await customer('Weiskopf Consulting'))?.BillAddr).toBeUndefined();
		expect((await customer("Amy's Bird Sanctuary"))?.BillAddr).toBeUndefined();
	});

	it('SYNC-WORK-1: a run without changes makes at most six calls and no write: nothing comes back as an echo', isQuiet);

	it('SYNC-WORK-1: a change goes to the other side, different fields in both directions at once', async () => {
		await sync.work('PUT', '/clients/cl_1001', { phone: '555-0777' });
		const acme = await customer('Acme (Albany)');
		await sync.keep('Customer', { Id: acme?.Id, BillAddr: { Line1: '12 Dock Road', City: 'Albany', CountrySubDivisionCode: 'NY', PostalCode: '12207', Country: 'USA' } });
		expect(parts(await sync.run())).toMatchObject({ clients: { created: 0, updated: 2 } });
		expect(await client('cl_1001')).toMatchObject({ phone: '555-0777', address: { street1: '12 Dock Road', country: 'US' } });
		expect(await customerById(acme?.Id)).toMatchObject({ PrimaryPhone: { FreeFormNumber: '555-0777' }, BillAddr: { Line1: '12 Dock Road' } });
		await isQuiet();
	});

	it('SYNC-WORK-1: changed on both sides, the last change wins, by the clock of each', async () => {
		const acme = await customer('Acme (Albany)');
		const inWork = async (phone: string) => await sync.work('PUT', '/clients/cl_1001', { phone });
		const inBooks = async (phone: string) => await sync.keep('Customer', { Id: acme?.Id, PrimaryPhone: { FreeFormNumber: phone } });
		const both = async () => [(await client('cl_1001')).phone, ((await customerById(acme?.Id))?.PrimaryPhone as Row).FreeFormNumber];
		await inWork('1');
		await aSecond();
		await inBooks('2');
		await sync.run();
		expect(await both()).toEqual(['2', '2']);
		await inBooks('3');
		await aSecond();
		await inWork('4');
		await sync.run();
		expect(await both()).toEqual(['4', '4']);
		await isQuiet();
	});

	it('SYNC-WORK-1: renames follow the link, from either side', async () => {
		await sync.work('PUT', '/clients/cl_1006', { name: 'Precision Pumps of Buffalo' });
		const amy = await customer("Amy's Bird Sanctuary");
		await sync.keep('Customer', { Id: amy?.Id, DisplayName: "Amy's Aviary" });
		expect(parts(await sync.run())).toMatchObject({ clients: { created: 0, updated: 2 } });
		expect(await customer('Precision Pumps of Buffalo')).toMatchObject({ CompanyName: 'Precision Pumps of Buffalo' });
		expect((await client("Amy's Aviary")).email).toBe('Birds@Intuit.example');
		// The display name that somebody chose stays; the company name is the client's.
		await sync.work('PUT', '/clients/cl_1001', { name: 'Acme Tool Hire' });
		await sync.run();
		expect(await customer('Acme (Albany)')).toMatchObject({ CompanyName: 'Acme Tool Hire' });
		await isQuiet();
	});

	it('SYNC-WORK-1: new ones on either side follow', async () => {
		await sync.work('POST', '/clients', { name: 'Canal Street Deli', address: { state: 'NY', country: 'US' } });
		await sync.keep('Customer', { DisplayName: 'Mohawk Mills', BillAddr: { CountrySubDivisionCode: 'NY' } });
		expect(parts(await sync.run())).toMatchObject({ clients: { created: 2, updated: 0 } });
		expect([(await customer('Canal Street Deli'))?.CompanyName, (await client('Mohawk Mills')).status]).toEqual(['Canal Street Deli', 'active']);
		await isQuiet();
	});

	it('SYNC-WORK-1: inactive in QuickBooks is inactive in Work, and active again; open invoices keep a client active', async () => {
		const mills = await customer('Mohawk Mills');
		const switchTo = async (Active: boolean) => {
			await sync.keep('Customer', { Id: mills?.Id, Active });
			await sync.run();
			return (await client('Mohawk Mills')).status;
		};
		expect([await switchTo(false), await switchTo(true)]).toEqual(['inactive', 'active']);
		const { id } = await client('Mohawk Mills');
		// From before the connection, so it stays where it is.
		const { number } = await sync.work('POST', '/invoices', { clientId: id, issueDate: '2026-01-05', status: 'sent', lines: [{ name: 'Labour', quantity: 1, unitPrice: 10 }] });
		expect(await switchTo(false)).toBe('active');
		expect(await problem('has open invoices in Work')).toMatchObject({ report: 'Mohawk Mills' });
		await sync.work('POST', `/invoices/${String(number)}/pay`);
		expect(await switchTo(true)).toBe('active');
		expect(await problem('has open invoices in Work')).toBeUndefined();
	});

	it('SYNC-WORK-1: a client that is switched off in Work stays on in QuickBooks', async () => {
		await sync.work('PUT', '/clients/Canal Street Deli', { status: 'inactive' });
		await sync.run();
		expect((await customer('Canal Street Deli'))?.Active).toBe(true);
		expect((await client('Canal Street Deli')).status).toBe('inactive');
		await isQuiet();
	});

	it('SYNC-WORK-1: deleted or merged on one side is told once, and nothing is made anew or deleted', async () => {
		await sync.work('DELETE', '/clients/Canal Street Deli');
		const [one, two] = [await customer('Quay Bakery'), await customer('Mohawk Mills')];
		await sync.qbo('POST', '/merge', { entity: 'Customer', from: two?.Id, into: one?.Id });
		const before = [(await sync.books('Customer')).length, (await sync.work<Row[]>('GET', '/clients')).length];
		parts(await sync.run());
		expect([(await sync.books('Customer')).length, (await sync.work<Row[]>('GET', '/clients')).length]).toEqual(before);
		expect((await sync.problems()).filter(({ message }) => String(message).includes('is no longer in')).map(({ report, message }) => [report, String(message).split(',')[0]]).sort()).toEqual([
			['Canal Street Deli', 'The record is no longer in Work'], ['Mohawk Mills', 'The record is no longer in QuickBooks'],
		]);
		await isQuiet();
		expect((await sync.rows('links')).filter(({ state }) => state === 'gone')).toHaveLength(2);
	});

	it('SYNC-WORK-1: two clients that are merged in Work leave one link and two customers', async () => {
		await sync.work('POST', '/clients', { name: 'Elm Court', address: { state: 'NY', country: 'US' } });
		await sync.work('POST', '/clients', { name: 'Elm Court Two', address: { state: 'NY', country: 'US' } });
		await sync.run();
		const [one, two] = [await client('Elm Court'), await client('Elm Court Two')];
		await sync.work('POST', `/clients/${String(two.id)}/merge`, { into: one.id });
		await sync.run();
		expect([await customer('Elm Court'), await customer('Elm Court Two')].map((found) => found?.Active)).toEqual([true, true]);
		expect(await problem('is no longer in Work')).toBeDefined();
		await isQuiet();
	});

	it('SYNC-WORK-2: with it off, the record fails in the documented words, and goes once it has a State', async () => {
		await sync.enable({ defaultState: false, invoices: true, payments: true });
		const [made] = (await sync.keep('Customer', { DisplayName: 'No State Diner', BillAddr: { City: 'Nowhere', Country: 'US' } })) as [Record<string, Row>];
		expect(parts(await sync.run())).toMatchObject({ clients: { created: 0, held: 1 } });
		expect(await problem('unknown State')).toMatchObject({ report: 'No State Diner', message: UNKNOWN_STATE });
		expect((await sync.work<Row[]>('GET', '/clients')).some(({ name }) => name === 'No State Diner')).toBe(false);
		await isQuiet();
		await sync.keep('Customer', { Id: (made.Customer ?? made).Id, BillAddr: { City: 'Nowhere', CountrySubDivisionCode: 'NV', Country: 'US' } });
		await sync.run();
		expect(await client('No State Diner')).toMatchObject({ address: { state: 'NV' } });
		expect(await problem('unknown State')).toBeUndefined();
		// Switched on again, those that failed go at the next run.
		await sync.keep('Customer', { DisplayName: 'Stateless Garage' });
		await sync.run();
		expect(await problem('unknown State')).toMatchObject({ report: 'Stateless Garage' });
		await sync.enable({ invoices: true, payments: true });
		await sync.run();
		expect(await client('Stateless Garage')).toMatchObject({ address: { state: 'NY', country: 'US' } });
	});
});

describe('sites and sub-customers', () => {
	const sites = async () => await sync.work<Row[]>('GET', '/sites');

	it('SYNC-WORK-3: the first run has brought them together, both ways, each below its own', async () => {
		const estates = await client('Harbour Estates LLC');
		expect((await sites()).filter(({ clientId }) => clientId === estates.id).map(({ name }) => name).sort()).toEqual(['Dock 4', 'Dock 5']);
		expect(await customer('Acme Depot North')).toMatchObject({ ParentRef: { value: (await customer('Acme (Albany)'))?.Id }, BillAddr: { City: 'Troy', CountrySubDivisionCode: 'NY' } });
		expect((await sync.rows('links')).filter(({ group }) => group === 'sites')).toHaveLength(6);
	});

	it('SYNC-WORK-3: with "Use default client information" a site takes State and country of its client, in Work alone', async () => {
		expect((await sites()).find(({ name }) => name === 'Dock 4')).toMatchObject({ address: { state: 'CA' } });
		expect((await customer('Dock 4'))?.BillAddr).toBeUndefined();
	});

	it('SYNC-WORK-3: later sites go nowhere', async () => {
		await sync.work('POST', '/sites', { clientId: 'cl_1001', name: 'Acme Depot South', address: { state: 'NY', country: 'US' } });
		await sync.keep('Customer', { DisplayName: 'Dock 6', Job: true, ParentRef: { value: (await customer('Harbour Estates'))?.Id } });
		await sync.run();
		expect([await customer('Acme Depot South'), (await sites()).some(({ name }) => name === 'Dock 6')]).toEqual([undefined, false]);
	});

	it('SYNC-WORK-3: without the option a sub-customer without State fails in the same words', async () => {
		await sync.enable({ sites: true, invoices: true, payments: true });
		await sync.onboardAgain();
		expect(parts(await sync.run())).toMatchObject({ sites: { created: 1, held: 1 } });
		expect(await problem(UNKNOWN_STATE)).toMatchObject({ report: 'Dock 6', key: expect.stringMatching(/^site /) as string });
		expect((await sites()).some(({ name }) => name === 'Dock 6')).toBe(false);
		expect(await customer('Acme Depot South')).toBeDefined();
	});
});

describe('invoices and payments', () => {
	const line = (name: string, quantity: number, unitPrice: number, more: Row = {}): Row => ({ name, quantity, unitPrice, ...more });
	const bill = async (clientId: unknown, lines: Row[], more: Row = {}) => await sync.work('POST', '/invoices', { clientId, issueDate: TODAY, dueDate: TODAY, status: 'sent', lines, ...more });

	it('SYNC-WORK-4: approved ones go from the day of the connection on, under their number; drafts and earlier ones do not', async () => {
		const early = await bill('cl_1001', [line('Labour', 1, 10)], { issueDate: '2026-02-02' });
		const draft = await bill('cl_1001', [line('Labour', 1, 10)], { status: 'draft' });
		const sent = await bill('cl_1001', [line('Labour', 2, 82.5, { billingItemId: 'bi_2', taxRateId: 'tx_1' }), line('City permit', 1, 60, { billingItemId: 'bi_5', taxRateId: 'tx_2' })], { siteId: 'st_71', notes: 'Back gate' });
		const approved = await bill('cl_1006', [line('Call-out fee', 1, 108, { billingItemId: 'bi_1', taxRateId: 'tx_1' })], { status: 'approved', taxMode: 'inclusive' });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 2, held: 0, failed: 0 } });
		expect([await invoice(early.number), await invoice(draft.number)]).toEqual([undefined, undefined]);
		// Of a linked site it is the sub-customer's.
		expect(await invoice(sent.number)).toMatchObject({ DocNumber: sent.number, CustomerRef: { name: 'Acme (Albany):Acme Depot North' }, TotalAmt: 238.2, TxnTaxDetail: { TotalTax: 13.2 }, TxnDate: TODAY, CustomerMemo: { value: 'Back gate' } });
		expect(await invoice(approved.number)).toMatchObject({ TotalAmt: 108, TxnTaxDetail: { TotalTax: 8 } });
		await sync.work('POST', `/invoices/${String(draft.number)}/approve`);
		await sync.run();
		expect(await invoice(draft.number)).toMatchObject({ TotalAmt: 10 });
		await isQuiet();
	});

	it('SYNC-WORK-4: an item of the same code or else name is brought up to date, another is made with the chosen accounts', async () => {
		const [income, expense] = [await sync.accountId('Services'), await sync.accountId('Job Expenses')];
		await sync.keep('Item', { Name: 'Pump, small', Sku: 'pump-22', Type: 'Service', UnitPrice: 300, IncomeAccountRef: { value: await sync.accountId('Sales of Product Income') } });
		await bill('cl_1001', [line('Pump 22 mm', 1, 349.99, { billingItemId: 'bi_3' }), line('HOURS ', 1, 85), line('Emergency surcharge', 1, 45)]);
		await sync.run();
		const items = Object.fromEntries((await sync.books('Item')).map((item) => [String(item.Name), item]));
		expect(items['Pump, small']).toMatchObject({ UnitPrice: 349.99, ExpenseAccountRef: { value: expense }, IncomeAccountRef: { name: 'Sales of Product Income' } });
		expect(items.Hours).toMatchObject({ UnitPrice: 85, ExpenseAccountRef: { value: expense } });
		expect(items['Emergency surcharge']).toMatchObject({ Type: 'Service', IncomeAccountRef: { value: income }, ExpenseAccountRef: { value: expense } });
		expect(items.Labour).toMatchObject({ Sku: 'LAB', Description: 'Plumber, per hour', UnitPrice: 82.5, IncomeAccountRef: { value: income } });
		expect([items['Pump 22 mm'], items.HOURS]).toEqual([undefined, undefined]);
	});

	it('SYNC-WORK-1, SYNC-WORK-5: without a matching customer invoice and payment wait with the reason, and go by themselves', async () => {
		const held = await bill('cl_1003', [line('Labour', 1, 100)]);
		await sync.work('POST', `/invoices/${String(held.number)}/pay`, { amount: 40 });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 0, held: 1 }, payments: { created: 0, held: 1 } });
		expect(await problem(`Invoice ${String(held.number)}: the client`)).toMatchObject({ category: 'held', message: expect.stringContaining('has no customer in QuickBooks yet') as string });
		expect(await problem('its invoice is not in QuickBooks yet')).toBeDefined();
		await isQuietAndHeld();
		await sync.work('PUT', '/clients/cl_1003', { name: 'Hudson Valley Housing' });
		expect(parts(await sync.run())).toMatchObject({ clients: { created: 1 }, invoices: { created: 1, held: 0 }, payments: { created: 1, held: 0 } });
		expect(await invoice(held.number)).toMatchObject({ CustomerRef: { name: 'Hudson Valley Housing' }, TotalAmt: 100, Balance: 60 });
		expect([await problem(`Invoice ${String(held.number)}`), await problem('its invoice is not')]).toEqual([undefined, undefined]);
	});

	/** What waits costs nothing as long as nothing has changed. */
	async function isQuietAndHeld(): Promise<void> {
		sync.forget();
		await sync.runAsScheduled();
		expect(sync.count).toBeLessThanOrEqual(6);
	}

	it('SYNC-WORK-4: changed in Work, it is changed in QuickBooks while unpaid; paid or voided as it should be', async () => {
		const made = await bill('cl_1001', [line('Labour', 1, 100), line('City permit', 1, 60, { billingItemId: 'bi_5' })]);
		await sync.run();
		await sync.work('PUT', `/invoices/${String(made.number)}`, { lines: [line('Labour', 3, 100)], notes: 'Three hours' });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 0, updated: 1 } });
		const changed = await invoice(made.number);
		expect(changed).toMatchObject({ TotalAmt: 300, PrivateNote: expect.stringContaining('Three hours') as string });
		expect((changed?.Line as Row[]).filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')).toHaveLength(1);
		await sync.work('POST', `/invoices/${String(made.number)}/void`);
		expect(parts(await sync.run())).toMatchObject({ invoices: { updated: 1 } });
		expect(await invoice(made.number)).toMatchObject({ TotalAmt: 0, PrivateNote: expect.stringContaining('Voided') as string });
		await isQuiet();
	});

	it('SYNC-WORK-5: a payment goes to the customer and into the deposit account, once; what was paid is not changed any more', async () => {
		const made = await bill('cl_1006', [line('Labour', 1, 200)]);
		const paid = await sync.work('POST', `/invoices/${String(made.number)}/pay`, { amount: 150, method: 'cheque', reference: '000118' });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 1 }, payments: { created: 1 } });
		const payments = async () => (await sync.books('Payment')).filter(({ PrivateNote }) => String(PrivateNote).includes(String(paid.id)));
		expect(await payments()).toMatchObject([{ TotalAmt: 150, DepositToAccountRef: { name: 'Checking' }, CustomerRef: { name: 'Precision Pumps of Buffalo' }, PrivateNote: expect.stringContaining('cheque 000118') as string }]);
		expect(await invoice(made.number)).toMatchObject({ Balance: 50 });
		await sync.work('PUT', `/invoices/${String(made.number)}`, { notes: 'Thank you' });
		expect(parts(await sync.run())).toMatchObject({ invoices: { updated: 0, failed: 1 } });
		expect(await problem('was changed in Work after it was paid')).toMatchObject({ report: `Invoice ${String(made.number)}` });
		await sync.work('POST', `/payments/${String(paid.id)}/void`);
		expect(parts(await sync.run())).toMatchObject({ payments: { updated: 1 } });
		expect(await payments()).toMatchObject([{ TotalAmt: 0 }]);
		expect(await invoice(made.number)).toMatchObject({ Balance: 200 });
		// Unpaid again, the change of before goes too, behind the payment.
		await sync.runAsScheduled();
		expect((await invoice(made.number))?.PrivateNote).toContain('Thank you');
	});

	it('SYNC-WORK-4: what was paid in QuickBooks is neither changed nor voided, and told', async () => {
		const made = await bill('cl_1006', [line('Labour', 1, 70)]);
		await sync.run();
		const { Id, CustomerRef } = (await invoice(made.number)) ?? {};
		const [paid] = (await sync.keep('Payment', { CustomerRef, TotalAmt: 70, Line: [{ Amount: 70, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }] })) as [Record<string, Row>];
		await sync.work('POST', `/invoices/${String(made.number)}/void`);
		expect(parts(await sync.run())).toMatchObject({ invoices: { updated: 0, failed: 1 } });
		expect(await problem('was voided in Work and is paid in QuickBooks')).toMatchObject({ report: `Invoice ${String(made.number)}` });
		expect(await invoice(made.number)).toMatchObject({ TotalAmt: 70, Balance: 0 });
		await sync.qbo('POST', '/records', { entity: 'Payment', records: [{ Id: (paid.Payment ?? paid).Id }], operation: 'delete' });
		expect(parts(await sync.run())).toMatchObject({ invoices: { updated: 1, failed: 0 } });
		expect(await invoice(made.number)).toMatchObject({ TotalAmt: 0 });
	});

	it('SYNC-WORK-4: posted by a run that died, and changed since: it is found and changed', async () => {
		const made = await bill('cl_1006', [line('Labour', 1, 30)]);
		await sync.run();
		const row = (await sync.rows('documents')).find(({ workId }) => workId === made.id);
		await sync.n8n.upsertRow('Work QuickBooks documents', { kind: 'invoice', workId: made.id, qboId: '', print: '', state: 'waiting', category: 'again' }, ['kind', 'workId']);
		await sync.work('PUT', `/invoices/${String(made.number)}`, { lines: [line('Labour', 2, 30)] });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 0, updated: 1, failed: 0 } });
		expect(await sync.books('Invoice', `&number=${String(made.number)}`)).toMatchObject([{ Id: row?.qboId, TotalAmt: 60 }]);
	});

	it('SYNC-WORK-5: payments of invoices from before the connection stay where they are', async () => {
		const before = (await sync.books('Payment')).length;
		await sync.work('POST', '/invoices/1034/pay', { amount: 5 });
		parts(await sync.run());
		expect(await sync.books('Payment')).toHaveLength(before);
		await isQuiet();
	});

	it('SYNC-WORK-4: an item whose name QuickBooks refuses stops its invoice alone, with the name; put right, it goes', async () => {
		const made = await bill('cl_1001', [line('Copper pipe: 15 mm', 2, 3.5)]);
		const other = await bill('cl_1001', [line('Labour', 1, 10)]);
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 1, failed: 1 } });
		expect(await invoice(other.number)).toBeDefined();
		expect(await problem(`Invoice ${String(made.number)}: The name of the item "Copper pipe: 15 mm" holds ":"`)).toBeDefined();
		await sync.work('PUT', `/invoices/${String(made.number)}`, { lines: [line('Copper pipe 15 mm', 2, 3.5)] });
		expect(parts(await sync.run())).toMatchObject({ invoices: { created: 1, failed: 0 } });
		expect(await invoice(made.number)).toMatchObject({ TotalAmt: 7 });
	});

	it('a run that dies before its cursors move is done again without anything twice', async () => {
		const counts = async () => [(await sync.books('Customer')).length, (await sync.books('Invoice')).length, (await sync.books('Payment')).length, (await sync.books('Item')).length, (await sync.work<Row[]>('GET', '/clients')).length];
		const before = await counts();
		for (const kind of ['customers', 'clients', 'invoices', 'payments', 'whole']) await sync.n8n.upsertRow('Work QuickBooks cursors', { kind, since: '', seen: '', at: '' }, ['kind']);
		parts(await sync.run());
		expect(await counts()).toEqual(before);
		await isQuiet();
	});

	it('OPS-LOG, OPS-DASH: the log has what the history has, and what is open by the log is what the problems say', async () => {
		const of = async (table: string) => ((await sync.n8n.listRows(table)) as Array<Record<string, string>>).filter((row) => row.sync === 'Work to QuickBooks Online');
		const [runs, log] = [(await of('Sync runs')).map(runRow), (await of('Sync log')).map(logRow)];
		const history = await sync.rows('history');
		const sum = (rows: Array<Record<string, unknown>>, name: string) => rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);
		expect(runs.filter(({ event }) => event !== 'ended')).toEqual([]);
		expect(sum(runs, 'created')).toBe(sum(history as Array<Record<string, unknown>>, 'created'));
		const known = (await sync.problems()).map(({ key }) => String(key)).filter((key) => key !== 'run');
		expect(openProblems(log, runs).map(({ key }) => key).filter((key) => key !== 'run').sort()).toEqual(known.sort());
		for (const { key, amount, booksAmount } of log) if (amount !== '' && booksAmount !== '') expect([key, amount]).toEqual([key, booksAmount]);
		expect(log.filter(({ kind, action }) => kind === 'invoice' && action === 'created').length).toBeGreaterThan(0);
	});

	it('the books stay in balance, and the history tells what each run has done', async () => {
		expect(await sync.qbo('GET', '/trialbalance')).toMatchObject({ total: '0.00' });
		const history = await sync.rows('history');
		expect(history.filter(({ kind }) => kind === 'sites').map(({ created }) => created)).toEqual([6, 1]);
		expect(history.filter(({ kind, held }) => kind === 'payments' && held === 1)).toHaveLength(1);
	});
});

describe('without anybody who presses a button', () => {
	const until = async (isSo: () => Promise<boolean>) => {
		for (let tries = 0; tries < 120 && !(await isSo()); tries++) await sleep(250);
		expect(await isSo()).toBe(true);
	};

	it('SYNC-WORK-1: with "at once" published, a change in Work or QuickBooks starts the sync', async () => {
		await sync.n8n.publish(WORK_SYNC);
		await sync.n8n.publish(WORK_AT_ONCE);
		await sync.work('PUT', '/clients/cl_1001', { phone: '555-0800' });
		await until(async () => ((await customer('Acme (Albany)'))?.PrimaryPhone as Row).FreeFormNumber === '555-0800');
		await sync.n8n.unpublish(WORK_AT_ONCE);
	});

	it('SYNC-WORK-1: what came in while n8n was killed is synced when it starts again', async () => {
		await sync.n8n.kill();
		await sync.work('PUT', '/clients/cl_1001', { phone: '555-0801' });
		sync.n8n = await sync.n8n.again();
		await until(async () => ((await customer('Acme (Albany)'))?.PrimaryPhone as Row).FreeFormNumber === '555-0801');
	});
});
