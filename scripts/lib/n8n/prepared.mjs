import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostId } from '../host.mjs';
import { once } from '../once.mjs';
import { cacheFolder } from '../paths.mjs';
import { demoOwner, startInstance } from './instance.mjs';

const VERSION = '1'; // raise when what is prepared changes

/**
 * A user folder whose database is migrated and whose owner exists, kept per installed n8n: tests start from a copy and
 * save the first start's work. Owner's password is random, and of use for such copies alone.
 * @param {Awaited<ReturnType<typeof import('../host.mjs').host>>} host
 * @param {string} userFolder gets the copy
 * @returns {Promise<import('./session.mjs').Owner>}
 */
export async function prepareUserFolder(host, userFolder) {
	const prepared = await once(join(cacheFolder(), `prepared-${hostId()}-${VERSION}`), async (temporary) => {
		const owner = demoOwner();
		const inside = join(temporary, 'user');
		mkdirSync(inside);
		const { process } = await startInstance({ host, userFolder: inside, owner, install: false });
		await process.stop();
		writeFileSync(join(temporary, 'owner.json'), JSON.stringify(owner), { mode: 0o600 });
	});
	// Not the log: a test's own log begins with its own start.
	cpSync(join(prepared, 'user'), userFolder, { recursive: true, filter: (file) => !file.endsWith('/n8n.log') });
	return JSON.parse(readFileSync(join(prepared, 'owner.json'), 'utf8'));
}
