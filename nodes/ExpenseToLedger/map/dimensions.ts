import type { Line, Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, type Reason } from '../held';
import { refOf, textOf } from '../refs';
import type { Settings } from '../settings';
import type { LevelRule } from '../tables';

type Dimensions = NonNullable<Line['dimensions']>;

/**
 * Tags to dimensions. A level that no row names stays out of the books; where rows name single tags of a level, a tag
 * without a row is a mapping error rather than a cost without its cost centre.
 */
export function dimensionsOf(report: ExpenseReport, expense: ExpenseLine, settings: Settings, reasons: Reason[]): Dimensions {
	return settings.tables.dimensions.flatMap((rule) => {
		const value = valueIn(rule, calledIn(rule.dimension), report, expense, reasons);
		return value === undefined ? [] : [{ dimension: rule.dimension, value }];
	});
}

/** The customer that an expense was made for, by the tag of the level that says so. */
export function customerOf(report: ExpenseReport, expense: ExpenseLine, settings: Settings, reasons: Reason[]): Ref | undefined {
	const found = settings.tables.customers.flatMap((rule) => valueIn(rule, 'the customer', report, expense, reasons) ?? []);
	return found[0];
}

/** What the tag of a level stands for. Undefined where there is no tag, and where no row is meant for this workspace. */
function valueIn({ level, byTag, whole }: LevelRule, what: string, report: ExpenseReport, expense: ExpenseLine, reasons: Reason[]): Ref | undefined {
	const tag = expense.tags[level - 1];
	const [name, code] = [textOf(tag?.name), textOf(tag?.code)];
	if (name === undefined && code === undefined) return undefined;
	const text = byTag.find(report.workspace, [name, code]) ?? whole.find(report.workspace, ['*']);
	if (text !== undefined) return valueOf(text, name, code);
	if (!byTag.covers(report.workspace)) return undefined;
	const message = `The tag "${name ?? code}" is not in the dimension map for ${what}.`;
	reasons.push(mapping('dimension', message, 'Add a row for this tag, or one for the whole level.', expense.id));
	return undefined;
}

const calledIn = ({ name, code, id }: Ref): string => name ?? code ?? id ?? '';

/** What the row says; "{name}" and "{code}" stand for the tag's own. Blank: the tag's code or, without one, its name. */
function valueOf(text: string, name: string | undefined, code: string | undefined): Ref {
	if (text === '') return code === undefined ? { name } : { code };
	if (text === '{name}') return { name: name ?? code };
	if (text === '{code}') return { code: code ?? name };
	return refOf(text, 'name') ?? { name: text };
}
