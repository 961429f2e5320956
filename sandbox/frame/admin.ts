import type { FastifyInstance } from 'fastify';
import type { WaitingFaults } from './faults';
import type { Recorder } from './recorder';
import type { Clock, Fault, System } from './types';

export interface AdminParts {
	clock: Clock;
	faults: WaitingFaults;
	recorder: Recorder;
	systems: readonly System[];
	reset: (options?: { system?: string; bare?: boolean }) => void;
}

interface Filter {
	system?: string;
	limit?: string;
	after?: string;
	brief?: string;
}
interface ClockChange {
	now?: string;
	scale?: number;
	/** Emulated seconds. */
	advance?: number;
}

/** The sandbox's own routes, below /_sandbox: for tests, for the page and for curious people. */
export function adminRoutes(app: FastifyInstance, { clock, faults, recorder, systems, reset }: AdminParts): void {
	const time = () => ({ now: new Date(clock.now()).toISOString(), scale: clock.scale });

	app.get<{ Querystring: Filter }>('/requests', ({ query }) =>
		recorder.list({
			system: query.system, limit: numberOf(query.limit), after: numberOf(query.after), brief: query.brief !== undefined,
		}),
	);
	app.get<{ Params: { id: string } }>('/requests/:id', async ({ params }, reply) => {
		const request = recorder.find(Number(params.id));
		return request ?? (await reply.code(404).send({ message: 'No such request' }));
	});
	app.delete('/requests', async (_request, reply) => {
		recorder.clear();
		return await reply.code(204).send();
	});
	app.get<{ Querystring: Filter }>('/count', ({ query }) => recorder.count(query.system));

	app.post<{ Body?: { system?: string; bare?: boolean } }>('/reset', async ({ body }, reply) => {
		if (body?.system !== undefined && !systems.some(({ name }) => name === body.system)) {
			return await reply.code(404).send({ message: `No system "${body.system}"` });
		}
		reset(body);
		return { reset: body?.system ?? 'all' };
	});

	app.get('/faults', () => faults.list());
	app.post<{ Body: Fault | Fault[] }>('/faults', async ({ body }, reply) => {
		const wanted = Array.isArray(body) ? body : [body];
		if (wanted.some((fault) => typeof fault?.kind !== 'string')) {
			return await reply.code(400).send({ message: 'A fault needs a kind' });
		}
		return { ids: wanted.map((fault) => faults.add(fault)) };
	});
	app.delete('/faults', async (_request, reply) => {
		faults.clear();
		return await reply.code(204).send();
	});
	app.delete<{ Params: { id: string } }>('/faults/:id', async ({ params }, reply) =>
		await reply.code(faults.remove(params.id) ? 204 : 404).send(),
	);

	app.get('/clock', time);
	app.post<{ Body: ClockChange }>('/clock', async ({ body }, reply) => {
		try {
			if (body.now !== undefined) clock.set(body.now);
			if (body.scale !== undefined) clock.setScale(body.scale);
			if (body.advance !== undefined) clock.advance(body.advance);
		} catch (error) {
			return await reply.code(400).send({ message: (error as Error).message });
		}
		return time();
	});

	app.get('/companies', () => systems.map((system) => ({ system: system.name, title: system.title, companies: system.look() })));
}

function numberOf(text: string | undefined): number | undefined {
	const number = Number(text);
	return text === undefined || !Number.isInteger(number) ? undefined : number;
}
