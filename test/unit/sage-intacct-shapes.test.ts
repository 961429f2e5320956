import { check } from '../../nodes/core/model/check';
import { DOCUMENT_SCHEMAS, type AnyDocument } from '../../nodes/core/model/documents';
import { balanceProblem, entityOf } from '../../nodes/SageIntacct/balance';
import { dimensionObject, lineValue, choiceOf, listed } from '../../nodes/SageIntacct/mapping';
import { idFor } from '../../nodes/SageIntacct/parties';
import { fieldsIn, selectable } from '../../nodes/SageIntacct/objects';
import type { Resolved } from '../../nodes/SageIntacct/resolved';
import { toApAdjustment, toBill, toCardTransaction, toExpenseReport, toInvoice, toJournal } from '../../nodes/SageIntacct/shapes/documents';
import { inOrder } from '../../nodes/SageIntacct/shapes/order';
import { nested } from '../../nodes/SageIntacct/upserts/kinds';
import { fieldsIn as formOf, isSecret } from '../../nodes/SageIntacct/webhook';
import { daysAfter, moved } from '../../nodes/SageIntacct/writers/closed';

const SETUP = { baseCurrency: 'GBP', multiCurrency: true, multiBaseCurrency: false, multiEntity: false };

function resolved<D extends AnyDocument>(kind: D['kind'], document: object, more: Partial<Resolved<D>> = {}, tax?: Resolved<D>['lines'][0]['tax']): Resolved<D> {
	const read = check(DOCUMENT_SCHEMAS[kind], { key: 'K-1', date: '2026-05-04', ...document });
	if (!read.ok) throw read.error;
	const value = read.value as D & { lines?: Resolved<D>['lines'][0]['line'][] };
	return {
		document: value, date: value.date, setup: { ...SETUP, multiCurrency: false }, warnings: [], party: 'P-1',
		lines: (value.lines ?? []).map((line) => ({ line, account: '6220', expenseType: 'Travel', dimensions: new Map([['LOCATION', 'E1'], ['DEPARTMENT', '30'], ['PROJECT', 'P1'], ['PLACE', '10002']]), tax })),
		...more,
	};
}
const lines = [{ amount: '120.00', description: 'Taxi', billable: true }];

it('NODE-BILL: a bill with tax goes net with the tax beside it, whatever the document includes', () => {
	const shape = toBill(resolved('bill', { supplier: { id: 'V' }, lines }, { taxSolution: 'UK VAT' }, { net: '100', tax: '20', gross: '120', detail: 'UK Purchase Standard' }));
	expect(shape).toMatchObject({ create: { APBILL: { INCLUSIVETAX: 'false', TAXSOLUTIONID: 'UK VAT', APBILLITEMS: { APBILLITEM: [{
		TRX_AMOUNT: '100.00', BILLABLE: 'true', LOCATIONID: 'E1', DEPARTMENTID: '30', PROJECTID: 'P1', GLDIMPLACE: '10002', TAXENTRIES: { TAXENTRY: { DETAILID: 'UK Purchase Standard', TRX_TAX: '20.00' } },
	}] } } } });
});

it('NODE-BILL: a rate of the document is turned into Intacct\'s; without one Intacct takes its daily rate', () => {
	const money = { currency: 'EUR', baseCurrency: 'GBP', setup: SETUP };
	expect(toBill(resolved('bill', { supplier: { id: 'V' }, lines, exchangeRate: '1.25' }, money))).toMatchObject({ create: { APBILL: { CURRENCY: 'EUR', BASECURR: 'GBP', EXCHANGE_RATE: '0.8' } } });
	const daily = toBill(resolved('bill', { supplier: { id: 'V' }, lines }, money)) as { create: { APBILL: object } };
	expect(daily.create.APBILL).toMatchObject({ EXCH_RATE_TYPE_ID: '' });
	expect(daily.create.APBILL).not.toHaveProperty('EXCHANGE_RATE');
});

