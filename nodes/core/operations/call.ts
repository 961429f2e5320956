import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../errors';
import type { Ledger } from '../ledger';

/** One operation over those items of a run that go to the same company. */
export interface Call {
	context: IExecuteFunctions;
	ledger: Ledger;
	/** For people: "Xero". */
	system: string;
	resource: string;
	items: CallItem[];
}

export interface CallItem {
	/** Position among the node's input items. */
	index: number;
	input: INodeExecutionData;
}

/** What became of an input item: output items, or the reason why not. */
export interface ItemResult {
	index: number;
	outcome: Outcome<OutputItem[]>;
}
export interface OutputItem {
	json: IDataObject;
	binary?: INodeExecutionData['binary'];
}

export type Operation = (call: Call) => Promise<ItemResult[]>;
