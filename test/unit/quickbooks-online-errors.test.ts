import { errorOf, holderOf } from '../../nodes/QuickBooksOnline/errors';
import type { BooksError } from '../../nodes/core/errors';

const fault = (code: string, Message: string, Detail = '', type = 'ValidationFault', more = {}) => ({ Fault: { Error: [{ Message, Detail, code, element: '', ...more }], type }, time: '2026-05-05T03:20:37.245-07:00' });
const read = (status: number, body: unknown, write = true): BooksError => {
	const error = errorOf({ status, headers: {}, body }, write);
	if (error === undefined) throw new Error('no error');
	return error;
};

describe("NODE-ERR: QuickBooks' faults", () => {
	it.each([
		['2500', 'mapping', false], ['610', 'not found', false], ['5010', 'validation', true], ['5020', 'permission', false], ['5030', 'feature not in subscription', false],
		['6140', 'duplicate', false], ['6190', 'feature not in subscription', false], ['6210', 'closed period', false], ['6240', 'duplicate', false], ['2050', 'validation', false],
	])('code %s is %s', (code, category, retryable) => {
		const error = read(400, fault(code, 'Words in any language', 'More words'));
		expect(error.facts).toMatchObject({ category, vendorCode: code, httpStatus: 400 });
		expect(error.retryable).toBe(retryable);
		expect(error.facts.hint).not.toBe('');
	});

	it('a fault with the status 200 is no success', () => {
		expect(read(200, fault('2020', 'Required param missing', 'Required parameter Line is missing in the request', 'ValidationFault', { element: 'Line' })).facts)
			.toMatchObject({ category: 'validation', field: 'Line', message: 'Required param missing: Required parameter Line is missing in the request.' });
		expect(errorOf({ status: 200, headers: {}, body: { Bill: { Id: '1' } } }, true)).toBeUndefined();
	});

	it('tells everything that is wrong, the detail once', () => {
		const body = { Fault: { Error: [{ Message: 'Stale Object Error', Detail: 'Stale Object Error : You and A. User worked on it.', code: '5010' }, { Message: 'Second', Detail: '', code: '6000' }], type: 'ValidationFault' } };
		expect(read(400, body).message).toBe('Stale Object Error : You and A. User worked on it. Second.');
	});

	it('reads the gateway: lower case, XML, and nothing at all', () => {
		const gateway = (code: string, message: string) => ({ fault: { error: [{ message, detail: 'Token expired', code, element: null }], type: 'AUTHENTICATION' }, time: 1777976404000 });
		expect(read(401, gateway('3200', 'message=AuthenticationFailed; errorCode=003200; statusCode=401')).facts).toMatchObject({ category: 'auth', message: 'Token expired.' });
		expect(read(403, gateway('3100', 'message=AuthorizationFailed; errorCode=003100')).category).toBe('permission');
		const xml = '<?xml version="1.0"?><IntuitResponse time="2026" xmlns="http://schema.intuit.com/finance/v3"><Fault type="AuthenticationFault"><Error code="100"><Message>General Authentication Error</Message><Detail>SRV-110-Authentication Failure , statusCode: 401</Detail></Error></Fault></IntuitResponse>';
		expect(read(401, xml).facts).toMatchObject({ category: 'permission', vendorCode: '100' });
		expect(read(401, '<html>').category).toBe('auth');
		expect(read(404, 'nothing').category).toBe('not found');
	});

	it('an outage leaves the fate of a write open, and that of a read settled', () => {
		expect(read(503, 'busy').facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(read(503, 'busy', false).facts.outcomeUnknown).toBe(false);
		expect(read(200, fault('10000', 'An application error has occurred', '', 'SystemFault')).facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
	});

	it('missing tax is a matter of mapping, whatever the code', () => {
		expect(read(400, fault('6000', 'Business Validation Error', 'Make sure all your transactions have a VAT rate before you save.')).category).toBe('mapping');
		expect(read(400, fault('6000', 'Business Validation Error', 'You must set a transaction amount.')).category).toBe('validation');
	});

	it('NODE-ONCE: a duplicate number names who has it', () => {
		const detail = 'Duplicate Document Number Error : You must specify a different number. DocNumber=X is assigned to TxnType=Bill with TxnId=145';
		expect(holderOf(read(400, fault('6140', 'Duplicate Document Number Error', detail)))).toBe('145');
		expect(holderOf(read(400, fault('6240', 'Duplicate Name', 'TxnId=145')))).toBeUndefined();
	});
});
