import type { IDataObject } from 'n8n-workflow';
import { Books } from '../support/books';
import { chosen } from '../support/bench';
import { connectQuickly } from '../support/connect';
import { startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Triggers } from '../support/triggers';
import type { Sandbox } from '../../sandbox/app';

const KEA = '0123456789ABCDEF';
const XERO = [
	'account', 'bankAccount', 'supplier', 'customer', 'taxRate', 'dimension', 'dimensionValue', 'item', 'bill', 'invoice', 'supplierCredit', 'payment',
	'bankTransaction', 'expense', 'journal',
];

let n8n: N8n;
let sandbox: Sandbox;
let books: Books;
let xero: Triggers;
let expensify: Triggers;

beforeAll(async () => {
	sandbox = await startSandbox();
	// The demo data is from yesterday: a trigger that starts now reads a minute back, since clocks differ.
	await control(sandbox, 'POST', '/clock', { advance: -86_400 });
	await control(sandbox, 'POST', '/reset', {});
	await control(sandbox, 'POST', '/clock', { now: new Date().toISOString() });
	n8n = await startN8n();
	const ids = await connectQuickly(n8n, sandbox);
	xero = new Triggers(n8n, 'accountingXeroTrigger', { accountingXeroOAuth2Api: { name: 'Xero (sandbox)' } }, ids);
	expensify = new Triggers(n8n, 'accountingExpensifyTrigger', { accountingExpensifyApi: { name: 'Expensify (sandbox)' } }, ids);
	books = await Books.open(sandbox);
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});


const ofXero = (event: string, startFrom = 'now'): IDataObject => ({ authentication: 'oAuth2', organisation: chosen('list', ''), event, startFrom });
const ofExpensify = (events: string[], more: IDataObject = {}): IDataObject => ({ events, policies: [KEA], startFrom: 'now', options: {}, ...more });
const deliveries = async (name: string): Promise<IDataObject[]> => await (/[rR]eports$/.test(name) ? expensify : xero).deliveries(name);
const counts = (names: Record<string, string[]>, before: Record<string, number> = {}): Record<string, number> =>
	Object.fromEntries(Object.entries(names).map(([kind, list]) => [kind, (before[kind] ?? 0) + list.length]));

type Records = Array<Record<string, unknown>>;
const put = async (path: string, body: unknown, method: 'PUT' | 'POST' = 'PUT') => await books.send<Record<string, Records>>(method, path, body);
const idOf = async (collection: string, member: string, fits: (record: Record<string, unknown>) => boolean): Promise<string> => {
	const answer = await books.get<Record<string, Records>>(collection);
	return String(answer[collection]?.find(fits)?.[member]);
};
const line = (Description: string, UnitAmount: number, AccountCode = '429') => ({ Description, Quantity: 1, UnitAmount, AccountCode });

