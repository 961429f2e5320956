import type { FastifyInstance } from 'fastify';
import { documentById, documentsText, putDocument } from '../state/documents';
import { createExpense, createInvoice, type NewExpense, type NewInvoice } from '../state/expenses';
import { markBilled, STEP_NAMES, takeStep } from '../state/lifecycle';
import { makeLine, type NewLine, totalsOf } from '../state/lines';
import { postings } from '../state/postings';
import type { Document } from '../state/shapes';
import { instant, type Store } from '../state/store';
import { JSON_TYPE } from '../wire/errors';

interface WithKey {
	Params: { key: string };
}
type Ids = { ids: string[] };

/** Expenses and invoices as people claim, edit and approve them. `:key` and `ids` are ids or numbers such as EI10204. */
export function documentRoutes(app: FastifyInstance, store: Store): void {
	for (const kind of ['expense', 'invoice'] as const) {
		const path = `/${kind}s`;
		app.get(path, async (_request, reply) => await reply.type(JSON_TYPE).send(documentsText(store, kind, {}).text));
		app.get<WithKey>(`${path}/:key`, ({ params }) => documentById(store, kind, params.key, { orNumber: true }));
		for (const step of STEP_NAMES) {
			app.post<{ Body: Ids }>(`${path}/${step}`, ({ body }) => store.atomically(() => body.ids.map((id) => takeStep(store, kind, id, step))));
		}
		/** Changes the named fields; `lines`, as people enter them, replace the lines. */
		app.put<WithKey & { Body: Partial<Omit<Document, 'lines'>> & { lines?: NewLine[] } }>(`${path}/:key`, ({ params, body: { lines: entered, ...changes } }) =>
			store.atomically(() => {
				const before = documentById(store, kind, params.key, { orNumber: true });
				const strange = Object.keys(changes).filter((name) => !(name in before) || FIXED.has(name));
				if (strange.length > 0) throw new RangeError(`Not to be changed: ${strange.join(', ')}`);
				// An invoice's lines stand in its own currency; an expense's in the account's.
				const rate = kind === 'invoice' ? '1' : String(before.exchangeRate);
				const lines = entered === undefined ? before.lines : entered.map((line) => makeLine(store, line, rate));
				return putDocument(store, { ...before, ...changes, lines, ...totalsOf(lines) });
			}),
		);
		app.delete<WithKey>(`${path}/:key`, async ({ params }, reply) => {
			store.run('DELETE FROM ein_documents WHERE id = ?', documentById(store, kind, params.key, { orNumber: true }).id);
			return await reply.code(204).send();
		});
	}
	/** One, or a list by the thousand: all or none. */
	app.post<{ Body: NewExpense | NewExpense[] }>('/expenses', ({ body }) => createSome(store, body, createExpense));
	app.post<{ Body: NewInvoice | NewInvoice[] }>('/invoices', ({ body }) => createSome(store, body, createInvoice));
	app.post<{ Body: Ids & { billed?: boolean } }>('/expenses/billed', ({ body }) =>
		store.atomically(() => body.ids.map((id) => markBilled(store, id, body.billed ?? true))),
	);
	app.get('/postings', () => postings(store).rows);
	app.get('/now', () => ({ now: instant(store.now()) }));
}

const FIXED = new Set(['id', 'number', 'status', 'net', 'tax', 'gross', 'updatedAt']);

function createSome<T, D>(store: Store, given: T | T[], create: (store: Store, given: T, at?: number) => D): D | D[] {
	return store.atomically(() => {
		if (!Array.isArray(given)) return create(store, given);
		const marks = store.stamps(given.length);
		return given.map((one) => create(store, one, marks.next().value ?? undefined));
	});
}
