import { Books, type Shelf } from '../books/books';
import { FERN, KEA } from '../identity/apps';
import type { Organisation } from '../records';
import { chart, TAX_RATES } from './charts';
import { nzContacts, ukContacts } from './contacts';
import { seedDocuments } from './documents';
import { guidOf } from './ids';

const CREATED = Date.UTC(2019, 3, 8, 9, 30);

const KEA_JOINERY: Organisation = {
	OrganisationID: KEA,
	Name: 'Kea Joinery Ltd',
	LegalName: 'Kea Joinery Limited',
	Version: 'UK',
	BaseCurrency: 'GBP',
	CountryCode: 'GB',
	Timezone: 'GMTSTANDARDTIME',
	ShortCode: '!kEa42',
	Class: 'DEMO',
	IsDemoCompany: true,
	FinancialYearEndDay: 31,
	FinancialYearEndMonth: 3,
	CreatedDateUTC: CREATED,
	Multicurrency: true,
};
const FERN_AND_SONS: Organisation = {
	OrganisationID: FERN,
	Name: 'Fern & Sons (NZ)',
	LegalName: 'Fern & Sons Limited',
	Version: 'NZ',
	BaseCurrency: 'NZD',
	CountryCode: 'NZ',
	Timezone: 'NEWZEALANDSTANDARDTIME',
	ShortCode: '!fErN7',
	Class: 'STANDARD',
	IsDemoCompany: false,
	FinancialYearEndDay: 31,
	FinancialYearEndMonth: 3,
	CreatedDateUTC: CREATED,
	Multicurrency: false,
};

const CURRENCIES: Readonly<Record<string, string>> = {
	GBP: 'British Pound',
	EUR: 'Euro',
	USD: 'United States Dollar',
	SEK: 'Swedish Krona',
	NZD: 'New Zealand Dollar',
};
const TRACKING: Readonly<Record<string, readonly string[]>> = {
	'Cost Centre': ['Workshop', 'Site North', 'Site South', 'Office', 'Design Studio', 'Apprentices'],
	Region: ['North', 'South', 'Midlands', 'Wales & West'],
};

/** Two companies; `bare` leaves them with charts, rates and contacts only. */
export function seed(shelf: Shelf, bare: boolean): void {
	shelf.store.transaction(() => {
		const kea = open(shelf, KEA_JOINERY, ['GBP', 'EUR', 'USD', 'SEK']);
		for (const contact of ukContacts(KEA)) kea.put('Contacts', contact);
		seedTracking(kea);
		seedItems(kea);
		const fern = open(shelf, FERN_AND_SONS, ['NZD']);
		for (const contact of nzContacts(FERN)) fern.put('Contacts', contact);
		if (!bare) seedDocuments(kea);
	});
}

function open(shelf: Shelf, organisation: Organisation, currencies: readonly string[]): Books {
	const tenant = organisation.OrganisationID;
	const books = new Books(shelf, tenant, { app: null, user: 'Hana Demo' });
	const country = organisation.CountryCode === 'NZ' ? 'NZ' : 'GB';
	books.put('Organisations', organisation);
	for (const rate of TAX_RATES[country]) books.put('TaxRates', rate);
	for (const account of chart(country, tenant, organisation.BaseCurrency)) books.put('Accounts', account);
	for (const Code of currencies) books.put('Currencies', { Code, Description: CURRENCIES[Code] ?? Code });
	books.put('BrandingThemes', {
		BrandingThemeID: guidOf(`${tenant} theme`),
		Name: 'Standard',
		SortOrder: 0,
		CreatedDateUTC: CREATED,
	});
	books.put('Users', {
		UserID: guidOf(`${tenant} user`),
		EmailAddress: 'hana@keajoinery.example',
		FirstName: 'Hana',
		LastName: 'Demo',
		IsSubscriber: true,
		OrganisationRole: 'FINANCIALADVISER',
	});
	return books;
}

function seedTracking(books: Books): void {
	for (const [Name, options] of Object.entries(TRACKING)) {
		const TrackingCategoryID = guidOf(`${books.tenant} tracking ${Name}`);
		books.put('TrackingCategories', { TrackingCategoryID, Name, Status: 'ACTIVE' });
		for (const option of options) {
			const TrackingOptionID = guidOf(`${books.tenant} tracking ${Name} ${option}`);
			books.put('TrackingOptions', { TrackingOptionID, TrackingCategoryID, Name: option, Status: 'ACTIVE' });
		}
	}
}

function seedItems(books: Books): void {
	const items = [
		['CALL-OUT', 'Call-out', 'Call-out fee', 95],
		['DAY-RATE', 'Joiner, day', 'A day of one joiner', 310],
	] as const;
	for (const [Code, Name, Description, UnitPrice] of items) {
		books.put('Items', {
			ItemID: guidOf(`${books.tenant} item ${Code}`),
			Code,
			Name,
			Description,
			IsSold: true,
			IsPurchased: false,
			IsTrackedAsInventory: false,
			SalesDetails: { UnitPrice, AccountCode: '200', TaxType: 'OUTPUT2' },
		});
	}
}
