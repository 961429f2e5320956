import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Row, Store } from '../state/store';
import { readSettings } from '../state/settings';
import { Refused } from '../wire/faults';
import type { Data } from '../wire/shapes';

export type Scope = 'read' | 'write';
export interface Grant {
	author: string;
	entities: string[];
	scope: Scope;
}

const fresh = () => randomBytes(32).toString('base64url');
const MINUTE = 60_000;

/** A pair for an integration application. */
export function getToken(store: Store, clientId: string, clientSecret: string): Data {
	const app = appOf(store, clientId, clientSecret);
	return issue(store, app);
}

/** A new pair; the old one is dead from then on, both halves of it. */
export function refreshToken(store: Store, clientId: string, clientSecret: string, refresh: string): Data {
	const app = appOf(store, clientId, clientSecret);
	const gone = store.run('DELETE FROM aiq_tokens WHERE refresh = ? AND client_id = ?', refresh, String(app.client_id));
	if (gone === 0) throw new Refused('OAUTHCONFIGURATION_INVALID_TOKEN', 'The refresh token is not valid.');
	return issue(store, app);
}

/** A session of 1.1, or "" where the keys do not open the company. */
export function login(store: Store, companyId: string, partnerKey: string, userKey: string): string {
	const key = store.one('SELECT * FROM aiq_user_keys WHERE user_key = ? AND entity = ? COLLATE NOCASE', userKey, companyId);
	if (key === undefined || partnerKey !== PARTNER_KEY) return '';
	const access = fresh();
	const expires = store.now() + readSettings(store).sessionMinutes * MINUTE;
	store.insert('aiq_tokens', { access, refresh: null, client_id: null, entity: String(key.entity), user: String(key.user), scope: String(key.scope), expires });
	return access;
}
/** Each integrator has one for all entities. */
export const PARTNER_KEY = 'SANDBOX-PARTNER-KEY';

/** What a token opens now: entities, scope and revocation are the application's at this moment, not at the token's. */
export function grantOf(store: Store, access: string): Grant {
	const token = access === '' ? undefined : store.one('SELECT * FROM aiq_tokens WHERE access = ?', access);
	if (token === undefined) throw new Refused('OAUTHCONFIGURATION_INVALID_TOKEN', 'The access token is not valid.');
	if (token.client_id === null) {
		if (Number(token.expires) <= store.now()) throw expired();
		return { author: String(token.user), entities: [String(token.entity)], scope: token.scope as Scope };
	}
	const app = store.one('SELECT * FROM aiq_apps WHERE client_id = ?', String(token.client_id));
	if (app === undefined) throw new Refused('OAUTHCONFIGURATION_INVALID_TOKEN', 'The access token is not valid.');
	if (app.revoked === 1) throw revoked();
	if (Number(token.expires) <= store.now()) throw expired();
	return { author: String(app.name), entities: JSON.parse(String(app.entities)) as string[], scope: app.scope as Scope };
}

export function expired(): Refused {
	return new Refused('OAUTHCONFIGURATION_TOKEN_EXPIRED', 'The access token has expired.', true);
}
export function revoked(): Refused {
	return new Refused('OAUTH_INTEGRATION_APPS_APPLICATION_IS_REVOKED', 'The application has been revoked.');
}

function appOf(store: Store, clientId: string, clientSecret: string): Row {
	if (clientId === '') throw new Refused('OAUTH_INTEGRATION_APPS_CLIENTID_IS_NULL_OR_EMPTY', 'The client id is empty.');
	if (clientSecret === '') throw new Refused('OAUTH_INTEGRATION_APPS_CLIENTSECRET_IS_NULL_OR_EMPTY', 'The client secret is empty.');
	const app = store.one('SELECT * FROM aiq_apps WHERE client_id = ?', clientId);
	const expected = Buffer.from(String(app?.secret ?? ''));
	const given = Buffer.from(clientSecret);
	if (app === undefined || expected.length !== given.length || !timingSafeEqual(expected, given)) {
		throw new Refused('OAUTHCONFIGURATION_INVALID_TOKEN', 'The client id or the client secret is not valid.');
	}
	if (app.revoked === 1) throw revoked();
	return app;
}

function issue(store: Store, app: Row): Data {
	const pair = { AccessToken: fresh(), RefreshToken: fresh() };
	const expires = store.now() + readSettings(store).tokenMinutes * MINUTE;
	store.insert('aiq_tokens', {
		access: pair.AccessToken, refresh: pair.RefreshToken, client_id: String(app.client_id), entity: null,
		user: String(app.name), scope: String(app.scope), expires,
	});
	return pair;
}
