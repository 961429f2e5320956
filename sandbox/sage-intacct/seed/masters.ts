import { createMaster } from '../objects/master';
import { objectOf } from '../objects/catalogue';
import type { Call } from '../state/desk';
import type { Body } from '../state/records';
import { CHART, EXPENSE_TYPES } from './chart';
import { UK, US } from './companies';

type Row = Record<string, string | undefined>;

/** The lists of a company, made by the rules of the gateway's own create. */
export function seedMasters(call: Call): void {
	const { company, desk } = call;
	const make = (object: string, rows: readonly Row[]) => {
		const type = objectOf(company, object);
		if (type === undefined) return;
		for (const row of rows) createMaster(call, type, { header: Object.fromEntries(Object.entries(row).filter((entry): entry is [string, string] => entry[1] !== undefined)) });
	};
	const force = (object: string, rows: readonly Body[]) => {
		const id = objectOf(company, object)?.idField ?? '';
		for (const row of rows) desk.records.add(company.id, object, { id: row[id] ?? '', body: { STATUS: 'active', ...row } }, 'setup');
	};
	const isGroup = company.multiEntity;
	make('GLACCOUNT', CHART.filter(([, , , , special]) => isGroup || special !== 'REQUIREGLDIMCAMPAIGN').map(([ACCOUNTNO, TITLE, ACCOUNTTYPE, NORMALBALANCE, special]) => ({
		ACCOUNTNO, TITLE, ACCOUNTTYPE, NORMALBALANCE, CLOSINGTYPE: ACCOUNTTYPE === 'balancesheet' ? 'non-closing account' : 'closing account', STATUS: special === 'X' ? 'inactive' : 'active',
		...(special === undefined || special === 'X' || !isGroup ? {} : { [special]: 'true' }),
	})));
	force('GLJOURNAL', [{ SYMBOL: 'GJ', TITLE: 'General journal' }, { SYMBOL: 'CCJ', TITLE: 'Card journal' }, { SYMBOL: 'PYRJ', TITLE: 'Payroll (old)', STATUS: 'inactive' }]);
	force('APTERM', [{ NAME: 'Net 30', DUEDATE: '30', DUEFROM: 'of bill date' }, { NAME: 'Net 15', DUEDATE: '15', DUEFROM: 'of bill date' }, { NAME: 'Due on receipt', DUEDATE: '0' }]);
	force('ARTERM', [{ NAME: 'Net 30', DUEDATE: '30', DUEFROM: 'of invoice date' }]);
	force('EXCHANGERATETYPES', [{ NAME: 'Month end', ISDEFAULT: 'false' }]);
	if (isGroup) places(call, force);
	make('DEPARTMENT', [['100', 'Engineering'], ['200', 'Sales & Marketing'], ['210', 'Field sales', '200'], ['300', 'Finance'], ['900', 'Old: R&D', undefined, 'inactive']].map(([DEPARTMENTID, TITLE, PARENTID, STATUS]) => ({ DEPARTMENTID, TITLE, PARENTID, STATUS })));
	make('CLASS', [['10', 'Recurring'], ['20', 'Projects'], ['30', 'Internal, "overhead"']].map(([CLASSID, NAME]) => ({ CLASSID, NAME })));
	const vendor = ([VENDORID, NAME, EMAIL1, more = {}]: readonly [string, string, string, Row?]): Row => ({ VENDORID, NAME, 'DISPLAYCONTACT.PRINTAS': NAME, 'DISPLAYCONTACT.EMAIL1': EMAIL1, TERMNAME: 'Net 30', ...more });
	make('VENDOR', VENDORS.map(vendor));
	make('CUSTOMER', CUSTOMERS.map(([CUSTOMERID, NAME, more = {}]) => ({ CUSTOMERID, NAME, 'DISPLAYCONTACT.PRINTAS': NAME, TERMNAME: 'Net 30', ...more })));
	make('CONTACT', PEOPLE.map(([id, first, last, email]) => ({ CONTACTNAME: `${last}, ${first}${id === 'E-09' ? ' (2)' : ''}`, PRINTAS: `${first} ${last}`, FIRSTNAME: first, LASTNAME: last, EMAIL1: email })));
	make('EMPLOYEE', PEOPLE.map(([EMPLOYEEID, first, last, , location, DEPARTMENTID, STATUS]) => ({
		EMPLOYEEID, 'PERSONALINFO.CONTACTNAME': `${last}, ${first}${EMPLOYEEID === 'E-09' ? ' (2)' : ''}`, LOCATIONID: isGroup ? location : undefined, DEPARTMENTID, STATUS,
	})));
	force('CHECKINGACCOUNT', [
		{ BANKACCOUNTID: 'BOA', BANKACCOUNTNO: '***6789', BANKNAME: 'Bank of America', GLACCOUNTNO: '1000', CURRENCY: 'USD' },
		...(isGroup ? [{ BANKACCOUNTID: 'BARC', BANKACCOUNTNO: '***4321', BANKNAME: 'Barclays', GLACCOUNTNO: '1010', CURRENCY: 'GBP', LOCATIONID: UK }] : []),
	]);
	force('CREDITCARD', [
		{ CARDID: 'AMEX', CARDTYPE: 'American Express', DESCRIPTION: 'Corporate Amex', LIABILITYTYPE: 'Credit', LIABACCTNO: '2100', CURRENCY: 'USD' },
		...(isGroup ? [{ CARDID: 'BARCLAYCARD', CARDTYPE: 'Visa', DESCRIPTION: 'Barclaycard', LIABILITYTYPE: 'Credit', LIABACCTNO: '2110', CURRENCY: 'GBP' }] : []),
		{ CARDID: 'OLDCARD', CARDTYPE: 'Visa', DESCRIPTION: 'Cancelled', LIABILITYTYPE: 'Credit', LIABACCTNO: '2120', STATUS: 'inactive' },
	]);
	if (!isGroup) return;
	make('EEACCOUNTLABEL', EXPENSE_TYPES.map(([ACCOUNTLABEL, GLACCOUNTNO, special]) => ({ ACCOUNTLABEL, DESCRIPTION: ACCOUNTLABEL, GLACCOUNTNO, STATUS: special === 'X' ? 'inactive' : 'active' })));
	force('EXPENSEPAYMENTTYPE', [{ NAME: 'Out of pocket', NONREIMBURSABLE: 'false' }, { NAME: 'Company card', NONREIMBURSABLE: 'true', OFFSETACCTNO: '2120' }]);
	make('PROJECT', [
		{ PROJECTID: 'P-100', NAME: 'Dock 4 rollout', PROJECTCATEGORY: 'Contract', CUSTOMERID: 'C-100', BILLABLEEXPDEFAULT: 'true' }, { PROJECTID: 'P-110', NAME: 'Dock 4 rollout - phase 2', PROJECTCATEGORY: 'Contract', CUSTOMERID: 'C-100', PARENTID: 'P-100' },
		{ PROJECTID: 'P-200', NAME: 'Internal tools', PROJECTCATEGORY: 'Internal' }, { PROJECTID: 'P-900', NAME: 'Finished <2024>', PROJECTCATEGORY: 'Contract', CUSTOMERID: 'C-200', STATUS: 'inactive' },
	]);
	make('TASK', [{ TASKID: 'T-1', NAME: 'Survey', PROJECTID: 'P-100' }, { TASKID: 'T-2', NAME: 'Fit-out', PROJECTID: 'P-100' }, { TASKID: 'T-3', NAME: 'Survey', PROJECTID: 'P-110' }]);
	make('ITEM', [{ ITEMID: 'EXP', NAME: 'Expenses', ITEMTYPE: 'Non-Inventory' }, { ITEMID: 'MILES', NAME: 'Mileage', ITEMTYPE: 'Non-Inventory' }, { ITEMID: 'OLD', NAME: 'Old item', ITEMTYPE: 'Non-Inventory', STATUS: 'inactive' }]);
	force('TAXSOLUTION', [{ SOLUTIONID: 'United Kingdom - VAT', TAXMETHOD: 'VAT' }]);
	force('TAXDETAIL', TAXES.map(([DETAILID, TAXTYPE, VALUE]) => ({ DETAILID, TAXTYPE, VALUE, TAXSOLUTIONID: 'United Kingdom - VAT', GLACCOUNT: TAXTYPE === 'Purchase' ? '2210' : '2220' })));
	for (const name of ['Head office', 'Client site', 'Home']) desk.records.add(company.id, 'PLACE', { body: { name, STATUS: 'active' } }, 'setup');
	for (const name of ['Spring launch', 'Trade fair & expo']) desk.records.add(company.id, 'CAMPAIGN', { body: { name, STATUS: 'active' } }, 'setup');
}

