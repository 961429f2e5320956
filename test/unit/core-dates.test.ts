import * as dates from '../../nodes/core/dates';

describe('days without a time zone', () => {
	it.each([
		['2026-11-03', '2026-11-03'], ['2026-11-03T23:59:59.000Z', '2026-11-03'], ['2026-11-03T00:30:00+13:00', '2026-11-03'],
		[' 2026-11-03 10:00', '2026-11-03'], ['2028-02-29', '2028-02-29'],
	])('reads %p as %s and never shifts it', (text, day) => expect(dates.parseDay(text)).toBe(day));

	it.each(['2026-02-29', '2026-13-01', '03/11/2026', '2026-11-031', '2026-11-3', '20261103', '', 5, null, new Date()])(
		'reads %p as no day', (value) => expect(dates.parseDay(value)).toBeUndefined(),
	);

	it('counts days over summer time, leap years and year ends', () => {
		expect(dates.addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(dates.addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(dates.daysBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(dates.daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
		expect(dates.lastDayOfMonth(dates.monthOf('2028-02-03'))).toBe('2028-02-29');
	});

	it('tells the day of an instant where the books are', () => {
		expect(dates.dayIn('2026-11-03T12:30:00Z', 'Pacific/Auckland')).toBe('2026-11-04');
		expect(dates.dayIn('2026-11-03T00:30:00Z', 'America/New_York')).toBe('2026-11-02');
	});

	it('reads a typed time in the zone of the workflow', () => {
		expect(dates.toInstant('2026-07-01T09:00:00', 'Europe/London')).toBe('2026-07-01T08:00:00.000Z');
		expect(dates.toInstant('2026-07-01T09:00:00+02:00', 'Europe/London')).toBe('2026-07-01T07:00:00.000Z');
		expect(dates.toInstant('yesterday', 'Europe/London')).toBe('yesterday');
	});
});
