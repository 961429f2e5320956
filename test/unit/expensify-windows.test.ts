import { addDays, daysBetween } from '../../nodes/core/dates';
import { filtersFor } from '../../nodes/Expensify/source';
import { spans } from '../../nodes/Expensify/windows';

const TODAY = '2026-11-21';

describe('pieces of time that the exporter takes', () => {
	it('leaves a short span whole and without an end', () => {
		expect(spans({ from: '2026-08-01' }, TODAY)).toEqual([
			{ from: '2026-08-01', to: undefined, approvedAfter: undefined },
		]);
	});

	it('moves approvedAfter back by a day, since the page reads both ways', () => {
		expect(spans({ approvedAfter: '2026-11-20' }, TODAY)).toEqual([
			{ from: undefined, to: undefined, approvedAfter: '2026-11-19' },
		]);
	});

	it('cuts a long span into pieces of a year at most that leave no day out', () => {
		const pieces = spans({ from: '2020-02-29' }, TODAY);
		expect(pieces[0]?.from).toBe('2020-02-29');
		expect(pieces.at(-1)?.to).toBe(addDays(TODAY, 1));
		pieces.forEach(({ from = '', to = '' }, at) => {
			expect(daysBetween(from, to)).toBeLessThanOrEqual(365);
			if (at > 0) expect(daysBetween(pieces[at - 1]?.to ?? '', from)).toBeLessThanOrEqual(0);
		});
	});

	it('meets every report, however late it was approved', () => {
		const query = { approvedAfter: '2024-01-10' };
		const pieces = spans(query, TODAY);
		for (let submitted = 0; submitted < 1000; submitted += 7) {
			for (const later of [0, 1, 30, 365, 700]) {
				const day = addDays('2023-06-01', submitted);
				const approved = addDays(day, later);
				if (approved < query.approvedAfter || approved > TODAY) continue;
				const met = pieces.some(({ from, to, approvedAfter = '' }) => {
					return (
						(from === undefined || day >= from) &&
						(to === undefined || day <= to) &&
						approved > approvedAfter
					);
				});
				expect({ day, approved, met }).toEqual({ day, approved, met: true });
			}
		}
	});

	it('keeps both clocks inside a year', () => {
		for (const piece of spans({ from: '2025-06-01', approvedAfter: '2020-01-01' }, TODAY)) {
			expect(daysBetween(piece.approvedAfter ?? '', piece.to ?? '')).toBeLessThanOrEqual(366);
		}
	});

	it('asks for ids a hundred at a time, and sends the limit only where nothing is dropped afterwards', () => {
		const ids = Array.from({ length: 250 }, (_, at) => `R${at}`);
		expect(filtersFor({ ids, from: '2001-01-01' }, TODAY).map((filter) => filter.ids?.length)).toEqual([
			100, 100, 50,
		]);
		expect(filtersFor({ from: '2026-11-01', limit: 5, states: ['closed'], workspaces: [] }, TODAY)).toEqual([
			expect.objectContaining({ limit: 5, states: ['ARCHIVED'], workspaces: undefined }),
		]);
		expect(filtersFor({ approvedAfter: '2026-11-01', limit: 5 }, TODAY)[0]?.limit).toBeUndefined();
	});
});
