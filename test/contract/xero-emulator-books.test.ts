import { FERN, KEA, XeroBench } from './support/xero';
import { bill, change, line, made, messages, put } from './support/xero-wire';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

/** Debit balances by account code. */
async function balances(): Promise<Record<string, string>> {
	const company = bench.sandbox.systems[0]?.look().find(({ id }) => id === KEA);
	const rows = company?.tables.find(({ title }) => title === 'Chart of accounts')?.rows ?? [];
	return await Promise.resolve(
		Object.fromEntries(
			rows.map(([code = '', , , , , debit, credit]) => [
				code,
				debit !== '' ? (debit ?? '') : credit === '' ? '0' : `-${credit ?? ''}`,
			]),
		),
	);
}

describe('currencies', () => {
	it('a foreign bill posts in base currency, and its payment at another rate leaves a realised gain', async () => {
		const before = await balances();
		const { InvoiceID, Total, CurrencyRate } = await made(bench, {
			CurrencyCode: 'EUR',
			CurrencyRate: 1.1523,
			LineAmountTypes: 'NoTax',
			LineItems: [line({ UnitAmount: 33.33 }), line({ UnitAmount: 66.67 })],
		});
		expect([Total, CurrencyRate]).toEqual([100, 1.1523]);
		await bench.api('PUT', '/Payments', {
			body: {
				Payments: [
					{ Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-11-10', Amount: 100, CurrencyRate: 1.25 },
				],
			},
		});
		const after = await balances();
		const moved = (code: string) => (Number(after[code] ?? 0) - Number(before[code] ?? 0)).toFixed(2);
		expect([moved('429'), moved('800'), moved('090'), moved('499')]).toEqual(['86.78', '0.00', '-80.00', '-6.78']);
	});

	it('a foreign bill paid in odd parts leaves nothing on accounts payable', async () => {
		const before = await balances();
		const thirds = [line({ UnitAmount: 33.33 }), line({ UnitAmount: 33.33 }), line({ UnitAmount: 33.35 })];
		const { InvoiceID } = await made(bench, {
			CurrencyCode: 'USD',
			CurrencyRate: 1.2777,
			LineAmountTypes: 'Inclusive',
			LineItems: thirds,
		});
		for (const Amount of [0.01, 33.34, 11.11, 55.55]) {
			const pay = { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-11-10', Amount, CurrencyRate: 1.3 };
			expect((await bench.api('PUT', '/Payments', { body: { Payments: [pay] } })).status).toBe(200);
		}
		expect((await bench.api('GET', `/Invoices/${InvoiceID}`)).json.Invoices[0].Status).toBe('PAID');
		expect((await balances())['800']).toBe(before['800']);
	});

	it('a currency that is not there, and a plan without currencies', async () => {
		expect(messages(await put(bench, bill({ CurrencyCode: 'JPY' })))).toEqual([
			'Organisation is not subscribed to currency JPY',
		]);
		await bench.control('organisation', { multicurrency: false });
		expect(messages(await put(bench, bill({ CurrencyCode: 'EUR' })))).toEqual([
			'Organisation is not subscribed to currency EUR',
		]);
		await bench.control('organisation', { multicurrency: true });
		const spend = {
			Type: 'SPEND',
			Contact: { Name: 'Shell UK' },
			BankAccount: { Code: '091' },
			CurrencyCode: 'EUR',
			LineItems: [line()],
		};
		expect(messages(await bench.api('PUT', '/BankTransactions', { body: spend }))[0]).toContain(
			'does not match the currency of the bank account',
		);
		const euro = await bench.api('PUT', '/BankTransactions', { body: { ...spend, BankAccount: { Code: '092' } } });
		expect(euro.json.BankTransactions[0]).toMatchObject({ CurrencyCode: 'EUR', CurrencyRate: 1.15 });
	});
});

describe('lock dates', () => {
	afterAll(async () => await bench.control('lockdate', { period: null, endOfYear: null }));

	it('nothing is posted, changed or voided on or before them; drafts and later days pass', async () => {
		const early = await made(bench, { Date: '2026-10-31' });
		await bench.control('lockdate', { period: '2026-10-31', endOfYear: '2026-03-31' });
		const closed = 'The document date cannot be before the period lock date, currently set at 31 October 2026';
		expect(messages(await put(bench, bill({ Date: '2026-10-31' })))).toEqual([closed]);
		expect(messages(await put(bench, bill({ Date: '2026-03-31' })))[0]).toContain(
			'before the end of year lock date, currently set at 31 March 2026',
		);
		expect(messages(await change(bench, early.InvoiceID, { Status: 'VOIDED' }))).toEqual([closed]);
		expect(messages(await change(bench, early.InvoiceID, { InvoiceNumber: 'x' }))).toEqual([closed]);
		await made(bench, { Date: '2026-11-01' });
		await made(bench, { Date: '2026-10-01', Status: 'DRAFT' });
		const journal = {
			Narration: 'x',
			Date: '2026-10-31',
			Status: 'POSTED',
			JournalLines: [
				{ LineAmount: 1, AccountCode: '429' },
				{ LineAmount: -1, AccountCode: '805' },
			],
		};
		expect(messages(await bench.api('PUT', '/ManualJournals', { body: journal }))).toEqual([closed]);
		const spend = {
			Type: 'SPEND',
			Contact: { Name: 'Shell UK' },
			BankAccount: { Code: '091' },
			Date: '2026-10-31',
			LineItems: [line()],
		};
		expect(messages(await bench.api('PUT', '/BankTransactions', { body: spend }))).toEqual([closed]);
		const pay = { Invoice: { InvoiceID: early.InvoiceID }, Account: { Code: '090' }, Date: '2026-10-31', Amount: 1 };
		expect(messages(await bench.api('PUT', '/Payments', { body: { Payments: [pay] } }))).toEqual([closed]);
		const organisation = (await bench.api('GET', '/Organisation')).json.Organisations[0];
		expect(organisation).toMatchObject({
			PeriodLockDate: `/Date(${Date.UTC(2026, 9, 31)}+0000)/`,
			EndOfYearLockDate: `/Date(${Date.UTC(2026, 2, 31)}+0000)/`,
		});
	});
});

describe('double entry', () => {
	it('each kind of document posts where a bookkeeper would, and a void takes it all back', async () => {
		const before = await balances();
		const sale = await made(bench, { Type: 'ACCREC', LineItems: [line({ AccountCode: '200' })] });
		const spend = (
			await bench.api('PUT', '/BankTransactions', {
				body: {
					Type: 'SPEND',
					Contact: { Name: 'Shell UK' },
					BankAccount: { Code: '091' },
					Date: '2026-11-05',
					LineAmountTypes: 'Inclusive',
					LineItems: [line({ UnitAmount: 60 })],
				},
			})
		).json.BankTransactions[0];
		const middle = await balances();
		const moved = (from: Record<string, string>, to: Record<string, string>) =>
			Object.fromEntries(
				Object.keys(to)
					.map((code) => [code, Number((Number(to[code]) - Number(from[code])).toFixed(2))])
					.filter(([, by]) => by !== 0),
			);
		expect(moved(before, middle)).toEqual({ '091': -60, 200: -100, 429: 50, 610: 120, 820: -10 });
		await change(bench, sale.InvoiceID, { Status: 'VOIDED' });
		await bench.api('POST', `/BankTransactions/${spend.BankTransactionID}`, { body: { Status: 'DELETED' } });
		expect(await balances()).toEqual(before);
	});

	it("what a person enters counts as nobody's app; organisations do not see each other", async () => {
		const sent = {
			Type: 'SPEND',
			Contact: { Name: 'Costa' },
			BankAccount: { Code: '091' },
			Date: '2026-11-06',
			LineItems: [line({ UnitAmount: 3 })],
		};
		const { json } = await bench.control('banktransactions', { BankTransactions: [sent] });
		const id = json.BankTransactions[0].BankTransactionID;
		expect((await bench.api('GET', `/BankTransactions/${id}`)).status).toBe(200);
		expect((await bench.api('GET', `/BankTransactions/${id}`, { tenant: FERN })).status).toBe(404);
		expect((await bench.api('GET', '/BankTransactions', { tenant: FERN })).json.BankTransactions).toHaveLength(0);
		expect(bench.trialBalance(FERN)).toBe('0.00');
	});

	it('the demo companies balance as well, and come back after a reset', async () => {
		bench.sandbox.reset({ system: 'xero' });
		expect([bench.trialBalance(KEA), bench.trialBalance(FERN)]).toEqual(['0.00', '0.00']);
		const tables = bench.sandbox.systems[0]?.look()[0]?.tables ?? [];
		expect(
			tables.every(({ rows, columns }) => rows.length > 0 && rows.every((row) => row.length === columns.length)),
		).toBe(true);
		await bench.signIn();
	});
});
