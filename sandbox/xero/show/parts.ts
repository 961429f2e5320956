import type { Books } from '../books/books';
import { msDate, startOf } from '../dates';
import { exact, round, toNumber } from '../../frame/money';
import type { Line } from '../records';
import type { Wire } from '../wire/batch';

/** A calendar day as Xero writes it: midnight UTC in milliseconds, and for people and parsers without a zone. */
export function dates(name: string, day: string | undefined): Wire {
	return day === undefined ? {} : { [name]: msDate(startOf(day)), [`${name}String`]: `${day}T00:00:00` };
}
export function dateOnly(name: string, day: string | undefined): Wire {
	return day === undefined ? {} : { [name]: msDate(startOf(day)) };
}

export function updated(at: number | undefined, withText = false): Wire {
	const instant = at ?? 0;
	const text = withText ? { UpdatedDateUTCString: `${new Date(instant).toISOString().slice(0, 19)}Z` } : {};
	return { UpdatedDateUTC: msDate(instant), ...text };
}

export function showLine(books: Books, line: Line, places: 2 | 4): Wire {
	const { UnitAmount, Tracking, ...rest } = line;
	return {
		...rest,
		UnitAmount: UnitAmount === undefined ? undefined : toNumber(round(exact(UnitAmount), places)),
		Tracking: showTracking(books, Tracking),
	};
}

export function showTracking(books: Books, tracking: Line['Tracking']): Wire[] {
	return tracking.map(({ TrackingCategoryID, TrackingOptionID }) => ({
		Name: books.get('TrackingCategories', TrackingCategoryID)?.Name,
		Option: books.get('TrackingOptions', TrackingOptionID)?.Name,
		TrackingCategoryID,
		TrackingOptionID,
	}));
}

export function briefAccount(books: Books, id: string): Wire {
	const account = books.get('Accounts', id);
	return { AccountID: id, Code: account?.Code, Name: account?.Name };
}
