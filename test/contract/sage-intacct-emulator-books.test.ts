import { createServer, type Server } from 'node:http';
import { SMALL } from '../../sandbox/sage-intacct/seed';
import { all, bill, Emulator, errors, inside, query } from './sage-intacct-emulator-client';

const entry = (type: string, amount: string, more = '<LOCATION>110</LOCATION>', account = type === '1' ? '6220' : '2010') => `<GLENTRY><ACCOUNTNO>${account}</ACCOUNTNO><TR_TYPE>${type}</TR_TYPE><TRX_AMOUNT>${amount}</TRX_AMOUNT>${more}</GLENTRY>`;
const journal = (entries: string, more = '', day = '05/04/2026') => `<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>${day}</BATCH_DATE><BATCH_TITLE>Card April</BATCH_TITLE><REFERENCENO>SYNC-12</REFERENCENO>${more}<ENTRIES>${entries}</ENTRIES></GLBATCH></create>`;
const folder = '<create_supdocfolder><supdocfoldername>Receipts</supdocfoldername></create_supdocfolder>';
const file = (name: string, data = 'aGVsbG8=') => `<attachments><attachment><attachmentname>${name}</attachmentname><attachmenttype>pdf</attachmenttype><attachmentdata>${data}</attachmentdata></attachment></attachments>`;
const document = (files = '', where = 'Receipts') => `<create_supdoc><supdocid>A1</supdocid><supdocname>A1</supdocname><supdocfoldername>${where}</supdocfoldername>${files}</create_supdoc>`;

