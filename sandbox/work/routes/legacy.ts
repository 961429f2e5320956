import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Desk } from '../desk';
import type { Kind } from '../state/kinds';
import { allWhere, type Kept, recordById } from '../state/records';
import { readSettings } from '../state/settings';
import type { Body } from '../state/store';
import { ApiError, notFound } from '../wire/errors';
import { admitted } from './masters';

const SETS: Readonly<Record<string, Kind>> = { Clients: 'client', Jobs: 'job', Invoices: 'invoice' };
const ACCOUNT_TYPES = [{ Id: 1, Name: 'Income' }, { Id: 2, Name: 'Expense' }];

/**
 * The old Connect2Field data service, read only: `/C2FDataSvc.svc/Clients(1001)/Jobs`. Basic, JSON below `d`, numbers
 * as keys. Its properties' names are assumed.
 */
export function legacyRoutes(app: FastifyInstance, desk: Desk): void {
	const { store } = desk;
	app.get<{ Params: { '*': string } }>('/C2FDataSvc.svc/*', (request, reply) => {
		if (!isBasic(request)) throw new ApiError(401, 'unauthorized', 'The data service takes Basic only.');
		const company = admitted(desk, request, reply);
		let owner: Kept | undefined;
		const parts = request.params['*'].split('/').filter((part) => part !== '');
		for (const [index, part] of parts.entries()) {
			const match = /^([A-Za-z]+)(?:\((\d+)\))?$/.exec(part);
			const [, set = '', key] = match ?? [];
			const last = index === parts.length - 1;
			if (set === 'AccountTypeMs' && index === 0 && last) return { d: accountTypes(key) };
			const kind = SETS[set];
			if (kind === undefined || (set === 'Jobs') !== index > 0) throw notFound(part);
			if (key !== undefined) {
				const record = recordById(store, { company, kind }, `${kind === 'client' ? 'cl' : kind === 'job' ? 'jb' : 'in'}_${key}`);
				if (owner !== undefined && record.clientId !== owner.id) throw notFound(part);
				if (last) return { d: toLegacy(record) };
				owner = record;
				continue;
			}
			if (!last) throw notFound(part);
			const records = owner === undefined ? allWhere(store, { company, kind }) : allWhere(store, { company, kind }, 'client = ?', owner.id);
			const results = records.map(toLegacy);
			return { d: readSettings(store).legacyResults ? { results } : results };
		}
		throw notFound('The set');
	});
}

function isBasic(request: FastifyRequest): boolean {
	return /^basic /i.test(request.headers.authorization ?? '');
}

function accountTypes(key: string | undefined): unknown {
	if (key === undefined) return ACCOUNT_TYPES;
	const found = ACCOUNT_TYPES.find(({ Id }) => String(Id) === key);
	if (found === undefined) throw notFound(`AccountTypeMs(${key})`);
	return found;
}

/** "cl_1001" is 1001, an address' fields stand beside the others, an instant is `/Date(…)/`. */
function toLegacy(record: Body): Body {
	const legacy: Body = {};
	for (const [name, value] of Object.entries(record)) {
		if (name === 'address') Object.assign(legacy, toLegacy(value as Body)); // an object wherever there is one
		else if (typeof value !== 'object' || value === null) legacy[`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`] = legacyValue(name, value);
	}
	return legacy;
}

function legacyValue(name: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (/^id$|Id$/.test(name)) return Number(value.replace(/^\D+_/, ''));
	return /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? `/Date(${Date.parse(value)})/` : value;
}
