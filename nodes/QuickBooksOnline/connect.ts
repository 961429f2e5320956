import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { createHttp } from '../core/http';
import { limiterOf } from '../core/limit';
import type { Qbo } from './api';

export const CREDENTIAL = 'accountingQuickBooksOnlineOAuth2Api';

export type QboContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** Of the credential. */
export interface Settings {
	environment?: string;
	baseUrl?: string;
	realmId?: string;
	callsPerMinute?: number;
	batchesPerMinute?: number;
	webhookSecret?: string;
	clientId?: string;
	clientSecret?: string;
	/** n8n keeps what stood in the address that Intuit led back to. */
	oauthTokenData?: { refresh_token?: string; callbackQueryString?: { realmId?: string } };
}

/** 500 calls a minute for a company, ten a second for an app in it, 40 batches a minute. Source: Intuit, "Limits and throttles". */
const PER_MINUTE = 500;
const PER_SECOND = 10;
const BATCHES_PER_MINUTE = 40;
/** Older pages word the ten a second as ten at once. */
const CONCURRENT = 8;
const MINUTE_SECONDS = 60;

const PLACES = {
	production: { api: 'https://quickbooks.api.intuit.com', app: 'https://app.qbo.intuit.com', revoke: 'https://developer.api.intuit.com' },
	sandbox: { api: 'https://sandbox-quickbooks.api.intuit.com', app: 'https://app.sandbox.qbo.intuit.com', revoke: 'https://developer.api.intuit.com' },
} as const;

/** Names the credential: items of one go to one company. */
export function nameOf(context: QboContext): string {
	const credential = context.getNode().credentials?.[CREDENTIAL];
	return `quickbooks|${credential?.id ?? credential?.name ?? ''}`;
}

/** The wire to the credential's company, with the limits that all nodes of this process share. */
export async function connect(context: QboContext): Promise<Qbo> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const { api, app } = addressesOf(settings);
	const realmId = realmOf(settings);
	const connection = `quickbooks|${api}|${realmId}`;
	const http = createHttp(context, {
		credentialType: CREDENTIAL,
		connection,
		system: 'QuickBooks',
		limits: {
			concurrent: CONCURRENT,
			windows: [
				{ calls: settings.callsPerMinute === undefined ? PER_MINUTE : Number(settings.callsPerMinute), seconds: MINUTE_SECONDS },
				{ calls: Math.max(PER_SECOND, Math.ceil(Number(settings.callsPerMinute ?? 0) / MINUTE_SECONDS)), seconds: 1 },
			],
		},
		onRateLimit: ({ headers }) => restOf(headers['retry-after']),
	});
	const waits = new Map<string, number>();
	const batches = limiterOf(`${connection}|batch`, {
		concurrent: CONCURRENT,
		windows: [{ calls: Number(settings.batchesPerMinute) || BATCHES_PER_MINUTE, seconds: MINUTE_SECONDS }],
	});
	return {
		http: { send: http.send, get waits() { return new Map([...http.waits, ...waits]); } },
		apiUrl: api,
		appUrl: app,
		realmId,
		connection,
		batches,
		clock: {},
		onWait: (seconds, why) => waits.set(why, (waits.get(why) ?? 0) + seconds),
	};
}

/** Intuit's pages ask for a minute of rest and name no header; one that is sent is obeyed. */
function restOf(retryAfter: string | undefined): number {
	const seconds = Number(retryAfter);
	return retryAfter !== undefined && retryAfter !== '' && Number.isFinite(seconds) ? Math.max(1, seconds) : MINUTE_SECONDS;
}

export function addressesOf({ environment = 'production', baseUrl = '' }: Settings): { api: string; app?: string; revoke: string } {
	if (environment === 'production' || environment === 'sandbox') return PLACES[environment];
	const own = baseUrl.trim().replace(/\/+$/, '');
	if (own !== '') return { api: own, revoke: own };
	throw new BooksError({
		category: 'validation', field: 'baseUrl', message: 'The credential names no address of QuickBooks.', hint: 'Choose production or sandbox in the credential, or fill in its Base Address.',
	});
}

/** The company: Intuit tells it once, when somebody connects; or it stands in the credential. Both must be the same. */
export function realmOf({ realmId = '', oauthTokenData }: Settings): string {
	const written = realmId.replace(/\s/g, '');
	const told = oauthTokenData?.callbackQueryString?.realmId?.trim() ?? '';
	if (written !== '' && told !== '' && written !== told) {
		throw new BooksError({
			category: 'validation', field: 'realmId',
			message: `The credential names the company ${written}, but was connected to ${told}.`,
			hint: 'Connect it again and choose the other company, or clear the field Company ID.',
		});
	}
	const realm = written || told;
	if (/^\d+$/.test(realm)) return realm;
	throw new BooksError({
		category: 'auth', field: 'realmId',
		message: realm === '' ? 'Nothing tells which company of QuickBooks is meant.' : `"${realm}" is no company ID.`,
		hint: 'Connect the credential again, or fill in Company ID: the digits that QuickBooks shows under Account and settings, Billing & Subscription.',
	});
}
