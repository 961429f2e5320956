import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { AccountingExpenseIn } from '../../nodes/ExpenseIn/AccountingExpenseIn.node';
import { AccountingExpenseInTrigger } from '../../nodes/ExpenseIn/AccountingExpenseInTrigger.node';
import type { Sandbox } from '../../sandbox/app';
import { runNode, runPoll, type NodeRun } from './run-node';
import type { PollOptions, PollRun } from './run-trigger';

export const KEY = 'sandbox-expensein-key';

/** What a user would enter for the sandbox. */
export function expenseInCredentials(sandbox: Pick<Sandbox, 'origin'>, more: IDataObject = {}) {
	const baseUrl = `${sandbox.origin}/expensein/1.0`;
	return { accountingExpenseInApi: { apiKey: KEY, baseUrl, callsPerMinute: 60_000, contract: '{}', ...more } };
}

/** One run of the node against the sandbox. Failed items leave by the error output. */
export async function runExpenseIn(
	sandbox: Pick<Sandbox, 'origin'>,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	items: Array<IDataObject | INodeExecutionData> = [{}],
	credential: IDataObject = {},
): Promise<NodeRun> {
	return await runNode(AccountingExpenseIn, { resource, operation, ...parameters }, items, {
		credentials: expenseInCredentials(sandbox, credential) as never, // the store takes more than n8n's type says
		onError: 'continueErrorOutput',
	});
}

export async function pollExpenseIn(
	sandbox: Sandbox,
	parameters: INodeParameters,
	staticData: IDataObject = {},
	options: Pick<PollOptions, 'mode' | 'onMemory'> = {},
): Promise<PollRun> {
	return await runPoll(AccountingExpenseInTrigger, { startFrom: 'beginning', ...parameters }, {
		credentials: expenseInCredentials(sandbox) as never, // as above
		staticData,
		...options,
	});
}

/** A choice in a resource locator. */
export const by = (mode: string, value: string): IDataObject => ({ __rl: true, mode, value });
