/**
 * `gulp build`: checks the types, bundles nodes and credentials into `dist` (what is published) and the sandbox into
 * `build`. Everything but n8n-workflow is bundled: n8n's rules want a package without runtime dependencies.
 */
const { parallel, series } = require('gulp');
const { checkManifest, loadEverything, writeManifest } = require('./scripts/gulp/check.cjs');
const { bundleNodes, writeEntries } = require('./scripts/gulp/nodes.cjs');
const { clean, copyAssets, copyTemplates } = require('./scripts/gulp/files.cjs');
const { bundleSandbox } = require('./scripts/gulp/sandbox.cjs');
const { checkTypes } = require('./scripts/gulp/types.cjs');

const nodes = series(bundleNodes, writeEntries);
const bundle = series(clean, checkManifest, parallel(nodes, copyAssets, copyTemplates, bundleSandbox), loadEverything);

exports.clean = clean;
exports.manifest = writeManifest;
exports.types = checkTypes;
exports.bundle = bundle;
exports.build = series(checkTypes, bundle);
exports.default = exports.build;
