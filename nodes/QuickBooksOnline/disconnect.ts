import type { IExecuteFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { addressesOf, CREDENTIAL, type Settings } from './connect';

/**
 * Gives the grant back, so that nobody can go on with the stored tokens. Of one that is gone already Intuit says 400,
 * which is just as well. Source: Intuit, "OAuth 2.0", revoking tokens.
 */
export async function disconnect(context: IExecuteFunctions): Promise<void> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const token = settings.oauthTokenData?.refresh_token;
	if (token === undefined) throw new BooksError({ category: 'auth', message: 'The credential holds no token that could be given back.', hint: 'It is not connected.' });
	const basic = Buffer.from(`${settings.clientId ?? ''}:${settings.clientSecret ?? ''}`).toString('base64');
	// What is thrown holds the request with the secret, so nothing of it goes on.
	const answer = (await context.helpers
		.httpRequest({
			method: 'POST',
			url: `${addressesOf(settings).revoke}/v2/oauth2/tokens/revoke`,
			headers: { Authorization: `Basic ${basic}`, Accept: 'application/json', 'Content-Type': 'application/json' },
			body: { token },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})
		.catch(() => undefined)) as { statusCode: number } | undefined;
	const status = answer?.statusCode;
	if (status !== undefined && (status < 300 || status === 400)) return;
	throw new BooksError({
		category: status === 401 ? 'auth' : 'outage',
		message: status === undefined ? 'Intuit could not be reached.' : `Intuit did not take the token back (HTTP ${status}).`,
		hint: status === 401 ? 'Check client ID and secret in the credential.' : 'Run again later, or disconnect the app within QuickBooks.',
		httpStatus: status,
	});
}
