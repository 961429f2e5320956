import type { AnyDocument } from '../../core/model/documents';
import type { ExpenseReport } from '../../core/model/report';
import type { Group } from './groups';

/**
 * Where a document came from. It travels through the posting untouched, so that afterwards every document of a report
 * can be told and the report be marked once the books hold them all.
 * @param keys all documents that these reports turned into
 */
export function originOf(group: Group | undefined, reports: ExpenseReport[], keys: string[]): NonNullable<AnyDocument['origin']> {
	const [first] = reports;
	const foreign = (group?.entries ?? []).flatMap(({ expense }) =>
		expense.original === undefined || expense.original.currency === group?.currency
			? []
			: [{ expense: expense.id, amount: expense.original.amount, currency: expense.original.currency }],
	);
	return {
		system: first?.system ?? '',
		// A source keeps its invoices apart from its expenses, and is told afterwards which of them to mark.
		...(first?.type === 'supplierInvoice' ? { type: first.type } : {}),
		workspace: first?.workspace.id,
		reports: reports.map(({ id }) => id).sort(),
		keys: [...keys].sort(),
		employee: first?.employee.email,
		// What was paid at the till, apart from the document's own currency.
		...(foreign.length === 0 ? {} : { originals: foreign }),
	};
}
