import type { IDataObject } from 'n8n-workflow';
import { chosen, xeroJob, type Job } from '../support/bench';
import { World } from '../support/world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(() => world.forget());
afterAll(async () => {
	try {
		expect(await world.trialBalance()).toBe('0.00');
	} finally {
		await world?.close();
	}
});

const create = (resource: string, items: IDataObject[], options: IDataObject = {}, more: Parameters<typeof xeroJob>[2] = {}): Job =>
	xeroJob({ resource, operation: 'create', source: 'item', document: '={{ $json }}', options }, items, more);
const on = (resource: string, operation: string, target: IDataObject, more: IDataObject = {}): Job =>
	xeroJob({ resource, operation, target, simplify: true, ...more });
const upsert = (resource: string, matchBy: string, record: IDataObject, options: IDataObject = {}): Job =>
	xeroJob({ resource, operation: 'upsert', matchBy, source: 'item', record: '={{ $json }}', options }, [record]);

const line = (amount: string, more: IDataObject = {}): IDataObject => ({
	description: 'Taxi', amount, account: { code: '493' }, taxRate: { code: 'INPUT2' }, ...more,
});
const bill = (key: string, more: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', currency: 'GBP', supplier: { name: 'Addison Lee' }, lines: [line('48.00')], ...more,
});
interface Doc {
	[field: string]: unknown;
	Status: string;
	Total: number;
	LineItems: Array<{ AccountCode: string; TaxType: string; LineAmount: number; TaxAmount: number; Tracking: Array<{ Name: string; Option: string }> }>;
}
const record = async (collection: string, id: unknown): Promise<Doc> => {
	const answer = await world.books.get<Record<string, Doc[]>>(`${collection}/${String(id)}`);
	return answer[collection]?.[0] as Doc;
};

describe('Xero Accounting on a real n8n: suppliers, customers, items', () => {
	it.each(['supplier', 'customer'])('NODE-UPSERT: a %s is found by name, code, e-mail and ID: created, unchanged, changed', async (kind) => {
		const one = { name: `Kestrel ${kind}`, code: `K-${kind}`, email: `office@kestrel-${kind}.example`, address: { line1: '1 Quay', city: 'Hull' } };
		const first = await world.bench.all({
			dry: upsert(kind, 'name', one, { dryRun: true }),
			created: upsert(kind, 'name', one),
			unchanged: upsert(kind, 'name', one),
			byCode: upsert(kind, 'code', { ...one, phone: '01482 1' }),
			byEmail: upsert(kind, 'email', { email: one.email, taxNumber: 'GB1' }),
			external: upsert(kind, 'externalId', { externalId: one.code, accountNumber: '42' }),
		});
		expect(first.dry.done).toEqual([expect.objectContaining({ action: 'would create' })]);
		expect(first.created.done).toEqual([expect.objectContaining({ action: 'created', name: one.name, code: one.code })]);
		expect(first.unchanged.done).toEqual([expect.objectContaining({ action: 'unchanged' })]);
		expect(first.byCode.done).toEqual([expect.objectContaining({ action: 'updated', changes: expect.anything() as object })]);
		expect(Object.keys(first.byCode.done[0]?.changes as object)).toHaveLength(1);
		expect(first.byEmail.done).toEqual([expect.objectContaining({ action: 'updated', taxNumber: 'GB1' })]);
		expect(first.external.done).toEqual([expect.objectContaining({ action: 'updated', accountNumber: '42' })]);
		const id = String(first.created.done[0]?.id);
		const second = await world.bench.all({
			byId: upsert(kind, 'id', { id, name: `Kestrel Group ${kind}` }),
			unknown: upsert(kind, 'id', { id: '00000000-0000-4000-8000-000000000000', name: 'Nobody' }),
		});
		expect(second.byId.done).toEqual([
			expect.objectContaining({ action: 'updated', id, changes: { Name: { from: one.name, to: `Kestrel Group ${kind}` } } }),
		]);
		expect(second.unknown.failed).toEqual([expect.objectContaining({ details: expect.objectContaining({ category: 'not found' }) as object })]);
		const contact = await record('Contacts', id);
		expect(contact).toMatchObject({ Name: `Kestrel Group ${kind}`, ContactNumber: one.code, EmailAddress: one.email, TaxNumber: 'GB1', AccountNumber: '42' });
	});

	it('NODE-UPSERT: an item is found by code, name and ID', async () => {
		const one = { code: 'SURVEY', name: 'Survey', description: 'First hour', salesPrice: '95.00', salesAccount: '200', purchasePrice: '12.50', purchaseAccount: '310' };
		const ran = await world.bench.all({
			created: upsert('item', 'code', one),
			unchanged: upsert('item', 'code', one),
			byName: upsert('item', 'name', { ...one, salesPrice: '99.00' }),
		});
		expect(ran.created.done).toEqual([expect.objectContaining({ action: 'created' })]);
		expect(ran.unchanged.done).toEqual([expect.objectContaining({ action: 'unchanged' })]);
		expect(ran.byName.done).toEqual([expect.objectContaining({ action: 'updated' })]);
		const id = String(ran.created.done[0]?.id);
		const { done } = await world.bench.run(upsert('item', 'id', { id, description: 'First two hours' }));
		expect(done).toEqual([expect.objectContaining({ action: 'updated', description: 'First two hours' })]);
		expect(await record('Items', id)).toMatchObject({ Code: 'SURVEY', Name: 'Survey', SalesDetails: { UnitPrice: 99, AccountCode: '200' } });
	});
});

