import type { FastifyInstance, FastifyReply } from 'fastify';
import { Books } from './books/books';
import { BANK_TRANSACTION, createBankTransaction } from './documents/banktransactions';
import { readDay } from './dates';
import type { Desk } from './desk/desk';
import type { LimitSettings } from './desk/limits';
import { APPS, KEA, scopesOf } from './identity/apps';
import { DEMO_USER } from './identity/authorize';
import { showBankTransaction } from './show/documents';
import { ApiError, Refusal } from './wire/errors';
import { WEBHOOK_KEY } from './webhooks/webhooks';

const EVERYTHING =
	'offline_access accounting.settings accounting.contacts accounting.invoices accounting.payments ' +
	'accounting.banktransactions accounting.manualjournals accounting.attachments';

interface WithTenant {
	tenant?: string;
}

/** Routes below /_sandbox/xero that stand for people at Xero's own pages, the bank feed and the developer portal. */
export function controlRoutes(app: FastifyInstance, desk: Desk): void {
	const { store } = desk.shelf;
	const booksOf = ({ tenant = KEA }: WithTenant) => new Books(desk.shelf, tenant, { app: null, user: 'Hana Demo' });
	const change = <T>(work: () => T): T => store.transaction(work);

	/** Tokens without the browser: {app?, tenants?, scope?}. */
	app.post<{ Body?: { app?: string; tenants?: string[]; scope?: string } }>('/tokens', async ({ body }, reply) => {
		const client = APPS.find(({ id }) => id === (body?.app ?? 'sandbox-xero-web'));
		if (client === undefined) return await reply.code(404).send({ message: 'No such app' });
		const user = client.kind === 'custom' ? `custom-${client.id}` : DEMO_USER;
		const grant = desk.grants.open(client, user, scopesOf(body?.scope ?? EVERYTHING));
		const all = store.tenants().map(({ OrganisationID }) => OrganisationID);
		const tenants = client.tenant === undefined ? (body?.tenants ?? all) : [client.tenant];
		for (const tenant of tenants) desk.connections.connect(client.id, user, tenant, grant.authEvent, desk.clock.now());
		return { ...desk.grants.issue(grant), tenants };
	});
	app.post('/tokens/expire', () => {
		desk.grants.expireAll();
		return { expired: true };
	});

	/** {tenant?, period?, endOfYear?}: days, or null to unlock. */
	app.post<{ Body: WithTenant & { period?: string | null; endOfYear?: string | null } }>(
		'/lockdate',
		async ({ body }, reply) => {
			const books = booksOf(body);
			const organisation = books.organisation;
			const lock = (sent: string | null | undefined, before: string | undefined) =>
				sent === undefined ? before : sent === null ? undefined : readDay(sent);
			const wrong = [body.period, body.endOfYear].some(
				(sent) => typeof sent === 'string' && readDay(sent) === undefined,
			);
			if (wrong) return await reply.code(400).send({ message: 'A lock date must be a day such as 2026-03-31' });
			const PeriodLockDate = lock(body.period, organisation.PeriodLockDate);
			const EndOfYearLockDate = lock(body.endOfYear, organisation.EndOfYearLockDate);
			change(() => books.put('Organisations', { ...organisation, PeriodLockDate, EndOfYearLockDate }));
			return { PeriodLockDate: PeriodLockDate ?? null, EndOfYearLockDate: EndOfYearLockDate ?? null };
		},
	);

	/** {tenant?, multicurrency?, removeCurrency?, revoked?}: what the plan has, and whether the app may still come in. */
	app.post<{ Body: WithTenant & { multicurrency?: boolean; removeCurrency?: string; revoked?: boolean } }>(
		'/organisation',
		({ body }) => {
			const books = booksOf(body);
			const organisation = books.organisation;
			change(() => {
				if (body.removeCurrency !== undefined) books.remove('Currencies', body.removeCurrency);
				books.put('Organisations', {
					...organisation,
					Multicurrency: body.multicurrency ?? organisation.Multicurrency,
					Revoked: body.revoked ?? organisation.Revoked,
				});
			});
			return { multicurrency: books.organisation.Multicurrency, revoked: books.organisation.Revoked ?? false };
		},
	);

	/** A bank transaction as the feed brings it or a person codes it: Xero's own shape, without app, limits or token. */
	app.post<{ Body: WithTenant & { BankTransactions: unknown[] } }>(
		'/banktransactions',
		async ({ body }, reply) =>
			await answer(reply, () => {
				const books = booksOf(body);
				const made = change(() =>
					body.BankTransactions.map((sent) => createBankTransaction(books, BANK_TRANSACTION(sent), 2)),
				);
				return { BankTransactions: made.map((one) => showBankTransaction(books, one, { full: true, places: 2 })) };
			}),
	);

	/** Reconciles (or, with `reconciled: false`, releases) bank transactions and payments: {tenant?, ids, reconciled?}. */
	app.post<{ Body: WithTenant & { ids: string[]; reconciled?: boolean } }>('/reconcile', ({ body }) => {
		const books = booksOf(body);
		const IsReconciled = body.reconciled ?? true;
		const done = change(() =>
			body.ids.filter((id) => {
				const transaction = books.get('BankTransactions', id);
				const payment = books.get('Payments', id);
				if (transaction !== undefined) books.put('BankTransactions', { ...transaction, IsReconciled });
				if (payment !== undefined) books.put('Payments', { ...payment, IsReconciled });
				return transaction !== undefined || payment !== undefined;
			}),
		);
		return { reconciled: done };
	});

	/** {perMinute?, perDay?, concurrent?, appPerMinute?, thinkMs?}. perDay 1000 is the Starter tier. */
	app.post<{ Body: Partial<LimitSettings> & { thinkMs?: number } }>('/limits', ({ body }) => {
		const { thinkMs, ...limits } = body;
		desk.limits.set(limits);
		if (thinkMs !== undefined) desk.thinkMs = thinkMs;
		return { ...desk.limits.settings, thinkMs: desk.thinkMs };
	});

	app.get<{ Querystring: WithTenant }>('/trialbalance', ({ query }) => ({
		trialBalance: booksOf(query).trialBalance(),
	}));

	webhookRoutes(app, desk);
}

