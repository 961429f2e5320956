import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../frame/types';
import type { App } from './apps';

const ACCESS_SECONDS = 30 * 60;
/** The token before the last refresh may be tried again this long, for an answer that got lost. */
const GRACE_MS = 30 * 60_000;
const REFRESH_MS = 60 * 86_400_000;

export interface Grant {
	id: string;
	app: string;
	user: string;
	scopes: string[];
	/** A custom connection's organisation. */
	tenant?: string;
	authEvent: string;
}
export interface TokenSet {
	access_token: string;
	expires_in: number;
	token_type: 'Bearer';
	refresh_token?: string;
	scope: string;
}
export type Checked = { grant: Grant; state: 'valid' | 'expired'; expires: number } | undefined;

/** Consents and their tokens, in SQLite, so that a token holds through a restart. */
export class Grants {
	private readonly key: string;

	constructor(
		private readonly db: DatabaseSync,
		private readonly clock: Clock,
	) {
		db.exec(`
		CREATE TABLE IF NOT EXISTS xero_grants (
			id TEXT PRIMARY KEY, app TEXT NOT NULL, user TEXT NOT NULL, scopes TEXT NOT NULL, tenant TEXT, event TEXT NOT NULL,
			refresh TEXT, previous TEXT, rotated INTEGER, used INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0,
			void_before INTEGER NOT NULL DEFAULT 0
		) STRICT;
		CREATE INDEX IF NOT EXISTS xero_grants_refresh ON xero_grants (refresh);
		CREATE TABLE IF NOT EXISTS xero_key (key TEXT NOT NULL) STRICT;`);
		const row = db.prepare('SELECT key FROM xero_key').get();
		this.key = row === undefined ? randomBytes(32).toString('hex') : String(row.key);
		if (row === undefined) db.prepare('INSERT INTO xero_key (key) VALUES (?)').run(this.key);
	}

	open(app: App, user: string, scopes: string[], authEvent: string = randomUUID()): Grant {
		const grant: Grant = { id: randomUUID(), app: app.id, user, scopes, tenant: app.tenant, authEvent };
		this.db
			.prepare('INSERT INTO xero_grants (id, app, user, scopes, tenant, event, used) VALUES (?, ?, ?, ?, ?, ?, ?)')
			.run(grant.id, grant.app, user, scopes.join(' '), app.tenant ?? null, authEvent, this.clock.now());
		return grant;
	}

	/** A fresh token set; the refresh token turns with every use, where offline_access was granted. */
	issue(grant: Grant): TokenSet {
		const refresh = grant.scopes.includes('offline_access') ? randomBytes(32).toString('base64url') : undefined;
		if (refresh !== undefined) {
			this.db
				.prepare('UPDATE xero_grants SET refresh = ?, used = ? WHERE id = ?')
				.run(refresh, this.clock.now(), grant.id);
		}
		return {
			access_token: this.sign(grant),
			// Clients wait in real time, the token dies in emulated time.
			expires_in: Math.max(1, Math.floor(ACCESS_SECONDS / this.clock.scale)),
			token_type: 'Bearer',
			refresh_token: refresh,
			scope: grant.scopes.join(' '),
		};
	}

	/** The set for a refresh token; undefined means invalid_grant. */
	refresh(app: App, token: string): TokenSet | undefined {
		const now = this.clock.now();
		const row = this.db
			.prepare('SELECT * FROM xero_grants WHERE app = ? AND revoked = 0 AND (refresh = ? OR previous = ?)')
			.get(app.id, token, token);
		if (row === undefined || Number(row.used) + REFRESH_MS < now) return undefined;
		const late = row.refresh !== token;
		if (late && Number(row.rotated) + GRACE_MS < now) return undefined;
		if (!late)
			this.db.prepare('UPDATE xero_grants SET previous = refresh, rotated = ? WHERE id = ?').run(now, String(row.id));
		return this.issue(readGrant(row));
	}

	check(token: string): Checked {
		const [head, body, signature] = token.split('.');
		if (head === undefined || body === undefined || signature === undefined) return undefined;
		const right = this.mac(`${head}.${body}`);
		if (right.length !== signature.length || !timingSafeEqual(Buffer.from(right), Buffer.from(signature)))
			return undefined;
		const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { grant: string; ms: number };
		const row = this.db.prepare('SELECT * FROM xero_grants WHERE id = ? AND revoked = 0').get(claims.grant);
		if (row === undefined) return undefined;
		const expires = claims.ms + ACCESS_SECONDS * 1000;
		const expired = this.clock.now() >= expires || claims.ms < Number(row.void_before);
		return { grant: readGrant(row), state: expired ? 'expired' : 'valid', expires };
	}

	/** Revoking a refresh token ends the consent; undefined where there is none. */
	revoke(app: App, token: string): Grant | undefined {
		const row = this.db
			.prepare('SELECT * FROM xero_grants WHERE app = ? AND (refresh = ? OR previous = ?)')
			.get(app.id, token, token);
		if (row === undefined) return undefined;
		this.db.prepare('UPDATE xero_grants SET revoked = 1 WHERE app = ? AND user = ?').run(app.id, String(row.user));
		return readGrant(row);
	}

	/** Lets every access token issued so far be expired. */
	expireAll(): void {
		this.db.prepare('UPDATE xero_grants SET void_before = ?').run(this.clock.now() + 1);
	}

	private sign(grant: Grant): string {
		const now = this.clock.now();
		const seconds = Math.floor(now / 1000);
		const claims = {
			nbf: seconds,
			exp: seconds + ACCESS_SECONDS,
			iss: 'https://identity.xero.com',
			aud: 'https://identity.xero.com/resources',
			client_id: grant.app,
			sub: grant.user,
			auth_time: seconds,
			xero_userid: grant.user,
			global_session_id: grant.authEvent,
			jti: randomUUID(),
			authentication_event_id: grant.authEvent,
			scope: grant.scopes,
			amr: ['pwd'],
			grant: grant.id,
			ms: now,
		};
		const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
		const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
		return `${unsigned}.${this.mac(unsigned)}`;
	}

	private mac(text: string): string {
		return createHmac('sha256', this.key).update(text).digest('base64url');
	}
}

function readGrant(row: Record<string, unknown>): Grant {
	return {
		id: String(row.id),
		app: String(row.app),
		user: String(row.user),
		scopes: String(row.scopes).split(' '),
		tenant: row.tenant === null ? undefined : String(row.tenant),
		authEvent: String(row.event),
	};
}
