import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { ACCOUNTING, APPS } from '../identity/apps';
import { companies } from '../state/companies';
import { US } from '../seed/realms';

interface Wanted {
	realm?: string;
	app?: string;
	scopes?: string[];
}

/** Consents without a browser, and their end. */
export function accessRoutes(app: FastifyInstance, desk: Desk): void {
	/** {realm?, app?, scopes?}: what the consent page would have led to, with the realmId that stood in the address. */
	app.post<{ Body?: Wanted }>('/tokens', ({ body }) => {
		const { realm = US, app: client = APPS[0]?.id ?? '', scopes = [ACCOUNTING] } = body ?? {};
		if (!companies(desk.store).some((company) => company.realm === realm)) throw new RangeError(`There is no company ${realm}`);
		if (!APPS.some(({ id }) => id === client)) throw new RangeError(`There is no app ${client}`);
		return { ...desk.tokens.issue(desk.tokens.open(client, realm, scopes)), realmId: realm };
	});
	/** {refresh?: true}: access tokens expire now; refresh tokens too where asked. */
	app.post<{ Body?: { refresh?: boolean } }>('/tokens/expire', async ({ body }, reply) => {
		desk.tokens.expire(body?.refresh === true);
		return await reply.code(204).send();
	});
	/** {realm?}: the user disconnects the app within QuickBooks. */
	app.post<{ Body?: { realm?: string } }>('/disconnect', async ({ body }, reply) => {
		desk.tokens.disconnect(body?.realm ?? US);
		return await reply.code(204).send();
	});
}
