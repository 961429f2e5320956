import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { AccountingAccountsIq } from '../../nodes/AccountsIq/AccountingAccountsIq.node';
import { AccountingAccountsIqTrigger } from '../../nodes/AccountsIq/AccountingAccountsIqTrigger.node';
import type { Sandbox } from '../../sandbox/app';
import type { Job } from './bench';
import { runNode, runPoll, type NodeRun } from './run-node';
import type { PollOptions, PollRun } from './run-trigger';
import { control } from './sandbox';

/** What a user would enter for the sandbox. */
export function accountsIqCredentials(sandbox: Sandbox, more: IDataObject = {}) {
	return {
		accountingAccountsIqApi: {
			version: '2.0', region: 'custom', baseUrl: `${sandbox.origin}/accountsiq`, clientId: 'sandbox-aiq-app', clientSecret: 'sandbox-aiq-secret',
			entity: 'HARBOUR-UK', callsAtOnce: 2, sundryValue: 'net', ...more,
		},
	};
}

/** One run of the node against the sandbox. Failed items leave by the error output. */
export async function runAccountsIq(
	sandbox: Sandbox,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	items: Array<IDataObject | INodeExecutionData> = [{}],
	credential: IDataObject = {},
): Promise<NodeRun> {
	return await runNode(AccountingAccountsIq, { resource, operation, ...parameters }, items, {
		credentials: accountsIqCredentials(sandbox, credential) as never, // the store takes more than n8n's type says
		onError: 'continueErrorOutput',
	});
}

/** Posts documents of any kind. */
export async function postToAccountsIq(sandbox: Sandbox, documents: IDataObject[], options: INodeParameters = {}): Promise<NodeRun> {
	return await runAccountsIq(sandbox, 'document', 'create', { document: '={{ $json }}', options }, documents);
}

export async function pollAccountsIq(
	sandbox: Sandbox,
	event: string,
	staticData: IDataObject = {},
	{ startFrom = 'beginning', ...options }: Pick<PollOptions, 'mode' | 'onMemory'> & { startFrom?: 'now' | 'beginning' } = {},
): Promise<PollRun> {
	return await runPoll(AccountingAccountsIqTrigger, { event, startFrom }, { credentials: accountsIqCredentials(sandbox) as never, staticData, ...options }); // as above
}

export interface BooksTransaction {
	id: number;
	type: string;
	number: string;
	account: string;
	reference: string;
	date: string;
	due: string | null;
	amount: string;
	outstanding: string;
	currency: string;
	lines: Array<{ account: string; part: string; department: string; tax: string; amount: string; description: string }>;
	attachments: Array<{ filename: string; bytes: number }>;
}

/** The ledger as the emulator holds it. */
export async function booksOf(sandbox: Sandbox, reference?: string, type?: string): Promise<BooksTransaction[]> {
	const query = new URLSearchParams({ ...(reference === undefined ? {} : { reference }), ...(type === undefined ? {} : { type }) });
	return await control(sandbox, 'GET', `/accountsiq/transactions?${query.toString()}`);
}

export function accountsIqJob(parameters: IDataObject, items?: Job['items'], more: Partial<Job> = {}): Job {
	return { node: 'accountingAccountsIq', parameters, items, credentials: { accountingAccountsIqApi: 'AccountsIQ (sandbox)' }, ...more };
}
