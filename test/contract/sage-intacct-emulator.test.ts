import { LOCKED, READER, SMALL, UK, UK_USER, USER } from '../../sandbox/sage-intacct/seed';
import { bill, Emulator, errors, inside, query } from './sage-intacct-emulator-client';

const SESSION = '<getAPISession/>';

describe('emulated Sage Intacct: who may come in', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	beforeEach(() => {
		emulator.sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		emulator.sandbox.reset();
	});
	afterAll(async () => await emulator?.close());

	it('answers three statuses, and a session with the endpoint of its pod', async () => {
		const { status, text } = await emulator.send(SESSION);
		expect([status, text.match(/<status>success<\/status>/g)?.length]).toEqual([200, 3]);
		expect([inside(text, 'senderid'), inside(text, 'userid'), inside(text, 'companyid')]).toEqual(['sandbox-intacct-sender', 'ws_sync', 'harbour-group']);
		expect(inside(text, 'sessiontimeout')).toMatch(/^2026-11-20T12:00:\d\d\+00:00$/);
		const endpoint = new URL(inside(text, 'endpoint'));
		expect(endpoint.pathname).toBe('/sage-intacct/pod1/ia/xml/xmlgw.phtml');
		const session = inside(text, 'sessionid');
		expect((await emulator.send(query('VENDOR', ['VENDORID']), { session, path: endpoint.pathname })).text).toContain('<VENDORID>V-100</VENDORID>');
		expect(errors(await emulator.send(SESSION, { path: endpoint.pathname }))).toEqual(['XL03000006 Sign in at the general endpoint of the gateway.']);
	});

	it.each([
		['a sender that is not known', { sender: { senderId: 'other', password: 'x' } }, 'XL03000006 Incorrect Intacct XML Partner ID or password.', 'control'],
		['a sender whose password is wrong', { sender: { senderId: 'sandbox-intacct-sender', password: 'x' } }, 'XL03000006 Incorrect Intacct XML Partner ID or password.', 'control'],
		['a policy that is not known', { policy: 'mine' }, 'XL03000006 mine is not a valid transport policy.', 'control'],
		['a wrong password', { user: { userId: USER.userId, password: 'x' } }, 'XL03000006 Sign-in information is incorrect. Please check your request.', 'authentication'],
		['a company that is not there', { company: 'nobody' }, 'XL03000006 Sign-in information is incorrect. Please check your request.', 'authentication'],
		['a locked user', { user: LOCKED }, 'XL03000006 Your account has been locked. Contact the company administrator to unlock it.', 'authentication'],
		['a session that never was', { session: 'nothing' }, 'XL03000006 The session is no longer valid. Sign in again.', 'authentication'],
		['an entity that is not there', { entity: 'E9' }, "XL03000006 You do not have access to the entity 'E9', or it does not exist.", 'authentication'],
	])('refuses %s', async (_what, asking, error, where) => {
		const answer = await emulator.send(SESSION, asking);
		expect([answer.status, errors(answer)]).toEqual([200, [error]]);
		// A control failure has no operation; a failed sign-in has one without a result.
		expect([answer.text.includes('<operation>'), answer.text.includes('<result>')]).toEqual([where === 'authentication', false]);
	});

	it('words a wrong sender and an old session as newer gateways do, where it is told so', async () => {
		await emulator.control('/settings', { newGateway: true, sessionErrorNo: 'invalidRequest' });
		const sender = await emulator.send(SESSION, { sender: { senderId: 'other', password: 'x' } });
		expect([sender.status, inside(sender.text, 'errorno'), inside(sender.text, 'description')]).toEqual([401, 'XMLGW_JPP0002', 'Sign-in information is incorrect. Please check your request.']);
		const old = await emulator.send(SESSION, { session: 'nothing' });
		expect([old.status, errors(old)]).toEqual([400, ['invalidRequest The session is no longer valid. Sign in again.']]);
	});

	it('locks a user after too many wrong passwords', async () => {
		await emulator.control('/settings', { wrongPasswords: 2 });
		for (let tries = 0; tries < 2; tries += 1) await emulator.send(SESSION, { user: { userId: USER.userId, password: 'x' } });
		expect(errors(await emulator.send(SESSION))[0]).toContain('locked');
	});

	it('lets a session run out when it is idle, and pushes its end with every call', async () => {
		const session = inside((await emulator.send(SESSION)).text, 'sessionid');
		const ask = async () => errors(await emulator.send(query('VENDOR', ['VENDORID']), { session }));
		for (let hours = 0; hours < 3; hours += 1) {
			emulator.sandbox.frame.clock.advance(110 * 60);
			expect(await ask()).toEqual([]);
		}
		emulator.sandbox.frame.clock.advance(121 * 60);
		expect(await ask()).toEqual(['XL03000006 The session is no longer valid. Sign in again.']);
	});

	it('stands in an entity by its id or name, and goes back to the top', async () => {
		const stand = async (location: string, asking = {}) => inside((await emulator.send(`<getAPISession><locationid>${location}</locationid></getAPISession>`, asking)).text, 'sessionid');
		const where = async (session: string) => inside((await emulator.send(SESSION, { session })).text, 'locationid');
		const inUk = await stand('Harbourlight Ltd');
		expect(await where(inUk)).toBe(UK);
		expect(await where(await stand('', { session: inUk }))).toBe('');
		expect(await where(inside((await emulator.send(SESSION, { user: UK_USER })).text, 'sessionid'))).toBe(UK);
		expect((await emulator.send(SESSION, { company: `x|harbour-group|${UK}` })).text).toContain(`<locationid>${UK}</locationid>`);
		expect(errors(await emulator.send('<getAPISession><locationid>100</locationid></getAPISession>', { user: UK_USER }))[0]).toContain("entity '100'");
	});

	it('knows the senders that a company has authorised, its subscription and its end', async () => {
		await emulator.company({ senders: [] });
		const answer = await emulator.send(SESSION);
		expect([inside(answer.text, 'description'), inside(answer.text, 'correction')]).toEqual(['Invalid Web Services Authorization', 'Contact the company administrator to grant Web Services authorization to this sender ID.']);
		await emulator.company({ senders: ['sandbox-intacct-sender'], webServices: false });
		expect(errors(await emulator.send(SESSION))).toEqual(['XL03000006 This company is not authorized for XML transactions']);
		await emulator.company({ webServices: true, expired: true });
		expect(errors(await emulator.send(SESSION))).toEqual(['PL04000055 This company is a demo company and has expired.']);
		expect(errors(await emulator.send(SESSION, { company: SMALL }))).toEqual([]);
	});

	it('gives rights by user or by role, and takes them away at once', async () => {
		expect(errors(await emulator.send(bill(), { user: READER }))).toEqual(['PL04000005 You do not have permission for API operation CREATE on objects of type APBILL']);
		expect(errors(await emulator.send(query('APBILL', ['RECORDNO']), { user: READER }))).toEqual([]);
		expect(errors(await emulator.send(query('AUDITHISTORY', ['ID']), { user: READER }))).toEqual([' You do not have permission to view audit history']);
		await emulator.control('/users', { id: 'ws_reader', role: 'Expense sync' });
		expect(errors(await emulator.send(bill(), { user: READER }))).toEqual([]);
		await emulator.control('/users', { id: 'ws_sync', permissions: { CO: 'all', GL: 'all' } });
		expect(errors(await emulator.send(query('VENDOR', ['VENDORID'])))).toEqual(['PL04000005 You do not have permission for API operation QUERY on objects of type VENDOR']);
	});

	it('has modules per subscription', async () => {
		expect(errors(await emulator.send(query('EEACCOUNTLABEL', ['ACCOUNTLABEL']), { company: SMALL }))).toEqual(['PL04000005 You do not have permission for API operation QUERY on objects of type EEACCOUNTLABEL']);
		const report = '<create_expensereport><employeeid>E-02</employeeid><datecreated><year>2026</year><month>05</month><day>04</day></datecreated><expenses><expense><expensetype>Meals</expensetype><amount>5</amount></expense></expenses></create_expensereport>';
		expect(errors(await emulator.send(report, { company: SMALL }))).toEqual(['PL04000005 You do not have permission for API operation CREATE on objects of type EEXPENSES']);
		expect((await emulator.send('<inspect><object>*</object></inspect>', { company: SMALL })).text).not.toContain('EEXPENSES');
		expect((await emulator.send('<get_applications/>', { company: SMALL })).text).not.toContain('Time &amp; Expenses');
		expect((await emulator.send('<get_applications/>')).text).toContain('Time &amp; Expenses');
		await emulator.company({ modules: ['CO', 'GL', 'AP'] });
		expect(errors(await emulator.send(query('CUSTOMER', ['CUSTOMERID'])))[0]).toContain('PL04000005');
	});

	it('throttles by company, by concurrency and by the minute', async () => {
		await emulator.control('/settings', { slow: 300, concurrent: 1 });
		const both = await Promise.all([emulator.send(SESSION), emulator.send(SESSION)]);
		const refused = both.find(({ status }) => status === 429);
		expect([both.map(({ status }) => status).sort(), errors(refused ?? both[0])]).toEqual([[200, 429], ['GW-0010 API rate limit exceeded. Too many concurrent requests.']]);
		expect(refused?.text).not.toContain('<senderid>');
		await emulator.control('/settings', { slow: 0, concurrent: 2, perMinute: 2 });
		const codes = [];
		for (let calls = 0; calls < 3; calls += 1) codes.push((await emulator.send(SESSION)).status);
		expect(codes).toEqual([200, 200, 429]);
	});

	it.each([
		['no XML', '<request>', 'There is an error in XML document'], ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><request>&b;</request>', 'DTD is prohibited in this XML document.'],
		['an entity of its own', '<request>&nothing;</request>', "Reference to undeclared entity 'nothing'."], ['another root', '<ask/>', "Element 'ask': No matching global declaration available for the validation root."],
		['nothing', '', 'There is an error in XML document'],
	])('refuses %s', async (_what, body, text) => {
		const answer = await emulator.raw(body);
		expect([answer.status, errors(answer)[0]]).toEqual([200, expect.stringContaining(`XL03000003 XML Parse schema error: ${text}`)]);
	});

	it('shows its companies on the page, and keeps no password and no session in what it records', async () => {
		const [group, small] = emulator.sandbox.systems[0]?.look() ?? [];
		expect([group?.name, group?.trialBalance, small?.id, small?.trialBalance]).toEqual(['Harbourlight Group Inc', '0.00', SMALL, '0.00']);
		expect(group?.tables.find(({ title }) => title === 'Expense reports (1)')?.rows).toEqual([['1', '', 'E-02', 'EXP-0001', '2026-03-15', 'USD', '471.40', '471.40', 'Posted', 'March, Dock 4']]);
		const session = inside((await emulator.send(SESSION)).text, 'sessionid');
		await emulator.send(query('VENDOR', ['NAME']), { session });
		const recorded = emulator.sandbox.recorder.list({ limit: 2 });
		expect(recorded.map(({ route }) => route)).toEqual(['query VENDOR', 'getAPISession']);
		expect(JSON.stringify(recorded)).not.toMatch(new RegExp(`${session}|sandbox-intacct-password|sandbox-intacct-sender-password`));
	});

	it('refuses too many functions, a session beside another function, and what is no function', async () => {
		expect(errors(await emulator.send(Array(101).fill(SESSION) as string[]))[0]).toContain('at most 100 functions');
		expect(errors(await emulator.send([SESSION, query('VENDOR', ['NAME'])]))[0]).toContain('must be the only one');
		expect(errors(await emulator.send('<make_bill/>'))).toEqual(["XL03000003 XML Parse schema error: Element 'make_bill': This element is not expected."]);
		expect(errors(await emulator.send(query('VENDOR', ['NAME']), { dtd: '2.1' }))[0]).toContain("Element 'query'");
	});

	it('strikes with faults of its own, and with those that name a function', async () => {
		const fault = (kind: string, more: object = {}) => emulator.sandbox.frame.faults.add({ system: 'sage-intacct', kind, ...more });
		const session = inside((await emulator.send(SESSION)).text, 'sessionid');
		fault('throttled');
		expect((await emulator.send(SESSION)).status).toBe(429);
		fault('throttled200');
		expect([(await emulator.send(SESSION)).text].map((text) => inside(text, 'description2'))[0]).toContain('API rate limit exceeded');
		fault('offline');
		expect(errors(await emulator.send(SESSION))).toEqual(['XL03000006 The Service is Temporarily Off-line']);
		fault('gatewayError');
		expect(errors(await emulator.send(SESSION))[0]).toContain('GW-0011');
		fault('permissionLost');
		expect(errors(await emulator.send(bill()))[0]).toContain('PL04000005');
		fault('truncated');
		expect((await emulator.send(SESSION)).text).not.toContain('</response>');
		fault('twoRoots');
		expect((await emulator.send(SESSION)).text).toMatch(/<\/response><response\/>$/);
		fault('gatewayJson');
		expect(JSON.parse((await emulator.send(SESSION)).text)).toMatchObject({ error: { errorId: 'GW-0011' } });
		fault('sessionExpired', { path: '#create APBILL#' });
		expect(errors(await emulator.send(query('VENDOR', ['NAME']), { session }))).toEqual([]);
		expect(errors(await emulator.send(bill(), { session }))[0]).toContain('no longer valid');
		fault('drop-after', { path: '#create APBILL#' });
		await expect(emulator.send(bill({ number: 'LOST-1' }))).rejects.toThrow();
		expect((await emulator.send(query('APBILL', ['RECORDNO'], '<filter><equalto><field>RECORDID</field><value>LOST-1</value></equalto></filter>'))).text).toContain('count="1"');
		fault('status', { path: '#create APBILL#', value: 524 });
		expect((await emulator.send(bill({ number: 'LOST-2' }))).status).toBe(524);
	});
});