function places({ desk, company }: Call, force: (object: string, rows: readonly Body[]) => void): void {
	force('LOCATIONENTITY', [{ LOCATIONID: US, NAME: 'Harbourlight Inc', CURRENCY: 'USD', FIRSTMONTH: '1' }, { LOCATIONID: UK, NAME: 'Harbourlight Ltd', CURRENCY: 'GBP', FIRSTMONTH: '4', TAXSOLUTIONID: 'United Kingdom - VAT' }]);
	force('LOCATION', [
		{ LOCATIONID: US, NAME: 'Harbourlight Inc', CURRENCY: 'USD' }, { LOCATIONID: '110', NAME: 'Oakland', PARENTID: US }, { LOCATIONID: '120', NAME: 'New York', PARENTID: US }, { LOCATIONID: '190', NAME: 'Boston (closed)', PARENTID: US, STATUS: 'inactive' },
		{ LOCATIONID: UK, NAME: 'Harbourlight Ltd', CURRENCY: 'GBP' }, { LOCATIONID: '210', NAME: 'Leeds', PARENTID: UK },
	]);
	// One vendor that only the UK entity knows.
	desk.records.add(company.id, 'VENDOR', { id: 'V-UK1', entity: UK, body: { VENDORID: 'V-UK1', NAME: 'Leeds Couriers', STATUS: 'active', CURRENCY: 'GBP', TERMNAME: 'Net 30' } }, 'setup');
}

