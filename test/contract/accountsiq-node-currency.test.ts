import type { IDataObject } from 'n8n-workflow';
import { booksOf, postToAccountsIq } from '../support/accountsiq';
import { DAY, Rig } from './accountsiq-node-rig';

/** The company keeps its books in GBP; bank 1010, supplier BAHN01 and customer BETA are in EUR, at 1.17 EUR for a pound. */
const rig = new Rig();
afterEach(async () => expect(new Set(Object.values(await rig.control<IDataObject>('/trialbalance')))).toEqual(new Set(['0.00'])));

const expense = (key: string, more: IDataObject = {}): IDataObject =>
	({ kind: 'expense', key, date: DAY, bankAccount: { code: '1010' }, supplier: { name: 'Hotel Adler' }, lines: [{ amount: '117.00', account: { code: '7010' }, taxRate: { code: 'V0' } }], ...more });
const bill = (key: string, more: IDataObject = {}): IDataObject =>
	({ kind: 'bill', key, date: DAY, supplier: { code: 'BAHN01' }, lines: [{ amount: '117.00', account: { code: '7001' }, taxRate: { code: 'V0' } }], ...more });
const payment = (key: string, document: string, more: IDataObject = {}): IDataObject =>
	({ kind: 'payment', key, date: DAY, direction: 'out', bankAccount: { code: '1010' }, document: { key: document }, amount: '117.00', ...more });
const post = async (...documents: IDataObject[]) => await postToAccountsIq(rig.sandbox, documents);
const created = async (...documents: IDataObject[]) => {
	const { done, failed } = await post(...documents);
	expect([failed.map(({ json }) => json.error), done.map(({ json }) => json.action)]).toEqual([[], documents.map(() => 'created')]);
};
const books = async (key: string) => (await booksOf(rig.sandbox, key)) as unknown as Array<IDataObject & { lines: IDataObject[] }>; // with rate and base
const base = async (key: string) => (await books(key)).flatMap(({ lines }) => lines.map(({ account, amount, base: inBase }) => [account, amount, inBase]));

describe('other currencies in AccountsIQ', () => {
	it('NODE-EXPENSE: paid in the currency of its bank, at AccountsIQ’s rate or the document’s own', async () => {
		await created(expense('FX-1', { currency: 'EUR' }), expense('FX-2', { currency: 'EUR', exchangeRate: '1.3' }), expense('FX-3'));
		expect((await books('FX-1'))[0]).toMatchObject({ type: 'BP', currency: 'EUR', rate: '1.17' });
		expect(await base('FX-1')).toEqual(expect.arrayContaining([['7010', '117.00', '100.00'], ['1010', '-117.00', '-100.00']]));
		expect(await base('FX-2')).toEqual(expect.arrayContaining([['7010', '117.00', '90.00']]));
		expect(await base('FX-3')).toEqual(expect.arrayContaining([['7010', '117.00', '100.00']]));
		expect((await post(expense('FX-1', { currency: 'EUR' }))).done[0]?.json.action).toBe('found');
	});

	it('NODE-ERR: a document in another currency than its bank, supplier or paid document is refused before any write', async () => {
		await created(bill('FB-0'));
		rig.sandbox.recorder.clear();
		const { done, failed } = await post(
			expense('FX-4', { currency: 'GBP' }), expense('FX-5', { currency: 'EUR', bankAccount: { code: '1020' } }), bill('FB-1', { currency: 'GBP' }), payment('FP-0', 'FB-0', { currency: 'GBP' }),
		);
		expect(done).toEqual([]);
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('in GBP, "1010" in EUR'), expect.stringContaining('in EUR, "1020" in GBP'), expect.stringContaining('in GBP, "BAHN01" in EUR'), expect.stringContaining('in GBP, "BAHN01" in EUR'),
		]);
		expect(failed.every(({ json }) => (json.details as IDataObject).category === 'mapping')).toBe(true);
		expect(rig.writes).toEqual([]);
	});

	it('NODE-PAYMENT: a bill in euro is paid from a bank in euro, and from one in pounds', async () => {
		await created(bill('FB-2'), bill('FB-3'), bill('FB-4'));
		await created(payment('FP-1', 'FB-2'), payment('FP-2', 'FB-3', { bankAccount: { code: '1000' } }), payment('FP-3', 'FB-4', { currency: 'EUR', exchangeRate: '1.3' }));
		for (const key of ['FB-2', 'FB-3', 'FB-4']) expect((await books(key))[0]).toMatchObject({ currency: 'EUR', outstanding: '0.00' });
		expect(await base('FP-1')).toEqual(expect.arrayContaining([['1010', '-117.00', '-100.00']]));
		expect(await base('FP-2')).toEqual(expect.arrayContaining([['1000', '-100.00', '-100.00']]));
		expect(await base('FP-3')).toEqual(expect.arrayContaining([['1010', '-117.00', '-90.00']]));
	});

	it('NODE-ERR: a currency that AccountsIQ has no rate for is told, and never taken as one', async () => {
		await rig.change('supplier', { Code: 'TOKYO', Name: 'Tokyo Travel', CurrencyCode: 'JPY' });
		const { failed } = await post(bill('FB-5', { supplier: { code: 'TOKYO' } }));
		expect(failed[0]?.json).toMatchObject({ error: expect.stringMatching(/currency/i), details: { category: 'mapping' } });
		expect(rig.writes).toEqual([]);
	});
});
