/** One project per step of the test ladder; `scripts/test.mjs` runs them in order. */
const project = (name, options = {}) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: { '\\.ts$': '<rootDir>/test/transform.cjs' },
	testEnvironment: 'node',
	...options,
});

module.exports = {
	projects: ['unit', 'nodes', 'contract', 'e2e', 'faults', 'browser'].map((name) => project(name)),
	testTimeout: 30_000,
};
