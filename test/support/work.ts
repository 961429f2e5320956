import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { AccountingWork } from '../../nodes/Work/AccountingWork.node';
import { AccountingWorkTrigger } from '../../nodes/Work/AccountingWorkTrigger.node';
import { AccountingWorkApi } from '../../credentials/AccountingWorkApi.credentials';
import type { Sandbox } from '../../sandbox/app';
import { runNode, runPoll, type NodeRun } from './run-node';
import type { PollRun } from './run-trigger';

export const KEY = 'sandbox-work-key';
export const SECRET = 'sandbox-work-webhook-secret';

/** What a user would enter for the sandbox. */
export function workCredentials(sandbox: Pick<Sandbox, 'origin'>, more: IDataObject = {}) {
	const baseUrl = `${sandbox.origin}/work/v1`;
	return {
		accountingWorkApi: { baseUrl, authentication: 'apiKey', apiKey: KEY, companyId: 'co_1', webhookSecret: SECRET, callsPerMinute: 60_000, contract: '{}', ...more },
	};
}

/** One run of the node against the sandbox. Failed items leave by the error output. */
export async function runWork(
	sandbox: Pick<Sandbox, 'origin'>,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	items: Array<IDataObject | INodeExecutionData> = [{}],
	credential: IDataObject = {},
): Promise<NodeRun> {
	return await runNode(AccountingWork, { resource, operation, ...parameters }, items, {
		credentials: workCredentials(sandbox, credential) as never, // the store takes more than n8n's type says
		onError: 'continueErrorOutput',
	});
}

/** One poll of the trigger. */
export async function pollWork(
	sandbox: Pick<Sandbox, 'origin'>,
	event: string,
	staticData: IDataObject = {},
	{ startFrom = 'beginning', credential = {}, mode }: { startFrom?: string; credential?: IDataObject; mode?: 'manual' } = {},
): Promise<PollRun> {
	return await runPoll(AccountingWorkTrigger, { event, startFrom }, {
		credentials: workCredentials(sandbox, credential) as never, // as above
		staticData,
		...(mode === undefined ? {} : { mode }),
	});
}

/** A choice in a resource locator. */
export const by = (mode: string, value: string): INodeParameters => ({ __rl: true, mode, value });

/** The headers that the credential type puts on a call. */
export async function headersOf(credential: IDataObject): Promise<IDataObject> {
	const { headers } = await new AccountingWorkApi().authenticate(credential as never, { url: 'http://localhost', headers: {} }); // plain values, as n8n stores
	return headers as IDataObject;
}
