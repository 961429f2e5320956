import { XeroClient } from 'xero-node';
import { createSandbox, type Sandbox } from '../../../sandbox/app';
import { makeXero } from '../../../sandbox/xero';

export const KEA = '7e000000-0000-4000-8000-000000000001';
export const FERN = '7e000000-0000-4000-8000-000000000002';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	// The tests look into vendor JSON by path; its shape is what they check.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
	json: any;
}

/** A sandbox that listens, the official client pointed at it, and plain HTTP beside. */
export class XeroBench {
	token = '';
	refreshToken = '';

	private constructor(
		readonly sandbox: Sandbox,
		readonly xero: XeroClient,
	) {}

	static async start({ bare = true, file }: { bare?: boolean; file?: string } = {}): Promise<XeroBench> {
		const sandbox = await createSandbox({ systems: [makeXero], file });
		await sandbox.listen();
		if (file === undefined) sandbox.reset({ bare });
		const bench = new XeroBench(sandbox, new XeroClient());
		bench.xero.accountingApi.basePath = `${sandbox.origin}/xero/api.xro/2.0`;
		await bench.signIn();
		await bench.control('limits', { perMinute: 100_000, perDay: 1_000_000, thinkMs: 0 });
		return bench;
	}

	async signIn(of: Record<string, unknown> = {}): Promise<void> {
		const { json } = await this.control('tokens', of);
		this.token = json.access_token;
		this.refreshToken = json.refresh_token;
		this.xero.setTokenSet({ access_token: this.token });
	}

	get origin(): string {
		return this.sandbox.origin;
	}

	/** A control route of the emulator. */
	async control(path: string, body: unknown = {}): Promise<Answer> {
		return await read(await fetch(`${this.origin}/_sandbox/xero/${path}`, json('POST', body)));
	}

	/** The Accounting API by plain HTTP, with the bench's token and the first organisation unless said otherwise. */
	async api(
		method: string,
		path: string,
		{
			body,
			headers = {},
			tenant = KEA,
		}: {
			body?: unknown;
			headers?: Record<string, string>;
			tenant?: string;
		} = {},
	): Promise<Answer> {
		const all = {
			authorization: `Bearer ${this.token}`,
			'xero-tenant-id': tenant,
			accept: 'application/json',
			'content-type': 'application/json',
			...headers,
		};
		const init = {
			method,
			headers: all,
			body:
				body === undefined
					? undefined
					: typeof body === 'string' || Buffer.isBuffer(body)
						? body
						: JSON.stringify(body),
		};
		return await read(await fetch(`${this.origin}/xero/api.xro/2.0${path}`, init as RequestInit));
	}

	async form(path: string, fields: Record<string, string>, basic?: [string, string]): Promise<Answer> {
		const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
		if (basic !== undefined) headers.authorization = `Basic ${Buffer.from(basic.join(':')).toString('base64')}`;
		return await read(
			await fetch(`${this.origin}/xero${path}`, {
				method: 'POST',
				headers,
				body: new URLSearchParams(fields).toString(),
				redirect: 'manual',
			}),
		);
	}

	trialBalance(tenant = KEA): string | undefined {
		return this.sandbox.systems[0]?.look().find(({ id }) => id === tenant)?.trialBalance;
	}

	async stop(): Promise<void> {
		await this.sandbox.close();
	}
}

/** xero-node rejects with a JSON string. */
export async function rejection(call: Promise<unknown>): Promise<{ statusCode: number; body: Answer['json'] }> {
	try {
		await call;
	} catch (error) {
		const { response } = JSON.parse(String(error)) as { response: { statusCode: number; body: Answer['json'] } };
		return response;
	}
	throw new Error('the call was not refused');
}

export const web = ['sandbox-xero-web', 'sandbox-xero-web-secret'] as [string, string];

function json(method: string, body: unknown): RequestInit {
	return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function read(response: Response): Promise<Answer> {
	const text = await response.text();
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		parsed = undefined;
	}
	return { status: response.status, headers: response.headers, text, json: parsed };
}
