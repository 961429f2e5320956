import type { FastifyInstance } from 'fastify';
import { type Kind, KIND_NAMES, KINDS } from '../state/kinds';
import { createRecord, deleteRecord, findRecord, recordsText, updateRecord } from '../state/records';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';
import { JSON_TYPE, notFound } from '../wire/errors';

interface WithKey {
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
		app.post<{ Body: Body | Body[] }>(`/${path}`, ({ body }) =>
			store.atomically(() => {
				if (!Array.isArray(body)) return createRecord(store, kind, body);
				const marks = store.stamps(body.length);
				return body.map((one) => createRecord(store, kind, one, { at: marks.next().value ?? undefined }));
			}),
		);
		/** Only the fields that are named change. */
		app.put<WithKey>(`/${path}/:key`, ({ params, body }) =>
			store.atomically(() => {
				const before = find(store, kind, params.key);
				return updateRecord(store, kind, String(before.id), { ...before, ...body }, false);
			}),
		);
		app.delete<WithKey>(`/${path}/:key`, async ({ params }, reply) => {
			deleteRecord(store, kind, String(find(store, kind, params.key).id));
			return await reply.code(204).send();
		});
	}
}

function find(store: Store, kind: Kind, key: string): Body {
	const record = findRecord(store, kind, key);
	if (record === undefined) throw notFound(`The ${kind} "${key}"`);
	return record;
}
