import { type Data, QuickBooks, US } from './quickbooks-online-emulator-client';

describe('emulated QuickBooks Online: attachments, forms, tax codes, reports', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());
	beforeEach(async () => await qbo.enter(US));

	const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x2d, 0x2d, 0xff]);
	async function upload(files: Array<{ name: string; type?: string; about?: Data }>) {
		const form = new FormData();
		for (const [index, { name, type = 'image/png', about }] of files.entries()) {
			const suffix = String(index + 1).padStart(2, '0');
			if (about !== undefined) form.append(`file_metadata_${suffix}`, new Blob([JSON.stringify(about)], { type: 'application/json' }), 'attachment.json');
			form.append(`file_content_${suffix}`, new Blob([bytes], { type }), name);
		}
		return await qbo.call('POST', '/upload?minorversion=75', form);
	}
	const billId = async () => String((await qbo.query("select * from Bill where DocNumber = 'NW-20331'")).rows[0]?.Id);

	it('NODE-ATTACH: files come with what is said about them, are found by their document, and come back byte by byte', async () => {
		const bill = await billId();
		const about = { AttachableRef: [{ EntityRef: { type: 'Bill', value: bill }, IncludeOnSend: false }], FileName: 'receipt.png', ContentType: 'image/png', Category: 'Receipt' };
		const { status, json } = await upload([{ name: 'x.png', about }, { name: 'page.html', type: 'text/html' }]);
		expect(status).toBe(200);
		const [first, second] = json.AttachableResponse as Data[];
		expect(first?.Attachable).toMatchObject({ Id: expect.stringMatching(/^50000000000\d{8}$/) as unknown, FileName: 'receipt.png', Size: bytes.length, Category: 'Receipt', SyncToken: '0' });
		expect(second).toMatchObject({ Fault: { Error: [{ code: '6041' }] } });
		const found = await qbo.query(`select * from Attachable where AttachableRef.EntityRef.Type = 'bill' and AttachableRef.EntityRef.value = '${bill}'`);
		expect(found.rows).toHaveLength(1);
		const id = String(found.rows[0]?.Id);
		const link = (await qbo.call('GET', `/download/${id}`)).text;
		expect(Buffer.from(await (await fetch(link)).arrayBuffer()).equals(bytes)).toBe(true);
		qbo.sandbox.frame.clock.advance(16 * 60);
		expect((await fetch(link)).status).toBe(403);
	});

	it('NODE-ATTACH: base64, a file without a word, an update that clears what it leaves out, a note alone', async () => {
		const boundary = 'B0und';
		const body = [`--${boundary}`, 'Content-Disposition: form-data; name="file_content_01"; filename="a.txt"', 'Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', 'aGVsbG8=', `--${boundary}--`, ''].join('\r\n');
		const sent = await qbo.call('POST', '/upload', body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
		const { Attachable } = (sent.json.AttachableResponse as Array<{ Attachable: Data }>)[0] ?? { Attachable: {} };
		expect(Attachable).toMatchObject({ FileName: 'a.txt', Size: 5, ContentType: 'text/plain' });
		const linked = await qbo.create('Attachable', { Id: Attachable.Id, SyncToken: '0', FileName: 'a.txt', AttachableRef: [{ EntityRef: { type: 'Bill', value: await billId() } }] });
		expect(linked).toMatchObject({ SyncToken: '1', Size: 5, AttachableRef: [{ EntityRef: { type: 'Bill' } }] });
		expect(linked).not.toHaveProperty('ContentType');
		expect((await qbo.refusal('/attachable', { Note: 'x', AttachableRef: [{ EntityRef: { type: 'Bill', value: '99999' } }] }))[0]).toBe('2500');
		const note = await qbo.create('Attachable', { Note: 'Seen by Jo', AttachableRef: [{ EntityRef: { type: 'Bill', value: await billId() } }] });
		expect(note).not.toHaveProperty('TempDownloadUri');
		expect((await qbo.refusal('/attachable', { Note: 'x'.repeat(2001) }))[0]).toBe('2050');
		expect((await qbo.call('POST', '/upload', 'nothing', { 'content-type': 'text/plain' })).code).toBe('6030');
	});

	it('NODE-INVOICE: a form is printed and mailed', async () => {
		const [invoice] = (await qbo.query("select * from Invoice where DocNumber = '1002'")).rows;
		const printed = await qbo.call('GET', `/invoice/${String(invoice?.Id)}/pdf`, undefined, { accept: 'application/pdf' });
		expect([printed.headers.get('content-type'), printed.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
		const sent = await qbo.call('POST', `/invoice/${String(invoice?.Id)}/send?sendTo=a@b.example`, '', { 'content-type': 'application/octet-stream' });
		expect(sent.json.Invoice).toMatchObject({ EmailStatus: 'EmailSent', BillEmail: { Address: 'a@b.example' } });
		expect((await qbo.call('POST', `/invoice/${String(invoice?.Id)}/send?sendTo=nobody`, '')).code).toBe('2210');
	});

	it('NODE-TAX: a tax code is made with its rates; the trial balance is a report whose columns agree', async () => {
		const made = await qbo.call('POST', '/taxservice/taxcode', { TaxCode: 'Reno', TaxRateDetails: [{ TaxRateName: 'Reno', RateValue: '8.265', TaxAgencyId: '1', TaxApplicableOn: 'Sales' }] });
		expect(made.json).toMatchObject({ TaxCode: 'Reno', TaxRateDetails: [{ TaxRateId: expect.any(String) as unknown }] });
		expect(await qbo.read('TaxCode', made.json.TaxCodeId)).toMatchObject({ Name: 'Reno', SalesTaxRateList: { TaxRateDetail: [{}] }, PurchaseTaxRateList: { TaxRateDetail: [] } });
		const { Rows } = (await qbo.call('GET', '/reports/TrialBalance')).json as { Rows: { Row: Data[] } };
		const [, debit, credit] = ((Rows.Row.at(-1) as { Summary: { ColData: Data[] } }).Summary.ColData);
		expect(debit?.value).toBe(credit?.value);
	});

	it('NODE-ERR: without a word about JSON the answer is XML, faults too', async () => {
		const { text, headers } = await qbo.call('GET', `/companyinfo/${US}`, undefined, { accept: '*/*' });
		expect(headers.get('content-type')).toContain('application/xml');
		expect(text).toContain('<CompanyName>Harbour Supplies Inc</CompanyName>');
		expect((await qbo.call('GET', '/bill/99999', undefined, { accept: '*/*' })).text).toMatch(/<Fault type="ValidationFault"><Error code="610"><Message>Object Not Found<\/Message>/);
		expect((await qbo.call('GET', `/companyinfo/${US}?format=json`, undefined, { accept: '*/*' })).json).toHaveProperty('CompanyInfo');
	});
});
