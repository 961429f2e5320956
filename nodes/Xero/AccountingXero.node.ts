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
import { authenticationProperty, organisationProperty, RESOURCES, xeroProperties } from './fields';
import { openForList, openLedger } from './ledger';
import { xeroOperations } from './operations';
import { choiceOf, choiceOfList } from './parameters';

export class AccountingXero implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xero Accounting',
		name: 'accountingXero',
		icon: { light: 'file:xero.svg', dark: 'file:xero.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Post bills, credits, journals, expenses and payments to Xero exactly once, and read its books',
		defaults: { name: 'Xero Accounting' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'accountingXeroOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
			{
				name: 'accountingXeroCustomConnectionApi',
				required: true,
				displayOptions: { show: { authentication: ['customConnection'] } },
			},
		],
		properties: [authenticationProperty, organisationProperty, ...ledgerProperties(RESOURCES), ...xeroProperties],
	};

	methods = {
		listSearch: listsOf(async (context, kind) => await openForList(context, choiceOfList(context), kind)),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, {
			name: 'Xero',
			companyOf: (context, index) => nameOf(context, choiceOf(context, index)),
			open: async (context, index) => await openLedger(context, choiceOf(context, index)),
			operations: { ...ledgerOperations, ...xeroOperations },
		});
	}
}
