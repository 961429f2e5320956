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
	for (const { names: together, run } of stepsNamed(wanted, options)) {
		const title = together.join(', ');
		say(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}`);
		const start = Date.now();
		const counts = await outcome(together, run);
		together.forEach((name, index) => {
			const { passed, failed, note } = counts[name];
			total.passed += passed;
			total.failed += failed;
			const line = `${name.padEnd(10)}${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
			const time = index < together.length - 1 ? '' : seconds(Date.now() - start);
			lines.push(`${line}  ${time.padStart(12)}${note ? `  ${note}` : ''}`.trimEnd());
		});
		say(`\n${lines.slice(-together.length).join('\n')}`);
	}
	say(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

/** @returns {Promise<Record<string, { passed: number, failed: number, note?: string }>>} */
async function outcome(together, run) {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof Trouble)) throw error;
		say(error.message);
		return Object.fromEntries(together.map((name) => [name, { passed: 0, failed: mustRun ? 1 : 0, note: 'could not run' }]));
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
