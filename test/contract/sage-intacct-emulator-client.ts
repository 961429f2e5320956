import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeSageIntacct } from '../../sandbox/sage-intacct';
import { GROUP, SENDER, USER } from '../../sandbox/sage-intacct/seed';

/** Answers by their texts: what the tests look for stands in them word by word. */
export interface Answer {
	status: number;
	text: string;
}

export interface Asking {
	user?: { userId: string; password: string };
	company?: string;
	entity?: string;
	session?: string;
	sender?: { senderId: string; password: string };
	unique?: boolean;
	transaction?: boolean;
	controlIds?: string[];
	path?: string;
	dtd?: string;
	policy?: string;
	additionalInfo?: boolean;
}

export const GENERAL = '/sage-intacct/ia/xml/xmlgw.phtml';
const CONTROL = '/_sandbox/sage-intacct';

/** A bare client of the emulated gateway; it knows no node of ours. */
export class Emulator {
	private constructor(readonly sandbox: Sandbox) {}

	static async start(bare = false): Promise<Emulator> {
		const sandbox = await createSandbox({ systems: [makeSageIntacct] });
		await sandbox.listen();
		sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		sandbox.reset({ bare });
		return new Emulator(sandbox);
	}

	/** Functions in one request, each as its XML, signed in by login unless a session is given. */
	async send(functions: string | string[], asking: Asking = {}): Promise<Answer> {
		const { user = USER, company = GROUP, entity, session, sender = SENDER, unique = false, transaction = false, controlIds = [], path = GENERAL, dtd = '3.0', policy, additionalInfo = false } = asking;
		const login = `<login><userid>${user.userId}</userid><companyid>${company}</companyid><password>${user.password}</password>${entity === undefined ? '' : `<locationid>${entity}</locationid>`}</login>`;
		const body = [functions].flat().map((one, index) => `<function controlid="${controlIds[index] ?? `f${index}`}">${one}</function>`).join('');
		return await this.raw(
			`<?xml version="1.0" encoding="UTF-8"?><request><control><senderid>${sender.senderId}</senderid><password>${sender.password}</password><controlid>test</controlid><uniqueid>${unique}</uniqueid><dtdversion>${dtd}</dtdversion>` +
				`${policy === undefined ? '' : `<policyid>${policy}</policyid>`}<includewhitespace>false</includewhitespace>${additionalInfo ? '<showadditionalerrorinfo>true</showadditionalerrorinfo>' : ''}</control>` +
				`<operation transaction="${transaction}"><authentication>${session === undefined ? login : `<sessionid>${session}</sessionid>`}</authentication><content>${body}</content></operation></request>`,
			path,
		);
	}

	async raw(body: string, path = GENERAL): Promise<Answer> {
		const answer = await fetch(this.sandbox.origin + path, { method: 'POST', headers: { 'content-type': 'application/xml' }, body });
		return { status: answer.status, text: await answer.text() };
	}

	/** The key or RECORDNO of what was made; fails with the errors otherwise. */
	async make(one: string, asking: Asking = {}): Promise<string> {
		const { text } = await this.send(one, asking);
		const key = inside(text, 'key') || inside(text, 'RECORDNO') || inside(text, 'id');
		if (key === '') throw new Error(text);
		return key;
	}

	async control<T>(path: string, body?: unknown): Promise<T> {
		const answer = await fetch(`${this.sandbox.origin}${CONTROL}${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
		return JSON.parse(text) as T;
	}

	/** A record as it is kept, with lines and postings. */
	async kept(object: string, recordNo: string): Promise<Kept> {
		const [record] = await this.control<Kept[]>(`/records?object=${object}&recordNo=${recordNo}`);
		if (record === undefined) throw new Error(`no ${object} ${recordNo}`);
		return record;
	}

	async company(changes: object, id = GROUP): Promise<void> {
		await this.control(`/companies/${id}`, changes);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

export type Kept = Record<string, string> & { lines: never; postings: never } & { [key: string]: unknown };

/** The text of the first element of this name, "" where there is none. */
export function inside(xml: string, name: string): string {
	return new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

export function all(xml: string, name: string): string[] {
	return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}

/** The errors of an answer without their support ids: "BL01001973 text". */
export function errors({ text }: Answer): string[] {
	return [...text.matchAll(/<error>(.*?)<\/error>/gs)].map(([, error = '']) => `${inside(error, 'errorno')} ${unescaped(inside(error, 'description2')).replace(/ \[Support ID: [^\]]*\]$/, '')}`);
}

export function unescaped(text: string): string {
	return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function date(day: string): string {
	const [year, month, date] = day.split('-');
	return `<year>${year}</year><month>${month}</month><day>${date}</day>`;
}

interface Bill {
	number?: string;
	vendor?: string;
	amount?: string;
	account?: string;
	line?: string;
	header?: string;
}

/** A bill as the generic create takes it. */
export function bill({ number = 'B-1', vendor = 'V-100', amount = '42.50', account = '6220', line = '<LOCATIONID>110</LOCATIONID>', header = '' }: Bill = {}): string {
	return (
		`<create><APBILL><WHENCREATED>05/04/2026</WHENCREATED><WHENDUE>06/03/2026</WHENDUE><VENDORID>${vendor}</VENDORID><RECORDID>${number}</RECORDID>${header}` +
		`<APBILLITEMS><APBILLITEM><ACCOUNTNO>${account}</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT>${line}</APBILLITEM></APBILLITEMS></APBILL></create>`
	);
}

export function query(object: string, fields: string[], more = ''): string {
	return `<query><object>${object}</object><select>${fields.map((field) => `<field>${field}</field>`).join('')}</select>${more}</query>`;
}
