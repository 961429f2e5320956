import { BooksError, failed, ok, type Outcome } from '../../nodes/core/errors';
import type { Posted, Writer } from '../../nodes/core/ledger';

export interface Doc {
	key: string;
	total: string;
	currency?: string;
	/** Refused alone, or with the whole call as a vendor does that does not answer element by element. */
	bad?: 'alone' | 'whole call';
}

/** Small and good enough to repeat a failing seed (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

export const TROUBLES = [
	'dropped before', 'dropped after', '500 before', '500 after', '504 while working', 'slow', 'slow, one by one', 'refused connection',
	'short answer', 'our own slip', 'wait, then slow',
] as const;
export type Trouble = (typeof TROUBLES)[number];

const MINUTE = 60_000;
const CLIENT_TIMEOUT = 100_000;

interface Call {
	/** When the vendor is done; before that a second call under the same key waits for it. */
	doneAt: number;
	firstAt: number;
	answer: Array<Outcome<Posted>> | BooksError;
}

/** Books that keep idempotency keys for six minutes, cache failures under them, and misbehave when told to. */
export class FakeBooks {
	now = 1_800_000_000_000;
	readonly made: Doc[] = [];
	sends = 0;
	finds = 0;
	private readonly calls = new Map<string, Call>();
	private due: Array<{ at: number; doc: Doc }> = [];

	constructor(
		private readonly trouble: () => Trouble | undefined = () => undefined,
		private readonly findFails: () => boolean = () => false,
		private readonly random: () => number = () => 0.5,
	) {}

	count(key: string): number {
		this.settle();
		return this.made.filter((doc) => doc.key === key).length;
	}

	/**
	 * One process's way into the books.
	 * @param alive is asked before and after each call; a dead process never hears an answer
	 */
	writer(batchSize: number, alive: () => boolean = () => true): Writer<Doc, Doc> {
		const keys = new Map<string, number>();
		const orDie = async <T>(work: () => T): Promise<T> => {
			if (!alive()) await new Promise(() => {});
			const value = tried(work);
			if (!alive()) await new Promise(() => {});
			await Promise.resolve();
			return value();
		};
		return {
			batchSize,
			find: async (docs) => await orDie(() => this.find(docs)),
			prepare: async (docs) => docs.map((doc) => ok(doc)),
			send: async (batch, attempt) => await orDie(() => this.send(batch, attempt, keys)),
			total: ({ total }) => ({ total }),
		};
	}

	private find(docs: Doc[]): Map<string, Posted> {
		this.finds += 1;
		this.now += 500;
		this.settle();
		if (this.findFails()) throw unknown(false);
		const wanted = new Set(docs.map(({ key }) => key));
		return new Map(this.made.filter(({ key }) => wanted.has(key)).map((doc) => [doc.key, posted(doc)]));
	}

	private send(batch: Doc[], attempt: number, keys: Map<string, number>): Array<Outcome<Posted>> {
		this.sends += 1;
		const trouble = this.trouble();
		if (trouble === 'refused connection') {
			throw new BooksError({ message: 'Not reached', category: 'outage', outcomeUnknown: false });
		}
		const name = JSON.stringify([batch, attempt]);
		if (trouble === 'wait, then slow') {
			this.now += 290_000; // a 429 with a long wait, sat out before the call
			if (this.now - (keys.get(name) ?? this.now) > 5 * MINUTE) throw unknown(true); // as core/http does
		}
		this.now += 1000;
		this.settle();
		const sentAt = this.now;
		keys.set(name, keys.get(name) ?? sentAt);
		const before = this.calls.get(name);
		if (before !== undefined && sentAt - before.firstAt < 6 * MINUTE) return this.waitFor(before);
		const call = this.carryOut(batch, trouble, sentAt);
		this.calls.set(name, call);
		if (trouble === 'dropped before') this.calls.delete(name);
		if (trouble === 'dropped before' || trouble === 'dropped after') throw unknown(true);
		if (trouble === '504 while working') {
			this.now += 30_000;
			throw new BooksError({ message: 'Gateway', category: 'outage', httpStatus: 504, outcomeUnknown: true });
		}
		if (trouble === 'our own slip') throw new TypeError('answer.Invoices is undefined');
		const answer = this.waitFor(call);
		return trouble === 'short answer' ? answer.slice(1) : answer;
	}

	private waitFor(call: Call): Array<Outcome<Posted>> {
		if (call.doneAt - this.now > CLIENT_TIMEOUT) {
			this.now += CLIENT_TIMEOUT;
			throw unknown(true);
		}
		this.now = Math.max(this.now, call.doneAt);
		this.settle();
		if (call.answer instanceof BooksError) throw call.answer;
		return call.answer;
	}

	private carryOut(batch: Doc[], trouble: Trouble | undefined, sentAt: number): Call {
		const slow = trouble === 'slow' || trouble === 'wait, then slow' || trouble === '504 while working';
		const took = slow ? 35_000 + this.random() * 150_000 : 0;
		const call = { firstAt: sentAt, doneAt: sentAt + took };
		const fault = new BooksError({ message: 'Fault', category: 'outage', httpStatus: 500, outcomeUnknown: true });
		if (trouble === 'dropped before' || trouble === '500 before') return { ...call, answer: fault };
		if (batch.some(({ bad }) => bad === 'whole call')) {
			const answer = new BooksError({ message: 'A document is wrong', category: 'mapping', httpStatus: 400 });
			return { ...call, answer };
		}
		const good = batch.filter(({ bad }) => bad === undefined);
		good.forEach((doc, index) => {
			const each = trouble === 'slow, one by one' ? 101_000 + index * 300 : took;
			this.due.push({ at: sentAt + each, doc });
			call.doneAt = Math.max(call.doneAt, sentAt + each);
		});
		this.settle();
		if (trouble === '500 after') return { ...call, answer: fault };
		return { ...call, answer: batch.map((doc) => (doc.bad === undefined ? ok(posted(doc)) : failed(wrong()))) };
	}

	private settle(): void {
		this.made.push(...this.due.filter(({ at }) => at <= this.now).map(({ doc }) => doc));
		this.due = this.due.filter(({ at }) => at > this.now);
	}
}

const posted = (doc: Doc): Posted => ({ id: `id-${doc.key}`, kind: 'bill', key: doc.key, total: doc.total });
const wrong = () => new BooksError({ message: 'Account 999 is archived', category: 'mapping', line: 1 });
const unknown = (write: boolean) =>
	new BooksError({ message: 'No answer', category: 'outage', outcomeUnknown: write });

function tried<T>(work: () => T): () => T {
	try {
		const value = work();
		return () => value;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}
