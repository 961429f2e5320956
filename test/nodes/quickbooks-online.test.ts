import type { IDataObject } from 'n8n-workflow';
import { actions, bill, idOf, openCompany, postToQuickBooks } from '../support/quickbooks-online';
import type { Wire } from '../support/quickbooks-online-wire';

let wire: Wire;
beforeEach(async () => {
	wire = await openCompany();
});
afterEach(async () => await wire.close());

const at = (entity: string, name: string) => idOf(wire, entity, name);
const post = async (documents: IDataObject[], options: IDataObject = {}) => await postToQuickBooks(wire, documents, options);

describe('QuickBooks Online: documents', () => {
	it('NODE-BILL, NODE-BATCH: seventy bills in three batches, the look-ups in a few calls', async () => {
		const { failed, done } = await post(Array.from({ length: 70 }, (_, index) => bill(`EXP-${index}-B`)));
		expect(failed).toEqual([]);
		expect(new Set(done.map(({ json }) => json.action))).toEqual(new Set(['created']));
		expect(done[0]?.json).toMatchObject({ kind: 'bill', key: 'EXP-0-B', number: 'EXP-0-B', total: '48.00', status: 'Open', date: '2026-11-03' });
		expect(wire.routes().filter((route) => route === 'POST batch')).toHaveLength(3);
		expect(wire.routes().length).toBeLessThanOrEqual(10);
		expect(wire.calls.every(({ query }) => query.get('minorversion') === '75')).toBe(true);
		expect(wire.rows('Bill')[0]).toMatchObject({ DocNumber: 'EXP-0-B', PrivateNote: 'Lunch [EXP-0-B]', VendorRef: { value: at('Vendor', "Bob's Burger Joint") } });
	});

	it('NODE-BATCH: a thousand new bills for a thousand known suppliers take at most eighty calls', async () => {
		wire.add('Vendor', ...Array.from({ length: 1200 }, (_, index) => ({ DisplayName: `Supplier ${index}`, Active: true })));
		const { failed, done } = await post(Array.from({ length: 1000 }, (_, index) => bill(`EXP-${index}-B`, { supplier: { name: `Supplier ${index + 200}` } })));
		expect([failed.length, done.length, wire.rows('Bill').length]).toEqual([0, 1000, 1000]);
		expect(wire.calls.length).toBeLessThanOrEqual(80);
		expect(wire.routes().filter((route) => route === 'POST batch').length).toBeLessThanOrEqual(40);
	});

	it('NODE-ONCE: the same key twice in a run and in two runs is one bill; a changed one is an error; one that was deleted is posted anew', async () => {
		expect(actions(await post([bill('EXP-1-B'), bill('EXP-1-B')]))).toEqual(['created', 'found']);
		expect(actions(await post([bill('exp-1-b')]))).toEqual(['found']);
		const changed = await post([bill('EXP-1-B', {}, { amount: '49.00' })]);
		expect(changed.failed[0]?.json.details).toMatchObject({ category: 'duplicate', retryable: false });
		expect(wire.rows('Bill')).toHaveLength(1);
		wire.tables.set('Bill', []);
		expect(actions(await post([bill('EXP-1-B')]))).toEqual(['created']);
		expect(wire.rows('Bill')).toHaveLength(1);
	});

	it('NODE-ONCE: a bill with our number that a person entered is not ours', async () => {
		wire.add('Bill', { DocNumber: 'EXP-R00X9-REPORT-7-bd'.slice(0, 21), PrivateNote: 'by hand', TotalAmt: 48 });
		wire.add('Bill', { DocNumber: 'EXP-2-B', PrivateNote: 'other [EXP-3-B]', TotalAmt: 48 });
		expect(actions(await post([bill('EXP-2-B')]))).toEqual(['created']);
	});

	it.each(['before', 'after'] as const)('NODE-ONCE: an answer lost %s the bills were made: the books are asked, and each bill stands once', async (when) => {
		let left = 2;
		wire.mishap = (call, body) => (call === 'POST batch' && body.includes('"create"') && left-- > 0 ? when : undefined);
		const { failed, done } = await post(Array.from({ length: 40 }, (_, index) => bill(`EXP-${index}-B`)));
		expect([failed.length, done.length, wire.rows('Bill').length]).toEqual([0, 40, 40]);
		expect(new Set(wire.rows('Bill').map(({ DocNumber }) => DocNumber)).size).toBe(40);
	});

	it('NODE-ONCE: HTTP 503 after the bills were made leads to no second ones', async () => {
		let left = 1;
		wire.mishap = (call, body) => (call === 'POST batch' && body.includes('"create"') && left-- > 0 ? { status: 503, body: 'busy' } : undefined);
		const { done } = await post([bill('EXP-1-B'), bill('EXP-2-B')]);
		expect([done.length, wire.rows('Bill').length]).toEqual([2, 2]);
	});

	it('NODE-ONCE: what QuickBooks repeats from memory, though it was deleted since, is posted anew', async () => {
		const old = { CreateTime: '2026-01-01T00:00:00-08:00', LastUpdatedTime: '2026-01-01T00:00:00-08:00' };
		let left = 1;
		wire.mishap = (call, body) => {
			if (call !== 'POST batch' || !body.includes('"create"') || left-- <= 0) return undefined;
			return { status: 200, body: { BatchItemResponse: [{ bId: '1', Bill: { Id: '7', TotalAmt: 48, PrivateNote: '[EXP-1-B]', MetaData: old } }] } };
		};
		const { done } = await post([bill('EXP-1-B')]);
		expect(done[0]?.json.id).toBe(wire.rows('Bill')[0]?.Id);
		const keys = wire.calls.filter(({ path }) => path.endsWith('/batch')).map(({ query }) => query.get('requestid'));
		expect(new Set(keys).size).toBe(2);
		expect(keys.every((key) => /^[0-9a-f]{36}$/.test(key ?? ''))).toBe(true);
	});

	it('NODE-ONCE: a refusal that QuickBooks repeats from memory is asked anew, since its reason may be gone', async () => {
		let left = 1;
		const old = { BatchItemResponse: [{ bId: '1', Fault: { Error: [{ Message: 'Invalid Reference Id', Detail: 'inactive', code: '2500' }], type: 'ValidationFault' } }] };
		wire.mishap = (call, body) => (call === 'POST batch' && body.includes('"create"') && left-- > 0 ? { status: 200, body: old } : undefined);
		expect(actions(await post([bill('EXP-1-B')]))).toEqual(['created']);
		expect(wire.rows('Bill')).toHaveLength(1);
	});

	it('NODE-ONCE: a number that is taken by the very bill, made by somebody else meanwhile, is adopted', async () => {
		wire.refuse = (entity, record) => {
			if (entity !== 'Bill') return undefined;
			const [twin] = wire.rows('Bill').length > 0 ? wire.rows('Bill') : wire.add('Bill', { ...record, TotalAmt: 48 });
			return { code: '6140', Message: 'Duplicate Document Number Error', Detail: `DocNumber=EXP-1-B is assigned to TxnType=Bill with TxnId=${twin?.Id}` };
		};
		const { done } = await post([bill('EXP-1-B')]);
		expect(done[0]?.json.id).toBe(wire.rows('Bill')[0]?.Id);
		const { failed } = await post([bill('EXP-9-B')]);
		expect(failed[0]?.json.details).toMatchObject({ category: 'duplicate', vendorCode: '6140' });
	});

	it('NODE-BATCH, NODE-ERR: bad bills fail alone, with all that is wrong, found by us or told by QuickBooks', async () => {
		wire.refuse = (_entity, { DocNumber }) => (DocNumber === 'EXP-5-B' ? { code: '2500', Message: 'Invalid Reference Id', Detail: 'Invalid Reference Id : Accounts element id 7 not found' } : undefined);
		const documents = Array.from({ length: 6 }, (_, index) => bill(`EXP-${index}-B`));
		documents[1] = bill('EXP-1-B', {}, { account: { code: '9999' }, amount: '1.005' });
		documents[2] = bill('EXP-2-B', { supplier: { name: 'Old Co' } });
		documents[3] = bill('EXP-3-B', { supplier: { name: "Nobody's" } });
		const { done, failed } = await post(documents);
		expect(done).toHaveLength(2);
		expect(failed.map(({ json }) => [json.key, (json.details as IDataObject).category])).toEqual([['EXP-1-B', 'mapping'], ['EXP-2-B', 'mapping'], ['EXP-3-B', 'mapping'], ['EXP-5-B', 'mapping']]);
		expect(failed[0]?.json.error).toMatch(/EXP-1-B, line 1.*account "9999" is not in QuickBooks.*more decimals/);
		expect(failed[2]?.json.error).toContain('"Nobody\'s" is not in QuickBooks');
	});

	it('NODE-CREDIT, NODE-EXPENSE, NODE-JOURNAL, NODE-INVOICE: each kind becomes what QuickBooks has for it', async () => {
		const spend = (key: string, bank: string, amount: string) => ({ ...bill(key, { kind: 'expense', bankAccount: { name: bank } }, { amount }) });
		const { failed, done } = await post([
			bill('N-1', {}, { amount: '-20.00' }), spend('E-1', 'Visa', '5.00'), spend('E-2', 'Visa', '-5.00'), spend('E-3', 'Checking', '-5.00'),
			{ kind: 'journal', key: 'J-1', date: '2026-11-30', lines: [{ amount: '250.00', account: { name: 'Travel' } }, { amount: '-250.00', account: { name: 'Sales' } }] },
			{ kind: 'invoice', key: 'I-1', date: '2026-11-03', customer: { name: 'Harbour Estates:Dock 4' }, lines: [{ amount: '300.00', quantity: '3', unitAmount: '100.00', account: { name: 'Sales' } }] },
			{ kind: 'invoice', key: 'I-2', date: '2026-11-03', number: '1043', customer: { name: 'Dock 4' }, lines: [{ amount: '-30.00', item: { name: 'Call-out' } }] },
		]);
		expect(failed).toEqual([]);
		expect(done.map(({ json }) => [json.kind, json.total])).toEqual([
			['supplierCredit', '20.00'], ['expense', '5.00'], ['expense', '5.00'], ['expense', '5.00'], ['journal', '250.00'], ['invoice', '300.00'], ['invoice', '30.00'],
		]);
		expect(wire.rows('VendorCredit')[0]).toMatchObject({ DocNumber: 'N-1', Line: [{ Amount: 20 }] });
		expect(wire.rows('Purchase').map(({ PaymentType, Credit }) => [PaymentType, Credit])).toEqual([['CreditCard', undefined], ['CreditCard', true]]);
		expect(wire.rows('Deposit')[0]).toMatchObject({ DepositToAccountRef: { value: at('Account', 'Checking') } });
		expect(wire.rows('Invoice')[0]).toMatchObject({ CustomerRef: { value: at('Customer', 'Dock 4') }, Line: [{ SalesItemLineDetail: { ItemRef: { value: at('Item', 'Call-out') }, Qty: 3, TaxCodeRef: { value: 'NON' } } }] });
		expect(wire.rows('CreditMemo')[0]).toMatchObject({ DocNumber: '1043', PrivateNote: '[I-2]' });
		const again = await post([bill('N-1', {}, { amount: '-20.00' }), spend('E-2', 'Visa', '-5.00'), spend('E-3', 'Checking', '-5.00')]);
		expect(actions(again)).toEqual(['found', 'found', 'found']);
		const turned = await post([bill('N-1', {}, { amount: '20.00' }), spend('E-2', 'Visa', '5.00')]);
		expect(turned.failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(['duplicate', 'duplicate']);
	});

	it('NODE-BILL: class, department and customer by name; lines that differ in what the whole has once are refused', async () => {
		const coded = { dimensions: [{ dimension: { name: 'Class' }, value: { name: 'North' } }, { value: { name: 'Leeds' } }], customer: { name: 'Harbour Estates:Dock 4' }, billable: true };
		const { done, failed } = await post([bill('EXP-1-B', {}, coded), bill('EXP-2-B', { lines: [{ amount: '1.00', account: { code: '6100' }, ...coded }, { amount: '1.00', account: { code: '6100' } }] })]);
		expect([done.length, failed.length]).toEqual([1, 1]);
		expect(wire.rows('Bill')[0]).toMatchObject({
			DepartmentRef: { value: at('Department', 'Leeds') },
			Line: [{ AccountBasedExpenseLineDetail: { ClassRef: { value: at('Class', 'North') }, CustomerRef: { value: at('Customer', 'Dock 4') }, BillableStatus: 'Billable' } }],
		});
		expect(failed[0]?.json.error).toContain('one department for a whole transaction');
	});

	it('NODE-PAYMENT: pays an invoice and a bill once, by key, number or ID, and no more than is due', async () => {
		await post([bill('EXP-1-B'), { kind: 'invoice', key: 'I-1', number: '1043', date: '2026-11-03', customer: { name: 'Dock 4' }, lines: [{ amount: '30.00', item: { name: 'Call-out' } }] }]);
		const pay = (key: string, direction: string, document: IDataObject, amount: string) => ({ kind: 'payment', key, direction, date: '2026-11-20', amount, document, bankAccount: { name: 'Checking' } });
		const payments = [pay('P-1', 'out', { key: 'EXP-1-B' }, '48.00'), pay('P-2', 'in', { number: '1043' }, '10.00'), pay('P-3', 'in', { key: 'I-9' }, '10.00'), pay('P-4', 'in', { key: 'I-1' }, '30.01')];
		const { done, failed } = await post(payments);
		expect(done.map(({ json }) => [json.kind, json.key, json.total])).toEqual([['payment', 'P-1', '48.00'], ['payment', 'P-2', '10.00']]);
		expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(['not found', 'validation']);
		expect(wire.rows('BillPayment')[0]).toMatchObject({ DocNumber: 'P-1', PayType: 'Check', Line: [{ LinkedTxn: [{ TxnId: wire.rows('Bill')[0]?.Id, TxnType: 'Bill' }] }] });
		expect(wire.rows('Payment')[0]).toMatchObject({ PaymentRefNum: 'P-2', CustomerRef: { value: at('Customer', 'Dock 4') } });
		expect(actions(await post(payments.slice(0, 2)))).toEqual(['found', 'found']);
	});

	it('NODE-ONCE: where payments cannot be asked by their number, those of the customer are read', async () => {
		await post([{ kind: 'invoice', key: 'I-1', date: '2026-11-03', customer: { name: 'Dock 4' }, lines: [{ amount: '30.00', item: { name: 'Call-out' } }] }]);
		wire.mishap = (_call, body) => (body.includes('PaymentRefNum in') ? { status: 400, body: { Fault: { Error: [{ Message: 'Invalid query', Detail: 'property PaymentRefNum is not queryable', code: '4001' }], type: 'ValidationFault' } } } : undefined);
		const payment = { kind: 'payment', key: 'P-1', direction: 'in', date: '2026-11-20', amount: '10.00', document: { key: 'I-1' }, bankAccount: { name: 'Checking' } };
		expect(actions(await post([payment]))).toEqual(['created']);
		expect(actions(await post([payment]))).toEqual(['found']);
		expect(wire.rows('Payment')).toHaveLength(1);
	});

	it('NODE-DRY: plans are made and nothing is written', async () => {
		const { done } = await post([bill('EXP-1-B', { supplier: { name: 'Brand New' } })], { dryRun: true, createParties: true });
		expect(done[0]?.json).toMatchObject({ action: 'would create', plan: { entity: 'Bill', record: { DocNumber: 'EXP-1-B' } } });
		expect(wire.routes().some((route) => route === 'POST batch')).toBe(false);
	});

	it('NODE-BILL: missing suppliers are made thirty per call and only for sound bills; a name that a customer has is told where no other helps', async () => {
		wire.refuse = (entity, { DisplayName }) => (entity === 'Vendor' && /^Harbour Estates/.test(String(DisplayName)) ? { code: '6240', Message: 'Duplicate Name Exists Error', Detail: 'Another customer, vendor or employee is already using this name.' } : undefined);
		const { done, failed } = await post([bill('EXP-1-B', { supplier: { name: 'New: Co' } }), bill('EXP-2-B', { supplier: { name: 'Bad' } }, { account: { code: '1' } }), bill('EXP-3-B', { supplier: { name: 'Harbour Estates' } })], { createParties: true });
		expect([done.length, failed.length]).toEqual([1, 2]);
		expect(wire.rows('Vendor').map(({ DisplayName }) => DisplayName)).toEqual(["Bob's Burger Joint", 'Old Co (deleted)', 'New Co']);
		expect(failed[1]?.json.details).toMatchObject({ category: 'duplicate', hint: expect.stringContaining('unique among the three') });
	});

	it('NODE-ERR: a closed period is refused before any write, or moved to the first open day', async () => {
		wire.preferences = { AccountingInfoPrefs: { BookCloseDate: '2026-11-15' } };
		expect((await post([bill('EXP-1-B')])).failed[0]?.json.details).toMatchObject({ category: 'closed period' });
		const { done } = await post([bill('EXP-1-B')], { closedPeriod: 'firstOpenDay' });
		expect(done[0]?.json).toMatchObject({ date: '2026-11-16', warnings: [expect.stringContaining('closed period')] });
	});

	it('NODE-BILL: books of another country want a tax code on each line; amounts with tax go as net and gross', async () => {
		wire.company = { CompanyName: 'Larch', Country: 'GBR' };
		wire.preferences = { TaxPrefs: { UsingSalesTax: true }, CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'GBP' } } };
		const [rate] = wire.add('TaxRate', { Name: '20% P', RateValue: 20, Active: true });
		wire.add('TaxCode', { Name: '20.0% S', Taxable: true, Active: true, PurchaseTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: rate?.Id } }] } });
		wire.add('Vendor', { DisplayName: 'Euro Co', CurrencyRef: { value: 'EUR' }, Active: true });
		// An account tells its tax code by the ID, which a mapping may have kept as a code.
		const byId = await post([bill('EXP-0-B', { currency: 'GBP' }, { amount: '12.00', taxRate: { code: String(wire.rows('TaxCode')[0]?.Id) } })]);
		expect([byId.failed, wire.rows('Bill')[0]]).toMatchObject([[], { Line: [{ Amount: 10 }] }]);
		const { done, failed } = await post([bill('EXP-1-B', { currency: 'GBP' }, { amount: '120.00', taxRate: { name: '20.0% S' } }), bill('EXP-2-B'), bill('EXP-3-B', { currency: 'GBP', supplier: { name: 'Euro Co' } }, { taxRate: { name: '20.0% S' } })]);
		expect([done.length, failed.length]).toEqual([1, 2]);
		expect(wire.rows('Bill')[1]).toMatchObject({ GlobalTaxCalculation: 'TaxInclusive', CurrencyRef: { value: 'GBP' }, Line: [{ Amount: 100, AccountBasedExpenseLineDetail: { TaxInclusiveAmt: 120 } }] });
		expect(failed.map(({ json }) => json.error)).toEqual([expect.stringContaining('no tax code'), expect.stringContaining('Euro Co in EUR')]);
	});

	it('NODE-LIMIT: a call too many is waited out as long as QuickBooks says, and sent under the same request id', async () => {
		let left = 1;
		const throttled = { status: 429, headers: { 'Retry-After': '4' }, body: { fault: { error: [{ message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', code: '3001' }], type: 'SERVICE' } } };
		wire.mishap = (call) => (call === 'POST batch' && left-- > 0 ? throttled : undefined);
		const { done, hints } = await post([bill('EXP-1-B')]);
		expect(done).toHaveLength(1);
		expect(hints).toEqual([expect.stringMatching(/^Waited [1-4] seconds for QuickBooks/)]);
		const keys = wire.calls.filter(({ path }) => path.endsWith('/batch')).map(({ query }) => query.get('requestid'));
		expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
	});
});
