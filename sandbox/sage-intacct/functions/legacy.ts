import type { Element } from '../../frame/xml';
import { type Input, type InputLine, readTax, setField } from '../documents/input';
import { type Kind, KINDS } from '../documents/kinds';
import { deleteDocument, reverseDocument } from '../documents/reverse';
import { changeable, inputOf, writeDocument } from '../documents/subledger';
import { objectOf, type ObjectType } from '../objects/catalogue';
import { permit } from '../objects/permissions';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { readDateParts } from '../wire/dates';
import { Refused, refused } from '../wire/errors';
import { child } from '../wire/request';
import { tag } from '../wire/response';
import type { Run } from './catalogue';

/** Names of the legacy functions by the fields that objects have. */
const HEADER: Readonly<Record<string, string>> = {
	vendorid: 'VENDORID', customerid: 'CUSTOMERID', employeeid: 'EMPLOYEEID', chargecardid: 'FINANCIALENTITY', datecreated: 'WHENCREATED', dateposted: 'WHENPOSTED', datedue: 'WHENDUE',
	paymentdate: 'WHENCREATED', termname: 'TERMNAME', action: 'ACTION', state: 'ACTION', batchkey: 'PRBATCHKEY', billno: 'RECORDID', invoiceno: 'RECORDID', adjustmentno: 'RECORDID',
	expensereportno: 'RECORDID', referenceno: 'RECORDID', docnumber: 'DOCNUMBER', ponumber: 'DOCNUMBER', onhold: 'ONHOLD', description: 'DESCRIPTION', memo: 'MEMO', payee: 'PAYEE', externalid: 'EXTERNALID',
	basecurr: 'BASECURR', currency: 'CURRENCY', exchratedate: 'EXCH_RATE_DATE', exchratetype: 'EXCH_RATE_TYPE_ID', exchrate: 'EXCHANGE_RATE', nogl: 'NOGL', supdocid: 'SUPDOCID',
	inclusivetax: 'INCLUSIVETAX', taxsolutionid: 'TAXSOLUTIONID',
};
/** The document that an adjustment is about is not its own number. */
const ADJUSTED: Readonly<Record<string, string>> = { 'APADJUSTMENT.billno': 'BILLNO', 'ARADJUSTMENT.invoiceno': 'INVOICENO' };
const LINE: Readonly<Record<string, string>> = {
	glaccountno: 'ACCOUNTNO', accountlabel: 'ACCOUNTLABEL', expensetype: 'EXPENSETYPE', offsetglaccountno: 'OFFSETGLACCOUNTNO', amount: 'TRX_AMOUNT', paymentamount: 'TRX_AMOUNT', trx_amount: 'ORG_AMOUNT',
	currency: 'ORG_CURRENCY', exchrate: 'ORG_EXCHRATE', expensedate: 'ENTRY_DATE', allocationid: 'ALLOCATION', memo: 'ENTRYDESCRIPTION', description: 'ENTRYDESCRIPTION', paidfor: 'PAIDFOR', locationid: 'LOCATIONID',
	departmentid: 'DEPARTMENTID', item1099: 'FORM1099', form1099: 'FORM1099', key: 'KEY', projectid: 'PROJECTID', taskid: 'TASKID', costtypeid: 'COSTTYPEID', customerid: 'CUSTOMERID', vendorid: 'VENDORID', employeeid: 'EMPLOYEEID',
	itemid: 'ITEMID', classid: 'CLASSID', contractid: 'CONTRACTID', warehouseid: 'WAREHOUSEID', billable: 'BILLABLE', exppmttype: 'EXPPMTTYPE', quantity: 'QUANTITY', rate: 'UNITRATE', totaltrxamount: 'TOTALTRXAMOUNT',
};
const SKIPPED = new Set(['totalpaid', 'totaldue', 'revrectemplate', 'defrevaccount', 'revrecstartdate', 'revrecenddate', 'exchratedate', 'exchratetype']);

