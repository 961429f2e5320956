import { BooksError } from '../core/errors';

/**
 * All that this package assumes of Work's API, in one place. No current public API of Work (Verizon Connect Work, before
 * that Fleetmatics WORK) could be confirmed, so nothing here is the vendor's word. Whatever turns out otherwise is put
 * right in the credential ("Contract Overrides"), without a new release. See docs/work.md.
 */
export const WIRE_KINDS = ['client', 'site', 'billingItem', 'taxRate', 'invoice', 'payment', 'job'] as const;
export type WireKind = (typeof WIRE_KINDS)[number];

export interface Contract {
	/** Below the base address. */
	paths: Readonly<Record<WireKind | 'company' | 'webhooks', string>>;
	/** Behind the path of a record. */
	routes: Readonly<Record<'void' | 'externalRef', string>>;
	/** How a record is addressed: `/clients/1001`, or `/Clients(1001)` as OData services have it. */
	recordStyle: 'path' | 'key';
	list: {
		/** By number of the page, by number of records to skip, or not at all. */
		style: 'page' | 'offset' | 'none';
		/** Where the records are in the answer, e.g. "data" or "d.results"; empty for a bare list. */
		data: string;
		more: string;
		page: string;
		size: string;
		first: number;
		records: number;
	};
	/** Names of query parameters. An empty name: not sent, and the node filters by itself. */
	query: Readonly<
		Record<
			| 'modifiedSince' | 'includeDeleted' | 'externalRef' | 'name' | 'email' | 'code' | 'number' | 'clientId' | 'invoiceId'
			| 'issuedFrom' | 'issuedTo' | 'paidFrom',
			string
		>
	>;
	headers: Readonly<Record<'company' | 'idempotency' | 'version' | 'signature', string>>;
	/** Our name of a field to Work's: "client.address.state": "State". */
	fields: Readonly<Record<string, string>>;
	features: Readonly<Record<'externalRefs' | 'idempotency' | 'versions' | 'webhooks' | 'modifiedSince', boolean>>;
	/** Seconds after which a webhook's signature is too old. */
	signatureAge: number;
	errors: Readonly<Record<'code' | 'message' | 'fields', string>>;
}

export const ASSUMED: Contract = {
	paths: {
		client: '/clients', site: '/sites', billingItem: '/billing-items', taxRate: '/tax-rates', invoice: '/invoices', payment: '/payments',
		job: '/jobs', company: '/company', webhooks: '/webhooks',
	},
	routes: { void: '/void', externalRef: '/external-refs/{system}' },
	recordStyle: 'path',
	list: { style: 'page', data: 'data', more: 'hasMore', page: 'page', size: 'pageSize', first: 1, records: 200 },
	query: {
		modifiedSince: 'modifiedSince', includeDeleted: 'includeDeleted', externalRef: 'externalRef', name: 'name', email: 'email', code: 'code',
		number: 'number', clientId: 'clientId', invoiceId: 'invoiceId', issuedFrom: 'issuedFrom', issuedTo: 'issuedTo', paidFrom: 'paidFrom',
	},
	headers: { company: 'X-Company-Id', idempotency: 'Idempotency-Key', version: 'If-Match', signature: 'X-Work-Signature' },
	fields: {},
	features: { externalRefs: true, idempotency: true, versions: true, webhooks: true, modifiedSince: true },
	signatureAge: 300,
	errors: { code: 'error.code', message: 'error.message', fields: 'error.fields' },
};

const CHOICES: Readonly<Record<string, readonly string[]>> = { 'list.style': ['page', 'offset', 'none'], recordStyle: ['path', 'key'] };
const FIELD = new RegExp(`^(${[...WIRE_KINDS, 'line', 'company'].join('|')})\\.[\\w.]+$`);

/**
 * The assumed contract with what people found to be otherwise.
 * @param overrides an object of the contract's own form, in part, or JSON text; blank changes nothing
 * @throws BooksError that names the member which the contract does not have, or whose value is of another kind
 */
export function contractWith(overrides: unknown): Contract {
	return merged(ASSUMED, objectOf(overrides), '') as unknown as Contract; // merged takes known members of their own types only
}

function objectOf(given: unknown): Record<string, unknown> {
	if (given === undefined || given === null || (typeof given === 'string' && given.trim() === '')) return {};
	try {
		const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
		if (isObject(value)) return value;
	} catch {
		// told below, as for any other text that is no object
	}
	throw wrong('The contract overrides are no JSON object', 'contract');
}

function merged(base: object, part: Record<string, unknown>, path: string): Record<string, unknown> {
	const result = { ...base } as Record<string, unknown>;
	for (const [name, value] of Object.entries(part)) {
		const place = path === '' ? name : `${path}.${name}`;
		const before = result[name];
		if (isObject(before) && isObject(value)) result[name] = merged(before, value, place);
		else if (path === 'fields' ? FIELD.test(name) && typeof value === 'string' : isAlike(before, value, place)) result[name] = value;
		else throw wrong(`The contract overrides say "${place}", which ${before === undefined ? 'is not known' : 'takes another value'}`, place);
	}
	return result;
}

function isAlike(before: unknown, value: unknown, place: string): boolean {
	const choices = CHOICES[place];
	if (choices !== undefined) return choices.includes(String(value));
	if (typeof before === 'number') return Number.isInteger(value) && Number(value) >= 0;
	return before !== undefined && typeof value === typeof before && !isObject(before);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function wrong(message: string, field: string): BooksError {
	const hint = 'Correct "Contract Overrides" in the credential; docs/work.md lists its members.';
	return new BooksError({ message, category: 'validation', field, hint });
}
