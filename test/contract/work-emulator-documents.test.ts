import { type Data, Work } from './work-emulator-client';

describe('emulated Work: invoices and payments', () => {
	let work: Work;
	beforeEach(async () => {
		work = await Work.start();
	});
	afterEach(async () => await work.close());

	const code = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const { status, json } = await work.call(method, path, body, headers);
		return [status, json.error?.code, ...(json.error?.fields ?? []).map(({ path: field }) => field)];
	};
	const invoice = (more: Data = {}): Data => ({
		clientId: 'cl_1001', issueDate: '2026-05-20', status: 'sent', lines: [{ name: 'Labour', quantity: 1.5, unitPrice: 82.5, taxRateId: 'tx_1' }], ...more,
	});

	it('TRIG-TEST: the seed has invoices in every status, items that match by id, by name and not at all, partial and full payments', async () => {
		const { list } = await work.get('/invoices');
		expect(Object.fromEntries(list.map(({ number, status }) => [number, status]))).toEqual({
			1034: 'partiallyPaid', 1035: 'paid', 1036: 'sent', 1037: 'approved', 1038: 'draft', 1039: 'paid', 1040: 'void', 1041: 'sent',
		});
		const first = list.find(({ number }) => number === '1034');
		expect(first).toMatchObject({ subTotal: 444.99, taxTotal: 35.6, total: 480.59, amountPaid: 280.59, balance: 200, siteId: 'st_71', jobNumber: 'J-300', jobDescription: 'Replace pump' });
		expect(first?.lines).toMatchObject([{ id: 'l1', billingItemId: 'bi_1', taxRateId: 'tx_1', taxAmount: 7.6 }, { totalExclTax: 349.99, taxAmount: 28, totalInclTax: 377.99 }]);
		expect((await work.get('/payments')).list.map(({ status }) => status).sort()).toEqual(['recorded', 'recorded', 'recorded', 'recorded', 'voided']);
		expect(list.find(({ number }) => number === '1036')?.lines).toMatchObject([{ name: 'labour ', billingItemId: null }, { name: 'Emergency surcharge' }]);
	});

	it('NODE-INVOICE: lines are worked out to the cent, in both tax modes, and wrong totals refused', async () => {
		const made = await work.call('POST', '/invoices', invoice());
		expect([made.status, made.json.number]).toEqual([201, '1042']);
		expect(made.json).toMatchObject({ subTotal: 123.75, taxTotal: 9.9, total: 133.65, amountPaid: 0, balance: 133.65, version: 1 });
		const inclusive = await work.call('POST', '/invoices', invoice({ taxMode: 'inclusive', lines: [{ name: 'A', quantity: 3, unitPrice: 9.99, discountAmount: 0.01, taxRateId: 'tx_1' }] }));
		expect(inclusive.json.lines).toMatchObject([{ totalExclTax: 27.74, taxAmount: 2.22, totalInclTax: 29.96 }]);
		const line = { name: 'A', quantity: 1, unitPrice: 10, taxRateId: 'tx_1' };
		expect(await code('POST', '/invoices', invoice({ lines: [{ ...line, totalExclTax: 10.01, taxAmount: 0.79 }] }))).toEqual([201, undefined]);
		expect(await code('POST', '/invoices', invoice({ lines: [{ ...line, totalExclTax: 10.02 }] }))).toEqual([422, 'validation_failed', 'lines[0].totalExclTax']);
	});

	it('NODE-ERR: what an invoice lacks is named by its path', async () => {
		expect(await code('POST', '/invoices', {})).toEqual([422, 'validation_failed', 'clientId', 'issueDate', 'dueDate', 'lines']);
		expect(await code('POST', '/invoices', invoice({ lines: [{ name: '', quantity: 0, unitPrice: 1.23456, billingItemId: 'bi_99' }] }))).toEqual([
			422, 'validation_failed', 'lines[0].name', 'lines[0].quantity', 'lines[0].unitPrice', 'lines[0].billingItemId',
		]);
		expect(await code('POST', '/invoices', invoice({ siteId: 'st_73', status: 'paid', currency: 'EUR' }))).toEqual([422, 'validation_failed', 'siteId', 'status', 'currency']);
		expect(await code('POST', '/invoices', invoice({ number: '1034' }))).toEqual([409, 'duplicate_number', 'number']);
		expect(await code('POST', '/invoices', invoice({ number: 'x'.repeat(22) }))).toEqual([422, 'validation_failed', 'number']);
		await work.control('POST', '/companies/co_1', { desk: { closedUntil: '2026-05-20' } });
		expect(await code('POST', '/invoices', invoice())).toEqual([422, 'period_closed']);
		await work.control('POST', '/companies/co_1', { desk: { closedUntil: '', invoices: false } });
		expect(await code('POST', '/invoices', invoice())).toEqual([403, 'feature_not_enabled']);
		expect((await work.get('/invoices')).json.total).toBe(8);
	});

	it('NODE-PAYMENT: a payment moves status, balance and version; the lines are locked; voiding it gives all back', async () => {
		const { json: made } = await work.call('POST', '/invoices', invoice());
		const path = `/invoices/${String(made.id)}`;
		const pay = async (amount: number) => await work.call('POST', '/payments', { invoiceId: made.id, date: '2026-05-20', amount, method: 'card', reference: 'T1' });
		const first = await pay(100);
		expect([first.status, first.json.status, first.json.clientId]).toEqual([201, 'recorded', 'cl_1001']);
		expect((await work.get(path)).json).toMatchObject({ status: 'partiallyPaid', amountPaid: 100, balance: 33.65, version: 2 });
		expect(await code('PUT', path, invoice({ lines: [{ name: 'Other', quantity: 1, unitPrice: 1 }] }))).toEqual([422, 'validation_failed', 'status']);
		expect(await code('PUT', path, { ...invoice({ lines: [{ name: 'Other', quantity: 1, unitPrice: 1 }] }), status: undefined })).toEqual([409, 'invoice_locked']);
		expect(await code('PUT', path, { ...invoice(), status: undefined, notes: 'by hand' })).toEqual([200, undefined]);
		expect((await pay(33.66)).json.error?.fields).toMatchObject([{ path: 'amount', code: 'too_much' }]);
		await pay(33.65);
		expect((await work.get(path)).json).toMatchObject({ status: 'paid', balance: 0 });
		expect(await code('POST', `${path}/void`)).toEqual([409, 'has_payments']);
		for (const { id } of (await work.get(`/payments?invoiceId=${String(made.id)}`)).list) await work.call('POST', `/payments/${String(id)}/void`);
		expect((await work.get(path)).json).toMatchObject({ status: 'sent', amountPaid: 0, balance: 133.65 });
		expect((await work.call('POST', `${path}/void`)).json).toMatchObject({ status: 'void', balance: 0 });
		expect(await code('PUT', path, invoice())).toEqual([409, 'invoice_locked']);
		expect(await code('POST', '/payments', { invoiceId: made.id, date: '2026-05-20', amount: 1 })).toEqual([422, 'validation_failed', 'invoiceId']);
	});

	it('TRIG-EVENTS: people approve, send and pay; lists filter by client, status, days', async () => {
		await work.control('POST', '/invoices/1038/approve');
		await work.control('POST', '/invoices/1038/send');
		expect(await work.control('POST', '/invoices/1038/pay', { amount: 10 })).toMatchObject({ amount: 10, method: 'card' });
		expect((await work.get('/invoices?status=partiallyPaid&clientId=cl_1001')).list.map(({ number }) => number).sort()).toEqual(['1034', '1038']);
		expect((await work.get('/invoices?issuedFrom=2026-05-15&issuedTo=2026-05-16')).list.map(({ number }) => number).sort()).toEqual(['1039', '1040']);
		expect((await work.get('/payments?paidFrom=2026-05-19')).list.map(({ amount }) => amount).sort()).toEqual([10, 80.59]);
	});

	it('NODE-ONCE: an answer lost after the commit leaves the invoice, and its number and key find it', async () => {
		await work.fault({ kind: 'drop-after', method: 'POST', path: '/invoices' });
		const post = async () => await work.call('POST', '/invoices', invoice({ number: 'W-7' }), { 'idempotency-key': 'w7' });
		await expect(post()).rejects.toThrow('fetch failed');
		expect((await work.get('/invoices?number=W-7')).list).toMatchObject([{ number: 'W-7', total: 133.65 }]);
		expect((await post()).headers.get('idempotent-replayed')).toBe('true');
		expect((await work.get('/invoices?number=W-7')).json.total).toBe(1);
	});
});
