import type { FastifyInstance, FastifyReply } from 'fastify';
import { postingsOf, trialBalance } from '../books/post';
import { approveDocument } from '../documents/reverse';
import { kindOf, KINDS } from '../documents/kinds';
import { writeDocument } from '../documents/subledger';
import { createMaster, deleteMaster, updateMaster } from '../objects/master';
import { objectOf, type ObjectType } from '../objects/catalogue';
import { nestedValue } from './values';
import type { Company, User } from '../state/companies';
import type { Call, Desk } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { changeSettings, readSettings } from '../state/settings';
import { Refused } from '../wire/errors';

interface InCompany {
	/** The first one unless set. */
	company?: string;
}
interface Keyed extends InCompany {
	object: string;
	recordNo?: number;
	id?: string;
}

/** Routes below /_sandbox/sage-intacct that stand for people at the vendor's own pages. */
export function controlRoutes(app: FastifyInstance, desk: Desk): void {
	companyRoutes(app, desk);
	recordRoutes(app, desk);
	app.get('/settings', () => readSettings(desk.sql));
	/** Any of the settings, e.g. {concurrent: 1, slow: 500, strictOrder: false}. */
	app.post<{ Body: Record<string, unknown> }>('/settings', async ({ body }, reply) => {
		const wrong = changeSettings(desk.sql, body);
		if (wrong.length > 0) return await reply.code(400).send({ message: `No such setting, or not of its type: ${wrong.join(', ')}` });
		return readSettings(desk.sql);
	});
	/** {company?, count}: bills of one line, made as the gateway makes them, all of the newest vendor. */
	app.post<{ Body: InCompany & { count: number; vendor?: string; prefix?: string } }>('/bills/bulk', async ({ body }, reply) =>
		await answered(reply, () => {
			const call = callOf(desk, body);
			desk.sql.atomically(() => {
				for (let index = 1; index <= body.count; index += 1) {
					writeDocument({ ...call, changes: [] }, KINDS.APBILL, {
						header: { RECORDID: `${body.prefix ?? 'BULK'}-${index}`, VENDORID: body.vendor ?? 'V-100', WHENCREATED: '2026-04-01', WHENDUE: '2026-05-01' },
						lines: [{ fields: { ACCOUNTNO: '6300', TRX_AMOUNT: '10.00', ...(call.company.multiEntity ? { LOCATIONID: '110' } : {}) }, taxes: [] }],
					});
				}
			});
			return { made: body.count };
		}),
	);
	app.get<{ Querystring: InCompany }>('/events', ({ query }) => desk.sql.all('SELECT * FROM sin_events WHERE company = ? ORDER BY id', callOf(desk, query).company.id));
}

function companyRoutes(app: FastifyInstance, desk: Desk): void {
	app.get('/companies', () => desk.companies.all());
	/** Any member of the company, e.g. {modules: [...], closed: {AP: "2026-03-31"}, approvals: ["AP"], senders: []}. */
	app.post<{ Params: { id: string }; Body: Partial<Company> }>('/companies/:id', async ({ params, body }, reply) => {
		const company = desk.companies.get(params.id);
		if (company === undefined) return await reply.code(404).send({ message: 'No such company' });
		const wrong = Object.keys(body).filter((name) => !(name in company) || name === 'id');
		if (wrong.length > 0) return await reply.code(400).send({ message: `A company has no ${wrong.join(', ')}` });
		desk.companies.put({ ...company, ...body });
		return desk.companies.get(params.id);
	});
	app.get<{ Querystring: InCompany }>('/users', ({ query }) => desk.companies.users(callOf(desk, query).company.id));
	/** {company?, id, permissions?, role?, locked?, password?, ...}: makes the user where there is none. */
	app.post<{ Body: InCompany & Partial<User> & { id: string } }>('/users', async ({ body }, reply) =>
		await answered(reply, () => {
			const { company } = callOf(desk, { company: body.company });
			const before = desk.companies.user(company.id, body.id) ?? {
				company: company.id, id: body.id, password: 'sandbox-intacct-password', permissions: {}, locked: false, inactive: false, wrong: 0, entities: [], topLevel: true, gmtOffset: 0, auditTrail: false,
			};
			desk.companies.putUser({ ...before, ...body, company: company.id });
			return desk.companies.user(company.id, body.id);
		}),
	);
	/** Every session is over. */
	app.post('/sessions/expire', () => ({ expired: desk.sql.run('UPDATE sin_sessions SET expires = ?', desk.now()) }));
	app.get<{ Querystring: InCompany }>('/trialbalance', ({ query }) => trialBalance(callOf(desk, query)));
}

