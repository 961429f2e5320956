import { itemsOf } from '../support/n8n';
import { findingsOf, lastMonth, RECONCILIATION, Reconciliation, type Outcome } from '../support/reconciliation';
import { control } from '../support/sandbox';
import { readCsv } from '../support/csv';

const month = lastMonth();
let world: Reconciliation;
const reports: Record<string, string> = {};

beforeAll(async () => {
	world = await Reconciliation.open();
	const amounts: Record<string, number> = { fine: 1111, gone: 2222, dearer: 3333, moved: 4444, twice: 5555, euro: 6666, next: 7777 };
	for (const [name, amount] of Object.entries(amounts)) reports[name] = await world.report(name, { amount }, month.day(15));
	reports.refund = await world.report('refund', { amount: -888 }, month.day(16));
	reports.card = await world.report('card', { amount: 999, reimbursable: false, bank: 'Albion Commercial Cards', merchant: 'HARBOUR FUELS 0871' }, month.day(17));
	await world.sync();
});
afterAll(async () => await world?.close());

const run = async () => {
	const execution = await world.n8n.runManually(RECONCILIATION, 'By hand', { timeout: 240_000 });
	expect(execution.error).toBeUndefined();
	const [outcome] = itemsOf(execution, 'Reconcile') as Outcome[];
	const [item] = (execution.runData.Reconcile?.[0]?.data?.main?.[0] ?? []) as Array<{ binary?: Record<string, { fileName?: string }> }>;
	return { outcome: outcome as Outcome, files: Object.values(item?.binary ?? {}).map(({ fileName }) => fileName) };
};
let before: Outcome;

describe('OPS-RECON: Expensify and Xero, on a real n8n', () => {
	it('after a sync they agree, but for reports that wait for a mapping', async () => {
		const { outcome } = await run();
		before = outcome;
		expect(outcome).toMatchObject({ explained: true, extra: [], different: [], probable: [], duplicates: [] });
		for (const { details } of outcome.missing) expect(details).toMatch(/category/i);
		expect(outcome.counts.matched).toBeGreaterThanOrEqual(9);
	});

	it('finds a missing, an extra, a changed, a moved, a double document, another currency, a refund and the next month, and nothing else', async () => {
		const { books } = world;
		const bill = async (name: string) => await world.bill(reports[name] ?? '');
		await world.change(await bill('gone'), { Status: 'VOIDED' });
		const dearer = await bill('dearer');
		await world.change(dearer, { LineItems: [{ ...dearer.LineItems?.[0], LineAmount: undefined, TaxAmount: undefined, UnitAmount: 34.33 }] });
		await world.change(await bill('moved'), { Date: month.day(20) });
		await world.change(await bill('next'), { Date: month.next(1) });
		const { InvoiceNumber: twice = '' } = await bill('twice');
		await world.enter(twice, 55.55, month.day(15));
		const euro = await bill('euro');
		await world.change(euro, { Status: 'VOIDED' });
		await world.enter(euro.InvoiceNumber ?? '', 66.66, month.day(15), { CurrencyCode: 'EUR', Contact: euro.Contact, LineItems: [{ ...euro.LineItems?.[0], LineItemID: undefined, LineAmount: undefined, TaxAmount: undefined, UnitAmount: 66.66 }] });
		await world.enter('EXP-R9999-B', 12.34, month.day(9));
		await world.enter('NOT-OURS-1', 500, month.day(9));
		const credit = (await books.all('CreditNotes', 'Type=="ACCPAYCREDIT"')).find(({ CreditNoteNumber }) => CreditNoteNumber?.includes(reports.refund ?? '?'));
		await books.send('POST', `CreditNotes/${credit?.CreditNoteID}`, { CreditNotes: [{ CreditNoteID: credit?.CreditNoteID, Status: 'VOIDED' }] });
		const card = (await books.all('BankTransactions')).find(({ Reference }) => Reference?.includes(reports.card ?? '?'));
		await books.send('POST', `BankTransactions/${card?.BankTransactionID}`, { BankTransactions: [{ BankTransactionID: card?.BankTransactionID, Status: 'DELETED' }] });
		await control(world.sandbox, 'POST', '/xero/banktransactions', {
			BankTransactions: [{
				Type: 'SPEND', Status: 'AUTHORISED', Contact: { Name: 'Harbour Fuels' }, BankAccount: { Code: '091' }, Date: month.day(19), LineAmountTypes: 'Inclusive',
				LineItems: [{ Description: 'From the bank', Quantity: 1, UnitAmount: 9.99, AccountCode: '429', TaxType: 'NONE' }],
			}],
		});

		const { outcome, files } = await run();
		const found = findingsOf(outcome, reports);
		expect(found.missing).toEqual([...findingsOf(before, reports).missing, 'gone', 'refund'].sort());
		expect(found).toMatchObject({ extra: ['EXP-R9999-B'], duplicates: ['twice'], probable: ['card'] });
		expect(found.different).toMatchObject({ dearer: expect.arrayContaining(['total']), moved: ['date'], next: ['period', 'date'], euro: expect.arrayContaining(['currency']) });
		expect(Object.keys(found.different).sort()).toEqual(['dearer', 'euro', 'moved', 'next']);
		expect(outcome.missing.find(({ key }) => key.includes(reports.refund ?? '?'))).toMatchObject({ sourceAmount: '-8.88', difference: '8.88' });
		expect(outcome.different.find(({ key }) => key.includes(reports.dearer ?? '?'))).toMatchObject({ sourceAmount: '33.33', booksAmount: '34.33', difference: '1.00' });

		// What makes the totals differ, to the penny: what was there before, and what was planted.
		const held = before.missing.reduce((sum, { sourceAmount }) => sum + Math.round(Number(sourceAmount) * 100), 0);
		const pounds = outcome.currencies.find(({ currency }) => currency === 'GBP');
		const money = (pence: number) => (pence / 100).toFixed(2);
		expect(pounds?.reasons).toEqual({
			missing: money(-held - 2222 + 888), extra: '12.34', duplicate: '55.55', otherPeriod: '-77.77', currency: '-66.66', changed: '1.00',
		});
		expect(outcome.currencies.find(({ currency }) => currency === 'EUR')).toMatchObject({ source: { total: '0.00' }, books: { total: '66.66' }, reasons: { currency: '66.66' } });
		expect(outcome).toMatchObject({ agrees: false, explained: true });

		// The CSV says the same, read by other code than wrote it.
		const name = `Expensify and Xero ${month.from} to ${month.to}`;
		expect(files.sort()).toEqual([`${name}.csv`, `${name}.html`]);
		const lines = readCsv(Buffer.from(/;base64,([^"]+)"/.exec(outcome.page)?.[1] ?? '', 'base64').toString('utf8'));
		const all = [outcome.missing, outcome.extra, outcome.different, outcome.probable, outcome.duplicates].flat();
		expect(lines.map((line) => [line.Key, line['Amount in source'], line['Amount in books'], line.Difference, line.Details])).toEqual(
			all.map(({ key, sourceAmount, booksAmount, difference, details }) => [key, sourceAmount, booksAmount, difference, details]),
		);
	});

	it('compares nothing where Xero does not answer, rather than calling everything missing', async () => {
		world.sandbox.frame.faults.add({ system: 'xero', kind: 'status', path: '/CreditNotes', value: 403, times: 20 });
		const { outcome } = await run();
		world.sandbox.frame.faults.clear();
		expect(outcome.error).toMatch(/^Nothing was compared\. The list of the books/);
		expect(outcome.agrees).toBe(false);
	});
});
