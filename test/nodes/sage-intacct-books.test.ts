import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingSageIntacct } from '../../nodes/SageIntacct/AccountingSageIntacct.node';
import { AccountingSageIntacctTrigger } from '../../nodes/SageIntacct/AccountingSageIntacctTrigger.node';
import { AccountingSageIntacctWebhookTrigger } from '../../nodes/SageIntacct/AccountingSageIntacctWebhookTrigger.node';
import { textIn } from '../../nodes/core/xml-elements';
import { runListSearch, runNode, runPoll, runWebhook, type NodeRun } from '../support/run-node';
import { IntacctWire } from '../support/sage-intacct-wire';

let wire: IntacctWire;
beforeEach(async () => {
	wire = await IntacctWire.open();
	wire.rows = {
		GLACCOUNT: [{ RECORDNO: '1', ACCOUNTNO: '6220', TITLE: 'Travel', STATUS: 'active' }],
		VENDOR: [{ RECORDNO: '1', VENDORID: 'V-1', NAME: 'Bay Hire', STATUS: 'active', 'DISPLAYCONTACT.EMAIL1': 'old@x.example' }],
		EMPLOYEE: [],
		CHECKINGACCOUNT: [{ RECORDNO: '1', BANKACCOUNTID: 'CHK', BANKNAME: 'Bank', STATUS: 'active' }],
	};
});
afterEach(async () => await wire.close());

const by = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
const run = async (parameters: IDataObject, items: Array<IDataObject | INodeExecutionData> = [{}]): Promise<NodeRun> =>
	await runNode(AccountingSageIntacct, { source: 'item', document: '={{ $json }}', record: '={{ $json }}', options: {}, ...parameters } as never, items, { credentials: wire.credentials() as never, onError: 'continueErrorOutput' });
const post = async (documents: IDataObject[], options: IDataObject = {}) => await run({ resource: 'document', operation: 'create', options }, documents);
const bill = (key: string, more: IDataObject = {}): IDataObject => ({ kind: 'bill', key, date: '2026-05-04', supplier: { name: 'Bay Hire' }, lines: [{ amount: '42.50', account: { code: '6220' } }], ...more });
const named = (name: string) => wire.requests.flat().filter((one) => one.name === name).map(({ content }) => content);

it('NODE-BATCH, NODE-LIMIT: a thousand bills for a thousand new suppliers in at most forty requests, look-ups included', async () => {
	const documents = Array.from({ length: 1000 }, (_, at) => bill(`K-${at}`, { supplier: { name: `Supplier ${at}` } }));
	const { done, failed } = await post(documents, { createParties: true });
	expect([failed.length, done.length, wire.rows.APBILL?.length, wire.rows.VENDOR?.length]).toEqual([0, 1000, 1000, 1001]);
	expect(wire.requests.length + wire.logins).toBeLessThanOrEqual(40);
	expect(Math.max(...wire.requests.map((functions) => functions.length))).toBeLessThanOrEqual(100);
});

it('NODE-UPSERT: made when absent, changed only in the given fields, not twice after a lost answer', async () => {
	wire.loseAnswers = 1;
	const records = [{ name: 'Bay Hire', email: 'new@x.example' }, { name: 'Harbour Café', email: 'h@x.example' }, { name: 'Bay Hire', email: 'new@x.example' }];
	const { done, failed } = await run({ resource: 'supplier', operation: 'upsert', matchBy: 'name' }, records);
	expect([failed, done.map(({ json }) => json.action)]).toEqual([[], ['updated', 'created', 'unchanged']]);
	expect(done[0]?.json).toMatchObject({ id: 'V-1', changes: { 'DISPLAYCONTACT.EMAIL1': { from: 'old@x.example', to: 'new@x.example' } } });
	expect(wire.rows.VENDOR?.map(({ NAME }) => NAME)).toEqual(['Bay Hire', 'Harbour Café']);
	expect(named('update')).toEqual([{ VENDOR: { NAME: 'Bay Hire', DISPLAYCONTACT: { EMAIL1: 'new@x.example' }, VENDORID: 'V-1' } }]);
});

it('NODE-UPSERT: an employee is made with its contact, in one transaction', async () => {
	const { done, failed } = await run({ resource: 'employee', operation: 'upsert', matchBy: 'email' }, [{ name: 'Ana Quay', email: 'ana@x.example', location: 'E1' }]);
	expect([failed, done[0]?.json]).toMatchObject([[], { action: 'created', name: 'Ana Quay', email: 'ana@x.example' }]);
	expect(wire.requests.find((functions) => functions.some(({ content }) => content.EMPLOYEE !== undefined))?.map(({ content }) => Object.keys(content)[0])).toEqual(['CONTACT', 'EMPLOYEE']);
	expect(wire.bodies.some((body) => body.includes('<operation transaction="true">') && body.includes('<CONTACT>'))).toBe(true);
});

