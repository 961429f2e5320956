import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IDataObject, IHookFunctions, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import { rawBodyOf } from '../core/hook';
import { contractWith, type Contract } from './contract';
import { CREDENTIAL } from './connect';
import { openWork } from './ledger';
import { at, textOf } from './wire';

/** What Work tells of; the record itself is read. */
interface WorkEvent {
	id: string;
	type: string;
	companyId?: string;
	resource: { type: string; id: string; version: number };
}
interface Settings {
	webhookSecret?: string;
	companyId?: string;
	contract?: unknown;
}
/** A type and not an interface: only then it is plain data to n8n's types. */
type Kept = { subscription?: string; seen?: string[]; versions?: Record<string, number> };

/** Deliveries come at least once; so many events and records are remembered. */
const REMEMBERED = 1000;
const READERS: Readonly<Record<string, string>> = { client: 'customer', invoice: 'invoice', payment: 'payment', site: 'site' };

/**
 * One delivery. The handshake gets its challenge back. What our secret did not sign, or signed too long ago, is answered
 * 401. Anything else is answered 200 before the record is read: Work waits ten seconds.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const contract = contractWith(settings.contract);
	const body = await rawBodyOf(context);
	const response = context.getResponseObject();
	const message = parsed(body);
	const challenge = textOf(at(message, 'challenge'));
	// Only plain signs go back: whoever asks must not make this address serve a page of theirs.
	if (at(message, 'type') === 'webhook.ping' && challenge !== undefined && /^[\w.-]{1,200}$/.test(challenge)) {
		response.status(200).type('text/plain').send(challenge).end();
		return { noWebhookResponse: true };
	}
	const signature = (context.getHeaderData() as IDataObject)[contract.headers.signature.toLowerCase()];
	if (!isSigned(body, signature, settings.webhookSecret ?? '', contract.signatureAge)) {
		response.status(401).end();
		return { noWebhookResponse: true };
	}
	response.status(200).end();
	const event = eventIn(message);
	if (event === undefined || !isWanted(context, event, settings)) return { noWebhookResponse: true };
	const item = await fetched(context, event);
	return item === undefined ? { noWebhookResponse: true } : { noWebhookResponse: true, workflowData: [[item]] };
}

/** `t=<unix>,v1=<hex>`: HMAC-SHA256 over the time, a point and the bytes as they came; compared in constant time. */
export function isSigned(body: Buffer, signature: unknown, secret: string, maxAge: number, now = Date.now()): boolean {
	const [, time = '', hex = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(typeof signature === 'string' ? signature : '') ?? [];
	if (hex === '' || secret === '' || Math.abs(now / 1000 - Number(time)) > maxAge) return false;
	const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}

function eventIn(message: unknown): WorkEvent | undefined {
	const resource = at(message, 'resource');
	const [id, type] = [textOf(at(message, 'id')), textOf(at(message, 'type'))];
	const [kind, record] = [textOf(at(resource, 'type')), textOf(at(resource, 'id'))];
	if (id === undefined || type === undefined || kind === undefined || record === undefined) return undefined;
	const version = Number(at(resource, 'version'));
	return { id, type, companyId: textOf(at(message, 'companyId')), resource: { type: kind, id: record, version: Number.isFinite(version) ? version : 0 } };
}

/** Each event once, and none that is older than what was handed on. */
function isWanted(context: IWebhookFunctions, { id, type, companyId, resource }: WorkEvent, settings: Settings): boolean {
	const chosen = context.getNodeParameter('events', []) as string[];
	const company = textOf(settings.companyId);
	const state = context.getWorkflowStaticData('node') as Kept;
	if (!chosen.includes(type) || (company !== undefined && companyId !== undefined && companyId !== company)) return false;
	const seen = state.seen ?? [];
	if (seen.includes(id)) return false;
	state.seen = [...seen, id].slice(-REMEMBERED);
	const last = state.versions?.[`${resource.type}|${resource.id}`];
	return last === undefined || resource.version === 0 || resource.version > last;
}

async function fetched(context: IWebhookFunctions, event: WorkEvent): Promise<INodeExecutionData | undefined> {
	const { type, id } = event.resource;
	const told = { id: event.id, type: event.type, version: event.resource.version };
	try {
		const { readers } = await openWork(context);
		const reader = readers[READERS[type] ?? ''];
		if (reader === undefined) return undefined;
		const { raw: _raw, ...record } = await reader.one({ id });
		remember(context, `${type}|${id}`, Number(record.version) || event.resource.version);
		return { json: { ...(JSON.parse(JSON.stringify(record)) as IDataObject), event: told } };
	} catch (error) {
		// Work got its 200 and sends this event no more, so it is handed on even where its record could not be read.
		return { json: { id, kind: READERS[type] ?? type, unread: asBooksError(error).sentence, event: told } };
	}
}

function remember(context: IWebhookFunctions, name: string, version: number): void {
	const state = context.getWorkflowStaticData('node') as Kept;
	const { [name]: _old, ...others } = state.versions ?? {};
	state.versions = Object.fromEntries([...Object.entries(others).slice(1 - REMEMBERED), [name, version]]);
}

/** Whether Work holds our subscription: the one that was noted, or one to this address. */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	const state = context.getWorkflowStaticData('node') as Kept;
	const url = context.getNodeWebhookUrl('default');
	const { work } = await openWork(context);
	needFeature(work.contract);
	const ours = (await work.webhooks()).filter((hook) => hook.url === url);
	const wanted = [...(context.getNodeParameter('events', []) as string[])].sort().join();
	for (const hook of ours) {
		const events = Array.isArray(hook.events) ? hook.events.map(String).sort().join() : '';
		if (events === wanted && textOf(hook.id) === state.subscription) return true;
		// One of before, for other events or with another secret.
		await work.unsubscribe(String(hook.id));
	}
	return false;
}

export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const { webhookSecret = '' } = await context.getCredentials<Settings>(CREDENTIAL);
	if (webhookSecret === '') {
		throw new BooksError({ message: 'The credential has no webhook secret', category: 'auth', field: 'webhookSecret', hint: 'Fill in a long text of your choice.' });
	}
	const { work } = await openWork(context);
	needFeature(work.contract);
	const made = await work.subscribe(String(context.getNodeWebhookUrl('default')), context.getNodeParameter('events', []) as string[], webhookSecret);
	(context.getWorkflowStaticData('node') as Kept).subscription = textOf(made.id);
	return true;
}

/** By its address, too: what was noted when the workflow was published may be gone. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const state = context.getWorkflowStaticData('node') as Kept;
	const url = context.getNodeWebhookUrl('default');
	const { work } = await openWork(context);
	const ours = (await work.webhooks()).filter((hook) => hook.url === url || textOf(hook.id) === state.subscription);
	for (const { id } of ours) {
		await work.unsubscribe(String(id)).catch((error: unknown) => {
			if (asBooksError(error).category !== 'not found') throw asBooksError(error);
		});
	}
	delete state.subscription;
	return true;
}

function needFeature({ features }: Contract): void {
	if (features.webhooks) return;
	throw new BooksError({
		message: 'This Work account has no webhooks', category: 'feature not in subscription', hint: 'Use the node Work Trigger, which asks Work at times.',
	});
}

