import { readXml, type XmlValue } from '../core/xml';

/** One thing that QuickBooks has against a request. */
export interface FaultError {
	code: string;
	message: string;
	detail: string;
	/** The field, where it is told. */
	element?: string;
}
export interface Fault {
	type: string;
	/** At least one. */
	errors: [FaultError, ...FaultError[]];
}

/**
 * The fault in an answer, whatever its status: business faults come with 400 and also with 200, gateway faults in lower
 * case, some of them as XML. Undefined where there is none.
 */
export function faultIn(body: unknown): Fault | undefined {
	if (typeof body === 'string') return body.trimStart().startsWith('<') ? xmlFault(body) : jsonFault(body);
	const fault = member(body, 'Fault') ?? member(body, 'fault');
	if (typeof fault !== 'object' || fault === null) return undefined;
	const list = member(fault, 'Error') ?? member(fault, 'error');
	const [first, ...others] = (Array.isArray(list) ? list : [list ?? {}]).map(errorOf);
	return first === undefined ? undefined : { type: text(member(fault, 'type')), errors: [first, ...others] };
}

function jsonFault(body: string): Fault | undefined {
	try {
		return faultIn(JSON.parse(body) as object);
	} catch {
		return undefined; // no JSON: the status alone is told
	}
}

function xmlFault(body: string): Fault | undefined {
	try {
		const { IntuitResponse } = readXml(body, { from: 'QuickBooks', stripPrefixes: true });
		const fault = member(IntuitResponse, 'Fault');
		if (fault === undefined) return undefined;
		const list = member(fault, 'Error');
		const [first, ...others] = (Array.isArray(list) ? list : [list ?? {}]).map(errorOf);
		return first === undefined ? undefined : { type: text(member(fault, '@type')), errors: [first, ...others] };
	} catch {
		return undefined; // a page of whatever stands in between
	}
}

function errorOf(error: unknown): FaultError {
	const either = (name: string) => text(member(error, name) ?? member(error, name.toLowerCase()));
	const element = either('Element');
	// XML has the code as an attribute.
	const code = text(member(error, 'code') ?? member(error, '@code')).replace(/^0+(?=\d)/, '');
	return { code, message: either('Message'), detail: either('Detail'), ...(element === '' ? {} : { element }) };
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Record<string, XmlValue | undefined>)[name] : undefined;
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
