import { createHash, timingSafeEqual } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import { rawBodyOf } from '../core/hook';
import { OBJECTS, type ObjectName } from './documents';
import { connect, CREDENTIAL, type Settings } from './connect';
import { LISTS, toRecord as toListRecord, type ListName } from './list-kinds';
import { deskOf, type Desk } from './desk';
import { shapeOf } from './find';
import { equals, page } from './query';
import { toRecord } from './readers/documents';

/** What a smart event says, as the page of the node asks for it. */
interface SmartEvent {
	object: string;
	recordno: string;
	event: string;
}

const LISTED: Readonly<Record<string, ListName>> = { VENDOR: 'supplier', CUSTOMER: 'customer', EMPLOYEE: 'employee', PROJECT: 'project' };

/**
 * One delivery. Without our secret it is answered 401 with nothing else; with it 200, empty. The record is read anew: what a
 * smart event sends is a text that somebody has written, and it comes unsigned. Source: Sage Intacct, "Smart events".
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const fields = fieldsIn(await rawBodyOf(context), String((context.getHeaderData() as IDataObject)['content-type'] ?? ''));
	const response = context.getResponseObject();
	if (!isSecret(fields.secret ?? '', settings.webhookSecret ?? '')) {
		response.status(401).end();
		return { noWebhookResponse: true };
	}
	response.status(200).end();
	const event: SmartEvent = { object: (fields.object ?? '').trim().toUpperCase(), recordno: (fields.recordno ?? '').trim(), event: (fields.event ?? '').trim().toLowerCase() };
	const kind = kindOf(event.object);
	const kinds = context.getNodeParameter('events', []) as string[];
	if (kind === undefined || !kinds.includes(kind) || !/^\d+$/.test(event.recordno)) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[{ json: await told(context, event, kind) }]] };
}

async function told(context: IWebhookFunctions, event: SmartEvent, kind: string): Promise<IDataObject> {
	const about: IDataObject = { type: event.event, object: event.object };
	const bare = { id: event.recordno, kind };
	if (/^del/.test(event.event)) return { ...bare, deleted: true, event: about };
	const found = await connect(context, '').then(async (intacct) => await recordOf(deskOf(intacct), event, kind)).catch(asBooksError);
	// Intacct sends an event once, so it is handed on even where its record could not be read.
	if (found instanceof BooksError) return { ...bare, unread: found.sentence, event: about };
	if (found === undefined) return { ...bare, deleted: true, event: about };
	const { raw: _raw, ...shown } = found;
	return { ...(JSON.parse(JSON.stringify(shown)) as IDataObject), event: about };
}

function kindOf(object: string): string | undefined {
	return LISTED[object] ?? (Object.hasOwn(OBJECTS, object) ? OBJECTS[object as ObjectName].kind : undefined);
}

async function recordOf(desk: Desk, { object, recordno }: SmartEvent, kind: string) {
	const formats = await desk.lists.formats();
	const name = LISTED[object];
	const fields = name === undefined ? ((await shapeOf(desk, [object as ObjectName])).get(object as ObjectName)?.fields ?? []) : await desk.lists.select(LISTS[name]);
	const [row] = await page(desk.intacct, { object, fields, filter: equals('RECORDNO', recordno) });
	if (row === undefined) return undefined;
	return name === undefined ? toRecord(OBJECTS[object as ObjectName], row, formats, OBJECTS[object as ObjectName].kind) : toListRecord(kind, LISTS[name], formats)(row);
}

/** A form, as smart events send it, or JSON. */
export function fieldsIn(body: Buffer, contentType: string): Record<string, string | undefined> {
	const text = body.toString('utf8');
	if (!/json/i.test(contentType) && !text.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
	try {
		const read: unknown = JSON.parse(text);
		const members = typeof read === 'object' && read !== null ? Object.entries(read) : [];
		return Object.fromEntries(members.map(([name, value]) => [name, typeof value === 'string' || typeof value === 'number' ? String(value) : undefined]));
	} catch {
		return {};
	}
}

/** In constant time, whatever the lengths. An empty secret never matches. */
export function isSecret(given: string, own: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return own.trim() !== '' && timingSafeEqual(digest(given.trim()), digest(own.trim()));
}
