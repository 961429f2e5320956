import { randomBytes } from 'node:crypto';
import type { Store } from './store';

/** Permissions of a key have the names of a user's. */
export const ADMINISTRATOR = 'Account administrator';
export const FINANCE = 'Finance';
const PERMISSIONS: readonly string[] = [ADMINISTRATOR, FINANCE, 'Approver', 'User'];

export interface ApiKey {
	key: string;
	name: string;
	permissions: string[];
	/** Empty: from anywhere. */
	allowedIps: string[];
}

export function keys(store: Store): ApiKey[] {
	return store.all('SELECT * FROM ein_keys ORDER BY rowid').map((row) => ({
		key: String(row.key), name: String(row.name), permissions: JSON.parse(String(row.permissions)) as string[],
		allowedIps: JSON.parse(String(row.allowed_ips)) as string[],
	}));
}

/** Makes a key, or configures the one of this name. The value stays unless one is given. */
export function saveKey(store: Store, { name, key, permissions, allowedIps }: Partial<ApiKey> & { name: string }): ApiKey {
	const unknown = permissions?.filter((permission) => !PERMISSIONS.includes(permission)) ?? [];
	if (unknown.length > 0) throw new RangeError(`No such permission: ${unknown.join(', ')}. There are ${PERMISSIONS.join(', ')}`);
	const before = keys(store).find((one) => one.name === name);
	const saved: ApiKey = {
		name, key: key ?? before?.key ?? newKey(), permissions: permissions ?? before?.permissions ?? [],
		allowedIps: allowedIps ?? before?.allowedIps ?? [],
	};
	store.run(
		`INSERT INTO ein_keys (key, name, permissions, allowed_ips) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET key = excluded.key,
		 permissions = excluded.permissions, allowed_ips = excluded.allowed_ips`,
		saved.key, name, JSON.stringify(saved.permissions), JSON.stringify(saved.allowedIps),
	);
	return saved;
}

/** A new value in the place of the old one, which is dead from now on. */
export function regenerateKey(store: Store, name: string): ApiKey {
	if (!keys(store).some((one) => one.name === name)) throw new RangeError(`There is no key "${name}"`);
	return saveKey(store, { name, key: newKey() });
}

function newKey(): string {
	return randomBytes(24).toString('base64url');
}
