import type { Books } from '../books/books';
import { fold } from '../books/keys';
import type { Line, TrackingCategory, TrackingOption } from '../records';
import { guid, list, object, text, type Read } from '../wire/read';

export const TRACKING = list(object({ TrackingCategoryID: guid, TrackingOptionID: guid, Name: text, Option: text }));

/** Resolves a line's tracking, by ids or by names. What is wrong is added to `problems`. */
export function trackingOf(
	books: Books,
	sent: Read<typeof TRACKING> | undefined,
	problems: string[],
): Line['Tracking'] {
	if (sent === undefined) return [];
	if (sent.length > 2) problems.push('A maximum of 2 tracking categories can be assigned to a line item');
	const found: Line['Tracking'] = [];
	for (const { TrackingCategoryID, TrackingOptionID, Name, Option } of sent) {
		const option = TrackingOptionID === undefined ? undefined : books.get('TrackingOptions', TrackingOptionID);
		const category = categoryOf(books, TrackingCategoryID ?? option?.TrackingCategoryID, Name);
		if (category === undefined || category.Status !== 'ACTIVE') {
			problems.push(`The tracking category '${Name ?? TrackingCategoryID ?? ''}' does not exist or is not active`);
			continue;
		}
		const chosen = option ?? optionNamed(books, category.TrackingCategoryID, Option);
		if (
			chosen === undefined ||
			chosen.Status !== 'ACTIVE' ||
			chosen.TrackingCategoryID !== category.TrackingCategoryID
		) {
			problems.push(
				`The tracking option '${Option ?? TrackingOptionID ?? ''}' does not exist or is not active in tracking category '${category.Name}'`,
			);
			continue;
		}
		found.push({ TrackingCategoryID: category.TrackingCategoryID, TrackingOptionID: chosen.TrackingOptionID });
	}
	if (new Set(found.map(({ TrackingCategoryID }) => TrackingCategoryID)).size < found.length) {
		problems.push('A tracking category can be assigned to a line item only once');
	}
	return found;
}

function categoryOf(books: Books, id: string | undefined, name: string | undefined): TrackingCategory | undefined {
	if (id !== undefined && id !== '') return books.get('TrackingCategories', id);
	if (name === undefined) return undefined;
	const named = books.list('TrackingCategories', { name: [fold(name)] });
	return named.find(({ Status }) => Status === 'ACTIVE') ?? named[0];
}

function optionNamed(books: Books, category: string, name: string | undefined): TrackingOption | undefined {
	if (name === undefined) return undefined;
	const named = books.list('TrackingOptions', { parent: [category], name: [fold(name)] });
	return named.find(({ Status }) => Status === 'ACTIVE') ?? named[0];
}
