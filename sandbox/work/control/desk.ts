import type { FastifyInstance } from 'fastify';
import { changeCompanySettings, companies, companyById, type Desk as CompanyDesk, deskOf, saveCompany } from '../books/company';
import type { Desk } from '../desk';
import { logins, setRevoked } from '../state/keys';
import { changeSettings, readSettings } from '../state/settings';
import type { Body } from '../state/store';

interface WithId {
	Params: { id: string };
}

/** Settings of the emulator, keys, companies with their plan and closed period. */
export function deskRoutes(app: FastifyInstance, { store, gate }: Desk): void {
	app.get('/settings', () => readSettings(store));
	app.post<{ Body: Record<string, unknown> }>('/settings', ({ body }) => {
		const settings = changeSettings(store, body);
		if (!settings.limits) gate.clear();
		return settings;
	});
	app.get('/keys', () => logins(store));
	app.post<{ Params: { key: string }; Body?: { revoked?: boolean } }>('/keys/:key/revoke', async ({ params, body }, reply) =>
		await reply.code(setRevoked(store, params.key, body?.revoked ?? true) ? 204 : 404).send(),
	);
	app.get('/companies', () => companies(store).map((company) => ({ ...company, desk: deskOf(store, company.id) })));
	/** {settings?, desk?}: the company's own settings; `desk` is {invoices, payments, closedUntil}. */
	app.post<WithId & { Body: { settings?: Body; desk?: Partial<CompanyDesk> } }>('/companies/:id', ({ params, body }) =>
		store.atomically(() => {
			const company = changeCompanySettings(store, params.id, body.settings ?? {});
			saveCompany(store, company, { ...deskOf(store, params.id), ...body.desk });
			return { ...companyById(store, params.id), desk: deskOf(store, params.id) };
		}),
	);
}
