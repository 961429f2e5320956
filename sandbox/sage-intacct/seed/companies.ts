import type { Company, User } from '../state/companies';

/** One company of two entities, and a small one without Time & Expenses. */
export const GROUP = 'harbour-group';
export const SMALL = 'dock-four';
export const US = '100';
export const UK = '200';
export const SENDER = { senderId: 'sandbox-intacct-sender', password: 'sandbox-intacct-sender-password' };
export const USER = { userId: 'ws_sync', password: 'sandbox-intacct-password' };
/** Rights by role, reading alone. */
export const READER = { userId: 'ws_reader', password: 'sandbox-intacct-reader' };
/** May stand in the UK entity alone. */
export const UK_USER = { userId: 'ws_uk', password: 'sandbox-intacct-uk' };
export const LOCKED = { userId: 'ws_old', password: 'sandbox-intacct-old' };

const accounts = { payable: '2000', receivable: '1200', expenses: '2020', undeposited: '1250', exchange: '7900', interEntity: '1900' };

export const COMPANIES: readonly Company[] = [
	{
		id: GROUP, title: 'Harbourlight Group Inc', base: 'USD', multiEntity: true, multiCurrency: true, firstFiscalMonth: 1,
		modules: ['CO', 'AD', 'GL', 'AP', 'AR', 'CM', 'EE', 'PA', 'IC', 'TX', 'PS'], senders: [SENDER.senderId], webServices: true, expired: false, idleMinutes: 120, accounts,
		closed: { GL: '2025-12-31' }, approvals: [], uniqueBillNumbers: true, uniqueInvoiceNumbers: true, ownSummaries: false, reasonRequired: false, autoIds: false,
		rates: { 'GBP>USD': '1.2745', 'EUR>USD': '1.0812', 'USD>GBP': '0.7846', 'EUR>GBP': '0.8483', 'CAD>USD': '0.7319' },
		dimensions: [{ object: 'PLACE', label: 'Place' }, { object: 'CAMPAIGN', label: 'Campaign' }],
		customFields: [
			{ object: 'APBILL', name: 'SOURCE_REPORT', label: 'Source report', type: 'text' }, { object: 'EEXPENSES', name: 'SOURCE_REPORT', label: 'Source report', type: 'text' },
			{ object: 'GLBATCH', name: 'SOURCE_KEY', label: 'Source key', type: 'text' }, { object: 'APBILLITEM', name: 'RECEIPT_URL', label: 'Receipt', type: 'text' },
			{ object: 'VENDOR', name: 'VENDOR_TIER', label: 'Tier', type: 'picklist', values: ['Gold', 'Silver', 'None'] },
		],
		relationships: [{ when: ['DEPARTMENTID', '300'], then: ['LOCATIONID', '110'] }],
		roles: {
			'Read only': { CO: 'read', GL: 'read', AP: 'read', AR: 'read', CM: 'read', EE: 'read', PA: 'read', IC: 'read', TX: 'read', PS: 'read' },
			'Expense sync': { AD: 'all', CO: 'read', CM: 'all', EE: 'all', GL: 'all', PA: 'read', AP: 'all', AR: 'read', IC: 'read', TX: 'read', PS: 'read' },
		},
		smartEvents: [],
	},
	{
		id: SMALL, title: 'Dock Four LLC', base: 'USD', multiEntity: false, multiCurrency: false, firstFiscalMonth: 7,
		modules: ['CO', 'AD', 'GL', 'AP', 'AR', 'CM'], senders: [SENDER.senderId], webServices: true, expired: false, idleMinutes: 60, accounts,
		closed: {}, approvals: [], uniqueBillNumbers: false, uniqueInvoiceNumbers: true, ownSummaries: false, reasonRequired: false, autoIds: true,
		rates: {}, dimensions: [], customFields: [], relationships: [], roles: {}, smartEvents: [],
	},
];

const every = { CO: 'all', AD: 'all', GL: 'all', AP: 'all', AR: 'all', CM: 'all', EE: 'all', PA: 'all', IC: 'all', TX: 'all', PS: 'all' } as const;
const usual = { permissions: {}, locked: false, inactive: false, wrong: 0, entities: [], topLevel: true, gmtOffset: 0, auditTrail: true };

export const USERS: readonly User[] = [
	{ ...usual, company: GROUP, id: USER.userId, password: USER.password, permissions: every },
	{ ...usual, company: GROUP, id: READER.userId, password: READER.password, role: 'Read only', auditTrail: false },
	{ ...usual, company: GROUP, id: UK_USER.userId, password: UK_USER.password, permissions: every, entities: [UK], topLevel: false },
	{ ...usual, company: GROUP, id: LOCKED.userId, password: LOCKED.password, permissions: every, locked: true },
	{ ...usual, company: SMALL, id: USER.userId, password: USER.password, permissions: every, gmtOffset: -8 },
];
