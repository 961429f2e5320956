import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/app';

/** The sandbox on a free port, within the test's process. Close it in afterAll. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await createSandbox(options);
	await sandbox.listen();
	return sandbox;
}

/** Calls the sandbox's own routes below /_sandbox, which tests use to look and to steer. */
export async function control<T>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<T> {
	const answer = await fetch(`${sandbox.origin}/_sandbox${path}`, {
		method,
		...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${await answer.text()}`);
	const text = await answer.text();
	return (text === '' ? undefined : JSON.parse(text)) as T; // some answer nothing

}
