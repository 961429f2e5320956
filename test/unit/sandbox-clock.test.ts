import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxClock } from '../../sandbox/frame/clock';
import { openDatabase, State } from '../../sandbox/frame/state';
import { WindowCounter } from '../../sandbox/frame/windows';

describe('sandbox clock', () => {
	const open = (file = ':memory:') => {
		const db = openDatabase(file);
		return { db, clock: new SandboxClock(new State(db)) };
	};

	it('runs from where it was set, at its own pace', async () => {
		const { clock } = open();
		clock.set('2026-11-03T10:00:00Z');
		clock.setScale(3600);
		const start = performance.now();
		await clock.sleep(180_000); // three emulated minutes are 50 real milliseconds
		expect(performance.now() - start).toBeLessThan(10_000);
		expect(clock.now()).toBeGreaterThanOrEqual(Date.parse('2026-11-03T10:03:00Z'));
		expect(() => clock.set('tomorrow')).toThrow('no instant');
		expect(() => clock.setScale(0)).toThrow('above 0');
	});

	it('wakes a sleeper when it is moved past its time', async () => {
		const { clock } = open();
		const sleeping = clock.sleep(3_600_000);
		clock.advance(3600);
		await sleeping;
	});

	it('keeps its setting on disk', () => {
		const folder = mkdtempSync(join(tmpdir(), 'sandbox-clock-'));
		const file = join(folder, 'state.sqlite');
		const first = open(file);
		first.clock.set('2031-01-01T00:00:00Z');
		first.clock.setScale(60);
		first.db.close();
		const second = open(file);
		expect(new Date(second.clock.now()).getUTCFullYear()).toBe(2031);
		expect(second.clock.scale).toBe(60);
		second.db.close();
		rmSync(folder, { recursive: true });
	});
});

describe('sandbox windows', () => {
	const at = (start: string) => {
		const clock = new SandboxClock(new State(openDatabase(':memory:')));
		clock.set(start);
		clock.setScale(0.000001); // stands still, so that the figures below are exact
		return clock;
	};

	it('refuses the call too many of a fixed window until the window ends', () => {
		const clock = at('2026-01-01T00:00:00Z');
		const counter = new WindowCounter(clock, [{ kind: 'fixed', seconds: 60, limit: 2 }]);
		expect(counter.hit('a')).toBeUndefined();
		clock.advance(50);
		expect(counter.hit('a')).toBeUndefined();
		expect(counter.hit('a')).toMatchObject({ retryAfter: 10 });
		expect(counter.hit('b')).toBeUndefined();
		clock.advance(10);
		expect(counter.remaining('a')).toEqual([2]);
		expect(counter.hit('a')).toBeUndefined();
	});

	it('lets a place of a sliding window fall free one by one', () => {
		const clock = at('2026-01-01T00:00:00Z');
		const counter = new WindowCounter(clock, [
			{ kind: 'sliding', seconds: 10, limit: 2 },
			{ kind: 'sliding', seconds: 60, limit: 3 },
		]);
		counter.hit('a');
		clock.advance(4);
		counter.hit('a');
		expect(counter.hit('a')).toMatchObject({ retryAfter: 6, window: { seconds: 10 } });
		clock.advance(6);
		expect(counter.hit('a')).toBeUndefined();
		clock.advance(10);
		expect(counter.hit('a')).toMatchObject({ retryAfter: 40, window: { seconds: 60 } });
		clock.set('2025-12-31T00:00:00Z');
		expect(counter.hit('a')).toBeUndefined();
	});
});
