import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { acceptSigned, unseen } from '../core/hook';
import type { CanonicalRecord } from '../core/ledger';
import { asBooksError } from '../core/once';
import { get, PAGE_SIZE, type Xero } from './api';
import { connect, credentialTypeOf, type Authentication } from './connect';
import { choiceOfTrigger } from './parameters';
import { chunks } from './query';
import { fromCreditNote, fromInvoice } from './readers/documents';
import { toParty } from './readers/references';
import type { XeroContact, XeroCreditNote, XeroInvoice } from './types';

/** Source: Xero, "Webhooks", "Configuring your server". */
export interface XeroEvent {
	resourceUrl?: string;
	resourceId: string;
	tenantId: string;
	eventCategory: string;
	eventType: string;
	eventDateUtc: string;
}

/** What the user may choose; bills and invoices are one category to Xero and told apart by the record. */
export type EventChoice = 'contact' | 'bill' | 'invoice' | 'creditNote';
const CATEGORIES: Readonly<Record<string, readonly EventChoice[]>> = {
	CONTACT: ['contact'], INVOICE: ['bill', 'invoice'], CREDITNOTE: ['creditNote'],
};
const IDS_LENGTH = 1_500;

/** One delivery. Xero waits five seconds for its answer. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { authentication, organisation } = choiceOfTrigger(context);
	const settings = await context.getCredentials<{ webhookSecret?: string }>(
		credentialTypeOf(authentication),
	);
	const body = await acceptSigned(context, 'x-xero-signature', settings.webhookSecret ?? '');
	if (body === undefined) return { noWebhookResponse: true };
	const events = wanted(context, organisation, eventsIn(body));
	const items = await fetchAll(context, authentication, unseen(context, events, nameOf));
	return items.length === 0 ? { noWebhookResponse: true } : { noWebhookResponse: true, workflowData: [items] };
}

function eventsIn(body: Buffer): XeroEvent[] {
	const { events } = JSON.parse(body.toString('utf8')) as { events?: XeroEvent[] };
	return Array.isArray(events) ? events : [];
}

function choices(context: IWebhookFunctions): EventChoice[] {
	return context.getNodeParameter('events', []) as EventChoice[];
}

function wanted(context: IWebhookFunctions, organisation: string, events: XeroEvent[]): XeroEvent[] {
	const types = context.getNodeParameter('eventTypes', []) as string[];
	const chosen = choices(context);
	return events.filter(
		({ tenantId, eventCategory, eventType }) =>
			(organisation === '' || tenantId === organisation) &&
			(types.length === 0 || types.includes(eventType)) &&
			(CATEGORIES[eventCategory] ?? []).some((choice) => chosen.includes(choice)),
	);
}

const nameOf = ({ tenantId, resourceId, eventDateUtc, eventType }: XeroEvent): string =>
	[tenantId, resourceId, eventDateUtc, eventType].join('|');

/** The changed records, one item each however many events it had; order does not matter, each is fetched as it stands now. */
async function fetchAll(context: IWebhookFunctions, authentication: Authentication, events: XeroEvent[]): Promise<INodeExecutionData[]> {
	const groups = new Map<string, XeroEvent[]>();
	for (const event of events) {
		const name = `${event.tenantId}|${event.eventCategory}`;
		groups.set(name, [...(groups.get(name) ?? []), event]);
	}
	const items: INodeExecutionData[] = [];
	for (const group of groups.values()) items.push(...(await fetchGroup(context, authentication, group)));
	return items;
}

async function fetchGroup(context: IWebhookFunctions, authentication: Authentication, events: XeroEvent[]): Promise<INodeExecutionData[]> {
	const [first] = events;
	if (first === undefined) return [];
	const latest = new Map<string, XeroEvent>();
	for (const event of events) {
		const before = latest.get(event.resourceId);
		if (before === undefined || before.eventDateUtc <= event.eventDateUtc) latest.set(event.resourceId, event);
	}
	const found = await recordsOf(context, authentication, first, [...latest.keys()]).catch((error: unknown) => asBooksError(error));
	const chosen = choices(context);
	return [...latest.values()].flatMap((event): INodeExecutionData[] => {
		const told = { type: event.eventType, date: event.eventDateUtc, organisation: event.tenantId, category: event.eventCategory };
		// Xero got its 200 and sends this event no more, so it is handed on even where its record could not be read.
		const record = found instanceof BooksError ? { id: event.resourceId, unread: found.sentence } : found.get(event.resourceId.toLowerCase());
		if (record === undefined) return [{ json: { id: event.resourceId, unread: 'Xero does not know this record any more.', event: told } }];
		if ('kind' in record && !chosen.includes(choiceFor(record))) return [];
		const { raw: _raw, ...shown } = record as CanonicalRecord;
		return [{ json: { ...(JSON.parse(JSON.stringify(shown)) as IDataObject), event: told } }];
	});
}

function choiceFor(record: object): EventChoice {
	const { kind } = record as { kind?: string };
	if (kind === 'bill' || kind === 'invoice') return kind;
	return kind === 'supplierCredit' || kind === 'customerCredit' ? 'creditNote' : 'contact';
}

async function recordsOf(
	context: IWebhookFunctions,
	authentication: Authentication,
	{ tenantId, eventCategory }: XeroEvent,
	ids: string[],
): Promise<Map<string, CanonicalRecord>> {
	const xero = await connect(context, { authentication, organisation: tenantId });
	const records = new Map<string, CanonicalRecord>();
	const keep = (record: CanonicalRecord) => records.set(record.id.toLowerCase(), record);
	if (eventCategory === 'INVOICE') {
		for (const invoice of await byIds<XeroInvoice>(xero, 'Invoices', ids)) keep(fromInvoice(invoice));
	} else if (eventCategory === 'CONTACT') {
		for (const contact of await byIds<XeroContact>(xero, 'Contacts', ids)) {
			keep({ ...toParty(contact, contact.IsCustomer === true && contact.IsSupplier !== true ? 'customer' : 'supplier') });
		}
	} else {
		for (const id of ids) for (const note of await creditNote(xero, id)) keep(kindOfCredit(note));
	}
	return records;
}

/** Many events, one call: the lists of invoices and contacts take ids. With a page number lines come along. */
async function byIds<T>(xero: Xero, collection: 'Invoices' | 'Contacts', ids: string[]): Promise<T[]> {
	const records: T[] = [];
	for (const some of chunks(ids, IDS_LENGTH)) {
		const query = { IDs: some.join(','), page: 1, pageSize: PAGE_SIZE, includeArchived: true };
		records.push(...((await get<Record<string, T[] | undefined>>(xero, collection, query))[collection] ?? []));
	}
	return records;
}

async function creditNote(xero: Xero, id: string): Promise<XeroCreditNote[]> {
	return (await get<{ CreditNotes?: XeroCreditNote[] }>(xero, `CreditNotes/${encodeURIComponent(id)}`)).CreditNotes ?? [];
}

/** Credits to customers are told as they are; the package posts only those of suppliers. */
function kindOfCredit(note: XeroCreditNote): CanonicalRecord {
	return note.Type === 'ACCPAYCREDIT' ? fromCreditNote(note) : { ...fromCreditNote(note), kind: 'customerCredit' };
}
