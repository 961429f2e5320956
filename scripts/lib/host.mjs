import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeVersion, pinnedNode } from './node.mjs';
import { once } from './once.mjs';
import { cacheFolder, fingerprint, root } from './paths.mjs';
import { npm, run, withNode } from './run.mjs';
import { step, Trouble } from './say.mjs';
import { canHave, needTools } from './tools.mjs';

export const n8nVersion = JSON.parse(readFileSync(join(root, 'host/package.json'), 'utf8')).dependencies.n8n;

/** Name of the installed n8n: changes with the lock file and with Node, and with nothing else. */
export const hostId = () =>
	fingerprint({ files: [join(root, 'host/package-lock.json')], texts: [nodeVersion, process.platform, process.arch] });

/**
 * The pinned real n8n, installed once per lock file into the cache folder.
 * @returns {Promise<{ folder: string, n8n: string, node: Awaited<ReturnType<typeof pinnedNode>> }>}
 */
export async function host() {
	const node = await pinnedNode();
	const folder = join(cacheFolder(), `host-${hostId()}`);
	if (!existsSync(folder)) await once(folder, (temporary) => install(temporary, node));
	return { folder, n8n: join(folder, 'node_modules/n8n/bin/n8n'), node };
}

const compilers = ['g++', 'make', 'python3'];

async function install(folder, node) {
	const env = withNode(node.bin);
	// Asked for first: nobody should wait minutes to learn that a compiler is missing.
	if (canHave(compilers)) await needTools(compilers, "to build n8n's database driver");
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(root, 'host', file), join(folder, file));
	}
	await step(`Installing n8n ${n8nVersion} (once, 3 GB, some minutes)`, async ({ progress }) => {
		progress(() => (existsSync(join(folder, 'node_modules')) ? `${unpacked(folder)} of about 1,700 packages` : ''));
		// Without scripts: of all native parts n8n needs only its SQLite driver here.
		await npm(['ci', '--ignore-scripts'], { cwd: folder, env });
	});
	await step("Building n8n's database driver (once, about two minutes)", () => buildDriver(folder, env, node));
}

/** Packages that npm has put into place, scoped ones included. */
function unpacked(folder) {
	const modules = join(folder, 'node_modules');
	const names = readdirSync(modules, { withFileTypes: true }).flatMap(({ name }) =>
		name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
	);
	return names.filter((name) => existsSync(join(modules, name, 'package.json'))).length;
}

async function buildDriver(folder, env, node) {
	const fromSource = canHave(compilers);
	const options = fromSource
		? { npm_config_build_from_source: 'sqlite3', npm_config_nodedir: node.home, JOBS: 'max' }
		: {}; // no compiler: sqlite3 then looks for a ready-made one
	try {
		await npm(['rebuild', 'sqlite3'], { cwd: folder, env: { ...env, ...options } });
		await run(node.node, ['-e', "require('sqlite3')"], { cwd: folder, env });
	} catch (error) {
		await needTools(compilers, "to build n8n's database driver");
		throw new Trouble(`n8n's database driver (sqlite3) could not be built.\n${error.message}`);
	}
}
