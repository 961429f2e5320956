import NodeQuickBooks from 'node-quickbooks';
import { APP, cost, type Data, QuickBooks, US } from './quickbooks-online-emulator-client';

type Method = (...args: unknown[]) => void;

/** A client of many years' standing that knows nothing of us. */
describe('emulated QuickBooks Online: node-quickbooks drives it unchanged', () => {
	let qbo: QuickBooks;
	let client: Record<string, Method>;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
		const tokens = await qbo.enter(US);
		Object.assign(NodeQuickBooks, {
			V3_ENDPOINT_BASE_URL: `${qbo.base}/v3/company/`, TOKEN_URL: `${qbo.base}/oauth2/v1/tokens/bearer`, REVOKE_URL: `${qbo.base}/v2/oauth2/tokens/revoke`,
		});
		const made: unknown = new NodeQuickBooks(APP.id, APP.secret, String(tokens.access_token), false, US, false, false, '75', '2.0', String(tokens.refresh_token));
		client = made as Record<string, Method>; // called by name below
	});
	afterAll(async () => await qbo.close());

	/** With a promise in place of its callback; a refusal's body is thrown. */
	async function call<T = Data>(name: string, ...args: unknown[]): Promise<T> {
		return await new Promise<T>((resolve, reject) => {
			(client[name] as Method).call(client, ...args, (error: unknown, body: T) => (error ? reject((error as { response?: { data: Error } }).response?.data ?? (error as Error)) : resolve(body)));
		});
	}
	const rows = async (name: string, criteria: unknown) => Object.values((await call<{ QueryResponse: Data }>(name, criteria)).QueryResponse).find(Array.isArray) as Data[];

	it('NODE-BILL: it makes, reads, changes and deletes, in its own way of writing paths', async () => {
		const [vendor] = await rows('findVendors', { DisplayName: "Bob's Burger Joint" });
		const [meals] = await rows('findAccounts', [{ field: 'Name', value: 'Meals & Entertainment' }]);
		const bill = await call('createBill', { VendorRef: { value: vendor?.Id }, DocNumber: 'NQ-1', Line: [cost(String(meals?.Id), 12.5)] });
		expect(bill).toMatchObject({ TotalAmt: 12.5, SyncToken: '0' });
		expect(await call('updateBill', { Id: bill.Id, SyncToken: '0', VendorRef: bill.VendorRef, PrivateNote: 'seen' })).toMatchObject({ SyncToken: '1', PrivateNote: 'seen', TotalAmt: 12.5 });
		await expect(call('createBill', { VendorRef: { value: vendor?.Id }, DocNumber: 'NQ-1', Line: bill.Line })).rejects.toMatchObject({ Fault: { Error: [{ code: '6140' }] } });
		expect(await call('createBill', { VendorRef: { value: vendor?.Id }, DocNumber: 'NQ-1', Line: bill.Line, allowDuplicateDocNum: true, requestId: 'nq' })).toMatchObject({ DocNumber: 'NQ-1' });
		// It reads the bill and sends all of it back.
		expect(await call('deleteBill', bill.Id)).toMatchObject({ Bill: { status: 'Deleted' } });
	});

	it('NODE-REF: it counts, pages through everything, and asks for changes', async () => {
		await qbo.control('POST', '/bulk', { entity: 'Customer', count: 2100, prefix: 'Paged' });
		expect(await rows('findCustomers', [{ field: 'DisplayName', value: 'Paged%', operator: 'LIKE' }, { field: 'fetchAll', value: true }])).toHaveLength(2100);
		expect((await call<{ QueryResponse: Data }>('findCustomers', [{ count: true }, { field: 'DisplayName', value: 'Paged%', operator: 'LIKE' }])).QueryResponse).toEqual({ totalCount: 2100 });
		const changed = await call<{ CDCResponse: Array<{ QueryResponse: Data[] }> }>('changeDataCapture', ['Bill', 'Vendor'], new Date(qbo.sandbox.frame.clock.now() - 60_000));
		expect(changed.CDCResponse[0]?.QueryResponse).toHaveLength(2);
		expect(await call('getExchangeRate', { sourcecurrencycode: 'USD' })).toMatchObject({ ExchangeRate: { Rate: 1 } });
		expect(await call('reportTrialBalance', {})).toMatchObject({ Header: { ReportName: 'TrialBalance' } });
	});

	it('NODE-BATCH: batches, files, voids, forms and tokens', async () => {
		expect(await call('batch', [{ bId: '1', operation: 'create', Vendor: { DisplayName: 'From a batch' } }])).toMatchObject({ BatchItemResponse: [{ bId: '1', Vendor: { SyncToken: '0' } }] });
		const [invoice] = await rows('findInvoices', { DocNumber: '1002' });
		expect(await call('upload', 'note.txt', 'text/plain', Buffer.from('hello'), 'Invoice', invoice?.Id)).toMatchObject({ AttachableRef: [{ EntityRef: { type: 'Invoice', value: invoice?.Id } }], SyncToken: '1' });
		expect(Buffer.from(await call<Buffer>('getInvoicePdf', invoice?.Id)).subarray(0, 5).toString()).toBe('%PDF-');
		expect(await call('sendInvoicePdf', invoice?.Id, 'a@b.example')).toMatchObject({ EmailStatus: 'EmailSent' });
		const [payment] = await rows('findPayments', { PaymentRefNum: '5664' });
		expect(await call('voidPayment', { Id: payment?.Id, SyncToken: payment?.SyncToken })).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
		const before = client.refreshToken;
		await call('refreshAccessToken');
		expect(client.refreshToken).not.toBe(before);
		expect(await call('getCompanyInfo', US)).toMatchObject({ CompanyName: 'Harbour Supplies Inc' });
		await call('revokeAccess', true);
		expect(client.token).toBeNull();
	});
});
