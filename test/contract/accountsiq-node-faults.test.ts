import type { IDataObject } from 'n8n-workflow';
import { PARTNER_KEY, READER, SINGLE, UK, USER_KEYS } from '../../sandbox/accountsiq/seed';
import type { Fault } from '../../sandbox/frame/types';
import { booksOf, runAccountsIq } from '../support/accountsiq';
import { DAY, by, Rig } from './accountsiq-node-rig';

const rig = new Rig();
afterEach(async () => expect(new Set(Object.values(await rig.control<IDataObject>('/trialbalance')))).toEqual(new Set(['0.00'])));

const line = (amount: string, account = '7010'): IDataObject => ({ amount, account: { code: account }, taxRate: { code: 'V20' } });
const bill = (key: string, more: IDataObject = {}): IDataObject => ({ kind: 'bill', key, date: DAY, supplier: { code: 'REGUS' }, lines: [line('120.00')], ...more });
const journal = (key: string): IDataObject => ({ kind: 'journal', key, date: DAY, lines: [{ amount: '50', account: { code: '7010' } }, { amount: '-50', account: { code: '2110' } }] });
const expense = (key: string): IDataObject => ({ kind: 'expense', key, date: DAY, bankAccount: { code: '1020' }, supplier: { name: 'Taxi' }, lines: [line('24.00')] });
const payment = (key: string): IDataObject => ({ kind: 'payment', key, date: DAY, direction: 'out', bankAccount: { code: '1000' }, document: { key: 'PAID' }, amount: '120.00' });
const post = async (documents: IDataObject[], credential: IDataObject = {}, options: IDataObject = {}) =>
	await runAccountsIq(rig.sandbox, 'document', 'create', { document: '={{ $json }}', options } as never, documents, credential);
const fault = (more: Fault) => rig.sandbox.frame.faults.add({ system: 'accountsiq', ...more });
const countOf = async (...keys: string[]) => await Promise.all(keys.map(async (key) => (await booksOf(rig.sandbox, key)).length));
const signIns = () => rig.sandbox.recorder.list({ system: 'accountsiq', limit: 5000 }).map(({ route }) => route).filter((route) => /^(Token|Login)/.test(route)).reverse();

const takenBack = async () => {
	await post([bill('ERR')]);
	await rig.done('bill', 'delete', { target: by('key', 'ERR') });
	await rig.control('/settings', { rejectDuplicateReference: true });
};

describe('NODE-ERR: what goes wrong, in accounting words', () => {
	const cases: Array<[string, string, RegExp, Partial<{ credential: IDataObject; document: IDataObject; before: () => Promise<unknown> | unknown }>]> = [
		['a wrong secret', 'auth', /client secret is not valid/, { credential: { clientSecret: 'wrong' } }],
		['no client ID', 'auth', /client id is empty/, { credential: { clientId: ' ' } }],
		['a revoked application', 'auth', /revoked/, { before: async () => await rig.control('/apps', { clientId: SINGLE.clientId, revoked: true }), credential: { ...SINGLE, entity: 'HARBOUR-IE' } }],
		['another company than the application’s', 'permission', /Entity 'HARBOUR-UK' was not found/, { credential: SINGLE }],
		['an application that may only read', 'permission', /only read/, { credential: READER }],
		['a company that takes no postings', 'permission', /consolidation/i, { credential: { entity: 'HARBOUR-GRP' } }],
		['an account that is gone', 'mapping', /account "7777" does not exist/, { document: { lines: [line('1', '7777')] } }],
		['a closed period', 'closed period', /closed period/, { document: { date: '2025-02-10' } }],
		['a draft', 'validation', /no drafts/, { document: { status: 'draft' } }],
		['another amount under the same key', 'duplicate', /1200/, { before: async () => await post([bill('ERR', { lines: [line('1200')] })]) }],
		['a key that was taken back, where the company keeps references unique', 'duplicate', /Reference ERR stands on transaction/, { before: takenBack }],
	];
	it.each(cases)('%s: %s', async (_name, category, says, { credential, document = {}, before }) => {
		await before?.();
		const { done, failed, error } = await post([bill('ERR', { ...document, note: 'kept' })], { callsAtOnce: 2, ...credential });
		expect([done, error]).toEqual([[], undefined]);
		expect(failed[0]?.json).toMatchObject({ key: 'ERR', note: 'kept', error: expect.stringMatching(says), details: { category, retryable: false, hint: expect.stringMatching(/\.$/) } });
		expect(JSON.stringify(failed)).not.toMatch(/sandbox-aiq-secret|reader-secret|ireland-secret|AccessToken/);
	});

	it('an outage in the middle: told as one that a retry can help, nothing half done, finished by the next run', async () => {
		fault({ kind: 'status', value: 503, times: 1000 });
		const { failed } = await post([bill('OUT-1')]);
		expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining('HTTP 503'), details: { category: 'outage', retryable: true } });
		rig.sandbox.frame.faults.clear();
		expect((await post([bill('OUT-1')])).done[0]?.json.action).toBe('created');
	}, 60_000);

	it('NODE-LIMIT: a 429 of something in between is waited out as long as it says', async () => {
		fault({ kind: 'status', value: 429, path: '#CreateBatchPurchasesInvoiceBulk' });
		const { done, hints } = await post([bill('LIM-1')]);
		expect([done.length, hints.length]).toEqual([1, 1]);
		expect(await countOf('LIM-1')).toEqual([1]);
	}, 60_000);
});