it('NODE-ONCE: a closed period refuses, or moves the document to the day that Intacct names, with a warning', async () => {
	wire.replies.set('create', (content) => (textIn((content as { APBILL?: never }).APBILL ?? {}, 'WHENCREATED') === '05/04/2026' ? { errorno: 'BL01001973', text: 'Date must be on or after 06/01/2026' } : undefined));
	expect((await post([bill('P-1')])).failed[0]?.json).toMatchObject({ details: { category: 'closed period' } });
	expect((await post([bill('P-1')], { closedPeriod: 'firstOpenDay' })).done[0]?.json).toMatchObject({
		action: 'created', date: '2026-06-01', warnings: ['Dated 2026-06-01 in place of 2026-05-04, which lies in a closed period.'],
	});
});

it('NODE-PAYMENT: a bill is paid by its key, once, and no more than what is due', async () => {
	wire.rows.APBILL = [{ RECORDNO: '50', RECORDID: 'B-1', VENDORID: 'V-1', STATE: 'Posted', TRX_TOTALENTERED: '42.50', TRX_TOTALDUE: '42.50' }];
	const payment = (key: string, amount: string, document: IDataObject = { key: 'B-1' }) => ({ kind: 'payment', key, date: '2026-05-10', direction: 'out', amount, document, bankAccount: { id: 'CHK' } });
	const { done, failed } = await post([payment('X-1', '42.50'), payment('X-2', '50.00'), payment('X-3', '1.00', { key: 'none' })]);
	expect(done.map(({ json }) => [json.action, json.key])).toEqual([['created', 'X-1']]);
	expect(failed.map(({ json }) => String(json.error))).toEqual([expect.stringMatching(/Only 42.5 of the document is due/), expect.stringMatching(/holds no bill "none"/)]);
	expect(named('create')).toEqual([{ APPYMT: { FINANCIALENTITY: 'CHK', PAYMENTMETHOD: 'EFT', VENDORID: 'V-1', DOCNUMBER: 'X-1', PAYMENTDATE: '05/10/2026', APPYMTDETAILS: { APPYMTDETAIL: { RECORDKEY: '50', TRX_PAYMENTAMOUNT: '42.50' } } } }]);
	expect((await post([payment('X-1', '42.50')])).done[0]?.json).toMatchObject({ action: 'found' });
});

it('NODE-BILL: a posted bill is reversed, a draft deleted, and a second time finds it done', async () => {
	wire.rows.APBILL = [{ RECORDNO: '50', RECORDID: 'B-1', STATE: 'Posted' }, { RECORDNO: '51', RECORDID: 'B-2', STATE: 'Draft' }];
	const take = async (key: string) => (await run({ resource: 'bill', operation: 'delete', target: by('key', key) })).done[0]?.json;
	expect([await take('B-1'), await take('B-2'), await take('B-1')]).toMatchObject([{ deleted: true, status: 'Reversed' }, { deleted: true, status: 'Deleted' }, { deleted: true, status: 'Reversed' }]);
	expect(named('reverse_bill')).toHaveLength(1);
	expect(wire.rows.APBILL.map(({ RECORDNO }) => RECORDNO)).toEqual(['50']);
});

it('NODE-ATTACH: a file is stored once, another one of its name under a number, also after a lost answer', async () => {
	wire.rows.APBILL = [{ RECORDNO: '50', RECORDID: 'B-1', STATE: 'Posted' }];
	const attach = async (text: string) => {
		const { done, failed } = await run({ resource: 'bill', operation: 'attach', target: by('key', 'B-1'), binaryProperty: 'data', documentKind: 'bill' }, [
			{ json: {}, binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'application/pdf', fileName: 'receipt.pdf', fileExtension: 'pdf' } } },
		]);
		expect(failed).toEqual([]);
		return done[0]?.json.attachment;
	};
	expect(await attach('one')).toMatchObject({ action: 'attached', fileName: 'receipt.pdf' });
	expect(wire.rows.APBILL[0]).toMatchObject({ SUPDOCID: 'SYNC-APBILL-50' });
	expect(await attach('one')).toMatchObject({ action: 'found', fileName: 'receipt.pdf' });
	wire.loseAnswers = 1;
	expect(await attach('two')).toMatchObject({ action: 'attached', fileName: 'receipt (2).pdf' });
	expect(wire.files.get('SYNC-APBILL-50')?.attachments).toHaveLength(2);
});

