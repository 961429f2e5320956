import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { booksOf, postToAccountsIq } from '../support/accountsiq';
import { by, DAY, Rig } from './accountsiq-node-rig';

const rig = new Rig();
afterEach(async () => expect(new Set(Object.values(await rig.control<IDataObject>('/trialbalance')))).toEqual(new Set(['0.00'])));

const post = async (documents: IDataObject[], options: INodeParameters = {}) => await postToAccountsIq(rig.sandbox, documents, options);
const posted = async (...documents: IDataObject[]) => {
	const { done, failed } = await post(documents);
	expect(failed.map(({ json }) => json.error)).toEqual([]);
	return done.map(({ json }) => json);
};
const refused = async (document: IDataObject) => {
	const { done, failed } = await post([document]);
	expect(done).toEqual([]);
	return failed[0]?.json;
};
const inBooks = async (key: string) => await booksOf(rig.sandbox, key);
const remove = async (kind: string, id: unknown) => (await rig.done(kind, 'delete', { target: by('id', String(id)) }))[0];

const line = (amount: string, account: string, more: IDataObject = {}): IDataObject => ({ amount, account: { code: account }, ...more });
const taxed = (amount: string, account: string, more: IDataObject = {}) => line(amount, account, { taxRate: { code: 'V20' }, ...more });
const ofBiCode = (code: string) => ({ dimensions: [{ dimension: { name: 'BI Code' }, value: { code } }] });
const journal = (key: string, ...lines: IDataObject[]): IDataObject => ({ kind: 'journal', key, date: DAY, memo: 'Accrual', lines });
const bill = (key: string, amount = '120.00'): IDataObject => ({ kind: 'bill', key, date: DAY, supplier: { code: 'REGUS' }, lines: [taxed(amount, '7010')] });
const credit = (key: string, amount = '36.00'): IDataObject => ({ ...bill(key, amount), kind: 'supplierCredit' });
const invoice = (key: string, amount = '240.00'): IDataObject => ({ kind: 'invoice', key, date: DAY, customer: { code: 'ACME' }, lines: [taxed(amount, '4900')] });
const payment = (key: string, document: IDataObject, amount: string, more: IDataObject = {}): IDataObject =>
	({ kind: 'payment', key, date: DAY, direction: 'out', bankAccount: { code: '1000' }, document, amount, ...more });

describe('journals in AccountsIQ', () => {
	it('NODE-JOURNAL: posted with its lines, taken back once by the opposite lines, and posted anew', async () => {
		const accrual = journal('JN-1', line('70.50', '7010', { description: 'Hotels', ...ofBiCode('LDS-OPS') }), line('29.50', '6000', ofBiCode('LDN-ENG')), line('-100.00', '2110'));
		const [made] = await posted(accrual);
		expect(made).toMatchObject({ action: 'created', kind: 'journal', total: '100' });
		const linesOf = async (key: string) => (await inBooks(key)).map(({ lines }) => lines.map(({ account, amount, department, description }) => [account, amount, department, description]));
		expect(await linesOf('JN-1')).toEqual([[['7010', '70.50', 'LDS-OPS', 'Hotels'], ['6000', '29.50', 'LDN-ENG', 'Accrual'], ['2110', '-100.00', '', 'Accrual']]]);
		expect((await rig.done('journal', 'get', { target: by('key', 'JN-1') }))[0]).toMatchObject({
			lines: [{ account: '7010', amount: '70.5', side: 'debit', biCode: 'LDS-OPS' }, { account: '6000', amount: '29.5' }, { account: '2110', amount: '-100', side: 'credit' }],
		});
		for (let round = 0; round < 2; round++) expect(await remove('journal', made?.id)).toMatchObject({ deleted: true, status: 'reversed', number: 'JN-1-R' });
		expect(await linesOf('JN-1-R')).toEqual([[['7010', '-70.50', 'LDS-OPS', 'Hotels'], ['6000', '-29.50', 'LDN-ENG', 'Accrual'], ['2110', '100.00', '', 'Accrual']]]);
		expect((await posted(accrual))[0]).toMatchObject({ action: 'created' });
		expect((await posted(accrual))[0]).toMatchObject({ action: 'found' });
		expect(await inBooks('JN-1')).toHaveLength(2);
	});

	it('NODE-JOURNAL: one that is not balanced, or of one line, reaches no books', async () => {
		expect(await refused(journal('JN-2', line('50.00', '7010'), line('-49.99', '2110')))).toMatchObject({ error: expect.stringContaining('differ by 0.01'), details: { category: 'validation' } });
		expect(await refused(journal('JN-3', line('0.00', '7010')))).toMatchObject({ error: expect.stringMatching(/two lines/) });
		expect(rig.writes).toEqual([]);
	});
});