it('NODE-CREDIT, NODE-INVOICE, NODE-EXPENSE: the older functions have their elements in the documented order', () => {
	const orderOf = (shape: object) => Object.keys(Object.values(shape)[0] as object);
	const credit = toApAdjustment(resolved('supplierCredit', { supplier: { id: 'V' }, number: 'CN 1', memo: 'Back', lines }));
	expect(orderOf(credit)).toEqual(['vendorid', 'datecreated', 'dateposted', 'adjustmentno', 'action', 'billno', 'description', 'apadjustmentitems']);
	expect(credit).toMatchObject({ create_apadjustment: { apadjustmentitems: { lineitem: [{ amount: '-120.00' }] } } });
	const invoice = toInvoice(resolved('invoice', { customer: { id: 'C' }, number: 'INV-9', lines }, { currency: 'EUR', baseCurrency: 'GBP', setup: SETUP }));
	expect(orderOf(invoice)).toEqual(['customerid', 'datecreated', 'dateposted', 'datedue', 'action', 'invoiceno', 'ponumber', 'basecurr', 'currency', 'exchratedate', 'exchratetype', 'invoiceitems']);
	expect(invoice).toMatchObject({ create_invoice: { invoiceno: 'INV-9', ponumber: 'K-1', datedue: { year: '2026', month: '05', day: '04' } } });
	const report = toExpenseReport(resolved('employeeExpense', { employee: { id: 'E' }, lines }, {}, { net: '100', tax: '20', gross: '120', detail: 'T' })) as { create_expensereport: { expenses: { expense: object[] } } };
	expect(orderOf(report)).toEqual(['employeeid', 'datecreated', 'dateposted', 'expensereportno', 'state', 'description', 'inclusivetax', 'expenses']);
	expect(Object.keys(report.create_expensereport.expenses.expense[0] ?? {})).toEqual(['expensetype', 'amount', 'expensedate', 'memo', 'locationid', 'departmentid', 'customfields', 'projectid', 'billable', 'totaltrxamount', 'taxentries']);
	const card = toCardTransaction(resolved('expense', { supplier: { name: 'Cafe' }, bankAccount: { id: 'AMEX' }, lines }, { bank: { id: 'AMEX', isCard: true } }));
	expect(orderOf(card)).toEqual(['chargecardid', 'paymentdate', 'referenceno', 'payee', 'ccpayitems']);
	expect(() => inOrder('create_invoice', { nonsense: '1' })).toThrow('create_invoice has no nonsense');
});

it('NODE-JOURNAL: debit and credit by type, amounts without sign, location and department under the names of journals', () => {
	const shape = toJournal(resolved('journal', { lines: [{ amount: '5.00' }, { amount: '-5.00' }] }), 'EJ');
	expect(shape).toMatchObject({ create: { GLBATCH: { JOURNAL: 'EJ', BATCH_DATE: '05/04/2026', BATCH_TITLE: 'K-1', REFERENCENO: 'K-1', STATE: 'Posted', ENTRIES: { GLENTRY: [
		{ TR_TYPE: '1', TRX_AMOUNT: '5.00', LOCATION: 'E1', DEPARTMENT: '30', PROJECTID: 'P1', GLDIMPLACE: '10002' }, { TR_TYPE: '-1', TRX_AMOUNT: '5.00' },
	] } } } });
});

it('NODE-JOURNAL: a location belongs to the first entity above it, and a circle of parents ends', () => {
	const locations = [{ LOCATIONID: 'A', PARENTID: 'B' }, { LOCATIONID: 'B', PARENTID: 'E1' }, { LOCATIONID: 'X', PARENTID: 'Y' }, { LOCATIONID: 'Y', PARENTID: 'X' }];
	const entities = [{ LOCATIONID: 'E1' }];
	expect([entityOf('A', locations, entities), entityOf('X', locations, entities)]).toEqual(['E1', undefined]);
	const line = (amount: string, location: string) => ({ line: { amount }, dimensions: new Map([['LOCATION', location]]) });
	expect(balanceProblem([line('1.10', 'A'), line('-1.10', 'B')], locations, entities)).toBeUndefined();
	expect(balanceProblem([line('1.10', 'A'), line('-1.10', 'X')], locations, entities)?.message).toBe('Debits and credits differ in entity E1 by 1.1 and the top level by -1.1.');
});

it('NODE-REF: dimensions are known by Intacct\'s word, by the company\'s, in singular and plural', () => {
	const own = [{ object: 'DEPARTMENT', label: 'Cost Centre', isOwn: false }, { object: 'PLACE', label: 'Place', isOwn: true }];
	const object = (name: string) => dimensionObject({ name }, own);
	expect(['cost centre', 'Departments', 'CLASS', 'Classes', 'GLDIMPLACE', 'Supplier', 'Moon'].map(object)).toEqual(['DEPARTMENT', 'DEPARTMENT', 'CLASS', 'CLASS', 'PLACE', 'VENDOR', undefined]);
	expect(choiceOf({ value: { id: 'PLACE/10002' } }, own, { field: 'dimensions' })).toEqual({ object: 'PLACE', value: { id: '10002' } });
	const values = new Map([['DEPARTMENT', { rows: [{ DEPARTMENTID: '30', TITLE: 'North' }], kind: { idField: 'DEPARTMENTID', nameField: 'TITLE' } }], ['CLASS', { rows: [{ CLASSID: '9', NAME: 'North' }], kind: { idField: 'CLASSID', nameField: 'NAME' } }]]);
	expect(lineValue({ value: { name: 'north' } }, values, { field: 'dimensions' })).toMatchObject({ message: '"north" is a value of several dimensions: DEPARTMENT, CLASS.' });
	expect(lineValue({ object: 'CLASS', value: { name: 'north' } }, values, { field: 'dimensions' })).toEqual(['CLASS', '9']);
});

