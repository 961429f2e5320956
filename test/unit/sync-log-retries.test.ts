import { logRow, runRow, type LogRow } from '../../nodes/SyncLog/columns';
import { openProblems } from '../../nodes/SyncLog/dashboard/open';
import { retriesOf } from '../../nodes/SyncLog/retries/decide';

const START = Date.parse('2026-11-26T10:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);
const row = (minutes: number, key: string, more: Partial<LogRow> = {}) =>
	logRow({ at: at(minutes).toISOString(), sync: 'S', execution: String(minutes), key, source: `R-${key}`, result: 'failed', category: 'outage', retryable: 'yes', ...more });
const runs = [runRow({ at: at(0).toISOString(), sync: 'S', workflow: 'w', execution: '0', event: 'started' })];
const look = (log: LogRow[], minutes: number, asked: Array<[string, string]> = [], limit = 6) => retriesOf(openProblems(log, []), runs, new Map(asked), at(minutes), limit);

describe('OPS-RETRY: what is tried again, and when', () => {
	it('waits 5 minutes, 15, an hour, 4 hours and 4 hours again', () => {
		const log: LogRow[] = [];
		let now = 0;
		for (const wait of [5, 15, 60, 240, 240]) {
			log.push(row(now, 'A'));
			expect([look(log, now + wait - 1)[0]?.state, look(log, now + wait)[0]?.state]).toEqual(['waits', 'due']);
			now += wait;
		}
	});

	it('leaves to a person what was tried as often as the limit says', () => {
		const log = [row(0, 'A'), row(5, 'A'), row(20, 'A')];
		expect(look(log, 10_000, [], 3)).toEqual([{ sync: 'S', workflow: 'w', state: 'person', at: '', keys: [], sources: [], persons: 1 }]);
		expect(look(log, 10_000, [], 4)[0]?.state).toBe('due');
	});

	it('never tries by itself what a person has to put right', () => {
		const held = row(0, 'B', { result: 'held', category: 'mapping', retryable: '' });
		expect(look([held], 10_000)[0]?.state).toBe('person');
		expect(look([row(0, 'A'), held, row(0, 'C', { retryable: 'no' })], 6)).toEqual([expect.objectContaining({ state: 'due', workflow: 'w', keys: ['A'], sources: ['R-A'], persons: 2 })]);
	});

	it('starts no second run while the one it has started may still be going', () => {
		const asked: Array<[string, string]> = [['S', at(5).toISOString()]];
		expect([look([row(0, 'A')], 6, asked)[0]?.state, look([row(0, 'A')], 10, asked)[0]?.state]).toEqual(['waits', 'due']);
	});

	it('tells nothing once it is over', () => {
		expect(look([row(0, 'A'), row(5, 'A', { result: 'ok', category: '', retryable: '' })], 60)).toEqual([]);
	});
});
