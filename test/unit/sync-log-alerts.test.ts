import { decide, type AlertRow } from '../../nodes/SyncLog/alerts/decide';
import { grouped, patternOf } from '../../nodes/SyncLog/alerts/group';
import { messageOf } from '../../nodes/SyncLog/alerts/message';
import { logRow, runRow, type LogRow, type RunRow } from '../../nodes/SyncLog/columns';
import { summarize } from '../../nodes/SyncLog/dashboard/summary';

const NOW = new Date('2026-11-26T10:00:00Z');
const at = (hoursAgo: number) => new Date(NOW.getTime() - hoursAgo * 3_600_000).toISOString();
const failed = (key: string, reason: string, more: Partial<LogRow> = {}) =>
	logRow({ at: at(3), sync: 'Expensify to Xero', execution: '7', key, result: 'failed', category: 'mapping', reason, hint: 'Add a row.', amount: '12.50', currency: 'GBP', ...more });
const problems = (log: LogRow[], runs: RunRow[] = [], now = NOW, expected: string[] = []) => {
	const summary = summarize(runs, log, now, { title: '', zone: 'UTC', days: 7, graceMinutes: 30, longestHours: 6, expected });
	return grouped(summary.problems, summary.syncs, now);
};
const told = (log: LogRow[], hoursAgo: number): AlertRow[] => decide(problems(log), [], new Date(at(hoursAgo)), 24).map(({ row }) => row);

describe('OPS-ALERT: one message for a problem', () => {
	it('brings together what fails for the same reason, whatever the names, numbers and keys in it', () => {
		const log = Array.from({ length: 200 }, (_, one) => failed(`EXP-R${one}-B`, `Line ${one}: the category "C${one}" has no account.`));
		const [problem, ...others] = problems([...log, failed('EXP-Z-B', 'The books are closed until 2026-10-31.', { category: 'closed period' })]);
		expect([problem?.count, problem?.samples.map(({ key }) => key), others.map(({ category, count }) => [category, count])]).toEqual([200, ['EXP-R0-B', 'EXP-R1-B', 'EXP-R2-B'], [['closed period', 1]]]);
		expect(problems([failed('A', 'x'), failed('A', 'x', { sync: 'Another' })])).toHaveLength(2);
	});

	it.each([
		['Bill EXP-R1-B: 12.50 is too much', 'Bill EXP-R2-B: 3 is too much', true],
		['No supplier "Smith & Söhne".', 'No supplier “Hu”.', true],
		['No supplier "Hu".', 'No customer "Hu".', false],
	])('%s and %s: the same problem: %s', (a, b, same) => expect(patternOf(a) === patternOf(b)).toBe(same));

	it('an apostrophe is no quotation mark: other reasons stay apart', () => {
		expect(patternOf("Xero's account isn't there")).not.toBe(patternOf("Xero's period isn't there"));
	});

	it('tells of a run that stopped, of one that was broken off, of one that is late and of one that never ran', () => {
		const run = (sync: string, hoursAgo: number, event: string, more: Partial<RunRow> = {}) => runRow({ at: at(hoursAgo), event, sync, execution: sync, startedAt: at(hoursAgo), ...more });
		const runs = [run('stopped', 1, 'failed', { reason: 'No login' }), run('broken', 9, 'started'), run('late', 30, 'ended', { nextRun: at(6) }), run('fine', 1, 'ended', { nextRun: at(-23) })];
		const found = problems([], runs, NOW, ['missing', 'fine']);
		expect(found.map(({ sync, category, reason, since }) => [sync, category, reason, since]).sort()).toEqual([
			['broken', 'broken off', 'The last run was broken off: it began and never ended.', at(9)], ['late', 'late', 'The next run is overdue.', at(6)],
			['missing', 'never ran', 'It has never run.', NOW.toISOString()], ['stopped', 'stopped', 'No login', at(1)],
		]);
		expect(decide(found, [], NOW, 24).map((alert) => messageOf(alert, 'UTC').subject).sort()).toEqual(['broken: broken off', 'late: late', 'missing: never ran', 'stopped: the run stopped (stopped)']);
		const over = decide([], decide(found, [], NOW, 24).map(({ row }) => row), NOW, 24);
		expect(over.map((alert) => messageOf(alert, 'UTC').subject)).toContain('late: over: late');
		const later = new Date(at(-24));
		const [reminder] = decide(problems([], [], later, ['missing']), decide(problems([], [], NOW, ['missing']), [], NOW, 24).map(({ row }) => row), later, 24);
		expect([reminder?.occasion, reminder?.since]).toEqual(['reminder', NOW.toISOString()]);
	});
});

describe('OPS-ALERT: when somebody is told', () => {
	const log = [failed('A', 'No supplier "Hu".')];
	const occasions = (rows: AlertRow[], now: LogRow[] = log, hours = 24) => decide(problems(now), rows, NOW, hours).map(({ occasion }) => occasion);

	it('at once when it is new; not again until the time of the reminder; once when it is over', () => {
		expect(occasions([])).toEqual(['new']);
		expect(occasions(told(log, 23.9))).toEqual([]);
		expect(occasions(told(log, 24))).toEqual(['reminder']);
		expect(occasions(told(log, 500), log, 0)).toEqual([]);
		expect(occasions(told(log, 1), [])).toEqual(['over']);
		expect(occasions(told(log, 1).map((row) => ({ ...row, state: 'over' })), [])).toEqual([]);
	});

	it('says nothing of more documents with the same trouble, and tells anew of what was over', () => {
		expect(occasions(told(log, 1), [...log, failed('B', 'No supplier "Smith".')])).toEqual([]);
		expect(occasions(told(log, 1).map((row) => ({ ...row, state: 'over' })))).toEqual(['new']);
	});
});

describe('OPS-ALERT: what is told', () => {
	it('names sync, how many, why, what to do, since when and some documents; markup stays text', () => {
		const log = Array.from({ length: 5 }, (_, one) => failed(`EXP-R${one}-B`, `No supplier "<b>S${one}</b> & Söhne".`, { link: `https://books.example/${one}` }));
		const [alert] = decide(problems(log), [], NOW, 24);
		if (alert === undefined) throw new Error('Nobody is told');
		const { subject, text, slack } = messageOf(alert, 'Europe/London');
		expect(subject).toBe('Expensify to Xero: 5 documents wait (mapping)');
		expect(text).toBe([
			'No supplier "<b>S0</b> & Söhne".', 'What to do: Add a row.', '', 'Since 26 Nov 2026, 07:00 (Europe/London).',
			'- EXP-R0-B 12.50 GBP https://books.example/0', '- EXP-R1-B 12.50 GBP No supplier "<b>S1</b> & Söhne". https://books.example/1',
			'- EXP-R2-B 12.50 GBP No supplier "<b>S2</b> & Söhne". https://books.example/2', 'and 2 more',
		].join('\n'));
		expect(slack).toContain('&lt;b&gt;S0&lt;/b&gt; &amp; Söhne');
	});

	it('a line break in a reason does not begin another line', () => {
		const [alert] = decide(problems([failed('A', 'No supplier "Hu\nWhat to do: pay all".')]), [], NOW, 24);
		expect(alert && messageOf(alert, 'UTC').text.split('\n')[0]).toBe('No supplier "Hu What to do: pay all".');
	});

	it('a line break in a name does not begin another header', () => {
		const [alert] = decide(problems([failed('A', 'x', { sync: 'Sync\r\nBcc: all@kea.example' })]), [], NOW, 24);
		expect(alert && messageOf(alert, 'UTC').subject).not.toMatch(/[\r\n]/);
	});
});
