import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentById, documentsText } from '../state/documents';
import { FINANCE } from '../state/keys';
import { markExported, markFailed } from '../state/lifecycle';
import { receiptFile } from '../state/receipts';
import { readSettings } from '../state/settings';
import type { DocumentKind } from '../state/shapes';
import { instant, type Store } from '../state/store';
import { type FieldError, invalid, JSON_TYPE } from '../wire/errors';
import type { Gate } from '../wire/gate';
import { type Query, readPage, readWanted } from '../wire/query';
import { objectOf } from './admin';

interface WithIds {
	Params: { id: string; receiptId: string };
}

/** Expenses and invoices: to be read, and marked as exported or as failed. */
export function documentRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	for (const kind of ['expense', 'invoice'] as const) {
		const path = `/1.0/${kind}s`;
		const onRequest = async (request: FastifyRequest) =>
			await Promise.resolve(gate.admit(request, { permissions: [FINANCE], invoicing: kind === 'invoice' }));
		app.get<{ Querystring: Query }>(path, { onRequest }, async ({ query }, reply) => await sendList(store, kind, query, reply));
		app.get<WithIds>(`${path}/:id`, { onRequest }, ({ params }) => documentById(store, kind, params.id));
		app.get<WithIds>(`${path}/:id/receipts`, { onRequest }, ({ params }) => documentById(store, kind, params.id).receipts);
		app.get<WithIds>(`${path}/:id/receipts/:receiptId`, { onRequest }, async ({ params }, reply) => {
			const { fileName, contentType, bytes } = receiptFile(store, documentById(store, kind, params.id).id, params.receiptId);
			const plainName = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
			return await reply
				.type(contentType)
				.header('content-disposition', `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`)
				.send(bytes);
		});
		app.post(`${path}/export`, { onRequest }, ({ body }) => {
			const { ids, text: reference, at } = readMark(store, body, 'reference', 'exportedAt');
			return { updated: markExported(store, kind, ids, reference, at) };
		});
		app.post(`${path}/exportfailed`, { onRequest }, ({ body }) => {
			const { ids, text: reason, at } = readMark(store, body, 'reason', 'failedAt');
			return { updated: markFailed(store, kind, ids, reason, at) };
		});
	}
}

async function sendList(store: Store, kind: DocumentKind, query: Query, reply: FastifyReply): Promise<FastifyReply> {
	const settings = readSettings(store);
	const wanted = readWanted(query, settings);
	reply.type(JSON_TYPE);
	if (settings.unpaged) return await reply.send(documentsText(store, kind, wanted).text);
	const page = readPage(query);
	const { text, total } = documentsText(store, kind, wanted, page);
	return await reply.headers({ 'x-total-count': total, 'x-page': page.page, 'x-page-size': page.size }).send(text);
}

/** `{ ids, <text>, <at> }`; the instant is now where it is left out. */
function readMark(store: Store, body: unknown, textName: string, atName: string): { ids: string[]; text: string; at: string } {
	const given = objectOf(body);
	const errors: FieldError[] = [];
	const ids = given.ids;
	const areIds = Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'string');
	if (!areIds) errors.push({ field: 'ids', message: 'Must be a list of ids, with at least one' });
	const text = given[textName];
	if (typeof text !== 'string' || text.trim() === '') errors.push({ field: textName, message: 'Required' });
	const at = given[atName] ?? instant(store.now());
	if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) errors.push({ field: atName, message: 'Must be an instant such as 2026-02-09T10:12:00Z' });
	if (errors.length > 0) throw invalid(...errors);
	return { ids: ids as string[], text: String(text), at: String(at) }; // all three were checked above
}
