import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ApprovalChange } from './approval/approval';
import { messagesFor } from './approval/message';
import { approvalRow } from './approval/row';
import { textOf } from './refs';
import { plain } from './run-map';

const OCCASIONS = ['ask', 'remind', 'expire', 'close'] as const;

/** Ask Approvers: outputs Messages, each with the rows to write once it went out, and Rows to Write at once. */
export function runAsk(context: IExecuteFunctions): INodeExecutionData[][] {
	const changes = context.getInputData().flatMap(({ json }): ApprovalChange[] => {
		const occasion = OCCASIONS.find((one) => one === json.occasion);
		return occasion === undefined ? [] : [{ ...approvalRow(json), occasion }];
	});
	const isTold = ({ occasion }: ApprovalChange) => occasion === 'ask' || occasion === 'remind';
	const form = textOf(context.getNodeParameter('formAddress', 0, '')) ?? `${context.getInstanceBaseUrl().replace(/\/?$/, '/')}form/accounting-sync-approvals`;
	const tells = context.getNodeParameter('tell', 0, true) === true;
	const messages = tells ? messagesFor(changes.filter(isTold), form) : [];
	// Where nobody is told nobody is reminded, so that the reminder is still to come once a channel is chosen.
	const atOnce = changes.filter((change) => !isTold(change) || (!tells && change.occasion === 'ask'));
	const items = (list: object[]) => list.map((one) => ({ json: plain(one), pairedItem: { item: 0 } }));
	return [items(messages), items(atOnce)];
}
