import Fastify, { type FastifyInstance } from 'fastify';
import { adminRoutes } from './frame/admin';
import { parseBodies } from './frame/bodies';
import { SandboxClock } from './frame/clock';
import { WaitingFaults } from './frame/faults';
import { Recorder } from './frame/recorder';
import { openDatabase, State } from './frame/state';
import { strikeFaults, systemFinder } from './frame/strike';
import type { Frame, MakeSystem, System } from './frame/types';
import { pageRoutes } from './page';
import { allSystems } from './systems';

export interface SandboxOptions {
	/** Where the state lies; ":memory:" unless set. */
	file?: string;
	/** 0 takes a free port. */
	port?: number;
	host?: string;
	/** Every emulated system unless set. */
	systems?: readonly MakeSystem[];
}

export interface Sandbox {
	app: FastifyInstance;
	frame: Frame;
	systems: readonly System[];
	recorder: Recorder;
	/** "http://localhost:<port>", once it listens. */
	readonly origin: string;
	/** Resolves to the origin. */
	listen(): Promise<string>;
	close(): Promise<void>;
	/** Back to the demo data, for one system or for all; all also clears faults and recorded requests. */
	reset(options?: { system?: string; bare?: boolean }): void;
}

const BODY_LIMIT = 32 * 1024 * 1024;

/** Assembles the sandbox. Tests may use it without listening, through `app.inject`. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const app = Fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		http: { maxHeaderSize: 128 * 1024 },
		routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 4000 },
	});
	const db = openDatabase(options.file ?? ':memory:');
	const state = new State(db);
	const clock = new SandboxClock(state);
	const faults = new WaitingFaults();
	const recorder = new Recorder(db, clock);
	let port = options.port ?? 0;
	const origin = () => `http://localhost:${port}`;
	const frame: Frame = { db, clock, faults, origin };
	const systems = (options.systems ?? allSystems).map((make) => make(frame));
	const systemOf = systemFinder(systems);

	const reset: Sandbox['reset'] = ({ system: only, bare = false } = {}) => {
		for (const system of systems) {
			if (only !== undefined && only !== system.name) continue;
			system.reset({ bare });
			state.set(`seeded:${system.name}`, new Date(clock.now()).toISOString());
		}
		if (only === undefined) {
			faults.clear();
			recorder.clear();
		}
	};

	parseBodies(app);
	recorder.watch(app, systemOf);
	strikeFaults(app, faults, systemOf);
	await app.register(async (scope) => adminRoutes(scope, { clock, faults, recorder, systems, reset }), { prefix: '/_sandbox' });
	for (const system of systems) {
		await app.register(async (scope) => await system.routes(scope), { prefix: `/${system.name}` });
		if (!system.control) continue;
		await app.register(async (scope) => await system.control?.(scope), { prefix: `/_sandbox/${system.name}` });
	}
	await app.register(async (scope) => pageRoutes(scope, systems));
	for (const { name } of systems) if (state.get(`seeded:${name}`) === undefined) reset({ system: name });

	return {
		app, frame, systems, recorder, reset,
		get origin() {
			return origin();
		},
		async listen() {
			await app.listen({ port, host: options.host ?? 'localhost' });
			const address = app.server.address();
			if (address !== null && typeof address === 'object') port = address.port;
			return origin();
		},
		async close() {
			clock.stop();
			await app.close();
			if (db.isOpen) db.close();
		},
	};
}
