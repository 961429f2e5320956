import type { FastifyInstance } from 'fastify';
import type { WindowCounter } from '../../frame/windows';
import { saveAccount } from '../state/people';
import { changeSettings, readSettings } from '../state/settings';
import type { Store } from '../state/store';

/** Settings, pairs, and the mail that jobs have sent. */
export function deskRoutes(app: FastifyInstance, store: Store, limits: () => WindowCounter | undefined): void {
	app.get('/settings', () => readSettings(store));
	app.post<{ Body: Record<string, unknown> }>('/settings', ({ body }) => {
		const settings = changeSettings(store, body);
		if (!settings.limits) limits()?.clear();
		return settings;
	});

	/** Makes or rotates a pair for a person, with that person's rights. */
	app.post<{ Body: { partnerUserID: string; partnerUserSecret: string; email: string; domainAdmin?: boolean } }>('/credentials', ({ body }) => {
		const { partnerUserID, partnerUserSecret, email, domainAdmin } = body;
		saveAccount(store, email, { domainAdmin });
		store.run('INSERT OR REPLACE INTO exp_pairs (partner_user_id, secret, email) VALUES (?, ?, ?)', partnerUserID, partnerUserSecret, email);
		return { partnerUserID, email };
	});

	app.get('/outbox', () =>
		store.all('SELECT * FROM exp_outbox WHERE ready_at <= ? ORDER BY rowid', store.now()).map((row) => ({
			kind: row.kind, recipients: row.recipients, message: row.message, at: new Date(Number(row.ready_at)).toISOString(),
		})),
	);
}
