import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { host } from '../host.mjs';
import { pinnedNode } from '../node.mjs';
import { root } from '../paths.mjs';
import { build, developmentModules } from '../project.mjs';
import { withNode } from '../run.mjs';
import { Trouble } from '../say.mjs';
import { findBrowser } from '../tools.mjs';

/** @typedef {{ passed: number, failed: number, note?: string }} Count */
/** @typedef {Record<string, Count>} Counts by the step's name */
/** @typedef {{ full: boolean }} Options */

const module = (path) => join(root, 'node_modules', path);

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the tools that are running, if any are. */
export const interrupt = () => running.forEach((child) => child.kill('SIGTERM'));

/** A tool of the project on the pinned Node; true when it is content. */
async function tool(args, env = {}) {
	await developmentModules();
	const { node, bin } = await pinnedNode();
	return await new Promise((resolve, reject) => {
		const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...withNode(bin), ...env } });
		running.add(child);
		child.on('error', reject);
		child.on('exit', (code) => {
			running.delete(child);
			resolve(code === 0);
		});
	});
}

/** @returns {Promise<Count>} */
async function check(args) {
	return (await tool(args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @returns {Promise<Count>} */
async function buildAll() {
	await developmentModules();
	try {
		await build({ always: true });
		return { passed: 1, failed: 0 };
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
		process.stdout.write(`${error.message}\n`);
		return { passed: 0, failed: 1 };
	}
}

/**
 * Projects of jest in one run: a worker that has no more of one goes on with the next, so that no core waits.
 * @param {string[]} projects @param {number} workers @param {Options} options @returns {Promise<Counts>}
 */
async function jest(projects, workers, { full }) {
	const results = join(root, 'build/test-results');
	const outputFile = join(results, `${projects.join('-')}.json`);
	mkdirSync(results, { recursive: true });
	rmSync(outputFile, { force: true });
	const args = ['--selectProjects', ...projects, '--passWithNoTests', `--maxWorkers=${workers}`, '--json', `--outputFile=${outputFile}`];
	const content = await tool([module('jest/bin/jest.js'), ...args], full ? { ACCOUNTING_SYNC_FULL: 'true' } : {});
	if (!existsSync(outputFile)) return each(projects, () => ({ passed: 0, failed: 1, note: 'jest wrote no results' }));
	const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8'));
	const counts = each(projects, (name) => countOf(testResults.filter(({ name: file }) => file.startsWith(join(root, 'test', name)))));
	// Jest can fail beside its tests, as where what they started does not end.
	if (!content && Object.values(counts).every(({ failed }) => failed === 0)) counts[projects[0]].failed = 1;
	return counts;
}

/** @param {string[]} names @param {(name: string) => Count} count @returns {Counts} */
const each = (names, count) => Object.fromEntries(names.map((name) => [name, count(name)]));

/** @returns {Count} */
function countOf(files) {
	if (files.length === 0) return { passed: 0, failed: 1, note: 'has no tests' };
	const of = (...states) => files.reduce((sum, { assertionResults }) => sum + assertionResults.filter(({ status }) => states.includes(status)).length, 0);
	// A file that does not even load has no tests to count, and has failed all the same.
	const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed')).length;
	const skipped = of('pending', 'todo', 'skipped', 'disabled');
	return { passed: of('passed'), failed: of('failed') + broken, ...(skipped > 0 ? { note: `${skipped} skipped` } : {}) };
}

/** @param {string[]} projects @param {Options} options */
async function onN8n(projects, options) {
	await developmentModules();
	await build();
	await host();
	if (projects.includes('browser')) await findBrowser();
	return await jest(projects, N8N_WORKERS, options);
}

const CORES = availableParallelism();
/** Each has an n8n of its own beside jest's process; much of their time is waiting for n8n's clock. */
const N8N_WORKERS = CORES + 1;

/** @type {Array<{ names: string[], run: (wanted: string[], options: Options) => Promise<Counts> }>} */
const steps = [
	{ names: ['lint'], run: async () => ({ lint: await check([module('eslint/bin/eslint.js'), '.']) }) },
	{ names: ['types'], run: async () => ({ types: await check([module('typescript/bin/tsc'), '--noEmit', '-p', root]) }) },
	{ names: ['build'], run: async () => ({ build: await buildAll() }) },
	{ names: ['unit', 'nodes', 'contract'], run: async (wanted, options) => await jest(wanted, CORES, options) },
	{ names: ['e2e', 'faults', 'browser'], run: onN8n },
];

export const names = steps.flatMap((step) => step.names);

/** Steps that share a run of jest come as one. @param {string[]} wanted none: all @param {Options} options */
export const stepsNamed = (wanted, options) =>
	steps
		.map((step) => ({ ...step, names: step.names.filter((name) => wanted.length === 0 || wanted.includes(name)) }))
		.filter((step) => step.names.length > 0)
		.map((step) => ({ names: step.names, run: () => step.run(step.names, options) }));