function readLegacy(call: Call, kind: Kind, { children }: Element): Input {
	const type = objectOf(call.company, kind.object);
	const lineType = objectOf(call.company, kind.line);
	const input: Input = { header: {} };
	if (type === undefined || lineType === undefined) return input;
	for (const one of children) {
		if (/(items|expenses|expenseadjustments)$/.test(one.name)) input.lines = one.children.map((line) => readLine(call, lineType, line));
		else if (one.name === 'customfields') customFields(call, type, one, input.header);
		else if (/^(payto|returnto|billto|shipto)$/.test(one.name)) setField(call, type, one.name === 'payto' || one.name === 'billto' ? 'BILLTOPAYTOCONTACTNAME' : 'SHIPTORETURNTOCONTACTNAME', child(one, 'contactname')?.text ?? '', input.header);
		else set(call, type, ADJUSTED[`${kind.object}.${one.name}`] ?? HEADER[one.name], one, input.header);
	}
	if (kind.object === 'CCTRANSACTION') input.header.REFERENCENO = input.header.RECORDID ?? '';
	return input;
}

function readLine(call: Call, type: ObjectType, { children }: Element): InputLine {
	const line: InputLine = { fields: {}, taxes: [] };
	for (const one of children) {
		if (one.name === 'taxentries') line.taxes = one.children.map(readTax);
		else if (one.name === 'customfields') customFields(call, type, one, line.fields);
		else if (!SKIPPED.has(one.name)) set(call, type, LINE[one.name], one, line.fields);
	}
	return line;
}

function set(call: Call, type: ObjectType, name: string | undefined, element: Element, into: Body): void {
	if (name === undefined) return;
	const isDate = element.children.length > 0;
	const text = isDate ? readDateParts(element) : element.text;
	if (text === undefined) throw refused.format(element.name, element.children.map((part) => part.text).join('-'));
	if (text.trim() !== '' || into[name] === undefined) setField(call, type, name, text, into);
}

function customFields(call: Call, type: ObjectType, { children }: Element, into: Body): void {
	for (const field of children) {
		const name = child(field, 'customfieldname')?.text.trim() ?? '';
		if (!(type.fields.get(name.toUpperCase())?.custom ?? false)) throw refused.field(name, type.name);
		setField(call, type, name, child(field, 'customfieldvalue')?.text ?? '', into);
	}
}

function wrapped<T>(kind: Kind, verb: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refused && error.problems[0]?.errorno !== 'PL04000005') throw error.wrapped(`Could not ${verb} ${kind.object.toLowerCase()} record!`);
		throw error;
	}
}

function create(kind: Kind): Run {
	return (call, element) => {
		permit(call, kind.module, 'CREATE', kind.object, 'all');
		return tag('key', wrapped(kind, 'create', () => writeDocument(call, kind, readLegacy(call, kind, element))).recordNo);
	};
}

/** The document by `key`, or by its external id. */
function found(call: Call, kind: Kind, { attributes, name }: Element, key = attributes.key ?? ''): Stored {
	const record = attributes.externalkey === 'true'
		? call.desk.records.list(call.company.id, kind.object).find(({ body }) => body.EXTERNALID === key)
		: call.desk.records.get(call.company.id, kind.object, Number(key));
	if (record === undefined) throw refused.rule(`Cannot find ${kind.object.toLowerCase()} with key '${key}' to ${name.split('_')[0] ?? ''}.`);
	return record;
}

function update(kind: Kind): Run {
	return (call, element) => {
		permit(call, kind.module, 'UPDATE', kind.object, 'all');
		return wrapped(kind, 'update', () => {
			const record = found(call, kind, element);
			changeable(call, kind, record);
			const before = inputOf(call, kind, record);
			const { header } = readLegacy(call, kind, element);
			return tag('key', writeDocument(call, kind, { header: { ...before.header, STATE: '', ...header }, lines: changedLines(call, kind, element, before.lines ?? []) }, record).recordNo);
		});
	};
}

