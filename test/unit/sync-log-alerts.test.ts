import { groupsOf } from '../../nodes/SyncLog/alerts/group';
import { messagesOf, type AlertRow } from '../../nodes/SyncLog/alerts/messages';
import { logRow, runRow, type LogRow, type RunRow } from '../../nodes/SyncLog/columns';
import { healthOf } from '../../nodes/SyncLog/dashboard/health';
import { openProblems } from '../../nodes/SyncLog/dashboard/open';

const NOW = new Date('2026-11-26T10:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const failed = (key: string, reason: string, more: Partial<LogRow> = {}) => logRow({ at: NOW.toISOString(), sync: 'S', execution: '1', key, result: 'failed', category: 'mapping', reason, ...more });
const started = runRow({ at: NOW.toISOString(), startedAt: NOW.toISOString(), sync: 'S', execution: '1', event: 'ended' });

/** What is told at a moment, and the table as it is when all of it went out. */
function tell(log: LogRow[], kept: AlertRow[], now: Date, runs: RunRow[] = [started], expected: string[] = []) {
	const problems = openProblems(log, runs);
	const messages = messagesOf(groupsOf(problems, healthOf(runs, problems, now, { graceMinutes: 30, longestHours: 6, expected }), now), kept, now, { remindHours: 24, dashboard: 'https://n8n.test/d' });
	const table = new Map([...kept, ...messages.map(({ row }) => row)].map((row) => [row.problem, row]));
	return { messages, kinds: messages.map(({ kind }) => kind), kept: [...table.values()] };
}

describe('OPS-ALERT: what is told', () => {
	it('tells 200 documents of one kind once, reminds after a day, and tells that it is over once', () => {
		const log = Array.from({ length: 200 }, (_, n) => failed(`EXP-R${n}-B`, `Line ${n}: the category "C ${n}" has no account.`));
		const first = tell(log, [], NOW);
		expect(first.messages).toEqual([expect.objectContaining({ kind: 'new', count: 200, sample: ['EXP-R0-B', 'EXP-R1-B', 'EXP-R2-B'], subject: 'Problem: S: mapping, 200 documents' })]);
		expect(first.messages[0]?.text).toContain('EXP-R2-B and 197 more');
		expect(tell(log, first.kept, at(23)).kinds).toEqual([]);
		const reminded = tell(log, first.kept, at(24));
		expect(reminded.kinds).toEqual(['reminder']);
		expect(tell(log, reminded.kept, at(25)).kinds).toEqual([]);
		const over = tell([], reminded.kept, at(26));
		expect(over.messages).toEqual([expect.objectContaining({ kind: 'over', count: 200 })]);
		expect(tell([], over.kept, at(90)).kinds).toEqual([]);
		expect(tell(log, over.kept, at(91)).kinds).toEqual(['new']);
	});

	it('tells again what did not go out, since no row was kept', () => {
		const log = [failed('A', 'No.')];
		expect([tell(log, [], NOW).kinds, tell(log, [], at(0.1)).kinds]).toEqual([['new'], ['new']]);
	});

	it('tells other reasons, categories and syncs apart', () => {
		const log = [failed('A', 'No account.'), failed('B', 'No supplier.'), failed('C', 'No account.', { category: 'outage' }), failed('D', 'No account.', { sync: 'T' })];
		expect(tell(log, [], NOW).kinds).toHaveLength(4);
	});

	it('tells a run that stopped, one that is late, one that was broken off and one that never ran', () => {
		const run = (sync: string, more: Partial<RunRow>) => runRow({ ...started, sync, ...more });
		const runs = [run('Stopped', { event: 'failed', reason: 'Gone' }), run('Late', { nextRun: NOW.toISOString() }), run('Broken', { event: 'started' })];
		const { messages, kept } = tell([], [], at(7), runs, ['Missing']);
		expect(messages.map(({ subject }) => subject).sort()).toEqual(['Problem: Broken: broken off', 'Problem: Late: late', 'Problem: Missing: never ran', 'Problem: Stopped: stopped']);
		expect(tell([], kept, at(8), runs, ['Missing']).kinds).toEqual([]);
	});

	it('keeps markup as text and a subject on one line', () => {
		const [message] = tell([failed('A', '<!channel> & <b>x</b>', { sync: 'S\r\nBcc: x' })], [], NOW).messages;
		expect(message?.slack).toContain('&lt;!channel&gt; &amp; &lt;b&gt;x&lt;/b&gt;');
		expect(message?.text).toContain('<b>x</b>');
		expect(message?.subject).toBe('Problem: S Bcc: x: mapping, 1 document');
	});
});
