import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ledgerOperations } from '../core/operations';
import { ledgerProperties } from '../core/properties/ledger';
import { listsOf } from '../core/properties/lists';
import { run } from '../core/run';
import { nameOf } from './connect';
import { testAccountsIq } from './credential-test';
import { allocateProperties, entityProperty, noticeProperty, RESOURCES } from './fields';
import { openLedger, type AiqLedger } from './ledger';
import { aiqOperations } from './operations';
import { entityOf, entityOfList } from './parameters';

export class AccountingAccountsIq implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AccountsIQ',
		name: 'accountingAccountsIq',
		icon: { light: 'file:accountsiq.svg', dark: 'file:accountsiq.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Post bills, debit notes, bank payments, journals and invoices to AccountsIQ exactly once, and read its books',
		defaults: { name: 'AccountsIQ' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingAccountsIqApi', required: true, testedBy: 'testAccountsIq' }],
		properties: [entityProperty, ...ledgerProperties(RESOURCES), noticeProperty, ...allocateProperties],
	};

	methods = {
		credentialTest: { testAccountsIq },
		listSearch: listsOf(async (context) => await openLedger(context, entityOfList(context))),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run<AiqLedger>(this, {
			name: 'AccountsIQ',
			companyOf: (context, index) => nameOf(context, entityOf(context, index)),
			open: async (context, index) => await openLedger(context, entityOf(context, index)),
			operations: { ...ledgerOperations, ...aiqOperations },
		});
	}
}
