import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningIn, type Running } from '../../scripts/lib/test-run.mjs';

const run = (): string => {
	const folder = process.env.ACCOUNTING_SYNC_TEST_RUN;
	if (!folder) throw new Error('Tests that start n8n need the global set-up that jest.config.js gives e2e, faults and browser');
	return folder;
};
const fileOf = (pid: number): string => join(run(), `${pid}.json`);

/** Writes down a process, so that the end of the test run ends it. */
export function remember(running: Running): void {
	writeFileSync(fileOf(running.pid), JSON.stringify(running), { mode: 0o600 });
}

export function forget(pid: number): void {
	rmSync(fileOf(pid), { force: true });
}

export const remembered = (): Running[] => (existsSync(run()) ? runningIn(run()) : []);
