/** Seconds as people read them: "0.4 s", "12 s", "3 min 7 s". */
export function seconds(ms) {
	const s = ms / 1000;
	if (s < 10) return `${s.toFixed(1)} s`;
	if (s < 60) return `${Math.round(s)} s`;
	return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}

export const say = (line = '') => void process.stdout.write(`${line}\n`);

/**
 * Does one step and says how long it took. A long one shows that it lives: in a terminal by a line that keeps changing,
 * in a log by one every half minute. `progress` sets what that line tells besides the time.
 * @template T
 * @param {string} title
 * @param {(step: { progress: (tell: () => string) => void }) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const start = Date.now();
	let tell = () => '';
	const stop = alive(() => `  … ${title}: ${seconds(Date.now() - start)} ${tell()}`.trimEnd());
	try {
		const result = await work({ progress: (by) => void (tell = by) });
		stop();
		say(`  ✓ ${title} (${seconds(Date.now() - start)})`);
		return result;
	} catch (error) {
		stop();
		say(`  ✗ ${title} (${seconds(Date.now() - start)})`);
		throw error;
	}
}

/** @param {() => string} line @returns {() => void} */
function alive(line) {
	const { stdout } = process;
	const show = stdout.isTTY ? () => stdout.write(`\r\x1b[K${line().slice(0, (stdout.columns || 80) - 1)}`) : () => say(line());
	const timer = setInterval(show, stdout.isTTY ? 1000 : 30_000);
	timer.unref();
	return () => {
		clearInterval(timer);
		if (stdout.isTTY) stdout.write('\r\x1b[K');
	};
}

/** A failure that the user can do something about: shown without a stack. */
export class Trouble extends Error {}