/** The webhooks page of the developer portal, and a hand on the sender for tests. */
function webhookRoutes(app: FastifyInstance, { webhooks }: Desk): void {
	app.get('/webhooks', () => ({ subscription: webhooks.subscription ?? null, events: webhooks.events() }));
	app.post<{ Body: { url: string; key?: string } }>('/webhooks', ({ body }) => {
		webhooks.configure(body.url, body.key ?? WEBHOOK_KEY);
		return { url: body.url, key: body.key ?? WEBHOOK_KEY, state: 'off' };
	});
	app.delete('/webhooks', async (_request, reply) => {
		webhooks.remove();
		return await reply.code(204).send();
	});
	app.post('/webhooks/intent', async () => await webhooks.intentToReceive());
	app.post('/webhooks/flush', async () => {
		await webhooks.flush();
		return { waiting: webhooks.events().filter(({ delivered }) => !delivered).length };
	});
	/** Delivers everything since an instant once more. */
	app.post<{ Body?: { since?: string } }>('/webhooks/replay', async ({ body }) => ({
		deliveries: await webhooks.replay(Date.parse(body?.since ?? '1970-01-01T00:00:00Z')),
	}));
	/** The last `count` events again: as duplicates, in reverse order, or badly signed. */
	app.post<{ Body?: { count?: number; reverse?: boolean; wrongSignature?: boolean } }>(
		'/webhooks/again',
		async ({ body }) => ({
			deliveries: await webhooks.sendLast(body?.count ?? 1, {
				reverse: body?.reverse,
				wrongSignature: body?.wrongSignature,
			}),
		}),
	);
}

async function answer(reply: FastifyReply, work: () => unknown): Promise<unknown> {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refusal) return await reply.code(400).send({ message: error.message });
		if (error instanceof ApiError) return await reply.code(error.status).send(error.body);
		throw error;
	}
}