describe('credits and invoices in AccountsIQ', () => {
	it('NODE-CREDIT: posted once with positive amounts, taken back by an invoice that settles it', async () => {
		const [made] = await posted(credit('CR-1'));
		expect(made).toMatchObject({ action: 'created', kind: 'supplierCredit', total: '36' });
		expect(await inBooks('CR-1')).toMatchObject([{ type: 'PN', account: 'REGUS', date: DAY, lines: expect.arrayContaining([expect.objectContaining({ account: '7010', amount: '-30.00', tax: 'V20' })]) }]);
		expect((await posted(credit('CR-1')))[0]).toMatchObject({ action: 'found', id: made?.id });
		for (let round = 0; round < 2; round++) expect(await remove('supplierCredit', made?.id)).toMatchObject({ deleted: true });
		expect(await inBooks('CR-1-R')).toMatchObject([{ type: 'PI', outstanding: '0.00' }]);
		expect(await inBooks('CR-1')).toMatchObject([{ outstanding: '0.00' }]);
	});

	it('NODE-INVOICE: posted once; a negative one is a credit note; taken back by its opposite', async () => {
		const [made, note] = await posted(invoice('SI-1'), invoice('SI-2', '-60.00'));
		expect([made?.total, note?.total]).toEqual(['240', '60']);
		expect(await inBooks('SI-1')).toMatchObject([{ type: 'SI', account: 'ACME', outstanding: '240.00' }]);
		expect(await inBooks('SI-2')).toMatchObject([{ type: 'SN' }]);
		expect((await posted(invoice('SI-1'), invoice('SI-2', '-60.00'))).map(({ action }) => action)).toEqual(['found', 'found']);
		for (const one of [made, note]) await remove('invoice', one?.id);
		expect([...(await inBooks('SI-1-R')), ...(await inBooks('SI-2-R'))].map(({ type, outstanding }) => [type, outstanding])).toEqual([['SN', '0.00'], ['SI', '0.00']]);
	});

	it('NODE-BILL: taken back, posted anew and taken back again: each of the two has its opposite, and the key names the one that stands', async () => {
		const key = 'K'.repeat(50);
		const ids: unknown[] = [];
		for (let round = 0; round < 2; round++) {
			const [made] = await posted(bill(key));
			ids.push(made?.id);
			expect((await posted(bill(key)))[0]).toMatchObject({ action: 'found', id: made?.id });
			expect((await rig.done('bill', 'get', { target: by('key', key) }))[0]).toMatchObject({ id: made?.id, outstanding: '120' });
			for (let again = 0; again < 2; again++) await rig.done('bill', 'delete', { target: by('key', key) });
		}
		expect(new Set(ids).size).toBe(2);
		expect((await inBooks(key)).map(({ outstanding }) => outstanding)).toEqual(['0.00', '0.00']);
		expect(await inBooks(`${key.slice(2)}-R`)).toHaveLength(2);
		expect((await posted(bill(key)))[0]).toMatchObject({ action: 'created' });
	});

	it('NODE-EXPENSE: one of several lines is got and taken back as a whole, by its key', async () => {
		const taxi = { kind: 'expense', key: 'EX-2', date: DAY, bankAccount: { code: '1020' }, supplier: { name: 'Taxi' }, lines: [taxed('24.00', '7010'), line('10.00', '7020', { taxRate: { code: 'V0' } })] };
		await posted(taxi);
		expect(await rig.done('expense', 'get', { target: by('key', 'EX-2') })).toEqual([expect.objectContaining({
			key: 'EX-2', total: '34', lines: [expect.objectContaining({ account: '7010', amount: '20' }), expect.objectContaining({ account: '7020', amount: '10' })],
		})]);
		for (let round = 0; round < 2; round++) await rig.done('expense', 'delete', { target: by('key', 'EX-2') });
		expect([...(await inBooks('EX-2-1-R')), ...(await inBooks('EX-2-2-R'))].map(({ type }) => type)).toEqual(['BR', 'BR']);
		expect((await posted(taxi))[0]).toMatchObject({ action: 'created', total: '34' });
	});

	it('NODE-EXPENSE: taken back as a receipt of the same bank, once', async () => {
		const [made] = await posted({ kind: 'expense', key: 'EX-1', date: DAY, bankAccount: { code: '1020' }, supplier: { name: 'Trainline' }, lines: [taxed('24.00', '7010', ofBiCode('LDN-FIN'))] });
		for (let round = 0; round < 2; round++) await remove('expense', made?.id);
		const [back, ...others] = await inBooks('EX-1-R');
		expect(others).toEqual([]);
		expect(back).toMatchObject({ type: 'BR', lines: expect.arrayContaining([
			expect.objectContaining({ account: '7010', amount: '-20.00', department: 'LDN-FIN', tax: 'V20' }), expect.objectContaining({ part: 'Vat', amount: '-4.00' }), expect.objectContaining({ account: '1020', amount: '24.00' }),
		]) });
	});
});

