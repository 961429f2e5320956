import { logRow, runRow, type LogRow, type RunRow } from '../../nodes/SyncLog/columns';
import { openProblems } from '../../nodes/SyncLog/dashboard/open';
import { summarize, type DashboardSettings } from '../../nodes/SyncLog/dashboard/summary';
import { cpuTime } from '../support/cpu';
import { dashboardPage } from '../../nodes/SyncLog/page/page';

const NOW = new Date('2026-11-26T10:00:00Z');
const SETTINGS: DashboardSettings = { title: 'Syncs', zone: 'Europe/London', days: 7, graceMinutes: 30, longestHours: 6, expected: [] };
const at = (hoursAgo: number) => new Date(NOW.getTime() - hoursAgo * 3_600_000).toISOString();
const log = (hoursAgo: number, key: string, result: LogRow['result'], more: Partial<LogRow> = {}) =>
	logRow({ at: at(hoursAgo), sync: 'S', execution: `e${hoursAgo}`, key, source: `R-${key}`, result, action: result === 'ok' ? 'created' : result, ...(result === 'ok' ? {} : { category: 'mapping' }), ...more });
const run = (hoursAgo: number, event: RunRow['event'], more: Partial<RunRow> = {}) =>
	runRow({ at: at(hoursAgo), event, sync: 'S', execution: `e${hoursAgo}`, startedAt: at(hoursAgo), startedBy: 'schedule', ...more });
const health = (runs: RunRow[], rows: LogRow[] = [], settings: Partial<DashboardSettings> = {}) => summarize(runs, rows, NOW, { ...SETTINGS, ...settings }).syncs;

describe('OPS-DASH: what is open', () => {
	it('keeps a failure until a later row of its key is a success, with its first day', () => {
		const rows = [log(9, 'A', 'failed'), log(8, 'A', 'failed', { reason: 'newer' }), log(8, 'B', 'failed'), log(7, 'B', 'ok'), log(6, 'B', 'failed')];
		expect(openProblems(rows, []).map(({ key, since, times, reason }) => [key, since, times, reason])).toEqual([['A', at(9), 2, 'newer'], ['B', at(6), 1, '']]);
	});

	it('ends a held report once one of its documents is told, whatever came of it; the same key of another sync is another', () => {
		const held = log(9, 'R1', 'held', { source: 'R1', kind: 'report' });
		expect(openProblems([held, log(8, 'EXP-R1-B', 'ok', { source: 'R1' })], [])).toEqual([]);
		expect(openProblems([held, log(8, 'EXP-R1-B', 'failed', { source: 'R1' })], []).map(({ key }) => key)).toEqual(['EXP-R1-B']);
		expect(openProblems([log(9, 'A', 'failed'), log(8, 'A', 'ok', { sync: 'T' })], [])).toHaveLength(1);
	});

	it('ends what a later run that looked at everything does not name; another run ends nothing', () => {
		const rows = [log(9, 'A', 'failed'), log(5, 'B', 'failed')];
		expect(openProblems(rows, [run(9, 'ended', { whole: 'yes' }), run(5, 'ended', { whole: 'yes' })]).map(({ key }) => key)).toEqual(['B']);
		expect(openProblems(rows, [run(9, 'ended'), run(5, 'ended')]).map(({ key }) => key)).toEqual(['A', 'B']);
	});

	it('ends a step that failed once a run does not name it, whatever else that run looked at', () => {
		const step = log(9, 'Approved expenses', 'failed', { kind: 'step' });
		expect(openProblems([step], [run(9, 'ended')])).toHaveLength(1);
		expect(openProblems([step], [run(9, 'ended'), run(5, 'ended')])).toEqual([]);
	});

	it('keeps a run that stopped until one of that sync ends', () => {
		const stopped = run(4, 'failed', { category: 'stopped', reason: 'Gone', link: 'https://n8n.test/e4' });
		expect(openProblems([], [run(4, 'started'), stopped])).toEqual([expect.objectContaining({ key: '', result: 'stopped', reason: 'Gone' })]);
		expect(openProblems([], [stopped, run(3, 'ended')])).toEqual([]);
	});
});

