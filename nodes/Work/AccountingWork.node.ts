import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { ledgerOperations } from '../core/operations';
import { ledgerProperties } from '../core/properties/ledger';
import { run } from '../core/run';
import { CREDENTIAL } from './connect';
import { testWork } from './credential-test';
import { RESOURCES, workProperties } from './fields';
import { openWork } from './ledger';
import { workOperations } from './operations';

export class AccountingWork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Work',
		name: 'accountingWork',
		icon: { light: 'file:work.svg', dark: 'file:work.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read clients, sites, invoices and payments from Work (Verizon Connect Work), and keep its clients and items in step with the books',
		defaults: { name: 'Work' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingWorkApi', required: true, testedBy: 'testWork' }],
		properties: [...ledgerProperties(RESOURCES, 'customer'), ...workProperties],
	};

	methods = { credentialTest: { testWork } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, {
			name: 'Work',
			// A credential belongs to one company.
			companyOf: () => CREDENTIAL,
			open: async (context) => await openWork(context),
			operations: { ...ledgerOperations, ...workOperations },
		});
	}
}
