import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { changeCompanySettings, companyById } from '../books/company';
import { deleteMaster, saveMaster } from '../books/masters';
import type { Desk } from '../desk';
import { type Kind, KINDS } from '../state/kinds';
import { type Of, recordById, setExternalRef } from '../state/records';
import { readSettings } from '../state/settings';
import { instant } from '../state/store';
import { create, needVersion, objectOf, strike } from '../wire/call';
import { invalid, notFound } from '../wire/errors';
import { listPage, type Query } from '../wire/query';

interface WithId {
	Params: { id: string };
}
interface WithRef {
	Params: { id: string; system: string };
}

/** Admits the call and says for which company it is. */
export function admitted(desk: Desk, request: FastifyRequest, reply: FastifyReply): string {
	const company = desk.gate.admit(request, reply);
	strike(desk, request);
	return company;
}

/** Company, clients, sites, billing items, tax rates, jobs; and reading, paging and external references of all kinds. */
export function masterRoutes(app: FastifyInstance, desk: Desk): void {
	const { store } = desk;
	app.get('/v1/company', (request, reply) => companyById(store, admitted(desk, request, reply)));
	app.patch('/v1/company/settings', (request, reply) => {
		const company = admitted(desk, request, reply);
		return store.atomically(() => changeCompanySettings(store, company, objectOf(request.body)));
	});
	for (const kind of Object.keys(KINDS) as Kind[]) readRoutes(app, desk, kind); // its own keys
	for (const kind of ['client', 'site', 'item'] as const) writeRoutes(app, desk, kind);
}

function readRoutes(app: FastifyInstance, desk: Desk, kind: Kind): void {
	const { store } = desk;
	const path = `/v1/${KINDS[kind].path}`;
	app.get<{ Querystring: Query }>(path, (request, reply) => listPage(store, admitted(desk, request, reply), kind, request.query));
	app.get<WithId>(`${path}/:id`, (request, reply) => recordById(store, { company: admitted(desk, request, reply), kind }, request.params.id));
	app.put<WithRef>(`${path}/:id/external-refs/:system`, (request, reply) => {
		const of: Of = { company: admitted(desk, request, reply), kind };
		const { id, syncToken } = objectOf(request.body);
		if (!readSettings(store).externalRefs) throw notFound('external-refs');
		if (typeof id !== 'string' || id === '') throw invalid('Reference', [{ path: 'id', code: 'required', message: 'A value is required.' }]);
		const ref = { id, ...(typeof syncToken === 'string' ? { syncToken } : {}), syncedAt: instant(store.now()) };
		return store.atomically(() => setExternalRef(store, of, request.params.id, request.params.system, ref));
	});
	app.delete<WithRef>(`${path}/:id/external-refs/:system`, async (request, reply) => {
		const of: Of = { company: admitted(desk, request, reply), kind };
		store.atomically(() => setExternalRef(store, of, request.params.id, request.params.system, null));
		return await reply.code(204).send();
	});
}

function writeRoutes(app: FastifyInstance, desk: Desk, kind: 'client' | 'site' | 'item'): void {
	const { store, events } = desk;
	const path = `/v1/${KINDS[kind].path}`;
	app.post(path, async (request, reply) => {
		const of: Of = { company: admitted(desk, request, reply), kind };
		return await create(desk, request, reply, of, () => saveMaster(store, events, of, objectOf(request.body)));
	});
	for (const method of ['PUT', 'PATCH'] as const) {
		app.route<WithId>({
			method, url: `${path}/:id`,
			handler: (request, reply) => {
				const of: Of = { company: admitted(desk, request, reply), kind };
				const { id } = request.params;
				needVersion(desk, request, of, id);
				return store.atomically(() => saveMaster(store, events, of, objectOf(request.body), { id, partial: method === 'PATCH' }));
			},
		});
	}
	app.delete<WithId>(`${path}/:id`, async (request, reply) => {
		const of: Of = { company: admitted(desk, request, reply), kind };
		needVersion(desk, request, of, request.params.id);
		store.atomically(() => deleteMaster(store, of, request.params.id));
		return await reply.code(204).send();
	});
}