describe('OPS-DASH: health at a glance', () => {
	it('tells good, problems, late and never ran apart, the urgent ones first', () => {
		const good = [run(1, 'ended', { sync: 'Good', nextRun: at(-5) })];
		const late = [run(30, 'ended', { sync: 'Late', nextRun: at(6) })];
		const bad = [run(2, 'ended', { sync: 'Bad' })];
		const states = health([...late, ...bad, ...good], [log(2, 'A', 'failed', { sync: 'Bad' })], { expected: ['Missing', 'Good'] });
		expect(states.map(({ sync, health: state, open }) => [sync, state, open])).toEqual([['Late', 'late', 0], ['Bad', 'problems', 1], ['Missing', 'never', 0], ['Good', 'good', 0]]);
	});

	it('gives a run its grace, and calls one that never ended broken off', () => {
		expect(health([run(24, 'ended', { nextRun: at(0.4) })])[0]?.health).toBe('good');
		expect(health([run(24, 'ended', { nextRun: at(0.6) })])[0]?.health).toBe('late');
		expect(health([run(1, 'started')])[0]?.health).toBe('good');
		expect(health([run(7, 'started')])[0]).toMatchObject({ health: 'problems', why: [expect.stringContaining('broken off')] });
	});
});

describe('OPS-DASH: numbers', () => {
	it('counts a document once a day as it stood in the evening, by the reader\'s days', () => {
		const { days, categories } = summarize([], [log(30, 'A', 'failed'), log(29, 'A', 'ok'), log(10.5, 'A', 'ok'), log(9, 'B', 'held', { category: 'waiting' }), log(8, 'C', 'failed')], NOW, SETTINGS);
		expect(days.filter(({ ok, held, failed }) => ok + held + failed > 0)).toEqual([
			{ day: '2026-11-25', ok: 1, held: 0, failed: 0 }, // 10.5 hours before ten is the evening before
			{ day: '2026-11-26', ok: 0, held: 1, failed: 1 },
		]);
		expect(days).toHaveLength(7);
		expect(categories).toEqual([{ category: 'mapping', open: 1, all: 2 }, { category: 'waiting', open: 1, all: 1 }]);
	});

	it('adds up source and books of each sync, a document once', () => {
		const of = (hours: number, key: string, amount: string, booksAmount: string) => log(hours, key, 'ok', { amount, booksAmount, currency: 'GBP' });
		const { totals } = summarize([], [of(9, 'A', '10.00', '10.00'), of(8, 'A', '10.00', '10.00'), of(7, 'B', '0.10', '0.30'), log(6, 'C', 'ok', { booksAmount: '5' })], NOW, SETTINGS);
		expect(totals).toEqual([{ sync: 'S', currency: 'GBP', documents: 2, source: '10.10', books: '10.30', drift: '0.20' }]);
	});
});

describe('OPS-DASH: the page', () => {
	const evil = '<img src=x onerror=alert(1)>"\'';
	const rows = [log(3, evil, 'failed', { reason: evil, hint: evil, link: 'javascript:alert(1)', sync: evil, category: evil }), log(2, 'A', 'failed', { link: 'https://books.test/a?b=1&c=2' })];
	const page = dashboardPage(summarize([run(2, 'ended', { reason: evil, sync: evil, startedBy: evil, nextRun: at(-2) })], rows, NOW, { ...SETTINGS, title: evil }), 50);

	it('keeps markup text, links to the web alone, and fetches nothing', () => {
		expect(page).not.toMatch(/<img|<script|href="javascript/);
		expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
		expect(page).toContain('href="https://books.test/a?b=1&#38;c=2"');
		expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url)).toEqual(['https://books.test/a?b=1&#38;c=2']);
		expect(page).not.toMatch(/url\(|@import/);
	});

	it('says so where there is nothing yet', () => {
		expect(dashboardPage(summarize([], [], NOW, SETTINGS), 50)).toContain('No sync has run yet.');
	});

	it('is made of 10,000 rows and 2,000 runs with a second of work', () => {
		const many = Array.from({ length: 10_000 }, (_, n) => log(2000 - n / 5, `K${n % 4000}`, n % 7 === 0 ? 'failed' : 'ok', { amount: '1.10', booksAmount: '1.10', currency: 'GBP' }));
		const runs = Array.from({ length: 2000 }, (_, n) => run(2000 - n, n % 2 === 0 ? 'started' : 'ended', { whole: 'yes' }));
		const started = cpuTime();
		const text = dashboardPage(summarize(runs, many, NOW, { ...SETTINGS, days: 30 }), 200);

		expect(cpuTime() - started).toBeLessThan(1000);
		expect(text.length).toBeLessThan(300_000);
	});
});
