import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeExpenseIn } from '../../sandbox/expensein';

export const KEY = 'sandbox-expensein-key';
export const LISTS_KEY = 'sandbox-expensein-admin';
export const EXPENSES_KEY = 'sandbox-expensein-finance';

/** A record or document as it comes, read by its fields' names. */
export type Data = Record<string, unknown>;

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The body where it is one object. */
	json: Data & { code?: string; message?: string; errors?: Array<{ field: string; message: string }> };
	/** The body where it is a list. */
	list: Data[];
}

/** A bare client of the emulated ExpenseIn: it sends what it is told and knows no node of ours. */
export class ExpenseIn {
	private constructor(readonly sandbox: Sandbox) {}

	static async start(settings: Data = { limits: false }): Promise<ExpenseIn> {
		const sandbox = await createSandbox({ systems: [makeExpenseIn] });
		await sandbox.listen();
		sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		sandbox.reset();
		const client = new ExpenseIn(sandbox);
		await client.control('POST', '/settings', settings);
		return client;
	}

	async call(method: string, path: string, body?: unknown, { authorization = `ApiKey ${KEY}` }: { authorization?: string } = {}): Promise<Answer> {
		return await this.send(method, `/expensein/1.0${path}`, body, authorization === '' ? {} : { authorization });
	}

	async get(path: string, key = KEY): Promise<Answer> {
		return await this.call('GET', path, undefined, { authorization: `ApiKey ${key}` });
	}

	/** What people do: throws where it is refused, since a test's own set-up must not go wrong in silence. */
	async control<T = Data>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, `/_sandbox/expensein${path}`, body, {});
		if (answer.status >= 400) throw new Error(`${answer.status}: ${answer.json.message ?? answer.text}`);
		return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
	}

	/** The one record with this reference; undefined where there is none. */
	async byReference(path: string, reference: string): Promise<Data | undefined> {
		return (await this.get(path)).list.find((record) => record.reference === reference);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	private async send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
		const isText = typeof body === 'string';
		const answer = await fetch(`${this.sandbox.origin}${path}`, {
			method,
			headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		const parsed = parse(text);
		return {
			status: answer.status, headers: answer.headers, text,
			json: Array.isArray(parsed) ? {} : (parsed as Answer['json']), list: Array.isArray(parsed) ? (parsed as Data[]) : [],
		};
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return {};
	}
}
