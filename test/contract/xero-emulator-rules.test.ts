import { FERN, KEA, XeroBench, type Answer } from './support/xero';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

type Fields = Record<string, unknown>;
const line = (more: Fields = {}): Fields => ({
	Description: 'Work',
	Quantity: 1,
	UnitAmount: 100,
	AccountCode: '429',
	...more,
});
const bill = (more: Fields = {}): Fields => ({
	Type: 'ACCPAY',
	Status: 'AUTHORISED',
	Contact: { Name: 'Bay Hire Ltd' },
	Date: '2026-11-03',
	DueDate: '2026-12-03',
	LineItems: [line()],
	...more,
});
const put = async (...invoices: Fields[]): Promise<Answer> =>
	await bench.api('PUT', '/Invoices', { body: { Invoices: invoices } });
const made = async (more: Fields = {}): Promise<Record<string, any>> => {
	// eslint-disable-line @typescript-eslint/no-explicit-any -- vendor JSON
	const { status, json, text } = await put(bill(more));
	if (status !== 200) throw new Error(text);
	return json.Invoices[0];
};
const change = async (id: string, body: Fields) => await bench.api('POST', `/Invoices/${id}`, { body });
const messages = ({ status, json }: Answer): string[] => {
	expect(status).toBe(400);
	return json.Elements.flatMap(({ ValidationErrors }: { ValidationErrors: Array<{ Message: string }> }) =>
		ValidationErrors.map(({ Message }) => Message),
	);
};
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

describe('lines', () => {
	it.each([
		['unknown account', line({ AccountCode: '999' }), "Account code '999' is not a valid code for this document."],
		['control account', line({ AccountCode: '800' }), "Account code '800' is not a valid code for this document."],
		['bank account', line({ AccountCode: '090' }), "Account code '090' is not a valid code for this document."],
		[
			'archived account',
			line({ AccountCode: '505' }),
			"Account code '505' has been archived, or has been deleted. Each line item must reference a valid account.",
		],
		['no account', line({ AccountCode: undefined }), 'Account code or ID must be specified'],
		[
			'income tax on a cost',
			line({ TaxType: 'OUTPUT2' }),
			"The TaxType code 'OUTPUT2' cannot be used with account code '429'.",
		],
		[
			'unknown tax',
			line({ TaxType: 'TAX999' }),
			"The TaxType code 'TAX999' does not exist or cannot be used for this type of transaction.",
		],
		[
			'wrong line total',
			line({ LineAmount: 90 }),
			'The line total 90.00 does not match the expected line total 100.00',
		],
		[
			'unknown tracking',
			line({ Tracking: [{ Name: 'Cost Centre', Option: 'Nowhere' }] }),
			"The tracking option 'Nowhere' does not exist or is not active in tracking category 'Cost Centre'",
		],
		['unknown item', line({ ItemCode: 'NOPE' }), "Item code 'NOPE' is not valid"],
	])('NODE-ERR: %s', async (_, bad, message) => {
		expect(messages(await put(bill({ LineItems: [line(), bad] })))).toEqual([message]);
	});

	it('tax is worked out per line, rounded, then summed', async () => {
		const lines = Array.from({ length: 3 }, () => line({ UnitAmount: 10.02 }));
		expect(await made({ LineItems: lines, LineAmountTypes: 'Inclusive' })).toMatchObject({
			SubTotal: 25.05,
			TotalTax: 5.01,
			Total: 30.06,
		});
		expect(await made({ LineItems: lines, LineAmountTypes: 'Exclusive' })).toMatchObject({
			SubTotal: 30.06,
			TotalTax: 6,
			Total: 36.06,
		});
		expect(await made({ LineItems: lines, LineAmountTypes: 'NoTax' })).toMatchObject({
			SubTotal: 30.06,
			TotalTax: 0,
			Total: 30.06,
		});
		expect((await made({ LineItems: [line({ TaxAmount: 19.99 })] })).Total).toBe(119.99);
	});

	it('UnitAmount has two decimals unless unitdp=4', async () => {
		const body = { Invoices: [bill({ LineItems: [line({ Quantity: 1000, UnitAmount: 1.2345 })] })] };
		expect((await bench.api('PUT', '/Invoices', { body })).json.Invoices[0]).toMatchObject({ SubTotal: 1230 });
		const { json } = await bench.api('PUT', '/Invoices?unitdp=4', { body });
		expect(json.Invoices[0]).toMatchObject({ SubTotal: 1234.5, LineItems: [{ UnitAmount: 1.2345 }] });
		expect(
			(await bench.api('GET', `/Invoices/${json.Invoices[0].InvoiceID}`)).json.Invoices[0].LineItems[0].UnitAmount,
		).toBe(1.23);
	});

	it('negative lines pass while the total stays positive', async () => {
		expect((await made({ LineItems: [line(), line({ UnitAmount: -40 })] })).Total).toBe(72);
		expect(messages(await put(bill({ LineItems: [line({ UnitAmount: -40 })] })))[0]).toContain('cannot be negative');
	});
});

