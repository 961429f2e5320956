import { type Data, ExpenseIn, EXPENSES_KEY } from './expensein-emulator-client';

describe('emulated ExpenseIn: expenses and invoices', () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const expense = async (number: string) => (await client.control<Data[]>('GET', '/expenses')).find((one) => one.number === number) ?? {};
	const numbers = (list: Data[]) => list.map(({ number }) => number);
	const cents = (value: unknown) => BigInt(Math.round(Number(value) * 100));

	it('TRIG-TEST: thirty expenses of all sections, types and states, as messy as real ones', async () => {
		const { list, headers } = await client.get('/expenses?pageSize=500', EXPENSES_KEY);
		expect([list.length, headers.get('x-total-count')]).toEqual([30, '30']);
		const having = (test: (one: Data) => unknown) => list.filter(test).length;
		const by = (field: string) => Object.fromEntries([...new Set(list.map((one) => one[field]))].map((value) => [value, having((one) => one[field] === value)]));
		expect(by('status')).toEqual({ Completed: 3, Approved: 19, Submitted: 4, Rejected: 1, Draft: 3 });
		expect(by('section')).toEqual({ Reimbursable: 22, Reconcilable: 8 });
		expect(by('type')).toEqual({ Purchase: 26, Mileage: 3, Time: 1 });
		expect(by('originalCurrency')).toEqual({ GBP: 25, USD: 1, EUR: 2, SEK: 1, PLN: 1 });
		expect(having(({ gross }) => Number(gross) < 0)).toBe(1);
		expect(having(({ userReference }) => userReference === null)).toBe(1);
		expect([having(({ billable }) => billable), having(({ billable, billed }) => billable && !billed)]).toEqual([2, 1]);
		expect(having(({ lines }) => (lines as Data[]).length === 2)).toBe(2);
		expect(list.map(({ merchant }) => merchant)).toEqual(expect.arrayContaining(['AMZN Mktp UK*2A4QX71K4', 'CAFÉ ROUGE & CO', 'Żabka Z4512 K.1']));
		for (const { currency, gross, net, tax, lines } of list) {
			expect(currency).toBe('GBP');
			expect(cents(net) + cents(tax)).toBe(cents(gross));
			const sum = (field: string) => (lines as Data[]).reduce((total, line) => total + cents(line[field]), 0n);
			expect([sum('gross'), sum('net'), sum('tax')]).toEqual([cents(gross), cents(net), cents(tax)]);
		}
	});

	it('TRIG-TEST: an expense and an invoice have every field of the contract', async () => {
		const { list } = await client.get('/expenses?status=Approved');
		const [first = {}] = list;
		expect(first).toEqual({
			id: expect.any(String) as unknown, number: 'EI10204', type: 'Purchase', status: 'Approved', section: 'Reimbursable', userId: expect.any(String) as unknown,
			userReference: 'EMP001', userName: 'Aoife Byrne', date: '2026-10-31', merchant: 'Trainline', description: 'Leeds client visit',
			purchaseMethod: 'Personal', currency: 'GBP', exchangeRate: 1, gross: 120, net: 120, tax: 0, originalCurrency: 'GBP', originalGross: 120,
			billable: false, billed: false,
			lines: [{
				categoryId: (await client.byReference('/categories', '7001'))?.id, categoryReference: '7001', projectId: null, projectReference: null,
				departmentId: (await client.byReference('/departments', 'LDN-SALES'))?.id, departmentReference: 'LDN-SALES',
				taxRateId: (await client.byReference('/taxrates', 'V0'))?.id, taxRateReference: 'V0', taxPercent: 0, net: 120, tax: 0, gross: 120, description: 'Rail',
			}],
			customFields: [], receipts: [{ id: expect.any(String) as unknown, fileName: 'receipt.jpg', contentType: 'image/jpeg', size: expect.any(Number) as unknown }],
			approvedAt: expect.stringMatching(/^2026-11-02T\d\d:\d\d:\d\dZ$/) as unknown, exportedAt: null, exportReference: null, postingStatus: null,
			postingError: null, updatedAt: expect.stringMatching(/^2026-11-02T.*Z$/) as unknown,
		});
		expect((await client.get(`/expenses/${String(first.id)}`)).json).toEqual(first);
		const foreign = list.find(({ originalCurrency }) => originalCurrency === 'EUR');
		// 149.90 euro at 0.8547 are 128.11953 pounds.
		expect(foreign).toMatchObject({ currency: 'GBP', exchangeRate: 0.8547, gross: 128.12, net: 128.12, originalGross: 149.9 });
		const hotel = list.find(({ merchant }) => merchant === 'The Queens Hotel, Leeds');
		expect(hotel).toMatchObject({ gross: 147, net: 122.5, tax: 24.5, lines: [{ net: 110, tax: 22 }, { net: 12.5, tax: 2.5 }] });

		const invoices = (await client.get('/invoices?status=Approved')).list;
		expect(invoices).toHaveLength(4);
		expect((await client.get(`/invoices/${String(invoices[1]?.id)}`)).json).toMatchObject({
			number: 'IN5003', invoiceNumber: 'EUINGB26-1887712', supplierReference: 'AWS001', currency: 'USD', exchangeRate: 0.7874, net: 1292.13, tax: 0,
			gross: 1292.13, status: 'Approved', lines: [{ categoryReference: '7125', gross: 1204.11 }, { projectReference: 'LABS', gross: 88.02 }],
			receipts: [{ fileName: 'invoice1887712.pdf' }], postingStatus: null,
		});
		expect((await client.get('/invoices/7f6c0c1e-0000-4000-8000-999999999999')).json.code).toBe('NotFound');
	});

	it('TRIG-POLL: filters by status, type, day of approval and change; several values have commas between', async () => {
		const count = async (query: string) => (await client.get(`/expenses?pageSize=500&${query}`)).list.length;
		expect([await count('status=Approved'), await count('status=Draft,Rejected'), await count('type=Mileage'), await count('status=Approved&type=Mileage,Time')]).toEqual([19, 4, 3, 3]);
		expect(numbers((await client.get('/expenses?approvedFrom=2026-11-02&approvedTo=2026-11-02')).list)).toEqual(['EI10204', 'EI10205']);
		const changed = await client.control('PUT', '/expenses/EI10210', { merchant: 'SJ AB' });
		expect(numbers((await client.get(`/expenses?updatedSince=${String(changed.updatedAt)}`)).list)).toEqual(['EI10210']);
		const later = new Date(Date.parse(String(changed.updatedAt)) + 1).toISOString();
		expect(await count(`updatedSince=${later}`)).toBe(0);
		await client.control('POST', '/settings', { updatedSince: false });
		expect(await count(`updatedSince=${later}`)).toBe(30);
		await client.control('POST', '/settings', { updatedSince: true });
		for (const wrong of ['status=Open', 'type=Lunch', 'approvedFrom=2026-13-40', 'updatedSince=yesterday', 'page=0', 'pageSize=501', 'pageSize=x']) {
			const { status, json } = await client.get(`/expenses?${wrong}`);
			expect([status, json.code, json.errors?.[0]?.field]).toEqual([400, 'ValidationFailed', wrong.split('=')[0]]);
		}
	});

	it('NODE-REF: pages tell where they are and how many there are; an unpaged account gives all', async () => {
		await client.control('POST', '/expenses/bulk', { count: 1000, status: 'Submitted' });
		const seen: unknown[] = [];
		for (let page = 1; ; page++) {
			const { list, headers } = await client.get(`/expenses?status=Submitted&page=${page}`);
			expect([headers.get('x-total-count'), headers.get('x-page'), headers.get('x-page-size')]).toEqual(['1004', String(page), '100']);
			seen.push(...numbers(list));
			if (list.length < 100) break;
		}
		expect([seen.length, new Set(seen).size]).toEqual([1004, 1004]);
		expect((await client.get('/expenses?status=Submitted&pageSize=500&page=3')).list).toHaveLength(4);
		await client.control('POST', '/settings', { unpaged: true });
		const all = await client.get('/expenses?status=Submitted&page=3&pageSize=10');
		expect([all.list.length, all.headers.get('x-total-count')]).toEqual([1004, null]);
	});

	it('NODE-ONCE: an export completes the expense once; the same reference again is fine, another is refused', async () => {
		const { id } = await expense('EI10204');
		// Named twice, marked once.
		const body = { ids: [id, id], reference: 'PI000412', exportedAt: '2026-11-20T10:05:00Z' };
		const first = await client.call('POST', '/expenses/export', body);
		expect([first.status, first.json]).toEqual([200, { updated: 1 }]);
		const completed = await expense('EI10204');
		expect(completed).toMatchObject({ status: 'Completed', exportReference: 'PI000412', exportedAt: '2026-11-20T10:05:00Z', postingStatus: 'Complete', postingError: null });
		expect((await client.call('POST', '/expenses/export', body)).json).toEqual({ updated: 0 });
		expect(await expense('EI10204')).toEqual(completed);
		const other = await client.call('POST', '/expenses/export', { ...body, reference: 'PI000413' });
		expect([other.status, other.json.code]).toEqual([409, 'AlreadyExported']);
		expect((await client.get('/postings?status=Complete')).list.filter(({ recordId }) => recordId === id)).toEqual([{
			id: expect.any(String) as unknown, recordType: 'Expense', recordId: id, number: 'EI10204', status: 'Complete', reference: 'PI000412', reason: null,
			at: '2026-11-20T10:05:00.000Z',
		}]);
	});

	it('NODE-ERR: one that cannot be exported keeps all of the call from being exported', async () => {
		const [approved, draft, done] = [await expense('EI10205'), await expense('EI10228'), await expense('EI10201')];
		const refused = async (ids: unknown, more: Data = {}) => {
			const { status, json } = await client.call('POST', '/expenses/export', { ids, reference: 'X', ...more });
			return [status, json.code, json.errors?.map(({ field }) => field).join()];
		};
		expect(await refused([approved.id, 'nope'])).toEqual([404, 'NotFound', '']);
		expect(await refused([approved.id, draft.id])).toEqual([400, 'ValidationFailed', 'ids']);
		expect(await refused([approved.id, done.id])).toEqual([409, 'AlreadyExported', 'ids']);
		expect(await refused([])).toEqual([400, 'ValidationFailed', 'ids']);
		expect(await refused('all', { reference: '', exportedAt: 'now' })).toEqual([400, 'ValidationFailed', 'ids,reference,exportedAt']);
		expect(await expense('EI10205')).toEqual(approved);
	});

	it('OPS-RETRY: a failed posting leaves the expense approved with its reason, and a later export clears it', async () => {
		const { id } = await expense('EI10206');
		const fail = async (reason: string) => (await client.call('POST', '/expenses/exportfailed', { ids: [id], reason, failedAt: '2026-11-20T10:06:00Z' })).json;
		expect(await fail('Supplier not found')).toEqual({ updated: 1 });
		const failed = await expense('EI10206');
		expect(failed).toMatchObject({ status: 'Approved', postingStatus: 'Failed', postingError: 'Supplier not found', exportedAt: null });
		expect(await fail('Supplier not found')).toEqual({ updated: 0 });
		expect(await expense('EI10206')).toEqual(failed);
		expect(await fail('Period closed')).toEqual({ updated: 1 });
		await client.call('POST', '/expenses/export', { ids: [id], reference: 'PI7', exportedAt: '2026-11-20T10:07:00Z' });
		expect(await expense('EI10206')).toMatchObject({ status: 'Completed', postingStatus: 'Complete', postingError: null, exportReference: 'PI7' });
		const history = (await client.get('/postings?updatedSince=2026-11-20T10:00:00Z')).list.map(({ status, reason, reference }) => [status, reason, reference]);
		expect(history).toEqual([['Complete', null, 'PI7'], ['Failed', 'Period closed', null], ['Failed', 'Supplier not found', null]]);
		expect((await client.get('/postings?status=Failed&pageSize=1')).headers.get('x-total-count')).toBe('2');
		expect((await client.call('POST', '/expenses/exportfailed', { ids: [id], reason: 'late' })).json.code).toBe('AlreadyExported');
		expect((await client.call('POST', '/expenses/exportfailed', { ids: [id] })).json.errors).toEqual([{ field: 'reason', message: 'Required' }]);
	});

	it('NODE-ONCE: invoices are marked as expenses are', async () => {
		const [invoice = {}] = (await client.get('/invoices?status=Approved')).list;
		await client.call('POST', '/invoices/exportfailed', { ids: [invoice.id], reason: 'No such account' });
		expect((await client.get(`/invoices/${String(invoice.id)}`)).json).toMatchObject({ status: 'Approved', postingStatus: 'Failed', postingError: 'No such account' });
		await client.call('POST', '/invoices/export', { ids: [invoice.id], reference: 'PI9' });
		expect((await client.get(`/invoices/${String(invoice.id)}`)).json).toMatchObject({ status: 'Completed', exportReference: 'PI9' });
		const types = (await client.get('/postings')).list.slice(0, 2).map(({ recordType, status }) => [recordType, status]);
		expect(types).toEqual([['Invoice', 'Complete'], ['Invoice', 'Failed']]);
	});

	it('TRIG-EVENTS: people claim, submit, approve, reject and bill; each step moves the mark of change', async () => {
		const made = await client.control('POST', '/expenses', { user: 'EMP003', merchant: 'X', lines: [{ category: '7010', department: 'LDN-ENG', tax: 'V20', gross: '12.00' }], receipts: ['a.png'] });
		expect(made).toMatchObject({ number: 'EI10231', status: 'Draft', userName: 'Chloé Martin', gross: 12, net: 10, tax: 2, approvedAt: null });
		let last = String(made.updatedAt);
		for (const [step, status] of [['submit', 'Submitted'], ['approve', 'Approved'], ['reject', 'Rejected'], ['recall', 'Draft']] as const) {
			const [now = {}] = await client.control<Data[]>('POST', `/expenses/${step}`, { ids: ['EI10231'] });
			expect([now.status, now.approvedAt === null, String(now.updatedAt) > last]).toEqual([status, status !== 'Approved', true]);
			last = String(now.updatedAt);
		}
		await expect(client.control('POST', '/expenses/approve', { ids: ['EI10231'] })).rejects.toThrow('EI10231 is Draft');
		await client.control('POST', '/expenses/billed', { ids: ['EI10214'] });
		expect(await expense('EI10214')).toMatchObject({ billable: true, billed: true });
		await expect(client.control('POST', '/expenses/billed', { ids: ['EI10204'] })).rejects.toThrow('not billable');
		await expect(client.control('POST', '/expenses', { user: 'EMP999', lines: [] })).rejects.toThrow('There is no user "EMP999"');
		const edited = await client.control('PUT', '/expenses/EI10231', { merchant: 'Y', lines: [{ gross: '5.00' }, { gross: '-1.50' }] });
		expect(edited).toMatchObject({ merchant: 'Y', gross: 3.5, lines: [{ gross: 5 }, { gross: -1.5 }] });
		await client.control('DELETE', '/expenses/EI10231');
		expect(await expense('EI10231')).toEqual({});
	});
});
