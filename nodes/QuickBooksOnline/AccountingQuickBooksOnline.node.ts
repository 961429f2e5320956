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
import { qboProperties, RESOURCES } from './fields';
import { openLedger, type QboLedger } from './ledger';
import { qboOperations } from './operations';

export class AccountingQuickBooksOnline implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Online',
		name: 'accountingQuickBooksOnline',
		icon: { light: 'file:quickbooks-online.svg', dark: 'file:quickbooks-online.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Post bills, credits, expenses, journals, invoices and payments to QuickBooks Online exactly once, and read its books',
		defaults: { name: 'QuickBooks Online' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingQuickBooksOnlineOAuth2Api', required: true }],
		properties: [...ledgerProperties(RESOURCES), ...qboProperties],
	};

	methods = {
		listSearch: listsOf(async (context) => await openLedger(context)),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run<QboLedger>(this, {
			name: 'QuickBooks',
			companyOf: (context) => nameOf(context),
			open: async (context) => await openLedger(context),
			operations: { ...ledgerOperations, ...qboOperations },
		});
	}
}
