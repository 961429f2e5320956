import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { changeSettings, readSettings } from '../state/settings';
import { ApiFault } from '../wire/faults';
import { accessRoutes } from './access';
import { companyRoutes } from './company';
import { hookRoutes } from './hooks';
import { recordRoutes } from './records';

/** Routes below /_sandbox/quickbooks-online: what people do in QuickBooks, and what only the vendor can. */
export function controlRoutes(app: FastifyInstance, desk: Desk): void {
	// A mistake in a control call is the caller's, and its text is meant for a person.
	app.setErrorHandler(async (error, _request, reply) => {
		const isCallers = error instanceof RangeError || error instanceof TypeError || error instanceof ApiFault;
		return await reply.code(isCallers ? 400 : 500).send({ message: error instanceof Error ? error.message : String(error) });
	});
	app.get('/settings', () => readSettings(desk.store));
	app.post<{ Body: Record<string, unknown> }>('/settings', ({ body }) => changeSettings(desk.store, body));
	accessRoutes(app, desk);
	companyRoutes(app, desk);
	recordRoutes(app, desk);
	hookRoutes(app, desk);
}
