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

/** One jest project, or a part of its files. @param {string} name @param {Options} options @returns {Promise<Count>} */
async function jest(name, { full }, part = '1/1') {
	const results = join(root, 'build/test-results');
	const outputFile = join(results, `${name}-${part.replace('/', '-of-')}.json`);
	mkdirSync(results, { recursive: true });
	rmSync(outputFile, { force: true });
	const args = ['--selectProjects', name, '--passWithNoTests', `--shard=${part}`, '--json', `--outputFile=${outputFile}`];
	const content = await tool([module('jest/bin/jest.js'), ...args], full ? { ACCOUNTING_SYNC_FULL: 'true' } : {});
	if (!existsSync(outputFile)) return { passed: 0, failed: 1, note: 'jest wrote no results' };
	return countOf(JSON.parse(readFileSync(outputFile, 'utf8')), content);
}

/**
 * Half of the files beside the other half, each with an n8n of its own: much of their time is waiting for n8n's clock.
 * @param {string} name @param {Options} options @returns {Promise<Count>}
 */
async function inHalves(name, options) {
	if (availableParallelism() < 2) return await jest(name, options);
	const halves = await Promise.all(['1/2', '2/2'].map((part) => jest(name, options, part)));
	const sum = (member) => halves.reduce((total, half) => total + half[member], 0);
	const notes = halves.flatMap(({ note }) => note ?? []).join(', ');
	return { passed: sum('passed'), failed: sum('failed'), ...(notes === '' ? {} : { note: notes }) };
}

/** @returns {Count} */
function countOf(result, content) {
	if (result.numTotalTestSuites === 0) return { passed: 0, failed: 1, note: 'has no tests' };
	// A file that does not even load has no tests to count, and has failed all the same.
	const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
	const skipped = result.numPendingTests + result.numTodoTests;
	const note = skipped > 0 ? `${skipped} skipped` : undefined;
	return { passed: result.numPassedTests, failed: failed || (content ? 0 : 1), ...(note ? { note } : {}) };
}

async function onN8n(name, options, run = jest) {
	await developmentModules();
	await build();
	await host();
	return await run(name, options);
}

/** @type {Record<string, (options: Options) => Promise<Count>>} */
const steps = {
	lint: () => check([module('eslint/bin/eslint.js'), '.']),
	types: () => check([module('typescript/bin/tsc'), '--noEmit', '-p', root]),
	build: buildAll,
	unit: (options) => jest('unit', options),
	nodes: (options) => jest('nodes', options),
	contract: (options) => jest('contract', options),
	e2e: (options) => onN8n('e2e', options, inHalves),
	faults: (options) => onN8n('faults', options, inHalves),
	browser: async (options) => {
		await findBrowser();
		return await onN8n('browser', options);
	},
};

export const names = Object.keys(steps);

/** @param {string[]} wanted none: all @param {Options} options */
export const stepsNamed = (wanted, options) =>
	names
		.filter((name) => wanted.length === 0 || wanted.includes(name))
		.map((name) => ({ name, run: () => steps[name](options) }));
