import { BooksError } from '../core/errors';

/**
 * All that this package assumes of ExpenseIn's REST API, in one place. ExpenseIn publishes the base address, the header,
 * GET /users, the update of categories and an invoice by id; the rest is assumed. Whatever turns out otherwise is put
 * right in the credential or in the node ("Contract Overrides"), without a new release. See docs/expensein.md.
 */
export const LIST_KINDS = ['user', 'category', 'project', 'department', 'taxRate', 'supplier'] as const;
export type ListKind = (typeof LIST_KINDS)[number];
export type DocumentKind = 'expense' | 'supplierInvoice';
export type Kind = ListKind | DocumentKind | 'posting';

/** Our name of a field to the vendor's. An empty name: the vendor has no such field. */
type Fields = Readonly<Record<string, string>>;

export interface Contract {
	/** Below the base address. */
	paths: Readonly<Record<Kind, string>>;
	/** Behind the path of expenses and invoices. */
	routes: Readonly<Record<'receipts' | 'receipt' | 'export' | 'exportFailed', string>>;
	fields: Readonly<Record<Kind | 'line' | 'receipt' | 'mark' | 'failure', Fields>>;
	/** Names of query parameters. An empty name: not sent, and the node filters by itself. */
	query: Readonly<Record<'status' | 'type' | 'approvedFrom' | 'approvedTo' | 'updatedSince', string>>;
	/** The member that holds the records; empty for a bare array. */
	list: { wrapper: string };
	paging: {
		/** Kinds of which the server gives pages; the others come whole. */
		kinds: readonly Kind[];
		/** By number of the page, by number of records to skip, or not at all. */
		style: 'page' | 'offset' | 'none';
		page: string;
		size: string;
		first: number;
		records: number;
		/** The answer's header with the number of all records, in lower case. */
		total: string;
	};
	update: 'PUT' | 'PATCH' | 'POST';
	/** Records that one call marks. */
	marksPerCall: number;
	errors: Readonly<Record<'code' | 'message' | 'details' | 'field' | 'text', string>>;
	/** How the trigger tells changes of expenses and invoices: by the server's filter, or by comparing all of them. */
	changeDetection: 'updatedSince' | 'full';
	/** The longest texts that the vendor and the books take. */
	longest: { name: number; code: number };
}

const listed = { id: 'id', name: 'name', code: 'reference', active: 'isActive', changedAt: 'updatedAt' };
const document = {
	id: 'id', number: 'number', status: 'status', date: 'date', currency: 'currency', net: 'net', tax: 'tax', gross: 'gross',
	lines: 'lines', receipts: 'receipts', description: 'description', approvedAt: 'approvedAt', exportedAt: 'exportedAt',
	exportReference: 'exportReference', postingStatus: 'postingStatus', postingError: 'postingError', changedAt: 'updatedAt',
};

