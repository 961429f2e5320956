// Jest's transform: esbuild strips the types; the type checker runs on its own.
const { transformSync } = require('esbuild');

module.exports = {
	process(source, fileName) {
		const { code } = transformSync(source, {
			loader: 'ts',
			format: 'cjs',
			target: 'node22',
			sourcefile: fileName,
			sourcemap: 'inline',
		});
		return { code };
	},
};
