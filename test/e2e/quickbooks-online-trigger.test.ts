import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { connectQuickly } from '../support/connect';
import { startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Triggers } from '../support/triggers';

const LISTS = { account: 'Account', supplier: 'Vendor', customer: 'Customer', item: 'Item', class: 'Class', department: 'Department', employee: 'Employee', term: 'Term' };
const EVENTS = [...Object.keys(LISTS), 'taxRate', 'bill', 'invoice', 'payment', 'expense', 'journal'];

let n8n: N8n;
let sandbox: Sandbox;
let triggers: Triggers;

beforeAll(async () => {
	sandbox = await startSandbox();
	// The demo data is from yesterday: a trigger that starts now reads a minute back, since clocks differ.
	await control(sandbox, 'POST', '/clock', { advance: -86_400 });
	await control(sandbox, 'POST', '/reset', {});
	await control(sandbox, 'POST', '/clock', { now: new Date().toISOString() });
	n8n = await startN8n();
	triggers = new Triggers(n8n, 'accountingQuickBooksOnlineTrigger', { accountingQuickBooksOnlineOAuth2Api: { name: 'QuickBooks Online (sandbox)' } }, await connectQuickly(n8n, sandbox));
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

const ask = async <T = IDataObject>(method: string, path: string, body?: unknown): Promise<T> => await control<T>(sandbox, method, `/quickbooks-online${path}`, body);
const held = async (entity: string, query = '') => await ask<IDataObject[]>('GET', `/records?entity=${entity}${query}`);
const save = async (entity: string, record: IDataObject, operation?: string) => (await ask<IDataObject[]>('POST', '/records', { entity, records: [record], ...(operation === undefined ? {} : { operation }) }))[0] ?? {};
const idOf = async (entity: string, name: string) => ({ value: String((await held(entity, `&name=${encodeURIComponent(name)}`))[0]?.Id) });

/** A change of each kind, as people make it in QuickBooks; ids that each trigger must deliver. */
async function change(mark: string): Promise<Record<string, string[]>> {
	const ids: Record<string, string[]> = {};
	for (const [event, entity] of Object.entries(LISTS)) {
		const [record] = (await held(entity)).filter(({ Active, AccountType, Type }) => Active !== false && (AccountType === undefined || AccountType === 'Expense') && Type !== 'Category');
		const named = event === 'employee' ? { FamilyName: `Changed ${mark}` } : { [event === 'supplier' || event === 'customer' ? 'DisplayName' : 'Name']: `Changed ${event} ${mark}`.slice(0, 31) };
		ids[event] = [String((await save(entity, { Id: record?.Id, ...named })).Id)];
	}
	const account = await idOf('Account', 'Utilities');
	const cost = { Amount: 12.5, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: account } };
	const bill = await save('Bill', { VendorRef: await idOf('Vendor', 'PG&E'), TxnDate: '2026-11-03', DocNumber: `B-${mark}`, Line: [cost] });
	const gone = await save('Bill', { VendorRef: await idOf('Vendor', 'PG&E'), TxnDate: '2026-11-03', DocNumber: `G-${mark}`, Line: [cost] });
	await save('Bill', { Id: gone.Id }, 'delete');
	const customer = await idOf('Customer', 'Weiskopf Consulting');
	const invoice = await save('Invoice', { CustomerRef: customer, TxnDate: '2026-11-03', Line: [{ Amount: 85, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: await idOf('Item', 'Call-out') } }] });
	const payment = await save('Payment', { CustomerRef: customer, TotalAmt: 5, TxnDate: '2026-11-04' });
	const expense = await save('Purchase', { PaymentType: 'CreditCard', AccountRef: await idOf('Account', 'Visa'), TxnDate: '2026-11-03', Line: [cost] });
	const half = (PostingType: string) => ({ Amount: 9, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: account } });
	const journal = await save('JournalEntry', { TxnDate: '2026-11-30', Line: [half('Debit'), half('Credit')] });
	return { ...ids, bill: [String(bill.Id), String(gone.Id)], invoice: [String(invoice.Id)], payment: [String(payment.Id)], expense: [String(expense.Id)], journal: [String(journal.Id)] };
}

const delivered: Record<string, number> = {};

/** What each trigger has delivered since: all of this, each version once. */
async function expectAll(wanted: Record<string, string[]>): Promise<void> {
	const ids = async (event: string) => (await triggers.deliveries(event)).slice(delivered[event] ?? 0).map(({ id }) => String(id));
	await triggers.until(Object.fromEntries(Object.entries(wanted).map(([event, some]) => [event, (delivered[event] ?? 0) + new Set(some).size])), 60_000);
	for (const [event, some] of Object.entries(wanted)) expect([event, await ids(event)]).toEqual([event, expect.arrayContaining([...new Set(some)])]);
	for (const event of EVENTS) {
		const items = await triggers.deliveries(event);
		const versions = items.map(({ id, changedAt }) => `${String(id)} ${String(changedAt)}`);
		expect([event, new Set(versions).size]).toEqual([event, versions.length]);
		delivered[event] = items.length;
	}
}

describe('QuickBooks Online Trigger on a real n8n', () => {
	it('TRIG-TEST: fetching a test event gives a few real records of each event', async () => {
		for (const event of EVENTS) {
			const items = await triggers.samples(event, { event });
			expect([event, items.length <= 5 && items.every(({ id, error }) => typeof id === 'string' && error === undefined)]).toEqual([event, true]);
		}
	});

	it('TRIG-POLL, TRIG-EVENTS: starts now or with everything; what is new, changed or deleted comes once', async () => {
		for (const event of EVENTS) await triggers.publish(event, { event, startFrom: 'now' });
		await triggers.publish('allSuppliers', { event: 'supplier', startFrom: 'beginning' });
		await triggers.until({ allSuppliers: 1 }, 20_000);
		expect(await triggers.deliveries('allSuppliers')).toHaveLength((await held('Vendor')).length);
		for (const event of EVENTS) expect([event, await triggers.deliveries(event)]).toEqual([event, []]);
		await expectAll(await change('11'));
		expect((await triggers.deliveries('bill')).filter(({ deleted }) => deleted === true)).toHaveLength(1);
	});

	it('TRIG-POLL: what happens while n8n is dead comes once it is there again', async () => {
		await n8n.kill();
		const missed = await change('22');
		n8n = triggers.n8n = await n8n.again();
		await expectAll(missed);
	});
});
