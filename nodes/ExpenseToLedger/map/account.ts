import type { Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, type Reason } from '../held';
import { textOf } from '../refs';
import type { Settings } from '../settings';

/**
 * Account, expense type and tax rate of an expense. The account: category map, then the category's own code, then the
 * default. A line of an expense report has a type: the category map's, then the category's own code where codes are
 * types; else it has the account alone, and the books tell the type that belongs to it. The tax rate: what the expense says (tax map, then its own code), else what the category's row says, else the default,
 * else none, which leaves it to the account in the books.
 */
export function codingOf(
	report: ExpenseReport,
	expense: ExpenseLine,
	byType: boolean,
	settings: Settings,
	reasons: Reason[],
): { account?: Ref; expenseType?: Ref; taxRate?: Ref } {
	const [name, code] = [textOf(expense.category?.name), textOf(expense.category?.code)];
	const row = settings.tables.categories.find(report.workspace, [name, code]);
	const ownType = settings.useCategoryCode && settings.categoryCodes === 'expenseType' && code !== undefined ? { code } : undefined;
	const expenseType = byType ? (row?.expenseType ?? ownType) : undefined;
	const account = expenseType === undefined ? (row?.account ?? accountOf({ name, code }, { listed: row !== undefined, byType }, expense, settings, reasons)) : undefined;
	return { account, expenseType, taxRate: taxOf(report, expense, settings, reasons) ?? row?.taxRate ?? settings.defaultTaxRate };
}

function accountOf(
	{ name, code }: { name?: string; code?: string },
	{ listed, byType }: { listed: boolean; byType: boolean },
	{ id }: ExpenseLine,
	settings: Settings,
	reasons: Reason[],
): Ref | undefined {
	if (code !== undefined && settings.useCategoryCode && settings.categoryCodes === 'account') return { code };
	const known = name ?? code;
	const what = known === undefined ? 'The expense has no category' : `The category "${known}" ${listed ? 'has no account' : 'is not'} in the category map`;
	if (settings.unmappedCategory === 'hold') {
		const field = known === undefined ? 'category' : 'account';
		const hint = known === undefined
			? 'Choose a category in the report, or let expenses without one go to a default account.'
			: `Add its account${byType ? ' or expense type' : ''} to the category map, or let unmapped categories go to a default account.`;
		reasons.push(mapping(field, `${what}.`, hint, id));
		return undefined;
	}
	if (settings.defaultAccount === undefined) {
		reasons.push(mapping('account', `${what}, and no default account is set.`, 'Name a default account in the node.', id));
	}
	return settings.defaultAccount;
}

function taxOf(report: ExpenseReport, { id, tax }: ExpenseLine, settings: Settings, reasons: Reason[]): Ref | undefined {
	const [code, name] = [textOf(tax?.code), textOf(tax?.name)];
	if (code === undefined && name === undefined) return undefined;
	const mapped = settings.tables.taxes.find(report.workspace, [code, name]);
	if (mapped !== undefined) return mapped;
	if (code !== undefined && settings.useTaxCode) return { code };
	const called = name === undefined || code === undefined ? (name ?? code) : `${name} (${code})`;
	const hint = 'Add a row to the tax map, or use the tax codes of the reports as they are.';
	reasons.push(mapping('tax', `The tax "${called}" is not in the tax map.`, hint, id));
	return undefined;
}
