import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { booksOf, postToAccountsIq, runAccountsIq } from '../support/accountsiq';
import { control, startSandbox } from '../support/sandbox';

let sandbox: Sandbox;
let today: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	today = new Date().toISOString().slice(0, 10);
});
afterAll(async () => await sandbox?.close());
beforeEach(() => {
	sandbox.recorder.clear();
	sandbox.frame.faults.clear();
});

let serial = 0;
const bill = (more: IDataObject = {}, line: IDataObject = {}): IDataObject => {
	serial += 1;
	return {
		kind: 'bill', key: `EI${90_000 + serial}`, date: today, supplier: { code: 'EMP001' }, taxIncluded: true, memo: 'Leeds',
		lines: [{ description: 'Hotel', amount: '120.00', account: { code: '7010' }, taxRate: { code: 'V20' }, dimensions: [{ dimension: { name: 'BI Code' }, value: { code: 'LDN-SALES' } }], ...line }],
		...more,
	};
};
const operations = () => sandbox.recorder.list({ system: 'accountsiq', limit: 5000 }).map(({ route }) => route).reverse();
const trialBalances = async () => new Set(Object.values(await control<Record<string, string>>(sandbox, 'GET', '/accountsiq/trialbalance')));

describe('bills in AccountsIQ', () => {
	it('NODE-BILL: account, tax, BI code, net and tax; the key as external reference', async () => {
		const document = bill({ dueDate: today });
		const { done, failed } = await postToAccountsIq(sandbox, [document]);
		expect(failed).toEqual([]);
		expect(done[0]?.json).toMatchObject({ action: 'created', kind: 'bill', key: document.key, total: '120', id: expect.stringMatching(/^\d+$/) });
		const [posted, ...others] = await booksOf(sandbox, String(document.key));
		expect(others).toEqual([]);
		expect(posted).toMatchObject({ type: 'PI', account: 'EMP001', date: today, due: today });
		expect(posted?.lines).toEqual(expect.arrayContaining([
			expect.objectContaining({ part: 'Net', account: '7010', amount: '100.00', department: 'LDN-SALES', tax: 'V20' }),
			expect.objectContaining({ part: 'Vat', amount: '20.00' }),
		]));
		expect(await trialBalances()).toEqual(new Set(['0.00']));
	});

	it('NODE-ONCE: the same key twice in a run and in two runs makes one document; a changed one is an error', async () => {
		const document = bill();
		const { done } = await postToAccountsIq(sandbox, [document, document]);
		expect(done.map(({ json }) => json.action)).toEqual(['created', 'found']);
		const again = await postToAccountsIq(sandbox, [document]);
		expect(again.done[0]?.json).toMatchObject({ action: 'found', id: done[0]?.json.id });
		const changed = await postToAccountsIq(sandbox, [{ ...document, lines: [{ ...(document.lines as IDataObject[])[0], amount: '121.00' }] }]);
		expect(changed.failed[0]?.json.details).toMatchObject({ category: 'duplicate', retryable: false });
		expect(await booksOf(sandbox, String(document.key))).toHaveLength(1);
	});

	it('NODE-BATCH: a hundred bills are one call, and bad ones fail alone, found by us or refused by AccountsIQ', async () => {
		const documents = Array.from({ length: 100 }, () => bill());
		documents[7] = bill({}, { account: { code: '9' } });
		documents[9] = bill({ supplier: { code: 'EMP004' } });
		documents[11] = bill({ supplier: { code: 'emp003' } });
		const { done, failed } = await postToAccountsIq(sandbox, documents);
		expect([done.length, failed.length]).toEqual([98, 2]);
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/line 1, account: The account "9" does not exist/i), expect.stringMatching(/supplier.*"EMP004" is inactive/),
		]);
		expect(failed[0]?.json).toMatchObject({ key: documents[7]?.key, details: { category: 'mapping' } });
		expect(operations().filter((one) => one === 'CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs')).toHaveLength(1);
	});

	it('NODE-CREDIT: a negative bill becomes a debit note with positive amounts', async () => {
		const document = bill({}, { amount: '-60.00' });
		const { done } = await postToAccountsIq(sandbox, [document]);
		expect(done[0]?.json).toMatchObject({ kind: 'supplierCredit', total: '60' });
		expect((await booksOf(sandbox, String(document.key)))[0]).toMatchObject({ type: 'PN' });
		expect((await postToAccountsIq(sandbox, [document])).done[0]?.json.action).toBe('found');
		const turned = await postToAccountsIq(sandbox, [{ ...document, lines: [{ ...(document.lines as IDataObject[])[0], amount: '60.00' }] }]);
		expect(turned.failed[0]?.json.details).toMatchObject({ category: 'duplicate' });
	});

	it('NODE-BILL: a tax that the source tells goes through; dimensions lead to the one BI code that carries them', async () => {
		const dimension = (name: string, code: string) => ({ dimension: { name }, value: { code } });
		const document = bill({}, { amount: '211.40', taxAmount: '33.13', dimensions: [dimension('Office', 'LDS'), dimension('TEAM', 'ENG')] });
		expect((await postToAccountsIq(sandbox, [document])).failed).toEqual([]);
		const [posted] = await booksOf(sandbox, String(document.key));
		expect(posted?.lines.find(({ part }) => part === 'Net')).toMatchObject({ amount: '178.27', department: 'LDS-ENG' });
		expect(posted?.lines.find(({ part }) => part === 'Vat')).toMatchObject({ amount: '33.13' });
		const several = await postToAccountsIq(sandbox, [bill({}, { dimensions: [dimension('Office', 'LDN')] })]);
		expect(several.failed[0]?.json.error).toMatch(/line 1, dimensions: Several BI codes carry OFFICE LDN: LDN-ENG, LDN-FIN, LDN-SALES/);
		const none = await postToAccountsIq(sandbox, [bill({}, { dimensions: [dimension('Office', 'DUB'), dimension('Team', 'FIN')] })]);
		expect(none.failed[0]?.json.error).toMatch(/No active BI code carries OFFICE DUB and TEAM FIN/);
	});

	it('NODE-ERR: draft, currency, BI code, closed period, tax code: in accounting words, before any write', async () => {
		const cases: Array<[IDataObject, RegExp, string]> = [
			[bill({ status: 'draft' }), /no drafts/, 'validation'],
			[bill({ currency: 'EUR' }), /in EUR, "EMP001" in GBP/, 'mapping'],
			[bill({}, { account: { code: '5010' }, dimensions: [] }), /wants a BI code/, 'mapping'],
			[bill({ date: `${Number(today.slice(0, 4)) - 1}-02-10` }), /closed period/, 'closed period'],
			[bill({}, { taxRate: { code: 'V99' } }), /tax code "V99" does not exist/, 'mapping'],
			[bill({}, { account: { code: '7005' } }), /"7005" is inactive/, 'mapping'],
			[bill({}, { account: { code: '2100' } }), /is a control account/, 'mapping'],
		];
		const { done, failed } = await postToAccountsIq(sandbox, cases.map(([document]) => document));
		expect(done).toEqual([]);
		cases.forEach(([document, says, category], index) => {
			expect(failed[index]?.json).toMatchObject({ key: document.key, error: expect.stringMatching(says), details: { category } });
		});
		expect(operations().filter((one) => one.startsWith('Create'))).toEqual([]);
		const moved = await postToAccountsIq(sandbox, [bill({ date: `${Number(today.slice(0, 4)) - 1}-02-10` })], { closedPeriod: 'firstOpenDay' });
		expect(moved.done[0]?.json).toMatchObject({ action: 'created', warnings: [expect.stringMatching(/^Dated/)] });
	});

	it('NODE-DRY: everything is resolved and nothing written', async () => {
		const { done } = await postToAccountsIq(sandbox, [bill(), bill({ supplier: { name: 'Brand New Ltd' } })], { dryRun: true, createParties: true });
		expect(done.map(({ json }) => json.action)).toEqual(['would create', 'would create']);
		expect(operations().filter((one) => /^(Create|Update|Save)/.test(one))).toEqual([]);
	});

	it('NODE-BILL: missing suppliers are made once when asked for', async () => {
		const supplier = { name: 'Łódź & Söhne GmbH', email: 'ap@lodz.example' };
		const { done, failed } = await postToAccountsIq(sandbox, [bill({ supplier }), bill({ supplier })], { createParties: true });
		expect([done.length, failed]).toEqual([2, []]);
		const made = (await control<Array<{ Name: string }>>(sandbox, 'GET', '/accountsiq/records?kind=supplier')).filter(({ Name }) => Name === supplier.name);
		expect(made).toHaveLength(1);
	});

	it.each([['drop-after', undefined], ['status-after', 503], ['drop-before', undefined]] as const)('NODE-ONCE: %s of a batch: each document once', async (kind, value) => {
		sandbox.frame.faults.add({ system: 'accountsiq', kind, path: '#CreateBatchPurchasesInvoiceBulk', times: 1, ...(value === undefined ? {} : { value }) });
		const documents = Array.from({ length: 5 }, () => bill());
		const { done, failed } = await postToAccountsIq(sandbox, documents);
		expect([done.length, failed]).toEqual([5, []]);
		for (const { key } of documents) expect(await booksOf(sandbox, String(key))).toHaveLength(1);
	}, 60_000);

	it('NODE-ERR: a token that runs out in the middle is renewed once', async () => {
		await control(sandbox, 'POST', '/accountsiq/tokens/expire');
		const { done } = await postToAccountsIq(sandbox, [bill()]);
		expect(done).toHaveLength(1);
		expect(operations().filter((one) => /^Token/.test(one))).toHaveLength(1);
	});

	it('NODE-BILL: deleted by the opposite document, once; then the key can be posted again', async () => {
		const document = bill();
		const { done: [created] } = await postToAccountsIq(sandbox, [document]);
		const target = { __rl: true, mode: 'id', value: String(created?.json.id) };
		for (let round = 0; round < 2; round++) {
			const { done, failed } = await runAccountsIq(sandbox, 'bill', 'delete', { target });
			expect(failed).toEqual([]);
			expect(done[0]?.json).toMatchObject({ deleted: true, status: 'reversed' });
		}
		expect(await booksOf(sandbox, `${String(document.key)}-R`)).toHaveLength(1);
		expect((await booksOf(sandbox, String(document.key)))[0]).toMatchObject({ outstanding: '0.00' });
		expect((await postToAccountsIq(sandbox, [document])).done[0]?.json.action).toBe('created');
		expect((await postToAccountsIq(sandbox, [document])).done[0]?.json.action).toBe('found');
		expect(await trialBalances()).toEqual(new Set(['0.00']));
	});

	it('NODE-ATTACH: a file is stored once', async () => {
		const document = bill();
		const { done: [created] } = await postToAccountsIq(sandbox, [document]);
		const item = { json: { id: String(created?.json.id) }, binary: { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'image/jpeg', fileName: 'r.jpg' } } };
		const attach = async () => await runAccountsIq(sandbox, 'bill', 'attach', { target: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, binaryProperty: 'data', fileName: '' }, [item as never]);
		expect((await attach()).done[0]?.json).toMatchObject({ attachment: { action: 'attached', fileName: 'r.jpg' } });
		expect((await attach()).done[0]?.json).toMatchObject({ attachment: { action: 'found' } });
		expect((await booksOf(sandbox, String(document.key)))[0]?.attachments).toEqual([{ filename: 'r.jpg', bytes: 7 }]);
	});
});