it('NODE-ERR: of two employees with one e-mail address none is guessed', () => {
	const rows = [{ EMPLOYEEID: 'E1', 'PERSONALINFO.EMAIL1': 'a@x.example' }, { EMPLOYEEID: 'E2', 'PERSONALINFO.EMAIL1': 'a@x.example' }];
	expect(listed(rows, { idField: 'EMPLOYEEID', nameField: 'N' }, { email: 'A@x.example' }, 'employee', { field: 'employee' })).toMatchObject({ category: 'mapping', message: expect.stringMatching(/more than one employee.*E1, E2/) as string });
});

it('NODE-UPSERT: an id from a name is short, without signs, and different for names that differ behind the cut', () => {
	const [one, other] = ['Bär & Söhne Hafenlogistik Nord', 'Bär & Söhne Hafenlogistik Süd'].map((name) => idFor({ name }));
	expect(one).toMatch(/^[A-Z0-9]{20}$/);
	expect(one).not.toBe(other);
	expect(idFor({ name: 'bär & söhne hafenlogistik nord' })).toBe(one);
	expect(nested({ VENDORID: 'V', 'DISPLAYCONTACT.EMAIL1': 'e', 'DISPLAYCONTACT.MAILADDRESS.CITY': 'c' })).toEqual({ VENDORID: 'V', DISPLAYCONTACT: { EMAIL1: 'e', MAILADDRESS: { CITY: 'c' } } });
});

it('NODE-REF: fields that the company has are asked for, with its own ones', () => {
	const field = (ID: string, custom = 'false') => ({ ID, LABEL: ID, DATATYPE: 'TEXT', ISCUSTOM: custom });
	const fields = new Map(fieldsIn({ Type: { Fields: { Field: [field('NAME'), field('C_X', 'true')] } } }).map((one) => [one.id, one]));
	expect(selectable(['NAME', 'OLD', 'DISPLAYCONTACT.EMAIL1'], fields)).toEqual(['NAME', 'DISPLAYCONTACT.EMAIL1', 'C_X']);
	expect(selectable(['NAME', 'OLD'], undefined)).toEqual(['NAME', 'OLD']);
});

it('NODE-ONCE: a document in a closed period goes to the day that Intacct names, else to the next month, and not into the future', () => {
	expect(daysAfter('2026-05-04', 'Date must be on or after 06/15/2026', 0)).toBe('2026-06-15');
	expect(daysAfter('2026-05-04', 'Periods are closed. Your transaction date (05/04/2026)', 0, '2026-07-01')).toBe('2026-06-01');
	expect(daysAfter('2026-06-30', 'closed', 1, '2026-06-30')).toBeUndefined();
	const ready = { key: 'K', object: 'APBILL' as const, content: {}, warnings: ['Dated 2026-06-01 in place of 2026-05-04, which lies in a closed period.'], movable: { date: '2026-06-01', at: (date: string) => ({ date }) } };
	expect(moved(ready, '2026-07-01')).toMatchObject({ content: { date: '2026-07-01' }, warnings: ['Dated 2026-07-01 in place of 2026-05-04, which lies in a closed period.'] });
});

it('TRIG-HOOK: the secret decides, whatever its length, and an empty one never; forms and JSON are read', () => {
	expect([isSecret('s', 's'), isSecret('s', 'other'), isSecret('', ''), isSecret(' ', ' ')]).toEqual([true, false, false, false]);
	expect(formOf(Buffer.from('secret=a%26b&object=APBILL&recordno=7'), 'application/x-www-form-urlencoded')).toEqual({ secret: 'a&b', object: 'APBILL', recordno: '7' });
	expect(formOf(Buffer.from('{"secret":"s","recordno":7,"x":{}}'), 'application/json')).toEqual({ secret: 's', recordno: '7', x: undefined });
	expect(formOf(Buffer.from('{broken'), 'application/json')).toEqual({});
});
