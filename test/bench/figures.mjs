const MINUTE = 60_000;

/** @typedef {{ at: string, ms: number, status: number | null, route: string }} Call as the sandbox records it: its start, and how long it took */

/** Calls that began within the busiest sixty seconds. @param {Call[]} calls */
export function mostInAMinute(calls) {
	const starts = calls.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
	let most = 0;
	let first = 0;
	starts.forEach((start, index) => {
		while ((starts[first] ?? start) <= start - MINUTE) first += 1;
		most = Math.max(most, index - first + 1);
	});
	return most;
}

/** Calls that were under way at the same time. @param {Call[]} calls */
export function mostAtOnce(calls) {
	const edges = calls.flatMap(({ at, ms }) => {
		const start = Date.parse(at);
		return [{ at: start, step: 1 }, { at: start + ms, step: -1 }];
	});
	// One that ends in the millisecond in which another begins does not overlap it.
	edges.sort((a, b) => a.at - b.at || a.step - b.step);
	let now = 0;
	return edges.reduce((most, { step }) => Math.max(most, (now += step)), 0);
}
