import type { IDataObject } from 'n8n-workflow';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { check } from '../core/model/check';
import { settingsSchema, type Settings } from './settings';

/** The node's fields as settings; all that is wrong with them is told at once. */
export function readSettings(read: (name: string) => unknown): Outcome<Settings> {
	const options = (read('options') || {}) as IDataObject;
	const lists = listsOf(options.lists);
	const given = filled({
		title: read('title'),
		from: dayOf(read('from')),
		to: dayOf(read('to')),
		dateField: filled({ source: options.sourceDateField, books: options.booksDateField }),
		keyField: filled({ source: options.sourceKeyField, books: options.booksKeyField }),
		ownKeys: words(read('ownKeys')),
		tolerance: read('tolerance'),
		slackDays: read('slackDays'),
		compare: read('compare'),
		groupBy: read('groupBy'),
		dateTolerance: options.dateTolerance,
		matchDays: options.matchDays,
		matchLikeness: options.matchLikeness,
		matchBy: options.matchBy,
		kinds: words(options.kinds),
		currencies: words(options.currencies),
		baseCurrency: options.baseCurrency,
		deadStatuses: options.deadStatuses === undefined ? undefined : words(options.deadStatuses),
		lists,
	});
	const checked = check(settingsSchema, given);
	if (checked.ok) return ok(checked.value);
	const place = checked.error.facts.field === undefined ? '' : `, ${checked.error.facts.field}`;
	return failed(
		new BooksError({
			message: `The settings${place}: ${checked.error.message}`,
			category: 'validation',
			hint: 'Correct the settings of this node.',
			field: checked.error.facts.field,
		}),
	);
}

/** A date field gives text, and an expression a date of n8n's own. */
function dayOf(value: unknown): unknown {
	return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** "EXP-, EXI-" or a list. */
export function words(value: unknown): string[] {
	const list = Array.isArray(value) ? value : String(value ?? '').split(',');
	return list.map((one) => String(one).trim()).filter((one) => one !== '');
}

/** JSON text, a list, or a single item. */
function listsOf(value: unknown): unknown {
	if (typeof value !== 'string') return value === undefined || Array.isArray(value) ? value : [value];
	try {
		return value.trim() === '' ? [] : (JSON.parse(value) as unknown);
	} catch {
		return value; // the schema says what is wrong with it
	}
}

/** An empty field was not filled in. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}
