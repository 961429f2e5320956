import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollList, startFromProperty } from '../core/poll-list';
import { listsOf } from '../core/properties/lists';
import { testAccountsIq } from './credential-test';
import { entityProperty } from './fields';
import { openLedger } from './ledger';
import { entityOfList, entityOfTrigger } from './parameters';

/** AccountsIQ tells the creation of documents to the second, in a zone of its own; an hour and more is looked back. */
const OVERLAP_SECONDS = 2 * 60 * 60;

export class AccountingAccountsIqTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AccountsIQ Trigger',
		name: 'accountingAccountsIqTrigger',
		icon: { light: 'file:accountsiq.svg', dark: 'file:accountsiq.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{"new or changed: " + $parameter["event"]}}',
		description: 'Starts when something in AccountsIQ is new or changed, by asking AccountsIQ at intervals',
		defaults: { name: 'AccountsIQ Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingAccountsIqApi', required: true, testedBy: 'testAccountsIq' }],
		properties: [
			{
				displayName:
					'AccountsIQ has no webhooks and marks no changes of accounts, bank accounts, tax codes and dimensions: their lists are compared with what was seen last. Of suppliers, customers, items and BI codes only what has changed is asked for. Deletions are not told. Documents are told when they are posted; an allocation does not change them.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			entityProperty,
			{
				displayName: 'New or Changed',
				name: 'event',
				type: 'options',
				default: 'bill',
				options: [
					{ name: 'Bank Account', value: 'bankAccount' },
					{ name: 'Bill', value: 'bill' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Dimension', value: 'dimension' },
					{ name: 'Dimension Option or BI Code', value: 'dimensionValue' },
					{ name: 'Expense', value: 'expense' },
					{ name: 'GL Account', value: 'account' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Item', value: 'item' },
					{ name: 'Journal', value: 'journal' },
					{ name: 'Payment', value: 'payment' },
					{ name: 'Supplier', value: 'supplier' },
					{ name: 'Supplier Credit', value: 'supplierCredit' },
					{ name: 'Tax Code', value: 'taxRate' },
				],
			},
			startFromProperty,
		],
	};

	methods = {
		credentialTest: { testAccountsIq },
		listSearch: listsOf(async (context) => await openLedger(context, entityOfList(context))),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollList(this, 'AccountsIQ', async () => await openLedger(this, entityOfTrigger(this)), { overlapSeconds: OVERLAP_SECONDS });
	}
}
