import { Limiter, limiterOf, type Limits } from '../../nodes/core/limit';
import { randomOf } from './core-books';

/** A clock that moves only while somebody sleeps or works: hours pass in no time. */
class FakeTime {
	now = 1_000_000;
	private sleepers: Array<{ at: number; wake: () => void }> = [];
	readonly sleep = async (ms: number) =>
		await new Promise<void>((wake) => this.sleepers.push({ at: this.now + ms, wake }));

	/** Wakes the sleepers in order until all the work is done. */
	async until(work: Promise<unknown>): Promise<void> {
		let done = false;
		void work.finally(() => (done = true));
		for (let idle = 0; !done && idle < 3; ) {
			await new Promise((resolve) => setImmediate(resolve));
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			idle = next === undefined ? idle + 1 : 0;
			if (next === undefined) continue;
			this.now = Math.max(this.now, next.at);
			next.wake();
		}
		await work;
	}
}

function setUp(limits: Limits) {
	const time = new FakeTime();
	const limiter = new Limiter(limits, () => time.now, time.sleep);
	const starts: Array<{ call: number; at: number }> = [];
	const waits: Array<[number, string]> = [];
	let underWay = 0;
	let mostUnderWay = 0;
	const call = async (id: number, takes: number) =>
		await limiter.run(async () => {
			starts.push({ call: id, at: time.now });
			mostUnderWay = Math.max(mostUnderWay, ++underWay);
			await time.sleep(takes);
			underWay -= 1;
		}, (seconds, why) => waits.push([seconds, why]));
	return { time, limiter, starts, waits, call, mostUnderWay: () => mostUnderWay };
}

function mostInAnyWindow(starts: Array<{ at: number }>, seconds: number): number {
	const times = starts.map(({ at }) => at);
	return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + seconds * 1000).length));
}

describe('NODE-LIMIT: the limiter', () => {
	it.each([1, 2, 3, 4, 5])('never starts more than allowed in any window, nor at once, and in the order asked (%s)', async (seed) => {
		const random = randomOf(seed);
		const limits = { concurrent: 5, windows: [{ calls: 60, seconds: 60 }, { calls: 100, seconds: 200 }] };
		const { time, starts, call, mostUnderWay } = setUp(limits);
		await time.until(Promise.all(Array.from({ length: 300 }, async (_, id) => await call(id, random() * 3000))));
		expect(starts.map((start) => start.call)).toEqual(Array.from({ length: 300 }, (_, id) => id));
		expect(mostInAnyWindow(starts, 60)).toBeLessThanOrEqual(60);
		expect(mostInAnyWindow(starts, 200)).toBeLessThanOrEqual(100);
		expect(mostUnderWay()).toBeLessThanOrEqual(5);
		// Not much slower than it must be, either: 300 calls at 100 in 200 seconds take 472 seconds, and each of the
		// four windows may wait for the end of a call of three seconds.
		expect(time.now - 1_000_000).toBeLessThan(484_000);
	});

	it('holds every call for as long as the vendor said, and says why', async () => {
		const { time, limiter, starts, waits, call } = setUp({ concurrent: 5, windows: [] });
		limiter.hold(30, 'Xero asked for a rest');
		limiter.hold(10, 'a shorter one changes nothing');
		await time.until(Promise.all([call(1, 10), call(2, 10)]));
		expect(starts.map(({ at }) => at)).toEqual([1_030_000, 1_030_000]);
		expect(waits).toEqual([[30, 'Xero asked for a rest']]);
	});

	it('rests before the vendor has to say no, once nothing is left of the minute', async () => {
		const { time, limiter, starts, call } = setUp({ concurrent: 1, windows: [{ calls: 60, seconds: 60 }] });
		await time.until(call(1, 2000));
		limiter.learn(5);
		await time.until(call(2, 0));
		limiter.learn(0);
		limiter.learn(NaN);
		await time.until(call(3, 0));
		expect(starts.map(({ at }) => at - 1_000_000)).toEqual([0, 2000, 62_000]);
	});

	it.each([1, 2, 3])('keeps to the window also as the vendor sees it, who gets a call some time after its start (%s)', async (seed) => {
		const random = randomOf(seed);
		const { time, limiter } = setUp({ concurrent: 5, windows: [{ calls: 60, seconds: 60 }] });
		const arrivals: Array<{ at: number }> = [];
		const call = async () =>
			await limiter.run(async () => {
				await time.sleep(random() * 500);
				arrivals.push({ at: time.now });
				await time.sleep(random() * 100);
			}, () => {});
		await time.until(Promise.all(Array.from({ length: 200 }, call)));
		expect(mostInAnyWindow(arrivals, 60)).toBeLessThanOrEqual(60);
	});

	it('goes on after a call that fails', async () => {
		const { time, limiter, call } = setUp({ concurrent: 1, windows: [] });
		await expect(limiter.run(async () => await Promise.reject(new Error('lost')), () => {})).rejects.toThrow('lost');
		await time.until(call(1, 0));
	});

	it('takes a limit of none for one, instead of waiting for ever', async () => {
		const { time, starts, call } = setUp({ concurrent: 0, windows: [{ calls: 0, seconds: 60 }] });
		await time.until(Promise.all([call(1, 0), call(2, 0)]));
		expect((starts[1]?.at ?? 0) - (starts[0]?.at ?? 0)).toBeGreaterThanOrEqual(60_000);
	});

	it('is one for all nodes of a connection, and follows the settings of the credential', () => {
		const limits = { concurrent: 5, windows: [] };
		expect(limiterOf('a', limits)).toBe(limiterOf('a', { ...limits, concurrent: 1 }));
		expect(limiterOf('a', limits)).not.toBe(limiterOf('b', limits));
	});
});
