import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { at, bill, by, dimension, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

const change = async (key: string, changes: IDataObject, more: IDataObject = {}) =>
	await world.run({ resource: 'bill', operation: 'update', target: by('key', key), changes: JSON.stringify(changes), ...more });
const linesOf = async (key: string, more: IDataObject = {}) => {
	const [{ lines } = {}] = await world.done({ resource: 'bill', operation: 'get', target: by('key', key), ...more });
	return lines as IDataObject[];
};
/** As the books keep them, by what a change may touch. */
const kept = async (key: string) => {
	const [one] = await world.standing('APBILL', key);
	const lines = (one as unknown as { lines: IDataObject[] }).lines;
	return { state: one?.STATE, total: one?.TRX_TOTALENTERED, lines: lines.map(({ ACCOUNTNO, TRX_AMOUNT, ENTRYDESCRIPTION, DEPARTMENTID }) => [ACCOUNTNO, TRX_AMOUNT, ENTRYDESCRIPTION, DEPARTMENTID]) };
};
const line = (description: string, amount: string, code = '6220'): IDataObject => ({ description, amount, account: { code }, dimensions: [at('110'), dimension('Department', 'Finance')] });
const three = (key: string, more: IDataObject = {}) => bill(key, { lines: [line('Taxi', '40.00'), line('Pens', '5.00', '6300'), line('Stamps', '2.50', '6310')], ...more });
const file = (text: string): INodeExecutionData[] => [{ json: {}, binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'application/pdf', fileName: 'receipt.pdf', fileExtension: 'pdf' } } }];
const attach = async (kind: string, key: string, text = 'one', more: IDataObject = {}) =>
	await world.done({ resource: kind, operation: 'attach', target: by('key', key), binaryProperty: 'data', documentKind: kind, ...more }, file(text));

it('NODE-BILL: lines of a draft are changed, added and taken away; it stays a draft, and the others stay the lines that they were', async () => {
	await world.posted([three('L-1', { status: 'draft' })]);
	const [taxi, pens, stamps] = await linesOf('L-1');
	const added = await change('L-1', { memo: 'Again', lines: [{ id: pens?.id as string, amount: '6.00', description: 'Pens, red' }, line('Rent', '100.00', '6700')] });
	expect(added.done[0]?.json).toMatchObject({ action: 'updated', key: 'L-1', status: 'Draft', total: '148.50' });
	const now = await linesOf('L-1');
	expect(now.map(({ id, amount }) => [id, amount])).toEqual([[taxi?.id, '40.00'], [pens?.id, '6.00'], [stamps?.id, '2.50'], [expect.any(String), '100.00']]);
	expect(await kept('L-1')).toEqual({ state: 'Draft', total: '148.50', lines: [['6220', '40.00', 'Taxi', '300'], ['6300', '6.00', 'Pens, red', '300'], ['6310', '2.50', 'Stamps', '300'], ['6700', '100.00', 'Rent', '300']] });
	// Without IDs they are meant by their place.
	expect((await change('L-1', { lines: [{ amount: '41.00' }, {}], onlyTheseLines: true })).done[0]?.json).toMatchObject({ total: '47.00' });
	expect((await linesOf('L-1')).map(({ id, amount }) => [id, amount])).toEqual([[taxi?.id, '41.00'], [pens?.id, '6.00']]);
	expect((await change('L-1', { lines: [{ id: pens?.id as string }], onlyTheseLines: true })).done[0]?.json).toMatchObject({ total: '6.00', status: 'Draft' });
});

it('NODE-BILL: lines of a bill that waits for approval and of a posted one; the books stay even', async () => {
	await world.posted([three('L-2')]);
	await world.books.company({ approvals: ['AP'] });
	await world.posted([three('L-3')]);
	for (const [key, state] of [['L-2', 'Submitted'], ['L-3', 'Submitted']]) {
		expect((await change(key as string, { lines: [{ amount: '50.00' }] })).failed).toEqual([]);
		expect(await kept(key as string)).toMatchObject({ state, total: '57.50' });
	}
	await world.books.company({ approvals: [] });
	expect((await change('L-2', { lines: [{ amount: '60.00' }] })).done[0]?.json).toMatchObject({ status: 'Posted', total: '67.50' });
	expect((await world.books.control<IDataObject>('/trialbalance')).entities).toEqual({ 100: '0.00', 200: '0.00' });
});

