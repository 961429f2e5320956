import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = resolve(fileURLToPath(import.meta.url), '../../..');

const below = (variable, otherwise) => join(process.env[variable] || join(homedir(), otherwise), 'n8n-nodes-accounting-sync');

/** What can be made again: n8n, Node, prepared databases. Shared by all checkouts of the project. */
export const cacheFolder = () => below('XDG_CACHE_HOME', '.cache');

/** What `npm start` keeps for its user: n8n's database and the sandbox's books. */
export const dataFolder = () => below('XDG_DATA_HOME', '.local/share');

/**
 * Short fingerprint of texts and of files' contents.
 * @param {{ texts?: string[], files?: string[] }} of
 */
export function fingerprint({ texts = [], files = [] }) {
	const hash = createHash('sha256');
	for (const text of texts) hash.update(text).update('\0');
	for (const file of files) hash.update(readFileSync(file)).update('\0');
	return hash.digest('hex').slice(0, 12);
}
