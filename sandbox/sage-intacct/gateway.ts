import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as realSleep } from 'node:timers/promises';
import { strikeNamed } from '../frame/strike';
import type { System } from '../frame/types';
import { WindowCounter } from '../frame/windows';
import { checkShape, labelOf, SESSION } from './functions/catalogue';
import { authenticate, checkSender, type SignedIn } from './identity/authenticate';
import { runOperation } from './operation';
import { deliver } from './smart-events';
import type { Desk } from './state/desk';
import { readSettings } from './state/settings';
import { isoMoment } from './wire/dates';
import { AuthenticationFailure, ControlFailure, schemaError } from './wire/errors';
import { readRequest, type Request } from './wire/request';
import { around, errorMessage, type ErrorStyle, response, tag } from './wire/response';

const TYPE = 'text/xml; encoding="UTF-8"';
const SUPPORT_ID = 'SBXv1%7EYm2PpEaL0Qk3Z9sT7hN4wAAAAAU';
/** General address, and the pod that sessions are sent to. */
const GENERAL = '/ia/xml/xmlgw.phtml';
const POD = `/pod1${GENERAL}`;

/** One address for everything; what is asked stands in the body. */
export function gatewayRoutes(app: FastifyInstance, desk: Desk, system: Pick<System, 'name' | 'failure'>): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
		request.rawBody = body;
		done(null, body);
	});
	const gateway = new Gateway(desk, system);
	app.post(GENERAL, async (request, reply) => await gateway.serve(request, reply, false));
	app.post(POD, async (request, reply) => await gateway.serve(request, reply, true));
}

class Gateway {
	private readonly inFlight = new Map<string, number>();
	private counter: { limit: number; windows: WindowCounter } | undefined;

	constructor(
		private readonly desk: Desk,
		private readonly system: Pick<System, 'name' | 'failure'>,
	) {}

	async serve(request: FastifyRequest, reply: FastifyReply, atPod: boolean): Promise<FastifyReply> {
		let asked: Request | undefined;
		let company: string | undefined;
		try {
			asked = readRequest((request.rawBody ?? Buffer.alloc(0)).toString('utf8').replace(/^\uFEFF/, ''));
			const labels = [...new Set(asked.functions.map(({ body }) => labelOf(body)))];
			request.routeLabel = labels.join(' + ');
			const aim = { method: 'POST', url: `${request.url}#${labels.join('#')}#` };
			const struck = await strikeNamed(this.desk.frame.faults, this.system, request, reply, aim.url);
			if (struck !== undefined) return struck;
			const take = (kind: string) => this.desk.frame.faults.take(this.system.name, kind, aim) !== undefined;
			if (take('gatewayJson')) return await reply.code(400).type('application/json').send('{"error":{"code":"invalidRequest","message":"Request could not be processed","errorId":"GW-0011","supportId":"sandbox"}}');
			this.general(take);
			for (const { body } of asked.functions) checkShape({ desk: this.desk }, body, asked.echo.dtdversion);
			this.batches(asked);
			checkSender(this.desk, asked);
			if (atPod && asked.login !== undefined && readSettings(this.desk.sql).podRefusesLogins) throw new ControlFailure({ errorno: 'XL03000006', description2: 'Sign in at the general endpoint of the gateway.' });
			const signedIn = authenticate(this.desk, asked, take);
			if (take('permissionLost')) signedIn.user = { ...signedIn.user, role: undefined, permissions: {} };
			company = signedIn.company.id;
			this.enter(company);
			const { slow } = readSettings(this.desk.sql);
			if (slow > 0) await realSleep(slow);
			const host = request.headers.host ?? '';
			const answer = this.answer(asked, signedIn, `${request.protocol}://${host}/${this.system.name}${POD}`);
			if (take('twoRoots')) return await this.send(reply, `${answer}<response/>`);
			return await this.send(reply, take('truncated') ? answer.slice(0, Math.floor(answer.length / 2)) : answer);
		} catch (error) {
			return await this.refuse(reply, error, asked);
		} finally {
			if (company !== undefined) this.leave(company);
		}
	}

