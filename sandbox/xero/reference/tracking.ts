import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import type { TrackingCategory, TrackingOption } from '../records';
import { refuse } from '../wire/errors';
import { guid, list, object, text, word, type Read } from '../wire/read';

const STATUS = word('ACTIVE', 'ARCHIVED', 'DELETED');
export const OPTION = object({ TrackingOptionID: guid, Name: text, Status: STATUS });
export const CATEGORY = object({ TrackingCategoryID: guid, Name: text, Status: STATUS, Options: list(OPTION) });

/** At most two active categories, four with the archived ones. Source: Xero, "Tracking categories". */
export function createCategory(books: Books, sent: Read<typeof CATEGORY>): TrackingCategory {
	const there = books.list('TrackingCategories').filter(({ Status }) => Status !== 'DELETED');
	if (there.filter(({ Status }) => Status === 'ACTIVE').length >= 2 || there.length >= 4) {
		refuse('The maximum number of tracking categories has been reached');
	}
	const category = keepCategory(books, {
		TrackingCategoryID: randomUUID(),
		Name: (sent.Name ?? '').trim(),
		Status: 'ACTIVE',
	});
	for (const option of sent.Options ?? []) createOption(books, category, option);
	return category;
}

export function updateCategory(books: Books, before: TrackingCategory, sent: Read<typeof CATEGORY>): TrackingCategory {
	return keepCategory(books, {
		...before,
		Name: sent.Name?.trim() ?? before.Name,
		Status: sent.Status ?? before.Status,
	});
}

function keepCategory(books: Books, category: TrackingCategory): TrackingCategory {
	nameMustFit(category.Name);
	const rival = books.list('TrackingCategories', { name: [fold(category.Name)] });
	if (
		rival.some(
			({ TrackingCategoryID, Status }) => TrackingCategoryID !== category.TrackingCategoryID && Status !== 'DELETED',
		)
	) {
		refuse('A tracking category with the same name already exists');
	}
	return books.put('TrackingCategories', category);
}

export function createOption(books: Books, category: TrackingCategory, sent: Read<typeof OPTION>): TrackingOption {
	return keepOption(books, {
		TrackingOptionID: randomUUID(),
		TrackingCategoryID: category.TrackingCategoryID,
		Name: (sent.Name ?? '').trim(),
		Status: 'ACTIVE',
	});
}

export function updateOption(books: Books, before: TrackingOption, sent: Read<typeof OPTION>): TrackingOption {
	return keepOption(books, { ...before, Name: sent.Name?.trim() ?? before.Name, Status: sent.Status ?? before.Status });
}

function keepOption(books: Books, option: TrackingOption): TrackingOption {
	nameMustFit(option.Name);
	const rivals = books.list('TrackingOptions', { parent: [option.TrackingCategoryID], name: [fold(option.Name)] });
	if (
		rivals.some(({ TrackingOptionID, Status }) => TrackingOptionID !== option.TrackingOptionID && Status !== 'DELETED')
	) {
		refuse('A tracking option with the same name already exists in this category');
	}
	return books.put('TrackingOptions', option);
}

export function deleteOption(books: Books, option: TrackingOption): TrackingOption {
	if (usesTracking(books, option.TrackingOptionID))
		refuse('The tracking option cannot be deleted as it has been used in a transaction');
	return books.put('TrackingOptions', { ...option, Status: 'DELETED' });
}
export function deleteCategory(books: Books, category: TrackingCategory): TrackingCategory {
	if (usesTracking(books, category.TrackingCategoryID))
		refuse('The tracking category cannot be deleted as it has been used in a transaction');
	return books.put('TrackingCategories', { ...category, Status: 'DELETED' });
}

function usesTracking(books: Books, id: string): boolean {
	const uses = (lines: Array<{ Tracking: TrackingLine }>) =>
		lines.some(({ Tracking }) =>
			Tracking.some(({ TrackingCategoryID, TrackingOptionID }) => TrackingCategoryID === id || TrackingOptionID === id),
		);
	return (
		(['Invoices', 'CreditNotes', 'BankTransactions'] as const).some((kind) =>
			books.list(kind).some(({ LineItems }) => uses(LineItems)),
		) || books.list('ManualJournals').some(({ JournalLines }) => uses(JournalLines))
	);
}
type TrackingLine = Array<{ TrackingCategoryID: string; TrackingOptionID: string }>;

function nameMustFit(name: string): void {
	if (name === '') refuse('Name must not be empty');
	if (name.length > 100) refuse('Name must not be more than 100 characters long');
}
