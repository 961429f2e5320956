// Jest's transform: esbuild strips the types and turns ES modules into CommonJS; the type checker runs on its own.
const { transformSync } = require('esbuild');

module.exports = {
	process(source, fileName) {
		const { code } = transformSync(source, {
			loader: 'ts',
			format: 'cjs',
			target: 'node22',
			sourcefile: fileName,
			sourcemap: 'inline',
			define: { 'import.meta.url': 'importMetaUrl' },
			...(source.includes('import.meta.url')
				? { banner: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" }
				: {}),
		});
		return { code };
	},
};
