import type { IExecuteFunctions } from 'n8n-workflow';
import { dayIn, parseDay } from '../core/dates';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { knownPlaceholders, unknownPlaceholders } from './map/description';
import { refOf, textOf } from './refs';
import type { Problems } from './rows';
import type { ExpenseKind, KindSettings, Settings } from './settings';
import { readTables } from './tables';
import { readWorkspaces, type WorkspaceSettings } from './workspaces';

const LARGEST_DUE = 365;

/**
 * The node's settings, read once: they are those of the run. What is wrong with them is told all at once, before any
 * report is looked at.
 * @param now the instant of the run
 */
export function readSettings(context: IExecuteFunctions, now: Date): Outcome<{ settings: Settings; workspaces: WorkspaceSettings }> {
	const problems: Problems = [];
	const parameter = (name: string): unknown => context.getNodeParameter(name, 0, '');
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	const levels = (textOf(options.tagLevels) ?? '').split(',').map((name) => name.trim());
	const settings: Settings = {
		kinds: { reimbursable: kindSettings(parameter, 'reimbursable'), companyCard: kindSettings(parameter, 'companyCard'), supplierInvoice: invoiceSettings(parameter) },
		grouping: parameter('grouping') as Settings['grouping'],
		date: parameter('date') as Settings['date'],
		onlyApproved: parameter('onlyApproved') !== false,
		status: parameter('status') as Settings['status'],
		unmappedCategory: parameter('unmappedCategory') as Settings['unmappedCategory'],
		unmappedMerchant: (options.unmappedMerchant ?? 'name') as Settings['unmappedMerchant'],
		useCategoryCode: options.useCategoryCode !== false,
		categoryCodes: (options.categoryCodes ?? 'account') as Settings['categoryCodes'],
		useTaxCode: options.useTaxCode === true,
		defaultAccount: refOf(parameter('defaultAccount'), 'code'),
		defaultTaxRate: refOf(options.defaultTaxRate, 'code'),
		defaultSupplier: refOf(options.defaultSupplier, 'name'),
		zeroAmount: parameter('zeroAmount') as Settings['zeroAmount'],
		zeroTotal: (options.zeroTotal ?? 'keep') as Settings['zeroTotal'],
		negativeTotal: parameter('negativeTotal') as Settings['negativeTotal'],
		taxAmounts: (options.taxAmounts ?? 'books') as Settings['taxAmounts'],
		memo: memo(options.memo, problems),
		dueDays: dueDays(options.dueDays, problems),
		receipts: options.receipts !== false,
		tables: readTables(
			{
				categoryMap: parameter('categoryMap'),
				taxMap: parameter('taxMap'),
				dimensionMap: parameter('dimensionMap'),
				supplierMap: parameter('supplierMap'),
				employeeMap: parameter('employeeMap'),
				cardMap: parameter('cardMap'),
			},
			levels.filter((name) => name !== ''),
			problems,
		),
		today: today(options.today, dayIn(now.toISOString(), context.getTimezone()), problems),
	};
	checkChoices(settings, problems);
	const workspaces = readWorkspaces(options.workspaceSettings, settings, problems, checkChoices);
	if (problems.length === 0) return ok({ settings, workspaces });
	const hint = 'Correct the settings of this node or the tables that are handed to it.';
	return failed(new BooksError({ message: `${problems.join('. ')}.`, category: 'validation', hint, retryable: false }));
}

function kindSettings(parameter: (name: string) => unknown, kind: ExpenseKind): KindSettings {
	return {
		format: parameter(`${kind}Format`) as KindSettings['format'],
		supplierFrom: parameter(`${kind}Supplier`) === 'merchant' ? 'merchant' : 'employee',
		contraAccount: refOf(parameter(`${kind}ContraAccount`), 'code'),
		bankAccount: refOf(parameter(`${kind}BankAccount`), 'code'),
	};
}

function invoiceSettings(parameter: (name: string) => unknown): KindSettings {
	// Workflows saved before there were supplier invoices know nothing of this field.
	return { format: (textOf(parameter('supplierInvoiceFormat')) ?? 'bill') as KindSettings['format'], supplierFrom: 'report' };
}

/** An expression may give any text where the node's own list gives a known word. */
const CHOICES: { [name: string]: { of(settings: Settings): string; words: readonly string[] } } = {
	'Reimbursable Expenses Become': { of: ({ kinds }) => kinds.reimbursable.format, words: ['bill', 'expenseReport', 'journal', 'expense', 'skip'] },
	'Company Card Expenses Become': { of: ({ kinds }) => kinds.companyCard.format, words: ['bill', 'journal', 'expense', 'skip'] },
	'Supplier Invoices Become': { of: ({ kinds }) => kinds.supplierInvoice.format, words: ['bill', 'skip'] },
	'One Document Per': { of: ({ grouping }) => grouping, words: ['report', 'employeeMonth', 'expense'] },
	'Date of Documents': { of: ({ date }) => date, words: ['approved', 'submitted', 'expense', 'lastExpense', 'export'] },
	'Document Status': { of: ({ status }) => status, words: ['draft', 'submitted', 'posted'] },
	'Unmapped Category': { of: ({ unmappedCategory }) => unmappedCategory, words: ['hold', 'defaultAccount'] },
	'Unmapped Merchant': { of: ({ unmappedMerchant }) => unmappedMerchant, words: ['name', 'defaultSupplier', 'hold'] },
	'Zero Amounts': { of: ({ zeroAmount }) => zeroAmount, words: ['skip', 'keep', 'hold'] },
	'Zero Totals': { of: ({ zeroTotal }) => zeroTotal, words: ['keep', 'skip', 'hold'] },
	'Negative Totals': { of: ({ negativeTotal }) => negativeTotal, words: ['credit', 'keep', 'hold'] },
	'Category Codes Are': { of: ({ categoryCodes }) => categoryCodes, words: ['account', 'expenseType'] },
	'Tax Amounts': { of: ({ taxAmounts }) => taxAmounts, words: ['books', 'report'] },
};

function checkChoices(settings: Settings, problems: Problems): void {
	for (const [name, { of, words }] of Object.entries(CHOICES)) {
		const word = of(settings);
		if (!words.includes(word)) problems.push(`${name} is "${word}" and not one of ${words.join(', ')}`);
	}
}

function memo(value: unknown, problems: Problems): string {
	const pattern = typeof value === 'string' ? value : '{report} ({employee})';
	for (const name of unknownPlaceholders(pattern)) {
		problems.push(`The memo has {${name}}, which means nothing; known are ${knownPlaceholders()}`);
	}
	return pattern;
}

function dueDays(value: unknown, problems: Problems): number {
	const days = Number(value ?? 14);
	if (Number.isInteger(days) && days >= 0 && days <= LARGEST_DUE) return days;
	problems.push(`Due After Days is "${String(value)}" and not a whole number from 0 to ${LARGEST_DUE}`);
	return 0;
}

function today(value: unknown, day: string, problems: Problems): string {
	const text = textOf(value);
	if (text === undefined) return day;
	const given = parseDay(text);
	if (given === undefined) problems.push(`Treat as Today is "${text}" and not a day such as 2026-11-30`);
	return given ?? day;
}
