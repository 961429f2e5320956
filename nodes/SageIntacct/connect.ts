import { createHash } from 'node:crypto';
import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { createHttp, type HttpAnswer } from '../core/http';
import type { Intacct } from './api';

export const CREDENTIAL = 'accountingSageIntacctApi';
export const SYSTEM = 'Sage Intacct';

export type IntacctContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** Of the credential. */
export interface Settings {
	companyId?: string;
	userId?: string;
	entity?: string;
	endpointUrl?: string;
	callsAtOnce?: number;
	webhookSecret?: string;
}

export const GATEWAY = 'https://api.intacct.com/ia/xml/xmlgw.phtml';
/** Two at once in the lowest tier, for a company. Source: Sage, "Transaction volume, concurrency and scaling". */
const AT_ONCE = 2;

export function nameOf(context: IntacctContext, entity: string): string {
	const credential = context.getNode().credentials?.[CREDENTIAL];
	return `intacct|${credential?.id ?? credential?.name ?? ''}|${entity}`;
}

/**
 * The wire to one company, at its top level or inside one of its entities.
 * @param chosen the node's own entity; empty for the credential's
 */
export async function connect(context: IntacctContext, chosen: string): Promise<Intacct> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const target = targetOf(settings, chosen);
	const http = createHttp(context, {
		credentialType: CREDENTIAL,
		// The limits are those of the company, whatever the entity.
		connection: nameOf(context, ''),
		system: SYSTEM,
		limits: { concurrent: Math.max(1, Number(settings.callsAtOnce) || AT_ONCE), windows: [] },
		isRateLimit,
	});
	return { ...target, http, connection: nameOf(context, target.entity) };
}

/** Address, entity and user, without any call. */
export function targetOf(settings: Settings, chosen: string): Omit<Intacct, 'http' | 'connection'> {
	const gateway = settings.endpointUrl?.trim() || GATEWAY;
	if (!/^https?:\/\/[^\s/]+/.test(gateway)) {
		throw new BooksError({
			category: 'validation', field: 'endpointUrl', message: 'The credential\'s gateway address is no address', hint: `Leave it as ${GATEWAY}.`,
		});
	}
	const entity = chosen.trim() || (settings.entity ?? '').trim();
	// A session belongs to what the credential says now: after a change of company or password the old one must not answer.
	const credentialMark = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
	return { gateway, entity, userId: settings.userId ?? '', credentialMark };
}

/** Some rests are asked for with HTTP 200. Source: Sage Intacct, "Error handling", GW errors. */
export function isRateLimit({ status, body }: HttpAnswer): boolean {
	if (status !== 200 || typeof body !== 'string' || body.length > 5000) return false;
	return /<errorno>\s*GW-0010\s*</.test(body) || /API rate limit exceeded/i.test(body);
}
