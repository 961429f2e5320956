import { addDays, daysBetween, type Day } from '../core/dates';

/** The exporter takes a span of one year at most, and wants an end when the start lies more than a year back. */
const LONGEST_SPAN_DAYS = 360;

export interface Span {
	from?: Day;
	to?: Day;
	/** This day counts: it is moved back by one, since the vendor's page reads both ways. */
	approvedAfter?: Day;
}

/**
 * Cuts a span of time into pieces that the exporter takes, oldest first. Neighbours share a day, so that no report
 * falls between two; who asks drops what comes twice.
 *
 * `from` and `to` look at the day of submission. A report approved long after it is met too: each piece starts both
 * clocks at its own first day, and no report is approved before it is submitted.
 * @param today the last day of interest when `to` is left out
 */
export function spans({ from, to, approvedAfter }: Span, today: Day): Span[] {
	const anchor = from ?? approvedAfter;
	if (anchor === undefined) return [{ to }];
	const end = to ?? addDays(today, 1);
	const piece = (start: Day, pieceEnd: Day | undefined): Span => ({
		from: from === undefined ? undefined : start,
		to: pieceEnd,
		approvedAfter:
			approvedAfter === undefined ? undefined : addDays(approvedAfter > start ? approvedAfter : start, -1),
	});
	if (daysBetween(anchor, end) <= LONGEST_SPAN_DAYS) return [piece(anchor, to)];
	const pieces: Span[] = [];
	for (let start = anchor; daysBetween(start, end) > 0; start = addDays(start, LONGEST_SPAN_DAYS)) {
		const pieceEnd = addDays(start, LONGEST_SPAN_DAYS);
		pieces.push(piece(start, pieceEnd < end ? pieceEnd : end));
	}
	return pieces;
}
