import { createHmac } from 'node:crypto';

export interface Event {
	id: string;
	realm: string;
	entity: string;
	record: string;
	operation: string;
	/** The id that a merge did away with. */
	gone?: string;
	/** Emulated milliseconds. */
	at: number;
}
export type Format = 'legacy' | 'cloudevents';

/** base64(HMAC-SHA256(body as sent, verifier token)), the same for both formats. Source: Intuit, "Managing webhooks notifications". */
export function signatureOf(body: string, verifier: string): string {
	return createHmac('sha256', verifier).update(body, 'utf8').digest('base64');
}

export const CONTENT_TYPES: Readonly<Record<Format, string>> = { legacy: 'application/json; charset=utf-8', cloudevents: 'application/cloudevents-batch+json' };

/** The spacing is uneven, so that JSON which was parsed and written anew never verifies. */
export function payloadOf(format: Format, events: Event[]): string {
	const body = format === 'legacy' ? legacy(events) : events.map(cloudEvent);
	return JSON.stringify(body).replaceAll('","', '", "');
}

function legacy(events: Event[]): object {
	const realms = [...new Set(events.map(({ realm }) => realm))];
	return {
		eventNotifications: realms.map((realmId) => ({
			realmId,
			dataChangeEvent: {
				entities: events.filter(({ realm }) => realm === realmId).map(({ entity, record, operation, gone, at }) => ({
					name: entity, id: record, operation, ...(gone === undefined ? {} : { deletedId: gone }), lastUpdated: new Date(at).toISOString(),
				})),
			},
		})),
	};
}

const TYPES: Readonly<Record<string, string>> = { Create: 'created', Update: 'updated', Delete: 'deleted', Merge: 'merged', Void: 'void', Emailed: 'emailed' };

function cloudEvent({ id, realm, entity, record, operation, gone, at }: Event): object {
	return {
		specversion: '1.0', id, source: 'intuit.dsnL0pTEQb1b3Qz0r1lWHw==', type: `qbo.${entity.toLowerCase()}.${TYPES[operation] ?? operation.toLowerCase()}.v1`,
		datacontenttype: 'application/json', time: new Date(at).toISOString().replace('Z', '179517Z'), intuitentityid: record, intuitaccountid: realm,
		data: gone === undefined ? {} : { deletedId: gone },
	};
}
