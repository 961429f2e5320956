import type { FastifyInstance } from 'fastify';
import { ADMINISTRATOR, FINANCE } from '../state/keys';
import { type Kind, KIND_NAMES, KINDS } from '../state/kinds';
import { createRecord, recordById, recordsText, updateRecord } from '../state/records';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';
import { invalid, JSON_TYPE } from '../wire/errors';
import type { Gate, Needs } from '../wire/gate';

interface WithId {
	Params: { id: string };
}

/** Users, categories, projects, departments, tax rates, suppliers: all, one, a new one, a changed one. */
export function adminRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	for (const kind of KIND_NAMES) {
		const path = `/1.0/${KINDS[kind].path}`;
		const onRequest = async (request: Parameters<Gate['admit']>[0]) => await Promise.resolve(gate.admit(request, needsOf(kind)));
		app.get(path, { onRequest }, async (_request, reply) => await reply.type(JSON_TYPE).send(recordsText(store, kind)));
		app.get<WithId>(`${path}/:id`, { onRequest }, ({ params }) => recordById(store, kind, params.id));
		app.post(path, { onRequest }, async ({ body }, reply) => {
			const record = store.atomically(() => createRecord(store, kind, objectOf(body)));
			return await reply.code(201).send(record);
		});
		app.put<WithId>(`${path}/:id`, { onRequest }, ({ params, body }) =>
			store.atomically(() => updateRecord(store, kind, params.id, objectOf(body), readSettings(store).strictPut)),
		);
	}
}

function needsOf(kind: Kind): Needs {
	if (kind === 'supplier') return { permissions: [ADMINISTRATOR, FINANCE], invoicing: true };
	return { permissions: [ADMINISTRATOR] };
}

export function objectOf(body: unknown): Body {
	if (typeof body !== 'object' || body === null || Array.isArray(body) || Buffer.isBuffer(body)) {
		throw invalid({ field: 'body', message: 'Must be a JSON object' });
	}
	return body as Body; // just checked
}
