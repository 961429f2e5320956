import type { IDataObject } from 'n8n-workflow';
import { at, bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

const line = (amount: string, code = '6220', location = '110'): IDataObject => ({ amount, account: { code }, dimensions: [at(location)] });
const invoice = (key: string, amount: string): IDataObject => ({ kind: 'invoice', key, date: '2026-05-04', customer: { id: 'C-200' }, lines: [line(amount, '4000')] });
const payment = (key: string, direction: string, document: string, amount = '42.50'): IDataObject => ({ kind: 'payment', key, direction, date: '2026-05-20', amount, document: { key: document }, bankAccount: { id: 'BOA' } });
const take = async (resource: string, key: string, more: IDataObject = {}) => await world.done({ resource, operation: 'delete', target: by('key', key), ...more });
/** The functions that wrote since `forget`. */
const written = () => world.books.sandbox.recorder.list({ system: 'sage-intacct', limit: 500 }).reverse().flatMap(({ route }) => route.split(' + ')).filter((route) => /^(create|delete|record|reverse|void|recall|update)/.test(route));
const due = async (object: string, key: string) => (await world.standing(object, key)).filter(({ STATE }) => STATE !== 'Reversed').map(({ TRX_TOTALDUE }) => TRX_TOTALDUE);
const even = async () => expect((await world.books.control<IDataObject>('/trialbalance')).entities).toEqual({ 100: '0.00', 200: '0.00' });

it('NODE-PAYMENT: payments are reversed once posted, voided while they wait, and what they paid is due again', async () => {
	await world.posted([bill('B-1'), bill('B-2'), invoice('I-1', '85.00')]);
	await world.posted([payment('P-1', 'out', 'B-1'), payment('P-3', 'in', 'I-1', '85.00')]);
	await world.books.company({ approvals: ['AP'] });
	await world.posted([payment('P-2', 'out', 'B-2')]);
	expect([await due('APBILL', 'B-1'), await due('ARINVOICE', 'I-1')]).toEqual([['0.00'], ['0.00']]);
	for (const [key, how] of [['P-1', 'reverse_appayment'], ['P-2', 'void_appaymentrequest'], ['P-3', 'reverse_arpayment']] as const) {
		world.forget();
		expect(await take('payment', key)).toMatchObject([{ deleted: true, key }]);
		expect([key, written()]).toEqual([key, [how]]);
		// A second time finds it done.
		world.forget();
		expect(await take('payment', key)).toMatchObject([{ deleted: true }]);
		expect([key, written()]).toEqual([key, []]);
	}
	expect([await due('APBILL', 'B-1'), await due('APBILL', 'B-2'), await due('ARINVOICE', 'I-1')]).toEqual([['42.50'], ['42.50'], ['85.00']]);
	await even();
});

it('NODE-BILL, NODE-INVOICE, NODE-EXPENSE: what is posted is reversed by the function of its own kind, what waits recalled, a draft deleted', async () => {
	const report = { kind: 'employeeExpense', key: 'E-1', date: '2026-05-04', employee: { id: 'E-01' }, lines: [line('30.00', '6100')] };
	const inside = { entity: by('id', '100') };
	await world.posted([bill('B-1'), bill('B-2', { status: 'draft' }), invoice('I-1', '85.00'), report]);
	await world.posted([{ ...bill('C-1'), kind: 'expense', bankAccount: { id: 'AMEX' } }], inside);
	await world.books.company({ approvals: ['AP'] });
	await world.posted([bill('B-3', { status: 'submitted' })]);
	for (const [kind, key, how, more] of [
		['bill', 'B-1', ['reverse_bill'], {}], ['bill', 'B-2', ['delete APBILL'], {}], ['bill', 'B-3', ['recallApBill', 'delete APBILL'], {}], ['invoice', 'I-1', ['reverse_invoice'], {}],
		['employeeExpense', 'E-1', ['reverse_expensereport'], {}], ['expense', 'C-1', ['reverse_cctransaction'], inside],
	] as const) {
		world.forget();
		expect(await take(kind, key, more)).toMatchObject([{ deleted: true, key }]);
		expect([key, written()]).toEqual([key, how]);
	}
	await even();
});

it('NODE-INVOICE, NODE-CREDIT: an invoice below zero is an AR adjustment, a bill below zero an AP adjustment; both are found, and taken back', async () => {
	const credits = [invoice('I-2', '-20.00'), bill('B-4', {}, { amount: '-20.00' })];
	expect((await world.posted(credits)).map(({ action, total }) => [action, total])).toEqual([['created', '20.00'], ['created', '20.00']]);
	expect([await due('ARADJUSTMENT', 'I-2'), await due('APADJUSTMENT', 'B-4')]).toEqual([['-20.00'], ['-20.00']]);
	expect((await world.posted(credits)).map(({ action }) => action)).toEqual(['found', 'found']);
	world.forget();
	expect([...(await take('invoice', 'I-2')), ...(await take('bill', 'B-4'))]).toMatchObject([{ deleted: true }, { deleted: true }]);
	expect(written()).toEqual(['delete ARADJUSTMENT', 'delete_apadjustment']);
	expect((await world.posted(credits)).map(({ action }) => action)).toEqual(['created', 'created']);
	await even();
});

it('NODE-JOURNAL: even by entity and by currency, to the cent after rates that do not divide; uneven ones are refused before any call', async () => {
	const journal = (key: string, currency: string, lines: IDataObject[], more: IDataObject = {}) => ({ kind: 'journal', key, currency, date: '2026-05-31', memo: 'Accrual', lines, ...more });
	const both = [line('33.33'), line('33.33', '6300'), line('33.34', '6310', '120'), line('-100.00', '2010'), line('9.99', '6220', '210'), line('-9.99', '2010', '210')];
	expect((await world.posted([journal('J-1', 'EUR', both), journal('J-2', 'GBP', both.slice(4)), journal('J-3', 'USD', both.slice(0, 4))])).map(({ action }) => action)).toEqual(['created', 'created', 'created']);
	await even();
	const [first] = await world.standing('GLBATCH', 'J-1');
	const entries = (first as unknown as { lines: IDataObject[] }).lines;
	expect(entries.map(({ CURRENCY, BASECURR, TR_TYPE, TRX_AMOUNT }) => [CURRENCY, BASECURR, TR_TYPE, TRX_AMOUNT])).toEqual([
		['EUR', 'USD', '1', '33.33'], ['EUR', 'USD', '1', '33.33'], ['EUR', 'USD', '1', '33.34'], ['EUR', 'USD', '-1', '100.00'], ['EUR', 'GBP', '1', '9.99'], ['EUR', 'GBP', '-1', '9.99'],
	]);
	world.forget();
	const uneven = await world.post([journal('J-4', 'EUR', [line('9.00'), line('-8.99', '2010')]), journal('J-5', 'EUR', [line('9.00'), line('-9.00', '2010', '210')])]);
	expect(uneven.failed.map(({ json }) => [(json as { details: { document: string } }).details.document, json.error])).toEqual([
		['J-4', expect.stringMatching(/0\.01/)], ['J-5', expect.stringMatching(/differ in entity 100 by 9 and entity 200 by -9/)],
	]);
	expect(written()).toEqual([]);
	await even();
});
