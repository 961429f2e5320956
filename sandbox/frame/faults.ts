import type { Aimed, Fault, Faults } from './types';

interface Waiting {
	fault: Fault;
	skip: number;
	times: number;
}

/** The faults that wait for their requests. They live in memory: a restart of the sandbox clears them. */
export class WaitingFaults implements Faults {
	private waiting: Waiting[] = [];
	private nextId = 1;

	add(fault: Fault): string {
		const id = fault.id ?? String(this.nextId++);
		this.waiting = this.waiting.filter((other) => other.fault.id !== id);
		this.waiting.push({ fault: { ...fault, id }, skip: fault.skip ?? 0, times: fault.times ?? 1 });
		return id;
	}

	/** With `times` and `skip` as they stand now. */
	list(): Fault[] {
		return this.waiting.map(({ fault, skip, times }) => ({ ...fault, skip, times }));
	}

	remove(id: string): boolean {
		const before = this.waiting.length;
		this.waiting = this.waiting.filter(({ fault }) => fault.id !== id);
		return this.waiting.length < before;
	}

	clear(): void {
		this.waiting = [];
	}

	take(system: string, kind: string, request: Aimed): Fault | undefined {
		for (const entry of this.waiting) {
			if (!matches(entry.fault, system, kind, request)) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.times -= 1;
			if (entry.times <= 0) this.waiting = this.waiting.filter((other) => other !== entry);
			return entry.fault;
		}
		return undefined;
	}
}

function matches(fault: Fault, system: string, kind: string, request: Aimed): boolean {
	if (request.byName === true && fault.path?.includes('#') !== true) return false;
	if (fault.kind !== kind) return false;
	if (fault.system !== undefined && fault.system !== system) return false;
	if (fault.method !== undefined && fault.method.toUpperCase() !== request.method.toUpperCase()) return false;
	return fault.path === undefined || request.url.toLowerCase().includes(fault.path.toLowerCase());
}
