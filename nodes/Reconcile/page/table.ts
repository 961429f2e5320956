import { escapeHtml } from '../../core/html';

export interface Column<T> {
	title: string;
	/** Text; it is escaped here. */
	text(row: T): string;
	isNumber?: boolean;
	/** Shown in the colour of what is wrong. */
	isOff?(row: T): boolean;
	/** Ready HTML behind the text. */
	more?(row: T): string;
}

/** A table that turns into cards on a phone, where each value carries its title with it. */
export function table<T>(rows: readonly T[], columns: ReadonlyArray<Column<T>>): string {
	const head = columns.map(({ title, isNumber }) => `<th${isNumber ? ' class="n"' : ''}>${escapeHtml(title)}</th>`).join('');
	const body = rows.map((row) => `<tr>${columns.map((column) => cellOf(row, column)).join('')}</tr>`).join('\n');
	return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cellOf<T>(row: T, { title, text, isNumber, isOff, more }: Column<T>): string {
	const classes = [...(isNumber ? ['n'] : []), ...(isOff?.(row) ? ['off'] : [])];
	const value = text(row);
	const content = `${escapeHtml(value)}${more?.(row) ?? ''}`;
	return `<td${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`} data-l="${escapeHtml(title)}">${content === '' ? '' : `<span>${content}</span>`}</td>`;
}

export const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);
