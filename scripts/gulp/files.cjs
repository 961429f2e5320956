const fs = require('node:fs');
const path = require('node:path');
const { root, filesBelow } = require('./sources.cjs');

async function clean() {
	for (const folder of ['dist', 'build']) {
		fs.rmSync(path.join(root, folder), { recursive: true, force: true });
		fs.mkdirSync(path.join(root, folder));
	}
}

function copyToDist(files) {
	for (const file of files) {
		const target = path.join(root, 'dist', file);
		fs.mkdirSync(path.dirname(target), { recursive: true });
		fs.copyFileSync(path.join(root, file), target);
	}
}

/** Icons and codex files, beside the built class as they stand beside its source. */
async function copyAssets() {
	copyToDist([
		...filesBelow('nodes', '.svg'),
		...filesBelow('credentials', '.svg'),
		...filesBelow('icons', '.svg'),
		...filesBelow('nodes', '.node.json'),
	]);
}

async function copyTemplates() {
	copyToDist(filesBelow('workflows-templates', '.json'));
}

module.exports = { clean, copyAssets, copyTemplates };
