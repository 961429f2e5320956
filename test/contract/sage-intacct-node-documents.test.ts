import type { IDataObject } from 'n8n-workflow';
import { at, bill, by, dimension, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

const UK = { entity: '200' };
const trialBalance = async () => await world.books.control<IDataObject>('/trialbalance');

it('NODE-BILL: draft and posted, with dimensions, one of the company\'s own, and what a reader gets back', async () => {
	const line = { dimensions: [at('110'), dimension('Department', 'Finance'), dimension('Place', 'Head office'), dimension('Project', 'Internal tools')] };
	const [posted, draft] = await world.posted([bill('K-1', { number: 'INV 7', memo: 'April', dueDate: '2026-06-03' }, line), bill('K-2', { status: 'draft' })]);
	expect([posted, draft]).toMatchObject([{ action: 'created', key: 'K-1', total: '42.50', status: 'Posted', currency: 'USD', date: '2026-05-04', number: 'INV 7' }, { status: 'Draft' }]);
	expect(posted?.link).toMatch(/^https?:/);
	const got = await world.done({ resource: 'bill', operation: 'get', target: by('key', 'K-1') });
	expect(got).toMatchObject([{ key: 'K-1', memo: 'April', dueDate: '2026-06-03', party: { id: 'V-100' }, amountDue: '42.5', lines: [{ account: '6220', amount: '42.50', description: 'Taxi' }] }]);
	expect(JSON.stringify(got)).toMatch(/DEPARTMENT\/300.*PLACE\//);
	expect((await world.list('bill', { filters: { search: 'K-' } })).map(({ key }) => key)).toEqual(['K-1', 'K-2']);
});

it('NODE-CREDIT: a negative bill and a supplier credit stand as adjustments below zero; a refund line stays in its bill', async () => {
	const done = await world.posted([bill('N-1', {}, { amount: '-5.00' }), bill('N-2', { kind: 'supplierCredit' }, { amount: '7.00' }), bill('N-3', { lines: [
		{ amount: '9.00', account: { code: '6220' }, dimensions: [at('110')] }, { amount: '-4.00', account: { code: '6220' }, dimensions: [at('110')] },
	] })]);
	expect(done.map(({ kind, total }) => [kind, total])).toEqual([['supplierCredit', '5.00'], ['supplierCredit', '7.00'], ['bill', '5.00']]);
	const adjustments = await world.standing('APADJUSTMENT');
	expect(adjustments.map(({ RECORDID, TRX_TOTALENTERED, TOTALENTERED }) => [RECORDID, Number(TRX_TOTALENTERED ?? TOTALENTERED)])).toEqual([['N-1', -5], ['N-2', -7]]);
});

it('NODE-CREDIT: a supplier credit with lines of both signs, which no adjustment takes, stands as a bill below zero: found, given its file and taken back', async () => {
	const lines = [{ amount: '9.00', account: { code: '6220' }, dimensions: [at('110')] }, { amount: '-4.00', account: { code: '6300' }, dimensions: [at('110')] }];
	const credits = [bill('M-0', { kind: 'supplierCredit' }), bill('M-1', { kind: 'supplierCredit', lines })];
	expect((await world.posted(credits)).map(({ action, kind, total }) => [action, kind, total])).toEqual([['created', 'supplierCredit', '42.50'], ['created', 'bill', '5.00']]);
	expect(await world.standing('APBILL', 'M-1')).toMatchObject([{ TRX_TOTALENTERED: '-5.00', lines: [{ TRX_AMOUNT: '-9.00' }, { TRX_AMOUNT: '4.00' }] }]);
	const again = await world.posted(credits);
	expect(again.map(({ action, kind }) => [action, kind])).toEqual([['found', 'supplierCredit'], ['found', 'bill']]);
	expect((await trialBalance()).entities).toEqual({ 100: '0.00', 200: '0.00' });
	// The other sign is another document.
	expect((await world.post([bill('M-1', { lines: [{ ...lines[0], amount: '5.00' }] })])).failed[0]?.json).toMatchObject({ details: { category: 'duplicate' } });
	const file = [{ json: {}, binary: { data: { data: Buffer.from('credit note').toString('base64'), mimeType: 'application/pdf', fileName: 'note.pdf', fileExtension: 'pdf' } } }];
	expect(await world.done({ resource: 'document', operation: 'attach', target: by('id', String(again[1]?.id)), binaryProperty: 'data', documentKind: again[1]?.kind as string }, file)).toMatchObject([{ attachment: { action: 'attached' } }]);
	expect(await world.done({ resource: 'supplierCredit', operation: 'delete', target: by('key', 'M-1') })).toMatchObject([{ deleted: true, status: 'Reversed' }]);
	expect(await world.posted(credits.slice(1))).toMatchObject([{ action: 'created' }]);
});

it('NODE-CREDIT, NODE-BILL: an ID is that of the kind that was asked for, though another kind has the same number', async () => {
	const [credit] = await world.posted([bill('S-1', { kind: 'supplierCredit' })]);
	const twin = (await world.list('bill')).find(({ id, type }) => id === credit?.id && type === 'APBILL');
	expect(twin?.key).toBeDefined();
	const change = { resource: 'bill', operation: 'update', target: by('id', String(credit?.id)), changes: '{"memo":"The bill"}' };
	expect(await world.done(change)).toMatchObject([{ action: 'updated', key: twin?.key }]);
});

it('NODE-EXPENSE: an expense report with a refund line; a negative total is refused before any call', async () => {
	const report = (key: string, ...amounts: string[]): IDataObject => ({
		kind: 'employeeExpense', key, date: '2026-05-04', employee: { email: 'priya.raman@harbourlight.example' }, memo: 'April travel',
		lines: amounts.map((amount) => ({ amount, expenseType: { name: 'Travel' }, date: '2026-04-28', paidTo: 'Grand Hotel', dimensions: [at('110'), dimension('Place', 'Client site')] })),
	});
	world.forget();
	const refused = await world.post([report('X-1', '5.00', '-9.00')]);
	expect(refused.failed[0]?.json).toMatchObject({ details: { category: 'validation', document: 'X-1' } });
	expect(world.requests()).toBe(0);
	expect(await world.posted([report('X-2', '50.00', '-9.00')])).toMatchObject([{ action: 'created', kind: 'employeeExpense', key: 'X-2', total: '41.00' }]);
	const shared = { ...report('X-3', '5.00'), employee: { email: 'shared@harbourlight.example' } };
	const gone = { ...report('X-4', '5.00'), employee: { id: 'E-09' } };
	// Two types book to this account, and one of them is inactive.
	const { lines: [{ expenseType: _type, ...line } = {}] = [] } = report('X-5', '5.00') as { lines?: IDataObject[] };
	expect(await world.posted([{ ...report('X-5', '5.00'), lines: [{ ...line, account: { code: '6110' } }] }])).toMatchObject([{ action: 'created', total: '5.00' }]);
	expect((await world.post([shared, gone])).failed.map(({ json }) => String(json.error))).toEqual([expect.stringMatching(/more than one employee.*E-05, E-06/), expect.stringMatching(/inactive/)]);
});

it('NODE-EXPENSE: a card transaction inside its entity; from the top level Intacct\'s refusal is told', async () => {
	const expense = (key: string): IDataObject => ({ ...bill(key), kind: 'expense', supplier: { name: 'Cafe' }, bankAccount: { id: 'AMEX' } });
	const [made] = await world.posted([expense('C-1')], { entity: by('id', '100') });
	expect(made).toMatchObject({ action: 'created', kind: 'expense', key: 'C-1', total: '42.50' });
	expect(await world.posted([expense('C-1')], { entity: by('id', '100') })).toMatchObject([{ action: 'found' }]);
	expect((await world.post([expense('C-2')])).failed[0]?.json.error).toMatch(/entity/i);
});

it('NODE-JOURNAL: even in each entity or refused; found under its reference; the books stay even', async () => {
	const line = (amount: string, location: string) => ({ amount, account: { code: Number(amount) < 0 ? '6300' : '6220' }, dimensions: [at(location)] });
	const journal = (key: string, ...lines: IDataObject[]) => ({ kind: 'journal', key, date: '2026-05-31', memo: 'Accrual', lines });
	const ran = await world.post([journal('J-1', line('9.00', '110'), line('-9.00', '120')), journal('J-2', line('9.00', '110'), line('-9.00', '210'))]);
	expect(ran.done.map(({ json }) => [json.key, json.action])).toEqual([['J-1', 'created']]);
	expect(ran.failed[0]?.json.error).toMatch(/differ in entity 100 by 9 and entity 200 by -9/);
	expect(await world.posted([journal('J-1', line('9.00', '110'), line('-9.00', '120'))])).toMatchObject([{ action: 'found' }]);
	expect((await trialBalance()).entities).toEqual({ 100: '0.00', 200: '0.00' });
});

it('NODE-INVOICE, NODE-PAYMENT: an invoice under its own number, paid by its key, once; a bill paid', async () => {
	const invoice = (key: string, more: IDataObject = {}): IDataObject => ({ kind: 'invoice', key, date: '2026-05-04', customer: { name: 'Lantern & Co' }, lines: [{ amount: '85.00', account: { code: '4000' }, dimensions: [at('110')] }], ...more });
	expect(await world.posted([invoice('I-1', { number: 'INV-77' }), bill('B-1')])).toMatchObject([{ action: 'created', kind: 'invoice', key: 'I-1', number: 'INV-77' }, { action: 'created' }]);
	expect(await world.posted([invoice('I-1', { number: 'INV-77' })])).toMatchObject([{ action: 'found' }]);
	const pay = (key: string, direction: string, document: string, amount: string): IDataObject => ({ kind: 'payment', key, direction, date: '2026-05-20', amount, document: { key: document }, bankAccount: { id: 'BOA' } });
	expect(await world.posted([pay('P-1', 'in', 'I-1', '85.00'), pay('P-2', 'out', 'B-1', '42.50')])).toMatchObject([{ action: 'created', kind: 'payment' }, { action: 'created', kind: 'payment' }]);
	expect(await world.posted([pay('P-1', 'in', 'I-1', '85.00'), pay('P-2', 'out', 'B-1', '42.50')])).toMatchObject([{ action: 'found' }, { action: 'found' }]);
	expect((await world.post([pay('P-3', 'out', 'B-1', '1.00')])).failed[0]?.json).toMatchObject({ details: { category: 'duplicate' } });
});

it('NODE-BILL, NODE-INVOICE, NODE-JOURNAL: taken back in the way the state allows, and the key is free again', async () => {
	await world.posted([bill('R-1'), bill('R-2', { status: 'draft' }), bill('R-3', { kind: 'supplierCredit' })]);
	const take = async (resource: string, key: string) => await world.done({ resource, operation: 'delete', target: by('key', key) });
	expect(await take('bill', 'R-1')).toMatchObject([{ deleted: true, status: 'Reversed' }]);
	expect(await take('bill', 'R-1')).toMatchObject([{ deleted: true, status: 'Reversed' }]);
	expect(await take('bill', 'R-2')).toMatchObject([{ deleted: true, status: 'Deleted' }]);
	expect(await take('supplierCredit', 'R-3')).toMatchObject([{ deleted: true }]);
	const ran = await world.post([bill('R-2')]);
	expect([ran.failed, ran.done[0]?.json.action]).toEqual([[], 'created']);
});

it('NODE-BILL: tax of an entity with VAT goes to the cent of the source', async () => {
	const taxed = bill('T-1', { currency: 'GBP', supplier: { id: 'V-UK1' } }, { amount: '120.01', taxRate: { code: 'UK Purchase Standard' }, taxAmount: '20.01', dimensions: [at('210')] });
	expect(await world.posted([taxed], { entity: by('id', '200') })).toMatchObject([{ action: 'created', total: '120.01', currency: 'GBP' }]);
	expect(await world.posted([taxed], { entity: by('id', '200') })).toMatchObject([{ action: 'found' }]);
});

it('NODE-BILL: what stands in an entity is found from the top level and told of its entity', async () => {
	await world.posted([bill('E-1', { currency: 'GBP' }, { dimensions: [] })], {}, UK);
	expect(await world.posted([bill('E-1', { currency: 'GBP' }, { dimensions: [at('210')] })])).toMatchObject([{ action: 'found' }]);
});

it('NODE-BILL: update changes the head alone', async () => {
	await world.posted([bill('U-1')]);
	const changed = await world.done({ resource: 'bill', operation: 'update', target: by('key', 'U-1'), changes: '{"memo":"Corrected","dueDate":"2026-06-30"}' });
	expect(changed).toMatchObject([{ action: 'updated', key: 'U-1', total: '42.50' }]);
	expect((await world.standing('APBILL', 'U-1'))[0]).toMatchObject({ DESCRIPTION: 'Corrected' });
});

it('NODE-ATTACH: a file once, another of its name under a number', async () => {
	await world.posted([bill('A-1')]);
	const attach = async (text: string) => await world.done({ resource: 'bill', operation: 'attach', target: by('key', 'A-1'), binaryProperty: 'data', documentKind: 'bill' }, [
		{ json: {}, binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'application/pdf', fileName: 'receipt.pdf', fileExtension: 'pdf' } } },
	]);
	expect(await attach('one')).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt.pdf' } }]);
	expect(await attach('one')).toMatchObject([{ attachment: { action: 'found', fileName: 'receipt.pdf' } }]);
	expect(await attach('two')).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt (2).pdf' } }]);
	expect(await world.done({ resource: 'bill', operation: 'get', target: by('key', 'A-1') })).toMatchObject([{ attachment: expect.stringMatching(/^SYNC-APBILL-/) as string }]);
});
