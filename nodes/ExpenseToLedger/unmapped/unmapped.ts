import { add, format, type Amount } from '../../core/money';
import { check } from '../../core/model/check';
import { expenseReport, type ExpenseLine, type ExpenseReport } from '../../core/model/report';
import type { Reason } from '../held';
import { fold } from '../lookup';
import { kindOf } from '../map/expense';
import { supplierName } from '../merchant';
import { textOf } from '../refs';
import type { Settings } from '../settings';
import { isOpenSuggestion } from '../suggestion';
import { merchantWords } from '../tables';
import { mapByWorkspace, settingsFor, type WorkspaceSettings } from '../workspaces';

/** A name of the source that no row maps. */
export interface Unmapped {
	what: 'category' | 'tax' | 'tag' | 'supplier' | 'employee' | 'card' | 'account';
	name: string;
	workspace: string;
	/** Whether reports wait for it. */
	holds: boolean;
	/** How many reports it stands in. */
	reports: number;
	/** Sum of these whole reports where they wait, else of the expenses with the name; by currency: "EUR 3, GBP 12.5". */
	amount: string;
	/** What a row that waits for a person suggests. */
	suggestion?: string;
	/** What happens without a row. */
	message: string;
}
export interface UnmappedReport {
	unmapped: Unmapped[];
	held: { reports: number; amount: string };
	ready: { documents: number };
	/** Held for other reasons than a mapping, such as a report that is not approved. */
	others: Array<{ report: string; message: string }>;
}

/** The rows of the mapping tables as they are, suggestions that wait included. */
export type RawRows = Record<'category' | 'tax' | 'supplier' | 'employee', Array<Record<string, unknown>>>;
/** What names are found by, and the columns that a suggestion fills. */
const COLUMNS: Record<keyof RawRows, { own: string; to: string[] }> = {
	category: { own: 'category', to: ['account', 'expenseType'] }, tax: { own: 'tax', to: ['taxRate'] }, supplier: { own: 'merchant', to: ['supplier'] },
	employee: { own: 'email', to: ['supplier'] },
};

/** Tells what an export of these reports would lack. Makes the documents as the export does, and gives none away. */
export function unmappedIn(inputs: unknown[], settings: Settings, rows: RawRows, workspaces: WorkspaceSettings = new Map()): UnmappedReport {
	const { ready, held } = mapByWorkspace(inputs, settings, workspaces);
	const counts = new Map<string, { row: Omit<Unmapped, 'reports' | 'amount'>; seen: Map<string, Sums> }>();
	const note = (row: Omit<Unmapped, 'reports' | 'amount' | 'suggestion'>, report: ExpenseReport, amounts: Amount[], whole: boolean, columns?: string[]) => {
		const label = JSON.stringify([row.what, fold(row.what === 'supplier' ? merchantWords(row.name) : row.name), row.workspace]);
		const entry = counts.get(label) ?? { row: { ...row, ...suggestionFor(row, rows, columns) }, seen: new Map<string, Sums>() };
		counts.set(label, entry);
		if (row.holds && !entry.row.holds) entry.row = { ...entry.row, holds: true, message: row.message };
		const before = entry.seen.get(report.id);
		if (before === undefined || !whole) entry.seen.set(report.id, { currency: report.currency, amounts: [...(before?.amounts ?? []), ...amounts] });
	};
	const others: UnmappedReport['others'] = [];
	const waiting = new Map<string, Sums>();
	for (const { item, reasons } of held) {
		const checked = check(expenseReport, inputs[item]);
		if (!checked.ok) continue;
		const report = checked.value;
		const all = report.expenses.map(({ amount }) => amount);
		const own = reasons.filter(({ category, field }) => category === 'mapping' && field !== 'report');
		if (own.length === 0) others.push({ report: report.name || report.id, message: reasons.map(({ message }) => message).join(' ') });
		else waiting.set(report.id, { currency: report.currency, amounts: all });
		for (const reason of own) note({ ...named(reason, report), workspace: report.workspace.id, holds: true, message: reason.message }, report, all, true);
	}
	for (const input of inputs) {
		const checked = check(expenseReport, input);
		if (!checked.ok) continue;
		const { value: report } = checked;
		for (const { message, amount, column, ...row } of passing(report, settingsFor(report, settings, workspaces))) note({ ...row, workspace: report.workspace.id, holds: false, message }, report, [amount], false, column === undefined ? undefined : [column]);
	}
	const unmapped = [...counts.values()].map(({ row, seen }): Unmapped => ({ ...row, reports: seen.size, amount: sumOf([...seen.values()]) }));
	unmapped.sort((a, b) => Number(b.holds) - Number(a.holds) || b.reports - a.reports || (`${a.what} ${a.name}` < `${b.what} ${b.name}` ? -1 : 1));
	return { unmapped, held: { reports: waiting.size, amount: sumOf([...waiting.values()]) }, ready: { documents: ready.length }, others };
}