describe('payments in AccountsIQ', () => {
	it('NODE-PAYMENT: a bill paid in two parts, each posted and allocated once; no more than is due', async () => {
		await posted(bill('PB-1'));
		const parts = [payment('PP-1', { key: 'PB-1' }, '50.00'), payment('PP-2', { key: 'PB-1' }, '70.00')];
		expect((await posted(...parts)).map(({ action, total }) => [action, total])).toEqual([['created', '50'], ['created', '70']]);
		expect(await inBooks('PB-1')).toMatchObject([{ outstanding: '0.00' }]);
		expect((await posted(...parts)).map(({ action }) => action)).toEqual(['found', 'found']);
		expect(await inBooks('PP-1')).toMatchObject([{ type: 'PP', account: 'REGUS', outstanding: '0.00' }]);
		expect(await refused(payment('PP-3', { key: 'PB-1' }, '0.01'))).toMatchObject({ error: expect.stringContaining('Only 0 of the document is outstanding'), details: { category: 'validation', field: 'amount' } });
		expect(await refused(payment('PP-1', { key: 'PB-1' }, '51.00'))).toMatchObject({ details: { category: 'duplicate' } });
		expect(await inBooks('PP-3')).toEqual([]);
	});

	it('NODE-PAYMENT: a customer pays an invoice, named by its id; an unknown document or bank is told first', async () => {
		const [made] = await posted(invoice('SB-1'));
		expect((await posted(payment('SR-1', { id: made?.id }, '240.00', { direction: 'in' })))[0]).toMatchObject({ action: 'created', kind: 'payment' });
		expect(await inBooks('SR-1')).toMatchObject([{ type: 'SR', account: 'ACME', outstanding: '0.00' }]);
		expect(await refused(payment('SR-2', { key: 'NOT-THERE' }, '1.00', { direction: 'in' }))).toMatchObject({ error: expect.stringContaining('holds no sales invoice NOT-THERE'), details: { category: 'not found' } });
		await posted(bill('PB-2'));
		expect(await refused(payment('PP-4', { key: 'PB-2' }, '1.00', { bankAccount: { code: '9' } }))).toMatchObject({ error: expect.stringContaining('no bank account "9"'), details: { category: 'mapping' } });
	});

	it('NODE-PAYMENT: a bill and a credit of the same supplier are settled against each other, once', async () => {
		const [due, back] = await posted(bill('AB-1'), credit('AC-1'));
		const allocate = async (more: IDataObject = {}) => await rig.run('payment', 'allocate', { transactionId: due?.id, otherTransactionId: back?.id, ...more });
		expect((await allocate({ allocationAmount: '36.01' })).failed[0]?.json.error).toMatch(/Only 36 is outstanding/);
		expect((await allocate({ allocationAmount: 'much' })).failed[0]?.json.error).toMatch(/"much" is no amount/);
		expect((await allocate()).done[0]?.json).toMatchObject({ action: 'allocated', amount: '36' });
		expect((await allocate()).done[0]?.json).toMatchObject({ action: 'found' });
		expect([(await inBooks('AB-1'))[0]?.outstanding, (await inBooks('AC-1'))[0]?.outstanding]).toEqual(['-84.00', '0.00']);
	});
});

