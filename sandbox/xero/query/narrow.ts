import { fold } from '../books/keys';
import type { Narrow } from '../books/store';
import type { Kind } from '../records';
import type { Expression, Operand } from './parse';

type Column = Exclude<keyof Narrow, 'since' | 'app'>;

/** Fields with an indexed column, by kind; what Xero calls optimised. */
const COLUMNS: Readonly<Partial<Record<Kind, Readonly<Record<string, Column>>>>> = {
	Accounts: { accountid: 'id', code: 'number', name: 'name', type: 'type', status: 'status' },
	Contacts: { contactid: 'id', contactnumber: 'number', name: 'name', contactstatus: 'status' },
	Items: { itemid: 'id', code: 'number', name: 'name' },
	Invoices: {
		invoiceid: 'id',
		invoicenumber: 'number',
		reference: 'name',
		type: 'type',
		status: 'status',
		'contact.contactid': 'contact',
	},
	CreditNotes: {
		creditnoteid: 'id',
		creditnotenumber: 'number',
		reference: 'name',
		type: 'type',
		status: 'status',
		'contact.contactid': 'contact',
	},
	BankTransactions: {
		banktransactionid: 'id',
		reference: 'name',
		type: 'type',
		status: 'status',
		'contact.contactid': 'contact',
		'bankaccount.accountid': 'parent',
	},
	Payments: {
		paymentid: 'id',
		reference: 'name',
		paymenttype: 'type',
		status: 'status',
		'invoice.invoiceid': 'parent',
	},
};

/**
 * What the indexed columns can answer of an expression: equalities, and alternatives of equalities on one field, that
 * are joined by AND. The full test still runs over what comes back.
 */
export function narrowBy(expression: Expression, kind: Kind): Narrow {
	const columns = COLUMNS[kind] ?? {};
	const parts = expression.kind === 'and' ? expression.parts : [expression];
	const narrow: Narrow = {};
	for (const part of parts) {
		const found = alternatives(part, columns);
		// Types and words are kept in capitals, ids in small letters; only folded columns hold folded text.
		if (found !== undefined && narrow[found.column] === undefined) narrow[found.column] = found.values;
	}
	return narrow;
}

function alternatives(
	part: Expression,
	columns: Readonly<Record<string, Column>>,
): { column: Column; values: string[] } | undefined {
	const equalities = part.kind === 'or' ? part.parts : [part];
	let column: Column | undefined;
	const values: string[] = [];
	for (const equality of equalities) {
		if (equality.kind !== 'compare' || equality.operator !== '==') return undefined;
		const field = equality.left;
		if (field.kind !== 'field' || equality.right.kind !== 'literal') return undefined;
		const here = columns[field.path.join('.').toLowerCase()];
		if (here === undefined || (column !== undefined && column !== here)) return undefined;
		column = here;
		values.push(spelling(equality.right, here));
	}
	return column === undefined ? undefined : { column, values };
}

function spelling(literal: Extract<Operand, { kind: 'literal' }>, column: Column): string {
	const written = String(literal.value);
	if (column === 'type' || column === 'status') return written.toUpperCase();
	return column === 'number' || column === 'name' ? fold(written) : written.toLowerCase();
}
