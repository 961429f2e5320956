import { type Data, ExpenseIn } from './expensein-emulator-client';

interface Entry {
	id: number;
	status: string;
	section: string;
	records: Data[];
}
interface Started {
	entry: Entry;
	documents: Array<Data & { Lines: Data[] }>;
}

describe("emulated ExpenseIn: the product's own posting to AccountsIQ", () => {
	let client: ExpenseIn;
	beforeEach(async () => {
		client = await ExpenseIn.start();
	});
	afterEach(async () => await client.close());

	const post = async (section: string, ids: string[]) => await client.control<Started>('POST', '/posting', { section, ids });
	const answer = async (id: number, body: Data) => await client.control<Entry>('POST', `/posting/${id}/answers`, body);
	const expense = async (number: string) => await client.control('GET', `/expenses/${number}`);

	it('SYNC-AIQ-7: a posting completes its expenses at once, and is pending until AccountsIQ has answered', async () => {
		const { entry, documents } = await post('Reimbursable', ['EI10204', 'EI10206']);
		expect(entry).toMatchObject({ status: 'Pending', section: 'Reimbursable', records: [{ number: 'EI10204', state: 'Pending' }, { number: 'EI10206', state: 'Pending' }] });
		expect(await expense('EI10204')).toMatchObject({ status: 'Completed', postingStatus: null, exportReference: null });
		expect(documents[1]).toEqual({
			type: 'BatchPurchasesInvoice', SupplierCode: 'EMP001', BankAccountCode: null, ExternalReference: 'EI10206', Date: '2026-11-01', CurrencyCode: 'GBP',
			Description: 'The Queens Hotel, Leeds - One night, with breakfast',
			Lines: [
				{ GLAccountCode: '7010', TaxCode: 'V20', DepartmentID: 'LDN-SALES', NetAmount: '110.00', TaxAmount: '22.00', Description: 'Room' },
				{ GLAccountCode: '7020', TaxCode: 'V20', DepartmentID: 'LDN-SALES', NetAmount: '12.50', TaxAmount: '2.50', Description: 'Breakfast' },
			],
		});
		const done = await answer(entry.id, { answers: [{ number: 'EI10204', reference: 'PI1' }] });
		expect(done.status).toBe('Pending');
		expect((await answer(entry.id, { answers: [{ number: 'EI10206', reference: 'PI2' }] })).status).toBe('Complete');
		expect(await expense('EI10206')).toMatchObject({ postingStatus: 'Complete', exportReference: 'PI2' });
		expect((await client.get('/postings')).list.slice(0, 2).map(({ number, reference }) => [number, reference])).toEqual([['EI10206', 'PI2'], ['EI10204', 'PI1']]);
		expect(await client.control('GET', '/mail')).toEqual([]);
	});

	it('OPS-RETRY: what failed has AccountsIQ\'s own words, is told by mail, and is alone in the retry, with what was mended', async () => {
		const { entry, documents } = await post('Reimbursable', ['EI10204', 'EI10216']);
		expect(documents.map(({ SupplierCode }) => SupplierCode)).toEqual(['EMP001', null]);
		const partly = await answer(entry.id, {
			answers: [{ number: 'EI10204', reference: 'PI1' }, { number: 'EI10216', errorCode: 'SupplierNotFound', errorMessage: "No supplier ''" }],
		});
		expect([partly.status, partly.records[1]?.reason]).toEqual(['Partly failed', "SupplierNotFound: No supplier ''"]);
		expect(await expense('EI10216')).toMatchObject({ status: 'Completed', postingStatus: 'Failed', postingError: "SupplierNotFound: No supplier ''" });
		expect(await client.control('GET', '/mail')).toEqual([expect.objectContaining({ text: "EI10216: SupplierNotFound: No supplier ''" })]);

		await client.control('PUT', '/users/sam.doe@agency.example', { reference: 'EMP007' });
		const again = await client.control<Started>('POST', `/posting/${entry.id}/retry`, {});
		expect(again.documents.map(({ SupplierCode, ExternalReference }) => [SupplierCode, ExternalReference])).toEqual([['EMP007', 'EI10216']]);
		expect(again.entry.status).toBe('Pending');
		expect((await answer(entry.id, { answers: [{ number: 'EI10216', reference: 'PI3' }] })).status).toBe('Complete');
		expect(await expense('EI10216')).toMatchObject({ postingStatus: 'Complete', postingError: null, exportReference: 'PI3' });
		await expect(client.control('POST', `/posting/${entry.id}/retry`, {})).rejects.toThrow('Nothing of this posting has failed');
		await expect(answer(entry.id, { answers: [{ number: 'EI10216', reference: 'PI4' }] })).rejects.toThrow('not pending');
	});

	it('OPS-RETRY: a lost connection fails all of it', async () => {
		const { entry } = await post('Reconcilable', ['EI10207', 'EI10208']);
		const failed = await answer(entry.id, { connectionError: 'The connection to AccountsIQ is no longer valid' });
		expect([failed.status, ...failed.records.map(({ state }) => state)]).toEqual(['Failed', 'Failed', 'Failed']);
		expect((await client.control<Entry[]>('GET', '/posting')).map(({ id, status }) => [id, status])).toEqual([[entry.id, 'Failed']]);
	});

	it('SYNC-AIQ-7: company cards go to the card supplier or are bank payments, invoices to their own supplier', async () => {
		const card = await post('Reconcilable', ['EI10208']);
		// The blank behind the category's reference goes over as it stands.
		expect(card.documents).toEqual([expect.objectContaining({ type: 'BatchPurchasesInvoice', SupplierCode: 'CARD-AMEX', Lines: [expect.objectContaining({ GLAccountCode: '7120 ' })] })]);
		await client.control('POST', '/posting/mapping', { reconcilableBankAccount: '1020' });
		expect((await post('Reconcilable', ['EI10215'])).documents).toEqual([
			expect.objectContaining({ type: 'BankPayment', SupplierCode: null, BankAccountCode: '1020', Lines: [expect.objectContaining({ NetAmount: '-54.16', TaxAmount: '-10.83' })] }),
		]);
		expect((await post('Invoices', ['IN5003'])).documents).toEqual([
			expect.objectContaining({ type: 'BatchPurchasesInvoice', SupplierCode: 'AWS001', Description: 'EUINGB26-1887712', CurrencyCode: 'USD' }),
		]);
	});

	it('NODE-ERR: what is not approved, of another section or not yet billed cannot be posted, and nothing of the selection is', async () => {
		await expect(post('Reimbursable', ['EI10204', 'EI10223'])).rejects.toThrow('EI10223 is Submitted');
		await expect(post('Reimbursable', ['EI10204', 'EI10207'])).rejects.toThrow('EI10207 is in Reconcilable');
		await expect(post('Reimbursable', ['EI10204', 'EI10214'])).rejects.toThrow('must be marked as billed first');
		expect(await expense('EI10204')).toMatchObject({ status: 'Approved' });
		await client.control('POST', '/expenses/billed', { ids: ['EI10214'] });
		expect((await post('Reimbursable', ['EI10204', 'EI10214'])).entry.records).toHaveLength(2);
		await expect(post('Reimbursable', ['EI10204'])).rejects.toThrow('EI10204 is Completed');
	});
});
