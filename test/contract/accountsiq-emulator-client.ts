import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createClientAsync, type Client } from 'soap';
import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeAccountsIq } from '../../sandbox/accountsiq';
import { APP, UK } from '../../sandbox/accountsiq/seed';

export const SPACE = 'http://www.visorsoftware.com/visor/accountsiq/dashboard/Integration/';
const FOLDER = '/accountsiq/system/dashboard/integration';
const PUBLISHED = join(__dirname, '../../../shared/contracts/accountsiq');

export type Fields = Record<string, unknown>;
/** What node-soap makes of an answer: fields by name, lists as arrays or as single objects. */
export type Read = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of some seventy operations

/** The path of a file of the published contract, where that lies beside the project. */
export function published(file: string): string | undefined {
	const path = join(PUBLISHED, file);
	return existsSync(path) ? path : undefined;
}

/** A bare client of the emulated web services; it knows no node of ours. */
export class Emulator {
	private constructor(
		readonly sandbox: Sandbox,
		private token: string,
	) {}

	static async start(): Promise<Emulator> {
		const sandbox = await createSandbox({ systems: [makeAccountsIq] });
		await sandbox.listen();
		sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		sandbox.reset();
		const emulator = new Emulator(sandbox, '');
		await emulator.signIn();
		return emulator;
	}

	url(file = 'integration_2_0.asmx'): string {
		return `${this.sandbox.origin}${FOLDER}/${file}`;
	}

	/** node-soap on the published description where there is one, else on the emulator's own. */
	async soap(wsdl = published('accountsiq-integration-2-0.reconstructed.wsdl')): Promise<Client> {
		return await createClientAsync(wsdl ?? `${this.url()}?wsdl`, { endpoint: this.url() });
	}

	async signIn({ clientId, clientSecret } = APP): Promise<{ access: string; refresh: string }> {
		const { text } = await this.send('TokenGet', `<clientId>${clientId}</clientId><clientSecret>${clientSecret}</clientSecret>`);
		this.token = inside(text, 'AccessToken');
		return { access: this.token, refresh: inside(text, 'RefreshToken') };
	}

	/** Sends the inside of an operation's element as it is. */
	async send(operation: string, parameters = '', { entity = UK, token = this.token, file }: { entity?: string; token?: string; file?: string } = {}): Promise<Answer> {
		const header = `<AiqSoapHeader xmlns="${SPACE}"><Entity>${entity}</Entity><AccessToken>${token}</AccessToken></AiqSoapHeader>`;
		return await this.raw(
			`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
				`<soap:Header>${header}</soap:Header><soap:Body><${operation} xmlns="${SPACE}">${parameters}</${operation}></soap:Body></soap:Envelope>`,
			file,
			operation,
		);
	}

	async raw(body: string, file?: string, operation = ''): Promise<Answer> {
		const answer = await fetch(this.url(file), { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${SPACE}${operation}"` }, body });
		const text = await answer.text();
		return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, code: inside(text, 'ErrorCode') };
	}

	async control<T>(path: string, body?: unknown): Promise<T> {
		const answer = await fetch(`${this.sandbox.origin}/_sandbox/accountsiq${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
		return JSON.parse(text) as T;
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

export interface Answer {
	status: number;
	type: string;
	text: string;
	/** The first ErrorCode of the answer. */
	code: string;
}

/** The text of the first element of this name, "" where there is none. */
export function inside(xml: string, name: string): string {
	return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

/** Elements of a line or document from a record; undefined is left out, null is nil. */
export function elements(fields: Fields): string {
	return Object.entries(fields)
		.map(([name, value]) => {
			if (value === undefined) return '';
			if (value === null) return `<${name} xsi:nil="true"/>`;
			return `<${name}>${typeof value === 'object' ? elements(value as Fields) : String(value)}</${name}>`;
		})
		.join('');
}
