import { join } from 'node:path';
import { DATA_SYNC, DataSync } from '../support/data-sync';

/** n8n and the server live elsewhere, in zones that change their clocks as well, and believe that it is this instant. */
const at = (instant: string) => ({
	env: {
		NODE_OPTIONS: `--require ${join(__dirname, '../support/clock.cjs')}`, CLOCK_STARTS_AT: instant,
		GENERIC_TIMEZONE: 'America/New_York', TZ: 'Europe/London',
	},
});
const SECOND = 1000;

/** When the sync ran by itself on an n8n that was started at this instant, which leaves it a minute to start. */
async function startsAfter(instant: string): Promise<string[]> {
	const sync = await DataSync.open(at(instant));
	try {
		await sync.n8n.runManually(DATA_SYNC, 'By hand'); // makes the tables
		await sync.configure({ part: 'Tax rates' });
		const ends = Date.now() + 75 * SECOND;
		for (;;) {
			const list = await sync.n8n.listExecutions({ workflowId: DATA_SYNC });
			const own = list.filter(({ mode, status }) => mode === 'trigger' && status === 'success');
			if (own.length > 0 || Date.now() > ends) return own.map(({ startedAt }) => startedAt.slice(0, 16));
			await new Promise((resolve) => setTimeout(resolve, SECOND));
		}
	} finally {
		await sync.close();
	}
}

describe('SYNC-AIQ-7: the data sync runs every day at 04:00 GMT, whatever the time zones of server, n8n and season', () => {
	it('before and after the clocks of London go forward, and not at four o\'clock of London', async () => {
		const [before, after, local] = await Promise.all(['2026-03-28T03:59:00Z', '2026-03-29T03:59:00Z', '2026-03-29T02:59:00Z'].map(startsAfter));
		expect(before).toEqual(['2026-03-28T04:00']);
		expect(after).toEqual(['2026-03-29T04:00']);
		expect(local).toEqual([]);
	});
});
