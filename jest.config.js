/** nock and what it needs are published as ES modules alone; they are turned into CommonJS as our own files are. */
const esModules = 'node_modules/(nock|@mswjs|@open-draft|rettime|until-async)/';

/** One project per step of the test ladder; `scripts/test.mjs` runs them in order. */
const project = (name, options = {}) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: { [`\\.(ts|mjs)$|${esModules}`]: '<rootDir>/test/transform.cjs' },
	transformIgnorePatterns: [`/node_modules/(?!${esModules.replace('node_modules/', '')})`],
	testEnvironment: 'node',
	...options,
});

module.exports = {
	projects: ['unit', 'nodes', 'contract', 'e2e', 'faults', 'browser'].map((name) => project(name)),
	testTimeout: 30_000,
};
