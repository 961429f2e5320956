import type { FastifyInstance } from 'fastify';
import type { WaitingFaults } from '../frame/faults';
import type { Recorder } from '../frame/recorder';
import type { Clock, System } from '../frame/types';

export interface PageParts {
	clock: Clock;
	faults: WaitingFaults;
	recorder: Recorder;
	systems: readonly System[];
}

/** The sandbox's page at "/". */
export function pageRoutes(app: FastifyInstance, { systems }: PageParts): void {
	app.get('/', async (_request, reply) => await reply.type('text/html').send(`<h1>${systems.length}</h1>`));
}
