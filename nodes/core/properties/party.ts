import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** The fields of a supplier, customer or item as typed in the node; empty ones were not meant. */
export function recordFromFields(context: IExecuteFunctions, index: number): IDataObject {
	const fields = context.getNodeParameter('fields', index, {}) as IDataObject;
	const { line1, line2, city, region, postalCode, country, ...rest } = filled(fields);
	const address = filled({ line1, line2, city, region, postalCode, country });
	return Object.keys(address).length === 0 ? rest : { ...rest, address };
}

function filled(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}
