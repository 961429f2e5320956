const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { root } = require('./sources.cjs');

/** The emulators as one file that the pinned Node 24 runs without installed modules. */
async function bundleSandbox() {
	const entry = path.join(root, 'sandbox/server.ts');
	if (!fs.existsSync(entry)) return;
	await esbuild.build({
		entryPoints: [entry],
		outfile: path.join(root, 'build/sandbox.cjs'),
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node24',
		loader: { '.html': 'text', '.css': 'text', '.svg': 'text' },
		keepNames: true,
		logLevel: 'warning',
	});
}

module.exports = { bundleSandbox };
