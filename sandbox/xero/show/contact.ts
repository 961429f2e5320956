import type { Books } from '../books/books';
import { msDate } from '../dates';
import { exact, sum, toNumber } from '../../frame/money';
import type { Contact } from '../records';
import type { Wire } from '../wire/batch';

type Parts = Array<Record<string, string | undefined>>;

const ADDRESS_TYPES = ['STREET', 'POBOX'];
const PHONE_TYPES = ['DEFAULT', 'DDI', 'FAX', 'MOBILE'];

/** Xero keeps one address per type and shows STREET and POBOX, and four phones, filled or not. */
export function addressesOf(sent: Parts | undefined, before: Parts = []): Parts {
	return ADDRESS_TYPES.map((AddressType) => {
		const found =
			sent?.find((one) => one.AddressType === AddressType) ?? before.find((one) => one.AddressType === AddressType);
		return { City: '', Region: '', PostalCode: '', Country: '', ...found, AddressType };
	});
}
export function phonesOf(sent: Parts | undefined, before: Parts = []): Parts {
	return PHONE_TYPES.map((PhoneType) => {
		const found = sent?.find((one) => one.PhoneType === PhoneType) ?? before.find((one) => one.PhoneType === PhoneType);
		return { PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '', ...found, PhoneType };
	});
}

export interface ContactView {
	/** Contact persons, terms, defaults: only on a page or a single GET. */
	full: boolean;
	summary?: boolean;
}

export function showContact(books: Books, contact: Contact, { full, summary = false }: ContactView): Wire {
	const {
		UpdatedDateUTC = 0,
		PaymentTerms,
		ContactPersons,
		SalesDefaultAccountCode,
		PurchasesDefaultAccountCode,
		...rest
	} = contact;
	const { Addresses, Phones, MergedToContactID, ...plain } = rest;
	const shown: Wire = {
		...plain,
		EmailAddress: contact.EmailAddress ?? '',
		UpdatedDateUTC: msDate(UpdatedDateUTC),
		HasAttachments: contact.HasAttachments ?? false,
		HasValidationErrors: false,
	};
	if (summary) return shown;
	Object.assign(shown, { Addresses: Addresses ?? [], Phones: Phones ?? [], ContactGroups: [], ContactPersons: [] });
	if (!full) return shown;
	return {
		...shown,
		ContactPersons: ContactPersons ?? [],
		PaymentTerms,
		SalesDefaultAccountCode,
		PurchasesDefaultAccountCode,
		SalesTrackingCategories: [],
		PurchasesTrackingCategories: [],
		MergedToContactID,
		...(MergedToContactID === undefined ? { Balances: balancesOf(books, contact.ContactID) } : {}),
	};
}

/** What a document shows of its contact. */
export function briefContact(books: Books, id: string): Wire {
	const contact = books.get('Contacts', id);
	return {
		ContactID: id,
		ContactNumber: contact?.ContactNumber,
		Name: contact?.Name ?? '',
		Addresses: [],
		Phones: [],
		ContactGroups: [],
		ContactPersons: [],
		HasValidationErrors: false,
	};
}

function balancesOf(books: Books, id: string): Wire {
	const today = new Date(books.now()).toISOString().slice(0, 10);
	const open = books.list('Invoices', { contact: [id], status: ['AUTHORISED'] });
	const side = (type: string) => {
		const here = open.filter(({ Type }) => Type === type);
		const due = here.filter(({ DueDate }) => DueDate !== undefined && DueDate < today);
		const total = (of: typeof here) => toNumber(sum(of.map(({ AmountDue }) => exact(AmountDue))));
		return { Outstanding: total(here), Overdue: total(due) };
	};
	return { AccountsReceivable: side('ACCREC'), AccountsPayable: side('ACCPAY') };
}
