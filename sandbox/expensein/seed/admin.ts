import type { Kind } from '../state/kinds';
import type { Body } from '../state/validate';

/**
 * One company's admin records as years of use leave them. References are the ledger's codes where somebody kept them up:
 * one has a blank behind it, one is a code of the ledger before, some have none.
 */
export const ADMIN: ReadonlyArray<readonly [Kind, ReadonlyArray<readonly [name: string, reference: string | null, more?: Body]>]> = [
	['taxrate', [
		['Standard 20%', 'V20', { percent: 20 }], ['Reduced 5%', 'V5', { percent: 5 }], ['Zero rated', 'V0', { percent: 0 }],
		['No VAT (outside the scope)', 'N/A', { percent: 0 }],
	]],
	['department', [
		['London sales', 'LDN-SALES'], ['London engineering', 'LDN-ENG', { description: '3rd floor' }], ['Leeds ops', 'LDS-OPS'],
		['Remote engineers', 'RMT-ENG'],
	]],
	['project', [
		['Core platform', 'CORE'], ['Labs', 'LABS'], ['Recharged to client', 'REB', { billable: true, clientName: 'Acme Widgets Ltd' }],
		['Website relaunch "2024"', null, { isActive: false }], ['London sales, recharged', 'LDN-SALES-REB', { billable: true }],
	]],
	['category', [
		['Flights', '7000'], ['Travel - Rail', '7001', { description: 'Standard class; first only over 4 hours' }], ['Taxi & parking', '7002'],
		['Hotels', '7010', { fixedAmount: 180 }], ['Meals (travelling)', '7020'],
		['Entertaining clients', '7025', { description: 'Names of all guests, please' }], ['Mileage', '7030', { appliesTo: ['Mileage'] }],
		['Phone/internet', '7110'], ['Office supplies', '7120 ', { reportable: true }], ['Software & licences', '7125'],
		['Training & conferences', '6020'], ['Subsistence', 'SUBS', { description: 'Old: use Meals', isActive: false }],
	]],
	['supplier', [
		['Regus', 'REGUS', { email: 'billing@regus.example', currency: 'GBP' }],
		['Amazon Web Services EMEA SARL', 'AWS001', { email: 'aws-receivables@example.com', currency: 'USD' }],
		['Trainline.com Ltd', 'TRAINLINE', { currency: 'GBP' }],
		['Smith & Co <Solicitors> LLP', 'SMITHCO', { email: 'accounts@smithco.example', currency: 'GBP', isInactive: true }],
		['Café Zoë (catering)', null, { currency: 'GBP' }],
	]],
];

const PERMISSIONS = ['User'];
/** The last one is a contractor for whom nobody has set a reference. */
export const USERS: readonly Body[] = [
	{ firstName: 'Aoife', lastName: 'Byrne', email: 'aoife.byrne@harbourlight.example', reference: 'EMP001', permissions: ['User', 'Approver', 'Finance', 'Account administrator'] },
	{ firstName: 'Ben', lastName: 'Okafor', email: 'ben.okafor@harbourlight.example', reference: 'EMP002', permissions: ['User', 'Approver'] },
	{ firstName: 'Chloé', lastName: 'Martin', email: 'chloe.martin@harbourlight.example', reference: 'EMP003', permissions: PERMISSIONS },
	{ firstName: 'Dan', lastName: "O'Neill", email: 'dan.oneill@harbourlight.example', reference: 'EMP004', permissions: PERMISSIONS },
	{ firstName: 'Priya', lastName: 'Shah', email: 'priya.shah@harbourlight.example', reference: 'EMP005', permissions: PERMISSIONS },
	{ firstName: 'Łukasz', lastName: 'Żak-Smith', email: 'lukasz.zak@harbourlight.example', reference: 'EMP006', permissions: PERMISSIONS },
	{ firstName: 'Sam', lastName: 'Doe (contractor)', email: 'sam.doe@agency.example', reference: null, permissions: PERMISSIONS },
];
