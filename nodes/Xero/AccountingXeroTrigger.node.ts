import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollList, startFromProperty } from '../core/poll-list';
import { listsOf } from '../core/properties/lists';
import { authenticationProperty, organisationProperty } from './fields';
import { openForList, openLedger } from './ledger';
import { choiceOfList, choiceOfTrigger } from './parameters';

export class AccountingXeroTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xero Accounting Trigger',
		name: 'accountingXeroTrigger',
		icon: { light: 'file:xero.svg', dark: 'file:xero.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{"new or changed: " + $parameter["event"]}}',
		description: 'Starts when something in Xero is new or changed, by asking Xero at intervals',
		defaults: { name: 'Xero Accounting Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'accountingXeroOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
			{
				name: 'accountingXeroCustomConnectionApi',
				required: true,
				displayOptions: { show: { authentication: ['customConnection'] } },
			},
		],
		properties: [
			{
				displayName:
					'Each poll costs a call or two of the daily allowance of the organisation (5,000, or 1,000 for new apps). Every 5 minutes is 288 polls a day. For contacts, invoices, bills and credit notes the Xero Accounting Webhook Trigger costs nothing while nothing happens.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			authenticationProperty,
			organisationProperty,
			{
				displayName: 'New or Changed',
				name: 'event',
				type: 'options',
				default: 'bill',
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Bank Account', value: 'bankAccount' },
					{ name: 'Bank Transaction', value: 'bankTransaction' },
					{ name: 'Bill', value: 'bill' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Expense', value: 'expense' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Item', value: 'item' },
					{ name: 'Journal', value: 'journal' },
					{ name: 'Payment', value: 'payment' },
					{ name: 'Supplier', value: 'supplier' },
					{ name: 'Supplier Credit', value: 'supplierCredit' },
					{ name: 'Tax Rate', value: 'taxRate' },
					{ name: 'Tracking Category', value: 'dimension' },
					{ name: 'Tracking Option', value: 'dimensionValue' },
				],
			},
			startFromProperty,
		],
	};

	methods = {
		listSearch: listsOf(async (context, kind) => await openForList(context, choiceOfList(context), kind)),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollList(this, 'Xero', async () => await openLedger(this, choiceOfTrigger(this)));
	}
}
