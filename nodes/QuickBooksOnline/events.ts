/** One event of Intuit's webhooks, out of either of its formats. */
export interface QboEvent {
	/** The same every time that the event is delivered. */
	name: string;
	realmId: string;
	/** In lower case: "bill", "vendor". */
	entity: string;
	id: string;
	operation: Operation;
	/** When it happened. */
	at: string;
	/** Of a merge: the record that is gone. */
	mergedFrom?: string;
}
export type Operation = 'create' | 'update' | 'delete' | 'merge' | 'void' | 'emailed';

const OPERATIONS: Readonly<Record<string, Operation>> = {
	create: 'create', created: 'create', update: 'update', updated: 'update', delete: 'delete', deleted: 'delete', merge: 'merge', merged: 'merge',
	void: 'void', voided: 'void', emailed: 'emailed',
};

/**
 * Events of a body: a list of CloudEvents, or the older object with "eventNotifications". What is neither holds none.
 * Source: Intuit, "Webhooks", "Upcoming change to webhooks payload structure".
 */
export function eventsIn(body: Buffer): QboEvent[] {
	const message = parsed(body);
	if (Array.isArray(message)) return message.flatMap(cloudEvent);
	const single = member(message, 'specversion') === undefined ? [] : cloudEvent(message);
	const notifications = member(message, 'eventNotifications');
	return [...single, ...(Array.isArray(notifications) ? notifications.flatMap(legacyEvents) : [])];
}

/** `type` is "qbo.bill.created.v1". */
function cloudEvent(event: unknown): QboEvent[] {
	const [, entity = '', word = ''] = /^qbo\.([a-z]+)\.([a-z]+)\.v\d+$/.exec(text(event, 'type').toLowerCase()) ?? [];
	const mergedFrom = text(member(event, 'data'), 'deletedId');
	const realmId = text(event, 'intuitaccountid');
	const id = text(event, 'intuitentityid');
	const operation = OPERATIONS[word];
	if (operation === undefined || entity === '' || id === '' || realmId === '') return [];
	return [{ name: text(event, 'id') || `${realmId}|${entity}|${id}|${operation}|${text(event, 'time')}`, realmId, entity, id, operation, at: text(event, 'time'), ...(mergedFrom === '' ? {} : { mergedFrom }) }];
}

function legacyEvents(notification: unknown): QboEvent[] {
	const realmId = text(notification, 'realmId');
	const entities = member(member(notification, 'dataChangeEvent'), 'entities');
	if (!Array.isArray(entities) || realmId === '') return [];
	return entities.flatMap((one: unknown): QboEvent[] => {
		const [entity, id, at] = [text(one, 'name').toLowerCase(), text(one, 'id'), text(one, 'lastUpdated')];
		const operation = OPERATIONS[text(one, 'operation').toLowerCase()];
		const mergedFrom = text(one, 'deletedId');
		if (operation === undefined || entity === '' || id === '') return [];
		return [{ name: `${realmId}|${entity}|${id}|${operation}|${at}`, realmId, entity, id, operation, at, ...(mergedFrom === '' ? {} : { mergedFrom }) }];
	});
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown, name: string): string {
	const found = member(value, name);
	return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