it('NODE-BILL: taxes and fields of the company\'s own stay on lines that are changed, and the amounts are those with tax unless told otherwise', async () => {
	const inside = { entity: by('id', '200') };
	const taxed = (amount: string, taxAmount: string) => ({ description: 'Courier', amount, taxAmount, taxRate: { code: 'UK Purchase Standard' }, account: { code: '6310' }, dimensions: [at('210')] });
	await world.posted([bill('T-1', { currency: 'GBP', supplier: { id: 'V-UK1' }, lines: [taxed('120.01', '20.01'), taxed('12.00', '2.00')] })], inside);
	const [{ raw } = {}] = await world.done({ resource: 'bill', operation: 'get', target: by('key', 'T-1'), simplify: false, ...inside });
	const number = (raw as IDataObject).RECORDNO as string;
	// Somebody filled in the company's own field of the first line, past this node.
	await world.done({ resource: 'api', operation: 'request', method: 'POST', path: 'update', body: JSON.stringify({ APBILL: { RECORDNO: number, INCLUSIVETAX: 'false', APBILLITEMS: { APBILLITEM: [
		{ LINE_NO: '1', ACCOUNTNO: '6310', TRX_AMOUNT: '100.00', ENTRYDESCRIPTION: 'Courier', LOCATIONID: '210', RECEIPT_URL: 'https://receipts.example/1', TAXENTRIES: { TAXENTRY: { DETAILID: 'UK Purchase Standard', TRX_TAX: '20.01' } } },
		{ LINE_NO: '2', ACCOUNTNO: '6310', TRX_AMOUNT: '10.00', ENTRYDESCRIPTION: 'Courier', LOCATIONID: '210', TAXENTRIES: { TAXENTRY: { DETAILID: 'UK Purchase Standard', TRX_TAX: '2.00' } } },
	] } } }), ...inside });
	expect((await change('T-1', { lines: [{ description: 'Courier, Leeds' }, { amount: '24.00' }] }, inside)).done[0]?.json).toMatchObject({ total: '144.01' });
	const lines = async () => ((await world.standing('APBILL', 'T-1'))[0] as unknown as { lines: IDataObject[] }).lines.map(({ TRX_AMOUNT, TRX_TAX, RECEIPT_URL }) => [TRX_AMOUNT, TRX_TAX, RECEIPT_URL]);
	expect(await lines()).toEqual([['100.00', '20.01', 'https://receipts.example/1'], ['20.00', '4.00', undefined]]);
	expect((await change('T-1', { taxIncluded: false, lines: [{}, { amount: '30.00' }] }, inside)).failed).toEqual([]);
	expect(await lines()).toEqual([['100.00', '20.01', 'https://receipts.example/1'], ['30.00', '6.00', undefined]]);
});

it('NODE-BILL, NODE-ERR: what is wrong with a change is said, and nothing is written', async () => {
	await world.posted([three('L-4'), bill('L-5', { supplier: { name: 'Northwind Travel' } })]);
	const before = await kept('L-4');
	const wrong = async (changes: IDataObject, key = 'L-4') => (await change(key, changes)).failed[0]?.json as { error?: string };
	expect(await wrong({ lines: [{ id: '999999', amount: '1.00' }] })).toMatchObject({ details: { category: 'not found' }, error: expect.stringMatching(/no line with the ID 999999/) as string });
	expect(await wrong({ lines: [{ account: { code: '9999' } }] })).toMatchObject({ details: { category: 'mapping' }, error: expect.stringMatching(/9999/) as string });
	expect(await wrong({ lines: [] })).toMatchObject({ details: { category: 'validation' } });
	expect(await wrong({ supplier: { id: 'V-100' } })).toMatchObject({ details: { category: 'validation' }, error: expect.stringMatching(/supplier cannot be changed/) as string });
	expect(await kept('L-4')).toEqual(before);
	await world.posted([{ kind: 'payment', key: 'P-5', direction: 'out', date: '2026-05-20', amount: '42.50', document: { key: 'L-5' }, bankAccount: { id: 'BOA' } }]);
	expect(await wrong({ lines: [{ amount: '1.00' }] }, 'L-5')).toMatchObject({ error: expect.stringMatching(/bill is paid, and its lines are fixed/) as string });
});

