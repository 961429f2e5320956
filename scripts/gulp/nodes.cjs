const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { root, dist, classOf, builtName, nodeFiles, credentialFiles } = require('./sources.cjs');

/**
 * One bundle for all classes, so that what lives once per process (the limiters, the locks of a connection) is shared
 * by all nodes of the package.
 */
async function bundleNodes() {
	const files = [...nodeFiles(), ...credentialFiles()];
	const exportsOfAll = files.map((file) => `export { ${classOf(file)} } from './${file.replace(/\.ts$/, '')}';`);
	await esbuild.build({
		stdin: { contents: exportsOfAll.join('\n'), resolveDir: root, sourcefile: 'all.ts', loader: 'ts' },
		outfile: path.join(dist, 'bundle.js'),
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		external: ['n8n-workflow'],
		keepNames: true, // names of error classes reach people
		legalComments: 'eof', // licences of the bundled libraries
		logLevel: 'warning',
	});
}

/** n8n wants one file per class, named after it. Each takes its class from the bundle. */
async function writeEntries() {
	for (const file of [...nodeFiles(), ...credentialFiles()]) {
		const target = builtName(file);
		const bundle = path.posix.relative(path.posix.dirname(target), 'dist/bundle.js');
		const name = classOf(file);
		fs.mkdirSync(path.join(root, path.dirname(target)), { recursive: true });
		fs.writeFileSync(path.join(root, target), `module.exports.${name} = require('${bundle}').${name};\n`);
	}
}

module.exports = { bundleNodes, writeEntries };
