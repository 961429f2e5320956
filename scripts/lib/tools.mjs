import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { step, Trouble } from './say.mjs';

/** Full path of a program, or undefined. @param {string} name */
export function find(name) {
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		const file = join(folder, name);
		try {
			accessSync(file, constants.X_OK);
			return file;
		} catch {
			// not in this folder
		}
	}
	return undefined;
}

/** Debian's package for a program, where the names differ. */
const packages = { 'g++': 'g++', make: 'make', python3: 'python3', chromium: 'chromium' };

const canInstall = () => process.getuid?.() === 0 && find('apt-get') !== undefined;

/**
 * Makes sure that programs exist: installs them where that is possible without asking (root, apt-get), else says how.
 * @param {string[]} names
 * @param {string} reason ends the sentence "... is needed ..."
 */
export async function needTools(names, reason) {
	const missing = names.filter((name) => !find(name));
	if (missing.length === 0) return;
	const install = missing.map((name) => packages[name] ?? name);
	if (!canInstall()) {
		throw new Trouble(
			`${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} needed ${reason}. Install with:\n` +
				`  sudo apt-get install ${install.join(' ')}   (Debian, Ubuntu)\n` +
				`  sudo dnf install ${install.map((name) => (name === 'g++' ? 'gcc-c++' : name)).join(' ')}   (Fedora)`,
		);
	}
	await step(`Installing ${install.join(', ')}`, async () => {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-q'], { env }).catch(() => {}); // an old list may still do
		await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...install], { env });
	});
}

/** Whether all programs are there or can be installed without asking. @param {string[]} names */
export const canHave = (names) => canInstall() || names.every((name) => find(name));

const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of a Chromium; Debian's is installed where that is possible without asking. @returns {Promise<string>} */
export async function findBrowser() {
	const given = process.env.CHROMIUM_PATH;
	if (given) return given;
	if (!browsers.some((name) => find(name))) await needTools(['chromium'], 'for the browser tests');
	return browsers.map(find).find((path) => path !== undefined) ?? 'chromium';
}
