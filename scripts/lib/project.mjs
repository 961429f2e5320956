import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from './node.mjs';
import { withLock } from './once.mjs';
import { fingerprint, root } from './paths.mjs';
import { npm, run, withNode } from './run.mjs';
import { step } from './say.mjs';

/** Brings node_modules in line with package-lock.json, if it is not. */
export async function developmentModules() {
	if (modulesMatch()) return;
	const { bin } = await pinnedNode();
	await step('Installing the development modules', () => npm(['ci', '--ignore-scripts'], { cwd: root, env: withNode(bin) }));
}

/** npm writes down what it installed; compared entry by entry, so that nothing is installed twice. */
function modulesMatch() {
	const installed = join(root, 'node_modules/.package-lock.json');
	if (!existsSync(installed)) return false;
	const got = JSON.parse(readFileSync(installed, 'utf8')).packages;
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([path, entry]) => path === '' || entry.optional || entry.peer || got[path]?.version === entry.version,
	);
}

const stamp = join(root, 'build/stamp');
const sources = ['nodes', 'credentials', 'sandbox', 'workflows-templates', 'icons', 'scripts/gulp'];

/**
 * Builds what has changed since the last build. Types are checked by `npm test`, not at every start.
 * @param {{ always?: boolean }} [options]
 */
export async function build({ always = false } = {}) {
	if (isBuilt() && !always) return;
	const { bin } = await pinnedNode();
	await step('Building the package and the sandbox', () =>
		withLock(join(root, 'node_modules/.build-lock'), async () => {
			if (!isBuilt() || always) await gulp('bundle', bin);
		}),
	);
}

const isBuilt = () =>
	existsSync(stamp) && existsSync(join(root, 'dist/bundle.js')) && readFileSync(stamp, 'utf8') === sourceId();

async function gulp(task, bin) {
	const id = sourceId();
	await run('node', [join(root, 'node_modules/gulp/bin/gulp.js'), task], { cwd: root, env: withNode(bin) });
	mkdirSync(join(root, 'build'), { recursive: true });
	writeFileSync(stamp, id);
}

function sourceId() {
	const files = sources.flatMap((folder) => filesBelow(join(root, folder))).sort();
	return fingerprint({ texts: files, files: [...files, join(root, 'package.json'), join(root, 'gulpfile.js')] });
}

function filesBelow(folder) {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true })
		.map((name) => join(folder, String(name)))
		.filter((file) => statSync(file).isFile());
}
