import type { FastifyInstance } from 'fastify';
import type { System } from '../frame/types';
import { companyView } from './company';
import { page, type View } from './layout';

interface Choice {
	system?: string;
	company?: string;
}

/** The sandbox's page at "/", for people who want to see what stands in the books. */
export function pageRoutes(app: FastifyInstance, systems: readonly System[]): void {
	app.get<{ Querystring: Choice }>('/', async ({ query }, reply) => {
		const places = systems.map((system) => ({ system, companies: system.look() }));
		return await reply.type('text/html; charset=utf-8').send(page({ places, chosen: choose(places, query) }));
	});
	/** The chosen company alone, to which the page refreshes itself after a change. */
	app.get<{ Querystring: Choice }>('/_page/company', async ({ query }, reply) => {
		const system = systems.find(({ name }) => name === query.system);
		const company = system?.look().find(({ id }) => id === query.company);
		if (system === undefined || company === undefined) return await reply.code(404).send('');
		return await reply.type('text/html; charset=utf-8').send(companyView(company).text);
	});
}

function choose(places: View['places'], { system, company }: Choice): View['chosen'] {
	const all = places.flatMap((place) => place.companies.map((one) => ({ system: place.system, company: one })));
	return all.find((one) => one.system.name === system && one.company.id === company) ?? all[0];
}
