import { randomBytes, randomUUID } from 'node:crypto';
import type { Row } from '../../frame/sql';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The refresh token before the last renewal is taken this long. Source: Intuit, "OAuth 2.0", refresh tokens. */
const PREVIOUS_MS = DAY;
/** Nothing outlives this since the policy of November 2025. */
const HARD_MS = 5 * 365 * DAY;

export interface Grant {
	id: string;
	app: string;
	realm: string;
	scopes: string[];
}
export interface TokenSet {
	token_type: 'bearer';
	access_token: string;
	/** Real seconds, as clients wait in real time. */
	expires_in: number;
	refresh_token: string;
	x_refresh_token_expires_in: number;
	x_refresh_token_hard_expires_in?: number;
	id_token?: string;
}

/** Consents and their tokens. */
export class Tokens {
	constructor(private readonly store: Store) {}

	/** A new consent of a person for one company. */
	open(app: string, realm: string, scopes: string[]): Grant {
		const grant = { id: randomUUID(), app, realm, scopes };
		const now = this.store.now();
		this.store.insert('qbo_grants', { id: grant.id, app, realm, scopes: scopes.join(' '), refresh: refreshToken(), used: now, opened: now });
		return grant;
	}

	/** @param hard whether the client asked for the end of the consent by its header */
	issue(grant: Grant, hard = false): TokenSet {
		const now = this.store.now();
		const { tokenMinutes, refreshDays } = readSettings(this.store);
		const access = `eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..${randomBytes(48).toString('base64url')}`;
		this.store.insert('qbo_access', { token: access, consent: grant.id, expires: now + tokenMinutes * MINUTE });
		const row = this.store.one('SELECT * FROM qbo_grants WHERE id = ?', grant.id);
		const scale = this.store.frame.clock.scale;
		return {
			token_type: 'bearer', access_token: access, expires_in: Math.max(1, Math.floor((tokenMinutes * 60) / scale)),
			refresh_token: String(row?.refresh), x_refresh_token_expires_in: Math.floor((refreshDays * DAY) / 1000),
			...(hard ? { x_refresh_token_hard_expires_in: Math.floor((Number(row?.opened) + HARD_MS - now) / 1000) } : {}),
		};
	}

	/** Renews: the refresh token turns, and the one before stays good for a day. Undefined means invalid_grant. */
	refresh(app: string, token: string, hard: boolean): TokenSet | undefined {
		const now = this.store.now();
		const row = this.store.one('SELECT * FROM qbo_grants WHERE app = ? AND revoked = 0 AND (refresh = ? OR previous = ?)', app, token, token);
		if (row === undefined || Number(row.used) + readSettings(this.store).refreshDays * DAY < now || Number(row.opened) + HARD_MS < now) return undefined;
		if (row.refresh === token) {
			this.store.run('UPDATE qbo_grants SET previous = refresh, refresh = ?, rotated = ?, used = ? WHERE id = ?', refreshToken(), now, now, String(row.id));
		} else if (Number(row.rotated) + PREVIOUS_MS < now) return undefined;
		return this.issue(grantOf(row), hard);
	}

	/** The consent of an access token that holds; "expired" or "unknown" otherwise. */
	check(token: string): Grant | 'expired' | 'unknown' {
		const row = this.store.one('SELECT g.*, a.expires FROM qbo_access a JOIN qbo_grants g ON g.id = a.consent WHERE a.token = ?', token);
		if (row === undefined) return 'unknown';
		return row.revoked === 1 || Number(row.expires) <= this.store.now() ? 'expired' : grantOf(row);
	}

	/** Ends the consent of an access or a refresh token. */
	revoke(app: string, token: string): boolean {
		const sql = `UPDATE qbo_grants SET revoked = 1 WHERE app = ? AND revoked = 0
			AND (refresh = ? OR previous = ? OR id IN (SELECT consent FROM qbo_access WHERE token = ?))`;
		return this.store.run(sql, app, token, token, token) > 0;
	}

	/** The user disconnects the app within QuickBooks. */
	disconnect(realm: string): void {
		this.store.run('UPDATE qbo_grants SET revoked = 1 WHERE realm = ?', realm);
	}

	/** Access tokens issued so far hold no more; refresh tokens do, unless `all`. */
	expire(all: boolean): void {
		this.store.run('UPDATE qbo_access SET expires = 0');
		if (all) this.store.run('UPDATE qbo_grants SET used = 0');
	}
}

function refreshToken(): string {
	return `AB1${randomBytes(30).toString('base64url')}`;
}

function grantOf(row: Row): Grant {
	return { id: String(row.id), app: String(row.app), realm: String(row.realm), scopes: String(row.scopes).split(' ') };
}
