import type { Category } from '../core/errors';
import type { Content } from './api';

/** A part of Sage Intacct that a connection needs, told in the same words by Check Set-Up and by a document that fails for it. */
export interface Area {
	name: string;
	/** As `get_applications` and the list of subscriptions call it. */
	applications: RegExp;
	/** What the web services user needs there. */
	permission: 'All' | 'Read-only';
	/** What cannot be done without it. */
	prevents: string;
	/** Objects that a reader may see: asking for one row each shows the permission. */
	probes: string[];
	/** Names of functions and objects that belong to it. */
	belongs: RegExp;
}

/** Where an administrator switches things on. Source: Sage Intacct, "Web services users", "Subscriptions". */
export const PERMISSIONS_AT = 'Company, Admin, Web services users, Subscriptions (or Roles), Permissions';
export const SUBSCRIPTIONS_AT = 'Company, Admin, Subscriptions';

/** In the order in which an administrator meets them. The most special ones are asked first by `areaOf`. */
export const AREAS: readonly Area[] = [
	{
		name: 'Administration', applications: /administration/i, permission: 'All', probes: [],
		prevents: 'Signing in to entities and asking for the company\'s modules and dimensions.',
		belongs: /^(get_applications|getUserPermissions|readUserFormatting|USERINFO)$/i,
	},
	{
		name: 'Company', applications: /^company|^platform/i, permission: 'Read-only', probes: ['LOCATION', 'DEPARTMENT', 'CLASS'],
		prevents: 'Departments, locations, classes, entities and user-defined dimensions; without them no line can be coded. Attachments need to be added here, too.',
		belongs: /LOCATION|DEPARTMENT|^CLASS$|CONTACT|supdoc|getDimensions|AUDITHISTORY|getFinancialSetup/i,
	},
	{
		name: 'Cash Management', applications: /cash management/i, permission: 'All', probes: ['CHECKINGACCOUNT', 'CREDITCARD'],
		prevents: 'Bank and card accounts, charge-card transactions, and the account that a payment goes through.',
		belongs: /cctransaction|CHECKINGACCOUNT|SAVINGSACCOUNT|CREDITCARD|BANKACCT/i,
	},
	{
		name: 'General Ledger', applications: /general ledger/i, permission: 'All', probes: ['GLACCOUNT', 'GLBATCH'],
		prevents: 'The chart of accounts, without which nothing can be mapped, and journal entries.',
		belongs: /^GL|JOURNAL/i,
	},
	{
		name: 'Time and Expenses', applications: /time.*expense|^expenses/i, permission: 'All', probes: ['EMPLOYEE', 'EEACCOUNTLABEL', 'EEXPENSES'],
		prevents: 'Employees, expense types and expense reports. Bills can be posted without it.',
		belongs: /expense|^EE|EMPLOYEE|reimbursement/i,
	},
	{
		name: 'Projects', applications: /project/i, permission: 'Read-only', probes: ['PROJECT', 'TASK'],
		prevents: 'Projects and tasks on lines, and marking lines as billable.',
		belongs: /^(PROJECT|TASK|COSTTYPE)/i,
	},
	{
		name: 'Accounts Payable', applications: /accounts payable/i, permission: 'All', probes: ['VENDOR', 'APBILL'],
		prevents: 'Suppliers, bills, adjustments and their payments.',
		belongs: /bill|^AP|apadjustment|appayment|VENDOR/i,
	},
	{
		name: 'Accounts Receivable', applications: /accounts receivable/i, permission: 'Read-only', probes: ['CUSTOMER'],
		prevents: 'Customers on lines. Invoices and customers\' payments need more than to read.',
		belongs: /invoice|^AR|aradjustment|arpayment|CUSTOMER/i,
	},
	{
		name: 'Inventory Control', applications: /inventory|order entry|purchasing/i, permission: 'Read-only', probes: ['ITEM'],
		prevents: 'Items on lines.', belongs: /^(ITEM|WAREHOUSE)/i,
	},
	{
		name: 'Taxes', applications: /tax/i, permission: 'Read-only', probes: ['TAXDETAIL'],
		prevents: 'Tax details on lines, in companies with VAT or GST.', belongs: /^TAX/i,
	},
];

/** The first rooms of the documented list, whose absence is worth an alarm; the others are told as optional. */
export const OPTIONAL = ['Accounts Receivable', 'Inventory Control', 'Taxes'];

/**
 * The area that a refused function belongs to.
 * @param text the refusal, which may name the object
 */
export function areaOf(content: Content | undefined, text: string): Area | undefined {
	const [[name = '', body] = []] = Object.entries(content ?? {});
	const words = [...objectsIn(body), name, ...(text.match(/\b[A-Z]{4,}[A-Z_]*\b/g) ?? [])];
	for (const word of words) {
		const area = AREAS.find(({ belongs }) => belongs.test(word));
		if (area !== undefined) return area;
	}
	return undefined;
}

function objectsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	const object = (body as { object?: unknown }).object;
	return typeof object === 'string' ? [object] : Object.keys(body).filter((key) => /^[A-Z]/.test(key));
}

/** What the user needs for a function: to write takes more than the set-up asks for where it only reads. */
export function neededFor({ permission }: Area, content: Content | undefined): Area['permission'] {
	const [name = ''] = Object.keys(content ?? {});
	return /^(create|update|delete|record_|reverse_|void_|recall|approve_|decline_|send_|confirm_)/i.test(name) ? 'All' : permission;
}

export function hintFor({ name, permission: usual, prevents }: Area, category: Category, permission = usual): string {
	const what = `Without it: ${prevents}`;
	if (category === 'feature not in subscription') return `The company lacks ${name}. Switch it on in Sage Intacct: ${SUBSCRIPTIONS_AT}. ${what}`;
	return `Give the web services user the permission ${name}, ${permission}, in Sage Intacct: ${PERMISSIONS_AT}. ${what}`;
}
