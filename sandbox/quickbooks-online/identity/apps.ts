/** The apps that are registered in this emulator, as the developer portal would hold them. */
export interface App {
	id: string;
	secret: string;
	name: string;
}

export const APPS: readonly App[] = [
	{ id: 'sandbox-qbo-app', secret: 'sandbox-qbo-secret', name: 'Accounting Sync' },
	{ id: 'sandbox-qbo-other', secret: 'sandbox-qbo-other-secret', name: 'Another app of the same companies' },
];

/** Scopes that an app may ask for. Source: Intuit, "Scopes". */
export const SCOPES: ReadonlySet<string> = new Set([
	'com.intuit.quickbooks.accounting', 'com.intuit.quickbooks.payment', 'openid', 'profile', 'email', 'phone', 'address',
	'project-management.project', 'app-foundations.custom-field-definitions', 'app-foundations.custom-field-definitions.read',
	'app-foundations.custom-dimensions.read', 'indirect-tax.tax-calculation.quickbooks', 'payroll.compensation.read', 'time-tracking.time-entry',
]);
export const ACCOUNTING = 'com.intuit.quickbooks.accounting';
