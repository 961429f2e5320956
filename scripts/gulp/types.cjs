const { spawn } = require('node:child_process');
const path = require('node:path');
const { root } = require('./sources.cjs');

/** The type checker over the whole project; the bundler only strips types. */
function checkTypes() {
	const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [tsc, '--noEmit', '-p', root], { stdio: 'inherit', cwd: root });
		child.on('error', reject);
		child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('The type check failed.'))));
	});
}

module.exports = { checkTypes };
