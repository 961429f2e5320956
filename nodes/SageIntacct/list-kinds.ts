import type { CanonicalRecord } from '../core/session';
import type { XmlElement } from '../core/xml';
import { isTrue, textIn } from '../core/xml-elements';
import { instantFrom, type Formats } from './wire';

/** A list of Intacct: its object, the field that names a record, and what it is to us. Source: Sage Intacct, object pages. */
export interface ListKind {
	object: string;
	/** Unique in the company; our id and code. */
	idField: string;
	nameField: string;
	/** Counts the rows up; RECORDNO unless told. */
	number?: string;
	fields: readonly string[];
	more?(row: XmlElement): Record<string, unknown>;
}

const PARTY = ['DISPLAYCONTACT.EMAIL1', 'DISPLAYCONTACT.PHONE1', 'DISPLAYCONTACT.FIRSTNAME', 'DISPLAYCONTACT.LASTNAME', 'DISPLAYCONTACT.MAILADDRESS.ADDRESS1',
	'DISPLAYCONTACT.MAILADDRESS.ADDRESS2', 'DISPLAYCONTACT.MAILADDRESS.CITY', 'DISPLAYCONTACT.MAILADDRESS.STATE', 'DISPLAYCONTACT.MAILADDRESS.ZIP', 'DISPLAYCONTACT.MAILADDRESS.COUNTRYCODE'];

function partyOf(row: XmlElement) {
	const contact = (field: string) => textIn(row, `DISPLAYCONTACT.${field}`);
	const mail = (field: string) => contact(`MAILADDRESS.${field}`);
	const parent = textIn(row, 'PARENTID');
	return {
		email: contact('EMAIL1'), phone: contact('PHONE1'), firstName: contact('FIRSTNAME'), lastName: contact('LASTNAME'),
		currency: textIn(row, 'CURRENCY'), taxNumber: textIn(row, 'TAXID'), term: textIn(row, 'TERMNAME'),
		...(parent === undefined ? {} : { parent: { id: parent } }),
		address: { line1: mail('ADDRESS1'), line2: mail('ADDRESS2'), city: mail('CITY'), region: mail('STATE'), postalCode: mail('ZIP'), country: mail('COUNTRYCODE') },
	};
}

const parentOf = (row: XmlElement) => {
	const id = textIn(row, 'PARENTID');
	return id === undefined ? {} : { parent: { id } };
};
const bank = (row: XmlElement) => ({ currency: textIn(row, 'CURRENCY'), glAccount: textIn(row, 'GLACCOUNTNO') });

export const LISTS = {
	account: {
		object: 'GLACCOUNT', idField: 'ACCOUNTNO', nameField: 'TITLE', fields: ['ACCOUNTTYPE', 'NORMALBALANCE', 'CLOSINGTYPE', 'CATEGORY'],
		more: (row: XmlElement) => ({ type: textIn(row, 'ACCOUNTTYPE'), class: classOf(row), category: textIn(row, 'CATEGORY'), requires: requiredBy(row) }),
	},
	supplier: { object: 'VENDOR', idField: 'VENDORID', nameField: 'NAME', fields: ['CURRENCY', 'TERMNAME', 'TAXID', 'PARENTID', ...PARTY], more: partyOf },
	customer: { object: 'CUSTOMER', idField: 'CUSTOMERID', nameField: 'NAME', fields: ['CURRENCY', 'TERMNAME', 'PARENTID', ...PARTY], more: partyOf },
	employee: {
		object: 'EMPLOYEE', idField: 'EMPLOYEEID', nameField: 'PERSONALINFO.CONTACTNAME',
		fields: ['PERSONALINFO.EMAIL1', 'PERSONALINFO.FIRSTNAME', 'PERSONALINFO.LASTNAME', 'LOCATIONID', 'DEPARTMENTID', 'TITLE'],
		more: (row: XmlElement) => ({
			email: textIn(row, 'PERSONALINFO.EMAIL1'), firstName: textIn(row, 'PERSONALINFO.FIRSTNAME'), lastName: textIn(row, 'PERSONALINFO.LASTNAME'),
			location: textIn(row, 'LOCATIONID'), department: textIn(row, 'DEPARTMENTID'), title: textIn(row, 'TITLE'),
		}),
	},
	expenseType: {
		object: 'EEACCOUNTLABEL', idField: 'ACCOUNTLABEL', nameField: 'DESCRIPTION', fields: ['GLACCOUNTNO'],
		more: (row: XmlElement) => ({ account: textIn(row, 'GLACCOUNTNO') }),
	},
	expensePaymentType: {
		object: 'EXPENSEPAYMENTTYPE', idField: 'NAME', nameField: 'NAME', fields: ['NONREIMBURSABLE', 'OFFSETACCTNO'],
		more: (row: XmlElement) => ({ reimbursable: !isTrue(row, 'NONREIMBURSABLE'), account: textIn(row, 'OFFSETACCTNO') }),
	},
	department: { object: 'DEPARTMENT', idField: 'DEPARTMENTID', nameField: 'TITLE', fields: ['PARENTID'], more: parentOf },
	class: { object: 'CLASS', idField: 'CLASSID', nameField: 'NAME', fields: ['PARENTID'], more: parentOf },
	location: {
		object: 'LOCATION', idField: 'LOCATIONID', nameField: 'NAME', fields: ['PARENTID', 'CURRENCY'],
		more: (row: XmlElement) => ({ currency: textIn(row, 'CURRENCY'), ...parentOf(row) }),
	},
	entity: { object: 'LOCATIONENTITY', idField: 'LOCATIONID', nameField: 'NAME', fields: ['CURRENCY'], more: (row: XmlElement) => ({ baseCurrency: textIn(row, 'CURRENCY') }) },
	project: {
		object: 'PROJECT', idField: 'PROJECTID', nameField: 'NAME', fields: ['CUSTOMERID', 'PARENTID', 'BILLABLEEXPDEFAULT'],
		more: (row: XmlElement) => ({ customer: textIn(row, 'CUSTOMERID'), billable: isTrue(row, 'BILLABLEEXPDEFAULT'), ...parentOf(row) }),
	},
	task: { object: 'TASK', idField: 'TASKID', nameField: 'NAME', fields: ['PROJECTID'], more: (row: XmlElement) => ({ project: textIn(row, 'PROJECTID') }) },
	item: { object: 'ITEM', idField: 'ITEMID', nameField: 'NAME', fields: ['ITEMTYPE'], more: (row: XmlElement) => ({ type: textIn(row, 'ITEMTYPE') }) },
	taxRate: {
		object: 'TAXDETAIL', idField: 'DETAILID', nameField: 'DESCRIPTION', fields: ['TAXTYPE', 'VALUE', 'TAXSOLUTIONID'],
		more: (row: XmlElement) => ({ percent: textIn(row, 'VALUE'), appliesTo: [textIn(row, 'TAXTYPE')].filter((one) => one !== undefined), solution: textIn(row, 'TAXSOLUTIONID') }),
	},
	taxSolution: { object: 'TAXSOLUTION', idField: 'SOLUTIONID', nameField: 'SOLUTIONID', fields: [] },
	term: { object: 'APTERM', idField: 'NAME', nameField: 'NAME', fields: ['DESCRIPTION'] },
	checkingAccount: { object: 'CHECKINGACCOUNT', idField: 'BANKACCOUNTID', nameField: 'BANKNAME', fields: ['GLACCOUNTNO', 'CURRENCY'], more: (row: XmlElement) => ({ type: 'checking', ...bank(row) }) },
	savingsAccount: { object: 'SAVINGSACCOUNT', idField: 'BANKACCOUNTID', nameField: 'BANKNAME', fields: ['GLACCOUNTNO', 'CURRENCY'], more: (row: XmlElement) => ({ type: 'savings', ...bank(row) }) },
	cardAccount: {
		object: 'CREDITCARD', idField: 'CARDID', nameField: 'CARDID', fields: ['DESCRIPTION', 'LIABILITYTYPE', 'CURRENCY'],
		more: (row: XmlElement) => ({ type: 'card', currency: textIn(row, 'CURRENCY'), liability: textIn(row, 'LIABILITYTYPE') }),
	},
} as const satisfies Record<string, ListKind>;
export type ListName = keyof typeof LISTS;

