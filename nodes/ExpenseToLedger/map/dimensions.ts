import type { Line, Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, type Reason } from '../held';
import { refOf, textOf } from '../refs';
import type { Settings } from '../settings';

type Dimensions = NonNullable<Line['dimensions']>;

/**
 * Tags to dimensions. A level that no row names stays out of the books; where rows name single tags of a level, a tag
 * without a row is a mapping error rather than a cost without its cost centre.
 */
export function dimensionsOf(report: ExpenseReport, expense: ExpenseLine, settings: Settings, reasons: Reason[]): Dimensions {
	return settings.tables.dimensions.flatMap(({ level, dimension, byTag, whole }) => {
		const tag = expense.tags[level - 1];
		const [name, code] = [textOf(tag?.name), textOf(tag?.code)];
		if (name === undefined && code === undefined) return [];
		const text = byTag.find(report.workspace, [name, code]) ?? whole.find(report.workspace, ['*']);
		if (text !== undefined) return [{ dimension, value: valueOf(text, name, code) }];
		if (!byTag.covers(report.workspace)) return [];
		const what = `The tag "${name ?? code}" is not in the dimension map for ${dimension.name ?? dimension.code ?? dimension.id}.`;
		reasons.push(mapping('dimension', what, 'Add a row for this tag, or one for the whole level.', expense.id));
		return [];
	});
}

/** What the row says; "{name}" and "{code}" stand for the tag's own. Blank: the tag's code or, without one, its name. */
function valueOf(text: string, name: string | undefined, code: string | undefined): Ref {
	if (text === '') return code === undefined ? { name } : { code };
	if (text === '{name}') return { name: name ?? code };
	if (text === '{code}') return { code: code ?? name };
	return refOf(text, 'name') ?? { name: text };
}
