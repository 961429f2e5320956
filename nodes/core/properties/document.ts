import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DocumentKind } from '../model/documents';
import { readLocator, refFromLocator } from './locator';

/** A document as typed in the node, in the canonical shape; checked afterwards like any other. */
export function documentFromFields(context: IExecuteFunctions, index: number, kind: DocumentKind): IDataObject {
	const text = (name: string) => String(context.getNodeParameter(name, index, '') ?? '').trim();
	const more = filled(context.getNodeParameter('moreFields', index, {}) as IDataObject);
	const shared = { kind, key: text('key'), date: text('date'), ...more };
	if (kind === 'payment') {
		return filled({
			...shared,
			direction: text('direction'),
			amount: text('amount'),
			bankAccount: refFromLocator(context, 'bankAccount', index),
			document: readDocumentPaid(context, index),
		});
	}
	const lines = context.getNodeParameter('lines', index, {}) as { line?: IDataObject[] };
	return filled({
		...shared,
		supplier: refFromLocator(context, 'supplier', index),
		customer: refFromLocator(context, 'customer', index),
		bankAccount: refFromLocator(context, 'bankAccount', index),
		lines: (lines.line ?? []).map(readLine),
	});
}

function readDocumentPaid(context: IExecuteFunctions, index: number): IDataObject | undefined {
	const paid = context.getNodeParameter('paid', index) as { mode?: string; value?: unknown } | string;
	const { mode = 'id', value } = typeof paid === 'string' ? { value: paid } : paid;
	const text = String(value ?? '').trim();
	return text === '' ? undefined : { [mode]: text };
}

function readLine(line: IDataObject): IDataObject {
	const values = [readLocator(line.dimensionValue), readLocator(line.secondDimensionValue)];
	const dimensions = values.filter((value) => value !== undefined).map((value) => ({ value }));
	return filled({
		description: line.description,
		amount: line.amount,
		quantity: line.quantity,
		unitAmount: line.unitAmount,
		taxAmount: line.taxAmount,
		account: readLocator(line.account),
		item: readLocator(line.item),
		taxRate: readLocator(line.taxRate),
		dimensions: dimensions.length === 0 ? undefined : dimensions,
	});
}

/** An empty field was not filled in. */
function filled(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null),
	) as IDataObject;
}