/** What every list is asked for beside its own fields. */
export function fieldsIn({ idField, nameField, fields, number = 'RECORDNO' }: ListKind): string[] {
	return [...new Set([number, idField, nameField, 'STATUS', ...fields, 'WHENCREATED', 'WHENMODIFIED'])];
}

/** Intacct also has "active non-posting". */
export function isActive(row: XmlElement): boolean {
	return !/^(inactive|F|false)$/i.test(textIn(row, 'STATUS') ?? 'active');
}

export function toRecord(kind: string, { idField, nameField, more }: ListKind, formats: Formats) {
	return (row: XmlElement): CanonicalRecord => {
		const id = textIn(row, idField) ?? textIn(row, 'RECORDNO') ?? '';
		return {
			kind, id, code: id, name: textIn(row, nameField) ?? id, active: isActive(row), ...more?.(row),
			recordNo: textIn(row, 'RECORDNO'), changedAt: instantFrom(textIn(row, 'WHENMODIFIED') ?? textIn(row, 'WHENCREATED'), formats), custom: customOf(row), raw: row,
		};
	};
}

/** Fields that the list did not ask for by name are the company's own. */
function customOf(row: XmlElement): Record<string, string> | undefined {
	const asked = new Set<string>(Object.values(LISTS).flatMap((kind: ListKind) => fieldsIn(kind)));
	const custom = Object.entries(row).filter(([name, value]) => !asked.has(name) && !/^REQUIRE/.test(name) && typeof value === 'string' && value !== '');
	return custom.length === 0 ? undefined : (Object.fromEntries(custom) as Record<string, string>);
}

/** By the side it stands on; Intacct has no more to tell apart what is owed and what is owned. */
function classOf(row: XmlElement): string | undefined {
	const [type = '', side = ''] = [textIn(row, 'ACCOUNTTYPE')?.toLowerCase(), textIn(row, 'NORMALBALANCE')?.toLowerCase()];
	if (type === 'incomestatement') return side === 'credit' ? 'revenue' : 'expense';
	return type === 'balancesheet' ? (side === 'credit' ? 'liability' : 'asset') : undefined;
}

/** Dimensions that each line on an account must carry, by their objects. Source: Sage Intacct, "GL accounts", REQUIRE fields. */
const REQUIRE: Readonly<Record<string, string>> = { REQUIREDEPT: 'DEPARTMENT', REQUIRELOC: 'LOCATION' };

export function requiredBy(account: XmlElement): string[] {
	return Object.keys(account).filter((name) => /^REQUIRE/.test(name) && isTrue(account, name)).map((name) => REQUIRE[name] ?? name.replace(/^REQUIRE(GLDIM)?/, ''));
}