export const ASSUMED: Contract = {
	paths: {
		user: '/users', category: '/categories', project: '/projects', department: '/departments', taxRate: '/taxrates',
		supplier: '/suppliers', expense: '/expenses', supplierInvoice: '/invoices', posting: '/postings',
	},
	routes: { receipts: '/receipts', receipt: '/receipts/{receiptId}', export: '/export', exportFailed: '/exportfailed' },
	fields: {
		user: {
			id: 'id', firstName: 'firstName', lastName: 'lastName', email: 'email', code: 'reference', departmentId: 'departmentId',
			permissions: 'permissions', active: 'isActive', changedAt: 'updatedAt',
		},
		category: {
			...listed, description: 'description', defaultTaxRateId: 'defaultTaxRateId', fixedAmount: 'fixedAmount',
			reportable: 'reportable', appliesTo: 'appliesTo',
		},
		project: { ...listed, description: 'description', billable: 'billable', clientName: 'clientName', appliesTo: 'appliesTo' },
		department: { ...listed, description: 'description' },
		taxRate: { ...listed, percent: 'percent' },
		supplier: { ...listed, active: '', inactive: 'isInactive', email: 'email', currency: 'currency' },
		expense: {
			...document, type: 'type', section: 'section', userId: 'userId', userCode: 'userReference', userName: 'userName',
			userEmail: 'userEmail', merchant: 'merchant', purchaseMethod: 'purchaseMethod', originalCurrency: 'originalCurrency',
			originalGross: 'originalGross', billable: 'billable', billed: 'billed',
		},
		supplierInvoice: {
			...document, supplierNumber: 'invoiceNumber', supplierId: 'supplierId', supplierCode: 'supplierReference',
			supplierName: 'supplierName', dueDate: 'dueDate',
		},
		line: {
			categoryId: 'categoryId', categoryCode: 'categoryReference', categoryName: 'categoryName', projectId: 'projectId',
			projectCode: 'projectReference', projectName: 'projectName', departmentId: 'departmentId',
			departmentCode: 'departmentReference', departmentName: 'departmentName', taxCode: 'taxRateReference',
			taxPercent: 'taxPercent', net: 'net', tax: 'tax', gross: 'gross', description: 'description', billable: 'billable',
		},
		receipt: { id: 'id', fileName: 'fileName', mimeType: 'contentType', size: 'size' },
		mark: { ids: 'ids', reference: 'reference', at: 'exportedAt' },
		failure: { ids: 'ids', reason: 'reason', at: 'failedAt' },
		posting: {
			id: 'id', recordType: 'recordType', recordId: 'recordId', number: 'number', status: 'status', reference: 'reference',
			reason: 'reason', changedAt: 'at',
		},
	},
	query: { status: 'status', type: 'type', approvedFrom: 'approvedFrom', approvedTo: 'approvedTo', updatedSince: 'updatedSince' },
	list: { wrapper: '' },
	paging: {
		kinds: ['expense', 'supplierInvoice', 'posting'], style: 'page', page: 'page', size: 'pageSize', first: 1, records: 500,
		total: 'x-total-count',
	},
	update: 'PUT',
	marksPerCall: 100,
	errors: { code: 'code', message: 'message', details: 'errors', field: 'field', text: 'message' },
	changeDetection: 'updatedSince',
	longest: { name: 100, code: 50 },
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
	'paging.style': ['page', 'offset', 'none'],
	update: ['PUT', 'PATCH', 'POST'],
	changeDetection: ['updatedSince', 'full'],
};

/**
 * The assumed contract with what people found to be otherwise, the later one counting more.
 * @param overrides objects of the contract's own form, in part, or JSON text; blank ones change nothing
 * @throws BooksError that names the member which the contract does not have, or whose value is of another kind
 */
export function contractWith(...overrides: unknown[]): Contract {
	// merged takes known members of their own types only
	return overrides.map(objectOf).reduce((contract, part) => merged(contract, part, '') as unknown as Contract, ASSUMED);
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
		// Names of fields may be added: a vendor's record may tell what the assumed one does not.
		const isNew = before === undefined && path.startsWith('fields.') && typeof value === 'string';
		if (isObject(before) && isObject(value)) result[name] = merged(before, value, place);
		else if (isNew || (before !== undefined && isAlike(before, value, place))) result[name] = value;
		else throw wrong(`The contract overrides say "${place}", which ${before === undefined ? 'is not known' : 'takes another value'}`, place);
	}
	return result;
}

function isAlike(before: unknown, value: unknown, place: string): boolean {
	const choices = CHOICES[place];
	if (choices !== undefined) return choices.includes(String(value));
	if (Array.isArray(before)) return Array.isArray(value) && value.every((one) => typeof one === 'string');
	if (typeof before === 'number') return Number.isInteger(value) && Number(value) >= 0;
	return typeof value === typeof before && !isObject(before);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function wrong(message: string, field: string): BooksError {
	const hint = 'Correct "Contract Overrides" in the credential or in the node; docs/expensein.md lists its members.';
	return new BooksError({ message, category: 'validation', field, hint });
}
