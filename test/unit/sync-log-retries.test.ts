import { logRow, runRow, type LogRow } from '../../nodes/SyncLog/columns';
import { openProblems } from '../../nodes/SyncLog/dashboard/open';
import { againOf } from '../../nodes/SyncLog/retries/again';
import { retriesOf } from '../../nodes/SyncLog/retries/decide';
import { failuresOf } from '../../nodes/SyncLog/retries/list';
import { outcomesOf } from '../../nodes/SyncLog/retries/outcome';
import { beforeClaim, readStarts, type Start } from '../../nodes/SyncLog/retries/starts';

const START = Date.parse('2026-11-26T10:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);
const row = (minutes: number, key: string, more: Partial<LogRow> = {}) =>
	logRow({ at: at(minutes).toISOString(), sync: 'S', execution: String(minutes), key, source: `R-${key}`, result: 'failed', category: 'outage', retryable: 'yes', ...more });
const runs = [runRow({ at: at(0).toISOString(), sync: 'S', workflow: 'w', execution: '0', event: 'ended' })];
const look = (log: LogRow[], minutes: number, starts: Start[] = [], limit = 6) => retriesOf(openProblems(log, []), runs, starts, at(minutes), limit);
const start = (minutes: number, keys: string[] = [], more: Partial<Start> = {}): Start => ({ id: minutes, asked: at(minutes).toISOString(), sync: 'S', execution: `E${minutes}`, keys, ...more });

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
		expect([look([row(0, 'A')], 6, [start(5, ['A'])])[0]?.state, look([row(0, 'A')], 19, [start(5, ['A'])])[0]?.state, look([row(0, 'A')], 20, [start(5, ['A'])])[0]?.state]).toEqual(['waits', 'waits', 'due']);
		const going = [...runs, runRow({ at: at(4).toISOString(), sync: 'S', workflow: 'w', execution: '4', event: 'started' })];
		const with_ = (minutes: number) => retriesOf(openProblems([row(0, 'A')], []), going, [], at(minutes), 6)[0];
		expect([with_(6)?.state, with_(6)?.at, with_(64)?.state]).toEqual(['waits', at(64).toISOString(), 'due']);
	});

	it('counts starts that led to no word, so that a run that dies each time is not started for ever', () => {
		const starts = [start(5), start(20), start(80)];
		expect(look([row(0, 'A')], 10_000, starts.slice(0, 2), 4)[0]?.state).toBe('due');
		expect(look([row(0, 'A')], 10_000, starts, 4)[0]?.state).toBe('person');
		// One that did lead to a word is counted by that, and one for others not at all.
		expect(look([row(0, 'A'), row(81, 'A')], 10_000, [...starts, start(90, ['B'])], 4)[0]?.state).toBe('due');
	});

	it('tries those alone whose wait is over, and the whole sync where one of them is about no record', () => {
		const log = [row(0, 'A'), row(5, 'A'), row(18, 'B')];
		expect(look(log, 20)[0]).toMatchObject({ state: 'due', keys: ['A'], sources: ['R-A'] });
		expect(look(log, 23)[0]).toMatchObject({ state: 'due', keys: ['A', 'B'], sources: ['R-A', 'R-B'] });
		expect(look([...log, row(18, 'C', { source: '' })], 23)[0]).toMatchObject({ keys: ['A', 'B', 'C'], sources: [] });
	});

	it('of two runs at once the one that wrote first finds it due, and the other does not', () => {
		const starts = [start(5, ['A'], { id: 7, execution: 'one' }), start(5, ['A'], { id: 8, execution: 'two' }), start(5, [], { id: 9, sync: 'T', execution: 'two' })];
		const claims = ['one', 'two', 'none'].map((execution) => beforeClaim(starts, execution));
		expect(claims.map(({ claimed }) => [...claimed])).toEqual([['S'], ['S', 'T'], []]);
		expect(claims.slice(0, 2).map((claim) => look([row(0, 'A')], 5, claim.starts)[0]?.state)).toEqual(['due', 'waits']);
	});

	it('tells nothing once it is over', () => {
		expect(look([row(0, 'A'), row(5, 'A', { result: 'ok', category: '', retryable: '' })], 60)).toEqual([]);
	});
});