describe('emulated Sage Intacct: journals, requests, attachments and events', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start(true);
	});
	beforeEach(() => {
		emulator.sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		emulator.sandbox.reset({ bare: true });
	});
	afterEach(async () => {
		const { entities } = await emulator.control<{ entities: Record<string, string> }>('/trialbalance');
		expect(Object.values(entities).every((total) => total === '0.00')).toBe(true);
	});
	afterAll(async () => await emulator?.close());
	const postings = async (key: string) =>
		((await emulator.kept('GLBATCH', key)).postings as Array<Record<string, string>>).map(({ entity, account, amount, base }) => `${entity} ${account} ${amount}${amount === base ? '' : ` (${base})`}`);
	const count = async (object: string) => Number(/totalcount="(\d+)"/.exec((await emulator.send(query(object, ['RECORDNO'], '<options><showprivate>true</showprivate></options>'))).text)?.[1]);

	it('posts a journal that balances, and numbers it within its journal', async () => {
		const key = await emulator.make(journal(entry('1', '42.50') + entry('-1', '42.50')));
		expect(await postings(key)).toEqual(['100 6220 42.50', '100 2010 -42.50']);
		expect((await emulator.kept('GLBATCH', key)).lines).toMatchObject([{ LOCATION: '110', TR_TYPE: '1' }, { TR_TYPE: '-1' }]);
		const small = await emulator.make(journal(entry('1', '5').replace(/<LOCATION>.*?<\/LOCATION>/, '') + entry('-1', '5').replace(/<LOCATION>.*?<\/LOCATION>/, '')).toLowerCase().replace('gj', 'GJ'), { company: SMALL });
		expect(small).not.toBe('');
	});

	it.each([
		['what does not balance', journal(entry('1', '42.50') + entry('-1', '42.49')), 'BL01001973 Transactions do not balance for currency USD by 0.01'],
		['what balances over two entities alone', journal(entry('1', '5', '<LOCATION>110</LOCATION><CURRENCY>USD</CURRENCY>') + entry('-1', '5', '<LOCATION>210</LOCATION><CURRENCY>USD</CURRENCY>')), 'BL01001973 Transactions do not balance for entity 100 by 5.00'],
		['what balances over two currencies alone', journal(entry('1', '5') + entry('-1', '5', '<LOCATION>110</LOCATION><CURRENCY>EUR</CURRENCY>')), 'BL01001973 Transactions do not balance for currency USD by 5.00'],
		['one line', journal(entry('1', '0')), 'BL01001973 A journal entry needs at least two lines.'], ['an unknown journal', journal(entry('1', '5') + entry('-1', '5')).replace('>GJ<', '>XX<'), "BL01001973 Invalid Journal 'XX' specified."],
		['an inactive journal', journal(entry('1', '5') + entry('-1', '5')).replace('>GJ<', '>PYRJ<'), 'BL01001973 Activate the journal PYRJ, then try again.'],
		['no location', journal(entry('1', '5', '') + entry('-1', '5')), 'BL03000018 This transaction is missing the Location dimension'], ['an amount with a sign', journal(entry('1', '-5') + entry('-1', '5')), "BL03000018 Illegal format for Amount: '-5.00'"],
		['a side that is none', journal(entry('2', '5') + entry('-1', '5')), "BL03000018 Illegal format for Transaction type: '2'"], ['a closed period', journal(entry('1', '5') + entry('-1', '5'), '', '12/01/2025'), expect.stringContaining('Periods are closed.')],
		['the names of bills', journal(entry('1', '5', '<LOCATIONID>110</LOCATIONID>') + entry('-1', '5')), 'XL03000010 Field LOCATIONID is not defined for the object GLENTRY'],
	])('refuses a journal with %s', async (_what, sent, error) => {
		expect(errors(await emulator.send(sent))[0]).toEqual(error);
	});

	it('books what entities owe one another where a source entity is named, and what rates leave over', async () => {
		const at = (location: string) => `<LOCATION>${location}</LOCATION><CURRENCY>USD</CURRENCY>`;
		const key = await emulator.make(journal(entry('1', '5', at('110')) + entry('-1', '5', at('210')), '<BASELOCATION_NO>100</BASELOCATION_NO>'));
		expect(await postings(key)).toEqual(['100 6220 5.00', '100 1900 0.00 (-5.00)', '200 2010 -5.00 (-3.92)', '200 1900 0.00 (3.92)']);
		const foreign = '<LOCATION>110</LOCATION><CURRENCY>EUR</CURRENCY><EXCHANGE_RATE>1.0815</EXCHANGE_RATE>';
		const second = await emulator.make(journal(entry('1', '0.05', foreign) + entry('1', '0.05', foreign) + entry('-1', '0.10', foreign)));
		expect(await postings(second)).toEqual(['100 6220 0.05', '100 6220 0.05', '100 2010 -0.10 (-0.11)', '100 7900 0.00 (0.01)']);
	});

	it('replaces the entries of a journal on update, and deletes it', async () => {
		const key = await emulator.make(journal(entry('1', '5') + entry('-1', '5')));
		await emulator.make(`<update><GLBATCH><RECORDNO>${key}</RECORDNO><ENTRIES>${entry('1', '7')}${entry('-1', '7')}</ENTRIES></GLBATCH></update>`);
		expect(await postings(key)).toEqual(['100 6220 7.00', '100 2010 -7.00']);
		expect(await count('GLENTRY')).toBe(2);
		await emulator.send(`<delete><object>GLBATCH</object><keys>${key}</keys></delete>`);
		expect([await count('GLBATCH'), await count('GLENTRY')]).toEqual([0, 0]);
	});

	it('does all functions of a transaction or none, and says so', async () => {
		const answer = await emulator.send([bill(), bill({ number: 'B-2', vendor: 'V-9' }), bill({ number: 'B-3' })], { transaction: true });
		expect(all(answer.text, 'status')).toEqual(['success', 'success', 'aborted', 'failure', 'aborted']);
		const undone = 'XL03000009 The entire transaction in this operation has been rolled back due to an error.';
		expect(errors(answer)).toEqual([undone, "BL01001973 Invalid Vendor 'V-9' specified.", 'BL01001973 Could not create APBILL record!', undone, undone]);
		expect(await count('APBILL')).toBe(0);
		const apart = await emulator.send([bill(), bill({ number: 'B-2', vendor: 'V-9' }), bill({ number: 'B-3' })], { controlIds: ['one', 'two', 'three'] });
		expect([all(apart.text, 'status').slice(2), all(apart.text, 'controlid').slice(1), await count('APBILL')]).toEqual([['success', 'failure', 'success'], ['one', 'two', 'three'], 2]);
		await emulator.send([bill({ number: 'B-4' }), bill({ number: 'B-5' })], { transaction: true });
		expect(await count('APBILL')).toBe(4);
	});

	it('runs a control id once where ids are unique, and forgets those that failed', async () => {
		const once = { unique: true, controlIds: ['bill-1'] };
		expect(errors(await emulator.send(bill({ vendor: 'V-9' }), once))[0]).toContain('V-9');
		expect(errors(await emulator.send(bill(), once))).toEqual([]);
		expect(errors(await emulator.send(bill({ number: 'B-2' }), once))).toEqual(["XL03000008 The function with the control ID 'bill-1' has already been executed and completed."]);
		expect(errors(await emulator.send(bill({ number: 'B-3' }), { controlIds: ['bill-1'] }))).toEqual([]);
		expect(await count('APBILL')).toBe(2);
		// Ids belong to a company.
		expect(errors(await emulator.send(bill({ line: '' }), { ...once, company: SMALL }))).toEqual([]);
		const rolledBack = { unique: true, transaction: true, controlIds: ['a', 'b'] };
		await emulator.send([bill({ number: 'B-4' }), bill({ vendor: 'V-9' })], rolledBack);
		expect(errors(await emulator.send([bill({ number: 'B-4' }), bill({ number: 'B-5' })], rolledBack))).toEqual([]);
	});

	it('takes control ids for unique where nothing is said', async () => {
		const raw = async () => await emulator.raw('<request><control><senderid>sandbox-intacct-sender</senderid><password>sandbox-intacct-sender-password</password><controlid>c</controlid><dtdversion>3.0</dtdversion></control><operation><authentication><login><userid>ws_sync</userid><companyid>harbour-group</companyid><password>sandbox-intacct-password</password></login></authentication><content><function controlid="x"><getDimensions/></function></content></operation></request>');
		expect(inside((await raw()).text, 'uniqueid')).toBe('true');
		expect(errors(await raw())[0]).toContain("control ID 'x'");
	});

	it('keeps attachments in folders, adds files and never replaces one', async () => {
		expect(errors(await emulator.send(document()))).toEqual(["BL01001973 Invalid Attachment folder 'Receipts' specified."]);
		expect((await emulator.send(folder)).text).toContain('<key>Receipts</key>');
		expect(errors(await emulator.send(folder))[0]).toMatch(/^BL34000061 /);
		expect((await emulator.send(document(file('r1')))).text).toContain('<key>A1</key>');
		expect(errors(await emulator.send(document()))[0]).toMatch(/^BL34000061 /);
		const more = (name: string, data?: string) => `<update_supdoc><supdocid>A1</supdocid>${file(name, data)}</update_supdoc>`;
		expect(errors(await emulator.send(more('r2')))).toEqual([]);
		expect(errors(await emulator.send(more('r2')))[0]).toContain('already holds a file named r2.pdf');
		expect(errors(await emulator.send(more('r3', '%%%')))[0]).toContain('Illegal format for Attachment data');
		const list = async (id: string) => (await emulator.send(`<get_list object="supdoc"><filter><expression><field>supdocid</field><operator>=</operator><value>${id}</value></expression></filter></get_list>`)).text;
		expect(await list('A1')).toContain('<listtype start="0" end="0" total="1">supdoc</listtype>');
		expect([all(await list('A1'), 'attachmentname'), all(await list('A1'), 'attachmentdata')]).toEqual([['r1', 'r2'], ['aGVsbG8=', 'aGVsbG8=']]);
		expect(await list('A2')).toContain('total="0"');
		const key = await emulator.make(bill());
		expect(errors(await emulator.send(`<update><APBILL><RECORDNO>${key}</RECORDNO><SUPDOCID>A1</SUPDOCID></APBILL></update>`))).toEqual([]);
		expect((await emulator.kept('APBILL', key)).SUPDOCID).toBe('A1');
		await emulator.send('<delete_supdoc key="A1"/>');
		expect(await list('A1')).toContain('total="0"');
	});

	it('posts Smart Events once each, after the commit, and logs them', async () => {
		const received: string[] = [];
		const server: Server = createServer((request, response) => {
			let body = '';
			request.on('data', (part: Buffer) => (body += part.toString()));
			request.on('end', () => {
				received.push(`${request.headers['content-type'] ?? ''} ${body}`);
				response.end();
			});
		});
		await new Promise<void>((done) => server.listen(0, 'localhost', done));
		const address = server.address();
		const url = `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}/`;
		try {
			await emulator.company({ smartEvents: [{ name: 'bills', object: 'APBILL', events: ['add', 'delete'], url, body: '{"key":"{!APBILL.RECORDNO!}","number":"{!APBILL.RECORDID!}"}' }] });
			await emulator.send([bill(), bill({ vendor: 'V-9' })], { transaction: true });
			const key = await emulator.make(bill());
			await emulator.send(`<delete><object>APBILL</object><keys>${key}</keys></delete>`);
			for (let tries = 0; received.length < 2 && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 20));
			expect(received).toEqual(Array(2).fill(`application/json {"key":"${key}","number":"B-1"}`));
			expect(all((await emulator.send('<get_list object="smarteventlog"/>')).text, 'smartevent')).toEqual(['bills', 'bills']);
		} finally {
			server.close();
		}
	});

	it('says in more detail what an error is where it is asked', async () => {
		const { text } = await emulator.send(bill({ vendor: 'V-9' }), { additionalInfo: true });
		expect([inside(text, 'errorid'), inside(text, 'description2')]).toEqual(['BL01001973', expect.stringMatching(/\[Support ID: [^\]]+%7E[^\]]+\]$/)]);
	});

	it('stays the same company after what was refused', async () => {
		await emulator.send(bill({ vendor: 'V-9' }));
		expect([await count('APBILL'), await count('APBILLITEM')]).toEqual([0, 0]);
		expect(await emulator.make(bill(), { entity: '100' })).toBe('1');
	});
});
