import { XeroBench } from './support/xero';
import { bill, change, line, made, messages, put } from './support/xero-wire';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());
afterEach(() => expect(bench.trialBalance()).toBe('0.00'));

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
		expect(messages(await put(bench, bill({ LineItems: [line(), bad] })))).toEqual([message]);
	});

	it('tax is worked out per line, rounded, then summed', async () => {
		const lines = Array.from({ length: 3 }, () => line({ UnitAmount: 10.02 }));
		expect(await made(bench, { LineItems: lines, LineAmountTypes: 'Inclusive' })).toMatchObject({
			SubTotal: 25.05,
			TotalTax: 5.01,
			Total: 30.06,
		});
		expect(await made(bench, { LineItems: lines, LineAmountTypes: 'Exclusive' })).toMatchObject({
			SubTotal: 30.06,
			TotalTax: 6,
			Total: 36.06,
		});
		expect(await made(bench, { LineItems: lines, LineAmountTypes: 'NoTax' })).toMatchObject({
			SubTotal: 30.06,
			TotalTax: 0,
			Total: 30.06,
		});
		expect((await made(bench, { LineItems: [line({ TaxAmount: 19.99 })] })).Total).toBe(119.99);
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
		expect((await made(bench, { LineItems: [line(), line({ UnitAmount: -40 })] })).Total).toBe(72);
		expect(messages(await put(bench, bill({ LineItems: [line({ UnitAmount: -40 })] })))[0]).toContain(
			'cannot be negative',
		);
	});
});

describe('documents', () => {
	it('a draft may be incomplete, approval checks it', async () => {
		const draft = await made(bench, {
			Status: 'DRAFT',
			DueDate: undefined,
			LineItems: [{ Description: 'Just words' }],
		});
		expect(draft).toMatchObject({ Status: 'DRAFT', Total: 0 });
		expect(messages(await change(bench, draft.InvoiceID, { Status: 'AUTHORISED' }))[0]).toBe(
			'The document due date must be specified',
		);
		expect((await change(bench, draft.InvoiceID, { Status: 'DELETED' })).json.Invoices[0].Status).toBe('DELETED');
		expect(messages(await change(bench, draft.InvoiceID, { Status: 'DRAFT' }))).toEqual([
			'Invoice not of valid status for modification',
		]);
	});

	it('two bills may share a number, two sales invoices may not', async () => {
		expect((await put(bench, bill({ InvoiceNumber: 'SAME' }), bill({ InvoiceNumber: 'SAME' }))).status).toBe(200);
		const sale = { Type: 'ACCREC', InvoiceNumber: 'S-1', LineItems: [line({ AccountCode: '200' })] };
		expect(messages(await put(bench, bill(sale), bill(sale)))).toEqual(['Invoice # must be unique.']);
	});

	it('a bill with a payment keeps its money, its labels may change, it cannot be voided', async () => {
		const { InvoiceID } = await made(bench);
		const [bank] = (await bench.api('GET', '/Accounts?where=Code=="090"')).json.Accounts;
		await bench.api('PUT', '/Payments', {
			body: {
				Payments: [{ Invoice: { InvoiceID }, Account: { AccountID: bank.AccountID }, Date: '2026-11-10', Amount: 20 }],
			},
		});
		expect(messages(await change(bench, InvoiceID, { LineItems: [line({ UnitAmount: 90 })] }))).toEqual([
			'This document cannot be edited as it has a payment or credit note allocated to it.',
		]);
		expect((await change(bench, InvoiceID, { InvoiceNumber: 'LABEL' })).json.Invoices[0]).toMatchObject({
			InvoiceNumber: 'LABEL',
			AmountDue: 100,
		});
		expect(messages(await change(bench, InvoiceID, { Status: 'VOIDED' }))).toEqual([
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
		const one = await made(bench, { Contact: { Name: 'bay hire ltd' } });
		expect(one.Contact.Name).toBe('Bay Hire Ltd');
		const fresh = await made(bench, { Contact: { Name: 'Brand New Co' } });
		expect((await made(bench, { Contact: { Name: 'Brand New Co' } })).Contact.ContactID).toBe(fresh.Contact.ContactID);
		await made(bench, { Contact: { ContactID: fresh.Contact.ContactID, EmailAddress: 'new@co.example' } });
		expect((await bench.api('GET', `/Contacts/${fresh.Contact.ContactID}`)).json.Contacts[0]).toMatchObject({
			EmailAddress: 'new@co.example',
			IsSupplier: true,
		});
		await bench.api('POST', `/Contacts/${fresh.Contact.ContactID}`, { body: { ContactStatus: 'ARCHIVED' } });
		expect(messages(await put(bench, bill({ Contact: { ContactID: fresh.Contact.ContactID } })))[0]).toContain(
			'archived',
		);
		expect(messages(await put(bench, bill({ Contact: undefined })))).toEqual([
			'A Contact must be specified for this type of transaction',
		]);
		expect(messages(await put(bench, bill({ Contact: {} })))[0]).toContain('at least 1 of the following elements');
	});

	it('field checks', async () => {
		expect(messages(await put(bench, bill({ Url: 'expenses/1' })))).toEqual(['Url must be a valid absolute url']);
		const mail = await bench.api('PUT', '/Contacts', {
			body: { Contacts: [{ Name: 'Umlaut', EmailAddress: 'jürgen@x.example' }] },
		});
		expect(messages(mail)).toEqual(['Email address must be valid.']);
		const long = await bench.api('PUT', '/Contacts', { body: { Contacts: [{ Name: 'x'.repeat(256) }] } });
		expect(messages(long)[0]).toContain('maximum length of 255');
	});
});
