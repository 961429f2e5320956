import { wordsOf } from '../core/match/names';
import type { Ref } from '../core/model/documents';
import { Lookup } from './lookup';
import { refOf, textOf } from './refs';
import { readRows, type Problems, type Row } from './rows';
import { isOpenSuggestion } from './suggestion';

/** The mapping tables, ready to be asked. Their rows may come from n8n data tables, so other columns do no harm. */
export interface Tables {
	categories: Lookup<{ account?: Ref; expenseType?: Ref; taxRate?: Ref }>;
	taxes: Lookup<Ref>;
	dimensions: DimensionRule[];
	/** Levels of tags that name the customer of a line. */
	customers: LevelRule[];
	merchants: Lookup<Ref>;
	/** Employees as suppliers. */
	employees: Lookup<Ref>;
	/** Employees as employees, in books that know them. */
	claimants: Lookup<Ref>;
	cards: Lookup<Ref>;
}

/** What becomes of the tags of one level. */
export interface LevelRule {
	/** Counted from 1. */
	level: number;
	byTag: Lookup<string>;
	/** Rows without a tag: the whole level. */
	whole: Lookup<string>;
}
/** One level of tags that goes to one dimension. */
export interface DimensionRule extends LevelRule {
	dimension: Ref;
}

export interface TableTexts {
	categoryMap: unknown;
	taxMap: unknown;
	dimensionMap: unknown;
	supplierMap: unknown;
	employeeMap: unknown;
	cardMap: unknown;
}

/** What is wrong in any table is told at once. Suggestions that wait for a person are passed over. */
export function readTables(texts: TableTexts, levelNames: string[], problems: Problems): Tables {
	const rowsOf = (text: unknown, table: string, needed: string[], ...values: string[]) =>
		readRows(text, table, needed, problems).filter(({ cells }) => !isOpenSuggestion(cells, ...values));
	const levels = rowsOf(texts.dimensionMap, 'Dimension Map', ['level', 'dimension'], 'value');
	// Supplier and employee are suggested in rows of their own: the other one in a row that waits was written by a person.
	const employees = readRows(texts.employeeMap, 'Employee Map', ['email', 'supplier', 'employee'], problems);
	return {
		categories: categories(rowsOf(texts.categoryMap, 'Category Map', ['category', 'account', 'expenseType', 'taxRate'], 'account', 'expenseType'), problems),
		taxes: simple(rowsOf(texts.taxMap, 'Tax Map', ['tax', 'taxRate'], 'taxRate'), 'tax', 'taxRate', 'code', problems),
		dimensions: dimensions(levels.filter((row) => !meansCustomer(row)), levelNames, problems),
		customers: dimensions(levels.filter(meansCustomer).map((row) => ({ ...row, cells: { ...row.cells, dimension: 'customer' } })), levelNames, problems),
		merchants: merchants(rowsOf(texts.supplierMap, 'Supplier Map', ['merchant', 'supplier'], 'supplier'), problems),
		employees: simple(employees.filter(({ cells }) => !isOpenSuggestion(cells, 'supplier')), 'email', 'supplier', 'name', problems),
		claimants: simple(employees.filter(({ cells }) => !isOpenSuggestion(cells, 'employee')), 'email', 'employee', 'code', problems),
		cards: simple(rowsOf(texts.cardMap, 'Card Map', ['card', 'bankAccount'], 'bankAccount'), 'card', 'bankAccount', 'code', problems),
	};
}

/** What is left of a merchant's name once store numbers, accents and the like are gone. */
export function merchantWords(merchant: string): string {
	return `~${wordsOf(merchant).join(' ')}`;
}

function categories(rows: Row[], problems: Problems): Tables['categories'] {
	const lookup: Tables['categories'] = new Lookup();
	for (const row of rows) {
		const value = { account: refOf(row.cells.account, 'code'), expenseType: refOf(row.cells.expenseType, 'code'), taxRate: refOf(row.cells.taxRate, 'code') };
		// A row without any is a suggestion that nobody has filled in yet.
		if (Object.values(value).every((ref) => ref === undefined)) continue;
		add(lookup, row, 'category', value, problems);
	}
	return lookup;
}

function simple(rows: Row[], name: string, value: string, usual: 'code' | 'name', problems: Problems): Lookup<Ref> {
	const lookup = new Lookup<Ref>();
	for (const row of rows) {
		const ref = refOf(row.cells[value], usual);
		if (ref === undefined) continue;
		add(lookup, row, name, ref, problems);
	}
	return lookup;
}

/** By the very spelling and, where all rows of the same words agree, by these: "Shell 0423" then serves "SHELL 77". */
function merchants(rows: Row[], problems: Problems): Lookup<Ref> {
	const lookup = simple(rows, 'merchant', 'supplier', 'name', problems);
	const byWords = new Map<string, { workspace: string | undefined; words: string; row: number; refs: Map<string, Ref> }>();
	for (const { cells, number } of rows) {
		const ref = refOf(cells.supplier, 'name');
		if (ref === undefined) continue;
		const workspace = textOf(cells.workspace);
		const words = merchantWords(textOf(cells.merchant) ?? '');
		const label = `${workspace ?? ''}\n${words}`;
		const entry = byWords.get(label) ?? { workspace, words, row: number, refs: new Map<string, Ref>() };
		byWords.set(label, entry);
		entry.refs.set(JSON.stringify(ref), ref);
	}
	for (const { workspace, words, row, refs } of byWords.values()) {
		const [only] = refs.values();
		if (only !== undefined && refs.size === 1) lookup.add(workspace, words, only, row);
	}
	return lookup;
}

/** Books hold the customer of a line beside its dimensions. A dimension that is called so is named with "name:" in front. */
const meansCustomer = ({ cells }: Row): boolean => /^customers?$/i.test(textOf(cells.dimension) ?? '');

function dimensions(rows: Row[], levelNames: string[], problems: Problems): DimensionRule[] {
	const rules = new Map<string, DimensionRule>();
	for (const row of rows) {
		const dimension = refOf(row.cells.dimension, 'name');
		const level = levelOf(textOf(row.cells.level) ?? '', levelNames);
		if (dimension === undefined) continue;
		if (level === undefined) {
			const known = levelNames.length === 0 ? 'a number from 1' : `a number from 1 or one of ${levelNames.join(', ')}`;
			problems.push(`${row.table}, row ${row.number}: the level "${textOf(row.cells.level)}" is not ${known}`);
			continue;
		}
		const label = `${level} ${JSON.stringify(dimension)}`;
		const rule = rules.get(label) ?? { level, dimension, byTag: new Lookup<string>(), whole: new Lookup<string>() };
		rules.set(label, rule);
		const value = textOf(row.cells.value) ?? '';
		if (textOf(row.cells.tag) === undefined) add(rule.whole, row, '*', value, problems);
		else add(rule.byTag, row, 'tag', value, problems);
	}
	return [...rules.values()];
}

function levelOf(text: string, names: string[]): number | undefined {
	if (/^[1-9]\d?$/.test(text)) return Number(text);
	const at = names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
	return at < 0 ? undefined : at + 1;
}

/** @param column the column that holds the name, or the name itself where it is no column */
function add<T>(lookup: Lookup<T>, row: Row, column: string, value: T, problems: Problems): void {
	const name = textOf(row.cells[column]) ?? column;
	const other = lookup.add(textOf(row.cells.workspace), name, value, row.number);
	if (other !== undefined) problems.push(`${row.table}: rows ${other} and ${row.number} say different things about "${name}"`);
}
