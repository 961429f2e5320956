import type { ExpenseReport } from '../../core/model/report';
import { textOf } from '../refs';
import { MATCHED, SUGGESTED } from '../suggestion';
import { choicesOf, type Books, type Choice } from './books';
import { choose, type Suggestion } from './choose';
import { Existing, rowOf, type SuggestedRow } from './rows';

type Column = 'supplier' | 'employee';

/**
 * Who claims is a supplier of bills and, in books that know employees, an employee of expense reports. Each gets a row of
 * its own, so that one that waits holds nothing back of the other.
 */
export function suggestPeople(workspace: string, reports: ExpenseReport[], rows: unknown, suppliers: Choice[], books: Books): SuggestedRow[] {
	const people = new Map(reports.map(({ employee }) => [textOf(employee.email) ?? '', textOf(employee.name)]));
	people.delete('');
	const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
	const known = books.employee === undefined ? [] : choicesOf(books.employee, 'code');
	const columns: Array<[Column, Choice[]]> = [['supplier', suppliers], ...(known.length === 0 ? [] : [['employee', known] as [Column, Choice[]]])];
	return columns.flatMap(([column, choices]) => {
		const existing = new Existing(rows, workspace, { name: (row) => (says(row, column) ? textOf(row.email) : undefined), value: column });
		return sorted.flatMap(([email, name]) => {
			const found = existing.has(email) ? undefined : personFor(email, name, choices);
			if (found === undefined) return [];
			const cells: Record<string, string> = known.length === 0 ? { email } : { email, supplier: '', employee: '', [column]: found.choice.value };
			return [rowOf('employees', workspace, cells, column, column === 'employee' ? { ...found, note: `employee: ${found.note}` } : found)];
		});
	});
}

/** A row without any of the two is a person's wish to have none. */
function says(row: Record<string, unknown>, column: Column): boolean {
	return textOf(row[column]) !== undefined || (textOf(row.supplier) === undefined && textOf(row.employee) === undefined);
}

function personFor(email: string, name: string | undefined, choices: Choice[]): Suggestion | undefined {
	// "ana.ruiz@…" may well be Ana Ruiz, but nobody knows.
	const guess = (email.split('@')[0] ?? '').replace(/[._-]+/g, ' ');
	const found = choose({ email, name }, choices) ?? choose({ name: guess }, choices);
	const isGuessed = found !== undefined && found.state === MATCHED && name === undefined && found.note === 'the same name';
	return isGuessed ? { ...found, state: SUGGESTED, note: 'the name in the address' } : found;
}
