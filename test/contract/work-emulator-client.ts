import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeWork } from '../../sandbox/work';

export const KEY = 'sandbox-work-key';

/** A record as it comes, read by its fields' names. */
export type Data = Record<string, unknown>;

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	json: Data & { error?: { code: string; message: string; fields: Array<{ path: string; code: string; message: string }> } };
	/** `data` of a list's envelope. */
	list: Data[];
}

/** A bare client of the emulated Work: it sends what it is told and knows no node of ours. */
export class Work {
	private constructor(readonly sandbox: Sandbox) {}

	static async start(settings: Data = { limits: false }): Promise<Work> {
		const sandbox = await createSandbox({ systems: [makeWork] });
		await sandbox.listen();
		sandbox.frame.clock.set('2026-05-20T10:00:00Z');
		sandbox.reset();
		const client = new Work(sandbox);
		await client.control('POST', '/settings', settings);
		return client;
	}

	async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
		const own: Record<string, string> = 'authorization' in headers || 'x-api-key' in headers ? {} : { 'x-api-key': KEY };
		return await this.send(method, `/work/v1${path}`, body, { ...own, ...headers });
	}

	async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
		return await this.call('GET', path, undefined, headers);
	}

	async legacy(path: string, authorization: string): Promise<Answer> {
		return await this.send('GET', `/work/C2FDataSvc.svc/${path}`, undefined, authorization === '' ? {} : { authorization });
	}

	/** What people do: throws where it is refused, since a test's own set-up must not go wrong in silence. */
	async control<T = Data>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, `/_sandbox/work${path}`, body, {});
		if (answer.status >= 400) throw new Error(`${answer.status}: ${String(answer.json.message ?? answer.text)}`);
		return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
	}

	async fault(fault: Data): Promise<void> {
		await fetch(`${this.sandbox.origin}/_sandbox/faults`, {
			method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ system: 'work', ...fault }),
		});
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	private async send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
		const answer = await fetch(`${this.sandbox.origin}${path}`, {
			method,
			headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		const json = parse(text);
		return { status: answer.status, headers: answer.headers, text, json, list: Array.isArray(json.data) ? (json.data as Data[]) : [] };
	}
}

function parse(text: string): Answer['json'] {
	try {
		return JSON.parse(text) as Answer['json'];
	} catch {
		return {};
	}
}

/** Somebody who listens for webhooks. Knows the signature from the contract alone. */
export class Listener {
	readonly got: Array<{ body: string; signature: string | undefined }> = [];
	/** What the next events are answered with. */
	status = 200;
	echoes = true;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<Listener> {
		const server = createServer();
		const listener = new Listener(server);
		server.on('request', (request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const body = Buffer.concat(parts).toString('utf8');
				const { type, challenge } = JSON.parse(body) as { type: string; challenge?: string };
				if (type === 'webhook.ping') return response.end(listener.echoes ? challenge : 'hello');
				listener.got.push({ body, signature: request.headers['x-work-signature'] as string | undefined });
				response.statusCode = listener.status;
				return response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		return listener;
	}

	get url(): string {
		return `http://localhost:${(this.server.address() as AddressInfo).port}/hook`; // it listens on a port
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
