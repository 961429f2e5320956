import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { OutputItem } from './call';

/** A combined list is a whole one: a part of a list can't be told from a list that has shrunk. */
export function mostOf(context: IExecuteFunctions, index: number): number {
	const all = ['combine', 'returnAll'].some((name) => context.getNodeParameter(name, index, false) === true);
	return all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
}

/**
 * How records of an item are shown: whole, or with "Simplify" without the vendor's own. The parameter is read once, since
 * n8n evaluates an expression anew each time, which takes longer than to read the record.
 */
export function showing(context: IExecuteFunctions, index: number): (record: { raw?: unknown }) => object {
	const isSimple = context.getNodeParameter('simplify', index, true) === true;
	return ({ raw, ...simple }) => (isSimple ? simple : { ...simple, raw });
}

/**
 * A list as items, or with "Combine Into One Item" as one: what came in, with the list beside it. Only so can an empty
 * list be told from one that was not read.
 */
export function listed(context: IExecuteFunctions, index: number, kind: string, records: IDataObject[]): OutputItem[] {
	if (context.getNodeParameter('combine', index, false) !== true) return records.map((json) => ({ json }));
	return [{ json: { ...context.getInputData()[index]?.json, kind, records, count: records.length } }];
}