const VENDORS: ReadonlyArray<readonly [string, string, string, Row?]> = [
	['V-100', 'Acme Supply Co', 'ap@acme.example'], ['V-110', 'ACME Supply Co.', 'billing@acme.example', { STATUS: 'inactive' }], ['V-120', "O'Brien & Sons", 'office@obrien.example'], ['V-130', 'Northwind Travel', 'desk@northwind.example'],
	['V-140', 'Café Zoë', 'zoe@cafe.example'], ['V-200', 'American Express', 'cards@amex.example'], ['V-E01', 'Priya Raman', 'priya.raman@harbourlight.example'], ['V-E02', "Mark O'Neill", 'mark.oneill@harbourlight.example'],
];
const CUSTOMERS: ReadonlyArray<readonly [string, string, Row?]> = [['C-100', 'Dock Four LLC'], ['C-110', 'Dock Four - Annex', { PARENTID: 'C-100' }], ['C-200', 'Lantern & Co'], ['C-900', 'Closed Client', { STATUS: 'inactive' }]];
/** Two share one address, as happens. */
const PEOPLE: ReadonlyArray<readonly [id: string, first: string, last: string, email: string, location: string, department: string, status?: string]> = [
	['E-01', 'Priya', 'Raman', 'priya.raman@harbourlight.example', '110', '300'], ['E-02', 'Mark', "O'Neill", 'mark.oneill@harbourlight.example', '110', '100'], ['E-03', 'Åsa', 'Lindqvist', 'asa.lindqvist@harbourlight.example', '120', '200'],
	['E-04', 'Tom', 'Baker', 'tom.baker@harbourlight.example', '210', '210'], ['E-05', 'Zofia', 'Wróbel', 'shared@harbourlight.example', '110', '100'], ['E-06', 'Jo', 'Smith-Jones', 'shared@harbourlight.example', '110', '100'],
	['E-09', 'Tom', 'Baker', 'tom.baker.old@harbourlight.example', '120', '200', 'inactive'],
];
const TAXES: ReadonlyArray<readonly [string, 'Purchase' | 'Sale', string]> = [
	['UK Purchase Standard', 'Purchase', '20'], ['UK Purchase Reduced', 'Purchase', '5'], ['UK Purchase Zero', 'Purchase', '0'], ['UK Purchase Exempt', 'Purchase', '0'], ['UK Sale Standard', 'Sale', '20'], ['UK Sale Zero', 'Sale', '0'],
];