describe('documents of any kind in AccountsIQ', () => {
	const all = (): IDataObject[] => [
		bill('ANY-1'), credit('ANY-2'), invoice('ANY-3'), journal('ANY-4', line('5', '7010'), line('-5', '2110')),
		{ kind: 'expense', key: 'ANY-5', date: DAY, bankAccount: { code: '1020' }, supplier: { name: 'Trainline' }, lines: [taxed('24.00', '7010')] },
		payment('ANY-6', { key: 'PAID' }, '120.00'),
	];

	it('NODE-DRY: each kind is resolved, and nothing is written', async () => {
		await posted(bill('PAID'));
		rig.sandbox.recorder.clear();
		const { done, failed } = await post(all(), { dryRun: true });
		expect(failed.map(({ json }) => json.error)).toEqual([]);
		expect(done.map(({ json }) => [json.key, json.action])).toEqual(all().map(({ key }) => [key, 'would create']));
		expect(rig.writes).toEqual([]);
		for (const { key } of all()) expect(await inBooks(String(key))).toEqual([]);
	});

	it('NODE-BATCH: six kinds in one run, and of each kind a bad one that fails alone with its input', async () => {
		await posted(bill('PAID'));
		const bad = (document: IDataObject): IDataObject => ({ ...document, key: `${String(document.key)}-BAD`, note: 'kept', ...(document.kind === 'payment' ? { document: { key: 'NONE' } } : { lines: (document.lines as IDataObject[]).map((one) => ({ ...one, account: { code: '7005' } })) }) });
		const documents = all().flatMap((document) => [document, bad(document)]);
		const { done, failed } = await post(documents);
		expect(done.map(({ json }) => [json.key, json.action])).toEqual(all().map(({ key }) => [key, 'created']));
		expect(failed.map(({ json }) => [json.key, json.note])).toEqual(all().map(({ key }) => [`${String(key)}-BAD`, 'kept']));
		for (const { key } of all()) expect([key, (await inBooks(String(key))).length, (await inBooks(`${String(key)}-BAD`)).length]).toEqual([key, 1, 0]);
	});

	it('NODE-BATCH: what AccountsIQ itself refuses, here a reference that is too long, fails alone in each kind of call', async () => {
		await posted(bill('PAID'));
		for (const [one, document] of all().entries()) {
			const { done, failed } = await post([{ ...document, key: `${'X'.repeat(51)}${one}` }, { ...document, key: `GOOD-${one}` }]);
			expect(done.map(({ json }) => [json.key, json.action])).toEqual([[`GOOD-${one}`, 'created']]);
			expect(failed.map(({ json }) => json.details)).toEqual([expect.objectContaining({ category: 'validation', vendorCode: expect.stringMatching(/TOO_LONG/) })]);
		}
	});
});
