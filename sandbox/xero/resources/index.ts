import type { Route } from '../wire/call';
import { accountRoutes } from './accounts';
import { bankingRoutes } from './banking';
import { contactRoutes } from './contacts';
import { creditNoteRoutes } from './creditnotes';
import { extraRoutes } from './extras';
import { invoiceRoutes } from './invoices';
import { itemRoutes } from './items';
import { journalRoutes } from './journals';
import { organisationRoutes } from './organisation';
import { paymentRoutes } from './payments';
import { settingsRoutes } from './settings';

export const allRoutes: readonly Route[] = [
	...organisationRoutes,
	...accountRoutes,
	...contactRoutes,
	...settingsRoutes,
	...itemRoutes,
	...invoiceRoutes,
	...creditNoteRoutes,
	...bankingRoutes,
	...journalRoutes,
	...paymentRoutes,
	...extraRoutes,
];
