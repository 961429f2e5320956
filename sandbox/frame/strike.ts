import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as realSleep } from 'node:timers/promises';
import type { Failure, Fault, Faults, System } from './types';

type FindSystem = (url: string) => System | undefined;

/** Carries out the general faults on every request to an emulated system. */
export function strikeFaults(app: FastifyInstance, faults: Faults, systemOf: FindSystem): void {
	app.addHook('onRequest', async (request, reply) => {
		const system = systemOf(request.url);
		if (system === undefined) return;
		const take = (kind: string) => faults.take(system.name, kind, aimed(request));
		const latency = take('latency');
		if (latency) await realSleep(latency.value ?? 1000);
		// One fault per request besides latency: each kind counts the requests that reach it.
		if (take('drop-before')) return drop(reply);
		const early = take('status') ?? take('html') ?? take('empty');
		if (early) return await answerWith(reply, failureOf(early, system), statusOf(early));
		request.lateFault = take('drop-after') ?? take('status-after');
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const fault = request.lateFault;
		const system = systemOf(request.url);
		if (fault === undefined || system === undefined) return payload;
		if (fault.kind === 'drop-after') {
			// The route has run and its state stands; only the answer gets lost.
			reply.raw.destroy();
			return payload;
		}
		const failure = failureOf(fault, system);
		reply.code(statusOf(fault)).headers({ 'content-type': failure.contentType, ...failure.headers });
		reply.removeHeader('content-length');
		return failure.body;
	});
}

/** For a vendor with one address whose body says what is asked: strikes with the faults whose path names it ("#create_bill"). */
export async function strikeNamed(
	faults: Faults, system: Pick<System, 'name' | 'failure'>, request: FastifyRequest, reply: FastifyReply, url: string,
): Promise<FastifyReply | undefined> {
	const take = (kind: string) => faults.take(system.name, kind, { method: request.method, url, byName: true });
	const latency = take('latency');
	if (latency) await realSleep(latency.value ?? 1000);
	if (take('drop-before')) return drop(reply);
	const early = take('status') ?? take('html') ?? take('empty');
	if (early) return await answerWith(reply, failureOf(early, system), statusOf(early));
	request.lateFault ??= take('drop-after') ?? take('status-after');
	return undefined;
}

/** A SOAP service has one address for everything; its SOAPAction tells what is asked, so a fault's path may name that. */
function aimed({ method, url, headers }: FastifyRequest): { method: string; url: string } {
	const action = /([^/"]+)"?$/.exec(String(headers.soapaction ?? ''))?.[1];
	return { method, url: action === undefined ? url : `${url}#${action}` };
}

const PAGE = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

function failureOf(fault: Fault, system: Pick<System, 'failure'>): Failure {
	if (fault.kind === 'html') return { body: PAGE, contentType: 'text/html; charset=utf-8' };
	if (fault.kind === 'empty') return { body: '', contentType: 'text/plain' };
	const status = statusOf(fault);
	return system.failure?.(status) ?? { body: `Error ${status}`, contentType: 'text/plain; charset=utf-8' };
}

function statusOf({ kind, value }: Fault): number {
	const usual: Readonly<Record<string, number>> = { html: 502, empty: 200 };
	return value ?? usual[kind] ?? 500;
}

async function answerWith(reply: FastifyReply, failure: Failure, status: number): Promise<FastifyReply> {
	const headers = { 'content-type': failure.contentType, ...failure.headers };
	return await reply.code(status).headers(headers).send(failure.body);
}

function drop(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.destroy();
	return reply;
}

/** The part of a system's address that names it: "/xero/api.xro/2.0" is "xero". */
export function systemFinder(systems: readonly System[]): FindSystem {
	const byName = new Map(systems.map((system) => [system.name, system]));
	return (url) => byName.get((/^\/([^/?]*)/.exec(url)?.[1] ?? '').toLowerCase());
}