it('NODE-REF: lists come whole over many pages, by the number of the last row', async () => {
	wire.rows.CUSTOMER = Array.from({ length: 2001 }, (_, at) => ({ RECORDNO: String(at + 1), CUSTOMERID: `C-${at}`, NAME: `Customer ${at}`, STATUS: at === 5 ? 'inactive' : 'active' }));
	const { done } = await run({ resource: 'customer', operation: 'getMany', returnAll: true, filters: { activeOnly: true } });
	expect([done.length, new Set(done.map(({ json }) => json.id)).size]).toEqual([2000, 2000]);
	const found = await runListSearch(AccountingSageIntacct, 'searchCustomers', { resource: 'invoice', entity: by('list', '') } as never, { credentials: wire.credentials() as never, filter: 'Customer 1999' });
	expect(found.results).toEqual([{ name: 'C-1999 · Customer 1999', value: 'C-1999' }]);
});

it('NODE-REF: values of the company\'s own dimensions, and a dimension that is not there told so', async () => {
	wire.rows.place = [{ id: '10002', name: 'Harbour' }];
	const values = await run({ resource: 'dimensionValue', operation: 'getMany', returnAll: true, of: by('name', 'Place') });
	expect(values.done.map(({ json }) => json)).toMatchObject([{ id: 'PLACE/10002', name: 'Harbour', dimension: { id: 'PLACE', name: 'Place' } }]);
	const missing = await run({ resource: 'dimensionValue', operation: 'getMany', returnAll: true, of: by('name', 'Moon') });
	expect(missing.failed[0]?.json).toMatchObject({ details: { category: 'not found', hint: expect.stringMatching(/DEPARTMENT \(Cost Centre\)/) as string } });
});

it('NODE-RAW: any function, but none that signs in', async () => {
	const request = async (path: string) => await run({ resource: 'api', operation: 'request', method: 'POST', path, body: '{"object":"APBILL"}' });
	wire.replies.set('inspect', () => ({ data: { Type: { '@Name': 'APBILL' } } }));
	expect((await request('inspect')).done[0]?.json).toMatchObject({ data: { Type: { '@Name': 'APBILL' } } });
	expect((await request('getAPISession')).failed[0]?.json).toMatchObject({ details: { category: 'validation' } });
});

it('TRIG-POLL: what changed since the last poll, each version once, and deletions from the audit trail', async () => {
	const at = (day: number) => `05/${String(day).padStart(2, '0')}/2026 10:00:00`;
	wire.rows.APBILL = [{ RECORDNO: '50', RECORDID: 'B-1', STATE: 'Posted', WHENMODIFIED: at(1) }, { RECORDNO: '51', RECORDID: 'B-2', STATE: 'Draft', WHENMODIFIED: at(2) }];
	const poll = async (staticData: IDataObject) => await runPoll(AccountingSageIntacctTrigger, { event: 'bill', startFrom: 'beginning', entity: by('list', '') } as never, { credentials: wire.credentials() as never, staticData });
	const first = await poll({});
	expect(first.items?.map(({ json }) => [json.key, json.status])).toEqual([['B-1', 'Posted'], ['B-2', 'Draft']]);
	expect((await poll(first.saved)).items).toBeNull();
	wire.rows.APBILL = [{ RECORDNO: '51', RECORDID: 'B-2', STATE: 'Posted', WHENMODIFIED: at(3) }];
	wire.rows.AUDITHISTORY = [{ ID: '1', OBJECTTYPE: 'apbill', OBJECTKEY: '50--REC', ACCESSMODE: 'D', ACCESSTIME: at(4) }];
	expect((await poll(first.saved)).items?.map(({ json }) => [json.id, json.status ?? json.deleted])).toEqual([['51', 'Posted'], ['50', true]]);
});

it('TRIG-HOOK: a smart event with the secret starts with the record as it stands; without it nothing is answered but 401', async () => {
	wire.rows.APBILL = [{ RECORDNO: '50', RECORDID: 'B-1', STATE: 'Posted', TRX_TOTALENTERED: '42.50' }];
	const deliver = async (body: string) => await runWebhook(AccountingSageIntacctWebhookTrigger, { events: ['bill'] } as never, {
		credentials: wire.credentials({ webhookSecret: 'long secret' }) as never, rawBody: body, headers: { 'content-type': 'application/x-www-form-urlencoded' },
	});
	const told = await deliver('secret=long+secret&object=APBILL&recordno=50&event=set');
	expect([told.response.status, told.items?.map(({ json }) => json)]).toMatchObject([200, [{ id: '50', key: 'B-1', total: '42.50', event: { type: 'set', object: 'APBILL' } }]]);
	expect(JSON.stringify(told.items)).not.toContain('secret');
	const wrong = await deliver('secret=other&object=APBILL&recordno=50&event=set');
	expect([wrong.response.status, wrong.items]).toEqual([401, undefined]);
	expect((await deliver('secret=long+secret&object=APBILL&recordno=50&event=delete')).items?.map(({ json }) => json)).toMatchObject([{ id: '50', deleted: true }]);
	expect((await deliver('secret=long+secret&object=VENDOR&recordno=1&event=set')).items).toBeUndefined();
});
