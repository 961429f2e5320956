import type { IDataObject } from 'n8n-workflow';
import { pollAccountsIq, postToAccountsIq } from '../support/accountsiq';
import { elements } from './accountsiq-emulator-client';
import { Rig } from './accountsiq-node-rig';

const rig = new Rig();
/** Cursors go by real time. */
beforeEach(() => rig.sandbox.frame.clock.set(new Date(Date.now() - 1000).toISOString()));
beforeEach(() => rig.sandbox.reset());

const poll = async (event: string, saved: IDataObject = {}, options: Parameters<typeof pollAccountsIq>[3] = {}) => await pollAccountsIq(rig.sandbox, event, saved, options);
const fromNow = async (event: string) => await poll(event, {}, { startFrom: 'now' });
const told = (items: Awaited<ReturnType<typeof poll>>['items']) => items?.map(({ json }) => [json.kind, json.code ?? json.key, json.change]);
const today = () => new Date().toISOString().slice(0, 10);
const line = (amount: string, account = '7010'): IDataObject => ({ amount, account: { code: account }, taxRate: { code: 'V20' } });
const bill = (key: string, amount = '12'): IDataObject => ({ kind: 'bill', key, date: today(), supplier: { code: 'REGUS' }, lines: [line(amount)] });
const post = async (...documents: IDataObject[]) => expect((await postToAccountsIq(rig.sandbox, documents)).failed.map(({ json }) => json.error)).toEqual([]);

describe('AccountsIQ Trigger: lists', () => {
	const changes: Array<[string, string, IDataObject, IDataObject, string]> = [
		['supplier', 'supplier', { Code: 'NEWCO', Name: 'Newco' }, { Code: 'REGUS', Phone: '1' }, 'REGUS'],
		['customer', 'customer', { Code: 'NEWCUST', Name: 'New' }, { Code: 'ACME', Phone: '2' }, 'ACME'],
		['item', 'item', { StockItemID: 'NEWITEM', Description: 'New' }, { StockItemID: 'SEAT', ItemPrice: '30' }, 'SEAT'],
		['dimensionValue', 'department', { DepartmentID: 'NEWDEPT', Description: 'New' }, { DepartmentID: 'LDS-OPS', IsActive: false }, 'LDS-OPS'],
		['account', 'account', { Code: '7777', Description: 'New account' }, { Code: '7010', IsActive: false }, '7010'],
		['taxRate', 'tax', { Code: 'V7', Description: 'VAT 7%', Rate: '0.07' }, { Code: 'V20', Description: 'Standard rate' }, 'V20'],
		['bankAccount', 'bank', { Code: '1030', Name: 'New bank', CurrencyCode: 'GBP' }, { Code: '1000', Name: 'Renamed' }, '1000'],
		['dimension', 'dimension', { Code: 'REGION', Description: 'Region' }, { Code: 'OFFICE', Description: 'Site' }, 'OFFICE'],
	];
	it.each(changes)('TRIG-EVENTS: %s new and changed, each once; the first run hands on nothing', async (event, kind, made, changed, code) => {
		const first = await fromNow(event);
		expect(first.items).toEqual([]);
		expect((await poll(event, first.saved)).items).toBeNull();
		rig.sandbox.frame.clock.advance(5);
		await rig.change(kind, made, changed);
		const second = await poll(event, first.saved);
		expect(told(second.items)?.sort()).toEqual([[event, code, 'updated'], [event, Object.values(made)[0], 'created']].sort());
		expect((await poll(event, second.saved)).items).toBeNull();
	});

	it('TRIG-POLL: where AccountsIQ tells what has changed since, a poll asks for that alone; elsewhere it compares the whole list', async () => {
		const asked = async (event: string) => {
			const { saved } = await fromNow(event);
			rig.sandbox.recorder.clear();
			await poll(event, saved);
			return rig.calls;
		};
		expect([await asked('supplier'), await asked('customer'), await asked('item')]).toEqual([['GetSuppliersBy'], ['GetCustomersBy'], ['GetStockItemsBy']]);
		expect(await asked('dimensionValue')).toEqual(['GetAnalysisDimensionSetup', 'GetDepartmentsBy']);
		expect([await asked('account'), await asked('taxRate')]).toEqual([['GetChartOfAccounts'], ['GetTaxCodeList']]);
	});

	it('TRIG-POLL: a change made while n8n was down is delivered by the first poll that follows, once', async () => {
		await rig.control('/suppliers/bulk', { count: 300 });
		const { saved } = await fromNow('supplier');
		rig.sandbox.frame.clock.advance(3 * 86_400);
		await rig.control('/suppliers/touch', { codes: ['BULK000007', 'REGUS'] });
		await rig.change('supplier', { Code: 'WHILE-DOWN', Name: 'Made while n8n was down' });
		const next = await poll('supplier', saved);
		expect(told(next.items)?.map(([, code]) => code).sort()).toEqual(['BULK000007', 'REGUS', 'WHILE-DOWN']);
		expect((await poll('supplier', next.saved)).items).toBeNull();
	});

	it('TRIG-POLL: an option that is added to a dimension, which has no mark of its own', async () => {
		const { saved } = await fromNow('dimensionValue');
		await rig.client.signIn();
		await rig.client.send('AddAnalysisCode', elements({ groupID: 'OFFICE', analysisCode: { Code: 'BRS', Description: 'Bristol' }, create: true }));
		expect(told((await poll('dimensionValue', saved)).items)).toEqual([['dimensionValue', 'BRS', 'created']]);
	});

	it('TRIG-POLL: everything there is, where that is wanted', async () => {
		const { items, saved } = await poll('taxRate');
		expect(items).toHaveLength(8);
		expect((await poll('taxRate', saved)).items).toBeNull();
	});
});

