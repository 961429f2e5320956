import type { FastifyInstance } from 'fastify';
import { type Answer, answerPosting, entries, retryPosting, type Section, startPosting } from '../posting/entries';
import { type Mapping, readMapping, saveMapping } from '../posting/wire';
import type { Store } from '../state/store';

interface WithId {
	Params: { id: string };
}

/** The posting twin: Finance > Export > AccountsIQ V2. What AccountsIQ says is told to it, since it asks nobody. */
export function postingRoutes(app: FastifyInstance, store: Store): void {
	app.get('/posting', () => entries(store));
	/** {section, ids}: the new entry of the posting history, and what goes to AccountsIQ. */
	app.post<{ Body: { section: Section; ids: string[] } }>('/posting', ({ body }) => startPosting(store, body.section, body.ids));
	/** {answers: [{number, reference} or {number, errorCode, errorMessage}]}, or {connectionError}: all that are pending fail. */
	app.post<WithId & { Body: { answers?: Answer[]; connectionError?: string } }>('/posting/:id/answers', ({ params, body }) => {
		const { answers = [], connectionError } = body;
		if (connectionError === undefined) return answerPosting(store, Number(params.id), answers);
		const pending = entries(store).find(({ id }) => id === Number(params.id))?.records.filter(({ state }) => state === 'Pending') ?? [];
		return answerPosting(store, Number(params.id), pending.map(({ number }) => ({ number, errorMessage: connectionError })));
	});
	app.post<WithId>('/posting/:id/retry', ({ params }) => retryPosting(store, Number(params.id)));
	app.get('/posting/mapping', () => readMapping(store));
	app.post<{ Body: Partial<Mapping> }>('/posting/mapping', ({ body }) => saveMapping(store, body));
}
