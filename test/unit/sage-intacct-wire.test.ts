import { AccountingSageIntacctApi } from '../../credentials/AccountingSageIntacctApi.credentials';
import { BooksError } from '../../nodes/core/errors';
import type { Http, HttpAnswer, HttpRequest } from '../../nodes/core/http';
import { call, execute, type Intacct } from '../../nodes/SageIntacct/api';
import { isRateLimit } from '../../nodes/SageIntacct/connect';
import { errorIn, faultOf, isRepetition } from '../../nodes/SageIntacct/errors';
import { all, any, equals, isIn, queryFn, rowsOf } from '../../nodes/SageIntacct/query';
import { trusted } from '../../nodes/SageIntacct/sessions';
import { dayFrom, formatsFrom, instantFrom, toDate, toTimestamp } from '../../nodes/SageIntacct/wire';
import { writeXml } from '../../nodes/core/xml-write';

const GATEWAY = 'https://api.intacct.com/ia/xml/xmlgw.phtml';
const POD = 'https://na12.intacct.com/ia/xml/xmlgw.phtml';
const control = '<control><status>success</status></control>';
const authentication = '<authentication><status>success</status></authentication>';
const login = (session: string) =>
	`<response>${control}<operation>${authentication}<result><status>success</status><data><api><sessionid>${session}</sessionid><endpoint>${POD}</endpoint></api></data></result></operation></response>`;
const refusedSession = `<response>${control}<operation><authentication><status>failure</status></authentication><errormessage><error><errorno>XL03000006</errorno><description2>The session has timed out</description2></error></errormessage></operation></response>`;

let connections = 0;

/** A gateway of prepared answers; it remembers what it was sent. */
function gateway(...answers: Array<string | ((body: string) => string)>) {
	const sent: HttpRequest[] = [];
	const http: Http = {
		waits: new Map(),
		send: async (request): Promise<HttpAnswer> => {
			sent.push(request);
			const next = answers.shift() ?? '';
			return await Promise.resolve({ status: 200, headers: {}, body: typeof next === 'string' ? next : next(String(request.body)) });
		},
	};
	const intacct: Intacct = { http, gateway: GATEWAY, entity: '', userId: 'ws', connection: `test ${++connections}`, credentialMark: 'a' };
	return { intacct, sent };
}

/** An answer with a result for each function, told by its place. */
const results = (...inner: string[]) => (body: string) => {
	const ids = [...body.matchAll(/<function controlid="([^"]+)"/g)].map(([, id]) => id);
	return `<response>${control}<operation>${authentication}${ids.map((id, at) => `<result>${inner[at] ?? inner[0]}<controlid>${id}</controlid></result>`).join('')}</operation></response>`;
};

