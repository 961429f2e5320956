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

/** Projects that run a real n8n: slow to start, so one serves all files of a worker, and nothing outlives the run. */
const withN8n = {
	globalSetup: '<rootDir>/test/support/global-setup.ts',
	globalTeardown: '<rootDir>/test/support/global-teardown.ts',
	setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
};

module.exports = {
	projects: [
		...['unit', 'nodes', 'contract'].map((name) => project(name)),
		...['e2e', 'faults', 'browser'].map((name) => project(name, withN8n)),
	],
	testSequencer: '<rootDir>/test/support/sequencer.cjs',
	testTimeout: 30_000,
};
