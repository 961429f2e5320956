import { errorOf, jsonAnswer } from '../../nodes/Expensify/answer';

const answer = (body: unknown, status = 200) => ({
	status,
	headers: {},
	text: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: unknown, status = 200, wrote = false) => errorOf(answer(body, status), wrote);

describe('answers of the integration server', () => {
	it.each([
		[{ responseCode: 200 }],
		[{ responseCode: '200', responseMessage: 'OK' }],
		[{ responseCode: 207, reportIDs: [] }],
		[{ responseMessage: 'OK', filename: 'x.csv' }],
		['export0fd99e06.csv'],
		['{"a":'],
		['%PDF-1.4'],
		[''],
	])('passes %j', (body) => {
		expect(read(body)).toBeUndefined();
	});

	it.each([
		[401, 'Authentication error', 'auth', false],
		[407, 'Error authenticating the partner', 'auth', false],
		[403, 'Not a policy admin', 'permission', false],
		[404, 'File not found', 'not found', false],
		[410, "'employeeEmail' parameter is missing or malformed", 'validation', false],
		[429, 'You have been rate-limited.', 'rate limit', true],
		[500, 'Internal error', 'outage', true],
		[500, 'Not authorized to authenticate as user a@x.test', 'permission', false],
		[666, 'Rule 7 exists', 'duplicate', false],
		['410', 'Required parameter', 'validation', false],
	])('NODE-ERR: code %s "%s" under HTTP 200 is %s', (code, message, category, retryable) => {
		const error = read({ responseCode: code, responseMessage: message });
		expect(error).toMatchObject({ category, retryable });
		expect(error?.message).toContain(message);
		expect(error?.facts.hint).toBeTruthy();
	});

	it('NODE-ERR: a message without a code is an error, and "File not found" is known without one', () => {
		expect(read({ responseMessage: 'Something is wrong' })?.category).toBe('validation');
		expect(read({ responseMessage: 'File not found' })?.category).toBe('not found');
	});

	it("NODE-ERR: the body's code wins over HTTP's, and a page of HTML is an outage", () => {
		expect(read({ responseCode: 410, responseMessage: 'x' }, 500)?.category).toBe('validation');
		expect(read('<html>Bad gateway</html>', 502)).toMatchObject({ category: 'outage', retryable: true });
		expect(read('<html>', 404)?.category).toBe('not found');
	});

	it('NODE-ONCE: only an outage of a write leaves its outcome open', () => {
		expect(read({ responseCode: 500, responseMessage: 'x' }, 200, true)?.facts.outcomeUnknown).toBe(true);
		expect(read({ responseCode: 500, responseMessage: 'x' }, 200, false)?.facts.outcomeUnknown).toBe(false);
		expect(read({ responseCode: 410, responseMessage: 'x' }, 200, true)?.facts.outcomeUnknown).toBe(false);
		expect(read({ responseCode: 429, responseMessage: 'x' }, 429, true)?.facts.outcomeUnknown).toBe(false);
	});

	it('takes only a JSON object for an answer; an exported array is content', () => {
		expect(jsonAnswer('[{"responseCode":500}]')).toBeUndefined();
		expect(jsonAnswer(' {"a":1}')).toEqual({ a: 1 });
	});
});