it('NODE-BILL, NODE-ONCE: an answer that is lost after the change adds its line once', async () => {
	await world.posted([three('L-6')]);
	world.books.sandbox.frame.faults.add({ system: 'sage-intacct', kind: 'drop-after', path: '#update APBILL#', times: 1 } as never);
	expect((await change('L-6', { lines: [{}, {}, {}, line('Rent', '100.00', '6700')] })).failed).toEqual([]);
	expect(world.books.sandbox.frame.faults.list()).toEqual([]);
	expect(await kept('L-6')).toMatchObject({ total: '147.50', lines: [{}, {}, {}, ['6700', '100.00', 'Rent', '300']] });
});

it('NODE-ATTACH: a draft that is given its file stays a draft', async () => {
	const invoice = { kind: 'invoice', key: 'D-2', date: '2026-05-04', status: 'draft', customer: { id: 'C-200' }, lines: [{ amount: '85.00', account: { code: '4000' }, dimensions: [at('110')] }] };
	const report = { kind: 'employeeExpense', key: 'D-3', date: '2026-05-04', status: 'draft', employee: { id: 'E-01' }, lines: [{ amount: '30.00', account: { code: '6100' }, dimensions: [at('110')] }] };
	await world.posted([bill('D-1', { status: 'draft' }), invoice, report]);
	for (const [kind, key, object] of [['bill', 'D-1', 'APBILL'], ['invoice', 'D-2', 'ARINVOICE'], ['employeeExpense', 'D-3', 'EEXPENSES']] as const) {
		expect(await attach(kind, key)).toMatchObject([{ attachment: { action: 'attached' } }]);
		expect((await world.standing(object, key)).map(({ STATE, SUPDOCID }) => [STATE, typeof SUPDOCID])).toEqual([['Draft', 'string']]);
	}
});

it('NODE-ATTACH: of AP adjustments and payments, to which the gateway links no file, it is kept in the folder once and said where', async () => {
	await world.posted([bill('N-1', {}, { amount: '-5.00' }), bill('B-1')]);
	await world.posted([{ kind: 'payment', key: 'P-1', direction: 'out', date: '2026-05-20', amount: '42.50', document: { key: 'B-1' }, bankAccount: { id: 'BOA' } }]);
	for (const [kind, key, id] of [['supplierCredit', 'N-1', /^SYNC-APADJUSTMENT-\d+$/], ['payment', 'P-1', /^SYNC-APPYMT-\d+$/]] as const) {
		const [first] = await attach(kind, key);
		expect(first).toMatchObject({ attachment: { action: 'attached', id: expect.stringMatching(id) as string, warnings: [expect.stringMatching(/kept in the folder "Accounting Sync" as SYNC-.*by hand/) as string] } });
		expect(await attach(kind, key)).toMatchObject([{ attachment: { action: 'found', id: (first?.attachment as IDataObject).id } }]);
		expect(await attach(kind, key, 'two')).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt (2).pdf' } }]);
	}
});

it('NODE-BILL: items and tasks are dimensions of a line', async () => {
	await world.posted([bill('I-1', {}, { dimensions: [at('110'), dimension('Item', 'Mileage')] }), bill('I-2', {}, { item: { code: 'EXP' } })]);
	const items = async (key: string) => ((await world.standing('APBILL', key))[0] as unknown as { lines: IDataObject[] }).lines.map(({ ITEMID }) => ITEMID);
	expect([await items('I-1'), await items('I-2')]).toEqual([['MILES'], ['EXP']]);
});
