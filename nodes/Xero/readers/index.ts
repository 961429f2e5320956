import type { CanonicalRecord, Ledger, ReadQuery } from '../../core/ledger';
import { connections, get, type Xero } from '../api';
import { isActive, pick } from '../references';
import type { XeroAccount, XeroItem, XeroTrackingCategory } from '../types';
import type { Desk } from '../writers/desk';
import { contactsAs, creditNotes, invoicesOf, journals, payments, transactions } from './collections';
import { paged } from './paged';
import { toAccount, toCompany, toCurrency, toDimension, toDimensionValue, toItem, toTaxRate } from './references';
import { whole } from './whole';

/** What can be read from Xero, each kind page by page, and by change mark where Xero has one. */
export function readersOf(desk: Desk): Ledger['readers'] {
	const { xero, references } = desk;
	return {
		account: whole(async (since) => (await accounts(xero, since)).filter(({ Type }) => Type !== 'BANK').map(record(toAccount)), true),
		bankAccount: whole(async (since) => (await accounts(xero, since)).filter(({ Type }) => Type === 'BANK').map(record(toAccount)), true),
		item: whole(async (since) => (await items(xero, since)).map(record(toItem)), true),
		taxRate: whole(async () => (await references.taxRates()).map(record(toTaxRate)), false),
		dimension: whole(async () => (await references.tracking()).map(record(toDimension)), false),
		dimensionValue: whole(async (_since, of) => (await references.tracking()).filter(isOf(of)).flatMap(optionsOf), false),
		currency: whole(async () => (await references.currencies()).map(record(toCurrency)), false),
		company: whole(async () => await companies(desk), false),
		supplier: paged(desk, contactsAs('supplier')),
		customer: paged(desk, contactsAs('customer')),
		bill: paged(desk, invoicesOf('ACCPAY')),
		invoice: paged(desk, invoicesOf('ACCREC')),
		supplierCredit: paged(desk, creditNotes),
		journal: paged(desk, journals),
		payment: paged(desk, payments),
		expense: paged(desk, transactions('expense')),
		bankTransaction: paged(desk, transactions('bankTransaction')),
	};
}

async function accounts(xero: Xero, since?: string): Promise<XeroAccount[]> {
	return (await get<{ Accounts?: XeroAccount[] }>(xero, 'Accounts', {}, sinceHeader(since))).Accounts ?? [];
}

async function items(xero: Xero, since?: string): Promise<XeroItem[]> {
	return (await get<{ Items?: XeroItem[] }>(xero, 'Items', { unitdp: 4 }, sinceHeader(since))).Items ?? [];
}

/** The connected organisations; details only of the one at hand, since each costs a call to that organisation. */
async function companies({ xero, references }: Desk): Promise<CanonicalRecord[]> {
	const own = xero.hasOrganisation ? await references.organisationIfAllowed() : undefined;
	const all = await connections(xero);
	return all.map((connection) => ({
		...toCompany(connection, xero.tenantId === undefined || connection.tenantId === xero.tenantId ? own : undefined),
	}));
}

const isOf = (of: ReadQuery['of']) => (category: XeroTrackingCategory): boolean =>
	of === undefined || pick<XeroTrackingCategory>([category], of, { id: ({ TrackingCategoryID }) => TrackingCategoryID, name: ({ Name }) => Name, active: isActive }) !== undefined;

const optionsOf = (category: XeroTrackingCategory): CanonicalRecord[] =>
	(category.Options ?? []).map((option) => ({ ...toDimensionValue(option, category) }));

const record = <T, R extends { id: string }>(to: (one: T) => R) => (one: T): CanonicalRecord => ({ ...to(one) });

const sinceHeader = (since?: string): Record<string, string> => (since === undefined ? {} : { 'If-Modified-Since': since });
