import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/lib/paths.mjs';
import { isAlive } from '../../scripts/lib/once.mjs';
import { endLeftovers } from '../../scripts/lib/processes.mjs';
import type { Running } from './running';

const PREFIX = 'accounting-sync-run-';
const runs = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));

/** Before the first test file of a project that uses n8n: clears away what a broken run left behind. */
export async function setUp(): Promise<void> {
	for (const name of runs()) {
		const folder = join(tmpdir(), name);
		const owner = Number(name.slice(PREFIX.length).split('-')[0]);
		if (!isAlive(owner)) await clear(folder);
	}
	if (process.env.ACCOUNTING_SYNC_TEST_RUN && existsSync(process.env.ACCOUNTING_SYNC_TEST_RUN)) return;
	process.env.ACCOUNTING_SYNC_TEST_RUN = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** After the last: stops what still runs. */
export async function tearDown(): Promise<void> {
	const folder = process.env.ACCOUNTING_SYNC_TEST_RUN;
	if (folder && existsSync(folder)) await clear(folder);
	delete process.env.ACCOUNTING_SYNC_TEST_RUN;
}

async function clear(folder: string): Promise<void> {
	const left = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Running);
	await endLeftovers(left.map(({ pid }) => pid), cacheFolder());
	keepLogs(left);
	for (const { userFolder } of left) rmSync(userFolder, { recursive: true, force: true });
	rmSync(folder, { recursive: true, force: true });
}

/** n8n's log of the last test run, for whoever wants to know why a test failed. */
function keepLogs(left: Running[]): void {
	const target = join(__dirname, '../../build/test-logs');
	for (const { pid, userFolder } of left) {
		const log = join(userFolder, 'n8n.log');
		if (!existsSync(log)) continue;
		mkdirSync(target, { recursive: true });
		writeFileSync(join(target, `n8n-${pid}.log`), readFileSync(log));
	}
}
