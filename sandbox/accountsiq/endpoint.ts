import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as realSleep } from 'node:timers/promises';
import { signIn } from './identity/operations';
import { expired, type Grant, grantOf, revoked } from './identity/tokens';
import { byName } from './operations';
import type { Call } from './state/call';
import { entityNamed } from './state/entities';
import type { Desk } from './state/desk';
import { readSettings } from './state/settings';
import { contentType, type Envelope, readEnvelope, writeEnvelope, writeFault } from './wire/envelope';
import { Refused, SoapFault } from './wire/faults';
import { type Answer, type Operation, writeAnswer } from './wire/operation';
import { API, readShape } from './wire/read';
import type { Element } from './wire/xml';
import { writeWsdl } from './wire/wsdl';

const FOLDER = '/system/dashboard/integration';
type Version = '2.0' | '1.1';

/** The two web services: one address each, the operation in the body, errors on HTTP 200. */
export function endpointRoutes(app: FastifyInstance, desk: Desk): void {
	// Whatever a client calls its content, the message is what its bytes say.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, body);
	});
	for (const [version, file] of [['2.0', 'integration_2_0.asmx'], ['1.1', 'integration_1_1.asmx']] as const) {
		app.post(`${FOLDER}/${file}`, async (request, reply) => await serve(desk, version, request, reply));
		app.get<{ Querystring: Record<string, string> }>(`${FOLDER}/${file}`, async ({ query }, reply) => {
			if (!Object.keys(query).some((key) => key.toLowerCase() === 'wsdl')) return await reply.type('text/html').send(helpPage(version));
			const address = `${desk.frame.origin()}/accountsiq${FOLDER}/${file}`;
			return await reply.type('text/xml; charset=utf-8').send(writeWsdl(version, address));
		});
	}
}

async function serve(desk: Desk, version: Version, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
	let soap: Envelope['version'] = '1.1';
	try {
		const envelope = readEnvelope((request.rawBody ?? Buffer.alloc(0)).toString('utf8').replace(/^\uFEFF/, ''));
		soap = envelope.version;
		request.routeLabel = envelope.body.name;
		const body = await answerTo(desk, version, envelope, request);
		return await reply.type(contentType(soap)).send(writeEnvelope(soap, body));
	} catch (error) {
		if (!(error instanceof SoapFault)) throw error;
		return await reply.code(500).type(contentType(soap)).send(writeFault(soap, error.message));
	}
}

async function answerTo(desk: Desk, version: Version, envelope: Envelope, request: FastifyRequest): Promise<string> {
	const { body, accessToken } = envelope;
	const unknown = () => new SoapFault(`Server did not recognize the value of HTTP Header SOAPAction: ${API}${body.name}.`);
	if (body.space !== API) throw unknown();
	const { slow, slowPerDocument } = readSettings(desk.store);
	if (slow > 0) await realSleep(slow);
	const signedIn = signIn(desk.store, version, body, accessToken);
	if (signedIn !== undefined) return signedIn;
	const operation = byName.get(body.name);
	if (operation === undefined) throw unknown();
	const token = version === '2.0' ? accessToken : tokenIn(body);
	const outcome = run(desk, version, operation, { ...envelope, accessToken: token }, request);
	if (slowPerDocument > 0 && operation.permission === 'write') {
		// The work is done; only the answer takes its time, as after a time-out that committed all the same.
		await realSleep(slowPerDocument * Math.max(1, ...body.children.map(({ children }) => children.length)));
	}
	return writeAnswer(operation, outcome);
}

/** 1.1 has its token as first element of each body. */
function tokenIn({ children }: Element): string {
	return (children.find(({ name }) => name === 'token')?.text ?? '').trim();
}

function run(desk: Desk, version: Version, operation: Operation, envelope: Envelope, request: FastifyRequest): Answer | Refused {
	// A message that cannot be read is a fault, whoever sent it.
	const parameters = readShape(envelope.body, operation.parameters);
	const take = (kind: string) => desk.frame.faults.take('accountsiq', kind, { method: 'POST', url: `${request.url}#${operation.name}` }) !== undefined;
	try {
		if (take('tokenExpired')) throw expired();
		if (take('appRevoked')) throw revoked();
		const grant = grantOf(desk.store, envelope.accessToken);
		const entity = entityOf(desk, version, grant, envelope.entity);
		const readOnly = operation.permission === 'write' && (grant.scope === 'read' || take('readOnly'));
		if (readOnly) throw new Refused('READ_ONLY', 'The application may only read.');
		const call: Call = {
			store: desk.store, records: desk.records, settings: readSettings(desk.store), entity, author: grant.author,
			reachable: grant.entities, parameters, take,
		};
		return operation.permission === 'write' ? desk.store.atomically(() => operation.run(call)) : operation.run(call);
	} catch (error) {
		if (error instanceof Refused) return error;
		throw error;
	}
}

function entityOf(desk: Desk, version: Version, grant: Grant, named: string): Call['entity'] {
	// A session of 1.1 stands for the one company that its user key was made in.
	const id = version === '1.1' ? (grant.entities[0] ?? '') : named;
	const reachable = grant.entities.some((one) => one.toUpperCase() === id.toUpperCase());
	const entity = reachable ? entityNamed(desk.store, id) : undefined;
	if (entity === undefined) throw new Refused('API_LAYER_ENTITY_ID_NOT_FOUND', `Entity '${id}' was not found.`);
	return entity;
}

function helpPage(version: Version): string {
	const names = [...byName.keys()].sort().map((name) => `<li>${name}</li>`).join('');
	return `<html><head><title>Integration ${version}</title></head><body><h1>Integration ${version}</h1><p>Add ?wsdl for the description.</p><ul>${names}</ul></body></html>`;
}
