import type { IDataObject } from 'n8n-workflow';
import { BooksError } from './errors';

export interface HttpAnswer {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: unknown;
}

/** What n8n and axios throw, one inside the other. Nothing of it but a code ever goes into an error of ours. */
interface Link {
	code?: unknown;
	message?: unknown;
	cause?: unknown;
	/** Set on n8n's own errors. */
	level?: unknown;
	config?: { url?: string };
	response?: { status?: unknown; headers?: IDataObject; data?: unknown };
}

/** The connection was never made, so nothing was carried out. */
const NEVER_SENT = [
	'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL', 'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
];
/** The user stopped the execution, or n8n did. */
const STOPPED = 'ERR_CANCELED';
/** Codes of n8n's OAuth2 client: the vendor's token address answered with a refusal. */
const REFUSED_SIGN_IN = ['EAUTH', 'ESTATUS'];

/**
 * What became of a request for which n8n threw. All statuses but 401 are told as answers, so whatever else is thrown is
 * no answer to it: it never left, it was lost, its answer was cut off, or the sign-in before it failed.
 */
export function readFailure(error: unknown, url: string, system: string): HttpAnswer | BooksError {
	const chain = chainOf(error);
	const http = chain.find(({ config, response }) => config !== undefined || response !== undefined);
	const { response } = http ?? {};
	const elsewhere = http?.config?.url !== undefined && bare(http.config.url) !== bare(url);
	if (elsewhere) return signInFailed(system, Number(response?.status ?? 500), codeOf(chain));
	if (response?.status === 401) {
		return { status: 401, headers: textHeaders(response.headers ?? {}), body: response.data };
	}
	const code = codeOf(chain);
	if (REFUSED_SIGN_IN.includes(`${code}`)) return signInFailed(system, 400);
	const root = chain[chain.length - 1];
	if (http === undefined && code === undefined && isOwnWord(root)) return notSent(system, root);
	const reached = !NEVER_SENT.includes(`${code}`);
	return new BooksError({
		message: reached ? `${system} gave no answer (${code ?? 'cut off'})` : `${system} could not be reached (${code})`,
		category: 'outage',
		hint: 'Nothing is lost: the next run asks the books what they hold and goes on from there.',
		vendorCode: code,
		outcomeUnknown: reached,
	});
}

export function neverSent({ facts }: BooksError): boolean {
	return facts.outcomeUnknown === false;
}

export function wasStopped({ facts }: BooksError): boolean {
	return facts.vendorCode === STOPPED;
}

/** The token address is another than the one asked; the request itself was not carried out. */
function signInFailed(system: string, status: number, code?: string): BooksError {
	if (status >= 500 || status === 429) {
		return new BooksError({
			message: `${system} could not renew the sign-in (${code ?? status})`,
			category: 'outage',
			hint: 'Nothing is lost: the next run goes on with what is missing.',
			outcomeUnknown: false,
		});
	}
	return new BooksError({
		message: `${system} did not accept the stored sign-in`,
		category: 'auth',
		hint: 'Open the credential and connect it again.',
		retryable: false,
	});
}

/** n8n's own errors have a level; the one about a login that can't be renewed is a plain one. */
function isOwnWord(root: Link | undefined): root is Link & { message: string } {
	if (typeof root?.message !== 'string') return false;
	return root.level !== undefined || /refresh token|reconnect/i.test(root.message);
}

/** n8n itself refused: no credential, not connected, address not allowed. Its own texts hold no secrets. */
function notSent(system: string, { message }: { message: string }): BooksError {
	return new BooksError({
		message: `${system} was not called: ${message}`,
		category: 'auth',
		hint: 'Open the credential, check it, and connect it again.',
		retryable: false,
	});
}

function chainOf(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let at = error; at !== null && typeof at === 'object' && chain.length < 6; at = (at as Link).cause) {
		chain.push(at as Link);
	}
	return chain;
}

function codeOf(chain: Link[]): string | undefined {
	return chain.map(({ code }) => code).find((code): code is string => typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code));
}

const bare = (url: string) => url.split('?')[0];

export function textHeaders(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
