import { PARTNER_KEY } from '../identity/tokens';
import type { Desk } from '../state/desk';
import { addEntity, type Entity, entityNamed } from '../state/entities';
import { newAccount } from '../reference/defaults';
import { seedDocuments } from './documents';
import { seedMasters } from './masters';

export { PARTNER_KEY };
export const UK = 'HARBOUR-UK';
export const IRELAND = 'HARBOUR-IE';
export const GROUP = 'HARBOUR-GRP';
/** An application for all entities, one that may only read, and one for a single entity. */
export const APP = { clientId: 'sandbox-aiq-app', clientSecret: 'sandbox-aiq-secret' };
export const READER = { clientId: 'sandbox-aiq-reader', clientSecret: 'sandbox-aiq-reader-secret' };
export const SINGLE = { clientId: 'sandbox-aiq-ireland', clientSecret: 'sandbox-aiq-ireland-secret' };
/** For the 1.1 interface: one user key per entity. */
export const USER_KEYS: Readonly<Record<string, string>> = { [UK]: 'SANDBOX-USER-UK', [IRELAND]: 'SANDBOX-USER-IE', [GROUP]: 'SANDBOX-USER-GRP' };

function company(id: string, CompanyName: string, BaseCurrencyCode: string, LocaleName: string, IsConsolidationCompany: boolean): Entity {
	return {
		id, currency: BaseCurrencyCode,
		company: {
			CompanyName, LocaleName, BaseCurrencyCode, Address: { Line1: '12 Quay Street', City: LocaleName === 'en-IE' ? 'Dublin' : 'Leeds', PostZipCode: 'LS1 4AP' },
			ContactInformation: { EmailAddress: 'finance@harbourlight.example', LandlineNumber: '0113 496 0000' },
			AutoNumberingSettings: { UseAutoSalesInvoiceNumbering: true, CurrentSalesInvoiceNumber: 'SINV0001' },
			PrecisionSettings: { PricePrecisionDecimals: 2, QuantityPrecisionDecimals: 2 },
			ApprovalSettings: { IsPurchaseApprovalEnabled: false, IsPurchaseBatchPaymentApprovalEnabled: false, ApprovalType: 'SupplierBased' },
			TaxRegistrationNumber: 'GB 999 0000 00', RegistrationNumber: '09990000', IsConsolidationCompany,
		},
	};
}

/** A trading company in pounds, one in euro, and the company that consolidates them. `bare` leaves the ledgers empty. */
export function seed(desk: Desk, bare: boolean): void {
	const { store } = desk;
	store.atomically(() => {
		const now = store.now();
		for (const entity of [
			company(UK, 'Harbourlight Software Ltd', 'GBP', 'en-GB', false),
			company(IRELAND, 'Harbourlight Ireland DAC', 'EUR', 'en-IE', false),
			company(GROUP, 'Harbourlight Group (consolidation)', 'GBP', 'en-GB', true),
		]) {
			addEntity(store, entity);
			seedMasters(desk, entity, now);
			if (!bare && entity.company.IsConsolidationCompany !== true) seedDocuments(desk, entity, now);
		}
		connect(desk, UK, IRELAND, now);
		const all = [UK, IRELAND, GROUP];
		const app = (keys: typeof APP, name: string, entities: string[], scope: string) =>
			store.insert('aiq_apps', { client_id: keys.clientId, secret: keys.clientSecret, name, entities: JSON.stringify(entities), scope });
		app(APP, 'Accounting Sync', all, 'write');
		app(READER, 'Reporting (read only)', all, 'read');
		app(SINGLE, 'Ireland only', [IRELAND], 'write');
		for (const [entity, key] of Object.entries(USER_KEYS)) store.insert('aiq_user_keys', { user_key: key, entity, user: 'grace.hall', scope: 'write' });
	});
}

/** The two trading companies are each other's supplier, and know of it. */
function connect({ store, records }: Desk, one: string, other: string, now: number): void {
	const side = (id: string, partner: string) => {
		const entity = entityNamed(store, id);
		const Name = String(entityNamed(store, partner)?.company.CompanyName ?? '');
		if (entity === undefined) return {};
		const code = `IC-${partner.slice(-2)}`;
		const { id: AccountID } = records.put(id, 'supplier', code, { ...newAccount(entity, 'Purchases'), Code: code, Name, GroupID: 'INTERCO' }, now);
		return {
			EntityID: id, EntityName: String(entity.company.CompanyName), EntityBaseCurrencyCode: entity.currency, AccountID, AccountCode: code, AccountName: Name,
			AccountCurrencyCode: entity.currency,
		};
	};
	const [mine, theirs] = [side(one, other), side(other, one)];
	records.put(one, 'connection', other, { Local: mine, Remote: theirs }, now);
	records.put(other, 'connection', one, { Local: theirs, Remote: mine }, now);
}