/** One new and one changed record of each kind; answers what each trigger must deliver, by name, number or amount. */
async function change(mark: string): Promise<Record<string, string[]>> {
	const dates = { Date: '2026-11-03', DueDate: '2026-12-03' };
	await put('Accounts', { Code: `7${mark}`, Name: `New account ${mark}`, Type: 'EXPENSE' });
	await put(`Accounts/${await idOf('Accounts', 'AccountID', ({ Code }) => Code === '473')}`, { Accounts: [{ Name: `Repairs ${mark}` }] }, 'POST');
	await put('TaxRates', { TaxRates: [{ Name: `Rate ${mark}`, TaxComponents: [{ Name: 'VAT', Rate: 7 }], ReportTaxType: 'INPUT' }] });
	await put('Accounts', { Code: `09${mark}`, Name: `Bank ${mark}`, Type: 'BANK', BankAccountNumber: `204455990000${mark}` });
	const category = await idOf('TrackingCategories', 'TrackingCategoryID', ({ Name }) => String(Name).startsWith('Region'));
	await put(`TrackingCategories/${category}/Options`, { Name: `Option ${mark}` });
	await put(`TrackingCategories/${category}`, { Name: `Region ${mark}` }, 'POST');
	await put('Items', { Items: [{ Code: `I-${mark}`, Name: `Item ${mark}` }] });
	await put(`Items/${await idOf('Items', 'ItemID', ({ Code }) => Code === 'CALL-OUT')}`, { Items: [{ Code: 'CALL-OUT', Description: `Changed ${mark}` }] }, 'POST');
	await put('Contacts', { Contacts: [{ Name: `Contact ${mark}` }, { Name: `Customer ${mark}` }] });
	const { Invoices: [bill] = [] } = await put('Invoices', {
		Invoices: [
			{ Type: 'ACCPAY', Status: 'AUTHORISED', Contact: { Name: `Contact ${mark}` }, InvoiceNumber: `B-${mark}`, ...dates, LineItems: [line('Beans', 9)] },
			{ Type: 'ACCREC', Status: 'AUTHORISED', Contact: { Name: `Customer ${mark}` }, InvoiceNumber: `S-${mark}`, ...dates, LineItems: [line('Shelf', 90, '200')] },
		],
	});
	await put('CreditNotes', { CreditNotes: [{ Type: 'ACCPAYCREDIT', Contact: { Name: `Contact ${mark}` }, CreditNoteNumber: `C-${mark}`, Date: '2026-11-03', LineItems: [line('Back', 2)] }] });
	await put('Payments', { Payments: [{ Invoice: { InvoiceID: bill?.InvoiceID }, Account: { Code: '090' }, Date: '2026-11-04', Amount: 3, Reference: `P-${mark}` }] });
	await put('BankTransactions', {
		BankTransactions: [{ Type: 'SPEND', Contact: { Name: `Contact ${mark}` }, BankAccount: { Code: '091' }, Date: '2026-11-04', Reference: `T-${mark}`, LineItems: [line('Tea', 1)] }],
	});
	await put('ManualJournals', {
		ManualJournals: [{ Narration: `J-${mark}`, Status: 'POSTED', Date: '2026-11-03', JournalLines: [{ LineAmount: 5, AccountCode: '429' }, { LineAmount: -5, AccountCode: '805' }] }],
	});
	return {
		account: [`New account ${mark}`, `Repairs ${mark}`], bankAccount: [`Bank ${mark}`], supplier: [`Contact ${mark}`], customer: [`Customer ${mark}`],
		taxRate: [`Rate ${mark}`], dimension: [`Region ${mark}`], dimensionValue: [`Option ${mark}`],
		item: [`Item ${mark}`, 'Call-out'], bill: [`B-${mark}`], invoice: [`S-${mark}`], supplierCredit: [`C-${mark}`], payment: [`P-${mark}`],
		bankTransaction: [`T-${mark}`], expense: [`T-${mark}`], journal: [`J-${mark}`],
	};
}

/** What people would call a delivered record. */
function called(kind: string, item: IDataObject): string {
	if (kind === 'journal') return String(item.memo);
	if (kind === 'bankTransaction' || kind === 'expense') return String(item.reference);
	if (kind === 'payment') return String(item.key);
	return String(item.number ?? item.name);
}
const versionOf = (item: IDataObject): string => JSON.stringify([item.id, item.changedAt ?? item]);

const approved = async (name: string): Promise<string> => {
	const { reportIDs } = await control<{ reportIDs: string[] }>(sandbox, 'POST', '/expensify/reports', {
		reports: [{
			policyID: KEA, employee: 'asa.lindqvist@keajoinery.example', name, state: 'OPEN',
			expenses: [{ merchant: 'Ironmonger', amount: 1250, category: 'General Expenses', created: '2026-11-03', currency: 'GBP', tag: 'Office' }],
		}],
	});
	return reportIDs[0] ?? '';
};
const move = async (step: 'submit' | 'approve' | 'reimburse', id: string) => await control(sandbox, 'POST', `/expensify/${step}`, { reportIDs: [id] });

