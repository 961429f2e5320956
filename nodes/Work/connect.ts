import type { IAllExecuteFunctions } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import { createHttp } from '../core/http';
import { Work } from './api';
import { contractWith } from './contract';

export const CREDENTIAL = 'accountingWorkApi';
/** What the node keeps to where the credential says nothing. */
const PER_MINUTE = 120;
const CONCURRENT = 4;

export type WorkContext = Pick<IAllExecuteFunctions, 'helpers' | 'logger' | 'getCredentials' | 'getNode'>;

interface Settings {
	baseUrl?: string;
	companyId?: string;
	callsPerMinute?: number;
	timeoutSeconds?: number;
	contract?: unknown;
}

/** The wire to the company that the credential names. Key, password and company go along by the credential type. */
export async function connect(context: WorkContext): Promise<Work> {
	const settings = await context.getCredentials<Settings>(CREDENTIAL);
	const baseUrl = (settings.baseUrl ?? '').trim().replace(/\/+$/, '');
	if (baseUrl === '') {
		throw new BooksError({
			message: 'The credential has no base address', category: 'auth', field: 'baseUrl',
			hint: 'Work has no public address known to us: ask Work for the one of your API, or take the sandbox.',
		});
	}
	const credential = context.getNode().credentials?.[CREDENTIAL];
	const connection = `work|${credential?.id ?? credential?.name ?? ''}|${baseUrl}|${settings.companyId ?? ''}`;
	const http = createHttp(context, {
		credentialType: CREDENTIAL,
		system: 'Work',
		connection,
		limits: { concurrent: CONCURRENT, windows: [{ calls: Math.max(1, Number(settings.callsPerMinute) || PER_MINUTE), seconds: 60 }] },
		remaining: ({ headers }) => {
			const left = headers['x-ratelimit-remaining'];
			return left === undefined || left === '' || !Number.isFinite(Number(left)) ? undefined : Number(left);
		},
	});
	return new Work(http, contractWith(settings.contract), { connection, baseUrl, timeoutSeconds: Number(settings.timeoutSeconds) || undefined });
}
