import { errorOf, lineIn, messagesIn, validationError } from '../../nodes/Xero/errors';

const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}) => ({ status, body, headers });

describe('NODE-ERR: what Xero says, in accounting words', () => {
	it.each([
		['Invoice # must be unique.', 'duplicate'],
		['The contact name X is already assigned to another contact. The contact name must be unique across all active contacts.', 'duplicate'],
		["Price List Item with Code 'abc' already exists", 'duplicate'],
		['The total debits (100.00) must equal total credits (-10.00)', 'validation'],
		["Account code '999' is not a valid code for this document.", 'mapping'],
		["Account code '450' has been archived, or has been deleted. Each line item must reference a valid account.", 'mapping'],
		["The TaxType code 'x' cannot be used with account code 'y'.", 'mapping'],
		['The document date cannot be before the period lock date, currently set at 31 March 2026', 'closed period'],
		['The document date cannot be before the end of year lock date, currently set at 31 March 2025', 'closed period'],
		['Payment amount exceeds the amount outstanding on this document', 'validation'],
		['Organisation is not subscribed to currency EUR', 'feature not in subscription'],
		['Invoice not of valid status for modification', 'validation'],
		['An existing Credit Note with the specified CreditNoteID could not be found', 'not found'],
		['The document with the supplied id was not found for this endpoint.', 'not found'],
		['The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber', 'mapping'],
		['You have reached the limit of invoices you can approve', 'feature not in subscription'],
		['Url must be a valid absolute url', 'validation'],
	])('%s', (message, category) => {
		const error = validationError([message]);
		expect([error.category, error.message, error.retryable]).toEqual([category, message, false]);
		expect(error.facts.hint).not.toBe('');
	});

	it('collects messages from lines, contact and addresses, each once, and leaves warnings out', () => {
		const element = {
			Contact: { ValidationErrors: [{ Message: 'A' }], Addresses: [{ ValidationErrors: [{ Message: 'B' }] }] },
			LineItems: [{ ValidationErrors: [] }, { ValidationErrors: [{ Message: 'C' }] }],
			ValidationErrors: [{ Message: 'A' }],
			Warnings: [{ Message: 'W', ValidationErrors: [{ Message: 'W' }] }],
		};
		expect(validationError(messagesIn(element)).message.split(' ').sort()).toEqual(['A', 'B', 'C']);
		expect(lineIn(element)).toBe(2);
		expect(lineIn({ LineItems: [{}] })).toBeUndefined();
	});

	it('reads the envelope of a refused call', () => {
		const body = { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred', Elements: [{ ValidationErrors: [{ Message: 'Invoice # must be unique.' }] }] };
		expect(errorOf(answer(400, body), true)?.facts).toMatchObject({ category: 'duplicate', vendorCode: '10', message: 'Invoice # must be unique.', httpStatus: 400 });
		const number14 = errorOf(answer(400, { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: 'Bad enum' }), true);
		expect([number14?.category, number14?.message]).toEqual(['validation', 'Bad enum']);
	});

	it('tells login, scope and organisation apart', () => {
		expect(errorOf(answer(401, { Detail: 'TokenExpired: token expired at 11/04/2026 08:23:47' }), false)?.category).toBe('auth');
		expect(errorOf(answer(401, { Detail: 'AuthorizationUnsuccessful' }), false)?.category).toBe('permission');
		expect(errorOf(answer(403, { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' }), false)?.category).toBe('permission');
		expect(errorOf(answer(404, "The resource you're looking for cannot be found"), false)?.category).toBe('not found');
	});

	it.each([500, 502, 503, 504])('NODE-ONCE: after HTTP %i a write may stand in the books all the same, a read changed nothing', (status) => {
		expect(errorOf(answer(status, '<html>'), true)?.facts).toMatchObject({ category: 'outage', outcomeUnknown: true, httpStatus: status });
		expect(errorOf(answer(status, '<html>'), false)?.facts.outcomeUnknown).toBe(false);
	});

	it('NODE-LIMIT: a used-up day is told apart from a minute, in whatever spelling', () => {
		const day = errorOf(answer(429, '', { 'x-rate-limit-problem': 'DayLimit', 'retry-after': '40000' }), true);
		expect(day?.facts).toMatchObject({ category: 'rate limit', vendorCode: 'daylimit', retryAfter: 40000 });
		expect(errorOf(answer(429, '', { 'x-rate-limit-problem': 'Minute', 'retry-after': '12' }), true)?.facts.retryAfter).toBe(12);
	});

	it('takes 2xx and 304 as no error', () => {
		expect([200, 204, 304].map((status) => errorOf(answer(status), true))).toEqual([undefined, undefined, undefined]);
	});

	it('OPS-ACCESS: an unexpected page is cut short', () => {
		expect(errorOf(answer(418, 'x'.repeat(5000)), true)?.message.length).toBeLessThanOrEqual(200);
	});
});