function recordRoutes(app: FastifyInstance, desk: Desk): void {
	/** ?company=&object=APBILL&id=&recordNo=: records with their lines and postings, as they are kept. */
	app.get<{ Querystring: InCompany & { object: string; id?: string; recordNo?: string } }>('/records', async ({ query }, reply) =>
		await answered(reply, () => {
			const call = callOf(desk, query);
			const type = typeOf(call, query.object);
			const all = query.recordNo !== undefined ? [desk.records.get(call.company.id, type.name, Number(query.recordNo))] : desk.records.list(call.company.id, type.name);
			return all.flatMap((record) => (record === undefined || (query.id !== undefined && record.id !== query.id) ? [] : [nestedValue(call, type, record, postingsOf(call, type.name, record.recordNo))]));
		}),
	);
	/** {company?, object, records: [{VENDORID: "V-9", NAME: "..."}], entity?}: makes them, or changes those that are there. */
	app.post<{ Body: InCompany & { object: string; entity?: string; records: Body[] } }>('/records', async ({ body }, reply) =>
		await answered(reply, () => {
			const call = { ...callOf(desk, body), entity: body.entity ?? '' };
			const type = typeOf(call, body.object);
			return desk.sql.atomically(() => body.records.map((fields) => {
				const id = fields[type.idField ?? ''];
				const number = fields.RECORDNO === undefined ? undefined : desk.records.get(call.company.id, type.name, Number(fields.RECORDNO));
				const record = number ?? (id === undefined ? undefined : desk.records.byId(call.company.id, type.name, id));
				const made = record === undefined ? createMaster(call, { ...type, writable: true }, { header: fields }) : updateMaster({ ...call, entity: record.entity }, { ...type, writable: true }, record, fields);
				return { recordNo: made.recordNo, id: made.id, ...made.body };
			}));
		}),
	);
	app.post<{ Body: Keyed }>('/records/delete', async ({ body }, reply) =>
		await answered(reply, () => {
			const call = callOf(desk, body);
			const type = typeOf(call, body.object);
			deleteMaster(call, { ...type, writable: true }, recordOf(call, type, body));
			return { deleted: 1 };
		}),
	);
	/** {company?, object: "APBILL", recordNo, approved?}: the approver's answer to what was submitted. */
	app.post<{ Body: Keyed & { approved?: boolean } }>('/approve', async ({ body }, reply) =>
		await answered(reply, () => {
			const call = callOf(desk, body);
			const type = typeOf(call, body.object);
			const kind = kindOf(type.name);
			if (kind === undefined) throw new Refused('', `Nobody approves ${type.name}.`);
			return desk.sql.atomically(() => approveDocument(call, kind, recordOf(call, type, body), body.approved ?? true).body);
		}),
	);
}

function callOf(desk: Desk, { company }: InCompany): Call {
	const found = company === undefined ? desk.companies.all()[0] : desk.companies.get(company);
	if (found === undefined) throw new Refused('', `There is no company ${company ?? ''}.`);
	return desk.byHand(found);
}

function typeOf({ company }: Call, object: string): ObjectType {
	const type = objectOf(company, object);
	if (type === undefined) throw new Refused('', `There is no object ${object}.`);
	return type;
}

function recordOf({ desk, company }: Call, { name }: ObjectType, { recordNo, id }: Keyed): Stored {
	const record = recordNo === undefined ? desk.records.byId(company.id, name, id ?? '') : desk.records.get(company.id, name, recordNo);
	if (record === undefined) throw new Refused('', `There is no ${name} ${recordNo ?? id ?? ''}.`);
	return record;
}

/** What is refused is answered with status 400 and the reason. */
async function answered(reply: FastifyReply, work: () => unknown): Promise<unknown> {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refused) return await reply.code(400).send({ code: error.problems[0]?.errorno, message: error.message });
		throw error;
	}
}
