import { IRELAND, UK } from '../../sandbox/accountsiq/seed';
import { elements, Emulator, type Fields, inside } from './accountsiq-emulator-client';

interface Transaction {
	id: number;
	type: string;
	amount: string;
	outstanding: string;
	base: string;
	lines: Array<{ account: string; part: string; amount: string; base: string; currency: string }>;
}
/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * sides);
	};
}
const decimal = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

describe('emulated AccountsIQ: its books', () => {
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await Emulator.start();
	});
	afterEach(async () => await emulator.close());
	const found = async (reference: string) => (await emulator.control<Transaction[]>(`/transactions?reference=${reference}`))[0];
	const send = async (operation: string, fields: Fields, entity = UK) => {
		const { text } = await emulator.send(operation, elements(fields), { entity });
		expect([operation, inside(text, 'ErrorCode')]).toEqual([operation, 'SUCCESS']);
		return inside(text, 'transactionID');
	};
	const bill = (SupplierCode: string, ExternalReference: string, NetAmount: string, ExchangeRate = '1') => ({
		inv: {
			SupplierCode, InvoiceDate: '2026-11-10T00:00:00', ExternalReference, Description: 'Bill', ExchangeRate,
			Lines: { BatchPurchasesInvoiceLine: { GLAccountCode: '7010', TaxCode: 'V20', Description: 'x', NetAmount, TaxRate: '0.2', TaxAmount: null } },
		},
	});
	const payment = (SupplierCode: string, CheckReference: string, PaymentAmount: string, ExchangeRate = '1', BankAccountCode = '1000', BankExchangeRate = '1') => ({
		purchasePayment: { SupplierCode, CheckReference, PaymentAmount, BankAccountCode, PaymentDate: '2026-11-12T00:00:00', ExchangeRate, BankExchangeRate, Description: 'Paid' },
	});

	it('balances to the penny after hundreds of documents of every kind, in both currencies', async () => {
		const roll = dice(42);
		const suppliers = ['EMP001', 'REGUS', 'BAHN01', 'AWS001', 'CARD-AMEX'];
		const rates: Record<string, string> = { BAHN01: '1.1713', AWS001: '1.2689' };
		for (let number = 0; number < 150; number++) {
			const supplier = suppliers[roll(suppliers.length)] ?? '';
			const entity = roll(3) === 0 ? IRELAND : UK;
			// In euro books the German supplier is a domestic one.
			const rate = entity === IRELAND && supplier === 'BAHN01' ? '1' : (rates[supplier] ?? '1');
			const reference = `RND-${number}`;
			const id = await send('CreateBatchPurchasesInvoiceGetBackTransactionID', bill(supplier, reference, decimal(roll(500_000) + 1), rate), entity);
			if (roll(2) === 0) continue;
			const paid = await send('SavePurchasePaymentGetBackTransactionID', payment(supplier, `PAY-${number}`, '0.01', rate === '1' ? '1' : '1.1999'), entity);
			await send('AllocateTransactions', { transactionID_1: id, transactionID_2: paid, allocationReference: reference, allocationAmount: '0.01', allocationDate: '2026-11-12T00:00:00' }, entity);
		}
		expect(await emulator.control('/trialbalance')).toEqual({ [UK]: '0.00', [IRELAND]: '0.00', 'HARBOUR-GRP': '0.00' });
		const trial = (await emulator.send('GetTrialBalanceForPeriod', '<dateInPeriod>2026-11-30T00:00:00</dateInPeriod>')).text;
		const balances = [...trial.matchAll(/<OverallBalance>(-?\d+)\.(\d\d)</g)].map(([, whole, cents]) => BigInt(`${whole}${cents}`));
		expect(balances.length).toBeGreaterThan(10);
		expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
	});

	it('keeps base amounts at the rate of the document, whichever way the rate is read', async () => {
		await send('CreateBatchPurchasesInvoice', bill('AWS001', 'USD-1', '100.00', '1.25'));
		expect(await found('USD-1')).toMatchObject({ amount: '-120.00', base: '-96.00', lines: [{ base: '80.00', currency: 'USD' }, { base: '16.00' }, { base: '-96.00' }] });
		await emulator.control('/settings', { ratesPerBase: false });
		await send('CreateBatchPurchasesInvoice', bill('AWS001', 'USD-2', '100.00', '0.8'));
		expect(await found('USD-2')).toMatchObject({ amount: '-120.00', base: '-96.00' });
	});

	it('posts the exchange difference when a foreign bill is paid at another rate, and takes it back with the allocation', async () => {
		const id = await send('CreateBatchPurchasesInvoiceGetBackTransactionID', bill('AWS001', 'FX-1', '100.00', '1.25'));
		const paid = await send('SavePurchasePaymentGetBackTransactionID', payment('AWS001', 'FX-P', '120.00', '1.20'));
		expect(await found('FX-P')).toMatchObject({ type: 'PP', lines: [{ account: '1000', currency: 'GBP', amount: '-100.00' }, { account: '2100', currency: 'USD', amount: '120.00', base: '100.00' }] });
		await send('AllocateTransactions', { transactionID_1: id, transactionID_2: paid, allocationReference: 'FX', allocationAmount: '120.00', allocationDate: '2026-11-12T00:00:00' });
		const [difference] = await emulator.control<Transaction[]>('/transactions?type=PX');
		expect(difference?.lines).toMatchObject([{ account: '7900', base: '4.00' }, { account: '2100', base: '-4.00' }]);
		expect([(await found('FX-1'))?.outstanding, (await found('FX-P'))?.outstanding]).toEqual(['0.00', '0.00']);
		await emulator.send('UnallocateTransactions', `<transactionIDs><int>${id}</int></transactionIDs>`);
		expect((await emulator.control<Transaction[]>('/transactions?type=PX')).map(({ lines }) => lines[0]?.base)).toEqual(['4.00', '-4.00']);
		expect((await found('FX-1'))?.outstanding).toBe('-120.00');
	});

	it('pays from a bank in the supplier\'s currency, and takes a discount', async () => {
		const id = await send('CreateBatchPurchasesInvoiceGetBackTransactionID', bill('BAHN01', 'EUR-1', '100.00', '1.17'));
		const paid = await send('SavePurchasePaymentGetBackTransactionID', payment('BAHN01', 'EUR-P', '118.00', '1.17', '1010', '1.17'));
		expect((await found('EUR-P'))?.lines[0]).toMatchObject({ account: '1010', currency: 'EUR', amount: '-118.00' });
		await send('AllocateTransactionsWithDiscount', { transactionID_1: id, transactionID_2: paid, allocationReference: 'D', allocationAmount: '118.00', allocationDate: '2026-11-12T00:00:00', discountAmount: '2.00' });
		expect((await found('EUR-1'))?.outstanding).toBe('0.00');
		expect((await emulator.control<Transaction[]>('/transactions?type=DP'))[0]).toMatchObject({ amount: '2.00', outstanding: '0.00' });
		expect(await emulator.control('/trialbalance')).toMatchObject({ [UK]: '0.00' });
	});

	it('invoices, takes the money and allocates in one call, all or nothing, and checks the reference where asked', async () => {
		const query = (reference: string, amount: string) =>
			`<WSPostPayAndAllocateSalesInvoiceQuery>${elements({
				PerformExternalReferenceDuplicateCheckOnInvoice: 'true', PerformExternalReferenceDuplicateCheckOnReceipt: 'false',
				BatchInvoice: { CustomerCode: 'ACME', InvoiceDate: '2026-11-10T00:00:00', ExternalReference: reference, Description: 'Till', ExchangeRate: '1', Lines: { BatchSalesInvoiceLine: { GLAccountCode: '4000', TaxCode: 'V20', Description: 'x', NetAmount: '10', TaxRate: '0.2', TaxAmount: null } } },
				Receipt: { CustomerCode: 'ACME', CheckReference: `R-${reference}`, PaymentAmount: '12', BankAccountCode: '1000', PaymentDate: '2026-11-10T00:00:00', ExchangeRate: '1', BankExchangeRate: '1' },
				PerformAllocation: 'true', AllocationDate: '2026-11-10T00:00:00', AllocationAmount: amount, AllocationReference: reference, ClientUniqueReference: `client-${reference}`, EnforceCreditLimit: 'false',
			})}</WSPostPayAndAllocateSalesInvoiceQuery>`;
		const { text } = await emulator.send('PostPayAndAllocateSalesInvoices', `<queries>${query('TILL-1', '12')}${query('TILL-2', '13')}${query('TILL-1', '12')}</queries>`);
		expect([...text.matchAll(/<ErrorCode>(\w+)</g)].map(([, code]) => code)).toEqual(['SUCCESS', 'SUCCESS', 'TRANSACTION_CANNOT_ALLOCATE_MORE_THAN_OUTSTANSING_AMOUNT', 'INVOICE_EXTERNAL_REFERENCE_ALREADY_EXISTS']);
		expect(text.match(/client-TILL-\d/g)).toEqual(['client-TILL-1', 'client-TILL-2', 'client-TILL-1']);
		expect((await found('TILL-1'))?.outstanding).toBe('0.00');
		expect(await found('TILL-2')).toBeUndefined();
	});

	it('finds by moments, types and accounts, and says what was changed', async () => {
		emulator.sandbox.frame.clock.set('2026-11-21T08:00:00Z');
		await emulator.signIn();
		const id = await send('CreateBatchPurchasesInvoiceGetBackTransactionID', bill('EMP001', 'NEW', '10.00'));
		const numbers = async (operation: string, query: string) => [...(await emulator.send(operation, `<query>${query}</query>`)).text.matchAll(/<TransactionID>(\d+)</g)].map(([, one]) => one);
		const since = '<FromCreationDate>2026-11-21T08:00:00Z</FromCreationDate>';
		expect(await numbers('GetTransactionsBy', since)).toEqual([id]);
		expect(await numbers('GetTransactionsBy', `${since}<TypesFilter><string>SI</string></TypesFilter>`)).toEqual([]);
		expect(await numbers('GetTransactionsBy', '<DepartmentIDsFilter><string>LDN-FIN</string></DepartmentIDsFilter>')).toHaveLength(1);
		emulator.sandbox.frame.clock.set('2026-11-22T08:00:00Z');
		await emulator.signIn();
		await emulator.send('SetTransactionDueDate', `<transactionId>${id}</transactionId><dueDate>2026-12-31T00:00:00</dueDate>`);
		await emulator.send('DisputeTransactions', `<transactionIDs><int>${id}</int></transactionIDs><disputed>true</disputed>`);
		expect(await numbers('GetTransactionsModifiedBy', '<FromCreationDate>2026-11-22T00:00:00Z</FromCreationDate>')).toEqual([id]);
		const { text } = await emulator.send('GetTransactionChangesBetween', '<query><FromDate>2026-11-22T00:00:00</FromDate><ToDate>2026-11-22T23:59:59</ToDate></query>');
		expect([...text.matchAll(/<FieldChanged>(\w+)</g)].map(([, field]) => field)).toEqual(['DueDate', 'IsInDispute']);
		expect((await emulator.send('GetTransactionsBy', `<query>${since}</query>`)).text).toContain('<DueDate>2026-12-31T00:00:00</DueDate>');
	});

	it('ages what is owed, and renames what is posted along with its account', async () => {
		const { text } = await emulator.send('GetSuppliersStatement', '<upTo>2026-11-20T00:00:00</upTo><supplierCodes><string>SMITHCO</string></supplierCodes><showZeros>false</showZeros>');
		expect([inside(text, 'From0To30DaysBalanceBucket'), inside(text, 'From30To60DaysBalanceBucket'), inside(text, 'CurrentBalance')]).toEqual(['-180.00', '1140.00', '960.00']);
		await emulator.control('/records/rename', { kind: 'account', code: '7010', to: '7015' });
		const lines = (await found('EXP-000871'))?.lines ?? [];
		expect(lines.map(({ account }) => account)).toContain('7015');
		await emulator.control('/records', { kind: 'account', records: [{ Code: '7015', IsActive: false }] });
		expect((await emulator.send('CreateBatchPurchasesInvoice', elements(bill('EMP001', 'X', '1').inv).replaceAll('7010', '7015').replace(/^/, '<inv>').concat('</inv>'))).code).toBe('GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST');
	});
});
