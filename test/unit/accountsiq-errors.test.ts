import type { XmlValue } from '../../nodes/core/xml';
import { faultOf, isExpired, statusError } from '../../nodes/AccountsIq/errors';

const status = (ErrorCode: string, more: Record<string, string> = {}) => ({ Status: 'Failure', ErrorCode, HasExpired: 'false', ...more });
const fault = (code: string, reason: string) =>
	`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${reason}</faultstring><detail/></soap:Fault></soap:Body></soap:Envelope>`;

describe('NODE-ERR: what AccountsIQ says, in accounting words', () => {
	it.each([
		['OAUTHCONFIGURATION_INVALID_TOKEN', 'auth'],
		['OAUTH_INTEGRATION_APPS_CLIENTID_IS_NULL_OR_EMPTY', 'auth'],
		['OAUTH_INTEGRATION_APPS_APPLICATION_IS_REVOKED', 'auth'],
		['API_LAYER_ENTITY_ID_NOT_FOUND', 'permission'],
		['READ_ONLY', 'permission'],
		['SUPPLIER_CODE_DOES_NOT_EXIST', 'mapping'],
		['CUSTOMER_CODE_DOES_NOT_EXIST', 'mapping'],
		['GLACCOUNT_CODE_DOES_NOT_EXIST', 'mapping'],
		['GLACCOUNT_IS_NOT_POSTING_OR_DOES_NOT_EXIST', 'mapping'],
		['GLACCOUNT_NO_DEPARTMENT_IS_DEPARTMENTAL', 'mapping'],
		['TAX_CODE_DOES_NOT_EXIST', 'mapping'],
		['DEPARTMENT_ID_DOES_NOT_EXIST', 'mapping'],
		['CURRENCY_CODE_DOES_NOT_EXIST', 'mapping'],
		['BANK_ACCOUNT_DOES_NOT_EXIST', 'mapping'],
		['STOCKITEM_ID_DOES_NOT_EXIST', 'mapping'],
		['SUPPLIER_CODE_IS_NOT_UPPERCASE', 'validation'],
		['GLACCOUNT_CODE_IS_TOO_LONG', 'validation'],
		['CHECK_REFERENCE_IS_NULL', 'validation'],
		['BATCH_INVOICE_WITH_NO_INVOICE_LINES', 'validation'],
		['BATCH_INVOICE_TOTAL_GROSS_AMT_NEGATIVE', 'validation'],
		['JOURNAL_ENTRY_LINES_ARE_NOT_BALANCED', 'validation'],
		['JOURNAL_ENTRY_MUST_HAVE_MORE_THEN_ONE_ROW', 'validation'],
		['TRANSACTION_CANNOT_ALLOCATE_MORE_THAN_OUTSTANSING_AMOUNT', 'validation'],
		['OUTDATED_RECORD', 'duplicate'],
		['STOCKITEM_ITEM_EXISTS', 'duplicate'],
		['DEPARTMENT_ID_ALREADY_EXISTS', 'duplicate'],
		['ANALYSIS_GROUP_NEW_CODE_ALREADY_EXISTS', 'duplicate'],
		['DATE_IS_OUT_OF_RANGE', 'closed period'],
		['GENERAL_LEDGER_ALREADY_CLOSED', 'closed period'],
		['UNALLOCATE_TRANSACTION_IN_CLOSED_PERIOD', 'closed period'],
		['NOT_FOUND', 'not found'],
		['UNKNOWN', 'outage'],
		['A_CODE_THAT_CAME_LATER', 'validation'],
	])('%s is %s', (code, category) => {
		const error = statusError(status(code));
		expect(error?.facts).toMatchObject({ category, vendorCode: code, hint: expect.stringMatching(/\.$/) });
	});

	it('a code alone is read as a sentence, and AccountsIQ\'s own words come first', () => {
		expect(statusError(status('SUPPLIER_CODE_DOES_NOT_EXIST'))?.message).toBe('Supplier code does not exist');
		expect(statusError(status('SUPPLIER_CODE_DOES_NOT_EXIST', { ErrorMessage: 'No supplier X.' }))?.message).toBe('No supplier X.');
	});

	it('success, a made record and a plain value are no errors', () => {
		const fine: XmlValue[] = [{ Status: 'Success', ErrorCode: 'SUCCESS' }, { Status: 'Created' }, 'text', '', {}];
		for (const one of fine) expect(statusError(one)).toBeUndefined();
	});

	it.each(['Unknown', 'InProgress'])('a status "%s" leaves open what stands in the books', (word) => {
		expect(statusError({ Status: word, ErrorCode: 'SUCCESS' })?.facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
	});

	it('an expired token is told by the flag or by its code; anything else is not', () => {
		expect(isExpired(status('X', { HasExpired: 'true' }))).toBe(true);
		expect(isExpired(status('OAUTHCONFIGURATION_TOKEN_EXPIRED'))).toBe(true);
		expect(isExpired(status('OAUTHCONFIGURATION_INVALID_TOKEN'))).toBe(true);
		expect([isExpired(status('READ_ONLY')), isExpired('')]).toEqual([false, false]);
	});
});

describe('NODE-ERR: answers that are none of the operation', () => {
	it('a fault of the message\'s making is final, one of the server\'s leaves open whether a write was carried out', () => {
		const mine = faultOf(500, fault('Client', 'Server did not recognize the value of HTTP Header SOAPAction'), true);
		expect(mine.facts).toMatchObject({ category: 'validation', retryable: false, message: expect.stringContaining('did not recognize') });
		expect(mine.facts.outcomeUnknown).toBeUndefined();
		const theirs = faultOf(500, fault('Server', 'Server was unable to process request. Invalid operation, the connection is closed'), true);
		expect(theirs.facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(faultOf(500, fault('Server', 'x'), false).facts.outcomeUnknown).toBe(false);
	});

	it.each([[401, 'auth'], [403, 'auth'], [404, 'not found'], [502, 'outage'], [503, 'outage']])('HTTP %i of whatever stands in between is %s', (httpStatus, category) => {
		expect(faultOf(httpStatus, '<html><body>Gateway</body>', true).facts).toMatchObject({ category, httpStatus });
	});
});
