import { readValue, saveValue } from '../state/settings';
import type { Store } from '../state/store';
import { type Condition, isOperator } from './filters';

/** The five parts of the Data Sync, in the order of its page. */
export const TARGETS = ['Categories', 'Projects', 'Departments', 'Tax Rates', 'Suppliers'] as const;
export type Target = (typeof TARGETS)[number];

/** One line of "Configure Sync". */
export interface SyncRow {
	target: Target;
	/** "GL Accounts", "BI Codes", "Dimension: TEAM", "Tax Codes" or "Suppliers", as far as the target offers it. */
	source: string;
	/** All must hold; none means every record. */
	filter: Condition[];
	enabled: boolean;
}

export const DIMENSION = /^Dimension: (.+)$/;
const USUAL_SOURCE: Readonly<Record<Target, string>> = {
	Categories: 'GL Accounts', Projects: 'BI Codes', Departments: 'BI Codes', 'Tax Rates': 'Tax Codes', Suppliers: 'Suppliers',
};
/** Fields of AccountsIQ's records that a filter may look at. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
	'GL Accounts': ['Code', 'Description', 'AccountType', 'GLCategory', 'GLSubCategory', 'GLGroup', 'GLCategoryTypeID', 'BalanceSheetType', 'IsActive'],
	'BI Codes': ['DepartmentID', 'Description', 'AnalysisCode1', 'AnalysisCode2', 'AnalysisCode3', 'AnalysisCode4', 'AnalysisCode5', 'AnalysisCode6', 'IsActive'],
	'Tax Codes': ['Code', 'Description', 'Rate'],
	Suppliers: ['Code', 'Name', 'GroupID', 'AreaID', 'CurrencyCode', 'IsActive'],
	Dimension: ['Code', 'Description'],
};

export function readRows(store: Store): SyncRow[] {
	return readValue(store, 'sync:rows', TARGETS.map((target): SyncRow => ({ target, source: USUAL_SOURCE[target], filter: [], enabled: false })));
}

/** "Save": stores, and does nothing else. Rows that are not named stay as they were. */
export function saveRows(store: Store, changes: ReadonlyArray<Partial<SyncRow> & { target: Target }>): SyncRow[] {
	for (const { target } of changes) if (!TARGETS.includes(target)) throw new RangeError(`There is no target "${String(target)}"`);
	const rows = readRows(store).map((row) => ({ ...row, ...changes.find(({ target }) => target === row.target) }));
	for (const row of rows) check(row);
	saveValue(store, 'sync:rows', rows);
	return rows;
}

function check({ target, source, filter, enabled }: SyncRow): void {
	const takesDimension = target === 'Projects' || target === 'Departments';
	const isDimension = DIMENSION.test(source);
	if (source !== USUAL_SOURCE[target] && !(takesDimension && isDimension)) throw new RangeError(`${target} cannot come from "${source}"`);
	if (typeof enabled !== 'boolean' || !Array.isArray(filter)) throw new RangeError(`${target}: "enabled" is true or false, "filter" a list`);
	const fields = FIELDS[isDimension ? 'Dimension' : source] ?? [];
	for (const { field, op } of filter) {
		if (!fields.includes(field)) throw new RangeError(`${target}: a filter has no field "${field}"; there are ${fields.join(', ')}`);
		if (!isOperator(op)) throw new RangeError(`${target}: a filter has no operator "${String(op)}"`);
	}
}
