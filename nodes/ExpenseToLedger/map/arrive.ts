import { check } from '../../core/model/check';
import { expenseReport, type ExpenseReport } from '../../core/model/report';
import { validation, type Reason } from '../held';

/** A report with the positions of the input items that carry it. */
export interface Arrived {
	report: ExpenseReport;
	items: number[];
	reasons: Reason[];
}

/**
 * Reads the input. A report that came in more than once is mapped once; where its copies differ, nobody can tell which
 * is true, and it is held.
 */
export function arrive(inputs: unknown[]): { reports: Arrived[]; refused: Array<{ item: number; reasons: Reason[] }>; repeated: string[] } {
	const known = new Map<string, Arrived>();
	const refused: Array<{ item: number; reasons: Reason[] }> = [];
	const repeated = new Set<string>();
	inputs.forEach((input, item) => {
		const checked = check(expenseReport, input);
		if (!checked.ok) {
			const { sentence, facts } = checked.error;
			refused.push({ item, reasons: [validation('report', sentence, facts.hint ?? '')] });
			return;
		}
		const { raw: _raw, ...report } = checked.value;
		const label = JSON.stringify([report.system, report.workspace.id, report.id]);
		const before = known.get(label);
		if (before === undefined) {
			known.set(label, { report, items: [item], reasons: repeatedExpenses(report) });
			return;
		}
		before.items.push(item);
		repeated.add(report.id);
		if (JSON.stringify(before.report) !== JSON.stringify(report) && before.reasons.every(({ field }) => field !== 'report')) {
			const hint = 'Hand in each report once, as it is now.';
			before.reasons.push(validation('report', `Report ${report.id} came in more than once, with different content.`, hint));
		}
	});
	return { reports: [...known.values()], refused, repeated: [...repeated] };
}

/** Two expenses under one id would make one document of two, or count one of them twice. */
function repeatedExpenses({ expenses }: ExpenseReport): Reason[] {
	const seen = new Set<string>();
	return expenses.flatMap(({ id }) => {
		if (!seen.has(id)) {
			seen.add(id);
			return [];
		}
		return [validation('amount', `Two expenses of the report have the id ${id}.`, 'Hand in each expense once.', id)];
	});
}
