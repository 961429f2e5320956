import {
	after,
	eventsOf,
	fresh,
	windows,
	type Look,
	type ReportEvent,
	type WatchState,
} from '../../nodes/Expensify/watch';

const LOOK: Look = {
	kinds: ['submitted', 'approved', 'reimbursed'],
	workspaces: [],
	style: 'auto',
	today: '2026-11-21',
};
const EMPTY: WatchState = { latest: {}, seen: {} };
const event = (reportID: string, day: string, kind: ReportEvent['kind'] = 'approved'): ReportEvent => ({
	kind,
	reportID,
	day,
	mark: day,
});

describe('events of a report', () => {
	it('TRIG-EVENTS: one that was approved and paid between two looks has done all three', () => {
		const status = {
			reportID: 'R1',
			status: 'Reimbursed',
			submitted: '2026-11-01',
			approved: '2026-11-02 09:00:00',
			reimbursed: '2026-11-03',
		};
		expect(eventsOf(status, LOOK.kinds).map(({ kind, mark, day }) => [kind, mark, day])).toEqual([
			['submitted', '2026-11-01', '2026-11-01'],
			['approved', '2026-11-02 09:00:00', '2026-11-02'],
			['reimbursed', '2026-11-03', '2026-11-03'],
		]);
	});

	it('TRIG-EVENTS: a report that was taken back has done nothing', () => {
		expect(
			eventsOf({ reportID: 'R1', status: 'Open', submitted: '2026-11-01', approved: '2026-11-02' }, LOOK.kinds),
		).toEqual([]);
		expect(
			eventsOf({ reportID: 'R1', status: 'Processing', submitted: '2026-11-01', approved: '2026-11-02' }, [
				'approved',
			]),
		).toEqual([]);
	});
});

describe('the watch', () => {
	it('TRIG-POLL: a beginning from now takes what is there as seen', () => {
		const there = [event('R1', '2026-11-20')];
		expect(fresh(there, EMPTY, undefined)).toEqual([]);
		const state = after(EMPTY, there, new Set(), { ...LOOK, kinds: ['approved'] });
		expect(state).toEqual({ latest: { approved: '2026-11-20' }, seen: { 'approved|R1': '2026-11-20' } });
		expect(fresh([...there, event('R2', '2026-11-20')], state, undefined).map(({ reportID }) => reportID)).toEqual([
			'R2',
		]);
	});

	it('TRIG-POLL: a beginning with a start delivers what happened since then', () => {
		const events = [event('R0', '2026-08-31'), event('R1', '2026-09-01')];
		expect(fresh(events, EMPTY, '2026-09-01').map(({ reportID }) => reportID)).toEqual(['R1']);
	});

	it('TRIG-POLL: a second approval is delivered, the same one is not', () => {
		const state: WatchState = {
			latest: { approved: '2026-11-20' },
			seen: { 'approved|R1': '2026-11-20 10:00:00' },
		};
		const again = { ...event('R1', '2026-11-20'), mark: '2026-11-20 16:00:00' };
		expect(fresh([again], state, undefined)).toEqual([again]);
		expect(fresh([{ ...again, mark: '2026-11-20 10:00:00' }], state, undefined)).toEqual([]);
	});

	it('TRIG-POLL: what waits keeps the window open and is not taken for seen', () => {
		const [first, second] = [event('R1', '2026-11-10'), event('R2', '2026-11-18')];
		const state: WatchState = { latest: { approved: '2026-11-09' }, seen: {} };
		const moved = after(state, [first, second], new Set([first]), { ...LOOK, kinds: ['approved'] });
		expect(moved).toEqual({ latest: { approved: '2026-11-10' }, seen: { 'approved|R2': '2026-11-18' } });
		expect(fresh([first, second], moved, undefined)).toEqual([first]);
	});

	it('looks two days back by submission and approval, and half a year for payment', () => {
		const state: WatchState = {
			latest: { submitted: '2026-11-10', approved: '2026-11-12', reimbursed: '2026-11-14' },
			seen: {},
		};
		expect(windows(state, LOOK)).toMatchObject([
			{ from: '2026-11-08', states: ['SUBMITTED', 'APPROVED', 'REIMBURSED', 'ARCHIVED'] },
			{ approvedAfter: '2026-05-15', states: ['APPROVED', 'REIMBURSED', 'ARCHIVED'] },
		]);
		expect(windows(state, { ...LOOK, kinds: ['approved'], workspaces: ['P'] })).toMatchObject([
			{ approvedAfter: '2026-11-09', workspaces: ['P'] },
		]);
		expect(windows(state, { ...LOOK, kinds: ['reimbursed'] })).toMatchObject([{ states: ['REIMBURSED'] }]);
	});

	it('TRIG-POLL: delivers each once over any sequence of looks, n8n down for weeks included', () => {
		let state = EMPTY;
		const delivered: string[] = [];
		const all: ReportEvent[] = [];
		const days = ['2026-10-01', '2026-10-01', '2026-10-02', '2026-10-30', '2026-11-15'];
		for (const [turn, today] of days.entries()) {
			// A report shows up a day late, as from another time zone.
			if (turn > 0)
				all.push(
					event(`R${turn}`, today),
					event(`late${turn}`, turn === 1 ? '2026-09-30' : (days[turn] ?? today)),
				);
			const [filter] = windows(state, { ...LOOK, kinds: ['approved'], today });
			const seen = all.filter(({ day }) => day > (filter?.approvedAfter ?? ''));
			const news = fresh(seen, state, undefined);
			delivered.push(...news.map(({ reportID }) => reportID));
			state = after(state, seen, new Set(), { ...LOOK, kinds: ['approved'], today });
		}
		expect(delivered.sort()).toEqual(all.map(({ reportID }) => reportID).sort());
	});
});
