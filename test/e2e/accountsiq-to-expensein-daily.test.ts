import { join } from 'node:path';
import { DATA, DataSync } from '../support/data-sync';

const hook = join(__dirname, '../support/clock.cjs');

/** n8n believes that it starts at this moment; its own zone and the server's are others than GMT. */
async function at(instant: string, look: (sync: DataSync) => Promise<void>): Promise<void> {
	const env = { NODE_OPTIONS: `--require=${hook}`, CLOCK_STARTS_AT: instant, GENERIC_TIMEZONE: 'Europe/London', TZ: 'America/New_York' };
	const sync = await DataSync.open({ env });
	try {
		await look(sync);
	} finally {
		await sync.close();
	}
}

const startOf = ({ runData }: { runData: Record<string, Array<{ startTime?: number }>> }) =>
	new Date(runData['Every day at 04:00 GMT']?.[0]?.startTime ?? 0).toISOString().slice(0, 16);

describe('SYNC-AIQ-7: daily at 04:00 GMT, whatever the time zone of the server', () => {
	it.each(['2026-03-28', '2026-03-29'])('runs at 04:00 GMT on %s, around the change to summer time', async (day) => {
		await at(`${day}T03:59:00Z`, async ({ n8n }) => {
			const execution = await n8n.nextExecution(DATA, { timeout: 90_000 });
			expect(execution.status).toBe('success');
			expect(startOf(execution as never)).toBe(`${day}T04:00`);
		});
	}, 240_000);

	it('does not run at 04:00 of British summer time, which is 03:00 GMT', async () => {
		await at('2026-03-29T02:59:15Z', async ({ n8n }) => {
			await new Promise((resolve) => setTimeout(resolve, 60_000));
			expect(await n8n.listExecutions({ workflowId: DATA })).toEqual([]);
		});
	}, 240_000);
});