describe('AccountsIQ Trigger: documents', () => {
	it('TRIG-EVENTS: each kind of document, once, when it is posted; the first run hands on nothing', async () => {
		const documents: IDataObject[] = [
			bill('T-1'), { ...bill('T-2'), kind: 'supplierCredit' }, { kind: 'invoice', key: 'T-3', date: today(), customer: { code: 'ACME' }, lines: [line('24', '4900')] },
			{ kind: 'journal', key: 'T-4', date: today(), lines: [{ amount: '5', account: { code: '7010' } }, { amount: '-5', account: { code: '2110' } }] },
			{ kind: 'expense', key: 'T-5', date: today(), bankAccount: { code: '1020' }, supplier: { name: 'Taxi' }, lines: [line('24')] },
			{ kind: 'payment', key: 'T-6', date: today(), direction: 'out', bankAccount: { code: '1000' }, document: { key: 'T-1' }, amount: '12' },
		];
		const saved = new Map<string, IDataObject>();
		for (const { kind } of documents) {
			const first = await fromNow(String(kind));
			expect([kind, first.items]).toEqual([kind, []]);
			saved.set(String(kind), first.saved);
		}
		await post(...documents);
		for (const { kind, key } of documents) {
			const next = await poll(String(kind), saved.get(String(kind)));
			expect(next.items?.map(({ json }) => [json.kind, json.key, typeof json.changedAt])).toEqual([[kind, key, 'string']]);
			expect((await poll(String(kind), next.saved)).items).toBeNull();
		}
	});

	it('TRIG-POLL: documents of one instant, polled in between: none is lost and none comes twice', async () => {
		let { saved } = await fromNow('bill');
		const seen: unknown[] = [];
		for (let round = 0; round < 3; round++) {
			await post(...Array.from({ length: 4 }, (_, at) => bill(`S-${round}-${at}`)));
			const next = await poll('bill', saved);
			seen.push(...(next.items ?? []).map(({ json }) => json.key));
			saved = next.items === null ? saved : next.saved;
		}
		expect(seen.sort()).toEqual([0, 1, 2].flatMap((round) => [0, 1, 2, 3].map((at) => `S-${round}-${at}`)));
	});
});

describe('AccountsIQ Trigger: cursor', () => {
	it.each(['supplier', 'account', 'bill'])('TRIG-POLL: %s: a poll that fails leaves the cursor, and the next one delivers', async (event) => {
		const { saved } = await fromNow(event);
		rig.sandbox.frame.clock.advance(1);
		await rig.change('supplier', { Code: 'LATE', Name: 'Late' });
		await rig.change('account', { Code: 'LATE', Description: 'Late' });
		await post(bill('LATE'));
		rig.sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', value: 500, times: 100 });
		let memory: IDataObject = {};
		await expect(poll(event, saved, { onMemory: (held) => void (memory = held) })).rejects.toThrow(/out of order/);
		expect(memory).toEqual(saved);
		rig.sandbox.frame.faults.clear();
		expect((await poll(event, memory)).items?.map(({ json }) => json.key ?? json.code)).toEqual(['LATE']);
	}, 30_000);

	it('TRIG-TEST: the editor gets a few real records, and nothing moves', async () => {
		for (const event of ['supplier', 'account', 'taxRate', 'dimensionValue', 'bill', 'journal']) {
			const { items, saved } = await poll(event, {}, { mode: 'manual' });
			expect([event, (items?.length ?? 0) > 0 && (items?.length ?? 9) <= 5, saved]).toEqual([event, true, {}]);
		}
	});

	it('NODE-ERR: what AccountsIQ says reaches the user', async () => {
		await rig.control('/apps', { clientId: 'sandbox-aiq-app', revoked: true });
		await expect(poll('bill')).rejects.toThrow(/revoked/);
	});
});
