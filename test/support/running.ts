import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What tests started and must not outlive them, one file per process in a folder that the test run made. */
export interface Running {
	pid: number;
	userFolder: string;
	/** How another test file reaches it. */
	shared?: { port: number; owner: { email: string; password: string } };
}

const folder = (): string => {
	const name = process.env.ACCOUNTING_SYNC_TEST_RUN;
	if (!name) throw new Error('Tests that start n8n need the set-up in test/support/set-up.ts');
	return name;
};
const fileOf = (pid: number): string => join(folder(), `${pid}.json`);

export function remember(running: Running): void {
	mkdirSync(folder(), { recursive: true });
	writeFileSync(fileOf(running.pid), JSON.stringify(running), { mode: 0o600 });
}

export function forget(pid: number): void {
	rmSync(fileOf(pid), { force: true });
}

export function remembered(): Running[] {
	if (!existsSync(folder())) return [];
	return readdirSync(folder()).map((file) => JSON.parse(readFileSync(join(folder(), file), 'utf8')) as Running);
}
