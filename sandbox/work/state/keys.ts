import type { Store } from './store';

/** A login: an API key, which is also the bearer token, and an e-mail address with password for Basic. */
export interface Login {
	key: string;
	login: string;
	password: string;
	/** Ids of the companies it may see; the first is meant where a call names none. */
	companies: string[];
	revoked: boolean;
}

export function logins(store: Store): Login[] {
	return store.all('SELECT * FROM wrk_keys ORDER BY rowid').map((row) => ({
		key: String(row.key), login: String(row.login), password: String(row.password), companies: JSON.parse(String(row.companies)) as string[],
		revoked: row.revoked === 1,
	}));
}

export function saveLogin(store: Store, { key, login, password, companies, revoked }: Login): void {
	store.run(
		'INSERT OR REPLACE INTO wrk_keys (key, login, password, companies, revoked) VALUES (?, ?, ?, ?, ?)',
		key, login, password, JSON.stringify(companies), revoked ? 1 : 0,
	);
}

/** @returns whether there is such a key */
export function setRevoked(store: Store, key: string, revoked: boolean): boolean {
	return store.run('UPDATE wrk_keys SET revoked = ? WHERE key = ?', revoked ? 1 : 0, key) > 0;
}