describe('Xero Accounting on a real n8n: documents', () => {
	it('NODE-BILL: typed in the node: account, tax, tracking, currency; then got, updated, voided', async () => {
		const { TrackingCategories } = await world.books.get<{ TrackingCategories: Array<{ Name: string; Options: Array<{ Name: string; TrackingOptionID: string }> }> }>('TrackingCategories');
		const centre = TrackingCategories.find(({ Name }) => Name === 'Cost Centre')?.Options[0];
		const { done, failed } = await world.bench.run(
			xeroJob({
				resource: 'bill', operation: 'create', source: 'fields', key: 'E2E-TYPED', date: '2026-11-03',
				supplier: chosen('name', 'Müller Holz GmbH'),
				lines: {
					line: [
						{
							description: 'Oak veneer', amount: '120.00', account: chosen('code', '310'), taxRate: chosen('name', '20% (VAT on Expenses)'),
							dimensionValue: chosen('id', centre?.TrackingOptionID ?? ''),
						},
						{ description: 'Freight', quantity: '2', unitAmount: '7.50', account: chosen('name', 'Postage, Freight & Courier'), taxRate: chosen('code', 'ZERORATEDINPUT') },
					],
				},
				moreFields: { currency: 'EUR', taxIncluded: false, dueDate: '2026-12-03', status: 'posted', number: 'RE-77', url: 'https://example.com/r/1' },
			}),
		);
		expect(failed).toEqual([]);
		expect(done).toEqual([expect.objectContaining({ action: 'created', kind: 'bill', key: 'E2E-TYPED', currency: 'EUR', status: 'AUTHORISED', total: '159.00' })]);
		const id = done[0]?.id;
		const posted = await record('Invoices', id);
		expect(posted).toMatchObject({ Type: 'ACCPAY', InvoiceNumber: 'E2E-TYPED', CurrencyCode: 'EUR', Url: 'https://example.com/r/1' });
		expect(posted.LineItems).toEqual([
			expect.objectContaining({ AccountCode: '310', TaxType: 'INPUT2', LineAmount: 120, TaxAmount: 24, Tracking: [expect.objectContaining({ Name: 'Cost Centre', Option: centre?.Name })] }),
			expect.objectContaining({ AccountCode: '425', TaxType: 'ZERORATEDINPUT', LineAmount: 15, TaxAmount: 0 }),
		]);
		const ran = await world.bench.all({
			got: on('bill', 'get', chosen('key', 'E2E-TYPED')),
			updated: on('bill', 'update', chosen('id', String(id)), { changes: JSON.stringify({ dueDate: '2026-12-24', lines: [{ description: 'Oak veneer, A grade' }] }) }),
			voided: on('bill', 'delete', chosen('id', String(id))),
			again: on('bill', 'delete', chosen('id', String(id))),
		});
		expect(ran.got.done[0]).toMatchObject({ key: 'E2E-TYPED', total: '159.00', amountDue: '159.00' });
		expect(ran.updated.done).toEqual([expect.objectContaining({ action: 'updated', total: '159.00' })]);
		expect(ran.voided.done).toEqual([expect.objectContaining({ deleted: true, status: 'VOIDED' })]);
		expect(ran.again.done).toEqual([expect.objectContaining({ deleted: true, status: 'VOIDED' })]);
		const changed = (await record('Invoices', id)) as unknown as { LineItems: Array<{ Description: string }>; DueDateString: string };
		expect(changed.LineItems.map(({ Description }) => Description)).toEqual(['Oak veneer, A grade', 'Freight']);
	});

	it('NODE-BILL: draft, submitted and posted; a draft is deleted, not voided; a supplier that is missing is made when asked', async () => {
		const ran = await world.bench.all({
			refused: create('bill', [bill('E2E-S0', { supplier: { name: 'Quayside Cranes' } })]),
			states: create('bill', [
				bill('E2E-S1', { status: 'draft', supplier: { name: 'Quayside Cranes' } }), bill('E2E-S2', { status: 'submitted' }), bill('E2E-S3'),
			], { createParties: true }),
			deleted: on('bill', 'delete', chosen('key', 'E2E-S1')),
		});
		expect(ran.refused.failed).toEqual([expect.objectContaining({ key: 'E2E-S0', details: expect.objectContaining({ category: 'mapping' }) as object })]);
		expect(ran.states.done.map(({ status }) => status)).toEqual(['DRAFT', 'SUBMITTED', 'AUTHORISED']);
		expect(ran.deleted.done).toEqual([expect.objectContaining({ status: 'DELETED' })]);
	});

	it('NODE-BILL: a billable line carries its customer', async () => {
		const lines = [line('10.00'), line('20.00', { billable: true, customer: { name: 'Moss & Daughters' } })];
		const { done, failed } = await world.bench.run(create('bill', [bill('E2E-CHARGE', { lines })]));
		expect([failed, done[0]?.warnings]).toEqual([[], undefined]);
		const { LinkedTransactions } = await world.books.get<{ LinkedTransactions: IDataObject[] }>(`LinkedTransactions?SourceTransactionID=${String(done[0]?.id)}`);
		const { LineItems } = (await record('Invoices', done[0]?.id)) as unknown as { LineItems: Array<{ LineItemID: string }> };
		expect(LinkedTransactions).toEqual([expect.objectContaining({ SourceLineItemID: LineItems[1]?.LineItemID, Type: 'BILLABLEEXPENSE' })]);
	});

	it('NODE-CREDIT: a negative bill becomes a supplier credit; one typed as credit is one; both voided', async () => {
		const ran = await world.bench.all({
			negative: create('bill', [bill('E2E-NEG', { lines: [line('20.00'), line('-50.00', { description: 'Returned drill' })] })]),
			credit: create('supplierCredit', [bill('E2E-CR', { kind: 'supplierCredit', lines: [line('12.00')] })]),
			many: xeroJob({ resource: 'supplierCredit', operation: 'getMany', returnAll: true, filters: {} }),
			voided: on('supplierCredit', 'delete', chosen('key', 'E2E-CR')),
		});
		expect(ran.negative.done).toEqual([expect.objectContaining({ kind: 'supplierCredit', action: 'created', total: '30.00' })]);
		expect(await record('CreditNotes', ran.negative.done[0]?.id)).toMatchObject({ Type: 'ACCPAYCREDIT', CreditNoteNumber: 'E2E-NEG', Total: 30 });
		expect(ran.many.done.map(({ key }) => key)).toEqual(expect.arrayContaining(['E2E-NEG', 'E2E-CR']));
		expect(ran.voided.done).toEqual([expect.objectContaining({ status: 'VOIDED' })]);
	});

	it('NODE-JOURNAL: posted, got, listed, reversed once, voided', async () => {
		const journal = {
			kind: 'journal', key: 'E2E-J1', date: '2026-10-31', memo: 'Fuel accrual',
			lines: [{ description: 'Fuel', amount: '310.40', account: { code: '449' }, taxRate: { code: 'NONE' } }, { amount: '-310.40', account: { code: '805' }, taxRate: { code: 'NONE' } }],
		};
		const ran = await world.bench.all({
			posted: create('journal', [journal]),
			got: on('journal', 'get', chosen('key', 'E2E-J1')),
			many: xeroJob({ resource: 'journal', operation: 'getMany', returnAll: true, filters: {} }),
			reversed: on('journal', 'reverse', chosen('key', 'E2E-J1'), { date: '2026-11-01' }),
			twice: on('journal', 'reverse', chosen('key', 'E2E-J1'), { date: '2026-11-01' }),
			voided: on('journal', 'delete', chosen('key', 'E2E-J1')),
		});
		expect(ran.posted.done).toEqual([expect.objectContaining({ action: 'created', status: 'POSTED', total: '310.40' })]);
		expect(ran.got.done[0]).toMatchObject({ key: 'E2E-J1', date: '2026-10-31' });
		expect(ran.many.done.map(({ key }) => key)).toContain('E2E-J1');
		expect(ran.reversed.done).toEqual([expect.objectContaining({ action: 'created', key: 'E2E-J1-R', date: '2026-11-01' })]);
		expect(ran.twice.done).toEqual([expect.objectContaining({ action: 'found', id: ran.reversed.done[0]?.id })]);
		expect(ran.voided.done).toEqual([expect.objectContaining({ status: 'VOIDED' })]);
		const mirror = (await record('ManualJournals', ran.reversed.done[0]?.id)) as unknown as { JournalLines: Array<{ LineAmount: number; AccountCode: string }> };
		expect(mirror.JournalLines.map(({ LineAmount, AccountCode }) => [AccountCode, LineAmount])).toEqual([['449', -310.4], ['805', 310.4]]);
	});

	it('NODE-JOURNAL: an unbalanced one is refused before any call', async () => {
		const lines = [{ amount: '10.00', account: { code: '449' } }, { amount: '-9.99', account: { code: '805' } }];
		const { done, failed } = await world.bench.run(
			create('journal', [{ kind: 'journal', key: 'E2E-J2', date: '2026-10-31', lines }], {}, { custom: true }),
		);
		expect(done).toEqual([]);
		expect(failed).toEqual([expect.objectContaining({
			key: 'E2E-J2', error: expect.stringContaining('0.01') as string, details: expect.objectContaining({ category: 'validation', document: 'E2E-J2' }) as object,
		})]);
		expect(world.calls()).toEqual([]);
	});

	it('NODE-EXPENSE: spend money on the card, and a refund comes back as receive money', async () => {
		const expense = (key: string, amount: string): IDataObject => bill(key, { kind: 'expense', bankAccount: { code: '091' }, lines: [line(amount, { taxRate: { code: 'NONE' } })] });
		const ran = await world.bench.all({
			both: create('expense', [expense('E2E-X1', '18.20'), expense('E2E-X2', '-5.00')]),
			got: on('expense', 'get', chosen('key', 'E2E-X2')),
			deleted: on('expense', 'delete', chosen('key', 'E2E-X1')),
		});
		expect(ran.both.failed).toEqual([]);
		expect(ran.both.done.map(({ action, status }) => [action, status])).toEqual([['created', 'AUTHORISED'], ['created', 'AUTHORISED']]);
		expect(await record('BankTransactions', ran.both.done[0]?.id)).toMatchObject({ Type: 'SPEND', Reference: 'E2E-X1', Total: 18.2, BankAccount: { Code: '091' } });
		expect(await record('BankTransactions', ran.both.done[1]?.id)).toMatchObject({ Type: 'RECEIVE', Reference: 'E2E-X2', Total: 5 });
		expect(ran.got.done[0]).toMatchObject({ kind: 'expense', amount: '-5.00', bankAccount: { code: '091' } });
		expect(ran.deleted.done).toEqual([expect.objectContaining({ status: 'DELETED' })]);
	});

	it('NODE-INVOICE, NODE-PAYMENT: a sales invoice is posted once, paid by its customer, freed again and voided', async () => {
		const invoice = bill('E2E-INV', { kind: 'invoice', supplier: undefined, customer: { name: 'Moss & Daughters' }, number: 'INV-E2E', lines: [line('600.00', { account: { code: '200' }, taxRate: { code: 'OUTPUT2' } })] });
		const payment = { kind: 'payment', key: 'E2E-PAY', date: '2026-11-04', direction: 'in', bankAccount: { code: '090' }, document: { number: 'INV-E2E' }, amount: '250.00' };
		const ran = await world.bench.all({
			posted: create('invoice', [invoice]),
			again: create('invoice', [invoice]),
			got: on('invoice', 'get', chosen('number', 'INV-E2E')),
			updated: on('invoice', 'update', chosen('number', 'INV-E2E'), { changes: JSON.stringify({ dueDate: '2027-01-15' }) }),
			paid: create('payment', [payment, { ...payment, key: 'E2E-PAY-2', amount: '9999.00' }]),
			after: on('invoice', 'get', chosen('number', 'INV-E2E')),
			stuck: on('invoice', 'delete', chosen('number', 'INV-E2E')),
			freed: on('payment', 'delete', chosen('key', 'E2E-PAY')),
			voided: on('invoice', 'delete', chosen('number', 'INV-E2E')),
		});
		expect(ran.posted.done).toEqual([expect.objectContaining({ action: 'created', kind: 'invoice', number: 'INV-E2E', total: '600.00' })]);
		expect(ran.again.done).toEqual([expect.objectContaining({ action: 'found', id: ran.posted.done[0]?.id })]);
		expect(ran.got.done[0]).toMatchObject({ amountDue: '600.00', customer: { name: 'Moss & Daughters' } });
		expect(ran.paid.done).toEqual([expect.objectContaining({ action: 'created', total: '250.00' })]);
		expect(ran.paid.failed).toEqual([expect.objectContaining({ key: 'E2E-PAY-2', details: expect.objectContaining({ category: 'validation' }) as object })]);
		expect(ran.after.done[0]).toMatchObject({ amountDue: '350.00', amountPaid: '250.00' });
		expect(ran.updated.done).toEqual([expect.objectContaining({ action: 'updated' })]);
		expect(ran.stuck.failed).toEqual([expect.objectContaining({ details: expect.objectContaining({ category: 'validation', hint: expect.stringMatching(/payment/i) as string }) as object })]);
		expect(ran.freed.done).toEqual([expect.objectContaining({ status: 'DELETED' })]);
		expect([ran.voided.failed, ran.voided.done]).toEqual([[], [expect.objectContaining({ status: 'VOIDED' })]]);
	});

	it('NODE-PAYMENT: a bill is paid by its key, typed in the node', async () => {
		const ran = await world.bench.all({
			bill: create('bill', [bill('E2E-DUE')]),
			paid: xeroJob({
				resource: 'payment', operation: 'create', source: 'fields', key: 'E2E-PAYS-DUE', date: '2026-11-05', direction: 'out',
				paid: chosen('key', 'E2E-DUE'), amount: '48.00', bankAccount: chosen('code', '090'), moreFields: {},
			}),
			after: on('bill', 'get', chosen('key', 'E2E-DUE')),
		});
		expect(ran.paid.done).toEqual([expect.objectContaining({ action: 'created', key: 'E2E-PAYS-DUE', total: '48.00' })]);
		expect(ran.after.done[0]).toMatchObject({ status: 'PAID', amountDue: '0.00' });
	});

	it('NODE-ATTACH: n8n\'s binary data is stored with the document once; notes stand in its history once', async () => {
		const file = Buffer.from('%PDF-1.4 receipt of a taxi');
		const binary = { data: { data: file.toString('base64'), mimeType: 'application/pdf', fileName: 'taxi.pdf', fileExtension: 'pdf' } };
		await world.bench.run(create('bill', [bill('E2E-FILE')]));
		const attach = (): Job => xeroJob({ resource: 'bill', operation: 'attach', target: chosen('key', 'E2E-FILE'), binaryProperty: 'data', fileName: '' }, [{ json: { from: 'n8n' }, binary }]);
		const note = (): Job => on('bill', 'note', chosen('key', 'E2E-FILE'), { text: 'Approved by Ana on 3 November' });
		const ran = await world.bench.all({
			first: attach(), second: attach(), note: note(), noteAgain: note(), got: on('bill', 'get', chosen('key', 'E2E-FILE')),
			missing: xeroJob({ resource: 'bill', operation: 'attach', target: chosen('key', 'E2E-FILE'), binaryProperty: 'data', fileName: '' }, [{ from: 'n8n' }]),
		});
		expect(ran.first.done).toEqual([expect.objectContaining({ from: 'n8n', attachment: expect.objectContaining({ action: 'attached', fileName: 'taxi.pdf' }) as object })]);
		expect(ran.second.done).toEqual([expect.objectContaining({ attachment: expect.objectContaining({ action: 'found' }) as object })]);
		expect(ran.missing.failed).toHaveLength(1);
		const id = String(ran.got.done[0]?.id);
		const { Attachments } = await world.books.get<{ Attachments: Array<{ FileName: string; ContentLength: number; MimeType: string }> }>(`Invoices/${id}/Attachments`);
		expect(Attachments).toEqual([expect.objectContaining({ FileName: 'taxi.pdf', ContentLength: file.length, MimeType: 'application/pdf' })]);
		const { HistoryRecords } = await world.books.get<{ HistoryRecords: Array<{ Details: string }> }>(`Invoices/${id}/History`);
		expect(HistoryRecords.filter(({ Details }) => Details === 'Approved by Ana on 3 November')).toHaveLength(1);
	});

	it('one node posts documents of every kind, each as its item says, by a custom connection', async () => {
		const { done, failed } = await world.bench.run(
			create('document', [
				bill('E2E-ANY-1'),
				bill('E2E-ANY-2', { kind: 'supplierCredit' }),
				bill('E2E-ANY-3', { kind: 'expense', bankAccount: { code: '091' } }),
				{ kind: 'journal', key: 'E2E-ANY-4', date: '2026-11-03', lines: [{ amount: '1.00', account: { code: '449' } }, { amount: '-1.00', account: { code: '805' } }] },
			], {}, { custom: true }),
		);
		expect(failed).toEqual([]);
		expect(done.map(({ kind, action }) => `${String(kind)} ${String(action)}`)).toEqual(['bill created', 'supplierCredit created', 'expense created', 'journal created']);
	});
});
