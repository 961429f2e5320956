import { createHmac, randomBytes } from 'node:crypto';
import type { Store } from '../state/store';

/** A temporary address lives a quarter of an hour. */
const TEMP_MS = 15 * 60_000;
/** Signs temporary addresses; they die with the process. */
const KEY = randomBytes(32);

/** Where a file can be fetched for a while without a token. */
export function tempAddress(store: Store, realm: string, id: string): string {
	const until = store.now() + TEMP_MS;
	return `${store.frame.origin()}/quickbooks-online/files/${realm}/${id}?until=${until}&mark=${mark(realm, id, until)}`;
}

export function mark(realm: string, id: string, until: number): string {
	return createHmac('sha256', KEY).update(`${realm}/${id}/${until}`).digest('hex');
}
