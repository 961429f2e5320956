import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../errors';
import type { Session } from '../session';

/** One operation over those items of a run that go to the same company. */
export interface Call<S extends Session = Session> {
	context: IExecuteFunctions;
	session: S;
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

/** An operation says by `S` what it needs of a session; any session that has it will do. */
export type Operation<S extends Session = Session> = (call: Call<S>) => Promise<ItemResult[]>;

/** By "resource:operation", or by "operation" where all resources share it. */
export type Operations<S extends Session = Session> = Readonly<Record<string, Operation<S>>>;
