import { compare, absolute, parseAmount } from '../../core/money';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { describe } from '../map/description';
import { textOf } from '../refs';
import type { Choice } from './books';
import type { Used } from './choose';

/** What the books hold of expenses that were posted before, by how their line reads there. */
export interface Posted {
	find(expense: ExpenseLine, report: ExpenseReport): PostedLine | undefined;
}
export interface PostedLine {
	amount: string;
	account?: unknown;
	taxRate?: unknown;
	supplier?: unknown;
}

/** @param documents of the books, of any kind, as an accounting node reads them */
export function postedIn(documents: unknown): Posted {
	const byText = new Map<string, PostedLine[]>();
	for (const document of objects(documents)) {
		for (const line of objects(document.lines)) {
			const [text, amount] = [textOf(line.description), parseAmount(line.amount)];
			if (text === undefined || amount === undefined) continue;
			const lines = byText.get(text) ?? [];
			byText.set(text, lines);
			lines.push({ amount, account: line.account, taxRate: line.taxRate, supplier: document.supplier });
		}
	}
	return {
		find: (expense, report) => {
			const lines = byText.get(describe(expense, report.currency)) ?? [];
			if (lines.length === 1) return lines[0];
			const same = lines.filter(({ amount }) => compare(absolute(amount), absolute(expense.amount)) === 0);
			return same.length === 1 ? same[0] : undefined;
		},
	};
}

/** Counts one use of what a line names, where the list has it. */
export function count(used: Used, named: unknown, choices: Choice[]): void {
	const ref = typeof named === 'object' && named !== null ? (named as Record<string, unknown>) : { code: named };
	const [id, code, name] = ['id', 'code', 'name'].map((field) => textOf(ref[field]));
	const choice = choices.find((one) => (id !== undefined && one.id === id) || (code !== undefined && one.code === code) || (name !== undefined && one.name === name));
	if (choice !== undefined) used.set(choice.value, (used.get(choice.value) ?? 0) + 1);
}

function objects(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter((one): one is Record<string, unknown> => one !== null && typeof one === 'object') : [];
}
