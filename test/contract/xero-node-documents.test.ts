import type { IDataObject } from 'n8n-workflow';
import { World } from './xero-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterEach(async () => {
	const found = { schemaProblems: world.schemaProblems(), trialBalance: await world.trialBalance() };
	await world.fresh();
	expect(found).toEqual({ schemaProblems: [], trialBalance: '0.00' });
});
afterAll(async () => await world.close());

const line = (amount: string, more: IDataObject = {}): IDataObject => ({
	description: 'Fuel', amount, account: { code: '449' }, taxRate: { code: 'INPUT2' }, ...more,
});
const make = async (kind: string, document: IDataObject, options: IDataObject = {}) => {
	const { done, failed, error } = await world.create(kind, [{ date: '2026-11-03', ...document }], { createParties: true, ...options });
	expect([error, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
	return done[0]?.json ?? {};
};
const supplier = { supplier: { name: 'Shell' } };
const journalLines = [{ amount: '5.00', account: { code: '449' }, dimensions: [{ dimension: { name: 'Region' }, value: { id: '' } }] }, { amount: '-5.00', account: { code: '801' } }];
const target = (mode: string, value: unknown) => ({ target: { __rl: true, mode, value: String(value) } });

describe('our node against the emulated Xero: documents', () => {
	it('NODE-BILL: draft, foreign currency, update of one line, then deleted', async () => {
		const made = await make('bill', { key: 'EXP-D1-B', currency: 'EUR', exchangeRate: '1.15', status: 'draft', ...supplier, lines: [line('10.00'), line('20.00')] });
		expect(made).toMatchObject({ status: 'DRAFT', currency: 'EUR', total: '30.00' });
		const { done: read } = await world.run({ resource: 'bill', operation: 'get', ...target('key', 'EXP-D1-B') });
		const lines = read[0]?.json.lines as IDataObject[];
		expect(lines.map(({ amount }) => amount)).toEqual(['10.00', '20.00']);
		const changes = { dueDate: '2026-12-24', lines: [{ id: lines[1]?.id, amount: '25.00', account: { code: '461' } }] };
		const { done: updated, failed } = await world.run({ resource: 'bill', operation: 'update', ...target('id', made.id), changes: JSON.stringify(changes) });
		expect(failed.map(({ json }) => json.error)).toEqual([]);
		expect(updated[0]?.json).toMatchObject({ action: 'updated', total: '35.00' });
		const [after] = await world.read<{ LineItems: IDataObject[]; DueDateString: string }>(`Invoices/${String(made.id)}`);
		expect(after?.LineItems.map(({ LineItemID, AccountCode, UnitAmount }) => [LineItemID, AccountCode, UnitAmount])).toEqual([
			[lines[0]?.id, '449', 10], [lines[1]?.id, '461', 25],
		]);
		expect(after?.DueDateString).toContain('2026-12-24');
		for (const round of [1, 2]) {
			const { done } = await world.run({ resource: 'bill', operation: 'delete', ...target('id', made.id) });
			expect([round, done[0]?.json]).toEqual([round, expect.objectContaining({ deleted: true, status: 'DELETED' })]);
		}
	});

	it('NODE-BILL: a posted bill is voided, and its key is free again', async () => {
		const first = await make('bill', { key: 'EXP-D2-B', ...supplier, lines: [line('10.00')] });
		const { done } = await world.run({ resource: 'bill', operation: 'delete', ...target('key', 'EXP-D2-B') });
		expect(done[0]?.json).toMatchObject({ deleted: true, status: 'VOIDED', id: first.id });
		const second = await make('bill', { key: 'EXP-D2-B', ...supplier, lines: [line('10.00')] });
		expect(second).toMatchObject({ action: 'created' });
		expect(second.id).not.toBe(first.id);
	});

	it('NODE-ONCE: a bill that has changed since is brought up to date where that is asked for, with fewer lines and more; a paid one is not', async () => {
		const post = async (amounts: string[], options: IDataObject) => {
			const { done, failed } = await world.create('bill', [{ date: '2026-11-03', key: 'EXP-D9-B', ...supplier, lines: amounts.map((amount) => line(amount)) }], { createParties: true, ...options });
			return [done[0]?.json.action, done[0]?.json.total, (failed[0]?.json.details as IDataObject | undefined)?.category];
		};
		const made = await make('bill', { key: 'EXP-D9-B', ...supplier, lines: [line('10.00'), line('20.00')] });
		const linesOf = async () => (await world.read<{ LineItems: IDataObject[] }>(`Invoices/${String(made.id)}`))[0]?.LineItems.map(({ UnitAmount }) => UnitAmount);
		expect(await post(['12.00'], {})).toEqual([undefined, undefined, 'duplicate']);
		expect(await post(['12.00'], { changed: 'update', dryRun: true })).toEqual(['would update', '30.00', undefined]);
		expect(await linesOf()).toEqual([10, 20]);
		expect([await post(['12.00'], { changed: 'update' }), await linesOf()]).toEqual([['updated', '12.00', undefined], [12]]);
		expect([await post(['12.00', '1.50'], { changed: 'update' }), await linesOf()]).toEqual([['updated', '13.50', undefined], [12, 1.5]]);
		expect(await post(['12.00', '1.50'], { changed: 'update' })).toEqual(['found', '13.50', undefined]);
		await make('payment', { key: 'PAY-D9', direction: 'out', bankAccount: { code: '090' }, document: { key: 'EXP-D9-B' }, amount: '13.50' });
		expect([await post(['14.00'], { changed: 'update' }), await linesOf()]).toEqual([[undefined, undefined, 'validation'], [12, 1.5]]);
	});

	it('NODE-PAYMENT: a bill paid in part by its key, the payment deleted, a paid bill cannot be voided', async () => {
		const bill = await make('bill', { key: 'EXP-D3-B', ...supplier, lines: [line('48.00')] });
		const paid = await make('payment', { key: 'PAY-1', direction: 'out', bankAccount: { code: '090' }, document: { key: 'EXP-D3-B' }, amount: '20.00' });
		expect(paid).toMatchObject({ kind: 'payment', total: '20.00' });
		expect(await make('payment', { key: 'PAY-1', direction: 'out', bankAccount: { code: '090' }, document: { key: 'EXP-D3-B' }, amount: '20.00' })).toMatchObject({ action: 'found' });
		const refused = await world.run({ resource: 'bill', operation: 'delete', ...target('id', bill.id) });
		expect(JSON.stringify(refused.failed[0]?.json)).toMatch(/payment/i);
		const { done } = await world.run({ resource: 'payment', operation: 'delete', ...target('key', 'PAY-1') });
		expect(done[0]?.json).toMatchObject({ deleted: true, status: 'DELETED' });
		const over = await world.create('payment', [{ key: 'PAY-2', date: '2026-11-03', direction: 'out', bankAccount: { code: '090' }, document: { id: bill.id }, amount: '99.00' }]);
		expect(JSON.stringify(over.failed[0]?.json)).toContain('Pay no more than what is still due');
		const none = await world.create('payment', [{ key: 'PAY-3', date: '2026-11-03', direction: 'out', bankAccount: { code: '090' }, document: { key: 'NOPE' }, amount: '9.00' }]);
		expect(JSON.stringify(none.failed[0]?.json)).toContain('"category":"not found"');
	});

	it('NODE-INVOICE, NODE-PAYMENT: a customer pays an invoice that was found by our key', async () => {
		const invoice = await make('invoice', { key: 'JOB-9-I', customer: { name: 'Ridge Ltd', email: 'ap@ridge.example' }, lines: [line('120.00', { account: { code: '200' }, taxRate: { code: 'OUTPUT2' } })] });
		expect(invoice).toMatchObject({ kind: 'invoice', total: '120.00', number: expect.stringMatching(/^INV-/) });
		expect(await make('payment', { key: 'REC-1', direction: 'in', bankAccount: { code: '090' }, document: { key: 'JOB-9-I' }, amount: '120.00' })).toMatchObject({ action: 'created' });
		const [after] = await world.read<{ Status: string }>(`Invoices/${String(invoice.id)}`);
		expect(after?.Status).toBe('PAID');
	});

	it('NODE-JOURNAL: posted with tracking, refused unbalanced before any call, reversed once, then voided', async () => {
		const [region] = (await world.read<{ Name: string; Options: Array<{ TrackingOptionID: string }> }>('TrackingCategories')).filter(({ Name }) => Name === 'Region');
		const option = region?.Options[0]?.TrackingOptionID;
		const lines = [{ ...journalLines[0], dimensions: [{ value: { id: option } }] }, journalLines[1]];
		const posted = await make('journal', { key: 'EXP-D4-J', memo: 'Fuel accrual', lines });
		expect(posted).toMatchObject({ kind: 'journal', status: 'POSTED', total: '5.00' });
		world.sandbox.recorder.clear();
		const bad = await world.create('journal', [{ key: 'EXP-D5-J', date: '2026-11-03', lines: [journalLines[1], { amount: '5.01', account: { code: '449' } }] }]);
		expect([bad.failed.length, JSON.stringify(bad.failed[0]?.json)]).toEqual([1, expect.stringContaining('differ')]);
		expect(world.sandbox.recorder.count('xero').total).toBe(0);
		for (const action of ['created', 'found']) {
			const { done, failed } = await world.run({ resource: 'journal', operation: 'reverse', ...target('key', 'EXP-D4-J'), date: '2026-11-30' });
			expect(failed.map(({ json }) => json.error)).toEqual([]);
			expect(done[0]?.json).toMatchObject({ action, key: 'EXP-D4-J-R', date: '2026-11-30' });
		}
		const { done } = await world.run({ resource: 'journal', operation: 'delete', ...target('key', 'EXP-D4-J') });
		expect(done[0]?.json).toMatchObject({ deleted: true, status: 'VOIDED' });
	});

	it('NODE-BILL: billable lines carry their customer, once, also when the first run died before it got there', async () => {
		const lines = [line('10.00'), line('20.00', { billable: true, customer: { name: 'Ridge Ltd' } }), line('5.00', { billable: true, customer: { name: 'Nobody' } })];
		await make('invoice', { key: 'JOB-1-I', customer: { name: 'Ridge Ltd' }, lines: [line('1.00', { account: { code: '200' }, taxRate: { code: 'OUTPUT2' } })] });
		const bill = { key: 'EXP-D12-B', ...supplier, lines };
		world.sandbox.frame.faults.add({ system: 'xero', kind: 'status', value: 503, path: '/LinkedTransactions', times: 4 });
		expect(await make('bill', bill)).toMatchObject({ action: 'created', warnings: [expect.stringContaining('out of order')] });
		const links = async (id: unknown) => (await world.read<IDataObject>(`LinkedTransactions?SourceTransactionID=${String(id)}`)).map(({ SourceLineItemID }) => SourceLineItemID);
		for (let round = 0; round < 2; round++) {
			const again = await make('bill', bill);
			expect(again).toMatchObject({ action: 'found', warnings: [expect.stringContaining('Line 3 is not marked as billable: The contact "Nobody" is not in Xero.')] });
			const [held] = await world.read<{ LineItems: Array<{ LineItemID: string }> }>(`Invoices/${String(again.id)}`);
			expect(await links(again.id)).toEqual([held?.LineItems[1]?.LineItemID]);
		}
	}, 60_000);

	it('NODE-EXPENSE: spent and refunded on the card, then deleted', async () => {
		const card = { bankAccount: { code: '091' }, ...supplier };
		const spent = await make('expense', { key: 'EXP-D6-E', ...card, lines: [line('12.00')] });
		const back = await make('expense', { key: 'EXP-D7-E', ...card, lines: [line('-3.00')] });
		const types = await Promise.all([spent, back].map(async ({ id }) => (await world.read<{ Type: string; Total: number }>(`BankTransactions/${String(id)}`))[0]));
		expect(types.map((one) => [one?.Type, one?.Total])).toEqual([['SPEND', 12], ['RECEIVE', 3]]);
		const { done, failed } = await world.run({ resource: 'expense', operation: 'delete', ...target('key', 'EXP-D6-E') });
		expect(failed.map(({ json }) => json.error)).toEqual([]);
		expect(done[0]?.json).toMatchObject({ deleted: true, status: 'DELETED' });
	});

	it('NODE-ATTACH: the same receipt is stored once, another of that name beside it', async () => {
		const bill = await make('bill', { key: 'EXP-D8-B', ...supplier, lines: [line('10.00')] });
		const attach = async (text: string) => {
			const binary = { data: { data: Buffer.from(text).toString('base64'), mimeType: 'application/pdf', fileName: 'taxi: 1.pdf', fileExtension: 'pdf' } };
			const { done, failed } = await world.run({ resource: 'bill', operation: 'attach', ...target('id', bill.id), binaryProperty: 'data', fileName: '' }, [{ json: { a: 1 }, binary }]);
			expect(failed.map(({ json }) => json.error)).toEqual([]);
			return done[0]?.json.attachment;
		};
		expect(await attach('one')).toMatchObject({ action: 'attached', fileName: 'taxi_ 1.pdf' });
		expect(await attach('one')).toMatchObject({ action: 'found', fileName: 'taxi_ 1.pdf' });
		expect(await attach('other')).toMatchObject({ action: 'attached', fileName: 'taxi_ 1 (2).pdf' });
		expect(await attach('other')).toMatchObject({ action: 'found', fileName: 'taxi_ 1 (2).pdf' });
		expect(await world.read(`Invoices/${String(bill.id)}/Attachments`)).toHaveLength(2);
	});

	it('notes: the same text is written once', async () => {
		const bill = await make('bill', { key: 'EXP-D9-B', ...supplier, lines: [line('10.00')] });
		for (let round = 0; round < 2; round++) {
			const { failed } = await world.run({ resource: 'document', operation: 'note', ...target('id', bill.id), documentKind: 'bill', text: 'Approved by Ana' });
			expect(failed.map(({ json }) => json.error)).toEqual([]);
		}
		const notes = await world.read<{ Details: string }>(`Invoices/${String(bill.id)}/History`);
		expect(notes.filter(({ Details }) => Details === 'Approved by Ana')).toHaveLength(1);
	});

	it('NODE-ERR: closed period refused before any write, or posted on the first open day', async () => {
		await world.control('POST', '/lockdate', { period: '2026-10-31' });
		const closed = { key: 'EXP-D10-B', date: '2026-10-20', ...supplier, lines: [line('10.00')] };
		const { failed } = await world.create('bill', [closed], { createParties: true });
		expect(JSON.stringify(failed[0]?.json)).toContain('"category":"closed period"');
		expect(Object.keys(world.calls()).filter((route) => /^(PUT|POST)/.test(route) && !route.includes('_sandbox'))).toEqual([]);
		expect(await make('bill', closed, { closedPeriod: 'firstOpenDay' })).toMatchObject({ date: '2026-11-01', warnings: [expect.stringContaining('2026-10-20')] });
	});

	it('NODE-DRY: nothing is written, and the plan says what would be', async () => {
		const planned = await make('bill', { key: 'EXP-D11-B', supplier: { name: 'Not There Yet' }, lines: [line('10.00')] }, { dryRun: true });
		expect(planned).toMatchObject({ action: 'would create', plan: { collection: 'Invoices' } });
		expect(Object.keys(world.calls()).filter((route) => !route.startsWith('GET'))).toEqual([]);
	});

	it('NODE-RAW: any endpoint, with the same credential and errors', async () => {
		const parameters = { resource: 'api', operation: 'request', method: 'GET', path: '/Users', query: '{}' };
		const { done, failed } = await world.run(parameters);
		expect(failed.map(({ json }) => json.error)).toEqual([]);
		expect(done[0]?.json.Users).toBeDefined();
		const refused = await world.run({ ...parameters, path: 'https://elsewhere.example/' });
		expect(JSON.stringify(refused.failed[0]?.json)).toContain('"category":"validation"');
		const posted = await world.run({ ...parameters, method: 'PUT', path: 'Contacts', body: '{"Contacts":[{"Name":"Raw Ltd"}]}' });
		expect(posted.failed.map(({ json }) => json.error)).toEqual([]);
	});

	it('NODE-ERR: an organisation that is not connected, and a login without the scope', async () => {
		const organisation = { __rl: true, mode: 'id', value: '7e000000-0000-4000-8000-00000000000f' };
		const unknown = await world.run({ resource: 'account', operation: 'getMany', organisation });
		expect(JSON.stringify(unknown.failed[0]?.json)).toContain('"category":"permission"');
		const narrow = (await world.control('POST', '/tokens', { scope: 'offline_access accounting.settings accounting.contacts' })) as IDataObject;
		const bill = { key: 'EXP-D13-B', date: '2026-11-03', ...supplier, lines: [line('1.00')] };
		const denied = await world.run({ resource: 'bill', operation: 'create' }, [bill], { credentials: world.credentials(narrow) as never });
		expect(JSON.stringify(denied.failed[0]?.json)).toMatch(/"category":"permission".*scope/);
	});
});
