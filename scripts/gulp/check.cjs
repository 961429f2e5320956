const fs = require('node:fs');
const path = require('node:path');
const { root, builtName, classOf, nodeFiles, credentialFiles } = require('./sources.cjs');

/** n8n loads what package.json lists and nothing else: a forgotten line would drop a node without a word. */
async function checkManifest() {
	const { n8n } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
	const differences = [
		...compare('nodes', n8n.nodes, nodeFiles().map(builtName)),
		...compare('credentials', n8n.credentials, credentialFiles().map(builtName)),
	];
	if (differences.length > 0) throw new Error(`package.json and the files differ:\n${differences.join('\n')}`);
}

function compare(list, listed, found) {
	return [
		...found.filter((file) => !listed.includes(file)).map((file) => `n8n.${list} lacks ${file}`),
		...listed.filter((file) => !found.includes(file)).map((file) => `n8n.${list} names ${file}, which has no source`),
	];
}

/**
 * Loads each built class in plain Node. n8n words any error while loading as "Class could not be found", so the real
 * reason is better learnt here.
 */
async function loadEverything() {
	for (const file of [...nodeFiles(), ...credentialFiles()]) {
		const built = path.join(root, builtName(file));
		const Class = require(built)[classOf(file)];
		if (typeof Class !== 'function') throw new Error(`${builtName(file)} exports no class ${classOf(file)}`);
		const instance = new Class();
		const name = instance.description?.name ?? instance.name;
		if (!name) throw new Error(`${builtName(file)}: the class has no name`);
		checkIcons(built, instance.description?.icon ?? instance.icon);
	}
}

function checkIcons(built, icon) {
	const icons = typeof icon === 'object' ? Object.values(icon) : [icon];
	for (const entry of icons) {
		const file = path.resolve(path.dirname(built), String(entry).replace(/^file:/, ''));
		if (!fs.existsSync(file)) throw new Error(`${path.relative(root, built)}: icon ${String(entry)} is missing`);
	}
}

module.exports = { checkManifest, loadEverything };
