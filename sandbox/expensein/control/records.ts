import type { FastifyInstance } from 'fastify';
import { type Kind, KIND_NAMES, KINDS } from '../state/kinds';
import { createRecord, deleteRecord, findRecord, recordsText, updateRecord } from '../state/records';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';
import { addToTwin, changeTwin, findInTwin, removeFromTwin } from '../sync/twin';
import { JSON_TYPE, notFound } from '../wire/errors';

interface WithTwin {
	/** "true": the same is done to the Data Sync twin's record. */
	Querystring: { twin?: string };
}
interface WithKey extends WithTwin {
	Params: { key: string };
	Body: Body;
}

/** Admin records as people edit them. `:key` is an id, a reference, a name or an e-mail address. */
export function recordRoutes(app: FastifyInstance, store: Store): void {
	for (const kind of KIND_NAMES) {
		const { path } = KINDS[kind];
		app.get(`/${path}`, async (_request, reply) => await reply.type(JSON_TYPE).send(recordsText(store, kind)));
		app.get<WithKey>(`/${path}/:key`, ({ params }) => find(store, kind, params.key));
		/** One record, or a list of them: all or none. */
		app.post<WithTwin & { Body: Body | Body[] }>(`/${path}`, ({ body, query }) =>
			store.atomically(() => {
				const given = Array.isArray(body) ? body : [body];
				const marks = store.stamps(given.length);
				const made = given.map((one) => createRecord(store, kind, one, { at: marks.next().value ?? undefined }));
				if (query.twin === 'true') for (const record of made) addToTwin(store, kind, record);
				return Array.isArray(body) ? made : made[0];
			}),
		);
		/** Only the fields that are named change. */
		app.put<WithKey>(`/${path}/:key`, ({ params, body, query }) =>
			store.atomically(() => {
				const before = find(store, kind, params.key);
				const twin = query.twin === 'true' ? findInTwin(store, kind, String(before.id)) ?? findInTwin(store, kind, params.key) : undefined;
				if (twin !== undefined) changeTwin(store, { ...twin, ...body });
				return updateRecord(store, kind, String(before.id), { ...before, ...body }, false);
			}),
		);
		app.delete<WithKey>(`/${path}/:key`, async ({ params, query }, reply) => {
			const id = String(find(store, kind, params.key).id);
			const twin = query.twin === 'true' ? findInTwin(store, kind, id) ?? findInTwin(store, kind, params.key) : undefined;
			if (twin !== undefined) removeFromTwin(store, String(twin.id));
			deleteRecord(store, kind, id);
			return await reply.code(204).send();
		});
	}
}

function find(store: Store, kind: Kind, key: string): Body {
	const record = findRecord(store, kind, key);
	if (record === undefined) throw notFound(`The ${kind} "${key}"`);
	return record;
}
