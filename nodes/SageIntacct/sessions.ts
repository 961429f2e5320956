import { BooksError } from '../core/errors';
import { elementsWith, textIn } from '../core/xml-elements';
import { login, type Intacct } from './api';

/**
 * Sessions live in this process alone and never in items or logs. Intacct says with HTTP 200 that one has ended, which
 * n8n's own renewal of stored tokens does not see. One sign-in at a time for a connection; whoever comes meanwhile waits
 * for it.
 */
export interface ApiSession {
	id: string;
	/** Where the calls of this session go. */
	endpoint: string;
}

const sessions = new Map<string, Promise<ApiSession>>();

const nameOf = ({ connection, credentialMark }: Intacct): string => `${connection}|${credentialMark}`;

export function forgetSession(intacct: Intacct): void {
	sessions.delete(nameOf(intacct));
}

export async function sessionOf(intacct: Intacct): Promise<ApiSession> {
	return await (sessions.get(nameOf(intacct)) ?? remembered(intacct));
}

/** A fresh session in place of one that has ended. Another call may have renewed it already. */
export async function renewedSession(intacct: Intacct, ended: ApiSession): Promise<ApiSession> {
	const known = sessions.get(nameOf(intacct));
	const now = await known?.catch(() => undefined);
	// While this call waited another one may have begun to sign in.
	if (sessions.get(nameOf(intacct)) !== known) return await sessionOf(intacct);
	return now !== undefined && now.id !== ended.id ? now : await remembered(intacct);
}

/** A refused sign-in is not remembered: the next call tries anew. */
async function remembered(intacct: Intacct): Promise<ApiSession> {
	const name = nameOf(intacct);
	const signingIn = signIn(intacct);
	sessions.set(name, signingIn);
	signingIn.catch(() => {
		if (sessions.get(name) === signingIn) sessions.delete(name);
	});
	return await signingIn;
}

/** Source: Sage Intacct, "API sessions": alone in its request, and always at the general gateway. */
async function signIn(intacct: Intacct): Promise<ApiSession> {
	const [api] = elementsWith(await login(intacct), 'sessionid');
	const id = api === undefined ? undefined : textIn(api, 'sessionid');
	if (api === undefined || id === undefined) {
		throw new BooksError({ category: 'auth', message: 'Sage Intacct gave no session', hint: 'Check company, user and passwords in the credential.' });
	}
	return { id, endpoint: trusted(textIn(api, 'endpoint') ?? intacct.gateway, intacct.gateway) };
}

/** Passwords go along with every call, so no answer may lead us just anywhere: to Intacct's own hosts, or back to the gateway's. */
export function trusted(endpoint: string, gateway: string): string {
	const told = URL.parse(endpoint);
	const own = URL.parse(gateway);
	if (told !== null && own !== null && told.origin === own.origin) return endpoint;
	if (told !== null && told.protocol === 'https:' && /(^|\.)intacct\.com$/i.test(told.hostname)) return endpoint;
	throw new BooksError({
		category: 'auth', message: 'The gateway told an address that is not Sage Intacct\'s', hint: 'Check the gateway address in the credential.',
	});
}
