const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist');

/** Files below `folder` (relative to the project) whose name ends as asked; relative paths with slashes, sorted. */
function filesBelow(folder, ending) {
	const start = path.join(root, folder);
	if (!fs.existsSync(start)) return [];
	return fs
		.readdirSync(start, { recursive: true })
		.map((name) => path.posix.join(folder, String(name).split(path.sep).join('/')))
		.filter((name) => name.endsWith(ending))
		.sort();
}

/** n8n takes the part of the file name before the first dot as the name of the class inside. */
const classOf = (file) => path.posix.basename(file).split('.')[0];
/** nodes/Xero/X.node.ts -> dist/nodes/Xero/X.node.js */
const builtName = (file) => path.posix.join('dist', file.replace(/\.ts$/, '.js'));

const nodeFiles = () => filesBelow('nodes', '.node.ts');
const credentialFiles = () => filesBelow('credentials', '.credentials.ts');

module.exports = { root, dist, filesBelow, classOf, builtName, nodeFiles, credentialFiles };
