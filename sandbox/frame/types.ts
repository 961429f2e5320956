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
	/** HTTP method and a part of the path that must match, where given. */
	method?: string;
	path?: string;
	/** How many matching requests it hits; 1 unless set. */
	times?: number;
	/** How many matching requests pass before it starts. */
	skip?: number;
	/** HTTP status for "status" and "status-after"; milliseconds for "latency". */
	value?: number;
}
export interface Faults {
	add(fault: Fault): string;
	list(): Fault[];
	clear(): void;
	/** Takes one hit of a waiting fault of this kind, if there is one for this request. */
	take(system: string, kind: string, request: { method: string; url: string }): Fault | undefined;
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
	at: string;
	system: string;
	method: string;
	/** Path with query; secrets removed. */
	url: string;
	status: number | null;
	ms: number;
	requestBody?: string;
	responseBody?: string;
	headers?: Record<string, string>;
}