describe('NODE-ONCE: answers that get lost', () => {
	const lost: Array<[string, Fault]> = [
		['connection dropped before', { kind: 'drop-before' }], ['connection dropped after', { kind: 'drop-after' }], ['HTTP 500 before', { kind: 'status', value: 500 }],
		['HTTP 503 after', { kind: 'status-after', value: 503 }], ['an empty answer', { kind: 'empty' }], ['a gateway’s page', { kind: 'html', value: 502 }], ['a page with HTTP 200', { kind: 'html', value: 200 }],
		['dropped after, and again when asked anew', { kind: 'drop-after', times: 2 }],
	];
	it.each(lost)('%s: the books are asked before anything is sent again; each document stands once', async (_name, what) => {
		await post([bill('PAID')]);
		for (const path of ['#CreateBatchPurchasesInvoiceBulk', '#CreateGeneralJournal', '#SaveSundryReceiptPayments', '#SavePurchasePayment']) fault({ path, ...what });
		rig.sandbox.recorder.clear();
		const documents = [bill('L-1'), bill('L-2'), journal('L-3'), expense('L-4'), payment('L-5')];
		const { done, failed } = await post(documents);
		expect(failed.map(({ json }) => json.error)).toEqual([]);
		expect(done).toHaveLength(5);
		expect(await countOf('L-1', 'L-2', 'L-3', 'L-4', 'L-5')).toEqual([1, 1, 1, 1, 1]);
		expect((await booksOf(rig.sandbox, 'PAID'))[0]?.outstanding).toBe('0.00');
		for (const operation of ['CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', 'CreateGeneralJournalGetBackTransactionID']) {
			const calls = rig.calls.filter((one) => one === operation || one === 'GetTransactionsByExternalReference');
			calls.forEach((one, at) => expect([one, calls[at + 1]]).not.toEqual([operation, operation]));
		}
	}, 120_000);

	it('the answer to a reversal got lost: found and settled, not reversed twice', async () => {
		await post([bill('REV-1')]);
		fault({ kind: 'drop-after', path: '#CreateBatchPurchasesDebitNoteBulk' });
		fault({ kind: 'drop-after', path: '#AllocateTransactions' });
		await rig.done('bill', 'delete', { target: by('key', 'REV-1') });
		expect(await booksOf(rig.sandbox, 'REV-1-R')).toMatchObject([{ type: 'PN', outstanding: '0.00' }]);
	}, 60_000);
});

