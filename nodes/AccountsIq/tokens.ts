import { BooksError } from '../core/errors';
import { call, type AccountsIq } from './api';
import { elementOf, textIn } from '../core/xml-elements';

/**
 * Tokens live in this process alone: AccountsIQ says with HTTP 200 that one has run out, which n8n's own renewal of
 * stored tokens does not see. One sign-in at a time for a connection; whoever comes meanwhile waits for it.
 */
interface Pair {
	access: string;
	refresh?: string;
}

const pairs = new Map<string, Promise<Pair>>();

export function forgetTokens(connection: string): void {
	pairs.delete(connection);
}

export async function tokenOf(aiq: AccountsIq): Promise<string> {
	return (await remembered(aiq, pairs.get(aiq.connection) ?? signIn(aiq))).access;
}

/** A fresh token in place of one that has run out. Another call may have renewed it already. */
export async function renewedToken(aiq: AccountsIq, old: string): Promise<string> {
	const known = pairs.get(aiq.connection);
	const pair = await known?.catch(() => undefined);
	// While this call waited another one may have begun to renew.
	if (pairs.get(aiq.connection) !== known) return await tokenOf(aiq);
	if (pair !== undefined && pair.access !== old) return pair.access;
	return (await remembered(aiq, renew(aiq, pair?.refresh))).access;
}

/** A refused sign-in is not remembered: the next call tries anew. */
async function remembered(aiq: AccountsIq, pair: Promise<Pair>): Promise<Pair> {
	pairs.set(aiq.connection, pair);
	pair.catch(() => {
		if (pairs.get(aiq.connection) === pair) pairs.delete(aiq.connection);
	});
	return await pair;
}

/** By the refresh token, which is dead afterwards; where that fails, from the beginning. */
async function renew(aiq: AccountsIq, refresh: string | undefined): Promise<Pair> {
	if (refresh === undefined || aiq.version === '1.1') return await signIn(aiq);
	try {
		return pairIn(await call(aiq, 'TokenRefresh', { clientId: '', clientSecret: '', refreshToken: refresh }, { withoutToken: true }));
	} catch {
		return await signIn(aiq);
	}
}

/** The credential type puts the secrets into the empty elements. */
async function signIn(aiq: AccountsIq): Promise<Pair> {
	if (aiq.version === '2.0') {
		return pairIn(await call(aiq, 'TokenGet', { clientId: '', clientSecret: '' }, { withoutToken: true }));
	}
	const { result } = await call(aiq, 'Login', { companyID: '', partnerKey: '', userKey: '' }, { withoutToken: true });
	if (typeof result === 'string' && result !== '') return { access: result };
	throw refused('AccountsIQ did not accept the keys', 'Check company ID, partner key and user key in the credential.');
}

function pairIn({ result, beside }: Awaited<ReturnType<typeof call>>): Pair {
	const told = { ...beside, ...elementOf(result) };
	const access = textIn(told, 'AccessToken');
	if (access !== undefined) return { access, refresh: textIn(told, 'RefreshToken') };
	throw refused('AccountsIQ gave no token', 'Check client ID and secret in the credential.');
}

function refused(message: string, hint: string): BooksError {
	return new BooksError({ category: 'auth', message, hint });
}
