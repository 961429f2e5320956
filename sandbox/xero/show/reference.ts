import type { Books } from '../books/books';
import { msDate } from '../dates';
import { exact, round, toNumber } from '../../frame/money';
import type {
	Account,
	BrandingTheme,
	Item,
	Organisation,
	Price,
	TaxRate,
	TrackingCategory,
	TrackingOption,
	User,
} from '../records';
import type { Wire } from '../wire/batch';
import { dateOnly, updated } from './parts';

export function showOrganisation(organisation: Organisation): Wire {
	const {
		Multicurrency: _,
		Revoked: ___,
		UpdatedDateUTC: __,
		PeriodLockDate,
		EndOfYearLockDate,
		CreatedDateUTC,
		...rest
	} = organisation;
	return {
		...rest,
		PaysTax: true,
		OrganisationType: 'COMPANY',
		OrganisationEntityType: 'COMPANY',
		OrganisationStatus: 'ACTIVE',
		SalesTaxBasis: 'ACCRUALS',
		SalesTaxPeriod: 'QUARTERLY',
		DefaultSalesTax: 'Tax Exclusive',
		DefaultPurchasesTax: 'Tax Exclusive',
		Edition: 'BUSINESS',
		CreatedDateUTC: msDate(CreatedDateUTC),
		Addresses: [],
		Phones: [],
		ExternalLinks: [],
		PaymentTerms: {},
		...dateOnly('PeriodLockDate', PeriodLockDate),
		...dateOnly('EndOfYearLockDate', EndOfYearLockDate),
	};
}

export function showAccount(account: Account): Wire {
	const { UpdatedDateUTC, SystemAccount, ...rest } = account;
	return {
		...rest,
		...(SystemAccount === undefined ? {} : { SystemAccount }),
		HasAttachments: account.HasAttachments ?? false,
		...updated(UpdatedDateUTC),
	};
}

export function showTaxRate({ UpdatedDateUTC: _, ...rate }: TaxRate): Wire {
	return { ...rate };
}

export function showOption({ UpdatedDateUTC: _, TrackingCategoryID: __, ...option }: TrackingOption): Wire {
	const { Status } = option;
	return {
		...option,
		HasValidationErrors: false,
		IsDeleted: Status === 'DELETED',
		IsArchived: Status === 'ARCHIVED',
		IsActive: Status === 'ACTIVE',
	};
}

export function showCategory(
	books: Books,
	{ UpdatedDateUTC: _, ...category }: TrackingCategory,
	archived: boolean,
): Wire {
	const options = books.list('TrackingOptions', { parent: [category.TrackingCategoryID] });
	return {
		...category,
		Options: options.filter(({ Status }) => Status === 'ACTIVE' || (archived && Status === 'ARCHIVED')).map(showOption),
	};
}

export function showItem(item: Item, places: 2 | 4): Wire {
	const { UpdatedDateUTC, SalesDetails, PurchaseDetails, ...rest } = item;
	const price = (of: Price | undefined): Wire =>
		of === undefined
			? {}
			: { ...of, UnitPrice: of.UnitPrice === undefined ? undefined : toNumber(round(exact(of.UnitPrice), places)) };
	return {
		...rest,
		SalesDetails: price(SalesDetails),
		PurchaseDetails: price(PurchaseDetails),
		...updated(UpdatedDateUTC),
		ValidationErrors: [],
	};
}

export function showTheme({ UpdatedDateUTC: _, CreatedDateUTC, ...theme }: BrandingTheme): Wire {
	return { ...theme, Type: 'INVOICE', CreatedDateUTC: msDate(CreatedDateUTC) };
}

export function showUser({ UpdatedDateUTC, ...user }: User): Wire {
	return { ...user, ...updated(UpdatedDateUTC) };
}
