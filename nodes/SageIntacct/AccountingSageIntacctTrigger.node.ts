import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollList, startFromProperty } from '../core/poll-list';
import { listsOf } from '../core/properties/lists';
import { testSageIntacct } from './credential-test';
import { entityProperty, KIND_OPTIONS } from './fields';
import { openLedger } from './ledger';
import { entityOfList, entityOfTrigger } from './parameters';

export class AccountingSageIntacctTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sage Intacct Trigger',
		name: 'accountingSageIntacctTrigger',
		icon: { light: 'file:sage-intacct.svg', dark: 'file:sage-intacct.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{"new or changed: " + $parameter["event"]}}',
		description: 'Starts when something in Sage Intacct is new, changed or deleted, by asking Sage Intacct at intervals',
		defaults: { name: 'Sage Intacct Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingSageIntacctApi', required: true, testedBy: 'testSageIntacct' }],
		properties: [
			{
				displayName:
					'Each poll is a call or two, which count towards the transactions of your performance tier. Deletions come from the audit trail and are told where the web services user may see it. Bank accounts, dimensions and their values are compared with what was seen last.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			entityProperty,
			{ displayName: 'New or Changed', name: 'event', type: 'options', default: 'bill', options: KIND_OPTIONS },
			startFromProperty,
		],
	};

	methods = {
		credentialTest: { testSageIntacct },
		listSearch: listsOf(async (context, kind) => await openLedger(context, kind === 'company' ? '' : entityOfList(context))),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollList(this, 'Sage Intacct', async () => await openLedger(this, entityOfTrigger(this)));
	}
}
