import type { FastifyInstance } from 'fastify';
import type { DatabaseSync } from 'node:sqlite';

/** What the sandbox's frame gives to every emulated system. */
export interface Frame {
	/** SQLite on disk; each system keeps its tables under its own prefix. */
	readonly db: DatabaseSync;
	readonly clock: Clock;
	readonly faults: Faults;
	/** Base address of the sandbox, e.g. "http://localhost:8090", known once it listens. */
	readonly origin: () => string;
}

/** The sandbox's time. It can be set and scaled, so that a minute's limit does not cost a minute. */
export interface Clock {
	/** Milliseconds since 1970 in emulated time. */
	now(): number;
	/** Emulated seconds per real second. 1 unless set. */
	readonly scale: number;
	set(instant: string): void;
	setScale(scale: number): void;
	advance(seconds: number): void;
	/** Sleeps for emulated milliseconds. */
	sleep(emulatedMs: number): Promise<void>;
}

/**
 * A fault waits for the next matching request(s). The frame carries out the general ones (latency, status, html,
 * empty, drop before and after commit); what only one vendor knows ("tokenExpired", "rateLimitDay", ...) is asked for
 * by that emulator through `take`.
 */
export interface Fault {
	id?: string;
	/** System name ("xero") or undefined for all. */
	system?: string;
	kind:
		| 'latency' | 'status' | 'html' | 'empty' | 'drop-before' | 'drop-after' | 'status-after'
		| (string & {});
	/** HTTP method and a part of the path that must match, where given. Where one address serves everything, the path ends in "#" and the operation. */
	method?: string;
	path?: string;
	/** How many matching requests it hits; 1 unless set. */
	times?: number;
	/** How many matching requests pass before it starts. */
	skip?: number;
	/** HTTP status for "status", "status-after", "html" and "empty"; real milliseconds for "latency"; seconds to wait for a vendor's own refusal. */
	value?: number;
}
export interface Faults {
	add(fault: Fault): string;
	list(): Fault[];
	clear(): void;
	/** Takes one hit of a waiting fault of this kind, if there is one for this request. */
	take(system: string, kind: string, request: Aimed): Fault | undefined;
}

/** What a fault is held against. */
export interface Aimed {
	method: string;
	url: string;
	/** Only faults that name an operation ("#create_bill"), for a vendor whose address says nothing of it. */
	byName?: boolean;
}

/** An emulated vendor. */
export interface System {
	/** Lower case, also the first part of its addresses: "xero" answers below /xero. */
	readonly name: string;
	readonly title: string;
	/** Registers the vendor's routes; `app` is already scoped below the system's prefix. */
	routes(app: FastifyInstance): Promise<void> | void;
	/** Empties its tables and fills them with the demo data. `bare` leaves the companies without documents. */
	reset(options: { bare: boolean }): void;
	/** What the sandbox's page shows. */
	look(): Company[];
	/** Routes that stand for people and for the vendor's inside; `app` is scoped below /_sandbox/<name>. */
	control?(app: FastifyInstance): Promise<void> | void;
	/** How this vendor words a failure, for faults of kind "status" and "status-after". Plain text where absent. */
	failure?(status: number): Failure;
	/** Faults that only this system knows, as the page offers them. */
	readonly ownFaults?: ReadonlyArray<{ kind: string; title: string }>;
}

export interface Failure {
	body: string;
	contentType: string;
	headers?: Record<string, string>;
}

/** A company (tenant, workspace) as the page shows it. Amounts are decimal strings. */
export interface Company {
	id: string;
	name: string;
	/** Tables in the order shown: accounts with balances, documents, contacts, whatever the system has. */
	tables: Array<{ title: string; columns: string[]; rows: string[][] }>;
	/** Debits less credits over the whole books; "0.00" unless the emulator is wrong. Absent for a spend system. */
	trialBalance?: string;
}

export type MakeSystem = (frame: Frame) => System;

export interface RecordedRequest {
	id: number;
	/** Emulated instant. */
	at: string;
	system: string;
	method: string;
	/** Path with query; secrets removed. */
	url: string;
	/** Method and path with ids as `{id}`, or the name that the system gave it through `request.routeLabel`. */
	route: string;
	/** Null where the connection was dropped without an answer. */
	status: number | null;
	/** Real milliseconds. */
	ms: number;
	requestBody?: string;
	responseBody?: string;
	headers?: Record<string, string>;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The body's bytes as sent; undefined where there was none. Vendors sign and hash these. */
		rawBody?: Buffer;
		/** A better name for the count of requests by route, for systems with a single address. */
		routeLabel?: string;
		/** Faults of this request that strike once the route has run. Set by the frame. */
		lateFault?: Fault;
	}
}
