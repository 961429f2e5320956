import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { compare, format } from '../../core/money';

/** The line's text in the books: merchant, day, comment, and what was paid at the till where that differs. */
export function describe(expense: ExpenseLine, currency: string): string {
	const { merchant, date, comment, original } = expense;
	const paid = original === undefined || (original.currency === currency && compare(original.amount, expense.amount) === 0)
		? undefined
		: `${original.currency} ${format(original.amount)}`;
	const parts = [oneLine(merchant), date, oneLine(comment ?? ''), paid];
	return parts.filter((part) => part !== undefined && part !== '').join(', ').slice(0, 1000);
}

/** How a reason names the expense. */
export function called({ merchant, date }: ExpenseLine): string {
	return `The expense ${merchant === '' ? '' : `"${merchant}" `}of ${date}`;
}

const PLACEHOLDERS = ['report', 'number', 'reportID', 'employee', 'email', 'month', 'workspace', 'merchant', 'from', 'to'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

export interface MemoFacts {
	reports: ExpenseReport[];
	merchants: string[];
	/** First and last day of the expenses. */
	from: string;
	to: string;
	/** "2026-05" */
	month: string;
}

/** The document's text. Several reports are named one after another. */
export function memoOf(pattern: string, { reports, merchants, from, to, month }: MemoFacts): string {
	const each = (tell: (report: ExpenseReport) => string | undefined): string => distinct(reports.map(tell)).join(', ');
	const values: Record<Placeholder, string> = {
		report: each(({ name, id }) => name || id),
		number: each(({ number, id }) => number ?? id),
		reportID: each(({ id }) => id),
		employee: each(({ employee }) => employee.name ?? employee.email),
		email: each(({ employee }) => employee.email),
		workspace: each(({ workspace }) => workspace.name ?? workspace.id),
		merchant: distinct(merchants).join(', '),
		month,
		from,
		to,
	};
	const text = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
	return oneLine(text).slice(0, 500);
}

/** Words in braces that mean nothing, so that a misspelt one is told before it stands in the books. */
export function unknownPlaceholders(pattern: string): string[] {
	return [...pattern.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (isPlaceholder(name) ? [] : [name]));
}

export function knownPlaceholders(): string {
	return PLACEHOLDERS.map((name) => `{${name}}`).join(' ');
}

function isPlaceholder(name: string): name is Placeholder {
	return (PLACEHOLDERS as readonly string[]).includes(name);
}

function distinct(texts: Array<string | undefined>): string[] {
	return [...new Set(texts.filter((text): text is string => text !== undefined && text !== ''))];
}

export function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