describe('documents', () => {
	it('a draft may be incomplete, approval checks it', async () => {
		const draft = await made({ Status: 'DRAFT', DueDate: undefined, LineItems: [{ Description: 'Just words' }] });
		expect(draft).toMatchObject({ Status: 'DRAFT', Total: 0 });
		expect(messages(await change(draft.InvoiceID, { Status: 'AUTHORISED' }))[0]).toBe(
			'The document due date must be specified',
		);
		expect((await change(draft.InvoiceID, { Status: 'DELETED' })).json.Invoices[0].Status).toBe('DELETED');
		expect(messages(await change(draft.InvoiceID, { Status: 'DRAFT' }))).toEqual([
			'Invoice not of valid status for modification',
		]);
	});

	it('two bills may share a number, two sales invoices may not', async () => {
		expect((await put(bill({ InvoiceNumber: 'SAME' }), bill({ InvoiceNumber: 'SAME' }))).status).toBe(200);
		const sale = { Type: 'ACCREC', InvoiceNumber: 'S-1', LineItems: [line({ AccountCode: '200' })] };
		expect(messages(await put(bill(sale), bill(sale)))).toEqual(['Invoice # must be unique.']);
	});

	it('a bill with a payment keeps its money, its labels may change, it cannot be voided', async () => {
		const { InvoiceID } = await made();
		const [bank] = (await bench.api('GET', '/Accounts?where=Code=="090"')).json.Accounts;
		await bench.api('PUT', '/Payments', {
			body: {
				Payments: [{ Invoice: { InvoiceID }, Account: { AccountID: bank.AccountID }, Date: '2026-11-10', Amount: 20 }],
			},
		});
		expect(messages(await change(InvoiceID, { LineItems: [line({ UnitAmount: 90 })] }))).toEqual([
			'This document cannot be edited as it has a payment or credit note allocated to it.',
		]);
		expect((await change(InvoiceID, { InvoiceNumber: 'LABEL' })).json.Invoices[0]).toMatchObject({
			InvoiceNumber: 'LABEL',
			AmountDue: 100,
		});
		expect(messages(await change(InvoiceID, { Status: 'VOIDED' }))).toEqual([
			'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
		]);
	});

	it('unknown ids: 404 as plain text in the address, 400 in the body; other methods 501', async () => {
		const id = '11111111-1111-4111-8111-111111111111';
		const missing = await bench.api('GET', `/Invoices/${id}`);
		expect([missing.status, missing.text]).toEqual([404, "The resource you're looking for cannot be found"]);
		expect(messages(await bench.api('POST', '/Invoices', { body: { Invoices: [{ InvoiceID: id }] } }))).toEqual([
			'The document with the supplied id was not found for this endpoint.',
		]);
		const method = await bench.api('DELETE', `/Invoices/${id}`);
		expect([method.status, method.json]).toEqual([
			501,
			{
				ErrorNumber: 20,
				Type: 'ApiMethodNotImplementedException',
				Message: 'The Api Method called is not implemented',
			},
		]);
		expect((await bench.api('GET', '/Nothing')).status).toBe(404);
	});

	it('contacts: reused by name, made when new, changed when more is sent, refused when archived', async () => {
		const one = await made({ Contact: { Name: 'bay hire ltd' } });
		expect(one.Contact.Name).toBe('Bay Hire Ltd');
		const fresh = await made({ Contact: { Name: 'Brand New Co' } });
		expect((await made({ Contact: { Name: 'Brand New Co' } })).Contact.ContactID).toBe(fresh.Contact.ContactID);
		await made({ Contact: { ContactID: fresh.Contact.ContactID, EmailAddress: 'new@co.example' } });
		expect((await bench.api('GET', `/Contacts/${fresh.Contact.ContactID}`)).json.Contacts[0]).toMatchObject({
			EmailAddress: 'new@co.example',
			IsSupplier: true,
		});
		await bench.api('POST', `/Contacts/${fresh.Contact.ContactID}`, { body: { ContactStatus: 'ARCHIVED' } });
		expect(messages(await put(bill({ Contact: { ContactID: fresh.Contact.ContactID } })))[0]).toContain('archived');
		expect(messages(await put(bill({ Contact: undefined })))).toEqual([
			'A Contact must be specified for this type of transaction',
		]);
		expect(messages(await put(bill({ Contact: {} })))[0]).toContain('at least 1 of the following elements');
	});

	it('field checks', async () => {
		expect(messages(await put(bill({ Url: 'expenses/1' })))).toEqual(['Url must be a valid absolute url']);
		const mail = await bench.api('PUT', '/Contacts', {
			body: { Contacts: [{ Name: 'Umlaut', EmailAddress: 'jürgen@x.example' }] },
		});
		expect(messages(mail)).toEqual(['Email address must be valid.']);
		const long = await bench.api('PUT', '/Contacts', { body: { Contacts: [{ Name: 'x'.repeat(256) }] } });
		expect(messages(long)[0]).toContain('maximum length of 255');
	});
});

