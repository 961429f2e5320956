import { createSandbox, type Sandbox } from '../../sandbox/app';
import { makeExpensify } from '../../sandbox/expensify';

export const KEA = '0123456789ABCDEF';
export const FERN = 'FEDCBA9876543210';
export const PAIR = { partnerUserID: 'aa_sandbox_demo', partnerUserSecret: 'sandbox-expensify-secret' };
const ENDPOINT = '/expensify/Integration-Server/ExpensifyIntegrations';

export interface Answer {
	status: number;
	type: string;
	text: string;
	/** Parsed where it is JSON. */
	json: Record<string, unknown> & { responseCode?: number; responseMessage?: string };
}
type Job = Record<string, unknown>;

/** A bare client of the emulated integration server: it sends what it is told and knows no node of ours. */
export class Emulator {
	private constructor(readonly sandbox: Sandbox) {}

	static async start(settings: Record<string, unknown> = { limits: false }): Promise<Emulator> {
		const sandbox = await createSandbox({ systems: [makeExpensify] });
		await sandbox.listen();
		sandbox.frame.clock.set('2026-11-20T10:00:00Z');
		sandbox.reset();
		const emulator = new Emulator(sandbox);
		await emulator.control('/settings', settings);
		return emulator;
	}

	async job(job: Job, fields: Record<string, string> = {}, credentials: Job = PAIR): Promise<Answer> {
		const requestJobDescription = JSON.stringify({ credentials, ...job });
		return await this.send({ method: 'POST', body: new URLSearchParams({ requestJobDescription, ...fields }) });
	}

	async send(init: RequestInit, query = ''): Promise<Answer> {
		const answer = await fetch(`${this.sandbox.origin}${ENDPOINT}${query}`, init);
		const text = await answer.text();
		return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, json: parsed(text) };
	}

	/** Asks for an export; `more` overrides parts of the job. */
	async export(filters: Job, more: { input?: Job; output?: Job; template?: string } & Job = {}): Promise<Answer> {
		const { input, output, template, ...job } = more;
		return await this.job(
			{
				type: 'file',
				onReceive: { immediateResponse: ['returnRandomFileName'] },
				inputSettings: { type: 'combinedReportData', filters, ...input },
				outputSettings: { fileExtension: 'json', ...output },
				...job,
			},
			{ template: template ?? '<#list reports as r>${r.reportID}<#sep>,</#list>' },
		);
	}

	async download(fileName: string, fileSystem = 'integrationServer'): Promise<Answer> {
		return await this.job({ type: 'download', fileName, fileSystem });
	}

	/** The text of an export's file. */
	async exported(filters: Job, more: Parameters<Emulator['export']>[1] = {}): Promise<string> {
		const { text } = await this.export(filters, more);
		return (await this.download(text)).text;
	}

	async control<T>(path: string, body?: unknown): Promise<T> {
		const answer = await fetch(`${this.sandbox.origin}/_sandbox/expensify${path}`, {
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

function parsed(text: string): Answer['json'] {
	try {
		return JSON.parse(text) as Answer['json'];
	} catch {
		return {};
	}
}
