import type { DocumentKind } from '../core/model/documents';
import { absolute, format, parseAmount } from '../core/money';
import type { Posted } from '../core/ledger';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { dayFrom, type Formats } from './wire';

/** How documents of one object are asked for and told. Source: Sage Intacct, object pages. */
export interface DocumentObject {
	object: string;
	kind: DocumentKind;
	/** Where the document key may stand, the field that it is written to first. */
	keys: readonly string[];
	number?: string;
	date: string;
	due?: string;
	party?: string;
	partyName?: string;
	/** Where the party is a name and no record: the first that is there. */
	payee?: readonly string[];
	/** The card or bank account that was paid from. */
	bank?: string;
	/** In the document's currency, the first that is there. */
	totals: readonly string[];
	open?: readonly string[];
	memo: string;
	state: string;
	/** Lines of it, for reading whole documents. */
	lines?: string;
	/** The function that takes a posted one back, and how it names its reason. */
	reverse?: { name: string; reason?: 'description' | 'memo' };
}

const TOTALS = ['TRX_TOTALENTERED', 'TOTALENTERED'];
const OPEN = ['TRX_TOTALDUE', 'TOTALDUE'];

export const OBJECTS = {
	APBILL: {
		object: 'APBILL', kind: 'bill', keys: ['RECORDID'], number: 'DOCNUMBER', date: 'WHENCREATED', due: 'WHENDUE', party: 'VENDORID', partyName: 'VENDORNAME', totals: TOTALS, open: OPEN,
		memo: 'DESCRIPTION', state: 'STATE', lines: 'APBILLITEM', reverse: { name: 'reverse_bill', reason: 'description' },
	},
	APADJUSTMENT: {
		object: 'APADJUSTMENT', kind: 'supplierCredit', keys: ['RECORDID'], number: 'DOCNUMBER', date: 'WHENCREATED', party: 'VENDORID', partyName: 'VENDORNAME', totals: TOTALS, open: OPEN,
		memo: 'DESCRIPTION', state: 'STATE', lines: 'APADJUSTMENTITEM',
	},
	ARINVOICE: {
		object: 'ARINVOICE', kind: 'invoice', keys: ['RECORDID', 'DOCNUMBER'], number: 'RECORDID', date: 'WHENCREATED', due: 'WHENDUE', party: 'CUSTOMERID', partyName: 'CUSTOMERNAME', totals: TOTALS, open: OPEN,
		memo: 'DESCRIPTION', state: 'STATE', lines: 'ARINVOICEITEM', reverse: { name: 'reverse_invoice', reason: 'description' },
	},
	ARADJUSTMENT: {
		object: 'ARADJUSTMENT', kind: 'invoice', keys: ['RECORDID'], number: 'DOCNUMBER', date: 'WHENCREATED', party: 'CUSTOMERID', partyName: 'CUSTOMERNAME', totals: TOTALS, open: OPEN,
		memo: 'DESCRIPTION', state: 'STATE', lines: 'ARADJUSTMENTITEM',
	},
	EEXPENSES: {
		object: 'EEXPENSES', kind: 'employeeExpense', keys: ['RECORDID'], date: 'WHENCREATED', party: 'EMPLOYEEID', totals: TOTALS, open: OPEN, memo: 'DESCRIPTION', state: 'STATE',
		lines: 'EEXPENSESITEM', reverse: { name: 'reverse_expensereport', reason: 'description' },
	},
	CCTRANSACTION: {
		// Which of these holds the reference number the company's own description of the object tells.
		object: 'CCTRANSACTION', kind: 'expense', keys: ['REFERENCENO', 'RECORDID', 'DOCNUMBER'], date: 'WHENCREATED', payee: ['PAYEE', 'DESCRIPTION2'], bank: 'FINANCIALENTITY', totals: TOTALS,
		memo: 'DESCRIPTION', state: 'STATE', lines: 'CCTRANSACTIONENTRY', reverse: { name: 'reverse_cctransaction', reason: 'memo' },
	},
	GLBATCH: { object: 'GLBATCH', kind: 'journal', keys: ['REFERENCENO'], number: 'BATCHNO', date: 'BATCH_DATE', totals: [], memo: 'BATCH_TITLE', state: 'STATE', lines: 'GLENTRY' },
	APPYMT: {
		object: 'APPYMT', kind: 'payment', keys: ['DOCNUMBER'], date: 'PAYMENTDATE', party: 'VENDORID', partyName: 'VENDORNAME', totals: ['TRX_TOTALPAID', 'TOTALPAID', ...TOTALS], memo: 'DESCRIPTION', state: 'STATE',
		lines: 'APPYMTDETAIL', reverse: { name: 'reverse_appayment' },
	},
	ARPYMT: {
		object: 'ARPYMT', kind: 'payment', keys: ['DOCNUMBER'], date: 'RECEIPTDATE', party: 'CUSTOMERID', partyName: 'CUSTOMERNAME', totals: ['TRX_TOTALPAID', 'TOTALPAID', ...TOTALS], memo: 'DESCRIPTION', state: 'STATE',
		lines: 'ARPYMTDETAIL', reverse: { name: 'reverse_arpayment' },
	},
} as const satisfies Record<string, DocumentObject>;
export type ObjectName = keyof typeof OBJECTS;