describe('currencies', () => {
	it('a foreign bill posts in base currency, and its payment at another rate leaves a realised gain', async () => {
		const before = await balances();
		const { InvoiceID, Total, CurrencyRate } = await made({
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
		const { InvoiceID } = await made({
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
		expect(messages(await put(bill({ CurrencyCode: 'JPY' })))).toEqual([
			'Organisation is not subscribed to currency JPY',
		]);
		await bench.control('organisation', { multicurrency: false });
		expect(messages(await put(bill({ CurrencyCode: 'EUR' })))).toEqual([
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
		const early = await made({ Date: '2026-10-31' });
		await bench.control('lockdate', { period: '2026-10-31', endOfYear: '2026-03-31' });
		const closed = 'The document date cannot be before the period lock date, currently set at 31 October 2026';
		expect(messages(await put(bill({ Date: '2026-10-31' })))).toEqual([closed]);
		expect(messages(await put(bill({ Date: '2026-03-31' })))[0]).toContain(
			'before the end of year lock date, currently set at 31 March 2026',
		);
		expect(messages(await change(early.InvoiceID, { Status: 'VOIDED' }))).toEqual([closed]);
		expect(messages(await change(early.InvoiceID, { InvoiceNumber: 'x' }))).toEqual([closed]);
		await made({ Date: '2026-11-01' });
		await made({ Date: '2026-10-01', Status: 'DRAFT' });
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
		const sale = await made({ Type: 'ACCREC', LineItems: [line({ AccountCode: '200' })] });
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
		await change(sale.InvoiceID, { Status: 'VOIDED' });
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
