import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { createHttp } from '../core/http';
import { connections, type Xero } from './api';
import { tooMany } from './errors';

export type XeroContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** The values of the parameter "authentication". */
export type Authentication = 'oAuth2' | 'customConnection';

export const credentialTypeOf = (authentication: Authentication): string =>
	authentication === 'customConnection' ? 'accountingXeroCustomConnectionApi' : 'accountingXeroOAuth2Api';

/** Which login and which organisation. A custom connection belongs to one organisation and needs none named. */
export interface Choice {
	authentication: Authentication;
	/** Tenant id; empty when the user chose none. */
	organisation: string;
}

interface Settings {
	apiUrl?: string;
	callsPerMinute?: number;
}

/** Five calls at once and sixty a minute per organisation. Source: Xero, "API limits". */
const CONCURRENT = 5;
const PER_MINUTE = 60;
/** Without a word from Xero how long: another call of the five has to end, or the minute. */
const SHORT_WAIT_SECONDS = 2;
const MINUTE_SECONDS = 60;

export function nameOf(context: XeroContext, { authentication, organisation }: Choice): string {
	const credential = context.getNode().credentials?.[credentialTypeOf(authentication)];
	return `xero|${credential?.id ?? credential?.name ?? authentication}|${organisation}`;
}

/** The wire to one organisation, with the limits that all nodes of this process share. */
export async function connect(context: XeroContext, choice: Choice): Promise<Xero> {
	const credentialType = credentialTypeOf(choice.authentication);
	const settings = await context.getCredentials<Settings>(credentialType);
	const connection = nameOf(context, choice);
	const http = createHttp(context, {
		credentialType,
		connection,
		system: 'Xero',
		limits: {
			concurrent: CONCURRENT,
			windows: [{ calls: Math.max(1, Number(settings.callsPerMinute) || PER_MINUTE), seconds: MINUTE_SECONDS }],
		},
		remaining: ({ headers }) => numberOf(headers['x-minlimit-remaining']),
		onRateLimit: ({ headers }, attempt) => {
			const error = tooMany(headers);
			if (error.facts.vendorCode?.startsWith('day') === true) return error;
			const short = error.facts.vendorCode?.startsWith('concurrent') === true;
			return error.facts.retryAfter ?? (short ? SHORT_WAIT_SECONDS * attempt : MINUTE_SECONDS);
		},
	});
	const apiUrl = (settings.apiUrl ?? 'https://api.xero.com').replace(/\/+$/, '');
	const bound = choice.authentication === 'customConnection';
	const tenantId = bound || choice.organisation === '' ? undefined : choice.organisation;
	return { http, apiUrl, tenantId, hasOrganisation: bound || tenantId !== undefined, connection };
}

/**
 * The wire to the chosen organisation, or to the only one of this login. Either way it goes by the same name, so that
 * nodes with and without a choice share their limits and locks.
 */
export async function connectOrganisation(context: XeroContext, choice: Choice): Promise<Xero> {
	const xero = await connect(context, choice);
	if (xero.hasOrganisation) return xero;
	const [only, other] = await connections(xero);
	if (only !== undefined && other === undefined) return await connect(context, { ...choice, organisation: only.tenantId });
	throw new BooksError({
		category: only === undefined ? 'permission' : 'validation',
		field: 'organisation',
		message: only === undefined ? 'The login is connected to no organisation.' : 'The login is connected to several organisations.',
		hint: only === undefined ? 'Connect the credential again and choose an organisation.' : 'Choose the organisation in the node.',
	});
}

function numberOf(header: string | undefined): number | undefined {
	const value = header === undefined || header === '' ? NaN : Number(header);
	return Number.isFinite(value) ? value : undefined;
}
