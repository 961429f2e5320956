/** Seconds as people read them: "0.4 s", "12 s", "3 min 7 s". */
export function seconds(ms) {
	const s = ms / 1000;
	if (s < 10) return `${s.toFixed(1)} s`;
	if (s < 60) return `${Math.round(s)} s`;
	return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}

export const say = (line = '') => void process.stdout.write(`${line}\n`);

/**
 * Does one step and says how long it took. A long one shows that it lives: every ten seconds a line with what
 * `progress` tells.
 * @template T
 * @param {string} title
 * @param {(step: { progress: (tell: () => string) => void }) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const start = Date.now();
	let tell = () => '';
	const timer = setInterval(() => say(`  … ${title}: ${seconds(Date.now() - start)} ${tell()}`.trimEnd()), 10_000);
	timer.unref();
	try {
		const result = await work({ progress: (by) => void (tell = by) });
		say(`  ✓ ${title} (${seconds(Date.now() - start)})`);
		return result;
	} catch (error) {
		say(`  ✗ ${title} (${seconds(Date.now() - start)})`);
		throw error;
	} finally {
		clearInterval(timer);
	}
}

/** A failure that the user can do something about: shown without a stack. */
export class Trouble extends Error {}