describe('signing in', () => {
	it('NODE-ERR: a token that expires in the middle of a run is refreshed once, and each document stands once', async () => {
		await post([bill('TOK-0')]);
		rig.sandbox.recorder.clear();
		fault({ kind: 'tokenExpired', path: '#CreateBatchPurchasesInvoiceBulk' });
		const { done, failed } = await post([bill('TOK-1'), bill('TOK-2')]);
		expect([done.length, failed]).toEqual([2, []]);
		expect(signIns()).toEqual(['TokenRefresh']);
		expect(await countOf('TOK-1', 'TOK-2')).toEqual([1, 1]);
	});

	it('NODE-ERR: a refresh token that is dead leads to a new sign-in; a token that is never good ends, and does not loop', async () => {
		await post([bill('TOK-3')]);
		rig.sandbox.reset();
		rig.sandbox.recorder.clear();
		expect((await post([bill('TOK-4')])).done).toHaveLength(1);
		expect(signIns()).toEqual(['TokenRefresh', 'TokenGet']);
		fault({ kind: 'tokenExpired', path: '#GetTransactionsByExternalReference', times: 1000 });
		rig.sandbox.recorder.clear();
		expect((await post([bill('TOK-5')])).failed[0]?.json).toMatchObject({ details: { category: 'auth' } });
		expect(signIns().length).toBeLessThan(4);
	});

	const keys = (more: IDataObject = {}): IDataObject => ({ version: '1.1', companyId: UK, partnerKey: PARTNER_KEY, userKey: `${USER_KEYS[UK]}\n`, ...more });

	it('API 1.1: signs in with its keys, blanks around them forgiven, and once more when the session has run out', async () => {
		expect((await post([bill('OLD-1')], keys())).done).toHaveLength(1);
		expect(signIns()).toEqual(['Login']);
		expect(rig.sandbox.recorder.list({ system: 'accountsiq', limit: 5 }).every(({ url }) => url.includes('integration_1_1.asmx'))).toBe(true);
		rig.sandbox.frame.clock.advance(21 * 60);
		expect((await post([bill('OLD-2')], keys())).done).toHaveLength(1);
		expect(signIns()).toEqual(['Login', 'Login']);
		expect(await countOf('OLD-1', 'OLD-2')).toEqual([1, 1]);
	});

	it('API 1.1: wrong keys and another company than the keys’ are told', async () => {
		expect((await post([bill('OLD-3')], keys({ userKey: 'wrong', companyId: 'HARBOUR-IE' }))).failed[0]?.json).toMatchObject({ error: expect.stringContaining('did not accept the keys'), details: { category: 'auth' } });
		const { failed } = await runAccountsIq(rig.sandbox, 'account', 'getMany', { entity: by('id', 'HARBOUR-IE'), returnAll: true, filters: {} } as never, [{}], keys());
		expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining('belong to the company HARBOUR-UK'), details: { field: 'entity' } });
	});
});

describe('NODE-UPSERT: a supplier that somebody else changes at the same time', () => {
	const stored = async (code = 'REGUS') => (await rig.control<IDataObject[]>('/records?kind=supplier')).filter(({ Code }) => Code === code);
	const settled = ({ id: _id, ...fields }: IDataObject = {}) => fields;
	const upsert = async (record: IDataObject, matchBy = 'code') => await rig.run('supplier', 'upsert', { source: 'item', record: '={{ $json }}', matchBy, options: {} }, [record]);

	it('is read and saved once more, and the fields that nobody named stay', async () => {
		const [before] = await stored();
		fault({ kind: 'outdatedRecord' });
		const { done, failed } = await upsert({ code: 'REGUS', phone: '0113 496 0999' });
		expect([done[0]?.json.action, failed]).toEqual(['updated', []]);
		expect(rig.calls.filter((one) => /Supplier/.test(one) && one !== 'GetSupplierList')).toEqual(['GetSupplier', 'UpdateSupplierGetBackSupplierCode', 'GetSupplier', 'UpdateSupplierGetBackSupplierCode', 'GetSupplier']);
		expect(settled((await stored())[0])).toMatchObject({ ...settled(before), Phone: '0113 496 0999' });
	});

	it('again and again: told as what a retry can help, and nothing is overwritten', async () => {
		fault({ kind: 'outdatedRecord', times: 5 });
		const { failed } = await upsert({ code: 'REGUS', phone: '0113 496 0999' });
		expect(failed[0]?.json).toMatchObject({ details: { vendorCode: 'OUTDATED_RECORD', retryable: true } });
		expect((await stored())[0]?.Phone).not.toBe('0113 496 0999');
	});

	it.each<[string, Fault]>([['dropped before', { kind: 'drop-before' }], ['dropped after', { kind: 'drop-after' }], ['HTTP 503 after', { kind: 'status-after', value: 503 }]])('%s: changed and made exactly once', async (_name, what) => {
		fault({ path: '#UpdateSupplier', ...what });
		expect((await upsert({ code: 'REGUS', phone: '0113 496 0998' })).done[0]?.json).toMatchObject({ action: 'updated' });
		expect(await stored()).toMatchObject([{ Phone: '0113 496 0998' }]);
		fault({ path: '#UpdateSupplier', ...what });
		expect((await upsert({ code: 'NEWCO', name: 'Newco Ltd' })).done[0]?.json).toMatchObject({ action: 'created', code: 'NEWCO' });
		expect(await stored('NEWCO')).toMatchObject([{ Name: 'Newco Ltd' }]);
	});

	it('a new name under a code that another supplier has is a duplicate, and never told as made', async () => {
		const { done, failed } = await upsert({ code: 'REGUS', name: 'Somebody Else Ltd' }, 'name');
		expect(done).toEqual([]);
		expect(failed[0]?.json).toMatchObject({ details: { category: 'duplicate', vendorCode: 'SUPPLIER_CODE_ALREADY_EXISTS' } });
		expect((await stored())[0]?.Name).toBe('Regus Management (UK) Ltd');
	});
});
