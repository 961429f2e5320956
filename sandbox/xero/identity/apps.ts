/** The apps that are registered in this emulator, as a developer portal would hold them. */
export interface App {
	id: string;
	/** Absent for a desktop app, which proves itself by PKCE alone. */
	secret?: string;
	name: string;
	kind: 'web' | 'desktop' | 'custom';
	/** A custom connection's organisation and scopes, chosen in the portal. */
	tenant?: string;
	scopes?: readonly string[];
}

export const KEA = '7e000000-0000-4000-8000-000000000001';
export const FERN = '7e000000-0000-4000-8000-000000000002';

const WRITABLE = [
	'accounting.invoices',
	'accounting.payments',
	'accounting.banktransactions',
	'accounting.manualjournals',
	'accounting.settings',
	'accounting.contacts',
	'accounting.attachments',
];

export const APPS: readonly App[] = [
	{ id: 'sandbox-xero-web', secret: 'sandbox-xero-web-secret', name: 'Accounting Sync', kind: 'web' },
	{ id: 'sandbox-xero-desktop', name: 'Accounting Sync (desktop)', kind: 'desktop' },
	{
		id: 'sandbox-xero-custom',
		secret: 'sandbox-xero-custom-secret',
		name: 'Accounting Sync (custom connection)',
		kind: 'custom',
		tenant: KEA,
		scopes: WRITABLE,
	},
];

/** Scopes that exist for apps made since 2 March 2026; accounting.transactions and accounting.reports.read do not. */
const GRANTABLE = new Set([
	'openid',
	'profile',
	'email',
	'offline_access',
	'app.connections',
	'files',
	'files.read',
	'accounting.journals.read',
	'accounting.budgets.read',
	...WRITABLE,
	...WRITABLE.map((scope) => `${scope}.read`),
	...[
		'aged',
		'balancesheet',
		'banksummary',
		'budgetsummary',
		'executivesummary',
		'profitandloss',
		'trialbalance',
		'taxreports',
	].map((report) => `accounting.reports.${report}.read`),
]);

export function unknownScopes(scopes: readonly string[]): string[] {
	return scopes.filter((scope) => !GRANTABLE.has(scope));
}

export const scopesOf = (text: string | undefined): string[] =>
	(text ?? '').split(/\s+/).filter((scope) => scope !== '');
