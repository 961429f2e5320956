import { showOrganisation, showTheme, showUser } from '../show/reference';
import type { Route } from '../wire/call';
import { answerList } from '../wire/list';
import { named, SETTINGS } from './common';

/** What the plan and the user's role allow. Only multicurrency can be taken away here. */
const ACTIONS = [
	'AttachFilesIntoInvoice',
	'ConvertQuoteToInvoice',
	'CreateApprovedBill',
	'CreateApprovedInvoice',
	'CreateBatchPayments',
	'CreateDraftBill',
	'CreateDraftInvoice',
	'CreateInvoicePayment',
	'CreateRepeatingInvoice',
	'CreateRepeatingBill',
	'EditApprovedBill',
	'EditApprovedInvoice',
	'UseMulticurrency',
	'ViewAccounts',
	'ViewReports',
];

export const organisationRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Organisation',
		scopes: SETTINGS,
		handle: ({ books }) => ({ json: { Organisations: [showOrganisation(books.organisation)] } }),
	},
	{
		method: 'GET',
		path: '/Organisation/Actions',
		scopes: SETTINGS,
		handle: ({ books }) => ({
			json: {
				Actions: ACTIONS.map((Name) => ({
					Name,
					Status: Name === 'UseMulticurrency' && !books.organisation.Multicurrency ? 'NOT-ALLOWED' : 'ALLOWED',
				})),
			},
		}),
	},
	{
		method: 'GET',
		path: '/BrandingThemes',
		scopes: SETTINGS,
		handle: (call) =>
			answerList(call, {
				kind: 'BrandingThemes',
				collection: 'BrandingThemes',
				paged: false,
				delta: false,
				show: showTheme,
			}),
	},
	{
		method: 'GET',
		path: '/BrandingThemes/:id',
		scopes: SETTINGS,
		handle: (call) => ({ json: { BrandingThemes: [showTheme(named(call, 'BrandingThemes'))] } }),
	},
	{
		method: 'GET',
		path: '/Users',
		scopes: SETTINGS,
		handle: (call) =>
			answerList(call, { kind: 'Users', collection: 'Users', paged: false, delta: true, show: showUser }),
	},
	{
		method: 'GET',
		path: '/Users/:id',
		scopes: SETTINGS,
		handle: (call) => ({ json: { Users: [showUser(named(call, 'Users'))] } }),
	},
];
