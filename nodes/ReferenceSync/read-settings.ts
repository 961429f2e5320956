import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { jsonParameter } from '../core/properties/json';

type Row = IDataObject;

/** The settings of a group as plain JSON, whichever way they were given; the schema checks them afterwards. */
export function givenSettings(
	context: IExecuteFunctions,
	index: number,
	fromFields: (read: (name: string) => unknown) => IDataObject,
): Outcome<IDataObject> {
	try {
		if (context.getNodeParameter('settingsFrom', index, 'fields') === 'json') return jsonParameter(context, 'settings', index);
		return ok(fromFields((name) => context.getNodeParameter(name, index, '')));
	} catch (error) {
		// An expression that fails for this group.
		const message = error instanceof Error ? error.message : String(error);
		return failed(new BooksError({ message, category: 'validation', hint: 'Check the expressions in the settings.' }));
	}
}

export function oneWayFromFields(read: (name: string) => unknown): IDataObject {
	const { activeField, mostGonePercent, own, nameField, ...options } = filled((read('options') || {}) as Row);
	return filled({
		match: steps(read('match')),
		fields: rows(read('fields'), 'rule').map((row) => filled({ ...row, value: row.owner === 'when' ? typed(row.value) : undefined })),
		fixed: fixed(read('fixed')),
		filters: rows(read('filters'), 'filter'),
		limits: limits(read('limits')),
		inactive: read('inactive'),
		gone: read('gone'),
		own,
		mostGonePercent,
		nameField,
		active: activeField,
		targetFilters: rows(options.targetFilters, 'filter'),
		uniqueNames: options.uniqueNames,
		ignoreCase: options.ignoreCase,
	});
}

export function steps(value: unknown): Row[] {
	return rows(value, 'step').map(filled);
}

/** A field that a system requires, or whose length it limits. */
export function limits(value: unknown): Row[] {
	return rows(value, 'limit').map((row) => filled({ ...row, most: Number(row.most) > 0 ? Number(row.most) : undefined }));
}

export function fixed(value: unknown): IDataObject {
	return Object.fromEntries(rows(value, 'field').map(({ name, value: one }) => [String(name ?? '').trim(), typed(one)])) as IDataObject;
}

/** The rows of a fixedCollection. */
export function rows(value: unknown, name: string): Row[] {
	const list = typeof value === 'object' && value !== null ? (value as IDataObject)[name] : undefined;
	return Array.isArray(list) ? (list as Row[]) : [];
}

/** What is typed is text, but for true, false and lists: a code such as 007 must stay as it is. */
function typed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = value.trim();
	if (text === 'true' || text === 'false') return text === 'true';
	if (!/^[[{]/.test(text)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** An empty field was not filled in. */
export function filled(row: Record<string, unknown>): Row {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== undefined && value !== null)) as Row;
}

export function twoWayFromFields(read: (name: string) => unknown): IDataObject {
	const options = filled((read('options') || {}) as Row);
	const perSide = (name: string) => filled({ a: options[`${name}A`], b: options[`${name}B`] });
	const both = (name: string, rowsOf: (value: unknown) => unknown) => ({ a: rowsOf(read(`${name}A`)), b: rowsOf(read(`${name}B`)) }) as IDataObject;
	return filled({
		match: rows(read('match'), 'step').map(({ by, source, target }) => filled({ by, a: source, b: target })),
		fields: rows(read('pairs'), 'pair').map(filled),
		fixed: both('fixed', fixed),
		defaults: both('defaults', fixed),
		filters: both('filters', (value) => rows(value, 'filter')),
		limits: both('limits', limits),
		create: read('create'),
		inactive: read('inactive'),
		bothChanged: read('bothChanged'),
		firstLink: read('firstLink'),
		prefer: options.prefer,
		gone: read('gone'),
		mostGonePercent: options.mostGonePercent,
		uniqueNames: perSide('uniqueNames'),
		nameField: perSide('nameField'),
		active: perSide('active'),
		changedAt: perSide('changedAt'),
		mergedInto: perSide('mergedInto'),
		ignoreCase: options.ignoreCase,
	});
}