interface Sums {
	currency: string;
	amounts: Amount[];
}

/** `column`: what of the row is wanted, where rows may map to several things. */
type Passing = Pick<Unmapped, 'what' | 'name' | 'message'> & { amount: Amount; column?: string };

/** Names that go out without a row, since the settings say what becomes of them. */
function passing(report: ExpenseReport, settings: Settings): Passing[] {
	const { tables, kinds } = settings;
	return report.expenses.flatMap((expense): Passing[] => {
		const { format: becomes, supplierFrom } = kinds[kindOf(report, expense)];
		if (becomes === 'skip' || becomes === 'journal') return [];
		const { email = '', name } = report.employee;
		if (becomes === 'expenseReport') {
			const isKnown = email === '' || tables.claimants.find(report.workspace, [email, name]) !== undefined;
			return isKnown ? [] : [{ what: 'employee', name: email, message: `Looked for in the books as the employee with this address, or "${name ?? email}".`, amount: expense.amount, column: 'employee' }];
		}
		if (supplierFrom === 'employee' && email !== '' && tables.employees.find(report.workspace, [email, name]) === undefined) {
			return [{ what: 'employee', name: email, message: `Goes out as the supplier with this address, or "${name ?? email}".`, amount: expense.amount, column: 'supplier' }];
		}
		const tidied = supplierName(expense.merchant);
		const isMapped = tables.merchants.find(report.workspace, [expense.merchant, merchantWords(expense.merchant)]) !== undefined;
		if (supplierFrom !== 'merchant' || isMapped || tidied === undefined || settings.unmappedMerchant !== 'name') return [];
		return [{ what: 'supplier', name: expense.merchant, message: `Goes out as the supplier "${tidied}".`, amount: expense.amount }];
	});
}

function named({ field, message, expense: id }: Reason, report: ExpenseReport): Pick<Unmapped, 'what' | 'name'> {
	const expense = report.expenses.find((one) => one.id === id);
	const { category, tax, tags = [], merchant = '', card } = expense ?? ({} as Partial<ExpenseLine>);
	if (field === 'category') return { what: 'category', name: '(none)' };
	if (field === 'account') return { what: expense === undefined ? 'account' : 'category', name: textOf(category?.name) ?? textOf(category?.code) ?? '(none)' };
	if (field === 'tax') return { what: 'tax', name: textOf(tax?.code) ?? textOf(tax?.name) ?? '' };
	if (field === 'dimension') return { what: 'tag', name: tags.map((tag) => tag.name).find((tag) => message.includes(`"${tag}"`)) ?? '' };
	if (field === 'employee') return { what: 'employee', name: '(none)' };
	if (field === 'bankAccount') return { what: 'card', name: [card?.bank, card?.id].filter((part) => part !== undefined).join(' ') || '(none)' };
	return field === 'supplier' ? { what: 'supplier', name: merchant || '(none)' } : { what: 'account', name: field };
}

function suggestionFor({ what, name, workspace }: Pick<Unmapped, 'what' | 'name' | 'workspace'>, rows: RawRows, columns?: string[]): { suggestion?: string } {
	if (what !== 'category' && what !== 'tax' && what !== 'supplier' && what !== 'employee') return {};
	const { own, to } = COLUMNS[what];
	const same = (text: string) => (what === 'supplier' ? merchantWords(text) === merchantWords(name) : fold(text) === fold(name));
	const row = rows[what].find((cells) => ['', workspace].includes(textOf(cells.workspace) ?? '') && isOpenSuggestion(cells, ...(columns ?? to)) && same(textOf(cells[own]) ?? ''));
	return row === undefined ? {} : { suggestion: textOf(row.suggestion) };
}

function sumOf(sums: Sums[]): string {
	const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
	return currencies.map((currency) => `${currency} ${format(add(...sums.filter((one) => one.currency === currency).flatMap(({ amounts }) => amounts)))}`).join(', ');
}
