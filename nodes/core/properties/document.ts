import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DocumentKind } from '../model/documents';
import { multiply, parseAmount, round } from '../money';
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
		employee: refFromLocator(context, 'employee', index),
		bankAccount: refFromLocator(context, 'bankAccount', index),
		lines: (lines.line ?? []).map((line) => readLine(line, String(more.currency ?? ''))),
	});
}

function readDocumentPaid(context: IExecuteFunctions, index: number): IDataObject | undefined {
	const paid = context.getNodeParameter('paid', index) as { mode?: string; value?: unknown } | string;
	const { mode = 'id', value } = typeof paid === 'string' ? { value: paid } : paid;
	const text = String(value ?? '').trim();
	return text === '' ? undefined : { [mode]: text };
}

function readLine(line: IDataObject, currency: string): IDataObject {
	const values = [readLocator(line.dimensionValue), readLocator(line.secondDimensionValue)];
	const dimensions = values.filter((value) => value !== undefined).map((value) => ({ value }));
	return filled({
		description: line.description,
		amount: line.amount === '' || line.amount === undefined ? totalOf(line, currency) : line.amount,
		quantity: line.quantity,
		unitAmount: line.unitAmount,
		taxAmount: line.taxAmount,
		account: readLocator(line.account),
		expenseType: readLocator(line.expenseType),
		date: line.expenseDate,
		item: readLocator(line.item),
		taxRate: readLocator(line.taxRate),
		dimensions: dimensions.length === 0 ? undefined : dimensions,
	});
}

/** A line may be typed as so many at so much; books keep the total in whole cents. */
function totalOf({ quantity, unitAmount }: IDataObject, currency: string): string | undefined {
	const [count, each] = [parseAmount(quantity), parseAmount(unitAmount)];
	return count === undefined || each === undefined ? undefined : round(multiply(count, each), currency);
}

/** An empty field was not filled in. */
function filled(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null),
	) as IDataObject;
}
