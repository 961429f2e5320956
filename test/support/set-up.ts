import { existsSync } from 'node:fs';
import { clear, clearAbandoned, newRun } from '../../scripts/lib/test-run.mjs';

/** Before the first test file that uses n8n: clears away what a broken run left behind. */
export async function setUp(): Promise<void> {
	await clearAbandoned();
	const run = process.env.ACCOUNTING_SYNC_TEST_RUN;
	if (!run || !existsSync(run)) process.env.ACCOUNTING_SYNC_TEST_RUN = newRun();
}

/** After the last: stops what still runs. */
export async function tearDown(): Promise<void> {
	const run = process.env.ACCOUNTING_SYNC_TEST_RUN;
	if (run && existsSync(run)) await clear(run);
	delete process.env.ACCOUNTING_SYNC_TEST_RUN;
}
