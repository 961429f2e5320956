import type { Module } from '../state/companies';

/** What tells the subledgers' documents apart. */
export interface Kind {
	object: string;
	line: string;
	module: Module;
	recordType: string;
	party: { object: string; field: string; nameField: string; label: string };
	/** 1: lines are debits; -1: credits. */
	sign: 1 | -1;
	control: 'payable' | 'receivable' | 'expenses' | 'card';
	taxSide: 'Purchase' | 'Sale';
	/** Whether a due date, or a term that gives one, is needed. */
	due: boolean;
	/** For people: "bill". */
	word: string;
}

const VENDOR = { object: 'VENDOR', field: 'VENDORID', nameField: 'VENDORNAME', label: 'Vendor' };
const CUSTOMER = { object: 'CUSTOMER', field: 'CUSTOMERID', nameField: 'CUSTOMERNAME', label: 'Customer' };
const EMPLOYEE = { object: 'EMPLOYEE', field: 'EMPLOYEEID', nameField: 'EMPLOYEENAME', label: 'Employee' };
const CARD = { object: 'CREDITCARD', field: 'FINANCIALENTITY', nameField: '', label: 'Charge card' };

export const KINDS = {
	APBILL: { object: 'APBILL', line: 'APBILLITEM', module: 'AP', recordType: 'apbill', party: VENDOR, sign: 1, control: 'payable', taxSide: 'Purchase', due: true, word: 'bill' },
	APADJUSTMENT: { object: 'APADJUSTMENT', line: 'APADJUSTMENTITEM', module: 'AP', recordType: 'apadjustment', party: VENDOR, sign: 1, control: 'payable', taxSide: 'Purchase', due: false, word: 'AP adjustment' },
	ARINVOICE: { object: 'ARINVOICE', line: 'ARINVOICEITEM', module: 'AR', recordType: 'arinvoice', party: CUSTOMER, sign: -1, control: 'receivable', taxSide: 'Sale', due: true, word: 'invoice' },
	ARADJUSTMENT: { object: 'ARADJUSTMENT', line: 'ARADJUSTMENTITEM', module: 'AR', recordType: 'aradjustment', party: CUSTOMER, sign: -1, control: 'receivable', taxSide: 'Sale', due: false, word: 'AR adjustment' },
	EEXPENSES: { object: 'EEXPENSES', line: 'EEXPENSESITEM', module: 'EE', recordType: 'eexpenses', party: EMPLOYEE, sign: 1, control: 'expenses', taxSide: 'Purchase', due: false, word: 'expense report' },
	EXPENSEADJUSTMENTS: { object: 'EXPENSEADJUSTMENTS', line: 'EXPENSEADJUSTMENTSITEM', module: 'EE', recordType: 'eadjustment', party: EMPLOYEE, sign: 1, control: 'expenses', taxSide: 'Purchase', due: false, word: 'expense adjustment' },
	CCTRANSACTION: { object: 'CCTRANSACTION', line: 'CCTRANSACTIONENTRY', module: 'CM', recordType: 'cctransaction', party: CARD, sign: 1, control: 'card', taxSide: 'Purchase', due: false, word: 'charge card transaction' },
} as const satisfies Record<string, Kind>;

export function kindOf(object: string): Kind | undefined {
	return Object.hasOwn(KINDS, object) ? KINDS[object as keyof typeof KINDS] : undefined;
}
