import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../once.mjs';
import { cacheFolder, fingerprint, root } from '../paths.mjs';
import { npm, run } from '../run.mjs';
import { Trouble } from '../say.mjs';

export const packageName = 'n8n-nodes-accounting-sync';

/** Changes with whatever is published. */
export function packageId() {
	const dist = join(root, 'dist');
	if (!existsSync(join(dist, 'bundle.js'))) throw new Trouble('The package is not built: run "npm run build" first.');
	const files = readdirSync(dist, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return fingerprint({ texts: files, files: [...files, join(root, 'package.json')] });
}

/** `npm pack`'s tarball of what `dist` holds now; packed once per content. */
async function tarball() {
	const folder = await once(join(cacheFolder(), 'packed', packageId()), async (temporary) => {
		await npm(['pack', '--ignore-scripts', '--pack-destination', temporary], { cwd: root });
	});
	const [file] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
	if (!file) throw new Trouble('npm pack made no tarball.');
	return join(folder, file);
}

/**
 * Installs the package as n8n does for its user: the published tarball unpacked into n8n's own nodes folder. It has no
 * modules of its own there and so shares n8n's n8n-workflow.
 * @param {string} userFolder
 */
export async function installPackage(userFolder) {
	const target = join(userFolder, '.n8n/nodes/node_modules', packageName);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	await run('tar', ['-xzf', await tarball(), '-C', target, '--strip-components=1']);
}