/** Where a document of a kind may stand. */
export const STANDS_AS: Readonly<Record<DocumentKind, readonly ObjectName[]>> = {
	bill: ['APBILL', 'APADJUSTMENT'], supplierCredit: ['APADJUSTMENT'], invoice: ['ARINVOICE', 'ARADJUSTMENT'], expense: ['CCTRANSACTION'],
	employeeExpense: ['EEXPENSES'], journal: ['GLBATCH'], payment: ['APPYMT', 'ARPYMT'],
};

/** Where its key may stand, the usual place first: a credit with lines of both signs is a bill below zero. */
export const KEYS_STAND_IN: Readonly<Record<DocumentKind, readonly ObjectName[]>> = { ...STANDS_AS, supplierCredit: ['APADJUSTMENT', 'APBILL'] };

export function fieldsFor({ keys, number, date, due, party, partyName, payee = [], bank, totals, open = [], memo, state }: DocumentObject): string[] {
	const some = ['RECORDNO', ...keys, number, date, due, party, partyName, ...payee, bank, ...totals, ...open, memo, state, 'CURRENCY', 'BASECURR', 'SUPDOCID', 'WHENMODIFIED', 'RECORD_URL', 'MEGAENTITYID'];
	return [...new Set(some.filter((field) => field !== undefined))];
}

/** "Reversed", "Voided"; the stored letters too, where a read gives them. */
export function isTakenBack(row: XmlElement, { state }: DocumentObject): boolean {
	return /^(revers|void|V$|R$)/i.test(textIn(row, state) ?? '');
}

/** With its sign: a negative adjustment is a credit. */
export function totalIn(row: XmlElement, fields: readonly string[]): string | undefined {
	for (const field of fields) {
		const amount = parseAmount(textIn(row, field));
		if (amount !== undefined) return amount;
	}
	return undefined;
}

/** What stands in the books, in the package's words. Totals have no sign; the kind says which way the money goes. */
export function postedOf(spec: DocumentObject, row: XmlElement, formats: Formats, key?: string): Posted {
	const total = totalIn(row, spec.totals);
	return {
		id: textIn(row, 'RECORDNO') ?? '',
		kind: spec.kind,
		key: key ?? keyIn(spec, row),
		number: spec.number === undefined ? undefined : textIn(row, spec.number),
		status: textIn(row, spec.state),
		total: total === undefined ? undefined : format(absolute(total)),
		currency: textIn(row, 'CURRENCY'),
		date: dayFrom(textIn(row, spec.date), formats),
		link: textIn(row, 'RECORD_URL'),
		raw: row,
	};
}

/** Of several places the last one that holds anything: a number of our own stands before the key. */
export function keyIn({ object, keys }: Pick<DocumentObject, 'object' | 'keys'>, row: XmlElement): string | undefined {
	const values = keys.map((field) => textIn(row, field)).filter((value) => value !== undefined);
	return object === 'CCTRANSACTION' ? values[0] : values.at(-1);
}
