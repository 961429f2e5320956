import { makeQuickBooksOnline } from '../../sandbox/quickbooks-online';
import { createSandbox, type Sandbox } from '../../sandbox/app';

export const US = '4620816365000000010';
export const UK = '4620816365000000020';
export const APP = { id: 'sandbox-qbo-app', secret: 'sandbox-qbo-secret' };

/** A record as it comes, read by its fields' names. */
export type Data = Record<string, unknown>;

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	json: Data;
	/** Of the first fault: code and detail; undefined where there is none. */
	code?: string;
	detail?: string;
	element?: string;
}

/** A bare client of the emulated QuickBooks Online: it sends what it is told and knows no node of ours. */
export class QuickBooks {
	token = '';
	realm = US;

	private constructor(readonly sandbox: Sandbox) {}

	static async start({ now = '2026-05-20T17:00:00Z', settings = { limits: false } as Data } = {}): Promise<QuickBooks> {
		const sandbox = await createSandbox({ systems: [makeQuickBooksOnline] });
		await sandbox.listen();
		sandbox.frame.clock.set(now);
		sandbox.reset();
		const client = new QuickBooks(sandbox);
		await client.control('POST', '/settings', settings);
		await client.enter(US);
		return client;
	}

	get base(): string {
		return `${this.sandbox.origin}/quickbooks-online`;
	}

	/** Goes on in a company. */
	async enter(realm: string, more: Data = {}): Promise<Data> {
		const tokens = await this.control('POST', '/tokens', { realm, ...more });
		this.realm = realm;
		this.token = String(tokens.access_token);
		return tokens;
	}

	async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
		return await this.send(method, `/quickbooks-online/v3/company/${this.realm}${path}`, body, { accept: 'application/json', authorization: `Bearer ${this.token}`, ...headers });
	}

	/** The record of an answer that must be well. */
	async create(entity: string, body: Data, query = ''): Promise<Data> {
		const answer = await this.call('POST', `/${entity.toLowerCase()}${query}`, body);
		if (answer.status !== 200 || answer.json.Fault !== undefined) throw new Error(`${entity}: ${answer.text}`);
		return answer.json[entity] as Data;
	}

	async read(entity: string, id: unknown): Promise<Data> {
		return (await this.call('GET', `/${entity.toLowerCase()}/${String(id)}`)).json[entity] as Data;
	}

	/** Code, detail and element of a refusal. */
	async refusal(path: string, body: unknown): Promise<Array<string | undefined>> {
		const { code, detail } = await this.call('POST', path, body);
		return [code, detail];
	}

	async query(statement: string): Promise<Answer & { rows: Data[]; response: Data }> {
		const answer = await this.call('GET', `/query?query=${encodeURIComponent(statement)}&minorversion=75`);
		const response = (answer.json.QueryResponse ?? {}) as Data;
		const rows = Object.values(response).find((value) => Array.isArray(value)) as Data[] | undefined;
		return { ...answer, response, rows: rows ?? [] };
	}

	/** The id of a record by its name. */
	async id(entity: string, name: string): Promise<string> {
		const property = ['Vendor', 'Customer', 'Employee'].includes(entity) ? 'DisplayName' : 'Name';
		const { rows, text } = await this.query(`select * from ${entity} where ${property} = '${name.replace(/[\\']/g, '\\$&')}'`);
		if (rows[0] === undefined) throw new Error(`No ${entity} "${name}": ${text}`);
		return String(rows[0].Id);
	}

	/** What people do: throws where it is refused, since a test's own set-up must not go wrong in silence. */
	async control<T = Data>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, `/_sandbox/quickbooks-online${path}`, body, {});
		if (answer.status >= 400) throw new Error(`${answer.status}: ${String(answer.json.message ?? answer.text)}`);
		return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
	}

	async fault(fault: Data): Promise<void> {
		await this.send('POST', '/_sandbox/faults', { system: 'quickbooks-online', ...fault }, {});
	}

	/** A form with the app's Basic login. */
	async form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
		const basic = `Basic ${Buffer.from(`${APP.id}:${APP.secret}`).toString('base64')}`;
		return await this.send('POST', `/quickbooks-online${path}`, new URLSearchParams(fields), { authorization: basic, accept: 'application/json', ...headers });
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	async send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
		const isRaw = typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData;
		const answer = await fetch(`${this.sandbox.origin}${path}`, {
			method, redirect: 'manual', headers: body === undefined || isRaw ? headers : { 'content-type': 'application/json', ...headers },
			...(body === undefined ? {} : { body: isRaw ? (body as string | URLSearchParams | FormData) : JSON.stringify(body) }),
		});
		const text = await answer.text();
		const json = parse(text);
		const fault = (json.Fault ?? json.fault) as Data | undefined;
		const [error] = (fault?.Error ?? fault?.error ?? []) as Data[];
		return {
			status: answer.status, headers: answer.headers, text, json,
			...(error === undefined ? {} : { code: String(error.code), detail: String(error.Detail ?? error.detail), element: error.element as string }),
		};
	}
}

function parse(text: string): Data {
	try {
		return JSON.parse(text) as Data;
	} catch {
		return {};
	}
}

/** One line of an expense form. */
export function cost(account: string, Amount: number, more: Data = {}, line: Data = {}): Data {
	return { ...line, Amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: account }, ...more } };
}
