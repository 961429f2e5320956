import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { asBooksError, BooksError } from '../core/errors';
import { acceptSigned, unseen } from '../core/hook';
import type { CanonicalRecord } from '../core/session';
import { connect, CREDENTIAL, realmOf, type Settings } from './connect';
import { deskOf } from './desk';
import { eventsIn, type QboEvent } from './events';
import { recordsById, TOLD } from './readers/by-id';

/** One delivery. Intuit waits three seconds for its answer. Source: Intuit, "Managing webhooks notifications". */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const body = await acceptSigned(context, 'intuit-signature', settings.webhookSecret ?? '');
	if (body === undefined) return { noWebhookResponse: true };
	const events = unseen(context, wanted(context, realmOf(settings), eventsIn(body)), ({ name }) => name);
	const items = await itemsOf(context, events);
	return items.length === 0 ? { noWebhookResponse: true } : { noWebhookResponse: true, workflowData: [items] };
}

/** An app has one address for all its companies, and a delivery may hold events of several. */
function wanted(context: IWebhookFunctions, realmId: string, events: QboEvent[]): QboEvent[] {
	const kinds = context.getNodeParameter('events', []) as string[];
	const types = context.getNodeParameter('eventTypes', []) as string[];
	return events.filter((event) =>
		event.realmId === realmId && (types.length === 0 || types.includes(event.operation)) && (TOLD[event.entity]?.kinds ?? []).some((kind) => kinds.includes(kind)));
}

/** The changed records, one item each however many events it had; events come in any order, and each is read as it stands now. */
async function itemsOf(context: IWebhookFunctions, events: QboEvent[]): Promise<INodeExecutionData[]> {
	if (events.length === 0) return [];
	const latest = new Map<string, QboEvent>();
	for (const event of events) {
		const name = `${event.entity}|${event.id}`;
		const before = latest.get(name);
		if (before === undefined || before.at <= event.at) latest.set(name, { ...event, mergedFrom: event.mergedFrom ?? before?.mergedFrom });
	}
	const alive = [...latest.values()].filter(({ operation }) => operation !== 'delete');
	const found = await connect(context).then(async (qbo) => await recordsById(deskOf(qbo), alive)).catch((error: unknown) => asBooksError(error));
	return [...latest.values()].map((event) => ({ json: told(event, found) }));
}

function told(event: QboEvent, found: Map<string, CanonicalRecord> | BooksError): IDataObject {
	const { entity, id, operation, at, realmId, mergedFrom } = event;
	const about: IDataObject = { type: operation, date: at, company: realmId, entity, ...(mergedFrom === undefined ? {} : { mergedFrom }) };
	const bare = { id, kind: TOLD[entity]?.kinds[0] ?? entity };
	if (operation === 'delete') return { ...bare, deleted: true, event: about };
	// Intuit got its 200 and sends this event no more, so it is handed on even where its record could not be read.
	if (found instanceof BooksError) return { ...bare, unread: found.sentence, event: about };
	const record = found.get(`${entity}|${id}`);
	if (record === undefined) return { ...bare, deleted: true, event: about };
	const { raw: _raw, ...shown } = record;
	return { ...(JSON.parse(JSON.stringify(shown)) as IDataObject), event: about };
}