/** Lines with a line_num, counted from 1, are changed; the others are added. */
function changedLines(call: Call, kind: Kind, element: Element, before: InputLine[]): InputLine[] {
	const list = element.children.find(({ name }) => /^update.*(items|expenses)$/.test(name));
	const type = objectOf(call.company, kind.line);
	const lines = [...before];
	for (const one of type === undefined ? [] : (list?.children ?? [])) {
		const line = readLine(call, type as ObjectType, one);
		const place = Number(one.attributes.line_num ?? 0);
		const old = lines[place - 1];
		if (!one.name.startsWith('update')) lines.push(line);
		else if (old === undefined) throw refused.rule(`There is no line ${one.attributes.line_num ?? ''}.`);
		else lines[place - 1] = { fields: { ...old.fields, ...line.fields }, taxes: line.taxes.length > 0 ? line.taxes : taxesFor(line, old) };
	}
	return lines;
}

/** A new amount is taxed anew. */
function taxesFor({ fields }: InputLine, { taxes }: InputLine): InputLine['taxes'] {
	return fields.TRX_AMOUNT === undefined ? taxes : taxes.map(({ DETAILID }) => ({ DETAILID }));
}

function reverse(kind: Kind): Run {
	return (call, element) => {
		permit(call, kind.module, 'UPDATE', kind.object, 'all');
		const day = child(element, 'datereversed');
		const read = day === undefined ? undefined : readDateParts(day);
		if (read === undefined) throw refused.format('Date reversed', day?.text ?? '');
		return tag('key', wrapped(kind, 'reverse', () => reverseDocument(call, kind, found(call, kind, element), read)).recordNo);
	};
}

function remove(kind: Kind): Run {
	return (call, element) => {
		permit(call, kind.module, 'DELETE', kind.object, 'all');
		const record = found(call, kind, element);
		deleteDocument(call, kind, record);
		return tag('key', record.recordNo);
	};
}

/** Takes a submitted bill back from its approvers. */
const recall: Run = (call, element) => {
	permit(call, 'AP', 'UPDATE', 'APBILL', 'all');
	const record = found(call, KINDS.APBILL, element, child(element, 'recordno')?.text.trim());
	if (record.body.STATE !== 'Submitted') throw refused.rule('Only submitted bills can be recalled.');
	call.desk.records.change(record, { STATE: 'Draft', RAWSTATE: 'Draft' }, call.user.id);
	return '';
};

export const LEGACY_FUNCTIONS: Readonly<Record<string, Run>> = {
	create_bill: create(KINDS.APBILL), update_bill: update(KINDS.APBILL), reverse_bill: reverse(KINDS.APBILL), delete_bill: remove(KINDS.APBILL), recallApBill: recall,
	create_apadjustment: create(KINDS.APADJUSTMENT), delete_apadjustment: remove(KINDS.APADJUSTMENT),
	create_invoice: create(KINDS.ARINVOICE), update_invoice: update(KINDS.ARINVOICE), reverse_invoice: reverse(KINDS.ARINVOICE), delete_invoice: remove(KINDS.ARINVOICE),
	create_aradjustment: create(KINDS.ARADJUSTMENT), delete_aradjustment: remove(KINDS.ARADJUSTMENT),
	create_expensereport: create(KINDS.EEXPENSES), update_expensereport: update(KINDS.EEXPENSES), reverse_expensereport: reverse(KINDS.EEXPENSES), delete_expensereport: remove(KINDS.EEXPENSES),
	create_expenseadjustmentreport: create(KINDS.EXPENSEADJUSTMENTS),
	record_cctransaction: create(KINDS.CCTRANSACTION), update_cctransaction: update(KINDS.CCTRANSACTION), reverse_cctransaction: reverse(KINDS.CCTRANSACTION),
};
