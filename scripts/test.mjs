/**
 * `npm test`: sets everything up, then runs the test ladder and counts.
 *
 *   npm test                      all steps
 *   npm test -- unit nodes        some of them: lint types build unit nodes contract e2e faults browser
 *   npm test -- faults --full     the long form of faults
 *
 * Last line: "N passed, N failed"; lint, types and build count as one check each. Ends with 1 when anything failed.
 */
import { parseArgs } from 'node:util';
import { say, seconds, Trouble } from './lib/say.mjs';
import { interrupt, names, stepsNamed } from './lib/test/steps.mjs';
import { clearAbandoned } from './lib/test-run.mjs';

const { values: options, positionals: wanted } = parseArgs({
	allowPositionals: true,
	options: { full: { type: 'boolean', default: false } },
});

/** A step that can't run here: a gap that CI must not hide. */
const mustRun = process.env.CI === 'true';

async function main() {
	const unknown = wanted.filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new Trouble(`No such step: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
	const lines = [];
	const total = { passed: 0, failed: 0 };
	for (const { name, run } of stepsNamed(wanted, options)) {
		say(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
		const start = Date.now();
		const { passed, failed, note } = await outcome(run);
		total.passed += passed;
		total.failed += failed;
		const line = `${name.padEnd(10)}${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
		lines.push(`${line}  ${seconds(Date.now() - start).padStart(12)}${note ? `  ${note}` : ''}`);
	}
	say(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

/** @returns {Promise<{ passed: number, failed: number, note?: string }>} */
async function outcome(run) {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
		say(error.message);
		return { passed: 0, failed: mustRun ? 1 : 0, note: 'could not run' };
	} finally {
		await clearAbandoned();
	}
}

main().then(
	(code) => process.exit(code),
	(error) => {
		say(error instanceof Trouble ? error.message : error.stack);
		process.exit(1);
	},
);

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		interrupt();
		// What jest started goes on without it, until it is ended here.
		setTimeout(() => void clearAbandoned().then(() => process.exit(130)), 1000);
	});
}
