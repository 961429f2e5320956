import type { Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, type Reason } from '../held';
import type { Lookup } from '../lookup';
import { supplierName } from '../merchant';
import { refOf, textOf } from '../refs';
import type { KindSettings, Settings } from '../settings';
import { merchantWords } from '../tables';
import { called } from './description';

/** Who a bill or expense is owed or paid to. */
export function supplierOf(
	{ workspace, employee, supplier }: ExpenseReport,
	expense: ExpenseLine,
	from: KindSettings['supplierFrom'],
	{ tables, defaultSupplier, unmappedMerchant }: Settings,
	reasons: Reason[],
): Ref | undefined {
	if (from === 'report') {
		const named = supplier === undefined ? undefined : refOf(supplier, 'name');
		if (named !== undefined) return named;
		reasons.push(mapping('supplier', 'The invoice names no supplier.', 'Choose the supplier in the invoice.', expense.id));
		return undefined;
	}
	if (from === 'employee') {
		const found = personOf(workspace, employee, tables.employees);
		if (found !== undefined) return found;
		if (defaultSupplier !== undefined) return defaultSupplier;
		reasons.push(mapping('supplier', 'The report names no employee, so there is no supplier.', 'Name a default supplier.', expense.id));
		return undefined;
	}
	const listed = tables.merchants.covers(workspace);
	const mapped = listed ? tables.merchants.find(workspace, [expense.merchant, merchantWords(expense.merchant)]) : undefined;
	if (mapped !== undefined) return mapped;
	const name = supplierName(expense.merchant);
	if (unmappedMerchant === 'name' && name !== undefined) return { name };
	if (unmappedMerchant !== 'hold' && defaultSupplier !== undefined) return defaultSupplier;
	const what = name === undefined ? `${called(expense)} names no merchant` : `The merchant "${expense.merchant}" is not in the supplier map`;
	const hint = unmappedMerchant === 'hold' ? 'Add a row to the supplier map.' : 'Name the merchant in the report, or name a default supplier.';
	reasons.push(mapping('supplier', `${what}.`, hint, expense.id));
	return undefined;
}

/** Who claims an expense report. Nobody can stand in for a person that the books do not know. */
export function employeeOf({ workspace, employee }: ExpenseReport, { id }: ExpenseLine, { tables }: Settings, reasons: Reason[]): Ref | undefined {
	const found = personOf(workspace, employee, tables.claimants);
	if (found === undefined) reasons.push(mapping('employee', 'The report names no employee.', 'Name the employee in the report.', id));
	return found;
}

function personOf(workspace: ExpenseReport['workspace'], employee: ExpenseReport['employee'], map: Lookup<Ref>): Ref | undefined {
	const mapped = map.find(workspace, [employee.email, employee.name]);
	if (mapped !== undefined) return mapped;
	// What the books call this person is nothing that a name has to be guessed for.
	const code = textOf(employee.code);
	if (code !== undefined) return { code };
	const [email, name] = [textOf(employee.email), textOf(employee.name)];
	if (email !== undefined) return { email, name: name ?? email };
	return name === undefined ? undefined : { name };
}
