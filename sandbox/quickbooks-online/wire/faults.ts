import type { Failure } from '../../frame/types';

export const JSON_TYPE = 'application/json;charset=utf-8';

/** Codes with the vendor's message. Source: Intuit, "Error codes". */
const MESSAGES: Readonly<Record<string, string>> = {
	500: 'Unsupported Operation',
	600: 'Duplicate Request ID',
	610: 'Object Not Found',
	620: 'Transaction cannot be linked',
	1040: 'Batch item limit exceeded',
	2010: 'Request has invalid or unsupported property',
	2020: 'Required param missing, need to supply the required value for the API',
	2030: 'Invalid ID',
	2040: 'Invalid String',
	2050: 'String length is either shorter or longer than supported by specification',
	2060: 'Invalid Date',
	2080: 'Invalid Number',
	2130: 'Invalid Request Id Format',
	2170: 'Invalid Enumeration',
	2210: 'Invalid Email Address format',
	2260: 'Missing Posting Type',
	2270: 'Missing Tax Applicable On',
	2280: 'Missing Tax Amount',
	2290: 'Negative amount not allowed',
	2300: 'Amount on debits not equal to credits',
	2500: 'Invalid Reference Id',
	4000: 'Error parsing query',
	4001: 'Invalid query',
	5010: 'Stale Object Error',
	5020: 'Permission Denied Error',
	5030: 'Feature Not Supported Error',
	6000: 'A business validation error has occurred while processing your request',
	6030: 'Attachment missing',
	6041: 'Unsupported attachment type',
	6050: 'Attachment too large',
	6070: 'Amount calculation incorrect in the request',
	6080: 'No Name Provided',
	6100: 'Invalid Line TaxCode',
	6140: 'Duplicate Document Number Error',
	6150: 'Parent reference missing',
	6170: 'Transaction tax detail not allowed',
	6180: 'Sub level exceeded',
	6190: 'Subscription period has ended or canceled or there was a billing problem',
	6210: 'Account Period Closed, Cannot Update Through Services API',
	6240: 'Duplicate Name Exists Error',
	6250: 'Invalid Customer',
	6430: 'Invalid account type used',
	6440: 'Missing account or item on a line',
	6540: 'Deposited Transaction cannot be changed',
	10000: 'An application error has occurred while processing your request',
};

export interface FaultError {
	Message: string;
	Detail: string;
	code: string;
	element?: string;
}

/** A refusal in the words of the API itself: capital letters, on HTTP 400 unless said otherwise. */
export class ApiFault extends Error {
	constructor(
		readonly errors: FaultError[],
		readonly type = 'ValidationFault',
		readonly status = 400,
	) {
		super(errors.map(({ Detail }) => Detail).join('; '));
	}

	get body(): { Fault: { Error: FaultError[]; type: string } } {
		return { Fault: { Error: this.errors, type: this.type } };
	}
}

/** @param detail goes on after the message */
export function fault(code: number, detail?: string, element?: string): ApiFault {
	return new ApiFault([faultError(code, detail, element)]);
}
export function faultError(code: number, detail?: string, element?: string): FaultError {
	const Message = MESSAGES[code] ?? `Error ${code}`;
	return { Message, Detail: detail ?? Message, code: String(code), ...(element === undefined ? {} : { element }) };
}

export const required = (name: string): ApiFault => fault(2020, `Required parameter ${name} is missing in the request`, name);
export const business = (text: string): ApiFault => fault(6000, `Business Validation Error: ${text}`, '');
export const unsupported = (property = ''): ApiFault =>
	fault(2010, 'Property Name:failed to parse json object; a property specified is unsupported or invalid', property);
export const gone = (): ApiFault =>
	fault(610, "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");
export const stale = (): ApiFault =>
	fault(
		5010,
		'Stale Object Error : You and A. User were working on this at the same time. A. User finished before you did, so your work was not saved.',
		'',
	);

/** A refusal of the gateway before the API: small letters and an epoch, whatever was asked for. */
export class GatewayFault extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly detail: string | null,
		readonly type: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	bodyAt(time: number): Record<string, unknown> {
		return {
			warnings: null, intuitObject: null,
			fault: { error: [{ message: this.message, detail: this.detail, code: this.code, element: null }], type: this.type },
			report: null, queryResponse: null, batchItemResponse: [], attachableResponse: [], syncErrorResponse: null, requestId: null, time,
			status: null, cdcresponse: [],
		};
	}
}

export const badToken = (detail = 'Token expired'): GatewayFault =>
	new GatewayFault(401, '3200', 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail, 'AUTHENTICATION');
export const notAuthorized = (): GatewayFault =>
	new GatewayFault(403, '3100', 'message=AuthorizationFailed; errorCode=003100; statusCode=403', null, 'SERVICE');
export const throttled = (headers: Record<string, string> = {}): GatewayFault =>
	new GatewayFault(
		429, '3001', 'message=ThrottleExceeded; errorCode=003001; statusCode=429; The request limit was reached. Try again later', null, 'SERVICE', headers,
	);

/** A fault that comes as XML, though JSON was asked for. */
export class XmlFault extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly detail: string,
		readonly type: string,
	) {
		super(message);
	}

	bodyAt(time: string): string {
		return (
			`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="${time}" xmlns="http://schema.intuit.com/finance/v3">` +
			`<Fault type="${this.type}"><Error code="${this.code}"><Message>${this.message}</Message><Detail>${this.detail}</Detail></Error></Fault></IntuitResponse>`
		);
	}
}

export const foreignRealm = (): XmlFault =>
	new XmlFault(401, '100', 'General Authentication Error', 'AuthenticationErrorGeneral: SRV-110-Authentication Failure , statusCode: 401', 'AuthenticationFault');

/** How the emulator words a failure that was ordered for it. */
export function failure(status: number): Failure {
	const gateway = status === 401 ? badToken() : status === 403 ? notAuthorized() : status === 429 ? throttled() : undefined;
	if (gateway !== undefined) return { body: JSON.stringify(gateway.bodyAt(Date.now())), contentType: JSON_TYPE };
	const { body } = new ApiFault([faultError(10000)], 'SystemFault', status);
	return { body: JSON.stringify({ ...body, time: new Date().toISOString() }), contentType: JSON_TYPE };
}
