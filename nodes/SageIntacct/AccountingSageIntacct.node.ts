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
import { testSageIntacct } from './credential-test';
import { entityProperty, intacctProperties, RESOURCES } from './fields';
import { openLedger, type IntacctLedger } from './ledger';
import { intacctOperations } from './operations';
import { entityOf, entityOfList, journalOf } from './parameters';

export class AccountingSageIntacct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sage Intacct',
		name: 'accountingSageIntacct',
		icon: { light: 'file:sage-intacct.svg', dark: 'file:sage-intacct.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Post bills, credits, expense reports, card transactions, journals, invoices and payments to Sage Intacct exactly once, and read its books',
		defaults: { name: 'Sage Intacct' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingSageIntacctApi', required: true, testedBy: 'testSageIntacct' }],
		properties: [entityProperty, ...ledgerProperties(RESOURCES), ...intacctProperties],
	};

	methods = {
		credentialTest: { testSageIntacct },
		// Entities are listed from where the credential stands, since the chosen one sees itself alone.
		listSearch: listsOf(async (context, kind) => await openLedger(context, kind === 'company' ? '' : entityOfList(context))),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run<IntacctLedger>(this, {
			name: 'Sage Intacct',
			companyOf: (context, index) => `${nameOf(context, entityOf(context, index))}|${journalOf(context, index)}`,
			open: async (context, index) => await openLedger(context, entityOf(context, index), journalOf(context, index)),
			operations: { ...ledgerOperations, ...intacctOperations },
		});
	}
}