describe('polling triggers on a real n8n', () => {
	const wanted: Record<string, string[]> = {};
	let report = '';

	it('TRIG-TEST: fetching a test event gives real sample records, and moves nothing', async () => {
		const samples = [await xero.samples('taxRate', ofXero('taxRate')), await xero.samples('bill', ofXero('bill')), await expensify.samples('reports', ofExpensify(['approved', 'reimbursed']))];
		for (const items of samples) {
			expect([items.length > 0, items.length <= 5]).toEqual([true, true]);
			expect(items.every(({ id }) => typeof id === 'string')).toBe(true);
		}
		expect(samples[2]?.map(({ event }) => event)).toEqual(samples[2]?.map(({ status }) => status));
	});

	it('TRIG-POLL: the first activation starts now, or delivers everything', async () => {
		for (const kind of XERO) await xero.publish(kind, ofXero(kind));
		await expensify.publish('reports', ofExpensify(['submitted', 'approved', 'reimbursed']));
		for (const kind of ['bill', 'taxRate']) await xero.publish(`all${kind}`, ofXero(kind, 'beginning'));
		await expensify.publish('allReports', ofExpensify(['approved'], { startFrom: 'beginning', since: '2020-01-01' }));
		await expensify.until({ allReports: 1 }, 30_000);
		await xero.until({ allbill: 1, alltaxRate: 1 }, 30_000);

		const bills = await books.get<{ Invoices: Records }>('Invoices?where=Type%3D%3D%22ACCPAY%22');
		expect((await deliveries('allbill')).map(({ id }) => id).sort()).toEqual(bills.Invoices.map(({ InvoiceID }) => InvoiceID).sort());
		const { TaxRates } = await books.get<{ TaxRates: Records }>('TaxRates');
		expect(await deliveries('alltaxRate')).toHaveLength(TaxRates.length);
		const reports = await control<Array<{ id: string; state: string; approved?: string }>>(sandbox, 'GET', `/expensify/reports?policyID=${KEA}`);
		const done = reports.filter(({ state }) => ['APPROVED', 'REIMBURSED'].includes(state)).map(({ id }) => id).sort();
		expect((await deliveries('allReports')).map(({ id }) => id).sort()).toEqual(expect.arrayContaining(done));
		for (const kind of [...XERO, 'reports']) expect([kind, await deliveries(kind)]).toEqual([kind, []]);
	});

	it('TRIG-POLL, TRIG-EVENTS: new and changed records of each kind arrive, each once; so do submitted, approved and reimbursed reports', async () => {
		Object.assign(wanted, await change('11'));
		report = await approved('Watched');
		for (const step of ['submit', 'approve', 'reimburse'] as const) await move(step, report);
		await xero.until(counts(wanted));
		await expensify.until({ reports: 3 });
		for (const [kind, names] of Object.entries(wanted)) {
			const items = await deliveries(kind);
			expect([kind, items.map((item) => called(kind, item)).sort()]).toEqual([kind, expect.arrayContaining(names)]);
			expect([kind, new Set(items.map(versionOf)).size]).toEqual([kind, items.length]);
		}
		expect((await deliveries('account')).map((item) => called('account', item)).sort()).toEqual([...(wanted.account ?? [])].sort());
		expect((await deliveries('reports')).map(({ event, id }) => [event, id])).toEqual([['submitted', report], ['approved', report], ['reimbursed', report]]);
	});

	it('TRIG-POLL: nothing is lost when n8n is down, and nothing comes twice', async () => {
		const before = Object.fromEntries(await Promise.all([...XERO, 'reports'].map(async (kind) => [kind, (await deliveries(kind)).length] as const)));
		await n8n.kill();
		const missed = await change('22');
		const next = await approved('Meanwhile');
		for (const step of ['submit', 'approve'] as const) await move(step, next);
		n8n = await n8n.again();

		xero.n8n = n8n;
		expensify.n8n = n8n;
		await xero.until(counts(missed, before));
		await expensify.until({ reports: 5 });
		for (const [kind, names] of Object.entries(missed)) {
			const items = (await deliveries(kind)).slice(before[kind] ?? 0);
			const found = items.map((item) => called(kind, item));
			for (const name of names) expect([kind, name, found.filter((one) => one === name).length]).toEqual([kind, name, 1]);
			const versions = (await deliveries(kind)).map(versionOf);
			expect([kind, new Set(versions).size]).toEqual([kind, versions.length]);
		}
		expect((await deliveries('reports')).slice(3).map(({ event, id }) => [event, id])).toEqual([['submitted', next], ['approved', next]]);
	});

	it('TRIG-POLL: a vendor that answers so slowly that the next poll begins meanwhile makes nothing come twice', async () => {
		const before = { reports: (await deliveries('reports')).length, bill: (await deliveries('bill')).length };
		// Each poll takes longer than the fifteen seconds to the next one.
		for (const [system, path] of [['expensify', 'ExpensifyIntegrations'], ['xero', '/Invoices?']] as const) {
			sandbox.frame.faults.add({ system, kind: 'latency', path, value: 16_000, times: 4 });
		}
		const ids = [];
		for (const name of ['Slowly', 'After that']) {
			const id = await approved(name);
			ids.push(id);
			for (const step of ['submit', 'approve'] as const) await move(step, id);
			const { Invoices: [bill] = [] } = await put('Invoices', {
				Invoices: [{ Type: 'ACCPAY', Status: 'AUTHORISED', Contact: { Name: 'Contact 11' }, InvoiceNumber: `B-${name}`, Date: '2026-11-03', DueDate: '2026-12-03', LineItems: [line('Beans', 9)] }],
			});
			expect(bill?.InvoiceID).toBeDefined();
			await expensify.until({ reports: before.reports + 2 * ids.length }, 180_000);
			await xero.until({ bill: before.bill + ids.length }, 180_000);
		}
		expect(sandbox.frame.faults.list()).toEqual([]);
		const [reports, bills] = [(await deliveries('reports')).slice(before.reports), (await deliveries('bill')).slice(before.bill)];
		expect(reports.map(({ event, id }) => [event, id])).toEqual(ids.flatMap((id) => [['submitted', id], ['approved', id]]));
		expect(bills.map(({ number }) => number)).toEqual(['B-Slowly', 'B-After that']);
	});
});