describe('the other documents in AccountsIQ', () => {
	const expense = (more: IDataObject = {}): IDataObject => ({ ...bill(more), kind: 'expense', bankAccount: { code: '1020' }, supplier: { name: 'Trainline' }, ...more });

	it('NODE-EXPENSE: a bank payment; a refund is a receipt; several lines are as many payments', async () => {
		const one = expense();
		const refund = expense({ lines: [{ amount: '-24.00', account: { code: '7010' }, taxRate: { code: 'V20' } }] });
		const two = expense({ lines: [{ amount: '62.50', account: { code: '7020' }, taxRate: { code: 'V20' } }, { amount: '20.00', account: { code: '7025' }, taxRate: { code: 'V0' } }] });
		const { done, failed } = await postToAccountsIq(sandbox, [one, refund, two]);
		expect(failed).toEqual([]);
		expect(done.map(({ json }) => json.total)).toEqual(['120', '24', '82.5']);
		expect((await booksOf(sandbox, String(one.key)))[0]).toMatchObject({ type: 'BP' });
		expect((await booksOf(sandbox, String(refund.key)))[0]).toMatchObject({ type: 'BR' });
		expect((await booksOf(sandbox, `${String(two.key)}-1`)).length + (await booksOf(sandbox, `${String(two.key)}-2`)).length).toBe(2);
		const again = await postToAccountsIq(sandbox, [one, refund, two]);
		expect(again.failed.map(({ json }) => json.error)).toEqual([]);
		expect(again.done.map(({ json }) => json.action)).toEqual(['found', 'found', 'found']);
		expect(await trialBalances()).toEqual(new Set(['0.00']));
	});

	it('NODE-ONCE: of an expense with two lines one was refused: only that one goes in later', async () => {
		const lines = [{ amount: '10.00', account: { code: '7020' }, taxRate: { code: 'V0' } }, { amount: '5.00', account: { code: '7025' }, taxRate: { code: 'V0' } }];
		const two = expense({ lines });
		await postToAccountsIq(sandbox, [{ ...two, key: `${String(two.key)}-1`, lines: [lines[0]] } as IDataObject]);
		const { done } = await postToAccountsIq(sandbox, [two]);
		expect(done[0]?.json).toMatchObject({ action: 'created', total: '15' });
		expect(await booksOf(sandbox, `${String(two.key)}-1`)).toHaveLength(1);
		expect(await booksOf(sandbox, `${String(two.key)}-2`)).toHaveLength(1);
	});

	it('NODE-JOURNAL: balanced ones are posted once', async () => {
		const journal = { kind: 'journal', key: `J${Date.now()}`, date: today, memo: 'Accrual', lines: [{ amount: '50.00', account: { code: '7010' } }, { amount: '-50.00', account: { code: '2110' } }] };
		expect((await postToAccountsIq(sandbox, [journal])).done[0]?.json).toMatchObject({ action: 'created', kind: 'journal' });
		expect((await postToAccountsIq(sandbox, [journal])).done[0]?.json).toMatchObject({ action: 'found' });
		const { failed } = await postToAccountsIq(sandbox, [{ ...journal, key: 'J-BAD', lines: [{ amount: '50.00', account: { code: '7010' } }, { amount: '-49.00', account: { code: '2110' } }] }]);
		expect(failed[0]?.json.error).toMatch(/differ by 1/);
	});

	it('NODE-INVOICE, NODE-PAYMENT: a sales invoice, and its payment settled once', async () => {
		const invoice = { kind: 'invoice', key: `S${Date.now()}`, date: today, customer: { code: 'ACME' }, lines: [{ amount: '240.00', account: { code: '4900' }, taxRate: { code: 'V20' } }] };
		expect((await postToAccountsIq(sandbox, [invoice])).done[0]?.json).toMatchObject({ action: 'created', kind: 'invoice', total: '240' });
		const payment = { kind: 'payment', key: `P${Date.now()}`, date: today, direction: 'in', bankAccount: { code: '1000' }, document: { key: invoice.key }, amount: '240.00' };
		const { done, failed } = await postToAccountsIq(sandbox, [payment]);
		expect(failed).toEqual([]);
		expect(done[0]?.json).toMatchObject({ action: 'created', kind: 'payment' });
		expect((await booksOf(sandbox, invoice.key))[0]).toMatchObject({ outstanding: '0.00' });
		expect((await postToAccountsIq(sandbox, [payment])).done[0]?.json.action).toBe('found');
		expect(await booksOf(sandbox, payment.key)).toHaveLength(1);
	});

	it('NODE-ONCE: a payment whose settling failed is settled by the next run, and not paid twice', async () => {
		const due = bill();
		await postToAccountsIq(sandbox, [due]);
		const payment = { kind: 'payment', key: `Q${Date.now()}`, date: today, direction: 'out', bankAccount: { code: '1000' }, document: { key: due.key }, amount: '120.00' } as IDataObject;
		sandbox.frame.faults.add({ system: 'accountsiq', kind: 'status', path: '#AllocateTransactions', value: 503, times: 20 });
		const first = await postToAccountsIq(sandbox, [payment]);
		expect(first.failed[0]?.json.error).toMatch(/was not settled/);
		sandbox.frame.faults.clear();
		expect((await postToAccountsIq(sandbox, [payment])).failed).toEqual([]);
		expect(await booksOf(sandbox, String(payment.key))).toHaveLength(1);
		expect((await booksOf(sandbox, String(due.key)))[0]).toMatchObject({ outstanding: '0.00' });
	}, 120_000);
});
