import { escapeHtml } from '../html';

export interface Column<T> {
	title: string;
	/** Text; it is escaped here. */
	text(row: T): string;
	isNumber?: boolean;
	/** A day, which is kept on one line. */
	isDay?: boolean;
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

function cellOf<T>(row: T, { title, text, isNumber, isDay, isOff, more }: Column<T>): string {
	const classes = [...(isNumber ? ['n'] : []), ...(isDay ? ['d'] : []), ...(isOff?.(row) ? ['off'] : [])];
	const value = isNumber ? grouped(text(row)) : text(row);
	const content = `${escapeHtml(value)}${more?.(row) ?? ''}`;
	return `<td${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`} data-l="${escapeHtml(title)}">${content === '' ? '' : `<span>${content}</span>`}</td>`;
}

export const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);

/** "12345.60" as "12,345.60", for people. */
export function grouped(amount: string): string {
	return amount.replace(/^(-?)(\d+)(?=\.)/, (_, sign: string, whole: string) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','));
}
