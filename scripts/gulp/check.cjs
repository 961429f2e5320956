const fs = require('node:fs');
const path = require('node:path');
const { root, builtName, classOf, nodeFiles, credentialFiles } = require('./sources.cjs');

const manifest = path.join(root, 'package.json');
const readManifest = () => JSON.parse(fs.readFileSync(manifest, 'utf8'));

/** n8n loads what package.json lists and nothing else: a forgotten line would drop a node without a word. */
async function checkManifest() {
	const { n8n } = readManifest();
	const differences = [
		...compare('nodes', n8n.nodes, nodeFiles().map(builtName)),
		...compare('credentials', n8n.credentials, credentialFiles().map(builtName)),
	];
	if (differences.length === 0) return;
	throw new Error(`package.json and the files differ ("npx gulp manifest" mends it):\n${differences.join('\n')}`);
}

/** Lists in package.json the nodes and credentials that there are. */
async function writeManifest() {
	const content = readManifest();
	Object.assign(content.n8n, { nodes: nodeFiles().map(builtName), credentials: credentialFiles().map(builtName) });
	fs.writeFileSync(manifest, `${JSON.stringify(content, null, 2)}\n`);
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

module.exports = { checkManifest, writeManifest, loadEverything };