describe('the gateway of Sage Intacct', () => {
	it('signs in at the general address, then calls at the address of the session (NODE-AUTH)', async () => {
		const { intacct, sent } = gateway(login('s1'), results('<status>success</status><key>7</key>'));
		await expect(call(intacct, { create_invoice: { customerid: 'C1' } })).resolves.toMatchObject({ key: '7' });
		expect(sent.map(({ url }) => url)).toEqual([GATEWAY, POD]);
		expect(sent[0]?.body).toContain('<authentication><login><userid/><companyid/><password/></login></authentication>');
		expect(sent[1]?.body).toContain('<sessionid>s1</sessionid>');
	});

	it('renews a session that an HTTP 200 says has ended, and sends the same functions again (NODE-AUTH)', async () => {
		const { intacct, sent } = gateway(login('s1'), refusedSession, login('s2'), results('<status>success</status><key>8</key>'));
		await expect(call(intacct, { create_bill: '' }, { write: true, id: 'one' })).resolves.toMatchObject({ key: '8' });
		expect(sent.map(({ body }) => /<sessionid>(\w+)</.exec(String(body))?.[1])).toEqual([undefined, 's1', undefined, 's2']);
		expect(sent.filter(({ body }) => String(body).includes('controlid="one"'))).toHaveLength(2);
	});

	it('tells a sign-in as refused when a new session is refused as well, and signs in anew the next time (NODE-ERR)', async () => {
		const { intacct, sent } = gateway(login('s1'), refusedSession, login('s2'), refusedSession, refusedSession);
		await expect(call(intacct, { getDimensions: '' })).rejects.toMatchObject({ category: 'auth' });
		expect(sent).toHaveLength(4);
	});

	it('gives each function its outcome by its control id, and one that is missing as unknown (NODE-BATCH)', async () => {
		const { intacct } = gateway(login('s1'), (body) => {
			const [first, second] = [...body.matchAll(/<function controlid="([^"]+)"/g)].map(([, id]) => id);
			return `<response>${control}<operation>${authentication}<result><status>failure</status><controlid>${second}</controlid><errormessage><error><errorno>BL01001973</errorno><description2>Invalid Vendor 'X' specified. [Support ID: a%7Eb]</description2></error></errormessage></result>
				<result><status>success</status><controlid>${first}</controlid><key>1</key></result></operation></response>`;
		});
		const [one, two, three] = await execute(intacct, [{ content: { a: '' } }, { content: { b: '' } }, { content: { c: '' } }], { write: true });
		expect(one).toMatchObject({ key: '1' });
		expect(two).toMatchObject({ message: 'Invalid Vendor \'X\' specified.', category: 'mapping' });
		expect((three as BooksError).facts.outcomeUnknown).toBe(true);
	});

	it('asks for unique control ids when it writes, and lets reads be repeated (NODE-ONCE)', async () => {
		const { intacct, sent } = gateway(login('s1'), results('<status>success</status>'), results('<status>success</status>'));
		await execute(intacct, [{ content: { create: '' }, id: 'w' }], { write: true });
		await execute(intacct, [{ content: { query: '' } }]);
		expect(sent.map(({ body }) => /<uniqueid>(\w+)</.exec(String(body))?.[1])).toEqual(['false', 'true', 'false']);
		expect(sent.map(({ repeatable }) => repeatable)).toEqual([true, false, true]);
		expect(sent[1]?.key).toMatch(/^[0-9a-f]{64}$/);
	});

	it('follows no session to another host than Intacct\'s or the gateway\'s own (NODE-AUTH)', () => {
		expect(trusted(POD, GATEWAY)).toBe(POD);
		expect(trusted('http://localhost:9/x', 'http://localhost:9/gw')).toBe('http://localhost:9/x');
		for (const wrong of ['https://intacct.com.evil.example/x', 'http://na1.intacct.com/x', 'nonsense']) expect(() => trusted(wrong, GATEWAY)).toThrow(BooksError);
	});

	it('puts the secrets into the head alone, and never into data that looks like it (NODE-AUTH)', async () => {
		const credential = { senderId: 'a&b', senderPassword: '$&<', companyId: 'c', userId: 'u', userPassword: 'p$1' };
		const body = writeXml({
			request: {
				control: { senderid: '', password: '', controlid: '1' },
				operation: { authentication: { login: { userid: '', companyid: '', password: '', locationid: 'E1' } }, content: { memo: '<control><senderid/><password/>' } },
			},
		});
		const signed = String((await new AccountingSageIntacctApi().authenticate(credential, { url: '', body })).body);
		expect(signed).toContain('<senderid>a&amp;b</senderid><password>$&amp;&lt;</password>');
		expect(signed).toContain('<login><userid>u</userid><companyid>c</companyid><password>p$1</password><locationid>E1</locationid></login>');
		expect(signed).toContain('<memo>&lt;control&gt;&lt;senderid/&gt;&lt;password/&gt;</memo>');
	});
});

describe('questions', () => {
	it('are written with operands of a kind side by side, and never with one operand alone (NODE-REF)', () => {
		expect(any(equals('A', '1'))).toEqual({ equalto: { field: 'A', value: '1' } });
		expect(all(equals('A', '1'), undefined, equals('B', '2'), any(...isIn('C', ['x', 'y']), equals('D', '3')))).toEqual({
			and: { equalto: [{ field: 'A', value: '1' }, { field: 'B', value: '2' }], or: [{ in: [{ field: 'C', value: ['x', 'y'] }], equalto: [{ field: 'D', value: '3' }] }] },
		});
	});

	it('ask for at most a thousand values at once, each once (NODE-LIMIT)', () => {
		const parts = isIn('K', [...Array.from({ length: 1001 }, (_, at) => `k${at}`), 'k0']);
		expect(parts).toHaveLength(2);
		expect(parts[1]).toEqual({ equalto: { field: 'K', value: 'k1000' } });
	});

	it('see records of entities from the top level, and need not from inside of one (NODE-REF)', () => {
		expect(queryFn({ object: 'VENDOR', fields: ['NAME'] }, '')).toMatchObject({ query: { options: { showprivate: 'true' } } });
		expect(queryFn({ object: 'VENDOR', fields: ['NAME'] }, 'E1')).toMatchObject({ query: { options: { showprivate: undefined } } });
	});

	it('are answered by none, one or many rows under the name in any letters (NODE-REF)', () => {
		expect(rowsOf({ data: { '@count': '0' } }, 'VENDOR')).toEqual([]);
		expect(rowsOf({ data: { vendor: { NAME: 'A' } } }, 'VENDOR')).toEqual([{ NAME: 'A' }]);
		expect(rowsOf({ data: { VENDOR: [{ NAME: 'A' }, { NAME: 'B' }] } }, 'VENDOR')).toHaveLength(2);
	});
});