	/** Outages of the gateway itself, which come whoever asks. */
	private general(take: (kind: string) => boolean): void {
		const throttled = { errorno: 'GW-0010', description2: 'API rate limit exceeded. Too many concurrent requests.' };
		if (take('throttled')) throw new ControlFailure(throttled, 429, true);
		if (take('throttled200')) throw new ControlFailure({ errorno: '', description2: 'API rate limit exceeded' }, 200, true);
		if (take('gatewayError')) throw new ControlFailure({ errorno: 'GW-0011', description2: 'Invalid Request [Request ID: 5f2c9b1e-sandbox]' }, 200, true);
		if (take('offline')) throw new ControlFailure({ errorno: 'XL03000006', description2: 'The Service is Temporarily Off-line' });
	}

	private batches({ functions }: Request): void {
		const { batch } = readSettings(this.desk.sql);
		if (functions.length === 0) throw schemaError("Element 'content': Missing child element(s). Expected is ( function ).");
		if (functions.length > batch) throw schemaError(`Element 'content': at most ${batch} functions can stand in a request.`);
		if (functions.length > 1 && functions.some(({ body }) => body.name === SESSION)) throw schemaError(`Element '${SESSION}': This function must be the only one of its request.`);
	}

	private enter(company: string): void {
		const { concurrent, perMinute } = readSettings(this.desk.sql);
		const running = this.inFlight.get(company) ?? 0;
		this.inFlight.set(company, running + 1);
		if (this.counter?.limit !== perMinute) this.counter = { limit: perMinute, windows: new WindowCounter(this.desk.frame.clock, [{ kind: 'sliding', seconds: 60, limit: perMinute }]) };
		if (running >= concurrent || this.counter.windows.hit(company) !== undefined) {
			throw new ControlFailure({ errorno: 'GW-0010', description2: 'API rate limit exceeded. Too many concurrent requests.' }, 429, true);
		}
	}

	private leave(company: string): void {
		this.inFlight.set(company, (this.inFlight.get(company) ?? 1) - 1);
	}

	private answer(asked: Request, signedIn: SignedIn, endpoint: string): string {
		const { results, changes } = runOperation(this.desk, asked, signedIn, { endpoint, style: this.style(asked) });
		deliver(this.desk, signedIn.company, changes);
		const { company, user, entity, expires } = signedIn;
		const authentication = tag('status', 'success') + tag('userid', user.id) + tag('companyid', company.id) + tag('locationid', entity)
			+ tag('sessiontimestamp', isoMoment(this.desk.now())) + tag('sessiontimeout', isoMoment(expires));
		return response('success', asked.echo, around('operation', around('authentication', authentication) + results));
	}

	private style(asked: Request | undefined): ErrorStyle {
		return { additionalInfo: asked?.additionalInfo ?? false, ...(readSettings(this.desk.sql).supportIds ? { supportId: SUPPORT_ID } : {}) };
	}

	private async refuse(reply: FastifyReply, error: unknown, asked: Request | undefined): Promise<FastifyReply> {
		if (error instanceof ControlFailure) {
			const echo = error.anonymous ? undefined : (asked?.echo ?? { senderid: '', controlid: '', uniqueid: '', dtdversion: '' });
			return await this.send(reply.code(error.status), response('failure', echo, errorMessage([error.problem], this.style(asked))));
		}
		if (error instanceof AuthenticationFailure) {
			const authentication = around('authentication', tag('status', 'failure') + tag('userid', error.userId) + tag('companyid', error.companyId) + tag('locationid'));
			return await this.send(reply, response('success', asked?.echo, around('operation', authentication + errorMessage([error.problem], this.style(asked)))));
		}
		throw error;
	}

	private async send(reply: FastifyReply, body: string): Promise<FastifyReply> {
		return await reply.header('content-type', TYPE).send(Buffer.from(body));
	}
}
