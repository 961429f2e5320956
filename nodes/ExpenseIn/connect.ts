import type { IAllExecuteFunctions } from 'n8n-workflow';
import { createHttp } from '../core/http';
import { ExpenseIn } from './api';
import { contractWith } from './contract';

export const CREDENTIAL = 'accountingExpenseInApi';
export const BASE_URL = 'https://api.expensein.com/1.0';
/** What the node keeps to where the credential says nothing; ExpenseIn publishes no limit. */
const PER_MINUTE = 120;
const CONCURRENT = 4;

type Context = Pick<IAllExecuteFunctions, 'helpers' | 'logger' | 'getCredentials' | 'getNode'>;

interface Settings {
	baseUrl?: string;
	callsPerMinute?: number;
	contract?: unknown;
}

/**
 * The wire to the account that the key belongs to. The key stays with the credential type.
 * @param overrides of the node's own, which count more than the credential's
 */
export async function connect(context: Context, overrides?: unknown): Promise<ExpenseIn> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const baseUrl = settings.baseUrl === undefined || settings.baseUrl === '' ? BASE_URL : settings.baseUrl;
	const credential = context.getNode().credentials?.[CREDENTIAL];
	const connection = `expensein|${credential?.id ?? credential?.name ?? ''}|${baseUrl}`;
	const http = createHttp(context, {
		credentialType: CREDENTIAL,
		system: 'ExpenseIn',
		connection,
		limits: {
			concurrent: CONCURRENT,
			windows: [{ calls: Math.max(1, Number(settings.callsPerMinute) || PER_MINUTE), seconds: 60 }],
		},
	});
	return new ExpenseIn(http, contractWith(settings.contract, overrides), connection, baseUrl);
}
