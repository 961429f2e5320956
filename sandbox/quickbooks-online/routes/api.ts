import type { FastifyInstance, FastifyRequest } from 'fastify';
import { write, type Deed } from '../books/write';
import type { Desk } from '../desk';
import { entityNamed } from '../entities';
import { runQuery } from '../query/run';
import { type Answer, type Call, includeOf, jsonOf, ok } from '../wire/call';
import { ApiFault, faultError, gone } from '../wire/faults';
import { serve } from '../wire/serve';
import { batch } from './batch';
import { changes } from './cdc';
import { download, upload } from './files';
import { FORMS, pdf, sendForm } from './forms';
import { report } from './reports';
import { exchangeRate } from './settings';
import { makeTaxCode } from './taxservice';

type Handler = (call: Call) => Answer | Promise<Answer>;

/** What is no entity. */
const PLACES: Readonly<Record<string, Handler>> = {
	query: ({ books, request, query }) => {
		const text = request.method === 'POST' ? (request.rawBody ?? Buffer.alloc(0)).toString('utf8') : (query.query ?? '');
		return ok(runQuery(books.records, text));
	},
	batch: (call) => ok(batch(call, jsonOf(call.request))),
	exchangerate: exchangeRate,
	cdc: changes,
	upload,
	download,
	reports: report,
	taxservice: makeTaxCode,
};

/** `/v3/company/<realm>/…`: names in any case. */
export function apiRoutes(app: FastifyInstance, desk: Desk): void {
	app.route({
		method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
		url: '/v3/company/:realm/*',
		handler: async (request, reply) => {
			label(request);
			return await serve(desk, request, reply, async (call) => await handle(call));
		},
	});
}

async function handle(call: Call): Promise<Answer> {
	const [name = '', id] = call.path;
	const place = PLACES[name.toLowerCase()];
	if (place !== undefined) return await place(call);
	const entity = entityNamed(name);
	if (entity === undefined) throw new ApiFault([faultError(500, `Operation ${name} is not supported.`)]);
	const { request: { method }, books, query } = call;
	const action = call.path[2]?.toLowerCase();
	if (FORMS.has(entity.name) && action === 'pdf' && method === 'GET') return pdf(call, entity);
	if (FORMS.has(entity.name) && action === 'send' && method === 'POST') return sendForm(call, entity);
	if (method === 'GET') {
		// A company reads itself by its realm, though its record has the id 1; preferences need no id at all.
		const wanted = entity.name === 'CompanyInfo' || entity.name === 'Preferences' ? '1' : id;
		const found = books.records.get(entity.name, wanted);
		if (found === undefined) throw gone();
		return ok({ [entity.name]: entity.show?.(found, books.records) ?? found });
	}
	if (method !== 'POST') throw new ApiFault([faultError(500, `Operation ${method} is not supported.`)]);
	const body = write(books, entity, jsonOf(call.request), { deed: deedOf(query.operation), include: includeOf(query.include) });
	return ok({ [entity.name]: body });
}

function deedOf(operation: string | undefined): Deed | undefined {
	const asked = operation?.toLowerCase();
	if (asked === undefined || asked === '') return undefined;
	if (asked === 'create' || asked === 'update' || asked === 'delete' || asked === 'void') return asked;
	throw new ApiFault([faultError(500, `Operation ${asked} is not supported.`)]);
}

/** Counts calls by what they are about, and not by company and record. */
function label(request: FastifyRequest): void {
	const [name = '', id, action] = String((request.params as Record<string, string>)['*'] ?? '').split('/'); // as the route has them
	request.routeLabel = `${request.method} /quickbooks-online/v3/company/{id}/${name.toLowerCase()}${id === undefined ? '' : '/{id}'}${action === undefined ? '' : `/${action}`}`;
}
