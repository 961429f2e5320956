import type { IAllExecuteFunctions } from 'n8n-workflow';
import { createHttp } from '../core/http';
import { Expensify, limitsFor, restAfter } from './api';

const CREDENTIAL = 'accountingExpensifyApi';

type Context = Pick<IAllExecuteFunctions, 'helpers' | 'logger' | 'getCredentials'>;

/** Opens the connection that the node's credential names. The secret stays with the credential type. */
export async function openExpensify(context: Context): Promise<Expensify> {
	const { baseUrl, partnerUserID, callsPerMinute } = await context.getCredentials(CREDENTIAL);
	const options = {
		connection: `expensify|${String(baseUrl)}|${String(partnerUserID)}`,
		baseUrl: String(baseUrl),
		limits: limitsFor(Number(callsPerMinute ?? 20)),
	};
	const http = createHttp(context, {
		credentialType: CREDENTIAL,
		system: 'Expensify',
		connection: options.connection,
		limits: options.limits,
		onRateLimit: ({ headers }, attempt) => {
			const asked = Number(headers['retry-after']);
			return Number.isFinite(asked) && asked > 0 ? asked : restAfter(attempt);
		},
	});
	return new Expensify(http, options);
}