describe('dates and times', () => {
	it('are those of the user, whatever order and zone he has chosen (NODE-REF)', () => {
		const british = formatsFrom({ dateformat: '/dmY', gmtoffset: 'GMT-05:00' });
		expect(dayFrom('04/05/2026', british)).toBe('2026-05-04');
		expect(instantFrom('04/05/2026 10:30:15', british)).toBe('2026-05-04T15:30:15.000Z');
		expect(instantFrom('05/04/2026 12:05:00 AM')).toBe('2026-05-04T00:05:00.000Z');
		expect(instantFrom('2026-05-04T10:00:01+00:00')).toBe('2026-05-04T10:00:01.000Z');
		expect(dayFrom('2026-05-04')).toBe('2026-05-04');
		expect(formatsFrom({ dateformat: 'nonsense' })).toEqual({ order: 'mdY', offsetMinutes: 0 });
	});

	it('ask for the earlier of two readings of a zone, so that nothing is missed (TRIG-POLL)', () => {
		expect(toTimestamp('2026-05-04T10:00:00.000Z', { order: 'mdY', offsetMinutes: -300 })).toBe('05/04/2026 05:00:00');
		expect(toTimestamp('2026-05-04T10:00:00.000Z', { order: 'mdY', offsetMinutes: 120 })).toBe('05/04/2026 10:00:00');
		expect(toDate('2026-05-04')).toBe('05/04/2026');
	});
});

describe('refusals', () => {
	const refusal = (text: string, code = 'BL01001973') => errorIn({ errormessage: { error: { errorno: code, description2: text } } }, {});

	it.each([
		['You do not have permission for API operation CREATE on objects of type APBILL', 'PL04000005', 'permission'],
		['Invalid Web Services Authorization', 'XL03000006', 'auth'],
		['Sign-in information is incorrect', 'XL03000006', 'auth'],
		['This transaction is missing the Department dimension for the Account 6220', 'BL01001973', 'mapping'],
		['Invalid Project \'P9\' specified.', 'BL01001973', 'mapping'],
		['Periods are closed. Your transaction date (05/04/2026) is within a period that\'s been closed', 'BL01001973', 'closed period'],
		['A transaction with the number \'X\' already exists', 'BL01001973', 'duplicate'],
		['Another Class with the given value(s) X already exists', 'BL34000061', 'duplicate'],
		['The Service is Temporarily Off-line', 'X', 'outage'],
		['Activate the vendor V1, then try again.', 'BL01001973', 'mapping'],
		['Transactions do not balance for 05/04/2026', 'BL01001973', 'validation'],
		['Cannot find customer with key \'X\' to delete.', 'BL01001973', 'not found'],
		['XML Parse schema error: Element not expected', 'XL03000003', 'validation'],
	])('say what they mean in accounting words: %s (NODE-ERR)', (text, code, category) => {
		expect(refusal(text, code)).toMatchObject({ category, facts: { vendorCode: code } });
	});

	it('name the permission that is missing, what it prevents and where it is given (NODE-ERR)', () => {
		const error = errorIn({ errormessage: { error: { errorno: 'PL04000005', description2: 'You do not have permission for API operation CREATE' } } }, {}, { create: { APBILL: {} } });
		expect(error.facts.hint).toMatch(/Accounts Payable, All.*Web services users.*Without it: Suppliers, bills/);
		const expense = errorIn({ errormessage: { error: { description2: 'The company is not subscribed to this module' } } }, {}, { create_expensereport: {} });
		expect(expense).toMatchObject({ category: 'feature not in subscription' });
		expect(expense.facts.hint).toMatch(/lacks Time and Expenses.*Subscriptions/);
	});

	it('tell the cause and not what wraps it, without the support id (NODE-ERR)', () => {
		const error = errorIn({ errormessage: { error: [
			{ errorno: 'BL01001973', description2: 'Could not create Document record!' },
			{ errorno: 'BL01001973', description2: 'Invalid Vendor \'X\' specified. [Support ID: abc%7Edef]', correction: 'Use a valid one.' },
		] } }, {});
		expect(error.message).toBe('Invalid Vendor \'X\' specified. Use a valid one.');
	});

	it('that stand in a page of another kind go by the HTTP status (NODE-ERR)', () => {
		expect(faultOf(524, '<html>', true)).toMatchObject({ category: 'outage', facts: { outcomeUnknown: true } });
		expect(faultOf(502, 'no xml', false).facts.outcomeUnknown).toBe(false);
		expect(faultOf(400, '<response><control><status>failure</status></control><errormessage><error><errorno>XMLGW_JPP0002</errorno><description>Sign-in information is incorrect</description></error></errormessage></response>', true)).toMatchObject({ category: 'auth' });
	});

	it('for too many calls are known inside of an HTTP 200, too (NODE-LIMIT)', () => {
		expect(isRateLimit({ status: 200, headers: {}, body: '<errorno>GW-0010</errorno>' })).toBe(true);
		expect(isRateLimit({ status: 200, headers: {}, body: 'API rate limit exceeded' })).toBe(true);
		expect(isRateLimit({ status: 200, headers: {}, body: '<errorno>BL01001973</errorno>' })).toBe(false);
	});

	it('of a control id that was carried out are known by their words (NODE-ONCE)', () => {
		expect(isRepetition(refusal('The function with controlid bill-1 was already executed'))).toBe(true);
		expect(isRepetition(refusal('A transaction with the number \'X\' already exists'))).toBe(false);
	});
});
