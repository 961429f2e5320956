import type { Books } from '../books/books';
import { longDay } from '../dates';
import { refuse } from '../wire/errors';

/** What is posted may not be dated, changed or taken back on or before a lock date. Drafts may: they post nothing. */
export function mustBeOpen(books: Books, day: string): void {
	const { PeriodLockDate, EndOfYearLockDate } = books.organisation;
	if (EndOfYearLockDate !== undefined && day <= EndOfYearLockDate) {
		refuse(
			`The document date cannot be before the end of year lock date, currently set at ${longDay(EndOfYearLockDate)}`,
		);
	}
	if (PeriodLockDate !== undefined && day <= PeriodLockDate) {
		refuse(`The document date cannot be before the period lock date, currently set at ${longDay(PeriodLockDate)}`);
	}
}