const MARKUP = '<img src=x onerror="run()"> & Söhne';

describe('OPS-RETRY: what a person sees and starts', () => {
	const log = [row(0, 'A', { reason: `No answer for ${MARKUP}`, link: 'javascript:run()' }), row(1, 'R9', { result: 'held', category: 'mapping', retryable: '', source: 'R9', reason: `No account for ${MARKUP}` })];
	const failed = [runRow({ at: at(2).toISOString(), sync: 'T', workflow: 'v', execution: '2', event: 'failed', category: 'auth', reason: 'Refused.', link: 'https://n8n.example/2' })];
	const reader = { zone: 'UTC', now: at(3), limit: 6, most: 2, forms: new Map([['S', 'https://n8n.example/form/s']]), tables: 'https://n8n.example/tables' };
	const shown = failuresOf(openProblems(log, failed), [...runs, ...failed], [], reader);

	it('lists reason, remedy and tries; markup stays text, and only addresses of the web become links', () => {
		expect(shown.options).toEqual(['1. S: A (outage)', '2. S: R9 (mapping)']);
		expect(shown.count).toBe(3);
		expect(shown.html).toContain('&#60;img src=x onerror=&#34;run()&#34;&#62; &#38; Söhne');
		expect(shown.html).not.toMatch(/<img|javascript/);
		expect(shown.html.match(/href="[^"]*"/g)).toEqual(['href="https://n8n.example/form/s"', 'href="https://n8n.example/tables"', 'href="https://n8n.example/form/s"']);
		for (const part of ['tried again by itself in 2 minutes', 'waits for you', '1 more are not shown']) expect(shown.html).toContain(part);
	});

	it('starts each sync once, with the records that are meant; a run that stopped means the whole sync', () => {
		const started = againOf(shown.documents, { startedBy: 'form', changed: 'refuse' }, 'E', at(4));
		expect(started.map(({ sync, workflow, sources, row: { keys, execution } }) => [sync, workflow, sources, keys, execution])).toEqual([['S', 'w', ['R-A', 'R9'], '["A","R9"]', 'E'], ['T', 'v', [], '[]', 'E']]);
		expect(readStarts([{}, ...started.map(({ row: written }, id) => ({ id, ...written }))])).toEqual([
			{ id: 0, asked: at(4).toISOString(), sync: 'S', execution: 'E', keys: ['A', 'R9'] }, { id: 1, asked: at(4).toISOString(), sync: 'T', execution: 'E', keys: [] },
		]);
	});

	it('tells what came of each, a report that was held by the documents that it became', () => {
		const asked = againOf(shown.documents, { startedBy: 'form', changed: 'refuse' }, 'E', at(4));
		const after = [row(5, 'A', { reason: 'Still no answer' }), row(5, 'EXP-R9-B', { source: 'R9', result: 'ok', action: 'created', link: 'https://books.example/9' })];
		const ended = [...failed, runRow({ at: at(6).toISOString(), sync: 'S', event: 'ended' })];
		expect(outcomesOf(asked, new Map([['T', 'Not published']]), [...log, ...after], ended).map(({ document, result, reason, link }) => [document, result, reason, link])).toEqual([
			['A', 'failed (outage)', 'Still no answer', ''], ['EXP-R9-B', 'created', '', 'https://books.example/9'], ['The whole sync', 'not started', 'Not published', ''],
		]);
	});

	it.each([
		[{ event: 'ended', whole: '' }, 'not found'], [{ event: 'ended', whole: 'yes' }, 'over'], [{ event: 'failed', reason: 'Refused.' }, 'stopped'], [{ event: 'started' }, 'not ended'],
	])('where nothing was told of it and the run %j, it says "%s"', (more, result) => {
		const asked = againOf([{ sync: 'S', workflow: 'w', key: 'R1', source: 'R1' }], { startedBy: 'form', changed: 'refuse' }, 'E', at(4));
		expect(outcomesOf(asked, new Map(), [], [runRow({ at: at(5).toISOString(), sync: 'S', ...more })]).map((one) => [one.document, one.result])).toEqual([['R1', result]]);
	});
});
